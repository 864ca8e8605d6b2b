using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Law;

/// <summary>How a person who was helped at a desk proved that the consent is their own.</summary>
public enum ProofMeans
{
    /// <summary>A code sent to their own telephone for exactly these terms, typed at the desk.</summary>
    CodeAtDesk,

    /// <summary>A signature before a witness of another organisation.</summary>
    SignatureBeforeWitness,
}

/// <summary>A person proved, at a desk where somebody helped them, that they consent to exactly these terms.</summary>
/// <param name="Proof">Id of the proof.</param>
/// <param name="Person">Who consented.</param>
/// <param name="Terms">SHA-256 of the terms as shown.</param>
/// <param name="Means">How it was proved.</param>
/// <param name="Assistant">Who helped, as facts name actors.</param>
/// <param name="Witness">Who looked on, as facts name actors; null for a code.</param>
/// <param name="Document">SHA-256 of the signature; null for a code.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record ConsentProven(Guid Proof, Guid Person, string Terms, ProofMeans Means, string Assistant, string? Witness, string? Document, Provenance Provenance) : IFact;

/// <summary>A person proved, at a desk where somebody helped them, that they take back what they consented to.</summary>
/// <param name="Proof">Id of the proof.</param>
/// <param name="Person">Who takes it back.</param>
/// <param name="Terms">SHA-256 of the terms as shown.</param>
/// <param name="Means">How it was proved.</param>
/// <param name="Assistant">Who helped, as facts name actors.</param>
/// <param name="Witness">Who looked on, as facts name actors; null for a code.</param>
/// <param name="Document">SHA-256 of the signature; null for a code.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record WithdrawalProven(Guid Proof, Guid Person, string Terms, ProofMeans Means, string Assistant, string? Witness, string? Document, Provenance Provenance) : IFact;

/// <summary>
/// What stands behind a consent that was given with help (现场协助确认). It carries any act of consent, of a transfer or of a case: the
/// act is decided as ever, with the person themselves, or their guardian, as its actor, and the proof is entered with it. Taking a
/// consent back is proved in the same way.
/// </summary>
/// <param name="Id">Id of the proof.</param>
/// <param name="Person">Who proved it.</param>
/// <param name="Terms">SHA-256 of the terms that were shown and proved.</param>
/// <param name="Means">How.</param>
/// <param name="Assistant">Who helped.</param>
/// <param name="Witness">Who looked on; null for a code.</param>
/// <param name="Document">SHA-256 of the signature; null for a code.</param>
public sealed record Proof(Guid Id, Guid Person, string Terms, ProofMeans Means, Actor Assistant, Actor? Witness, string? Document)
{
    /// <summary>True when a consent is taken back.</summary>
    public bool Withdraws { get; init; }

    /// <summary>No official gives a consent, whatever was signed.</summary>
    public static readonly Rule ConsentIsNotAnOfficials = new(
        "consent-is-not-an-officials",
        "同意只能由本人作出；工作人员可以帮着填写，不能代替同意，也不能受托同意。",
        "A consent is the person's own. An official may help to fill it in, but can neither give it nor be authorised to.",
        LegalBasis.CivilCode(168),
        "请本人用自己手机收到的验证码确认，或者当着另一单位的见证人签名。",
        "Let the person confirm with the code on their own phone, or sign before a witness of another organisation.");

    /// <summary>A telephone that a family shares does not say which of them consents.</summary>
    public static readonly Rule SharedNumberTellsNobodyApart = new(
        "shared-number-tells-nobody-apart",
        "您登录用的手机号码家里还有别人在用，网上分不清是谁同意的。",
        "Somebody else of your household signs in with the same telephone, so it does not show which of you consents.",
        LegalBasis.Bookkeeping,
        "请到村里的协助办理点，本人当面办。已经同意的，随时可以在网上收回。",
        "Go to the assisted desk in the village and consent there in person. What was consented to can be taken back here at any time.");

    /// <summary>Nobody helps themselves.</summary>
    public static readonly Rule AssistsOneself = new(
        "assists-oneself",
        "您自己的事，不能由您自己协助办理。",
        "You cannot be the one who helps in your own affair.",
        LegalBasis.Bookkeeping,
        "请用自己的手机办理，或者请别的工作人员协助。",
        "Use your own phone, or let somebody else help.");

    /// <summary>A proof is for the terms it was given for.</summary>
    public static readonly Rule ProofIsForOtherTerms = new(
        "proof-is-for-other-terms",
        "确认的条款与现在的条款不一致，这次确认不算。",
        "What was confirmed are other terms than these, so the confirmation counts for nothing.",
        LegalBasis.CivilCode(143),
        "请把现在的条款给本人看过，重新确认。",
        "Show the person the present terms and let them confirm again.");

    /// <summary>A signature is there to be looked at later.</summary>
    public static readonly Rule SignatureIsMissing = new(
        "signature-is-missing",
        "没有本人的签名。",
        "The person's signature is missing.",
        LegalBasis.CivilCode(490),
        "请本人在签名板或纸上签名后再确认。",
        "Let the person sign on the pad or on paper first.");

