using RuralRights.Domain.Law;
using RuralRights.Registry.Offices;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>Says who may see documents because of what rests on them. Each capability answers for its own streams.</summary>
/// <remarks>
/// A document may be seen when a gate opens one of the streams whose facts name it, or by whoever handed it in while nothing
/// names it yet. No gate can close what another opens, so each must be as narrow as its law.
/// </remarks>
public interface IDocumentGate
{
    /// <summary>True when this actor may see the documents that facts of this stream rest on. A stream that is not its own it answers with false.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="actor">Who wants to see.</param>
    /// <param name="stream">Stream of the facts, such as <c>household/620123202204010001</c>.</param>
    /// <param name="cancel">Stops it.</param>
    Task<bool> Opens(string county, Actor actor, string stream, CancellationToken cancel);
}

/// <summary>Papers of a household and of its rights, and of a collective: for the household itself and for the county office, not for those who only look on.</summary>
internal sealed class HouseholdDocumentGate : IDocumentGate
{
    /// <inheritdoc/>
    public Task<bool> Opens(string county, Actor actor, string stream, CancellationToken cancel)
    {
        var (kind, code) = stream.Split('/', 2) is [var first, var second] ? (first, second) : ("", "");
        return Task.FromResult(kind is "household" or "right" or "parcel" or "collective" && actor switch
        {
            Actor.Clerk clerk => clerk.County == county,
            Actor.Reviewer reviewer => reviewer.County == county,
            Actor.Registrar registrar => registrar.County == county,
            Actor.Farmer farmer => (kind == "household" && code == farmer.Household) || (kind == "right" && code.Length == 19 && code[..18] == farmer.Household),
            _ => false,
        });
    }
}

/// <summary>Papers of a homestead, such as what it is held still by: for those who hold it today and for the county office.</summary>
internal sealed class HomesteadDocumentGate(CountyConnections connections) : IDocumentGate
{
    /// <inheritdoc/>
    public async Task<bool> Opens(string county, Actor actor, string stream, CancellationToken cancel)
    {
        if (stream.Split('/', 2) is not ["homestead", var plot]) return false;

        return actor switch
        {
            Actor.Clerk clerk => clerk.County == county,
            Actor.Reviewer reviewer => reviewer.County == county,
            Actor.Registrar registrar => registrar.County == county,
            Actor.Farmer farmer => (await connections[county].All(
                """
                select 1
                from register.homestead_right r
                where r.plot = $1 and upper_inf(r.period)
                  and (r.household = $2
                    or exists (select from register.homestead_holder o where o.plot = r.plot and o.entered_seq = r.entered_seq and o.person = $3))
                """,
                row => row.GetInt32(0), cancel, plot, farmer.Household, farmer.Person)).Count > 0,
            _ => false,
        };
    }
}

/// <summary>Papers of a transfer: for both households, the board that answers and the county office.</summary>
internal sealed class TransferDocumentGate(CountyConnections connections) : IDocumentGate
{
    /// <inheritdoc/>
    public async Task<bool> Opens(string county, Actor actor, string stream, CancellationToken cancel)
    {
        if (!stream.StartsWith("transfer/", StringComparison.Ordinal) || !Guid.TryParse(stream.AsSpan(9), out var id)) return false;
        if (actor is Actor.Clerk { County: var clerk }) return clerk == county;
        if (actor is Actor.Reviewer { County: var reviewer }) return reviewer == county;
        if (actor is Actor.Registrar { County: var registrar }) return registrar == county;

        var (household, collective) = actor switch
        {
            Actor.Farmer farmer => (farmer.Household, ""),
            Actor.Chair chair => ("", chair.Collective),
            _ => ("", ""),
        };
        return (await connections[county].All(
            "select 1 from register.transfer where id = $1 and ($2 in (from_household, to_household) or $3 = collective)",
            row => row.GetInt32(0), cancel, id, household, collective)).Count > 0;
    }
}

