using System.Globalization;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Settlement;
using RuralRights.Web.Language;

namespace RuralRights.Web.Settlement;

/// <summary>What was typed of somebody's settling in town, as it was typed, so that nothing is lost when something is missing.</summary>
public sealed record StatementForm(string SettledOn, string From, string To, bool Permit, IReadOnlyList<string> Criteria)
{
    /// <summary>An empty form; where the person comes from is mostly the village of the household.</summary>
    public static StatementForm Empty(string village) => new("", village, "", false, []);

    /// <summary>What stands, for a correction.</summary>
    public static StatementForm Of(SettlementStatement statement) => new(
        statement.SettledOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        statement.FromDivision,
        statement.ToDivision,
        statement.ResidencePermit,
        [.. statement.Criteria.Select(criterion => criterion.ToString())]);

    /// <summary>What was sent.</summary>
    public static StatementForm Of(IFormCollection form) => new(
        form["settled"].ToString().Trim(), form["from"].ToString().Trim(), form["to"].ToString().Trim(), form["permit"] == "true", [.. form["criterion"].OfType<string>()]);

    /// <summary>The statement, when every field can be read; otherwise null and what is wrong with each.</summary>
    public SettlementStatement? Read(Dictionary<string, string> errors, IStringLocalizer<Words> T)
    {
        var criteria = Criteria.Where(word => Enum.TryParse<SettlementCriterion>(word, out _)).Select(Enum.Parse<SettlementCriterion>).ToList();
        if (!DateOnly.TryParseExact(SettledOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) errors["settled"] = T["请填写落户的日期，比如 2024-03-01"];
        if (From.Length == 0) errors["from"] = T["请填写迁出地的代码"];
        if (To.Length == 0) errors["to"] = T["请填写迁到哪里"];
        if (criteria.Count == 0) errors["criterion"] = T["三条标准至少选一条"];
        return errors.Count == 0 ? new(day, From, To, Permit, criteria) : null;
    }
}
