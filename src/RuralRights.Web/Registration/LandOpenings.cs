using System.Globalization;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Spatial;
using RuralRights.Web.Language;
using RuralRights.Web.Tenure;
using static RuralRights.Web.Registration.CasePages;
using static RuralRights.Web.Registration.OpeningPages;

namespace RuralRights.Web.Registration;

/// <summary>The land that a form is about.</summary>
/// <param name="Parcels">Parcels that were chosen, as they stand.</param>
/// <param name="Codes">Codes for the parcels they become that nothing has yet.</param>
/// <param name="Systems">Coordinate systems to choose from, the usual one first.</param>
/// <param name="Parts">How many parcels it becomes, in a division.</param>
/// <param name="Entry">The entry that is corrected, in a correction.</param>
public sealed record LandAsked(IReadOnlyList<ParcelSurveyed> Parcels, IReadOnlyList<string> Codes, IReadOnlyList<string> Systems, int Parts, ParcelEntry? Entry = null)
{
    /// <summary>Nothing was chosen yet.</summary>
    public static readonly LandAsked None = new([], [], [], FewestParts);

    /// <summary>Fewest and most parts a form divides a parcel into; more are divided again.</summary>
    public const int FewestParts = 2, MostParts = 6;

    /// <summary>What the names of the fields of one of the parts end in that a parcel becomes, where several may be divided.</summary>
    public static string Part(string parcel, int part) => string.Create(CultureInfo.InvariantCulture, $"-{parcel}-{part}");

    /// <summary>The one parcel that was chosen.</summary>
    public ParcelSurveyed? Single => Parcels is [var one] ? one : null;

    /// <summary>The boundary of the parcels as it stands, together as one, in the text that the form takes; empty when they do not make one area.</summary>
    public string Boundary => BoundaryText.Joined([.. Parcels.Select(parcel => SurveyedBoundary.FromWkb(parcel.Boundary.Wkb, CoordinateSystem.FromId(parcel.Boundary.Crs).Required()))]) is { } joined ? BoundaryText.Write(joined) : "";
}

/// <summary>What a case would change, looked at before it is opened.</summary>
/// <param name="Preview">What would be different.</param>
/// <param name="Parcels">The parcels it is about.</param>
public sealed record Review(CasePreview Preview, IReadOnlyList<string> Parcels)
{
    /// <summary>People whom it names.</summary>
    public IEnumerable<Guid> People => Preview.Alterations.Where(one => one.Kind == ValueKind.Person).SelectMany(one => new[] { one.Before, one.After }).OfType<string>().Select(Guid.Parse);

    /// <summary>What nothing has to be looked at for before it is opened.</summary>
    public static readonly Review NotNeeded = new(new([], "", null, null), []);

    /// <summary>True when exactly this was on the page that the form was sent from.</summary>
    internal bool WasSeen(Filling filling) => ReferenceEquals(this, NotNeeded) || filling.Text("seen") == Preview.Terms;
}

