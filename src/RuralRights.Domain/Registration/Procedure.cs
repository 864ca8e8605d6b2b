using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>A step that a case can stand at; it is named for what has happened when it is done.</summary>
public enum StepKind
{
    /// <summary>The request is written down with its papers and handed in 申请.</summary>
    Applied,

    /// <summary>Surveyed in the field, neighbours pointing the boundary 调查指界.</summary>
    Surveyed,

    /// <summary>The township checked the survey 内部审核.</summary>
    SurveyReviewed,

    /// <summary>Every holder confirmed exactly what is asked for 共有人确认.</summary>
    Confirmed,

    /// <summary>The township checked who is to be a member, by the rolls of the whole city 资格核对.</summary>
    MembershipChecked,

    /// <summary>The public notice ran and no objection is open 公示.</summary>
    NoticeOver,

    /// <summary>Issuer and household signed the contract 签订承包合同.</summary>
    Contracted,

    /// <summary>The members decided, two thirds of all of them 成员大会决议.</summary>
    Resolved,

    /// <summary>The county took the case in, or returned it once with everything that is missing 受理.</summary>
    Accepted,

    /// <summary>The loss of a certificate was announced and the time after it is over 遗失声明.</summary>
    LossAnnounced,

    /// <summary>Opinion of the village 村级意见.</summary>
    VillageAgreed,

    /// <summary>Opinion of the township 乡镇意见.</summary>
    TownshipAgreed,

    /// <summary>Review by the county 县级审核.</summary>
    CountyReviewed,

    /// <summary>Entered in the register 登簿.</summary>
    Entered,

    /// <summary>The paper was handed over against a receipt 领证.</summary>
    HandedOver,

    /// <summary>The certificate that another office issued was entered with its number and handed over 不动产权证书入簿、领证.</summary>
    Certified,

    /// <summary>Filed for good 归档.</summary>
    Archived,
}

/// <summary>Whose turn it is.</summary>
public enum Turn
{
    /// <summary>The households concerned.</summary>
    Household,

    /// <summary>The board of the collective.</summary>
    Issuer,

    /// <summary>The collective's board of supervisors.</summary>
    Supervisors,

    /// <summary>The village desk.</summary>
    Village,

    /// <summary>The township.</summary>
    Township,

    /// <summary>The county's clerk.</summary>
    Clerk,

    /// <summary>The county's reviewer.</summary>
    Reviewer,

    /// <summary>The registrar.</summary>
    Registrar,
}

/// <summary>A step of a procedure: what, by which desk, and within which time.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="By">Whose turn it is.</param>
/// <param name="Limit">Time the desk has, from the day the case came to it; null when nothing presses.</param>
public sealed record Step(StepKind Kind, Turn By, Setting<TimeLimit>? Limit = null)
{
    /// <summary>True for a step by which somebody approves the work of others: it takes a person who did none of it.</summary>
    public bool Approves => Kind is StepKind.SurveyReviewed or StepKind.MembershipChecked or StepKind.Resolved or StepKind.VillageAgreed or StepKind.TownshipAgreed or StepKind.CountyReviewed or StepKind.Entered;

    /// <summary>True for a step from which a case may be sent back.</summary>
    public bool MaySendBack => Approves || Kind is StepKind.Accepted or StepKind.LossAnnounced or StepKind.NoticeOver or StepKind.Confirmed or StepKind.Contracted;

    /// <summary>True for a confirmation by which one holder speaks for all: the others are told, and not asked.</summary>
    public bool OneIsEnough { get; init; }

    /// <summary>True for a handing over at which the paper that gave way is taken back.</summary>
    public bool TakesOldPaper { get; init; }
}

/// <summary>A kind of registration business and the way it goes (登记业务).</summary>
/// <param name="Code">Kebab-case name that stays for ever, such as <c>representative-change</c>.</param>
/// <param name="Item">Item of the national platform's taxonomy (draft 2019), such as 1032; null for business it does not know.</param>
/// <param name="Chinese">Name of the business.</param>
/// <param name="English">The same in English.</param>
/// <param name="OpenedBy">Desks that may open such a case.</param>
/// <param name="Steps">Steps in order; what is asked for is written at the first.</param>
/// <param name="PaperList">Name of its list of papers, see <see cref="RequiredPapers"/>.</param>
/// <param name="NoticePeriod">How long its public notice hangs; null when it has none.</param>
public sealed record Procedure(
    string Code,
    string? Item,
    string Chinese,
    string English,
    IReadOnlyList<Turn> OpenedBy,
    IReadOnlyList<Step> Steps,
    string PaperList,
    Setting<TimeLimit>? NoticePeriod = null)
{
    /// <summary>The step at which a case is written and may be written anew.</summary>
    public Step First => Steps[0];

    /// <summary>True for business of a collective's roster, which its own supervisors enter; it is about a person, and shows nobody's land.</summary>
    public bool IsOfTheRoster => Steps.Any(step => step.By == Turn.Supervisors);

    /// <summary>The step of a kind; null when this procedure has none.</summary>
    public Step? Find(StepKind kind) => Steps.FirstOrDefault(step => step.Kind == kind);

    /// <summary>The step after another; null after the last.</summary>
    public Step? After(StepKind kind) => Steps.SkipWhile(step => step.Kind != kind).ElementAtOrDefault(1);

    /// <summary>True when one step comes before another.</summary>
    public bool IsBefore(StepKind earlier, StepKind later) => At(earlier) is >= 0 and var first && At(later) is var second && first < second;

    private int At(StepKind kind) => Steps.TakeWhile(step => step.Kind != kind).Count() is var at && at < Steps.Count ? at : -1;
}
