using Microsoft.Extensions.Localization;
using RuralRights.Domain.Households;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.Registration;

namespace RuralRights.Web.Households;

/// <summary>
/// Who speaks for a child of a household, or for somebody whom a court found without capacity, and who of sixteen or seventeen acts
/// for themselves. The village clerk enters it; the township confirms what a court found, and who lives on their own labour.
/// </summary>
public static class GuardianPages
{
    /// <summary>Value of the field for a guardian who is not of the household.</summary>
    internal const string Other = "other";

    /// <summary>Value of the field for somebody who lives on the income of their own labour.</summary>
    internal const string Yes = "yes";

    /// <summary>Value of the field for somebody who lives on it no longer.</summary>
    internal const string No = "no";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/households/{code:length(18)}/guardians", (string code, CasePages.At at, CancellationToken cancel) => Show(code, Sent.Nothing, at, cancel));
        routes.MapPost("/households/{code:length(18)}/guardians", Name).TakesDocuments();
        routes.MapPost("/households/{code:length(18)}/guardians/end", End).TakesDocuments();
        routes.MapPost("/households/{code:length(18)}/guardians/incapacity/confirm", ConfirmFinding);
        routes.MapPost("/households/{code:length(18)}/guardians/own-labour", Report).TakesDocuments();
        routes.MapPost("/households/{code:length(18)}/guardians/own-labour/confirm", Confirm);
    }

    /// <summary>A household of a place that the reader's desk serves; null for any other.</summary>
    private static async Task<HouseholdSheet?> Served(string code, CasePages.At at, CancellationToken cancel) =>
        await HouseholdSheet.Of(at.Register, code, cancel) is { } household && await at.Register.Serves(at.Who.Actor, household.Collective, at.Office.Today, cancel) ? household : null;

    private static async Task<IResult> Show(string code, Sent sent, CasePages.At at, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is not { } household) return Page.Closed;

        var lines = await GuardianLine.Of(at.Office.Desk, at.Register, household.People, at.Office.Today, cancel);
        var found = await IncapacityLine.Of(at.Register, household.People, cancel);
        return Page.Of<GuardiansPage>(
            new
            {
                Household = household,
                Lines = lines,
                Found = found,
                Workers = await OwnLabourLine.Of(at.Register, household.People, cancel),
                Sent = sent,
                Command = Guid.CreateVersion7(),
                Names = await at.Names.InFull(at.Who, [.. household.People, .. lines.Select(line => line.Guardian), .. found.Select(one => one.Guardian)], cancel),
            },
            sent.Status);
    }

    private static async Task<IResult> Name(string code, IFormCollection form, CasePages.At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is null) return Page.Closed;

        var filling = new Filling(form, at, T);
        if (filling.Chosen("ward") is null) filling.Wrong("ward", T["请选由别人代办的人"]);
        var isOther = filling.Text("guardian") == Other;
        var stranger = isOther ? filling.NewPerson("guardian-name", "guardian-number") : null;
        if (!isOther && filling.Chosen("guardian") is null) filling.Wrong("guardian", T["请选监护人"]);
        if (!isOther && filling.Chosen("guardian") is { } same && same == filling.Chosen("ward")) filling.Wrong("guardian", T["自己不能做自己的监护人，请另选一位"]);
        WardGround? ground = Enum.TryParse<WardGround>(filling.Text("ground"), out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        if (ground is null) filling.Wrong("ground", T["请选由监护人代办的原因"]);
        var document = await filling.Paper("paper", needed: true, cancel);
        if (!filling.IsComplete || document is null) return await Show(code, filling.Back(), at, cancel);

        var guardian = stranger is null ? filling.Chosen("guardian") : await filling.Keep(stranger, "guardian-name", cancel);
        if (guardian is not { } person) return await Show(code, filling.Back(), at, cancel);

        var (ward, by) = (filling.Chosen("ward")!.Value, at.Office.Submit(filling.Command, at.Who));
        var answer = ground == WardGround.Minor
            ? await at.Office.Desk.Enter(new NameGuardian(code, ward, person, document), by, cancel)
            : await at.Office.Desk.Enter(new ReportIncapacity(code, ward, person, document), by, cancel);
        return await Answered(code, answer, filling, at, cancel);
    }

    private static async Task<IResult> ConfirmFinding(string code, IFormCollection form, CasePages.At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var filling = new Filling(form, at, T);
        if (await Served(code, at, cancel) is null || filling.Chosen("ward") is not { } ward || filling.Chosen("guardian") is not { } guardian) return Page.Closed;

        var command = new ConfirmIncapacity(code, ward, guardian, filling.Text("document"));
        return await Answered(code, await at.Office.Desk.Enter(command, at.Office.Submit(filling.Command, at.Who), cancel), filling, at, cancel);
    }

    private static async Task<IResult> End(string code, IFormCollection form, CasePages.At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is null) return Page.Closed;

        var filling = new Filling(form, at, T);
        if (filling.Chosen("free") is null) filling.Wrong("free", T["请选谁的监护终止"]);
        var document = await filling.Paper("end-paper", needed: true, cancel);
        if (!filling.IsComplete || document is null) return await Show(code, filling.Back(), at, cancel);

        var command = new EndGuardianship(code, filling.Chosen("free")!.Value, document);
        return await Answered(code, await at.Office.Desk.Enter(command, at.Office.Submit(filling.Command, at.Who), cancel), filling, at, cancel);
    }

    private static async Task<IResult> Report(string code, IFormCollection form, CasePages.At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await Served(code, at, cancel) is null) return Page.Closed;

        var filling = new Filling(form, at, T);
        if (filling.Chosen("worker") is null) filling.Wrong("worker", T["请选是谁"]);
        var lives = filling.Text("lives");
        if (lives is not (Yes or No)) filling.Wrong("lives", T["请选是还是不再是"]);
        var document = await filling.Paper("labour-paper", needed: true, cancel);
        if (!filling.IsComplete || document is null) return await Show(code, filling.Back(), at, cancel);

        var command = new ReportOwnLabour(code, filling.Chosen("worker")!.Value, lives == Yes, document);
        return await Answered(code, await at.Office.Desk.Enter(command, at.Office.Submit(filling.Command, at.Who), cancel), filling, at, cancel);
    }

    private static async Task<IResult> Confirm(string code, IFormCollection form, CasePages.At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var filling = new Filling(form, at, T);
        if (await Served(code, at, cancel) is null || filling.Chosen("worker") is not { } worker) return Page.Closed;

        var command = new ConfirmOwnLabour(code, worker, filling.Text("lives") == Yes);
        return await Answered(code, await at.Office.Desk.Enter(command, at.Office.Submit(filling.Command, at.Who), cancel), filling, at, cancel);
    }

    private static async Task<IResult> Answered(string code, Answer answer, Filling filling, CasePages.At at, CancellationToken cancel) =>
        answer.IsEntered ? Page.See($"/households/{code}/guardians") : await Show(code, filling.Back(answer), at, cancel);
}
