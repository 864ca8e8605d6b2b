using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>What can stand in the way of a dispute's steps.</summary>
public static class DisputeRules
{
    /// <summary>A party asks for itself, or tells a desk of its place.</summary>
    public static readonly Rule NotTheClaimant = new(
        "not-the-claimant",
        "争议只能由当事农户、继承房屋并自己持有宅基地的人本人提出，或者向本地的村、乡镇调解人员口头提出由其记录。",
        "A dispute is brought by the household itself, or by an heir who holds a homestead for themselves; or it is told to the mediators of the village or township, who write it down.",
        LegalBasis.DisputeLaw(8),
        "请由当事人登录提出，或者到本村、本乡镇调解窗口口头申请。",
        "Let the party sign in, or tell the desk of its village or township.");

    /// <summary>Those who claim belong to the place.</summary>
    public static readonly Rule ClaimantIsUnknown = new(
        "claimant-is-unknown",
        "提出争议的不是这个集体的农户，也没有在这个集体继承宅基地。",
        "Whoever claims is no household of this collective and inherited no homestead in it.",
        LegalBasis.DisputeLaw(2),
        "请核对提出争议的承包方代码；村与村之间的土地所有权争议先由政府处理。",
        "Check the household's code; disputes over ownership between villages go to the government first.");

    /// <summary>What is claimed is told, and since when it is known.</summary>
    public static readonly Rule ClaimIsIncomplete = new(
        "claim-is-incomplete",
        "没有写明争议的内容，或者知道的日期在今天以后。",
        "What is in dispute is not told, or the day since when it is known lies ahead.",
        LegalBasis.DisputeLaw(8),
        "请写明争什么、什么时候知道的；说不清楚的，窗口人员帮助记录。",
        "Tell what is in dispute and since when you know; the desk helps to write it down.");

    /// <summary>Each law has disputes of its own.</summary>
    public static readonly Rule DisputeIsOfOtherLand = new(
        "dispute-is-of-other-land",
        "所选的争议内容与这块地不符：宅基地争的是使用权归谁或者界线，承包地争的是承包法规定的事项。",
        "What the dispute is said to be about does not fit the land: of a homestead it is who may use it or where it ends, of contracted land a matter of the contracting law.",
        LegalBasis.LandAdministrationLaw(14),
        "请重新选争的是什么；两种地都有争议的，分别提出。",
        "Choose again what it is about; where both kinds of land are in dispute, bring one for each.");

    /// <summary>Nobody keeps the same land still twice for the same claim.</summary>
    public static readonly Rule DisputeIsOpenAlready = new(
        "dispute-is-open-already",
        "这块地已有正在办理的争议。",
        "A dispute over this parcel is open already.",
        LegalBasis.DisputeLaw(22),
        "请在已有的争议中一并提出。",
        "Bring your claim in the dispute that is open.");

    /// <summary>No such dispute.</summary>
    public static readonly Rule DisputeIsUnknown = new(
        "dispute-is-unknown",
        "没有这件争议。",
        "There is no such dispute.",
        LegalBasis.Bookkeeping,
        "请核对争议的编号。",
        "Check its number.");

    /// <summary>The ladder has no such step from here.</summary>
    public static readonly Rule StepIsNotOnTheLadder = new(
        "step-is-not-on-the-ladder",
        "争议办到现在这一步，不能办理所选的事项。",
        "From where the dispute stands now, this step cannot be taken.",
        LegalBasis.RuralLandContractingLaw(55),
        "请刷新争议页面，选择列出的下一步。",
        "Reload the dispute and choose one of the steps listed.");

    /// <summary>Each desk has its steps.</summary>
    public static readonly Rule NotYourStep = new(
        "not-your-dispute-step",
        "这一步不由您所在的窗口办理。",
        "This step is not for your desk.",
        LegalBasis.DisputeLaw(7),
        "请转给争议页面写明的窗口。",
        "Pass it to the desk that the page names.");

    /// <summary>What ends or decides a dispute stands on paper.</summary>
    public static readonly Rule DisputeStepHasNoPaper = new(
        "dispute-step-has-no-paper",
        "这一步需要文书（调解协议要签名、盖章或按指印），没有填写文书编号，没有交来文书的照片或扫描件，或者日期在今天以后。",
        "This step needs its paper, a mediation agreement signed and sealed, by its number and handed in, and a day that is not ahead.",
        LegalBasis.DisputeLaw(10),
        "请填写文书编号和日期，把文书拍照或扫描后一并交来。",
        "Give the number of the paper and its day, and hand in a photograph or scan of it.");

    /// <summary>Times run from the day of a step, so no step is dated before the one it follows.</summary>
    public static readonly Rule DisputeDaysRunBackwards = new(
        "dispute-days-run-backwards",
        "填写的日期早于上一步的日期，或者早于当事人知道争议的日期。",
        "The day lies before that of the step it follows, or before the party knew of the matter.",
        LegalBasis.DisputeLaw(18),
        "请核对文书上的日期；上一步记错了的，请先查明再办理。",
        "Check the day on the paper; if the step before was recorded wrongly, clear that up first.");

    /// <summary>Arbitration is asked for within two years.</summary>
    public static readonly Rule LimitationHasRunOut = new(
        "limitation-has-run-out",
        "申请仲裁的时效（二年）已过。",
        "The two years within which arbitration is asked for are over.",
        LegalBasis.DisputeLaw(18),
        "仍可以继续调解或者向法院起诉；时效中断的，请写明重新计算的日期。",
        "Mediation and the court remain open; where the limitation was interrupted, give the day from which it runs anew.");

    /// <summary>An award binds when nobody sues within thirty days of its service.</summary>
    public static readonly Rule AwardIsFinal = new(
        "award-is-final",
        "收到裁决书已满三十日没有起诉，裁决已经生效。",
        "Nobody sued within thirty days of the award's service, so it binds.",
        LegalBasis.DisputeLaw(48),
        "裁决生效后请办理执行。",
        "It binds now; have it carried out.");

    /// <summary>A decision of the government binds when nobody sues within thirty days of its service.</summary>
    public static readonly Rule DecisionIsFinal = new(
        "decision-is-final",
        "收到政府处理决定已满三十日没有起诉，处理决定已经生效。",
        "Nobody sued within thirty days of the service of the government's decision, so it binds.",
        LegalBasis.LandAdministrationLaw(14),
        "处理决定生效后请办理执行。",
        "It binds now; have it carried out.");

    /// <summary>Until the last day is over, a party can still sue against the decision.</summary>
    public static readonly Rule DecisionIsNotFinalYet = new(
        "decision-is-not-final-yet",
        "当事人收到处理决定还不满三十日，仍可以起诉。",
        "Thirty days since the service of the decision are not over; a party can still sue.",
        LegalBasis.LandAdministrationLaw(14),
        "请等期限届满。",
        "Wait until the time is over.");

    /// <summary>Until the last day is over, a party can still sue.</summary>
    public static readonly Rule AwardIsNotFinalYet = new(
        "award-is-not-final-yet",
        "起诉期限还没有届满，裁决还没有生效。",
        "The time to sue is not over, so the award does not bind yet.",
        LegalBasis.DisputeLaw(48),
        "期限届满时登记簿会自己记载。",
        "The register enters it by itself when the time is over.");
}
