using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Tenure;

/// <summary>The entry by which the same paper holds the same land.</summary>
public sealed class HoldOnPaper(NpgsqlDataSource register, Office office, IStringLocalizer<Words> T) : IStandsAlready
{
    /// <inheritdoc/>
    public async Task<StandsAlready?> Find(Rule rule, string about, string? business, Visitor who, CancellationToken cancel) =>
        (rule == TenureRules.HoldStandsAlready || rule == TenureRules.HoldYieldsAlready) && who.As == Standing.Registrar
            && Guid.TryParse(about, out var id) && await StandingHold.Of(register, id, office.Today, cancel) is { By: { } by } hold
            ? new($"/rights/{hold.Right}/holds/{id}", T["{0}，文书 {1}，{2} 登记", HoldWords.Of(hold.Kind, T), hold.Document, Write.Day(hold.Since)], rule == TenureRules.HoldStandsAlready ? by : "")
            : null;
}
