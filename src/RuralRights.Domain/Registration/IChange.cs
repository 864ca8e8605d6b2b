using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tenure;

namespace RuralRights.Domain.Registration;

/// <summary>How a value of an alteration is to be shown.</summary>
public enum ValueKind
{
    /// <summary>As it stands.</summary>
    Text,

    /// <summary>Id of a person; a page shows the name to whoever may see it.</summary>
    Person,

    /// <summary>Relation to the head of a household, two digits of GB/T 4761.</summary>
    Relation,

    /// <summary>Contractor code.</summary>
    Household,

    /// <summary>Parcel code.</summary>
    Parcel,

    /// <summary>Square metres.</summary>
    Area,

    /// <summary>A day, yyyy-MM-dd.</summary>
    Day,

    /// <summary>Yes or no, as true or false.</summary>
    YesNo,

    /// <summary>Mark of a boundary: its coordinate system and the beginning of its hash.</summary>
    Boundary,

    /// <summary>Category of a parcel, as its code.</summary>
    Category,

    /// <summary>Nature of ownership, as its code.</summary>
    Ownership,

    /// <summary>Soil grade, as its code.</summary>
    Grade,

    /// <summary>Use of a parcel, as its code.</summary>
    Purpose,

    /// <summary>Land use of a parcel, as its code.</summary>
    LandUse,

    /// <summary>A collective, as its code.</summary>
    Collective,

    /// <summary>A name or an identity number that the people vault keeps: before or after, and the id of its draft.</summary>
    Draft,
}

/// <summary>One thing that a change alters, before and after, for the review side by side; null where there was or will be nothing.</summary>
/// <param name="Chinese">What it is.</param>
/// <param name="English">The same in English.</param>
/// <param name="Kind">How the values are shown.</param>
/// <param name="Before">Value that stands now.</param>
/// <param name="After">Value that would stand.</param>
public sealed record Alteration(string Chinese, string English, ValueKind Kind, string? Before, string? After)
{
    /// <summary>The value that stands now in English, where it is a word; what is signed is the Chinese.</summary>
    public string? BeforeInEnglish { get; init; }

    /// <summary>The value that would stand in English, where it is a word.</summary>
    public string? AfterInEnglish { get; init; }

    /// <summary>The value that stands now, to be read in one of the languages.</summary>
    public string? BeforeIn(bool english) => english ? BeforeInEnglish ?? Before : Before;

    /// <summary>The value that would stand, to be read in one of the languages.</summary>
    public string? AfterIn(bool english) => english ? AfterInEnglish ?? After : After;

    /// <summary>That a word would stand, in both languages.</summary>
    public static Alteration ToWord(string chinese, string english, (string Chinese, string English) word) =>
        new(chinese, english, ValueKind.Text, null, word.Chinese) { AfterInEnglish = word.English };
}

/// <summary>What a case asks the register to change (登记事项), as it is handed in: codes and ids, never a name.</summary>
/// <remarks>
/// Implemented by one record for each kind of business. Members are implemented explicitly, so that the record itself holds
/// nothing but what was asked for: it is stored in the ledger inside the <see cref="IProposal"/>.
/// </remarks>
public interface IChange
{
    /// <summary>The way this business goes.</summary>
    Procedure Procedure { get; }

    /// <summary>14-digit code of the collective whose case it is; empty while the books do not tell, or when there is no such thing.</summary>
    string CollectiveOf(Books books);

    /// <summary>Contractor codes of the households concerned, the applicant's first.</summary>
    IReadOnlyList<string> Households { get; }

    /// <summary>Codes of the parcels concerned.</summary>
    IReadOnlyList<string> Parcels { get; }

    /// <summary>Papers that what is asked for rests on; whoever asks must have handed them in, and they stand in the case from the first day.</summary>
    IReadOnlyList<HandedIn> Papers => [];

    /// <summary>Their documents.</summary>
    IReadOnlyList<string> Documents => [.. Papers.Select(paper => paper.Document)];

    /// <summary>The land as it stands and as it would be, for the plans side by side; null when none is drawn anew and none leaves a right.</summary>
    LandAltered? Land(Books books) => null;

