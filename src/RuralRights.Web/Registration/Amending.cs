using System.Globalization;
using Microsoft.Extensions.Primitives;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tenure;
using RuralRights.Spatial;
using RuralRights.Web.Tenure;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Registration;

/// <summary>A case that is written anew by the form that opens its kind of business.</summary>
/// <param name="Case">The case.</param>
/// <param name="Change">What it asks for as it stands.</param>
/// <param name="Papers">Hashes of the papers in it; whoever writes it anew may name them again.</param>
/// <param name="Said">Words said in it, by their hashes.</param>
/// <param name="WhyNot">The rule by which the visitor writes nothing anew in it now; null when there is none.</param>
public sealed record Amended(CaseSheet Case, IChange Change, IReadOnlyCollection<string> Papers, IReadOnlyDictionary<string, string> Said, Decision.Refused? WhyNot)
{
    /// <summary>People whom the case brings and whose name and number the visitor leaves as they are, masked, by the name of their field: only whoever opened the case writes them otherwise.</summary>
    public IReadOnlyDictionary<string, MaskedPerson> LeftAlone { get; private init; } = new Dictionary<string, MaskedPerson>();

    /// <summary>True when the visitor may give it up, to open another in its place.</summary>
    public bool MayWithdraw { get; private init; }

    /// <summary>The last time it was sent back; null when it never was.</summary>
    public StepLine? SentBack => Case.Steps.LastOrDefault(step => step.SentBack);

    /// <summary>A case for whoever may see it; null for anybody else.</summary>
    internal static async Task<Amended?> Of(string number, At at, CancellationToken cancel)
    {
        if (at.Who.Actor is not { } actor || await CaseSheet.Of(at.Register, number, cancel) is not { } sheet || !await Sight.Allows(at.Office.Desk, at.Register, actor, sheet, at.Office.Today, cancel))
            return null;

        var (file, books, act) = await at.Office.Desk.Look(at.Office.County, reading => reading.CaseAtHand(number, at.Office.Submit(Guid.Empty, at.Who), cancel), cancel);
        if (file.Change is not { } change) return null;

        var brought = AmendCase.WritesNewcomers(file, books, act) ? [] : FieldsOf(change).Where(field => change.Newcomers(books).Contains(field.Person)).ToList();
        var masked = await at.Vault.Masked(at.Office.County, [.. brought.Select(field => field.Person)], cancel);
        return new(sheet, change, [.. file.Papers.Select(paper => paper.Document).Distinct(StringComparer.Ordinal)], await at.Said(sheet, cancel), AmendCase.WhyNot(file, books, act))
        {
            MayWithdraw = new WithdrawCase(number).Decide(file, books, act) is Decision.Entered,
            LeftAlone = brought.Where(field => masked.ContainsKey(field.Person)).ToDictionary(field => field.Name, field => masked[field.Person]),
        };
    }

    /// <summary>The fields in which people are named whom a case may bring.</summary>
    private static IEnumerable<(string Name, Guid Person)> FieldsOf(IChange change) => change switch
    {
        ChangeMembers { Lines: [{ Joins: true } line] } => [("name", line.Person)],
        ClaimMembership claim => [("name", claim.Person)],
        InheritHomestead inheritance => inheritance.Heirs.Select((heir, at) => ($"name-{at}", heir.Person)),
        _ => [],
    };

    /// <summary>Where the form is by which a case of this kind is written anew.</summary>
    internal static string Form(Procedure procedure, string collective) => procedure == Procedures.FirstRegistration
        ? $"/collectives/{collective}/first-registration"
        : $"/cases/new/{FormOf(procedure)}";

    /// <summary>Name of that form among those that open a case; what is chosen in the form of another is written anew there.</summary>
    internal static string FormOf(Procedure procedure) =>
        procedure == Procedures.MembershipMove || procedure == Procedures.MembershipOfTheReform ? Procedures.Membership.Code
        : procedure == Procedures.MembershipEndByDeath ? Procedures.MembershipEnd.Code
        : OpeningPages.FormOf(procedure) ?? procedure.Code;

    /// <summary>True when one form holds all that is asked for; what programs ask for may be more, and is written anew by them.</summary>
    public static bool FitsItsForm(IChange change) => change switch
    {
        ChangeMembers members => EventOf(members) is not null && (members.Lines is [_] || members.Lines.All(line => line is { Joins: false, Ground: MemberGround.Death })),
        RegisterFirst first => first is { New: null, WithoutShare.Count: 0 } && first.Parcels.Count(parcel => parcel.Survey is not null) <= FirstRegistrationPages.MostSurveys
            && AreInOneSystem(first.Parcels.Select(parcel => parcel.Survey).OfType<NewParcel>()),
        DivideParcel division => division.Parts.Count <= LandAsked.MostParts && AreInOneSystem(division.Parts),
        SplitWithDivision split => split.Divisions.All(one => one.Parts.Count == split.Divisions[0].Parts.Count && one.Parts.Count <= LandAsked.MostParts) && AreInOneSystem(split.Divisions.SelectMany(one => one.Parts)),
        InheritHomestead inheritance => inheritance.Heirs.Count <= Opening.MostHeirs,
        _ => true,
    };

