namespace RuralRights.Domain.Law;

/// <summary>Who acts, and as what. The law asks for the role an act is done in, never for an account or a session.</summary>
/// <remarks>One person may appear in several roles; <see cref="IsSamePersonAs"/> is what keeps them from deciding their own case.</remarks>
/// <param name="Person">Opaque id of the human being, the same in every role.</param>
public abstract record Actor(Guid Person)
{
    /// <summary>A person of a household, acting for it; or somebody of none, who acts for themselves and for those whose guardian they are.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Household">18-digit contractor code; empty for somebody who is in no household.</param>
    public sealed record Farmer(Guid Person, string Household) : Actor(Person)
    {
        /// <summary>True for whoever acts for a household.</summary>
        public bool HasHousehold => Household.Length > 0;

        /// <summary>The guardian who speaks for the person, and whom facts then name as actor; null when the person speaks.</summary>
        public Guid? Guardian { get; init; }

        /// <inheritdoc/>
        public override string ToString() => $"person/{Guardian ?? Person}";
    }

    /// <summary>The chair of a collective's board (理事长), acting for the issuer.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Collective">14-digit issuer code.</param>
    public sealed record Chair(Guid Person, string Collective) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"person/{Person}";
    }

    /// <summary>A member of a collective's board of supervisors (监事), who looks on for the members and decides nothing.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Collective">14-digit issuer code.</param>
    public sealed record CollectiveSupervisor(Guid Person, string Collective) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"person/{Person}";
    }

    /// <summary>The clerk at the village desk (村级经办人), who fills in drafts with people and gives the village's opinion.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Village">12-digit village code.</param>
    public sealed record VillageClerk(Guid Person, string Village) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"official/{Person}";
    }

    /// <summary>An officer of the township's rural economy station (乡镇农经站).</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Township">Nine-digit township code.</param>
    public sealed record TownshipOfficer(Guid Person, string Township) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"official/{Person}";
    }

    /// <summary>An official who takes in deliveries and papers, and prints (经办人).</summary>
    /// <param name="Person">Who.</param>
    /// <param name="County">Six-digit county code.</param>
    public sealed record Clerk(Guid Person, string County) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"official/{Person}";
    }

    /// <summary>The county official who reviews what the clerk took in (审核人).</summary>
    /// <param name="Person">Who.</param>
    /// <param name="County">Six-digit county code.</param>
    public sealed record Reviewer(Guid Person, string County) : Actor(Person)
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

    /// <summary>The register itself, where a day that has passed decides (期限届满) or a message came back, and nobody acts.</summary>
    /// <param name="County">Six-digit county code.</param>
    public sealed record Register(string County) : Actor(Guid.Empty)
    {
        /// <inheritdoc/>
        public override string ToString() => $"register/{County}";
    }

    /// <summary>Looks on and changes nothing (审计).</summary>
    /// <param name="Person">Who.</param>
    /// <param name="County">Six-digit county code.</param>
    public sealed record Auditor(Guid Person, string County) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"official/{Person}";
    }

    /// <summary>Supervises the counties of a city from figures and entries (市级监管), and changes nothing.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="City">Four-digit city code; 6201 is Lanzhou.</param>
    public sealed record CitySupervisor(Guid Person, string City) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"official/{Person}";
    }

    /// <summary>Serves the collective's room of offers (交易服务人员), and decides nothing.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="County">Six-digit county code.</param>
    public sealed record MarketStaff(Guid Person, string County) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"official/{Person}";
    }

    /// <summary>Somebody without an account who answers a public notice; the id is made for this one answer.</summary>
    /// <param name="Person">Id of the answer's author, who is known to nobody by it.</param>
    public sealed record Passerby(Guid Person) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"passerby/{Person}";
    }

    /// <summary>True for those of the county whose office is to read the whole register.</summary>
    public bool ReadsRegister => this is Clerk or Reviewer or Registrar or Auditor;

    /// <summary>Keeps the accounts and proposes or approves who holds which office (账户管理员); handles no case and sees none.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="County">Six-digit county code.</param>
    public sealed record Administrator(Guid Person, string County) : Actor(Person)
    {
        /// <inheritdoc/>
        public override string ToString() => $"official/{Person}";
    }

    /// <summary>True when the actor a fact names is the same human being, whatever the role.</summary>
    public bool IsSamePersonAs(string actor) => actor.EndsWith(Person.ToString(), StringComparison.Ordinal);
}