    /// <summary>Streams the decision reads, as far as the books tell already; asked again until it names nothing new.</summary>
    IEnumerable<string> Reads(Books books);

    /// <summary>What would be different, for the review side by side.</summary>
    IReadOnlyList<Alteration> Alterations(Books books);

    /// <summary>Everyone whose confirmation it needs: by default every co-holder of every household concerned.</summary>
    IEnumerable<Guid> Holders(Books books) => Households
        .Select(code => books.Read<Household>(Streams.Household(code)))
        .Where(household => household.IsRegistered)
        .SelectMany(household => household.CoHolders)
        .Distinct();

    /// <summary>Who loses by it, or is said to have died, whether or not it needs their confirmation.</summary>
    IEnumerable<Guid> Losing(Books books) => [];

    /// <summary>Those of them who are not asked. They are told all the same (只告知，不需同意): whoever is said to have died and reads it speaks up.</summary>
    sealed IEnumerable<Guid> Told(Books books) => Losing(books).Where(person => person != Guid.Empty).Except(Holders(books));

    /// <summary>The households that are parties, so that nobody approves what is their own: by default those concerned, as they stand in the register.</summary>
    IEnumerable<Household> Parties(Books books) => Households.Select(code => books.Read<Household>(Streams.Household(code)));

    /// <summary>First day on which the law lets it be entered; null when nothing makes it wait.</summary>
    DateOnly? NotEnteredBefore(Books books) => null;

    /// <summary>Codes of the contract rights whose certificates the case hands over: by default the family contract of every household concerned.</summary>
    IEnumerable<string> Rights(Books books) => Households.Select(ContractRight.CodeOfFamilyContract).Where(right => books.Has(Streams.Right(right)));

    /// <summary>True when it gives its holders a right and takes none from them.</summary>
    bool OnlyGives => false;

    /// <summary>True when it sets two people apart, so that one could gain what the other gives, or would give nothing with them.</summary>
    bool SetsApart(Guid one, Guid other, Books books) => false;

    /// <summary>Households that gain what somebody gives in it: by default every other party.</summary>
    IEnumerable<Household> Gaining(Guid giver, Books books) => Parties(books).Where(party => !party.Includes(giver));

    /// <summary>Who may ask for it themselves, being of no household: only what is their own, or of a child for whom they speak.</summary>
    IEnumerable<Guid> OnesOwn => [];

    /// <summary>True for somebody, of a household or of none, whose own it is by the entry itself.</summary>
    bool IsOnesOwn(Guid person, Books books) => false;

    /// <summary>People of whom it has to be known, when it is asked for, whether they act for themselves.</summary>
    IEnumerable<Guid> Spoken => [];

    /// <summary>People whom it brings, be they new to the register or known to it: whoever asks for it wrote down who they are.</summary>
    IEnumerable<Guid> Newcomers(Books books) => [];

    /// <summary>Names and identity numbers that it would put right, by the ids of their drafts.</summary>
    IEnumerable<Guid> Drafts => [];

    /// <summary>The rule in the way of asking for it, which is not asked again at the entry; null when there is none.</summary>
    Decision.Refused? WhyNotAsked(Books books, Act act) => null;

    /// <summary>The rules of <see cref="WhyNotAsked"/>.</summary>
    IReadOnlyList<Rule> CheckedWhenAsked => [];

    /// <summary>The time after the announced loss of a certificate that is waited for; null while none was announced, and for whatever is no reissue.</summary>
    RunningLimit? TimeAfterLoss(Books books) => null;

    /// <summary>How many certificates an entry issues.</summary>
    int PapersNeeded(Books books);

    /// <summary>The facts by which the register changes, or the first rule that is broken. Asked when the case is opened, and again when it is entered.</summary>
    Decision Enter(Books books, IReadOnlyList<NewPaper> papers, Act act);

    /// <summary>The fact that this is what a case asks for.</summary>
    IProposal Propose(string caseNumber, Provenance provenance);
}

/// <summary>The fact that a case asks for a change; the last one of a case counts. Nothing has changed yet.</summary>
public interface IProposal : IFact
{
    /// <summary>Number of the case.</summary>
    string Case { get; }

    /// <summary>What is asked for.</summary>
    IChange Content { get; }
}
