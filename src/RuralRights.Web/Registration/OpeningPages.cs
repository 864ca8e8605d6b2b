using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Households;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Registration;

/// <summary>Something that happened in a household, by which somebody joins or leaves its list.</summary>
/// <param name="Code">Name in addresses and forms.</param>
/// <param name="Joins">True when somebody joins.</param>
/// <param name="Ground">What it is to the law.</param>
public sealed record MemberEvent(string Code, bool Joins, MemberGround Ground)
{
    /// <summary>Every one, in the order in which they are offered.</summary>
    public static IReadOnlyList<MemberEvent> All { get; } =
    [
        new("birth", true, MemberGround.Birth), new("adoption", true, MemberGround.Adoption), new("married-in", true, MemberGround.Marriage), new("left-out", true, MemberGround.Omission),
        new("death", false, MemberGround.Death), new("married-out", false, MemberGround.Marriage), new("divorce", false, MemberGround.Divorce), new("listed-wrongly", false, MemberGround.Omission),
    ];

    /// <summary>True when whoever leaves keeps the land until there is land at the new place.</summary>
    public bool AsksForLand => Ground is MemberGround.Marriage or MemberGround.Divorce && !Joins;
}

/// <summary>What a form that opens a case shows.</summary>
/// <param name="Household">The household it is for.</param>
/// <param name="Sent">What was typed, and what is wrong with it.</param>
/// <param name="Names">Names of its people.</param>
public sealed record Opening(HouseholdSheet Household, Sent Sent, NameBook Names)
{
    /// <summary>True for somebody of no household, who asks for themselves.</summary>
    public bool IsOnesOwn => Household.IsAlone;

    /// <summary>Code of the household; null for somebody of none.</summary>
    public string? HouseholdCode => IsOnesOwn ? null : Household.Code;

    /// <summary>The case that is written anew; null when one is opened.</summary>
    public Amended? Amends { get; init; }

    /// <summary>The case in whose place another is opened; null for none.</summary>
    public InsteadOf? Instead { get; init; }

    /// <summary>Id of the case to be opened, or of writing it anew.</summary>
    public Guid Command { get; } = Guid.CreateVersion7();

    /// <summary>What happened, in a change of members.</summary>
    public MemberEvent? Event { get; init; }

    /// <summary>The household that joins this one, in a merger.</summary>
    public HouseholdSheet? Other { get; init; }

    /// <summary>The family contract, where the form is about land.</summary>
    public RightSheet? Right { get; init; }

    /// <summary>The rights whose certificates count, in business with one of them.</summary>
    public IReadOnlyList<RightSheet> Papers { get; init; } = [];

    /// <summary>The next code of the collective that no household has.</summary>
    public string NextCode { get; init; } = "";

    /// <summary>The entry of a homestead that is corrected, and what stands in all of them.</summary>
    public (HomesteadEntry Entry, HomesteadRegistered Known)? HomesteadAsked { get; init; }

    /// <summary>Most heirs that one form takes.</summary>
    public const int MostHeirs = 10;

    /// <summary>How many heirs the form asks for.</summary>
    public int Heirs { get; init; } = 1;

    /// <summary>The homestead that was chosen, where its holders matter.</summary>
    public HomesteadSheet? HomesteadChosen { get; init; }

    /// <summary>What stands in the entry of the homestead that was chosen.</summary>
    public HomesteadRegistered? HomesteadKnown { get; init; }

    /// <summary>The homesteads of the household, in a split or a correction of one.</summary>
    public IReadOnlyList<HomesteadSheet> Homesteads { get; init; } = [];

    /// <summary>Holders of the homestead whom the household's list names no more, in a change of one.</summary>
    public IReadOnlyList<Guid> HoldersElsewhere { get; init; } = [];

    /// <summary>Last day of the renewed term that the law gives.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Who of it stands in the roster of the collective, where a membership is to end.</summary>
    public IReadOnlyCollection<Guid> OnRoster { get; init; } = [];

    /// <summary>The land it is about, in a change of parcels.</summary>
    public LandAsked Land { get; init; } = LandAsked.None;

    /// <summary>What would be different, once that was looked at.</summary>
    public Review? Review { get; init; }

