using RuralRights.Domain.Law;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>Asks for what a survey delivery brought to be entered (入簿).</summary>
/// <remarks>
/// Entering makes rights out of what somebody delivered, so it takes a second person: whoever brought the delivery, or corrected what is to
/// be entered, leaves it to a colleague. Who entered it stands in the audit log, because the facts name the delivery.
/// </remarks>
public sealed class AskForEntry(CountyConnections connections, Deliveries deliveries, WorkOff work, AuditTrail audit)
{
    private const string Purpose = "成果入簿 entry of a delivery";

    /// <summary>Why an actor may not enter a delivery, or one item of its work list; null when nothing forbids it.</summary>
    /// <param name="county">Six-digit county code.</param>
    /// <param name="sha256">The delivery.</param>
    /// <param name="item">The item with those that are entered with it; null for all that can be entered.</param>
    /// <param name="actor">Who would enter it; nobody is kept from anything where nobody acts.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Decision.Refused?> WhyNot(string county, string sha256, WorkItem? item, Actor? actor, CancellationToken cancel)
    {
        if (actor is null) return null;

        var handled = await connections[county].All(
            """
            select brought_by from intake.delivery where sha256 = $1
            union
            select c.by_whom
            from intake.correction c
            where c.delivery = $1
              and case when $2::text[] is null
                       then not exists (select from intake.work w join register.household h on h.code = any (w.codes) where w.delivery = c.delivery and w.item = c.item)
                       else c.item = any ($2) end
            """,
            row => row.GetString(0), cancel, sha256, item is null ? null : (string[])[item.Item, .. item.Together]);
        return Conflict.Of(actor, handled, [], Relatives.Unknown);
    }

    /// <summary>Deliveries that were inspected and that an actor may enter, the latest first.</summary>
    public async Task<IReadOnlyList<DeliveryStatus>> Waiting(string county, Actor actor, CancellationToken cancel)
    {
        var waiting = new List<DeliveryStatus>();
        foreach (var delivery in await deliveries.List(county, cancel))
            if (delivery.State == DeliveryState.Inspected && await WhyNot(county, delivery.Sha256, null, actor, cancel) is null) waiting.Add(delivery);
        return waiting;
    }

    /// <summary>Has all that can be entered of a delivery entered in the background.</summary>
    /// <returns>Why not; null when it is under way.</returns>
    public async Task<Decision.Refused?> Whole(string county, string sha256, bool surveyOnly, Actor actor, CancellationToken cancel)
    {
        if (await WhyNot(county, sha256, null, actor, cancel) is { } refused) return refused;

        if (surveyOnly) await deliveries.Settle(county, sha256, surveyOnly, cancel);
        await audit.Note(actor.ToString()!, "entry", $"delivery/{sha256}", Purpose);
        await deliveries.Queue(county, sha256, enter: true);
        return null;
    }

    /// <summary>Enters one item of the work list, and those that can only be entered with it.</summary>
    /// <returns>What became of it, or why it was not done.</returns>
    /// <exception cref="CountyIsBusyException">Another delivery of the county is being entered.</exception>
    public async Task<(DeliveryEntry? Entry, Decision.Refused? Refused)> Alone(string county, string sha256, WorkItem item, Actor actor, CancellationToken cancel)
    {
        if (await WhyNot(county, sha256, item, actor, cancel) is { } refused) return (null, refused);

        await audit.Note(actor.ToString()!, "entry", $"delivery/{sha256}/{item.Item}", Purpose);
        return (await work.Enter(county, sha256, item.Item, cancel), null);
    }
}
