using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>The case that is under way about the same household, parcel or membership.</summary>
public sealed class StandingCase(NpgsqlDataSource register, Office office, IStringLocalizer<Words> T) : IStandsAlready
{
    /// <inheritdoc/>
    public async Task<StandsAlready?> Find(Rule rule, string about, string? business, Visitor who, CancellationToken cancel) =>
        rule == ConstraintRules.AlreadyInACase && who.Actor is { } actor && await CaseSheet.Of(register, about, cancel) is { } sheet
            && await Sight.Allows(office.Desk, register, actor, sheet, office.Today, cancel)
            ? new($"/cases/{about}", T["案件 {0}，{1}", about, CaseWords.Of(sheet.Procedure)], sheet.OpenedBy, business is not null && (sheet.Procedure.Code == business || OpeningPages.FormOf(sheet.Procedure) == business))
            : null;
}

/// <summary>The dispute that is open over the same parcel.</summary>
public sealed class StandingDispute(NpgsqlDataSource register, Office office, IStringLocalizer<Words> T) : IStandsAlready
{
    /// <inheritdoc/>
    public async Task<StandsAlready?> Find(Rule rule, string about, string? business, Visitor who, CancellationToken cancel) =>
        rule == DisputeRules.DisputeIsOpenAlready && await DisputeSheet.OpenOver(register, about, cancel) is var (dispute, by) && await DisputePages.MaySee(dispute, who, office, register, cancel)
            ? new($"/disputes/{dispute.Id}", T["{0} 提出的争议", Write.Day(dispute.OpenedOn)], by)
            : null;
}