    /// <summary>A witness is a third person in office.</summary>
    public static readonly Rule WitnessIsNoThird = new(
        "witness-is-no-third",
        "见证人应当是担任职务的第三个人，不能是本人，也不能是协助填写的人。",
        "The witness is a third person who holds an office: neither the person nor whoever helped.",
        LegalBasis.Bookkeeping,
        "请另一位工作人员到场见证。",
        "Let another official come and witness.");

    /// <summary>A witness owes nothing to the desk that helps.</summary>
    public static readonly Rule WitnessIsOfTheSameOffice = new(
        "witness-is-of-the-same-office",
        "见证人与协助填写的人是同一单位的。",
        "The witness is of the same organisation as whoever helped.",
        LegalBasis.Bookkeeping,
        "请乡镇、县里或者集体监事会的人到场见证。",
        "Let somebody of the township, the county or the board of supervisors witness.");

    /// <summary>Whoever helps or looks on has nothing to gain.</summary>
    public static readonly Rule HelperIsRelated = new(
        "helper-is-related",
        "协助填写的人或者见证人是当事人，或者是当事人的亲属，不能协助，也不能见证。",
        "Whoever helps or witnesses is a party to it, or a relative of one, so they can do neither.",
        LegalBasis.CollectiveOrganizationLaw(36),
        "请与当事人没有亲属关系的工作人员协助和见证。",
        "Let officials help and witness who are related to none of the parties.");

    /// <summary>All of them, for the provenance.</summary>
    private static readonly Rule[] Checked =
        [ConsentIsNotAnOfficials, AssistsOneself, ProofIsForOtherTerms, SignatureIsMissing, WitnessIsNoThird, WitnessIsOfTheSameOffice, HelperIsRelated];

    /// <summary>The consent with its proof, in one act; or the first rule that the proof or the consent breaks.</summary>
    /// <param name="consent">What the act of consent decided.</param>
    /// <param name="terms">SHA-256 of the terms as they stand now.</param>
    /// <param name="parties">The households that it is about.</param>
    /// <param name="kin">Relatives of whoever helped and of the witness.</param>
    /// <param name="act">The act of consent: its actor is the person themselves.</param>
    /// <param name="served">Collectives of whoever helped or looked on as a chair, because their village may be another than their code says.</param>
    public Decision Support(Decision consent, string terms, IEnumerable<Household> parties, IEnumerable<Guid> kin, Act act, params IReadOnlyCollection<Collective> served)
    {
        if (act.Actor is not Actor.Farmer farmer || farmer.Person != Person) return Refuse(ConsentIsNotAnOfficials);
        if (Assistant.Person == Person) return Refuse(AssistsOneself);
        if (!Withdraws && Terms != terms) return Refuse(ProofIsForOtherTerms);
        if (Means == ProofMeans.SignatureBeforeWitness)
        {
            if (string.IsNullOrEmpty(Document)) return Refuse(SignatureIsMissing);
            if (Witness is null || OrganisationOf(Witness, served, act.Today).Length == 0 || Witness.Person == Person || Witness.Person == Assistant.Person) return Refuse(WitnessIsNoThird);
            if (OrganisationOf(Witness, served, act.Today) == OrganisationOf(Assistant, served, act.Today)) return Refuse(WitnessIsOfTheSameOffice);
        }

        Guid[] related = [.. kin, Assistant.Person, .. Witness is { } third ? [third.Person] : Array.Empty<Guid>()];
        if (related.Contains(Person) || parties.Any(party => related.Any(party.Includes))) return Refuse(HelperIsRelated);

        return consent is Decision.Entered entered ? Enter([.. entered.Facts, new StreamFact(Streams.Proof(Id), Fact(act.After(Checked)))]) : consent;
    }

    private IFact Fact(Provenance provenance) => Withdraws
        ? new WithdrawalProven(Id, Person, Terms, Means, Assistant.ToString()!, Witness?.ToString(), Document, provenance)
        : new ConsentProven(Id, Person, Terms, Means, Assistant.ToString()!, Witness?.ToString(), Document, provenance);

    // A village's clerk and the chairs of its collectives sit in one office; the supervisors are there to look at both.
    private const int VillageDigits = 12;

    /// <summary>The organisation an official belongs to, by its code; empty for whoever holds no office.</summary>
    private static string OrganisationOf(Actor actor, IReadOnlyCollection<Collective> served, DateOnly day) => actor switch
    {
        Actor.VillageClerk clerk => clerk.Village,
        Actor.TownshipOfficer officer => officer.Township,
        Actor.Chair chair => served.FirstOrDefault(collective => collective.Code == chair.Collective)?.PlacedOn(day).Village ?? chair.Collective[..VillageDigits],
        Actor.CollectiveSupervisor supervisor => $"{supervisor.Collective} supervisors",
        Actor.CitySupervisor supervisor => supervisor.City,
        Actor.Clerk clerk => clerk.County,
        Actor.Reviewer reviewer => reviewer.County,
        Actor.Registrar registrar => registrar.County,
        Actor.Auditor auditor => auditor.County,
        Actor.MarketStaff staff => staff.County,
        Actor.Administrator administrator => administrator.County,
        _ => "",
    };
}
