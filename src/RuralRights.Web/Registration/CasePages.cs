using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>Cases: the work list of each desk, and one page on which a case is seen and moved by everybody whose case it is.</summary>
public static class CasePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases", List).RequireAuthorization(Doors.SignedIn);
        routes.MapGet("/cases/{number}", (string number, At at, CancellationToken cancel) => at.Show(number, Sent.Nothing, cancel)).RequireAuthorization(Doors.SignedIn);
        routes.MapPost("/cases/{number}/complete", (string number, [FromForm] Guid command, [FromForm] StepKind step, [FromForm] string? opinion, At at, CancellationToken cancel) =>
            at.Do(number, (desk, by) => desk.Enter(new CompleteStep(number, step, opinion), by, cancel), command, new(Opinion: opinion), cancel)).RequireAuthorization(Doors.SignedIn);
        routes.MapPost("/cases/{number}/send-back", SendBack).RequireAuthorization(Doors.SignedIn);
        routes.MapPost("/cases/{number}/confirm", (string number, [FromForm] Guid command, [FromForm] string terms, At at, CancellationToken cancel) =>
            at.Do(number, (desk, by) => desk.Enter(new ConfirmCase(number, terms), by, cancel), command, new(), cancel)).RequireAuthorization(Doors.Farmer);
        routes.MapPost("/cases/{number}/confirmation/withdraw", (string number, [FromForm] Guid command, At at, CancellationToken cancel) =>
            at.Do(number, (desk, by) => desk.Enter(new WithdrawConfirmation(number), by, cancel), command, new(), cancel)).RequireAuthorization(Doors.Farmer);
        routes.MapPost("/cases/{number}/withdraw", (string number, [FromForm] Guid command, At at, CancellationToken cancel) =>
            at.Do(number, (desk, by) => desk.Enter(new WithdrawCase(number), by, cancel), command, new(), cancel)).RequireAuthorization(Doors.SignedIn);
        routes.MapPost("/cases/{number}/enter", (string number, [FromForm] Guid command, At at, CancellationToken cancel) =>
            at.Do(number, (desk, by) => desk.Enter(new EnterCase(number), by, cancel), command, new(), cancel)).RequireAuthorization(Doors.Office);
        routes.MapPost("/cases/{number}/reach", (string number, [FromForm] Guid command, [FromForm] Guid person, At at, CancellationToken cancel) =>
            at.Do(number, (desk, by) => desk.Enter(new ReachHolder(number, person, true), by, cancel), command, new(), cancel)).RequireAuthorization(Doors.Desk);

        routes.MapGet("/cases/new", Choose).RequireAuthorization(Doors.SignedIn);
        routes.MapGet("/cases/new/representative-change", (string household, At at, CancellationToken cancel) => at.AskForRepresentative(household, null, null, [], cancel))
            .RequireAuthorization(Doors.SignedIn);
        routes.MapPost("/cases/new/representative-change", OpenRepresentative).RequireAuthorization(Doors.SignedIn);
    }

    private static async Task<IResult> List(Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var county = await office.Desk.Look(office.County, reading => reading.TheCounty(cancel), cancel);
        var cases = who.Household is { } household
            ? await CaseSheet.OfHousehold(register, household, cancel)
            : await CaseSheet.OpenIn(register, await Served.By(register, who.Actor!, office.Today, cancel), cancel);
        return Page.Of<CasesPage>(new
        {
            Cases = cases.Select(sheet => new CasesPage.Line(sheet, sheet.Limit(county)?.DaysLeft(office.Today), IsTurnOf(who.Actor!, sheet)))
                .OrderByDescending(line => line.Case.OverdueOn is not null).ThenByDescending(line => line.Mine).ThenBy(line => line.DaysLeft ?? int.MaxValue).ToList(),
            Names = await names.For(who, who.Household ?? "", cases.Select(sheet => sheet.Representative).OfType<Guid>(), cancel),
        });
    }

    /// <summary>Whether a desk of this kind has the turn; the place is what the list was asked for.</summary>
    private static bool IsTurnOf(Actor actor, CaseSheet sheet)
    {
        if (sheet.Step is not { } step) return false;
        var turns = step == sheet.Procedure.First ? sheet.Procedure.OpenedBy : [step.By];
        return turns.Contains(actor switch
        {
            Actor.Farmer => Turn.Household,
            Actor.Chair => Turn.Issuer,
            Actor.VillageClerk => Turn.Village,
            Actor.TownshipOfficer => Turn.Township,
            Actor.Clerk => Turn.Clerk,
            Actor.Reviewer => Turn.Reviewer,
            Actor.Registrar => Turn.Registrar,
            _ => (Turn)(-1),
        });
    }

    private static async Task<IResult> SendBack(
        string number, [FromForm] Guid command, [FromForm] StepKind to, [FromForm] StringValues? reasons, [FromForm] string? words, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var errors = new Dictionary<string, string>();
        string[] chosen = reasons is { } ticked ? [.. ticked.OfType<string>()] : [];
        if (chosen.Length == 0) errors["reasons"] = T["请把需要补正的都选上"];
        if (string.IsNullOrWhiteSpace(words)) errors["words"] = T["请写清楚要补正什么"];
        return errors.Count > 0
            ? await at.Show(number, new(Words: words, Reasons: chosen, Errors: errors), cancel)
            : await at.Do(number, (desk, by) => desk.Enter(new SendBack(number, to, chosen, words!), by, cancel), command, new(Words: words, Reasons: chosen), cancel);
    }

    private static async Task<IResult> Choose(string household, Visitor who, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await HouseholdSheet.Of(register, household, cancel) is not { } sheet) return Page.Missing;
        if (!await MayOpenFor(who, sheet.Collective, household, register, cancel)) return Page.Closed;

        return Page.Of<NewCasePage>(new { Household = sheet, Names = await names.For(who, household, sheet.People, cancel) });
    }

    private static async Task<IResult> OpenRepresentative(
        [FromForm] string household, [FromForm] Guid command, [FromForm] Guid? representative, At at, IStringLocalizer<Words> T, CancellationToken cancel) =>
        representative is { } person
            ? await at.Open(new ChangeRepresentative(household, person), command, answer => at.AskForRepresentative(household, person, answer, [], cancel), cancel)
            : await at.AskForRepresentative(household, null, null, new() { ["representative"] = T["请选一位家庭成员"] }, cancel);

    private static async Task<bool> MayOpenFor(Visitor who, string collective, string household, NpgsqlDataSource register, CancellationToken cancel) =>
        who.Household == household || (who.Actor is { } actor && (await Served.By(register, actor, DateOnly.MaxValue, cancel)).Contains(collective, StringComparer.Ordinal));

    /// <summary>Who is at the page of a case, and at which office.</summary>
    internal sealed record At(Visitor Who, Office Office, NpgsqlDataSource Register, Names Names, Vault Vault)
    {
        /// <summary>Gathers what every page of a case needs.</summary>
        public static ValueTask<At> BindAsync(HttpContext context) => ValueTask.FromResult(new At(
            Visitor.From(context.User),
            context.RequestServices.GetRequiredService<Office>(),
            context.RequestServices.GetRequiredService<NpgsqlDataSource>(),
            context.RequestServices.GetRequiredService<Names>(),
            context.RequestServices.GetRequiredService<Vault>()));

        public async Task<IResult> Show(string number, Sent sent, CancellationToken cancel)
        {
            if (Who.Actor is not { } actor || await CaseSheet.Of(Register, number, cancel) is not { } sheet || !await Sight.Allows(Register, actor, sheet, Office.Today, cancel))
                return Page.Missing;

            var outlook = (await Office.Desk.Look(Office.County, reading => CaseOutlook.Read(reading, number, Office.Submit(Guid.Empty, Who), cancel), cancel))!;
            var people = outlook.Alterations.Where(one => one.Kind == ValueKind.Person).SelectMany(one => new[] { one.Before, one.After }).OfType<string>().Select(Guid.Parse);
            return Page.Of<CasePage>(
                new
                {
                    Case = sheet,
                    Outlook = outlook,
                    Entries = await LedgerBook.OfStreams(Register, [Streams.Case(number)], cancel),
                    Said = await Said(sheet, cancel),
                    Sent = sent,
                    Refused = sent.Answer?.Refusal,
                    sent.Answer?.About,
                    Command = Guid.CreateVersion7(),
                    Office.Today,
                    Names = await Names.InFull(Who, sheet.Holders.Select(holder => holder.Person).Concat(people).Concat(sheet.Representative is { } head ? [head] : []), cancel),
                },
                sent.Answer is null && sent.Errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }

        public async Task<IResult> Do(
            string number, Func<Desk, RuralRights.Registry.Submission, Task<Answer>> enter, Guid command, Sent sent, CancellationToken cancel)
        {
            var answer = await enter(Office.Desk, Office.Submit(command, Who));
            return answer.IsEntered ? Page.See($"/cases/{number}") : await Show(number, sent with { Answer = answer }, cancel);
        }

        public async Task<IResult> Open(IChange change, Guid command, Func<Answer, Task<IResult>> again, CancellationToken cancel)
        {
            var answer = await Office.Desk.Enter(new OpenCase(change), Office.Submit(command, Who), cancel);
            return answer.IsEntered ? Page.See($"/cases/{answer.IdOf("case")}") : await again(answer);
        }

        public async Task<IResult> AskForRepresentative(string household, Guid? chosen, Answer? answer, Dictionary<string, string> errors, CancellationToken cancel)
        {
            if (await HouseholdSheet.Of(Register, household, cancel) is not { } sheet) return Page.Missing;
            if (!await MayOpenFor(Who, sheet.Collective, household, Register, cancel)) return Page.Closed;

            return Page.Of<RepresentativeForm>(
                new
                {
                    Household = sheet,
                    Chosen = chosen,
                    Errors = (IReadOnlyDictionary<string, string>)errors,
                    Refused = answer?.Refusal,
                    answer?.About,
                    Command = Guid.CreateVersion7(),
                    Names = await Names.InFull(Who, sheet.People, cancel),
                },
                answer is null && errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }

        /// <summary>Opinions, reasons and answers in words, which the vault keeps; whoever may see the case may read them, and that is logged. What an objector said is for the township alone.</summary>
        private async Task<IReadOnlyDictionary<string, string>> Said(CaseSheet sheet, CancellationToken cancel)
        {
            string[] hashes = [.. sheet.Steps.Select(step => step.Words).Concat(sheet.Objections.Select(one => one.Answer)).OfType<string>().Distinct()];
            if (hashes.Length == 0) return new Dictionary<string, string>();

            var opened = await Vault.OpenTexts(Office.County, [.. hashes.Select(hash => $"words/{hash}")], Who.Actor!.ToString()!, "办理案件 work on the case", cancel);
            return opened.ToDictionary(pair => pair.Key["words/".Length..], pair => pair.Value.Words ?? "");
        }
    }
}

/// <summary>What was typed on the page of a case and what became of it, so that a refused form comes back as it was.</summary>
public sealed record Sent(
    Answer? Answer = null, string? Opinion = null, string? Words = null, IReadOnlyList<string>? Reasons = null, IReadOnlyDictionary<string, string>? Errors = null)
{
    /// <summary>Nothing was sent.</summary>
    public static readonly Sent Nothing = new();
}