/// <summary>Forms for changes of the land itself. What would be different is looked at before the case is opened.</summary>
internal static class LandOpenings
{
    private static readonly ParcelEntry[] Entries = Enum.GetValues<ParcelEntry>();
    private static readonly Rule _overlap = ConstraintRules.Find("parcels-overlap")!, _plotsOverlap = ConstraintRules.Find("homesteads-overlap")!, _plotOnLand = ConstraintRules.Find("homestead-lies-on-contracted-land")!;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Form<DivisionForm>(routes, "parcel-division", OpenDivision, (opening, at, context) => Land(opening, at, context, 1, 1), Look);
        Form<ConsolidationForm>(routes, "parcel-consolidation", OpenConsolidation, (opening, at, context) => Land(opening, at, context, 2, int.MaxValue), Look);
        Form<BoundaryForm>(routes, "boundary-correction", OpenBoundary, (opening, at, context) => Land(opening, at, context, 1, 1), Look);
        Form<EntryForm>(routes, "entry-correction", OpenEntry, (opening, at, context) => Land(opening, at, context, 1, 1), Look);
        Form<HomesteadCorrectionForm>(routes, "homestead-correction", OpenHomesteadEntry, HomesteadEntryAsked, Look);
        Form<HomesteadInheritanceForm>(routes, "homestead-inheritance", OpenHomesteadInheritance, HomesteadInheritanceAsked);
        Form<HomesteadReturnForm>(routes, "homestead-return", OpenHomesteadReturn, HomesteadBoundaryAsked, Look);
        Form<EndWithHouseForm>(routes, "homestead-house-gone", OpenEndWithHouse, HomesteadBoundaryAsked, Look);
        Form<HomesteadBoundaryForm>(routes, "homestead-boundary-correction", OpenHomesteadBoundary, HomesteadBoundaryAsked, Look);
        Form<ExpropriationForm>(routes, "expropriation", OpenExpropriation, WithRight, Look);
        Form<ReturnForm>(routes, "return", OpenReturn, WithRight, Look);
    }

    private static int PartsOf(string asked) =>
        int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var parts) ? Math.Clamp(parts, LandAsked.FewestParts, LandAsked.MostParts) : LandAsked.FewestParts;

    private static async Task<Opening> WithRight(Opening opening, At at, HttpContext context) =>
        opening with { Right = await FamilyContract(at, opening.Household.Code, context.RequestAborted) };

    /// <summary>The parcels that were chosen among those the household holds; none while it is not as many as the form is about.</summary>
    private static async Task<Opening> Land(Opening opening, At at, HttpContext context, int fewest, int most)
    {
        opening = await WithRight(opening, at, context);
        string[] asked = [.. AllAskedFor(opening, context, "parcel").Distinct()];
        var codes = Held(opening, asked);
        if (codes.Length < fewest || codes.Length > most)
        {
            return asked.Length == 0 ? opening : opening with
            {
                Sent = opening.Sent with { Errors = new Dictionary<string, string> { ["parcel"] = Write.Either(fewest > 1 ? "请至少选两块地" : "请选一块地", fewest > 1 ? "Choose at least two parcels" : "Choose a parcel") } },
            };
        }

        return await WithLand(opening, codes, at, context);
    }

    /// <summary>The parcels of which either side takes a part, in a split; none while none is named.</summary>
    internal static Task<Opening> Divided(Opening opening, At at, HttpContext context) =>
        Held(opening, AllAskedFor(opening, context, "divide")) is { Length: > 0 } codes ? WithLand(opening, codes, at, context) : Task.FromResult(opening);

    private static string[] Held(Opening opening, IEnumerable<string> asked) => [.. opening.Right?.Held.Select(held => held.Parcel).Intersect(asked, StringComparer.Ordinal) ?? []];

    private static async Task<Opening> WithLand(Opening opening, string[] codes, At at, HttpContext context)
    {
        var cancel = context.RequestAborted;
        var parcels = await at.Office.Desk.Look(at.Office.County, async reading =>
        {
            var read = new List<ParcelSurveyed>();
            foreach (var code in codes)
                if ((await reading.State<Parcel>(Streams.Parcel(code), cancel)).Survey is { } survey) read.Add(survey);
            return read;
        }, cancel);
        var collective = opening.Household.Collective;
        var systems = await ParcelSheet.SystemsIn(at.Register, collective, cancel);
        return opening with
        {
            Land = new(
                parcels, await ParcelSheet.NextCodes(at.Register, collective, LandAsked.MostParts * codes.Length, cancel),
                [.. parcels.Select(parcel => parcel.Boundary.Crs).Concat(systems).Append(CoordinateSystem.Geographic.Id).Distinct(StringComparer.Ordinal)],
                PartsOf(AskedFor(opening, context, "parts")),
                Enum.TryParse<ParcelEntry>(AskedFor(opening, context, "entry"), out var entry) && Entries.Contains(entry) ? entry : null),
        };
    }

    private static async Task<Decided> OpenDivision(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (opening.Land.Single is not { } whole) return Unchosen(filling, T);

        var system = filling.System("crs");
        var parts = new List<NewParcel>();
        for (var part = 0; part < opening.Land.Parts; part++)
            if (await Surveyed(Kept.Of(whole), $"-{part}", system, filling, T, cancel) is { } read) parts.Add(read);

        return filling.IsComplete ? new(new DivideParcel(opening.Household.Code, whole.Parcel, parts)) : Decided.NotYet;
    }

    private static async Task<Decided> OpenConsolidation(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (opening.Land.Parcels is not [var first, _, ..] parcels) return Unchosen(filling, T);

        var into = await Surveyed(Kept.Of(first), "", filling.System("crs"), filling, T, cancel);
        return into is not null && filling.IsComplete
            ? new(new ConsolidateParcels(opening.Household.Code, [.. parcels.Select(parcel => parcel.Parcel)], into with { BasicFarmland = parcels.Any(parcel => parcel.BasicFarmland) }))
            : Decided.NotYet;
    }

    private static async Task<Decided> OpenBoundary(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (opening.Land.Single is not { } known) return Unchosen(filling, T);

        var boundary = filling.System("crs") is { } system ? await filling.Boundary("boundary", system, cancel) : null;
        var area = filling.Area("area");
        var neighbours = await filling.Paper("neighbours", needed: true, cancel);
        return filling.IsComplete && boundary is not null && area is { } surveyed && neighbours is not null
            ? new(new CorrectBoundary(opening.Household.Code, known.Parcel, new(boundary.System.Id, boundary.ToWkb()), surveyed, known.BoundaryPoints, neighbours))
            : Decided.NotYet;
    }

    private static async Task<Decided> OpenEntry(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (opening.Land is not { Single: { } known, Entry: { } entry }) return Unchosen(filling, T);

        var value = filling.Text("after");
        if (value.Length == 0) filling.Wrong("after", T["请填写正确的内容"]);
        var evidence = await filling.Paper("evidence", needed: true, cancel);
        return filling.IsComplete && evidence is not null
            ? new(new CorrectEntry(opening.Household.Code, known.Parcel, entry, filling.Text("before") is { Length: > 0 } before ? before : null, value, evidence))
            : Decided.NotYet;
    }

    /// <summary>The homesteads of the household, and what stands in the entry of the one that was chosen.</summary>
    private static async Task<Opening> HomesteadBoundaryAsked(Opening opening, At at, HttpContext context)
    {
        var cancel = context.RequestAborted;
        opening = opening with { Homesteads = await Homesteads(opening, AskedFor(opening, context, "plot"), at, cancel) };
        if (opening.Homesteads.FirstOrDefault(one => one.Plot == AskedFor(opening, context, "plot")) is not { } chosen) return opening;

        var known = await at.Office.Desk.Look(at.Office.County, async reading => (await reading.State<HomesteadRight>(Streams.Homestead(chosen.Plot), cancel)).Entry, cancel);
        return await WithHoldersElsewhere(opening with { HomesteadKnown = known }, chosen, at, cancel);
    }

    /// <summary>The homesteads of the household, the holders of the one that was chosen, and how many heirs there are.</summary>
    private static async Task<Opening> HomesteadInheritanceAsked(Opening opening, At at, HttpContext context)
    {
        opening = await HomesteadBoundaryAsked(opening, at, context);
        if (opening.HomesteadKnown is not { } known) return opening;

        var chosen = opening.Homesteads.First(one => one.Plot == known.Plot);
        return opening with
        {
            HomesteadChosen = chosen,
            Heirs = int.TryParse(AskedFor(opening, context, "heirs"), NumberStyles.None, CultureInfo.InvariantCulture, out var heirs) ? Math.Clamp(heirs, 1, Opening.MostHeirs) : 1,
            Names = opening.Names.With(await at.Names.InFull(at.Who, chosen.Holders, context.RequestAborted)),
        };
    }

    /// <summary>Heirs go into the vault first, so that no form, fact or receipt ever holds a name.</summary>
    private static async Task<Decided> OpenHomesteadInheritance(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (opening.HomesteadChosen is not { } chosen)
        {
            filling.Wrong("plot", T["请选一处宅基地"]);
            return Decided.NotYet;
        }

        var deaths = await Deaths(chosen.Holders, filling, cancel) ?? [];
        if (deaths.Count == 0 && chosen.Died.Count == 0) filling.Wrong("death-0", T["请交去世的共有人的死亡证明"]);
        var named = new List<(Newcomer? Person, string? Renunciation)>();
        for (var one = 0; one < opening.Heirs; one++)
        {
            var answer = filling.Text($"inherits-{one}");
            if (answer is not ("yes" or "no")) filling.Wrong($"inherits-{one}", T["请选继承还是放弃"]);
            named.Add((filling.Newcomer($"name-{one}", $"number-{one}"), await filling.Paper($"renunciation-{one}", needed: answer == "no", cancel) is { } paper && answer == "no" ? paper : null));
        }

        if (!Enum.TryParse<InheritanceProof>(filling.Text("by"), out var by) || !Enum.IsDefined(by)) filling.Wrong("by", T["请选凭什么继承"]);
        var proof = await filling.Paper("proof", needed: true, cancel);
        var agreement = await filling.Paper("agreement", needed: by == InheritanceProof.Kinship && opening.Heirs > 1, cancel);
        var to = filling.Text("to").Length == 0 ? null : filling.Digits("to", 18);
        if (!filling.IsComplete || proof is null) return Decided.NotYet;

        var heirs = new List<HomesteadHeir>();
        foreach (var (one, (person, renunciation)) in named.Index())
        {
            if (await filling.Bring(person!, $"name-{one}", cancel) is not { } id) return Decided.NotYet;

            heirs.Add(new(id, renunciation));
        }

        return new(new InheritHomestead(opening.Household.Code, chosen.Plot, deaths, heirs, by, proof, agreement, to));
    }

    private static async Task<Decided> OpenHomesteadReturn(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (opening.HomesteadKnown is not { } known)
        {
            filling.Wrong("plot", T["请选一处宅基地"]);
            return Decided.NotYet;
        }

        decimal? yuan = null;
        if (filling.Text("yuan").Length > 0)
        {
            if (decimal.TryParse(filling.Text("yuan"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && Money.TryOf(amount, out _)) yuan = amount;
            else filling.Wrong("yuan", T["请填金额，元，最多两位小数；不要补偿的不填"]);
        }

        var until = filling.Text("until").Length == 0 ? null : filling.Day("until");
        var agreement = await filling.Paper("agreement", needed: true, cancel);
        var choices = await filling.Paper("choices", needed: true, cancel);
        var deaths = await Deaths(opening.HoldersElsewhere, filling, cancel);
        return filling.IsComplete && agreement is not null && choices is not null
            ? new(new ReturnHomestead(opening.Household.Code, known.Plot, until, yuan, agreement, choices, deaths))
            : Decided.NotYet;
    }

    private static async Task<Decided> OpenEndWithHouse(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (opening.HomesteadKnown is not { } known)
        {
            filling.Wrong("plot", T["请选一处宅基地"]);
            return Decided.NotYet;
        }

        var gone = filling.Day("gone");
        var photographs = await filling.Paper("photographs", needed: true, cancel);
        var deaths = await Deaths(opening.HoldersElsewhere, filling, cancel);
        return filling.IsComplete && gone is { } day && photographs is not null ? new(new EndWithHouse(known.Plot, day, photographs, deaths)) : Decided.NotYet;
    }

    private static async Task<Decided> OpenHomesteadBoundary(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (opening.HomesteadKnown is not { } known)
        {
            filling.Wrong("plot", T["请选一处宅基地"]);
            return Decided.NotYet;
        }

        var boundary = filling.System("crs") is { } system ? await filling.Boundary("boundary", system, cancel) : null;
        var area = filling.Area("area");
        var neighbours = await filling.Paper("neighbours", needed: true, cancel);
        var deaths = await Deaths(opening.HoldersElsewhere, filling, cancel);
        return filling.IsComplete && boundary is not null && area is { } surveyed && neighbours is not null
            ? new(new CorrectHomesteadBoundary(opening.Household.Code, known.Plot, new(boundary.System.Id, boundary.ToWkb()), surveyed, neighbours, deaths))
            : Decided.NotYet;
    }

    /// <summary>The homesteads of the household, and the one entry of one of them that was chosen.</summary>
    private static async Task<Opening> HomesteadEntryAsked(Opening opening, At at, HttpContext context)
    {
        var cancel = context.RequestAborted;
        var plot = AskedFor(opening, context, "plot");
        var own = await Homesteads(opening, plot, at, cancel);
        opening = opening with { Homesteads = own };
        if (!Enum.TryParse<HomesteadEntry>(AskedFor(opening, context, "item"), out var entry) || !Enum.IsDefined(entry) || !own.Exists(one => one.Plot == plot)) return opening;

        var known = await at.Office.Desk.Look(at.Office.County, async reading => (await reading.State<HomesteadRight>(Streams.Homestead(plot), cancel)).Entry, cancel);
        return known is null || (entry.IsOfTheHouse() && known.House is null) ? opening : await WithHoldersElsewhere(opening with { HomesteadAsked = (entry, known) }, own.First(one => one.Plot == plot), at, cancel);
    }

    /// <summary>The homesteads of the household; where heirs ask, the one that they hold.</summary>
    private static async Task<List<HomesteadSheet>> Homesteads(Opening opening, string plot, At at, CancellationToken cancel) =>
        [.. (opening.IsOnesOwn ? await HomesteadSheet.OfPlots(at.Register, [plot], cancel) : await HomesteadSheet.OfHousehold(at.Register, opening.Household.Code, cancel))
            .Where(one => one.Household == opening.Household.Code)];

    /// <summary>Everybody who holds it is asked, and of those who live elsewhere the form asks whether they are alive.</summary>
    private static async Task<Opening> WithHoldersElsewhere(Opening opening, HomesteadSheet homestead, At at, CancellationToken cancel)
    {
        Guid[] elsewhere = [.. Elsewhere(homestead, opening.Household)];
        return opening with { HoldersElsewhere = elsewhere, Names = opening.Names.With(await at.Names.InFull(at.Who, elsewhere, cancel)) };
    }

    /// <summary>Holders of a homestead who live and are not on the list of the household; all of them where heirs hold it for themselves.</summary>
    internal static IEnumerable<Guid> Elsewhere(HomesteadSheet homestead, HouseholdSheet household) => homestead.Holders.Except(homestead.Died).Except(household.IsAlone ? [] : household.People);

    /// <summary>The proofs of death that were handed in; nobody is dead without one.</summary>
    private static async Task<IReadOnlyList<ProvedDeath>?> Deaths(IReadOnlyList<Guid> people, Filling filling, CancellationToken cancel)
    {
        var deaths = new List<ProvedDeath>();
        foreach (var (person, one) in people.Select((person, one) => (person, one)))
            if (await filling.Paper($"death-{one}", needed: false, cancel) is { } proof) deaths.Add(new(person, proof));
        return deaths.Count > 0 ? deaths : null;
    }

    private static async Task<Decided> OpenHomesteadEntry(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (opening.HomesteadAsked is not { } asked)
        {
            filling.Wrong("item", T["请选哪一项写错了"]);
            return Decided.NotYet;
        }

        var value = filling.Text("after");
        if (value.Length == 0) filling.Wrong("after", T["请填写正确的内容"]);
        var evidence = await filling.Paper("evidence", needed: true, cancel);
        var deaths = await Deaths(opening.HoldersElsewhere, filling, cancel);
        return filling.IsComplete && evidence is not null
            ? new(new CorrectHomestead(opening.Household.Code, asked.Known.Plot, asked.Entry, filling.Text("before") is { Length: > 0 } before ? before : null, value, evidence, deaths))
            : Decided.NotYet;
    }

    private static async Task<Decided> OpenExpropriation(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var parcels = Chosen(filling, T);
        var approval = await filling.Paper("approval", needed: true, cancel);
        var told = await filling.Paper("told", needed: false, cancel);
        return filling.IsComplete && approval is not null ? new(new ExpropriateLand(opening.Household.Code, parcels, IsAll(opening, parcels), approval, told)) : Decided.NotYet;
    }

    private static async Task<Decided> OpenReturn(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var parcels = Chosen(filling, T);
        var given = filling.Day("given");
        var notice = await filling.Paper("notice", needed: true, cancel);
        var choices = await filling.Paper("choices", needed: true, cancel);
        return filling.IsComplete && given is { } day && notice is not null && choices is not null
            ? new(new ReturnLand(opening.Household.Code, parcels, IsAll(opening, parcels), day, notice, choices))
            : Decided.NotYet;
    }

    private static bool IsAll(Opening opening, IReadOnlyCollection<string> parcels) => opening.Right?.Held.Count() == parcels.Count;

    private static IReadOnlyList<string> Chosen(Filling filling, IStringLocalizer<Words> T)
    {
        var parcels = filling.Values("parcel");
        if (parcels.Count == 0) filling.Wrong("parcel", T["请至少选一块地"]);
        return parcels;
    }

    private static Decided Unchosen(Filling filling, IStringLocalizer<Words> T)
    {
        filling.Wrong("parcel", T["请选一块地"]);
        return Decided.NotYet;
    }

    /// <summary>What a form does not ask of a surveyed parcel: it stays as it is on the ground the parcel was part of.</summary>
    internal sealed record Kept(string Category, string? Ownership, string? LandUse, string? Grade, string? Purpose, bool BasicFarmland)
    {
        public static Kept Of(ParcelSurveyed ground) => new(ground.Category, ground.Ownership, ground.LandUse, ground.Grade, ground.Purpose, ground.BasicFarmland);
    }

    /// <summary>A parcel as the survey hands it in.</summary>
    internal static async Task<NewParcel?> Surveyed(Kept like, string part, CoordinateSystem? system, Filling filling, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var code = filling.Digits($"code{part}", ParcelCode.Digits);
        var place = filling.Text($"place{part}");
        if (place.Length == 0) filling.Wrong($"place{part}", T["请填写地块名称"]);
        var area = filling.Area($"area{part}");
        var boundary = system is null ? null : await filling.Boundary($"boundary{part}", system, cancel);
        return code is not null && place.Length > 0 && area is { } surveyed && boundary is not null
            ? new(code, place, new(boundary.System.Id, boundary.ToWkb()), surveyed, like.Category, like.Ownership, like.LandUse, like.Grade, like.Purpose, like.BasicFarmland, null)
            : null;
    }

    internal static Task<Review?> Look(Opening opening, IChange change, Filling filling, At at, CancellationToken cancel) =>
        Look(change, [.. opening.Land.Parcels.Select(parcel => parcel.Parcel)], filling, at, cancel);

    /// <summary>What would be different; null, with the rule beside its field, when the case would not be opened.</summary>
    /// <param name="change">What the form asks for.</param>
    /// <param name="gone">Parcels that would give way to what is drawn.</param>
    /// <param name="filling">The form.</param>
    /// <param name="at">Who is at the page.</param>
    /// <param name="cancel">Stops it.</param>
    internal static async Task<Review?> Look(IChange change, IReadOnlyCollection<string> gone, Filling filling, At at, CancellationToken cancel)
    {
        var preview = await at.Office.Desk.Look(at.Office.County, reading => CasePreview.Of(reading, change, at.Office.Submit(filling.Command, at.Who), cancel, filling.Amends?.Case.Number), cancel);
        if (preview.Refused is { } refused)
        {
            if (FieldOf(change, refused) is { } field) filling.Wrong(field, refused.Rule, refused.About);
            else filling.Refused = refused;
            return null;
        }

        foreach (var (code, boundary) in preview.Land?.After ?? [])
            if (boundary is not null && await ParcelSheet.UnderneathOf(at.Register, boundary, LandRight.IsHomestead(code) ? [code] : gone, cancel) is { } other) filling.Wrong("boundary" + PartOf(change, code), Overlap(code, other), other);
        return filling.IsComplete ? new(preview, change.Parcels) : null;
    }

    private static Rule Overlap(string one, string other) => (LandRight.IsHomestead(one), LandRight.IsHomestead(other)) switch
    {
        (true, true) => _plotsOverlap,
        (false, false) => _overlap,
        _ => _plotOnLand,
    };

    /// <summary>What the names of the fields of one of several parcels end in; the first one's while it is unknown which.</summary>
    private static string PartOf(IChange change, string? parcel)
    {
        List<(string Code, string Part)> parts = change switch
        {
            DivideParcel division => Numbered(division.Parts.Select(part => part.Code)),
            SplitWithDivision split => [.. split.Divisions.SelectMany(one => one.Parts.Select((part, at) => (part.Code, LandAsked.Part(one.Parcel, at))).Prepend((one.Parcel, LandAsked.Part(one.Parcel, 0))))],
            RegisterFirst first => Numbered(first.Parcels.Select(one => one.Survey?.Code).OfType<string>()),
            _ => [],
        };
        return parts.Count == 0 ? "" : parts.Find(one => one.Code == parcel).Part ?? parts[0].Part;

        static List<(string, string)> Numbered(IEnumerable<string> codes) => [.. codes.Select((code, at) => (code, string.Create(CultureInfo.InvariantCulture, $"-{at}")))];
    }

    /// <summary>The field that a rule is about; null when it is about no single one.</summary>
    private static string? FieldOf(IChange change, Decision.Refused refused)
    {
        var part = PartOf(change, refused.About);
        return refused.Rule.Code switch
        {
            "parcel-is-known" or "parcel-code-is-not-of-the-issuer" or "too-few-parcels" when change is DivideParcel or ConsolidateParcels or RegisterFirst or SplitWithDivision => $"code{part}",
            "boundary-is-not-an-area" or "parts-are-not-the-whole" => $"boundary{part}",
            "area-is-not-of-the-boundary" or "areas-do-not-close" => change is CorrectEntry or CorrectHomestead ? "after" : $"area{part}",
            "house-does-not-fit" or "homestead-source-is-missing" or "homestead-is-above-the-standard" when change is CorrectHomestead => "after",
            "coordinate-system-is-not-recognised" => "crs",
            "claim-is-not-kept" => "until",
            "compensation-is-no-amount" => "yuan",
            "house-does-not-fit" when change is CorrectHomesteadBoundary => "area",
            "neighbours-have-not-signed" when change is CorrectHomesteadBoundary => "neighbours",
            "nothing-is-corrected" when change is CorrectBoundary or CorrectHomesteadBoundary => "boundary",
            "nothing-is-corrected" or "value-does-not-fit" or "entry-has-changed" or "identity-number-is-anothers" => "after",
            "return-notice-is-missing" => "given",
            "protected-were-not-told" => "told",
            "term-is-not-lawful" => "to",
            "contract-stands" or "household-is-barred" when change is RegisterFirst => "household",
            "parcel-not-in-right" or "no-parcel-chosen" when change is ExpropriateLand or ReturnLand => "parcel",
            _ => null,
        };
    }
}
