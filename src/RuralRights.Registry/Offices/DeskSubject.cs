using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Offices;

/// <summary>Somebody whom a transfer or a case asks, and what they have said.</summary>
/// <param name="Person">Who.</param>
/// <param name="Household">Contractor code of the household they are asked for; empty for somebody who is in none.</param>
/// <param name="Stands">True while they consent to exactly these terms.</param>
/// <param name="Guardian">Who speaks for them; null when they speak themselves.</param>
public sealed record DeskHolder(Guid Person, string Household, bool Stands, Guid? Guardian)
{
    /// <summary>The actor as whom it is entered.</summary>
    public Actor.Farmer Speaker => new(Guardian ?? Person, Household);
}

/// <summary>What people consent to at a desk, a transfer or a case, or what they told there: exactly which terms, and whom it asks.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Collective">14-digit code of the collective.</param>
/// <param name="CollectiveName">Its name.</param>
/// <param name="Text">The terms, word by word.</param>
/// <param name="Terms">Their SHA-256.</param>
/// <param name="Holders">Whom it asks.</param>
/// <param name="Transfer">The transfer; null for anything else.</param>
/// <param name="Case">The case; null for anything else.</param>
/// <param name="Alterations">What the case would make different.</param>
/// <param name="Land">The land before and after; null when it has nothing to draw.</param>
/// <param name="Dispute">Id of the dispute that was told; null for anything else.</param>
public sealed record DeskSubject(
    string Stream,
    string Collective,
    string CollectiveName,
    string Text,
    string Terms,
    IReadOnlyList<DeskHolder> Holders,
    TransferSheet? Transfer,
    CaseSheet? Case,
    IReadOnlyList<Alteration> Alterations,
    LandAltered? Land = null,
    Guid? Dispute = null)
{
    /// <summary>Everybody named in it.</summary>
    public IEnumerable<Guid> People =>
    [
        .. Holders.SelectMany(holder => new[] { holder.Person, holder.Guardian ?? holder.Person }),
        .. Transfer?.Parties ?? [],
        .. Case?.Representative is { } head ? [head] : Array.Empty<Guid>(),
        .. Alterations.Where(one => one.Kind == ValueKind.Person).SelectMany(one => new[] { one.Before, one.After }).OfType<string>().Select(Guid.Parse),
    ];

    /// <summary>The transfer or case of a stream, while it asks somebody, or the dispute that was told; null for any other.</summary>
    public static Task<DeskSubject?> Of(Desk desk, NpgsqlDataSource register, string county, string stream, DateOnly today, CancellationToken cancel) => stream.Split('/') switch
    {
        ["transfer", var id] when Guid.TryParse(id, out var transfer) => OfTransfer(desk, register, county, transfer, today, cancel),
        ["case", var number] => OfCase(desk, register, county, number, today, cancel),
        ["dispute", var id] when Guid.TryParse(id, out var dispute) => OfDispute(desk, register, county, dispute, cancel),
        _ => Task.FromResult<DeskSubject?>(null),
    };

    private static async Task<DeskSubject?> OfTransfer(Desk desk, NpgsqlDataSource register, string county, Guid id, DateOnly today, CancellationToken cancel)
    {
        if (await TransferSheet.Of(register, id, cancel) is not { } sheet
            || await desk.Look(county, read => read.TransferAsActedIn(id, cancel), cancel) is not { Agreed: { } agreed }) return null;

        var guardians = await Guardians(desk, register, sheet.Consents.Select(consent => consent.Person), today, cancel);
        return new(
            Streams.Transfer(id), sheet.Collective, sheet.CollectiveName, agreed.Text, agreed.Hash,
            [.. sheet.Consents.Select(consent => new DeskHolder(consent.Person, sheet.From, consent.Stands, guardians.GetValueOrDefault(consent.Person)))],
            sheet, null, []);
    }

    private static async Task<DeskSubject?> OfCase(Desk desk, NpgsqlDataSource register, string county, string number, DateOnly today, CancellationToken cancel)
    {
        if (await CaseSheet.Of(register, number, cancel) is not { AsksHolders: true } sheet) return null;

        var at = await desk.Look(county, read => read.CaseAtHand(number, new Submission(county, Guid.Empty, new Actor.Register(county), today), cancel), cancel);
        if (at.File.Change is not { } change) return null;

        var guardians = await Guardians(desk, register, sheet.Holders.Select(holder => holder.Person), today, cancel);
        return new(
            Streams.Case(number), sheet.Collective, sheet.CollectiveName, CaseTerms.Text(change, at.Books), CaseTerms.Hash(change, at.Books),
            [.. sheet.Holders.Select(holder => new DeskHolder(holder.Person, at.HouseholdOf(holder.Person), holder.ConfirmedOn is not null, guardians.GetValueOrDefault(holder.Person)))],
            null, sheet, change.Alterations(at.Books), change.Land(at.Books));
    }

    private static async Task<DeskSubject?> OfDispute(Desk desk, NpgsqlDataSource register, string county, Guid id, CancellationToken cancel)
    {
        if (await SpokenDispute.Of(desk.Vault, county, id, cancel) is not { } told) return null;

        var (name, stands) = (await register.All("select name from register.collective where code = $1", row => row.GetString(0), cancel, told.Collective), await DisputeSheet.Of(register, id, cancel) is not null);
        return new(
            Streams.Dispute(id), told.Collective, name is [var called] ? called : "", told.Command.Text, SealedWords.HashOf(told.Command.Text), [new(told.Person, "", stands, null)], null, null, [], Dispute: id);
    }

    private static async Task<Dictionary<Guid, Guid?>> Guardians(Desk desk, NpgsqlDataSource register, IEnumerable<Guid> people, DateOnly today, CancellationToken cancel) =>
        (await GuardianLine.Of(desk, register, people, today, cancel)).ToDictionary(line => line.Ward, line => (Guid?)line.Guardian);
}
