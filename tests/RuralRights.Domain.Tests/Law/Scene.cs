using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Settlement;
using RuralRights.Domain.Tenure;

namespace RuralRights.Domain.Tests.Law;

/// <summary>
/// A register in memory: facts by stream, and every act of a transfer decided on the states they add up to, as a slice does it.
/// Names, ids and days are fixed, so that a history told twice is the same history.
/// </summary>
public sealed class Scene
{
    public const string Group = "62012320221301";
    public const string NeighbourGroup = "62012320221302";

    public static readonly DateOnly Today = new(2026, 11, 23);
    public static readonly Guid Chair = Id("chair");
    public static readonly Guid Registrar = Id("registrar");

    private readonly Dictionary<string, List<object>> _streams = new(StringComparer.Ordinal);
    private int _ids;
    private int _cases;

    public DateOnly Day { get; set; } = Today;

    public IReadOnlyDictionary<string, List<object>> Streams => _streams;

    /// <summary>The last listing and transfer; a told history is about one of each.</summary>
    public Guid LastListing { get; private set; }

    public Guid LastTransfer { get; private set; }

    public static Guid Id(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    public static string HouseholdCode(int number, string collective = Group) => string.Create(CultureInfo.InvariantCulture, $"{collective}{number:0000}");

    public static string RightCode(int household, string collective = Group) => HouseholdCode(household, collective) + "J";

    public static string ParcelCode(int number) => string.Create(CultureInfo.InvariantCulture, $"{Group}{number:00000}");

    public static Guid Person(int household, int member = 1) => Id($"person {household} {member}");

    public static Actor.Farmer Farmer(int household, int member = 1, string collective = Group) => new(Person(household, member), HouseholdCode(household, collective));

    public Act By(Actor actor) => new(Day, actor, AuthorityOf(actor), "62012320261123000000");

    /// <summary>As the register names the authority in which somebody acts.</summary>
    private static string AuthorityOf(Actor actor) => actor switch
    {
        Actor.Farmer { HasHousehold: true } farmer => Domain.Law.Streams.Household(farmer.Household),
        Actor.Farmer person => person.ToString(),
        Actor.Chair chair => Domain.Law.Streams.Collective(chair.Collective),
        Actor.CollectiveSupervisor supervisor => Domain.Law.Streams.Collective(supervisor.Collective),
        Actor.VillageClerk clerk => $"village/{clerk.Village}",
        Actor.TownshipOfficer officer => $"township/{officer.Township}",
        _ => "authority",
    };

    public Provenance Paper => By(new Actor.Clerk(Id("clerk"), "620123")).After();

    /// <summary>Enters facts without asking the law, as a delivery does.</summary>
    public Scene Given(params StreamFact[] facts)
    {
        foreach (var fact in facts)
        {
            if (!_streams.TryGetValue(fact.Stream, out var stream)) _streams[fact.Stream] = stream = [];
            stream.Add(fact.Fact);
        }

        return this;
    }

    /// <summary>A household of which the first member is the representative and every member a co-holder.</summary>
    public Scene GivenHousehold(int number, int members = 1, string collective = Group, ContractorKind kind = ContractorKind.Household) => Given(new StreamFact(
        Domain.Law.Streams.Household(HouseholdCode(number, collective)),
        new HouseholdRegistered(
            HouseholdCode(number, collective),
            collective,
            kind,
            Person(number),
            [.. Enumerable.Range(1, members).Select(member => new HouseholdMember(Person(number, member), member == 1 ? "02" : "10", true, null))],
            Paper)));

    /// <summary>A family contract over parcels of one mu each, with its certificate.</summary>
    public Scene GivenContract(int household, params int[] parcels) => GivenContract(household, new DateOnly(2028, 12, 31), ContractKind.Family, null, parcels);

    public Scene GivenContract(int household, DateOnly until, ContractKind kind, JointShare? share, params int[] parcels)
    {
        var right = RightCode(household);
        return Given(
            new(Domain.Law.Streams.Right(right), new ContractConcluded(
                right, HouseholdCode(household), Group, kind, "110", new(1999, 1, 1), until, new(1999, 1, 1),
                [.. parcels.Select(parcel => new ContractParcel(ParcelCode(parcel), 666.67m, 640m, share))], null, Paper)),
            new(Domain.Law.Streams.Right(right), new CertificateIssued(
                right, Id($"paper {household}"), $"serial {household}", $"token {household}", "authority", Day, CertificateOccasion.First, null, Paper)));
    }

    public T State<T>(string stream)
        where T : IState<T> => Domain.Law.State.After<T>(_streams.GetValueOrDefault(stream, []));

    public Household Household(string code) => State<Household>(Domain.Law.Streams.Household(code));

    public ContractRight Right(string code) => State<ContractRight>(Domain.Law.Streams.Right(code));

    public Listing Listing(Guid id) => State<Listing>(Domain.Law.Streams.Listing(id));

    public Transfer Transfer(Guid id) => State<Transfer>(Domain.Law.Streams.Transfer(id));

    public Collective Collective(string code) => State<Collective>(Domain.Law.Streams.Collective(code));

    public Decision Ask(PlaceCollective command, Actor actor) => Enter(command.Decide("620123", Collective(command.Collective), OnHand([command.Document]), By(actor)));

    public UrbanSettlement Settlement(Guid person) => State<UrbanSettlement>(Domain.Law.Streams.Settlement(person));

    // Its id comes from the person and not from the counter of the others, so that a history without it draws the same ids.
    public Decision Ask(ReportSettlement command, Actor actor)
    {
        var (known, household) = (Settlement(command.Person), Household(command.Household));
        var id = Id($"settlement {command.Person} {_streams.GetValueOrDefault(Domain.Law.Streams.Settlement(command.Person), []).Count}");
        return Enter(command.Decide(known, household, Collective(household.Collective), [.. OnHand(command.Scans ?? [])], id, By(actor)));
    }

    public Decision Ask(RecordSettlement command, Actor actor)
    {
        var known = Settlement(command.Person);
        return Enter(command.Decide(
            known, Household(known.Household), Collective(Household(known.Household).Collective), State<Relatives>(Domain.Law.Streams.Relatives(actor.Person)), [.. OnHand(command.Scans ?? [])], By(actor)));
    }

    public Decision Ask(CorrectSettlement command, Actor actor)
    {
        var known = Settlement(command.Person);
        return Enter(command.Decide(
            known, Household(known.Household), Collective(Household(known.Household).Collective), State<Relatives>(Domain.Law.Streams.Relatives(actor.Person)), [.. OnHand(command.Scans ?? [])], By(actor)));
    }

    public Decision Ask(OpenListing command, Actor actor)
    {
        var right = Right(command.Right);
        LastListing = Entered(id => command.Decide(right, Household(right.Household), OnOffer(command.Right), id, By(actor)), out var decision) ?? LastListing;
        return decision;
    }

    public Decision Ask(WithdrawListing command, Actor actor)
    {
        var listing = Listing(command.Listing);
        return Enter(command.Decide(listing, Household(listing.Household), By(actor)));
    }

    public Decision Ask(TakeListing command, Actor actor)
    {
        var listing = Listing(command.Listing);
        LastTransfer = Entered(id => command.Decide(listing, Right(listing.Right), Household(command.By), id, By(actor)), out var decision) ?? LastTransfer;
        return decision;
    }

    /// <summary>People under eighteen.</summary>
    public HashSet<Guid> Minors { get; } = [];

    /// <summary>Those of them who are sixteen or older.</summary>
    public HashSet<Guid> FromSixteen { get; } = [];

    public Capacity Capacity(Guid person) => new(
        person, State<Guardianship>(Domain.Law.Streams.Guardianship(person)),
        FromSixteen.Contains(person) ? AgeInLaw.FromSixteen : Minors.Contains(person) ? AgeInLaw.UnderSixteen : AgeInLaw.OfAge);

    /// <summary>The capacity of somebody of this day of birth as it stood on a day.</summary>
    public Capacity CapacityOn(Guid person, DateOnly? birth, DateOnly day) => new(
        person, States.On<Guardianship>(_streams.GetValueOrDefault(Domain.Law.Streams.Guardianship(person), []), day), RuralRights.Domain.Households.Capacity.AgeOn(birth, day));

    public Decision Ask(ReportOwnLabour command, Actor actor)
    {
        var household = Household(command.Household);
        return Enter(command.Decide(household, Collective(household.Collective), Capacity(command.Person), Relatives, OnHand([command.Document]), By(actor)));
    }

    public Decision Ask(ConfirmOwnLabour command, Actor actor)
    {
        var household = Household(command.Household);
        return Enter(command.Decide(household, Collective(household.Collective), Capacity(command.Person), Relatives, By(actor)));
    }

    public Decision Ask(NameGuardian command, Actor actor)
    {
        var household = Household(command.Household);
        return Enter(command.Decide(
            household, Collective(household.Collective), Capacity(command.Ward), Capacity(command.Guardian), Relatives, OnHand([command.Document]), By(actor)));
    }

    public Decision Ask(ReportIncapacity command, Actor actor)
    {
        var household = Household(command.Household);
        return Enter(command.Decide(
            household, Collective(household.Collective), Capacity(command.Ward), Capacity(command.Guardian), Relatives, OnHand([command.Document]), By(actor)));
    }

    public Decision Ask(ConfirmIncapacity command, Actor actor)
    {
        var household = Household(command.Household);
        return Enter(command.Decide(household, Collective(household.Collective), Capacity(command.Ward), Capacity(command.Guardian), Relatives, By(actor)));
    }

    public Decision Ask(EndGuardianship command, Actor actor)
    {
        var household = Household(command.Household);
        return Enter(command.Decide(household, Collective(household.Collective), Capacity(command.Ward), Relatives, OnHand([command.Document]), By(actor)));
    }

    public Decision Ask(ConsentToTransfer command, Actor actor) => Enter(command.Decide(Transfer(command.Transfer), From(command.Transfer), By(actor)));

    public Decision Ask(WithdrawConsent command, Actor actor) => Enter(command.Decide(Transfer(command.Transfer), From(command.Transfer), By(actor)));

    public Decision Ask(AnswerAsIssuer command, Actor actor) =>
        Enter(command.Decide(Transfer(command.Transfer), From(command.Transfer), To(command.Transfer), Relatives, By(actor)));

    public Decision Ask(ConfirmPayment command, Actor actor) => Enter(command.Decide(Transfer(command.Transfer), From(command.Transfer), By(actor)));

    public Decision Ask(WithdrawTransfer command, Actor actor) =>
        Enter(command.Decide(Transfer(command.Transfer), From(command.Transfer), To(command.Transfer), By(actor)));

    public Decision Ask(RegisterTransfer command, Actor actor)
    {
        var transfer = Transfer(command.Transfer);
        var (given, taking) = Rights(transfer);
        NewPaper[] papers = [.. Enumerable.Range(1, RegisterTransfer.PapersNeeded(transfer, given)).Select(_ => Blank())];
        return Enter(command.Decide(transfer, From(command.Transfer), To(command.Transfer), given, taking, Relatives, papers, By(actor)));
    }

    public Decision Ask(IssueCertificate command, Actor actor) => Enter(command.Decide(Right(command.Right), HolderOf(command.Right), Blank(), Relatives, By(actor)));

    public Decision Ask(EnterEncumbrance command, Actor actor)
    {
        var right = LandRightOf(command.Right);
        return Enter(command.Decide(right, Household(right.Household), TheCounty.On(Day), NextId(), Relatives, By(actor), OnHand(command.Paper is { } paper ? [paper] : [])));
    }

    public Decision Ask(RenewSeizure command, Actor actor) =>
        Enter(command.Decide(LandRightOf(command.Right), HolderOf(command.Right), TheCounty.On(Day), Relatives, By(actor), OnHand(command.Paper is { } paper ? [paper] : [])));

    public Decision Ask(RecordSuit command, Actor actor) =>
        Enter(command.Decide(LandRightOf(command.Right), HolderOf(command.Right), TheCounty, Relatives, By(actor), OnHand(command.Paper is { } paper ? [paper] : [])));

    public Decision Ask(LetHoldYield command, Actor actor) =>
        Enter(command.Decide(
            LandRightOf(command.Right), HolderOf(command.Right), command.To.Trim() == Domain.Law.Streams.Transfer(LastTransfer), Relatives, By(actor), OnHand(command.Paper is { } paper ? [paper] : [])));

    public Decision Ask(LapseEncumbrances command, Actor actor) => Enter(command.Decide(LandRightOf(command.Right), TheCounty, By(actor)));

    public Dispute Dispute(Guid id) => State<Dispute>(Domain.Law.Streams.Dispute(id));

    public Decision Ask(OpenDispute command, Actor actor, out Guid dispute)
    {
        var right = LandRightOf(command.Right);
        dispute = NextId();
        return Enter(command.Decide(right, Household(command.Claimant), Homestead(command.Own ?? ""), Collective(right.Collective), dispute, By(actor)));
    }

    public Decision Ask(AdvanceDispute command, Actor actor)
    {
        var dispute = Dispute(command.Dispute);
        return Enter(command.Decide(
            dispute, LandRightOf(dispute.Right), Household(dispute.Claimant), HolderOf(dispute.Right), Collective(dispute.Collective), TheCounty, Relatives, By(actor), OnHand(command.Paper is { } paper ? [paper] : [])));
    }

    public HomesteadRight Homestead(string plot) => State<HomesteadRight>(Domain.Law.Streams.Homestead(plot));

    private Household HolderOf(string right) => Household(LandRightOf(right).Household);

    private ILandRight LandRightOf(string code) => LandRight.IsHomestead(code) ? Homestead(code) : Right(code);

    public County TheCounty => State<County>(Domain.Law.Streams.County("620123"));

    public Decision Ask(LiftEncumbrance command, Actor actor)
    {
        var right = LandRightOf(command.Right);
        return Enter(command.Decide(right, Household(right.Household), Relatives, By(actor), OnHand(command.Paper is { } paper ? [paper] : [])));
    }

    /// <summary>Number of the last case opened.</summary>
    public string LastCase { get; private set; } = "";

    /// <summary>The county's settings and calendar, the collectives that stand, and the desks that serve them.</summary>
    public Scene GivenCollective(string collective = Group) =>
        Given(new StreamFact(Domain.Law.Streams.Collective(collective), new CollectiveRegistered(collective, "第一村民小组", CollectiveLevel.Group, "620123", Paper)));

    public CaseFile Case(string number) => State<CaseFile>(Domain.Law.Streams.Case(number));

    public Notice Notice(Guid id) => State<Notice>(Domain.Law.Streams.Notice(id));

    public Decision Open(IChange change, Actor actor)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"62012320261123{_cases + 1:000000}");
        var decision = Enter(new OpenCase(change).Decide(BooksFor(change).Knowing(change.Spoken.Select(Capacity)).Holding(OnHand(change.Documents)), By(actor) with { Case = number }));
        if (decision is Decision.Entered) (LastCase, _cases) = (number, _cases + 1);
        return decision;
    }

    public Decision Ask(AmendCase command, Actor actor) => Enter(command.Decide(Case(command.Case), BooksOf(Case(command.Case)).With(BooksFor(command.Change)).Knowing(command.Change.Spoken.Select(Capacity)).Holding(OnHand(command.Change.Documents)), By(actor)));

    public Decision Ask(CompleteStep command, Actor actor) => InCase(command.Case, actor, command.Decide);

    public Decision Ask(SendBack command, Actor actor) => InCase(command.Case, actor, command.Decide);

    public Decision Ask(ConfirmCase command, Actor actor) => InCase(command.Case, actor, command.Decide);

    public Decision Ask(WithdrawConfirmation command, Actor actor) => Enter(command.Decide(Case(command.Case), By(actor)));

    public Decision Ask(WithdrawCase command, Actor actor) => InCase(command.Case, actor, command.Decide, [.. command.Deaths?.Select(death => death.Document) ?? []]);

    public Decision Ask(FileDocument command, Actor actor) => InCase(command.Case, actor, command.Decide, command.Document);

    public Decision Ask(StrikeDocument command, Actor actor) => InCase(command.Case, actor, command.Decide);

    public Decision Ask(ReachHolder command, Actor actor) => InCase(command.Case, actor, command.Decide, command.Document ?? "");

    public Decision Ask(MarkOverdue command, Actor actor) => InCase(command.Case, actor, command.Decide);

    public Decision Ask(HandOverCertificates command, Actor actor) =>
        InCase(command.Case, actor, command.Decide, [.. command.Papers.Select(paper => paper.Receipt)]);

    public Decision Ask(HandOverHomestead command, Actor actor) => InCase(command.Case, actor, command.Decide, command.Copy, command.Receipt);

    public Decision Ask(AnnounceLoss command, Actor actor) => InCase(command.Case, actor, command.Decide, command.Document);

    public Decision Ask(ResolveObjection command, Actor actor) => InCase(command.Case, actor, command.Decide);

    public Decision Ask(RaiseObjection command, Actor actor) => Enter(command.Decide(Case(command.Case), NextId(), $"异{++_ids}", By(actor)));

    public Decision Ask(OpenNotice command, Actor actor, out Guid notice)
    {
        var files = command.Cases.Select(Case).ToList();
        var id = NextId();
        var books = files.Where(file => file.Change is not null).Aggregate(Books.Closed, (all, file) => all.With(BooksFor(file.Change!)));
        var decision = Enter(command.Decide(files, books, id, By(actor)));
        notice = id;
        return decision;
    }

    public Decision Ask(PhotographNotice command, Actor actor) =>
        Enter(command.Decide(Notice(command.Notice), State<Collective>(Domain.Law.Streams.Collective(Notice(command.Notice).Collective)), OnHand([command.Document]), By(actor)));

    public Decision Ask(CloseNotice command, Actor actor)
    {
        var notice = Notice(command.Notice);
        return Enter(command.Decide(notice, State<Collective>(Domain.Law.Streams.Collective(notice.Collective)), [.. notice.Cases.Select(Case)], TheCounty, By(actor)));
    }

    public Decision Ask(EnterCase command, Actor actor)
    {
        var file = Case(command.Case);
        var books = BooksOf(file);
        NewPaper[] papers = [.. Enumerable.Range(1, file.Change?.PapersNeeded(books) ?? 0).Select(_ => Blank())];
        return Enter(command.Decide(file, books, papers, By(actor) with { Case = command.Case }));
    }

    /// <summary>What the other counties of the city answer.</summary>
    public CityAnswer City { get; set; } = CityAnswer.Clear;

    /// <summary>The chair in office, the chair's relatives, and the voters of the roster.</summary>
    public Assembly Assembly { get; set; } = new(Chair, Relatives.Unknown, 3, 0);

    public Membership Membership(Guid person) => State<Membership>(Domain.Law.Streams.Membership(person));

    public Decision Ask(CheckMembership command, Actor actor) =>
        InCase(command.Case, actor, (file, books, act) => command.Decide(file, books, City, act), command.Letter ?? "");

    public Decision Ask(RecordResolution command, Actor actor)
    {
        var files = command.Cases.Select(Case).ToList();
        var books = files.Where(file => file.Change is not null).Aggregate(Books.Closed.ReadIn(TheCounty, Relatives), (all, file) => all.With(BooksFor(file.Change!)));
        return Enter(command.Decide(files, books.Holding(OnHand([command.Record])), Assembly, NextId(), By(actor)));
    }

    public IReadOnlyList<NextCaseAct> NextInCase(string number, Actor actor) =>
        Domain.Registration.NextInCase.For(Case(number), BooksOf(Case(number)), By(actor) with { Case = number });

    /// <summary>What a change reads, fetched as a slice does it.</summary>
    public Books BooksFor(IChange change)
    {
        var books = Books.Closed.ReadIn(State<County>(Domain.Law.Streams.County("620123")), Relatives).Drafted(Drafts.Where(draft => change.Drafts.Contains(draft.Id)));
        while (change.Reads(books).Concat(change.Households.Select(Domain.Law.Streams.Household)).Where(stream => !books.Has(stream)).Distinct().ToList() is { Count: > 0 } wanted)
            books = wanted.Aggregate(books, Fetch);
        return change.CollectiveOf(books) is { Length: > 0 } collective ? Fetch(books, Domain.Law.Streams.Collective(collective)) : books;
    }

    /// <summary>Right names and numbers that lie in the vault.</summary>
    public List<PersonDraft> Drafts { get; } = [];

    /// <summary>Documents that whoever acts never handed in; every other that an act names lies in the store.</summary>
    public HashSet<string> NotHandedIn { get; } = [];

    /// <summary>Documents that are pictures; every other is a PDF.</summary>
    public HashSet<string> Pictures { get; } = [];

    private IReadOnlyCollection<DocumentOnHand> OnHand(IEnumerable<string> named) =>
        [.. named.Where(document => !NotHandedIn.Contains(document)).Select(document => new DocumentOnHand(document, Pictures.Contains(document) ? DocumentFormat.Png : DocumentFormat.Pdf, 1, true))];

    /// <summary>The relatives of whoever acts.</summary>
    public Relatives Relatives { get; set; } = Relatives.Unknown;

    private Books BooksOf(CaseFile file)
    {
        var books = file.Change is { } change ? BooksFor(change) : Books.Closed;
        if (file is { OpenedAt: Turn.Household, WhyClosed: null, IsEntered: false, Change: { } asked }) books = books.Knowing(Applicants.People(asked, books).Select(Capacity));
        return file.Notice is { } notice ? Fetch(books, Domain.Law.Streams.Notice(notice)) : books;
    }

    private Books Fetch(Books books, string stream) => books.With(stream, _streams.GetValueOrDefault(stream, []));

    private Decision InCase(string number, Actor actor, Func<CaseFile, Books, Act, Decision> decide, params string[] documents)
    {
        var file = Case(number);
        return Enter(decide(file, BooksOf(file).Holding(OnHand(documents)), By(actor) with { Case = number }));
    }

    public IReadOnlyList<NextAct> NextInTransfer(Guid id, Actor actor)
    {
        var transfer = Transfer(id);
        var (given, taking) = Rights(transfer);
        return NextActs.For(transfer, From(id), To(id), given, taking, Relatives, By(actor));
    }

    /// <summary>Every right as text, so that two registers can be compared to the last character.</summary>
    public string RightsAsText() => string.Join('\n', _streams.Keys
        .Where(stream => stream.StartsWith("right/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(stream => AsText(State<ContractRight>(stream))));

    public static string AsText(object state) => JsonSerializer.Serialize(state);

    public Household From(Guid transfer) => Household(Transfer(transfer).Agreed?.From ?? "");

    public Household To(Guid transfer) => Household(Transfer(transfer).Agreed?.To ?? "");

    private (ContractRight Given, ContractRight Taking) Rights(Transfer transfer) => transfer.Agreed is { } agreed
        ? (Right(agreed.Right), Right(RegisterTransfer.RightTaking(agreed)))
        : (ContractRight.Unknown, ContractRight.Unknown);

    /// <summary>What the table of live listings answers in the running register.</summary>
    private HashSet<string> OnOffer(string right) => _streams.Keys
        .Where(stream => stream.StartsWith("listing/", StringComparison.Ordinal))
        .Select(State<Listing>)
        .Where(listing => listing.Right == right && listing.Stage is ListingStage.Open or ListingStage.Taken)
        .SelectMany(listing => listing.Parcels)
        .ToHashSet(StringComparer.Ordinal);

    private Guid? Entered(Func<Guid, Decision> decide, out Decision decision)
    {
        var id = NextId();
        decision = Enter(decide(id));
        return decision is Decision.Entered ? id : null;
    }

    /// <summary>False where things happen by chance: what is refused there is no test of the rule.</summary>
    public bool CountsRules { get; set; } = true;

    /// <summary>Enters what was decided, as the register does.</summary>
    public Decision Enter(Decision decision)
    {
        if (CountsRules && decision is Decision.Refused { Rule: var rule }) RulesRaised.Note(rule);
        if (decision is Decision.Entered entered) Given([.. entered.Facts]);
        return decision;
    }

    private NewPaper Blank() => new(NextId(), $"serial of paper {++_ids}", $"token of paper {_ids}", "榆中县自然资源局");

    private Guid NextId() => Id($"id {++_ids}");
}