    /// <summary>The household for which a case is written anew, or whoever asks for themselves, as its form shows them; null for a visitor to whom no form shows them.</summary>
    internal static Task<HouseholdSheet?> ShownTo(IChange change, string collective, At at, CancellationToken cancel) => OpeningPages.Sheet(
        // Of two households of an inheritance the second takes it.
        change is InheritHomestead inheritance ? inheritance.Household : FirstOf(change.Households),
        collective, FirstOf(change.Parcels), at, cancel);

    /// <summary>True when there is a form by which the visitor writes it anew, once the law lets them: the case leads to it, and it opens.</summary>
    internal static async Task<bool> HasForm(IChange change, string collective, At at, CancellationToken cancel) =>
        FitsItsForm(change) && await ShownTo(change, collective, at, cancel) is not null;

    private static string FirstOf(IReadOnlyList<string> codes) => codes is [var first, ..] ? first : "";

    private static bool AreInOneSystem(IEnumerable<NewParcel> parcels) => parcels.Select(parcel => parcel.Boundary.Crs).Distinct(StringComparer.Ordinal).Count() <= 1;

    private static MemberEvent? EventOf(ChangeMembers change) => MemberEvent.All.FirstOrDefault(one => change.Lines.All(line => line.Joins == one.Joins && line.Ground == one.Ground));

