using System.Text.Json;
using Npgsql;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>A dispute that an heir of no household told at a desk, as the desk wrote it down; it is brought once the heir proved that it is theirs.</summary>
/// <param name="Id">Its id, and that of the dispute.</param>
/// <param name="Person">The heir.</param>
/// <param name="Own">Plot of the homestead that the heir holds.</param>
/// <param name="Collective">14-digit code of the collective that owns the land.</param>
/// <param name="Right">Code of the right in dispute.</param>
/// <param name="Parcel">Parcel, or plot, in dispute.</param>
/// <param name="Matter">What it is about.</param>
/// <param name="KnownOn">Day on which the heir knew.</param>
/// <param name="Words">What the heir said.</param>
public sealed record SpokenDispute(Guid Id, Guid Person, string Own, string Collective, string Right, string Parcel, DisputeMatter Matter, DateOnly KnownOn, string Words)
{
    /// <summary>What is brought once it is proved.</summary>
    internal OpenDispute Command => new(Right, [Parcel], "", Matter, KnownOn, Words, Own);

    /// <summary>Keeps it sealed until it is proved.</summary>
    public Task Keep(Vault vault, string county, CancellationToken cancel) => vault.Keep(county, SubjectOf(Id), new(Words: JsonSerializer.Serialize(this, RegisterJson.Options)), cancel);

    /// <summary>One that was written down; null when there is none of that id.</summary>
    internal static async Task<SpokenDispute?> Of(Vault vault, string county, Guid id, CancellationToken cancel) =>
        (await vault.CompareTexts(county, [SubjectOf(id)], cancel)).GetValueOrDefault(SubjectOf(id))?.Words is { } words ? JsonSerializer.Deserialize<SpokenDispute>(words, RegisterJson.Options) : null;

    private static string SubjectOf(Guid id) => $"spoken-dispute/{id}";
}

/// <summary>Somebody of no household who holds a homestead for themselves.</summary>
/// <param name="Person">Who.</param>
/// <param name="Plot">Plot code.</param>
/// <param name="Place">Where it lies.</param>
public sealed record HeirOfHomestead(Guid Person, string Plot, string Place)
{
    /// <summary>Those of a collective who are alive, by the plot.</summary>
    public static Task<List<HeirOfHomestead>> In(NpgsqlDataSource register, string collective, CancellationToken cancel) => register.All(
        """
        select o.person, r.plot, p.place
        from register.homestead_right r
                 join register.homestead_holder o on o.plot = r.plot and o.entered_seq = r.entered_seq
                 join register.homestead_plot p on p.code = r.plot
        where r.collective = $1 and upper_inf(r.period) and coalesce(r.household, '') = '' and o.died_on is null
        order by r.plot, o.person
        """,
        row => new HeirOfHomestead(row.GetGuid(0), row.GetString(1), row.GetString(2)), cancel, collective);
}
