using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Settlement;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Settlement;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Settlement;

/// <summary>What is reported or recorded already of the same person.</summary>
public sealed class StandingReport(NpgsqlDataSource register, Office office, IStringLocalizer<Words> T) : IStandsAlready
{
    /// <inheritdoc/>
    public async Task<StandsAlready?> Find(Rule rule, string about, string? business, Visitor who, CancellationToken cancel)
    {
        if (rule != SettlementRules.SettlementAlreadyStands || !Guid.TryParse(about, out var id) || who.Actor is not { } actor) return null;
        if (await SettlementSheet.Of(register, id, cancel) is not { WithdrawnOn: null } sheet) return null;

        var isOwn = who.IsPrivate && actor.Person == sheet.Person;
        if (!isOwn && !await Reach.BoundOf(actor, office.Today).Holds(register, sheet.Household, cancel)) return null;

        return new(isOwn ? "/my/settlement" : $"/settlement/people/{sheet.Person}", T["{0} 登记的落户情况", Write.Day(sheet.ReportedOn)], sheet.Reporter);
    }
}