    /// <summary>The form as it would have been sent for what the case asks for. Names and numbers that the vault keeps are opened, and that is logged.</summary>
    internal async Task<Sent> Typed(HouseholdSheet household, At at, CancellationToken cancel)
    {
        var (typed, papers, viewer) = (new Fields(), new Dictionary<string, string?>(), at.Who.Actor!.ToString()!);
        switch (Change)
        {
            case ChangeRepresentative one:
                typed["representative"] = $"{one.Representative}";
                break;
            case ChangeMembers one:
                await Members(one);
                break;
            case CorrectPerson one:
                typed["person"] = $"{one.Person}";
                typed["correction"] = $"{one.Correction}";
                typed["after"] = (await at.Vault.OpenDrafts(at.Office.County, [one.Draft], viewer, Purpose, cancel)).GetValueOrDefault(one.Draft)?.After ?? "";
                papers["evidence"] = one.Evidence;
                break;
            case SplitHousehold one:
                Split(one, one.Parcels);
                break;
            case SplitWithDivision one:
                Split(one.Split, one.Split.Parcels.Except(one.Divisions.SelectMany(division => division.Parts).Select(part => part.Code)));
                typed["parts"] = Whole(one.Divisions[0].Parts.Count);
                foreach (var division in one.Divisions)
                {
                    typed.Add("divide", division.Parcel);
                    foreach (var (at1, part) in division.Parts.Index())
                    {
                        var field = LandAsked.Part(division.Parcel, at1);
                        Parcel(part, field);
                        typed[$"side{field}"] = one.Split.Parcels.Contains(part.Code, StringComparer.Ordinal) ? "goes" : "stays";
                    }
                }

                break;
            case MergeHouseholds one:
                typed["other"] = one.From;
                foreach (var member in one.Members) typed[$"relation-{member.Person}"] = member.Relation;
                break;
            case CloseHousehold one:
                Deaths(one.Deaths, household.People);
                break;
            case RenewTerm one:
                typed["until"] = Day(one.TermTo);
                break;
            case RegisterFirst one:
                First(one);
                break;
            case DivideParcel one:
                typed["parcel"] = one.Parcel;
                typed["parts"] = Whole(one.Parts.Count);
                foreach (var (part, parcel) in one.Parts.Index()) Parcel(parcel, $"-{part}");
                break;
            case ConsolidateParcels one:
                foreach (var parcel in one.Parcels) typed.Add("parcel", parcel);
                Parcel(one.Into, "");
                break;
            case CorrectBoundary one:
                typed["parcel"] = one.Parcel;
                Boundary("boundary", one.Boundary);
                typed["area"] = Metres(one.SurveyedArea);
                papers["neighbours"] = one.Neighbours;
                break;
            case CorrectEntry one:
                typed["parcel"] = one.Parcel;
                typed["entry"] = $"{one.Entry}";
                typed["after"] = one.After;
                papers["evidence"] = one.Evidence;
                break;
            case ExpropriateLand one:
                foreach (var parcel in one.Parcels) typed.Add("parcel", parcel);
                papers["approval"] = one.Approval;
                papers["told"] = one.Told;
                break;
            case ReturnLand one:
                foreach (var parcel in one.Parcels) typed.Add("parcel", parcel);
                typed["given"] = Day(one.NoticeGiven);
                papers["notice"] = one.Notice;
                papers["choices"] = one.Choices;
                break;
            case ReplaceCertificate one:
                typed["right"] = one.Right;
                typed["reason"] = one.Reason;
                break;
            case ReissueCertificate one:
                typed["right"] = one.Right;
                break;
            case VoidCertificate one:
                typed["right"] = one.Right;
                break;
            case ClaimMembership one:
                if (household.People.Contains(one.Person)) typed["person"] = $"{one.Person}";
                else
                {
                    typed["person"] = OpeningPages.SomebodyElse;
                    await Named(one.Person, "name", "number");
                }

                typed["ground"] = $"{one.Ground}";
                typed["guardian"] = $"{one.Guardian}";
                typed["leaves"] = one.Leaves ?? "";
                typed["reformed"] = Day(one.ReformedOn);
                papers["guardian-paper"] = one.GuardianPaper;
                break;
            case EndMembership one:
                typed["person"] = $"{one.Person}";
                typed["ground"] = $"{one.Ground}";
                typed["on"] = Day(one.On);
                typed["retained"] = Day(one.RetainedUntil);
                papers["proof"] = one.Proof;
                papers["hearing"] = one.Hearing;
                papers["agreement"] = one.Agreement;
                break;
            case RegisterHomestead one:
                Homestead(one);
                break;
            case InheritHomestead one:
                await Inheritance(one);
                break;
            case ReturnHomestead one:
                typed["plot"] = one.Plot;
                typed["yuan"] = one.CompensationYuan is { } yuan ? Metres(yuan) : "";
                typed["until"] = Day(one.ClaimKeptUntil);
                papers["agreement"] = one.Agreement;
                papers["choices"] = one.Choices;
                await DeathsElsewhere(one.Plot, one.Deaths);
                break;
            case EndWithHouse one:
                typed["plot"] = one.Plot;
                typed["gone"] = Day(one.GoneOn);
                papers["photographs"] = one.Photographs;
                await DeathsElsewhere(one.Plot, one.Deaths);
                break;
            case CorrectHomestead one:
                typed["plot"] = one.Plot;
                typed["item"] = $"{one.Entry}";
                typed["after"] = one.After;
                papers["evidence"] = one.Evidence;
                await DeathsElsewhere(one.Plot, one.Deaths);
                break;
            case CorrectHomesteadBoundary one:
                typed["plot"] = one.Plot;
                Boundary("boundary", one.Boundary);
                typed["area"] = Metres(one.Area);
                papers["neighbours"] = one.Neighbours;
                await DeathsElsewhere(one.Plot, one.Deaths);
                break;
            default:
                throw new InvalidOperationException($"No form holds {Change.GetType().Name}.");
        }

        var kept = new Dictionary<string, DocumentsSent>();
        foreach (var (field, paper) in papers)
            if (paper is { Length: > 0 } && await at.Uploads.Kept(paper, cancel) is { } sent) kept[field] = sent;
        return new(Form: typed.Sent, Papers: kept);

        async Task Members(ChangeMembers one)
        {
            var happened = EventOf(one)!;
            typed["event"] = happened.Code;
            foreach (var line in one.Lines)
            {
                if (happened.Joins)
                {
                    await Named(line.Person, "name", "number");
                    typed["relation"] = line.Relation;
                    typed["shares"] = line.CoHolder ? "yes" : "no";
                    continue;
                }

                typed.Add("person", $"{line.Person}");
                papers[$"death-{line.Person}"] = line.DeathProof;
                if (!happened.AsksForLand) continue;

                typed["land"] = line.LandElsewhere is null ? "no" : "yes";
                papers["proof"] = line.LandElsewhere;
            }

            typed["representative"] = $"{one.Representative}";
        }

        void Split(SplitHousehold one, IEnumerable<string> parcels)
        {
            foreach (var member in one.Members)
            {
                typed.Add("go", $"{member.Person}");
                typed[$"relation-{member.Person}"] = member.Relation;
            }

            typed["head"] = one.Members is [var head, ..] ? $"{head.Person}" : "";
            typed["code"] = one.NewHousehold;
            typed["remaining"] = $"{one.Remaining}";
            foreach (var parcel in parcels) typed.Add("parcel", parcel);
            foreach (var homestead in one.Homesteads ?? []) typed.Add("homestead", homestead);
        }

        void First(RegisterFirst one)
        {
            var surveys = 0;
            typed["household"] = one.Household;
            foreach (var parcel in one.Parcels)
            {
                if (parcel.Survey is not { } survey)
                {
                    typed.Add("parcels", parcel.Parcel);
                    typed[$"area-{parcel.Parcel}"] = Metres(parcel.ContractArea);
                    continue;
                }

                Parcel(survey, $"-{surveys}");
                typed[$"contract-{surveys}"] = Metres(parcel.ContractArea);
                typed[$"use-{surveys}"] = survey.LandUse ?? "";
                typed[$"basic-{surveys}"] = survey.BasicFarmland ? "yes" : "no";
                surveys++;
            }

            typed["surveys"] = Whole(surveys);
            typed["from"] = Day(one.TermFrom);
            typed["to"] = Day(one.TermTo);
        }

        void Homestead(RegisterHomestead one)
        {
            typed["unit"] = one.Unit;
            typed["place"] = one.Place;
            Boundary("points", one.Boundary);
            typed["area"] = Metres(one.Area);
            typed["land"] = one.Land;
            typed["source"] = $"{one.Approval.Source}";
            typed["number"] = one.Approval.Number;
            typed["on"] = Day(one.Approval.On);
            typed["approved"] = Metres(one.Approval.Area);
            papers["paper"] = one.Approval.Document;
            typed["built"] = one.House is null ? "no" : "yes";
            if (one.House is { } house)
            {
                typed["structure"] = $"{house.Structure}";
                typed["storeys"] = Whole(house.Storeys);
                typed["footprint"] = Metres(house.Footprint);
                typed["floor"] = Metres(house.FloorArea);
                typed["year"] = Whole(house.BuiltIn);
            }

            foreach (var exception in one.Exceptions)
            {
                var (field, proof) = HomesteadForm.FieldsOf(exception.From);
                typed[field] = exception.Ground;
                papers[proof] = exception.Document;
            }
        }

        async Task Inheritance(InheritHomestead one)
        {
            typed["plot"] = one.Plot;
            typed["heirs"] = Whole(one.Heirs.Count);
            Deaths(one.Deaths, (await HomesteadSheet.OfPlots(at.Register, [one.Plot], cancel)).FirstOrDefault()?.Holders ?? []);
            foreach (var (heir, named) in one.Heirs.Index())
            {
                await Named(named.Person, $"name-{heir}", $"number-{heir}");
                typed[$"inherits-{heir}"] = named.Renunciation is null ? "yes" : "no";
                papers[$"renunciation-{heir}"] = named.Renunciation;
            }

            typed["by"] = $"{one.By}";
            typed["to"] = one.To ?? "";
            papers["proof"] = one.Proof;
            papers["agreement"] = one.Agreement;
        }

        async Task Named(Guid person, string name, string number)
        {
            if (LeftAlone.ContainsKey(name) || !(await at.Vault.Open(at.Office.County, [person], viewer, Purpose, cancel)).TryGetValue(person, out var kept)) return;

            typed[name] = kept.Name;
            typed[number] = kept.IdNumber ?? "";
        }

        async Task DeathsElsewhere(string plot, IReadOnlyList<ProvedDeath>? deaths)
        {
            if (deaths is { Count: > 0 } && await HomesteadSheet.OfPlots(at.Register, [plot], cancel) is [var homestead, ..])
                Deaths(deaths, LandOpenings.Elsewhere(homestead, household));
        }

        void Deaths(IEnumerable<ProvedDeath> deaths, IEnumerable<Guid> people)
        {
            var order = people.ToList();
            foreach (var death in deaths) papers[$"death-{order.IndexOf(death.Person)}"] = death.Document;
        }

        void Parcel(NewParcel parcel, string field)
        {
            typed[$"code{field}"] = parcel.Code;
            typed[$"place{field}"] = parcel.Place;
            typed[$"area{field}"] = Metres(parcel.SurveyedArea);
            Boundary($"boundary{field}", parcel.Boundary);
        }

        void Boundary(string field, BoundaryOnRecord boundary)
        {
            typed["crs"] = boundary.Crs;
            typed[field] = BoundaryText.Write(SurveyedBoundary.FromWkb(boundary.Wkb, CoordinateSystem.FromId(boundary.Crs).Required()));
        }
    }

    private const string Purpose = "更正申请内容 correcting what a case asks for";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    // As it was typed: 360 and 360.00 are one area and two wordings of what is confirmed.
    private static string Metres(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Fields by their names, one value or as many as were ticked.</summary>
    private sealed class Fields
    {
        private readonly Dictionary<string, StringValues> _fields = [];

        public FormCollection Sent => new(_fields);

        public string this[string name]
        {
            set => _fields[name] = value;
        }

        public void Add(string name, string value) => _fields[name] = StringValues.Concat(_fields.GetValueOrDefault(name), value);
    }
}
