using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RuralRights.Domain.Law;
using RuralRights.Registry.Store;

namespace RuralRights.Registry;

/// <summary>Says no to a program as RFC 9457 asks: what, why, by which source, and what would mend it.</summary>
public static class Refusals
{
    /// <summary>A refused act. Only a busy register is a conflict that the same request can overcome; everything else is decided.</summary>
    public static ProblemHttpResult Problem(Answer answer) => Problem(
        answer.Refusal!,
        answer.About,
        answer.Refusal == ConstraintRules.RegisterIsBusy ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity,
        $"/api/v1/receipts/{answer.Command}");

    /// <summary>A rule as a problem, its sentence in the language of the request.</summary>
    public static ProblemHttpResult Problem(Rule rule, string? about, int status, string? instance) => Problem(rule, rule.Chinese, rule.English, about, status, instance);

    /// <summary>A rule as a problem, with what this very case says of it as its sentence.</summary>
    public static ProblemHttpResult Problem(Rule rule, string chinese, string english, string? about, int status, string? instance) => TypedResults.Problem(
        type: $"/rules/{rule.Code}",
        title: InEnglish ? english : chinese,
        detail: InEnglish ? rule.MendEnglish : rule.MendChinese,
        statusCode: status,
        instance: instance,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["rule"] = rule.Code,
            ["about"] = about,
            ["source"] = InEnglish ? rule.Basis.English : rule.Basis.Chinese,
            ["sentence"] = new Dictionary<string, string> { ["zh"] = chinese, ["en"] = english },
            ["mend"] = new Dictionary<string, string> { ["zh"] = rule.MendChinese, ["en"] = rule.MendEnglish },
        });

    /// <summary>The register itself is out of order: a problem of ours, and a request to send the same again.</summary>
    public static ProblemHttpResult Problem(Outage outage, string? instance) => TypedResults.Problem(
        title: InEnglish ? outage.English : outage.Chinese,
        detail: InEnglish ? outage.MendEnglish : outage.MendChinese,
        statusCode: StatusCodes.Status503ServiceUnavailable,
        instance: instance,
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["outage"] = outage.Code,
            ["sentence"] = new Dictionary<string, string> { ["zh"] = outage.Chinese, ["en"] = outage.English },
            ["mend"] = new Dictionary<string, string> { ["zh"] = outage.MendChinese, ["en"] = outage.MendEnglish },
        });

    /// <summary>A request that never reached the law.</summary>
    public static ProblemHttpResult Problem(int status, string chinese, string english) =>
        TypedResults.Problem(title: InEnglish ? english : chinese, statusCode: status);

    private static bool InEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
}