    /// <summary>The parcels of the contract to choose from, by place and area; their codes in full tell those of one place apart.</summary>
    public IEnumerable<(string Value, string Label)> ParcelsHeld => Right?.Held.Select(parcel => (parcel.Parcel, $"{parcel.Name} {Codes.Short(parcel.Parcel)} · {Write.Mu(parcel.ContractArea)}")) ?? [];

    /// <summary>True when a field holds a value: as it was sent, or at first as it is given.</summary>
    public bool Has(string name, string value, bool first = false) => Sent.Form is null ? first : Sent.Values(name).Contains(value, StringComparer.Ordinal);
}

/// <summary>Every kind of business a household or its village opens a case for: one short form each.</summary>
public static partial class OpeningPages
{
    private const string Head = "02";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Memberships(routes);
        routes.MapGet("/cases/new", Choose);
        Form<RepresentativeForm>(routes, "representative-change", OpenRepresentative, null);
        Form<MembersForm>(routes, "member-change", OpenMembers, (opening, at, context) =>
            Task.FromResult(opening with { Event = MemberEvent.All.FirstOrDefault(one => one.Code == AskedFor(opening, context, "event")) }));
        Form<PersonCorrectionForm>(routes, "person-correction", OpenPersonCorrection, async (opening, at, context) => opening with
        {
            Homesteads = [.. (await HomesteadSheet.OfPeople(at.Register, [.. opening.Household.People], context.RequestAborted)).Where(one => opening.Household.People.Any(one.Bears))],
        }, LandOpenings.Look);
        Form<SplitForm>(routes, "household-split", OpenSplit, async (opening, at, context) => await LandOpenings.Divided(opening with
        {
            Right = await FamilyContract(at, opening.Household.Code, context.RequestAborted),
            NextCode = await HouseholdSheet.NextCode(at.Register, opening.Household.Collective, context.RequestAborted),
            Homesteads = [.. (await HomesteadSheet.OfHousehold(at.Register, opening.Household.Code, context.RequestAborted)).Where(one => one.Household == opening.Household.Code)],
        }, at, context), (opening, change, filling, at, cancel) => change is SplitWithDivision ? LandOpenings.Look(opening, change, filling, at, cancel) : Task.FromResult<Review?>(Review.NotNeeded));
        Form<MergeForm>(routes, "household-merge", OpenMerge, Other);
        Form<ExtinctForm>(routes, "extinct-household", OpenExtinct, null);
        Form<RenewalForm>(routes, "term-renewal", OpenRenewal, async (opening, at, context) =>
        {
            var right = await FamilyContract(at, opening.Household.Code, context.RequestAborted);
            return opening with { Right = right, Until = right is null ? null : await LongestRenewal(at, right.TermTo, context.RequestAborted) };
        });
        LandOpenings.Map(routes);
    }

    /// <summary>The form that opens a kind of business; one form serves kinds that differ only by what is filled in. Null for what is opened elsewhere.</summary>
    internal static string? FormOf(Procedure procedure) => procedure.Code switch
    {
        "first-registration" or "homestead-house-gone" or "certificate-void" => null,
        "household-split-with-division" => "household-split",
        "person-correction-on-homestead" => "person-correction",
        "clerical-correction" or "substantive-correction" => "entry-correction",
        "homestead-clerical-correction" or "homestead-substantive-correction" => "homestead-correction",
        "expropriation-of-part" or "expropriation-of-all" => "expropriation",
        "return-of-part" or "return-of-all" => "return",
        _ => procedure.Code,
    };

    /// <summary>The last day a term may be renewed to, by the law of today.</summary>
    internal static async Task<DateOnly> LongestRenewal(At at, DateOnly end, CancellationToken cancel) => end.AddMonths(
        (await at.Office.Desk.Look(at.Office.County, reading => reading.TheCounty(cancel), cancel)).On(at.Office.Today).Of(CountySettings.Renewal).Count);

    internal delegate Task<Decided> Open(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel);

    /// <summary>What a form asks for; null while something is wrong with it.</summary>
    internal sealed record Decided(IChange? Change)
    {
        public static readonly Decided NotYet = new((IChange?)null);
    }

    /// <summary>A form and what it opens, or writes anew where it names a case. Whoever may not ask for this household sees neither.</summary>
    /// <param name="routes">Where it is mapped.</param>
    /// <param name="business">Name of the form in addresses.</param>
    /// <param name="open">Reads what it asks for.</param>
    /// <param name="more">Adds what it shows besides the household.</param>
    /// <param name="look">Gathers what would be different, where that is looked at before the case is opened; null where the case itself shows it.</param>
    internal static void Form<TForm>(
        IEndpointRouteBuilder routes, string business, Open open, Func<Opening, At, HttpContext, Task<Opening>>? more, Func<Opening, IChange, Filling, At, CancellationToken, Task<Review?>>? look = null)
        where TForm : Microsoft.AspNetCore.Components.IComponent
    {
        routes.MapGet($"/cases/new/{business}", async (string? household, string? collective, string? plot, [FromQuery(Name = "case")] string? number, bool? anew, At at, HttpContext context, CancellationToken cancel) =>
        {
            if (number is null)
                return await Sheet(household ?? "", collective ?? "", plot ?? "", at, cancel) is { } sheet ? Page.Of<TForm>(new { Opening = await Begin(sheet, Sent.Nothing, null, at, context, cancel) }) : Page.Closed;
            if (await Amended.Of(number, at, cancel) is not { } amends || Amended.FormOf(amends.Case.Procedure) != business || await Amended.ShownTo(amends.Change, amends.Case.Collective, at, cancel) is not { } known) return Page.Closed;
            if (amends.WhyNot is not null || !Amended.FitsItsForm(amends.Change)) return Page.See($"/cases/{number}");

            return Page.Of<TForm>(new { Opening = await Begin(known, anew == true ? Sent.Nothing : await amends.Typed(known, at, cancel), amends, at, context, cancel) });
        });
        routes.MapPost($"/cases/new/{business}", async (IFormCollection form, At at, HttpContext context, IStringLocalizer<Words> T, CancellationToken cancel) =>
        {
            var number = form["case"].ToString();
            var amends = number.Length > 0 ? await Amended.Of(number, at, cancel) : null;
            if (number.Length > 0 && (amends is null || Amended.FormOf(amends.Case.Procedure) != business)) return Page.Closed;
            if ((amends is null ? await Sheet(form["household"].ToString(), form["collective"].ToString(), form["plot"].ToString(), at, cancel) : await Amended.ShownTo(amends.Change, amends.Case.Collective, at, cancel)) is not { } sheet) return Page.Closed;

            var opening = await Begin(sheet, new(Form: form), amends, at, context, cancel);
            var filling = new Filling(form, at, T, amends);
            var decided = await open(opening, filling, at, T, cancel);
            if (filling.AsksForMore) return Again(filling.BackForMore);
            if (decided.Change is not { } change || !filling.IsComplete) return Again(filling.Back());

            if (look is not null)
            {
                var review = await look(opening, change, filling, at, cancel);
                if (review is null) return Again(filling.Back());
                if (!review.WasSeen(filling)) return Page.Of<TForm>(new { Opening = opening with { Sent = filling.Back(), Review = review } });
            }

            var answer = await HandIn(change, filling, at, cancel);
            if (!answer.IsEntered) return Again(filling.Back(answer));

            if (opening.Instead is { } given) await given.Carry(answer.IdOf("case"), filling, at, cancel);
            return Page.See($"/cases/{answer.IdOf("case")}");

            IResult Again(Sent sent) => Page.Of<TForm>(new { Opening = opening with { Sent = sent } }, sent.Status);
        }).TakesDocuments();

        async Task<Opening> Begin(HouseholdSheet sheet, Sent sent, Amended? amends, At at, HttpContext context, CancellationToken cancel)
        {
            var opening = new Opening(sheet, sent, await at.Names.InFull(at.Who, sheet.People, cancel)) { Amends = amends };
            if (amends is null) opening = opening with { Instead = await InsteadOf.Of(AskedFor(opening, context, InsteadOf.Field), sheet.Collective, at, cancel) };
            return more is null ? opening : await more(opening, at, context);
        }
    }

    /// <summary>Opens a case, or writes the one anew that the form names.</summary>
    internal static Task<Answer> HandIn(IChange change, Filling filling, At at, CancellationToken cancel) => filling.Amends is { } amends
        ? at.Office.Desk.Enter(new AmendCase(amends.Case.Number, change), filling.Rewritten, at.Office.Submit(filling.Command, at.Who), cancel)
        : at.Office.Desk.Enter(new OpenCase(change), filling.Rewritten, at.Office.Submit(filling.Command, at.Who), cancel);

    /// <summary>The household of a form, or whoever asks for themselves; null for whoever may not ask for it.</summary>
    internal static async Task<HouseholdSheet?> Sheet(string household, string collective, string plot, At at, CancellationToken cancel)
    {
        // Only doors that the matrix opens to somebody of no household are ever come through by one.
        var sheet = household.Length == 0 && LandRight.IsHomestead(plot) ? await OwnPages.Heirs(plot, at.Who, at.Office, at.Register, cancel)
            : at.Who.As == Standing.Person ? await OwnPages.Alone(collective, at.Who, at.Office, at.Register, cancel)
            : await HouseholdSheet.Of(at.Register, household, cancel);
        return sheet is null || (!sheet.IsAlone && !await MayOpenFor(at.Who, sheet.Collective, household, at, cancel)) ? null : sheet;
    }

    /// <summary>What can be asked for, for whoever asks; a desk without a household in hand names it first.</summary>
    private static async Task<IResult> Choose(string? household, string? instead, At at, RegisterSearch search, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (at.Who.As == Standing.Person) return Page.Of<OwnBusinessPage>(new { Collectives = (IReadOnlyList<CollectiveName>)await OwnPages.CollectivesOf(at.Who, at.Office, at.Register, cancel), Instead = instead });

        var code = household?.Trim() ?? at.Who.Household;
        if (code is null) return Page.Of<NewCasePage>(new { Asked = "", Instead = instead });
        if (await HouseholdSheet.Of(at.Register, code, cancel) is not { } sheet)
        {
            var served = await Served.By(at.Register, at.Who.Actor!, at.Office.Today, cancel);
            var hits = served.Count == 0 ? [] : (await search.Find(at.Office.County, code, cancel: cancel)).Hits
                .Where(hit => hit.Kind == HitKind.Household && served.Exists(collective => hit.Code.StartsWith(collective, StringComparison.Ordinal))).ToList();
            return hits.Count == 0
                ? Page.Of<NewCasePage>(new { Asked = code, Instead = instead, Error = T["没有找到这一户，请写姓名（至少两个字）或者完整的承包方代码"].Value }, StatusCodes.Status422UnprocessableEntity)
                : Page.Of<NewCasePage>(new { Asked = code, Instead = instead, Hits = (IReadOnlyList<SearchHit>)hits });
        }

        if (!await MayOpenFor(at.Who, sheet.Collective, code, at, cancel)) return Page.Closed;

        return Page.Of<NewCasePage>(new
        {
            Household = sheet,
            Instead = instead,
            IsUnregistered = TurnOf(at.Who.Actor!) is { } opener && Procedures.FirstRegistration.OpenedBy.Contains(opener)
                && (await NotYetRegistered.In(at.Register, sheet.Collective, cancel)).Households.Any(one => one.Code == code),
            Businesses = (IReadOnlyList<Procedure>)[.. Procedures.All
                .Where(procedure => TurnOf(at.Who.Actor!) is { } turn && procedure.OpenedBy.Contains(turn) && FormOf(procedure) is not null && !IsChosenInTheForm(procedure)).DistinctBy(FormOf)],
            Names = await at.Names.InFull(at.Who, sheet.People, cancel),
        });
    }

    private static Task<Decided> OpenRepresentative(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (filling.Chosen("representative") is { } person) return Task.FromResult(new Decided(new ChangeRepresentative(opening.Household.Code, person)));

        filling.Wrong("representative", T["请选一位家庭成员"]);
        return Task.FromResult(Decided.NotYet);
    }

    private static async Task<Decided> OpenMembers(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (opening.Event is not { } happened) return Decided.NotYet;

        return happened.Joins ? await Joining(opening, happened, filling, T, cancel) : await Leaving(opening, happened, filling, T, cancel);
    }

    /// <summary>The new person goes into the vault first, so that no form, fact or receipt ever holds the name.</summary>
    private static async Task<Decided> Joining(Opening opening, MemberEvent happened, Filling filling, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var person = filling.Newcomer("name", "number");
        var relation = Relation(filling, "relation", T);
        var shares = filling.Text("shares");
        if (shares is not ("yes" or "no")) filling.Wrong("shares", T["请选是不是共有人"]);
        if (!filling.IsComplete || person is null || await filling.Bring(person, "name", cancel) is not { } id) return Decided.NotYet;

        return new(new ChangeMembers(opening.Household.Code, [new(id, true, happened.Ground, relation, shares == "yes")]));
    }

    private static async Task<Decided> Leaving(Opening opening, MemberEvent happened, Filling filling, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var people = filling.People("person");
        if (people.Count == 0) filling.Wrong("person", T["请选一位家庭成员"]);
        string? proof = null;
        if (happened.AsksForLand)
        {
            var land = filling.Text("land");
            if (land is not ("yes" or "no")) filling.Wrong("land", T["请选在新的住处有没有分到承包地"]);
            proof = await filling.Paper("proof", needed: land == "yes", cancel);
            if (land != "yes") proof = null;
        }

        var lines = new List<MemberLine>();
        foreach (var person in people)
        {
            var death = happened.Ground == MemberGround.Death ? await filling.Paper($"death-{person}", needed: true, cancel) : null;
            lines.Add(new(person, false, happened.Ground, opening.Household.Members.FirstOrDefault(member => member.Person == person)?.Relation ?? Head, false, proof, death));
        }

        var next = filling.Chosen("representative");
        var signs = people.Contains(opening.Household.Representative);
        if (signs && next is null) filling.Wrong("representative", T["离开的人是承包方代表，请选以后由谁签字"]);
        return filling.IsComplete ? new(new ChangeMembers(opening.Household.Code, lines, signs ? next : null)) : Decided.NotYet;
    }

    /// <summary>What is right goes into the vault first, so that no fact or receipt ever holds it.</summary>
    private static async Task<Decided> OpenPersonCorrection(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var person = filling.Chosen("person");
        if (person is not { } who || !opening.Household.People.Contains(who)) filling.Wrong("person", T["请选是谁的"]);
        if (!Enum.TryParse<PersonCorrection>(filling.Text("correction"), out var correction) || !Enum.IsDefined(correction)) filling.Wrong("correction", T["请选要改什么"]);
        var asked = new DraftAsked(opening.Household.Code, person ?? Guid.Empty, correction, filling.Text("after"));
        var right = asked.Normalised(at.Office.Today);
        if (right is null) filling.Wrong("after", correction == PersonCorrection.NumberMiswritten ? T["身份证号不对，请对照证件再看一遍"] : T["请填写正确的姓名"]);
        var evidence = await filling.Paper("evidence", needed: true, cancel);
        if (!filling.IsComplete || right is null || evidence is null || await at.Vault.Draft(at.Office.County, asked.Person, correction, right, cancel) is not { } draft) return Decided.NotYet;

        var homesteads = opening.Homesteads.Where(one => one.Bears(asked.Person)).Select(one => one.Plot).ToList();
        return new(new CorrectPerson(opening.Household.Code, asked.Person, correction, draft, evidence, homesteads.Count == 0 ? null : homesteads));
    }

    private static async Task<Decided> OpenSplit(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var going = filling.People("go");
        if (going.Count == 0) filling.Wrong("go", T["请选谁到新的一户"]);
        var head = filling.Chosen("head");
        if (head is not { } first || !going.Contains(first)) filling.Wrong("head", T["请从到新户的人里选一位代表"]);
        var (divisions, taken) = await Divisions(opening, filling, T, cancel);
        var code = filling.Text("code");
        if (code.Length != 18 || !code.All(char.IsAsciiDigit)) filling.Wrong("code", T["承包方代码是十八位数字"]);
        var remaining = filling.Chosen("remaining");
        var leaves = going.Contains(opening.Household.Representative);
        if (leaves && remaining is null) filling.Wrong("remaining", T["原来的代表到了新户，请选留下的人里由谁签字"]);
        var members = going.OrderByDescending(person => person == head)
            .Select(person => new SplitMember(person, person == head ? Head : Relation(filling, $"relation-{person}", T))).ToList();
        if (!filling.IsComplete) return Decided.NotYet;

        var split = new SplitHousehold(
            opening.Household.Code, code, members, [.. filling.Values("parcel").Except(divisions.Select(one => one.Parcel)), .. taken], leaves ? remaining : null, filling.Values("homestead") is { Count: > 0 } homesteads ? [.. homesteads] : null);
        IChange change = divisions.Count == 0 ? split : new SplitWithDivision(split, divisions);
        return new(change);
    }

    /// <summary>What the parcels become that are divided between the sides, and the codes of the parts that go.</summary>
    private static async Task<(IReadOnlyList<ParcelInParts> Divisions, IReadOnlyList<string> Taken)> Divisions(Opening opening, Filling filling, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var (divisions, taken) = (new List<ParcelInParts>(), new List<string>());
        foreach (var whole in opening.Land.Parcels)
        {
            if (!filling.Has($"code{LandAsked.Part(whole.Parcel, 0)}"))
            {
                filling.Wrong("divide", T["选了要分开的地块，请在下面填写分开的各块"]);
                continue;
            }

            var (parts, system) = (new List<NewParcel>(), filling.System("crs"));
            for (var one = 0; one < opening.Land.Parts; one++)
            {
                var part = LandAsked.Part(whole.Parcel, one);
                var side = filling.Text($"side{part}");
                if (side is not ("goes" or "stays")) filling.Wrong($"side{part}", T["请选这一块归哪一户"]);
                if (await LandOpenings.Surveyed(LandOpenings.Kept.Of(whole), part, system, filling, T, cancel) is not { } read) continue;

                parts.Add(read);
                if (side == "goes") taken.Add(read.Code);
            }

            divisions.Add(new(whole.Parcel, parts));
        }

        return (divisions, taken);
    }

    private static async Task<Opening> Other(Opening opening, At at, HttpContext context)
    {
        var code = AskedFor(opening, context, "other");
        if (code.Length == 0 || await HouseholdSheet.Of(at.Register, code, context.RequestAborted) is not { } other || other.Collective != opening.Household.Collective || code == opening.Household.Code) return opening;

        // A household sees its neighbours masked until they confirm; the village desk and the board know them.
        var names = at.Who.Actor is Actor.Farmer ? await at.Names.Masked(other.People, context.RequestAborted) : await at.Names.InFull(at.Who, other.People, context.RequestAborted);
        return opening with { Other = other, Names = opening.Names.With(names) };
    }

    private static Task<Decided> OpenMerge(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (opening.Other is not { } other)
        {
            filling.Wrong("other", T["请填写同一集体里另一户的承包方代码"]);
            return Task.FromResult(Decided.NotYet);
        }

        List<SplitMember> members = [.. other.People.Select(person => new SplitMember(person, Relation(filling, $"relation-{person}", T)))];
        return Task.FromResult(filling.IsComplete ? new Decided(new MergeHouseholds(opening.Household.Code, other.Code, members)) : Decided.NotYet);
    }

    private static async Task<Decided> OpenExtinct(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var deaths = new List<ProvedDeath>();
        foreach (var (person, one) in opening.Household.People.Select((person, one) => (person, one)))
        {
            if (await filling.Paper($"death-{one}", needed: true, cancel) is { } proof) deaths.Add(new(person, proof));
        }

        return filling.IsComplete ? new(new CloseHousehold(opening.Household.Code, deaths)) : Decided.NotYet;
    }

    private static Task<Decided> OpenRenewal(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel) =>
        Task.FromResult(filling.Day("until") is { } until ? new Decided(new RenewTerm(opening.Household.Code, until)) : Decided.NotYet);

    private static string Relation(Filling filling, string field, IStringLocalizer<Words> T)
    {
        var relation = filling.Text(field);
        if (!CaseWords.Relations.Contains(relation)) filling.Wrong(field, T["请选与户主的关系"]);
        return relation;
    }

    /// <summary>Everything chosen under a name, in the address or in the form.</summary>
    internal static IEnumerable<string> AllAskedFor(Opening opening, HttpContext context, string name) =>
        opening.Sent.Form is null ? context.Request.Query[name].OfType<string>() : opening.Sent.Values(name);

    internal static string AskedFor(Opening opening, HttpContext context, string name) =>
        opening.Sent.Form is null ? context.Request.Query[name].ToString().Trim() : opening.Sent.Text(name).Trim();

    internal static async Task<RightSheet?> FamilyContract(At at, string household, CancellationToken cancel) =>
        await RightSheet.Of(at.Register, ContractRight.CodeOfFamilyContract(household), cancel);
}
