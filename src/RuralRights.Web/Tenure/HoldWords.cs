using Microsoft.Extensions.Localization;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;

namespace RuralRights.Web.Tenure;

/// <summary>Holds and disputes as pages name them.</summary>
public static class HoldWords
{
    /// <summary>What holds.</summary>
    public static string Of(EncumbranceKind kind, IStringLocalizer<Words> T) => kind switch
    {
        EncumbranceKind.Seizure => T["查封"],
        EncumbranceKind.Mortgage => T["贷款抵押（融资担保）"],
        EncumbranceKind.Dispute => T["有争议"],
        EncumbranceKind.Objection => T["异议登记"],
        EncumbranceKind.Expropriation => T["征收公告"],
        EncumbranceKind.OwnerLock => T["自己上的锁（权利人自锁）"],
        _ => kind.ToString(),
    };

    /// <summary>What was done with a hold on a paper.</summary>
    public static string Of(HoldDeed deed, EncumbranceKind kind, IStringLocalizer<Words> T) => deed switch
    {
        HoldDeed.Entered => T["登记“{0}”", Of(kind, T)],
        HoldDeed.Renewed => T["续封"],
        HoldDeed.Sued => T["登记起诉证明"],
        HoldDeed.Yielded when kind == EncumbranceKind.Mortgage => T["登记抵押权人的书面同意"],
        HoldDeed.Yielded => T["登记知悉异议、自担风险的承诺"],
        HoldDeed.Lifted => T["解除“{0}”", Of(kind, T)],
        _ => deed.ToString(),
    };

    /// <summary>True for what can be done with land of that right at all: a homestead is offered nowhere, and contracted land is not inherited.</summary>
    public static bool Concerns(Disposal disposal, string right) => disposal != (LandRight.IsHomestead(right) ? Disposal.Offer : Disposal.Inheritance);

    /// <summary>What is stopped, on the land of a right.</summary>
    public static string Of(Disposal disposal, string right, IStringLocalizer<Words> T) => (disposal, LandRight.IsHomestead(right)) switch
    {
        (Disposal.Transfer, true) => T["转移登记"],
        (Disposal.Division, true) => T["更正登记"],
        (Disposal.Return, true) => T["退出宅基地"],
        _ => Of(disposal, T),
    };

    private static string Of(Disposal disposal, IStringLocalizer<Words> T) => disposal switch
    {
        Disposal.Offer => T["挂牌和应牌"],
        Disposal.Transfer => T["转让登簿"],
        Disposal.FamilyMove => T["分户、合户"],
        Disposal.Division => T["地块分割、合并"],
        Disposal.Return => T["交回集体"],
        Disposal.Inheritance => T["继承登记"],
        _ => disposal.ToString(),
    };

    /// <summary>What a dispute is about.</summary>
    public static string Of(DisputeMatter matter, IStringLocalizer<Words> T) => matter switch
    {
        DisputeMatter.Contract => T["承包合同的订立、履行、变更、解除和终止"],
        DisputeMatter.Circulation => T["转让、互换、出租等流转"],
        DisputeMatter.TakingBack => T["收回、调整承包地"],
        DisputeMatter.Confirmation => T["承包经营权归谁"],
        DisputeMatter.HomesteadUse => T["宅基地使用权归谁"],
        DisputeMatter.HomesteadBoundary => T["宅基地的界线"],
        DisputeMatter.Infringement => T["承包地被侵占、损害"],
        _ => matter.ToString(),
    };

    /// <summary>Where a dispute stands.</summary>
    public static string Of(DisputeStage stage, IStringLocalizer<Words> T) => stage switch
    {
        DisputeStage.Opened => T["已提出，双方可以自己商量"],
        DisputeStage.MediatingInVillage => T["村里正在调解"],
        DisputeStage.MediatingInTownship => T["乡镇正在调解"],
        DisputeStage.Failed => T["调解不成"],
        DisputeStage.Petitioned => T["已申请仲裁"],
        DisputeStage.Declined => T["仲裁不予受理"],
        DisputeStage.InArbitration => T["仲裁审理中"],
        DisputeStage.Awarded => T["已裁决，可以起诉"],
        DisputeStage.BeforeTownship => T["乡镇人民政府正在处理"],
        DisputeStage.BeforeCounty => T["县人民政府正在处理"],
        DisputeStage.Decided => T["已作处理决定，可以起诉"],
        DisputeStage.Final => T["裁决、处理决定生效"],
        DisputeStage.Sued => T["法院审理中"],
        DisputeStage.Judged => T["判决生效"],
        DisputeStage.Settled => T["已达成协议"],
        DisputeStage.Executed => T["执行完毕"],
        DisputeStage.Withdrawn => T["争议已撤回"],
        _ => stage.ToString(),
    };

    /// <summary>The button that takes a step.</summary>
    public static string Of(DisputeStep step, IStringLocalizer<Words> T) => step switch
    {
        DisputeStep.MediateInVillage => T["村里开始调解"],
        DisputeStep.MediateInTownship => T["乡镇开始调解"],
        DisputeStep.Settle => T["记录双方的协议"],
        DisputeStep.GoToTownship => T["交乡镇人民政府处理"],
        DisputeStep.GoToCounty => T["交县人民政府处理"],
        DisputeStep.Decide => T["记录处理决定送达"],
        DisputeStep.Fail => T["记录调解不成"],
        DisputeStep.Petition => T["记录仲裁申请"],
        DisputeStep.Accept => T["记录仲裁受理"],
        DisputeStep.Decline => T["记录仲裁不予受理"],
        DisputeStep.Extend => T["记录仲裁延期"],
        DisputeStep.Award => T["记录裁决书送达"],
        DisputeStep.BecomeFinal => T["裁决、处理决定生效"],
        DisputeStep.Sue => T["记录法院受理"],
        DisputeStep.Judge => T["记录生效判决"],
        DisputeStep.Execute => T["记录执行完毕"],
        DisputeStep.Withdraw => T["撤回争议"],
        _ => step.ToString(),
    };
}
