using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>Cases: the work list of each desk, and one page on which a case is seen and moved by everybody whose case it is.</summary>
public static class CasePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases", List);
        routes.MapGet("/cases/{number}", (string number, string? paper, bool? whole, At at, CancellationToken cancel) => at.Show(number, new(Paper: paper), cancel, whole == true));
        routes.MapPost("/cases/{number}/complete", Complete);
        routes.MapPost("/cases/{number}/send-back", SendBack);
        routes.MapPost("/cases/{number}/confirm", (string number, [FromForm] Guid command, [FromForm] string terms, [FromForm] Guid? ward, At at, CancellationToken cancel) =>
            at.Do(number, (desk, by) => desk.Enter(new ConfirmCase(number, terms, ward), by, cancel), command, new(), cancel));
        routes.MapPost("/cases/{number}/confirmation/withdraw", (string number, [FromForm] Guid command, [FromForm] Guid? ward, At at, CancellationToken cancel) =>
            at.Do(number, (desk, by) => desk.Enter(new WithdrawConfirmation(number, ward), by, cancel), command, new(), cancel));
        routes.MapPost("/cases/{number}/withdraw", Withdraw).TakesDocuments();
        routes.MapPost("/cases/{number}/enter", (string number, [FromForm] Guid command, At at, CancellationToken cancel) =>
            at.Do(number, (desk, by) => desk.Enter(new EnterCase(number), by, cancel), command, new(), cancel));
        routes.MapPost("/cases/{number}/documents", File).TakesDocuments();
        routes.MapPost("/cases/{number}/documents/strike", (string number, [FromForm] Guid command, [FromForm] string document, At at, CancellationToken cancel) =>
            at.Do(number, (desk, by) => desk.Enter(new StrikeDocument(number, document), by, cancel), command, new(), cancel));
        routes.MapPost("/cases/{number}/reach", Reach).TakesDocuments();
        routes.MapGet("/cases/{number:length(20)}/receipt", Receipt);
        routes.MapPost("/cases/{number}/hand-over", HandOver).TakesDocuments();
    }

    private static async Task<IResult> List(string? q, int? page, Visitor who, Office office, NpgsqlDataSource register, Vault vault, Names names, CancellationToken cancel)
    {
        var county = await office.Desk.Look(office.County, reading => reading.TheCounty(cancel), cancel);
        var served = await Served.By(register, who.Actor!, office.Today, cancel);
        var asked = who.IsPrivate ? null : await Asked(q, office.County, served, vault, cancel);
        var mine = TurnsOf(who.Actor!);
        var number = Math.Max(1, page ?? 1);
        Guid[] people = who.Household is null ? [] : [who.Actor!.Person, .. await GuardianLine.WardsOf(office.Desk, register, who.Actor.Person, office.Today, cancel)];
        var cases = who.Household is { } household
            ? await CaseSheet.OfHousehold(register, household, people, cancel)
            : await CaseSheet.OpenIn(register, served, mine, (number - 1) * CasesPage.PageSize, CasesPage.PageSize, cancel, asked);
        var open = who.Household is null ? await CaseSheet.CountOpen(register, served, mine, cancel, asked) : null;
        var theirs = who.Household is null ? null : await WaitingAtHome(cases, people, who, office, register, cancel);
        bool IsMine(CaseSheet sheet) => theirs?.Contains(sheet.Number) ?? IsTurnOf(who.Actor!, sheet);
        var collectives = who.Actor is Actor.VillageClerk or Actor.Chair ? (await CollectiveSheet.All(register, cancel)).Where(one => served.Contains(one.Code)) : [];
        return Page.Of<CasesPage>(new
        {
            FirstRegistrationIn = who.Actor is Actor.VillageClerk clerk ? await Served.By(register, clerk, office.Today, cancel) : [],
            Number = number,
            Asked = who.IsPrivate ? null : q?.Trim() ?? "",
            Open = open ?? new(cases.Count, cases.Count(IsMine), cases.Count(sheet => sheet.OverdueOn is not null)),
            Cases = cases.Select(sheet => new CasesPage.Line(sheet, sheet.Limit(county)?.DaysLeft(office.Today), IsMine(sheet)))
                .OrderByDescending(line => line.Case.OverdueOn is not null).ThenByDescending(line => line.Mine).ThenBy(line => line.DaysLeft ?? int.MaxValue).ToList(),
            Collectives = (IReadOnlyList<(string, string)>)[.. collectives.Select(one => (one.Code, one.Name))],
            Names = who.IsPrivate
                ? await names.For(who, who.Household ?? "", cases.Select(sheet => sheet.Representative).OfType<Guid>(), cancel)
                : await names.InFull(who, cases.Select(sheet => sheet.Representative).OfType<Guid>(), cancel),
        });
    }

    /// <summary>Which cases wait for somebody at home: those that they, or whom they speak for, have still to confirm, and those whose step is theirs to do.</summary>
    private static async Task<HashSet<string>> WaitingAtHome(
        IReadOnlyList<CaseSheet> cases, IReadOnlyCollection<Guid> people, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel)
    {
        var asking = (await CaseSheet.Asking(register, people, cancel)).ToHashSet(StringComparer.Ordinal);
        var theirs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sheet in cases.Where(sheet => IsTurnOf(who.Actor!, sheet)))
        {
            // Not everybody who is asked belongs to the household that asks, and not everybody of the household speaks for it: the law knows.
            if (sheet.At == StepKind.Confirmed ? asking.Contains(sheet.Number)
                : await office.Desk.Look(office.County, reading => CaseOutlook.Read(reading, sheet.Number, office.Submit(Guid.Empty, who), cancel), cancel) is { } outlook
                  && outlook.Hindrance(CaseAct.Complete)?.Rule != CaseRules.NotThisDesk) theirs.Add(sheet.Number);
        }

        return theirs;
    }

    /// <summary>What was typed at a desk: the first digits of a case or of a household, or a name that somebody of its collectives bears.</summary>
    internal static async Task<CasesAsked?> Asked(string? typed, string county, IReadOnlyCollection<string> collectives, Vault vault, CancellationToken cancel)
    {
        var text = string.Concat((typed ?? "").Normalize(System.Text.NormalizationForm.FormKC).Where(character => !char.IsWhiteSpace(character)));
        return text.Length == 0 ? null : text.All(char.IsAsciiDigit) ? new(text, null) : new(null, await vault.Bearing(county, text, collectives, cancel));
    }

    /// <summary>What waits at a desk today; null for those who have no part in cases, or have them on a page of their own.</summary>
    internal static async Task<OpenCases?> WaitingAt(Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) =>
        who.Actor is { } actor and not Actor.Farmer && TurnOf(actor) is not null
            ? await CaseSheet.CountOpen(register, await Served.By(register, actor, office.Today, cancel), TurnsOf(actor), cancel)
            : null;

    private static List<PlaceInProcedure> TurnsOf(Actor actor) =>
        [.. Procedures.All.SelectMany(procedure => procedure.Steps.Where(step => IsTurnOf(actor, procedure, step)).Select(step => new PlaceInProcedure(procedure, step.Kind)))];

    /// <summary>Whether a desk of this kind has the turn; the place is what the list was asked for.</summary>
    internal static bool IsTurnOf(Actor actor, CaseSheet sheet) =>
        sheet.Step is { } step && IsTurnOf(actor, sheet.Procedure, step);

    private static bool IsTurnOf(Actor actor, Procedure procedure, Step step) =>
        TurnOf(actor) is { } turn && (step == procedure.First ? procedure.OpenedBy : [step.By]).Contains(turn);

    /// <summary>The desk somebody sits at; null for those who have no part in cases.</summary>
    internal static Turn? TurnOf(Actor actor) => actor switch
    {
        Actor.Farmer => Turn.Household,
        Actor.Chair => Turn.Issuer,
        Actor.CollectiveSupervisor => Turn.Supervisors,
        Actor.VillageClerk => Turn.Village,
        Actor.TownshipOfficer => Turn.Township,
        Actor.Clerk => Turn.Clerk,
        Actor.Reviewer => Turn.Reviewer,
        Actor.Registrar => Turn.Registrar,
        _ => null,
    };

    private static async Task<IResult> Complete(
        string number, [FromForm] Guid command, [FromForm] StepKind step, [FromForm] string? opinion, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var answer = await at.Office.Desk.Enter(new CompleteStep(number, step, opinion), at.Office.Submit(command, at.Who), cancel);
        return answer.IsEntered ? Page.See($"/cases/{number}")
            : answer.Refusal == CaseRules.ObjectionWasUpheld
                ? await at.Show(number, new(Errors: new Dictionary<string, string> { ["opinion"] = T["请写明内容为什么不改，或者先更正内容"] }), cancel)
                : await at.Show(number, new(answer, Opinion: opinion), cancel);
    }

    private static async Task<IResult> SendBack(
        string number, [FromForm] Guid command, [FromForm] StepKind to, [FromForm] StringValues? reasons, [FromForm] string? words, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var errors = new Dictionary<string, string>();
        string[] chosen = reasons is { } ticked ? [.. ticked.OfType<string>()] : [];
        if (chosen.Length == 0) errors["reasons"] = T["请把需要补正的都选上"];
        if (string.IsNullOrWhiteSpace(words)) errors["words"] = T["请写清楚要补正什么"];
        return errors.Count > 0
            ? await at.Show(number, new(Words: words, Reasons: chosen, Errors: errors, BackTo: to), cancel)
            : await at.Do(number, (desk, by) => desk.Enter(new SendBack(number, to, chosen, words!), by, cancel), command, new(Words: words, Reasons: chosen, BackTo: to), cancel);
    }

    /// <summary>Whoever gives it up to open another in its place, and the village desk where nobody is left who asked, says why; the desk proves who died.</summary>
    private static async Task<IResult> Withdraw(string number, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var (filling, deaths, why) = (new Filling(form, at, T), new List<ProvedDeath>(), form["why"].ToString().Trim());
        foreach (var person in filling.People("dead"))
            if (await filling.Paper($"death-{person}", needed: true, cancel) is { } proof) deaths.Add(new(person, proof));
        if (filling.Has("why") && why.Length == 0) filling.Wrong("why", T["请写明为什么撤回"]);
        if (!filling.IsComplete) return await at.Show(number, filling.Back(), cancel);

        var withdrawal = new WithdrawCase(number, why.Length == 0 ? null : why, deaths.Count == 0 ? null : deaths);
        var answer = await at.Office.Desk.Enter(withdrawal, at.Office.Submit(filling.Command, at.Who), cancel);
        if (!answer.IsEntered) return await at.Show(number, filling.Back(answer), cancel);

        return Page.See(filling.Text(InsteadOf.Field).Length == 0 ? $"/cases/{number}" : $"/cases/new?{InsteadOf.Field}={number}");
    }

    /// <summary>A paper of any kind of the list, photographed or scanned.</summary>
    private static async Task<IResult> File(string number, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var filling = new Filling(form, at, T);
        var kind = filling.Text("kind");
        if (kind.Length == 0) filling.Wrong("kind", T["请选这是什么材料"]);
        var document = await filling.Paper("paper", needed: true, cancel);
        return filling.IsComplete && document is not null
            ? await at.Do(number, (desk, by) => desk.Enter(new FileDocument(number, kind, document), by, cancel), filling.Command, filling.Back(), cancel)
            : await at.Show(number, filling.Back(), cancel);
    }

    /// <summary>One record of a visit may be of several people; each is an act of its own.</summary>
    private static async Task<IResult> Reach(string number, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var filling = new Filling(form, at, T);
        Guid[] people = [.. filling.Values("person").Select(value => Guid.TryParse(value, out var person) ? person : Guid.Empty).Where(person => person != Guid.Empty)];
        if (people.Length == 0) filling.Wrong("person", T["请选当面告诉了谁"]);
        var record = await filling.Paper("visit", needed: true, cancel);
        if (!filling.IsComplete) return await at.Show(number, filling.Back(), cancel);

        foreach (var person in people)
        {
            var answer = await at.Office.Desk.Enter(new ReachHolder(number, person, true, record), at.Office.Submit(FormIds.Of(filling.Command, $"{person}"), at.Who), cancel);
            if (!answer.IsEntered) return await at.Show(number, filling.Back(answer), cancel);
        }

        return Page.See($"/cases/{number}");
    }

    private static async Task<IResult> Receipt(string number, At at, CancellationToken cancel)
    {
        if (await CaseSheet.Of(at.Register, number, cancel) is not { } sheet || !await Sight.Allows(at.Office.Desk, at.Register, at.Who.Actor!, sheet, at.Office.Today, cancel)) return Page.Missing;

        var outlook = (await at.Office.Desk.Look(at.Office.County, reading => CaseOutlook.Read(reading, number, at.Office.Submit(Guid.Empty, at.Who), cancel), cancel))!;
        var receipts = await CertificateReceipt.OfCase(at.Register, number, cancel);
        var papers = new List<(string, string, CertificateReceipt?)>();
        foreach (var right in outlook.Rights) papers.Add((right, (await RightSheet.Of(at.Register, right, cancel))?.Current?.Serial ?? "", receipts.Find(receipt => receipt.Right == right)));
        return Page.Of<ReceiptPage>(new
        {
            Case = sheet,
            Papers = (IReadOnlyList<(string, string, CertificateReceipt?)>)papers,
            Names = await at.Names.InFull(at.Who, sheet.Holders.Select(holder => holder.Person).Concat(receipts.Select(receipt => receipt.Receiver)), cancel),
        });
    }

    /// <summary>Every certificate of the case is handed over at once, each to its receiver against a receipt.</summary>
    private static async Task<IResult> HandOver(string number, IFormCollection form, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var filling = new Filling(form, at, T);
        var (rights, papers, agents) = (filling.Values("right"), new List<HandedOver>(), new Dictionary<int, Person>());
        for (var one = 0; one < rights.Count; one++)
        {
            var field = $"receiver-{one}";
            if (filling.Text(field) == "agent")
            {
                if (filling.NewPerson($"agent-name-{one}", $"agent-number-{one}") is { } agent) agents[one] = agent;
            }
            else if (filling.Chosen(field) is null)
            {
                filling.Wrong(field, T["请选谁来领"]);
            }

            var (receipt, signed) = await filling.Receipt($"signature-{one}", $"receipt-{one}", cancel) ?? ("", ReceiptForm.OnSheet);
            papers.Add(new(rights[one], filling.Chosen(field) ?? Guid.Empty, agents.ContainsKey(one), receipt, filling.Text($"old-{one}") == "taken", signed));
        }

        if (!filling.IsComplete) return await at.Show(number, filling.Back(), cancel);

        foreach (var (one, agent) in agents)
        {
            if (await filling.Keep(agent, $"agent-name-{one}", cancel) is not { } known) return await at.Show(number, filling.Back(), cancel);

            papers[one] = papers[one] with { Receiver = known };
        }

        return await at.Do(number, (desk, by) => desk.Enter(new HandOverCertificates(number, papers), by, cancel), filling.Command, filling.Back(), cancel);
    }

    internal static async Task<bool> MayOpenFor(Visitor who, string collective, string household, At at, CancellationToken cancel) =>
        who.IsOfHousehold(household) || (who.Actor is { } actor && await at.Register.Serves(actor, collective, at.Office.Today, cancel));

    /// <summary>Who is at the page of a case, and at which office.</summary>
    internal sealed record At(Visitor Who, Office Office, NpgsqlDataSource Register, Names Names, Vault Vault, DocumentUploads Uploads, SurveyedBoundaries Boundaries)
    {
        /// <summary>Gathers what every page of a case needs.</summary>
        public static ValueTask<At> BindAsync(HttpContext context) => ValueTask.FromResult(new At(
            Visitor.From(context.User),
            context.RequestServices.GetRequiredService<Office>(),
            context.RequestServices.GetRequiredService<NpgsqlDataSource>(),
            context.RequestServices.GetRequiredService<Names>(),
            context.RequestServices.GetRequiredService<Vault>(),
            context.RequestServices.GetRequiredService<DocumentUploads>(),
            context.RequestServices.GetRequiredService<SurveyedBoundaries>()));

        public async Task<IResult> Show(string number, Sent sent, CancellationToken cancel, bool whole = false)
        {
            if (Who.Actor is not { } actor || await CaseSheet.Of(Register, number, cancel) is not { } sheet || !await Sight.Allows(Office.Desk, Register, actor, sheet, Office.Today, cancel))
                return Page.Missing;

            var outlook = (await Office.Desk.Look(Office.County, reading => CaseOutlook.Read(reading, number, Office.Submit(Guid.Empty, Who), cancel), cancel))!;
            var people = outlook.Alterations.Where(one => one.Kind == ValueKind.Person).SelectMany(one => new[] { one.Before, one.After }).OfType<string>().Select(Guid.Parse);
            // An office knows every household by its name, a farmer only those who are asked as well.
            Guid[] heads = Who.IsPrivate ? [] :
            [
                .. (await HouseholdSheet.Representatives(
                    Register, outlook.Alterations.Where(one => one.Kind == ValueKind.Household).SelectMany(one => new[] { one.Before, one.After }).OfType<string>(), cancel)).Values,
            ];
            var receipts = await CertificateReceipt.OfCase(Register, number, cancel);
            Guid[] named = [.. receipts.Select(receipt => receipt.Receiver), .. sheet.Holders.Concat(sheet.Informed).Select(holder => holder.Person), .. people, .. sheet.Representative is { } head ? [head] : Array.Empty<Guid>(), .. heads, .. outlook.Applicants is { } applicants ? applicants.Acting.Concat(applicants.Guardians) : []];
            return Page.Of<CasePage>(
                new
                {
                    Case = sheet,
                    Resolution = sheet.Procedure.IsOfTheRoster ? await ResolutionSheet.OfCase(Register, number, cancel) : null,
                    Holds = await HoldsOf(sheet, cancel),
                    Receipts = (IReadOnlyList<CertificateReceipt>)receipts,
                    Outlook = outlook,
                    HasForm = outlook.May(CaseAct.Amend) && await Amended.HasForm(outlook.Change, sheet.Collective, this, cancel),
                    Whole = whole,
                    Wards = await WardsIn(sheet, actor, cancel),
                    Entries = await LedgerBook.OfStreams(Register, [Streams.Case(number)], cancel),
                    Said = await Said(sheet, cancel, outlook.GivenUpFor),
                    Sent = sent,
                    Refused = sent.Answer?.Refusal,
                    sent.Answer?.About,
                    Command = Guid.CreateVersion7(),
                    Office.Today,
                    // Supervisors enter the roster, so they see whose name it is.
                    Names = Who.Actor is Actor.CollectiveSupervisor && sheet.Procedure.IsOfTheRoster
                        ? await Names.InFull(Who.Actor.ToString()!, "核对成员名册 check of the roster", named, cancel)
                        : await Names.InFull(Who, named, cancel),
                },
                sent.Status);
        }

        public async Task<IResult> Do(
            string number, Func<Desk, RuralRights.Registry.Submission, Task<Answer>> enter, Guid command, Sent sent, CancellationToken cancel)
        {
            var answer = await enter(Office.Desk, Office.Submit(command, Who));
            return answer.IsEntered ? Page.See($"/cases/{number}") : await Show(number, sent with { Answer = answer }, cancel);
        }

        /// <summary>Holders for whom the visitor speaks, while anything is still to be said.</summary>
        private async Task<IReadOnlyList<(Guid, bool)>> WardsIn(CaseSheet sheet, Actor actor, CancellationToken cancel)
        {
            if (actor is not Actor.Farmer || !sheet.AsksHolders) return [];

            var wards = await GuardianLine.WardsOf(Office.Desk, Register, actor.Person, Office.Today, cancel);
            return [.. sheet.Holders.Where(holder => wards.Contains(holder.Person)).Select(holder => (holder.Person, holder.ConfirmedOn is not null))];
        }

        /// <summary>What holds the land of the case: its parcels where it names any, otherwise all of its households.</summary>
        private Task<List<StandingHold>> HoldsOf(CaseSheet sheet, CancellationToken cancel) => sheet.Parcels.Any()
            ? StandingHold.OfParcels(Register, [.. sheet.Parcels], Office.Today, cancel)
            : StandingHold.OfHouseholds(Register, [.. sheet.Households], Office.Today, cancel);

        /// <summary>Opinions, reasons and answers in words, which the vault keeps; whoever may see the case may read them, and that is logged. What an objector said is for the township alone.</summary>
        internal async Task<IReadOnlyDictionary<string, string>> Said(CaseSheet sheet, CancellationToken cancel, string? givenUpFor = null)
        {
            string[] hashes = [.. sheet.Steps.Select(step => step.Words).Concat(sheet.Objections.Select(one => one.Answer)).Append(givenUpFor).OfType<string>().Distinct()];
            if (hashes.Length == 0) return new Dictionary<string, string>();

            var opened = await Vault.OpenTexts(Office.County, [.. hashes.Select(hash => $"words/{hash}")], Who.Actor!.ToString()!, "办理案件 work on the case", cancel);
            return opened.ToDictionary(pair => pair.Key["words/".Length..], pair => pair.Value.Words ?? "");
        }
    }
}
