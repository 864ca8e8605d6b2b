using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Offices;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Offices;

/// <summary>The grant by which somebody holds the office already, or is proposed for it.</summary>
public sealed class ProposedOffice(NpgsqlDataSource register, IStringLocalizer<Words> T) : IStandsAlready
{
    /// <inheritdoc/>
    public async Task<StandsAlready?> Find(Rule rule, string about, string? business, Visitor who, CancellationToken cancel) =>
        rule == OfficeRules.OfficeAlreadyGranted && who.As == Standing.Administrator && Guid.TryParse(about, out var grant) && await OfficeSheet.WithAccount(register, grant, cancel) is var (office, account)
            ? new($"/accounts/{account}", T["{0}，{1} 拟任", OfficeWords.Of(office.Role, T), Write.Day(office.ProposedOn)], office.ProposedBy)
            : null;
}
