namespace RuralRights.Domain.Law;

/// <summary>Who acts, and as what. The law asks for the role an act is done in, never for an account or a session.</summary>
/// <remarks>One person may appear in several roles; <see cref="IsSamePersonAs"/> is what keeps them from deciding their own case.</remarks>
/// <param name="Person">Opaque id of the human being, the same in every role.</param>
public abstract record Actor(Guid Person)
{
    /// <summary>A person of a household, acting for it.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Household">18-digit contractor code.</param>
    public sealed record Farmer(Guid Person, string Household) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"person/{Person}";
    }

    /// <summary>The chair of a collective's board (理事长), acting for the issuer.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Collective">14-digit issuer code.</param>
    public sealed record Chair(Guid Person, string Collective) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"person/{Person}";
    }

    /// <summary>An official who takes in deliveries and papers, and prints (经办人).</summary>
    /// <param name="Person">Who.</param>
    /// <param name="County">Six-digit county code.</param>
    public sealed record Clerk(Guid Person, string County) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"official/{Person}";
    }

    /// <summary>The official who enters the register (登簿人).</summary>
    /// <param name="Person">Who.</param>
    /// <param name="County">Six-digit county code.</param>
    public sealed record Registrar(Guid Person, string County) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"official/{Person}";
    }

    /// <summary>Looks on and changes nothing (审计).</summary>
    /// <param name="Person">Who.</param>
    /// <param name="County">Six-digit county code.</param>
    public sealed record Auditor(Guid Person, string County) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"official/{Person}";
    }

    /// <summary>True when the actor a fact names is the same human being, whatever the role.</summary>
    public bool IsSamePersonAs(string actor) => actor.EndsWith(Person.ToString(), StringComparison.Ordinal);
}