/// <summary>Papers of a case and photographs of its notice: for whoever may see the case.</summary>
internal sealed class CaseDocumentGate(Desk desk, CountyConnections connections, TimeProvider clock) : IDocumentGate
{
    /// <inheritdoc/>
    public async Task<bool> Opens(string county, Actor actor, string stream, CancellationToken cancel)
    {
        var register = connections[county];
        IReadOnlyList<string> numbers = stream.Split('/', 2) switch
        {
            ["case", var number] => [number],
            ["notice", var id] when Guid.TryParse(id, out var notice) =>
                await register.All("select case_number from register.notice_case where notice = $1 order by case_number", row => row.GetString(0), cancel, notice),
            _ => [],
        };
        foreach (var number in numbers)
        {
            if (await CaseSheet.Of(register, number, cancel) is { } sheet && await Sight.Allows(desk, register, actor, sheet, Submission.LegalDay(clock), cancel)) return true;
        }

        return false;
    }
}

/// <summary>Papers by which somebody is a guardian, or acts for themselves from sixteen: for the desks of village and township that enter and confirm it.</summary>
internal sealed class GuardianshipDocumentGate(CountyConnections connections, TimeProvider clock) : IDocumentGate
{
    /// <inheritdoc/>
    public async Task<bool> Opens(string county, Actor actor, string stream, CancellationToken cancel)
    {
        if (actor is not (Actor.VillageClerk or Actor.TownshipOfficer) || stream.Split('/', 2) is not ["guardianship", var id] || !Guid.TryParse(id, out var person)) return false;

        var register = connections[county];
        var collectives = await register.All(
            """
            select h.collective
            from register.household h
            where h.code in (select household from register.guardianship where ward = $1 union select household from register.incapacity_report where ward = $1 union select household from register.own_labour where person = $1)
            """,
            row => row.GetString(0), cancel, person);
        foreach (var collective in collectives)
            if (await register.Serves(actor, collective, Submission.LegalDay(clock), cancel)) return true;
        return false;
    }
}

/// <summary>
/// Papers of a dispute: those that its steps rest on for both parties, the signature of somebody who told it at a desk for themselves; and all of
/// them for the desks that serve the collective.
/// </summary>
internal sealed class DisputeDocumentGate(CountyConnections connections, TimeProvider clock) : IDocumentGate
{
    /// <inheritdoc/>
    public async Task<bool> Opens(string county, Actor actor, string stream, CancellationToken cancel)
    {
        if (stream.Split('/', 2) is not [("dispute" or "dispute-step") and var kind, var id] || !Guid.TryParse(id, out var number)) return false;

        var register = connections[county];
        if (await DisputeSheet.Of(register, number, cancel) is not { } dispute) return false;
        if (actor is not Actor.Farmer farmer) return await register.Serves(actor, dispute.Collective, Submission.LegalDay(clock), cancel);

        return kind == "dispute" ? dispute.Heir == farmer.Person : (await DisputeSheet.Of(register, farmer.Household, farmer.Person, cancel)).Exists(own => own.Id == number);
    }
}

/// <summary>Documents that settings of the county and of its collectives rest on: for everybody who signs in, because everybody is bound by them.</summary>
internal sealed class SettingDocumentGate : IDocumentGate
{
    /// <inheritdoc/>
    public Task<bool> Opens(string county, Actor actor, string stream, CancellationToken cancel) => Task.FromResult(stream == Streams.County(county));
}

/// <summary>A signature that waits for its witness: for the desks that may look on, which are those that find it in their list.</summary>
internal sealed class SignatureGate(Desk desk, CountyConnections connections, TimeProvider clock) : IDocumentGate
{
    /// <inheritdoc/>
    public async Task<bool> Opens(string county, Actor actor, string stream, CancellationToken cancel)
    {
        if (actor is Actor.Farmer || stream.Split('/', 2) is not ["confirmation", var id] || !Guid.TryParse(id, out var confirmation)) return false;

        var (register, today) = (connections[county], Submission.LegalDay(clock));
        return await register.First(
                "select subject from identity.confirmation c where id = $1 and opened_at > $2 and not exists (select from register.proof p where p.id = c.id)",
                row => row.GetString(0), cancel, confirmation, clock.GetUtcNow() - Confirmations.Lifetime) is { } subject
            && await DeskSubject.Of(desk, register, county, subject, today, cancel) is { } asked
            && await register.Serves(actor, asked.Collective, today, cancel);
    }
}
