using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Tenure;

/// <summary>First registration of a village: who has no contract yet, which parcels have no right, and a case to begin with.</summary>
public static class FirstRegistrationPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/collectives/{code:length(14)}/first-registration", (string code, At at, CancellationToken cancel) => at.Show(code, Typed.Nothing, null, [], cancel))
            ;
        routes.MapPost("/collectives/{code:length(14)}/first-registration", Open);
    }

    private static async Task<IResult> Open(string code, HttpRequest request, [FromForm] Guid command, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        string[] parcels = [.. form["parcels"].OfType<string>()];
        var typed = new Typed(
            form["household"].ToString(), parcels, parcels.ToDictionary(parcel => parcel, parcel => form["area-" + parcel].ToString().Trim(), StringComparer.Ordinal),
            form["from"].ToString(), form["to"].ToString());
        var errors = new Dictionary<string, string>();
        if (typed.Household.Length == 0) errors["household"] = T["请选一户"];
        if (parcels.Length == 0) errors["parcels"] = T["请至少选一块地"];
        foreach (var parcel in parcels)
            if (!Area(typed.Areas[parcel], out _)) errors["area-" + parcel] = T["请填合同面积，平方米，最多两位小数"];
        if (!Day(typed.From, out var from)) errors["from"] = T["请填写承包期从哪一天起"];
        if (!Day(typed.To, out var to)) errors["to"] = T["请填写承包期到哪一天"];
        if (errors.Count > 0) return await at.Show(code, typed, null, errors, cancel);

        var answer = await at.Office.Desk.Enter(
            new OpenCase(new RegisterFirst(typed.Household, null, [.. parcels.Select(parcel => new FirstParcel(parcel, Area(typed.Areas[parcel], out var area) ? area : 0, null, null))], from, to, [])),
            at.Office.Submit(command, at.Who), cancel);
        return answer.IsEntered ? Page.See($"/cases/{answer.IdOf("case")}") : await at.Show(code, typed, answer, [], cancel);
    }

    private static bool Day(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static bool Area(string text, out decimal area) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out area) && area > 0 && area == Math.Round(area, 2);

    /// <summary>Who is at the page, and at which office.</summary>
    internal sealed record At(Visitor Who, Office Office, NpgsqlDataSource Register, Names Names)
    {
        /// <summary>Gathers what the page needs.</summary>
        public static ValueTask<At> BindAsync(HttpContext context) => ValueTask.FromResult(new At(
            Visitor.From(context.User),
            context.RequestServices.GetRequiredService<Office>(),
            context.RequestServices.GetRequiredService<NpgsqlDataSource>(),
            context.RequestServices.GetRequiredService<Names>()));

        public async Task<IResult> Show(string code, Typed typed, Answer? answer, Dictionary<string, string> errors, CancellationToken cancel)
        {
            if (await CollectiveSheet.Of(Register, code, cancel) is not { } collective) return Page.Missing;
            if (Who.Actor is not { } actor || !(await Served.By(Register, actor, Office.Today, cancel)).Contains(code, StringComparer.Ordinal)) return Page.Closed;

            var left = await NotYetRegistered.In(Register, code, cancel);
            return Page.Of<FirstRegistrationPage>(
                new
                {
                    Collective = collective,
                    Left = left,
                    Typed = typed,
                    Errors = (IReadOnlyDictionary<string, string>)errors,
                    Refused = answer?.Refusal,
                    answer?.About,
                    Command = Guid.CreateVersion7(),
                    Names = await Names.For(Who, left.Households.Select(household => household.Representative), cancel),
                },
                answer is null && errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }
    }

    /// <summary>What was typed, so that a refused form comes back as it was.</summary>
    public sealed record Typed(string Household, IReadOnlyList<string> Parcels, IReadOnlyDictionary<string, string> Areas, string From, string To)
    {
        /// <summary>Nothing was typed.</summary>
        public static readonly Typed Nothing = new("", [], new Dictionary<string, string>(), "", "");
    }
}
