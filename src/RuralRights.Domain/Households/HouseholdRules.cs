using RuralRights.Domain.Law;

namespace RuralRights.Domain.Households;

/// <summary>What can stand in the way of a change to a household.</summary>
public static class HouseholdRules
{
    /// <summary>There is no such household.</summary>
    public static readonly Rule HouseholdIsUnknown = new(
        "household-is-unknown",
        "登记簿里没有这一户。",
        "There is no such household in the register.",
        LegalBasis.ContractMeasures(15),
        "请核对承包方代码。",
        "Check the contractor code.");

    /// <summary>Only its own people represent a household.</summary>
    public static readonly Rule PersonIsNotOfTheHousehold = new(
        "person-is-not-of-the-household",
        "此人不在这户的家庭成员名单里。",
        "This person is not one of the household.",
        LegalBasis.RuralLandContractingLaw(16),
        "请先办理家庭成员变更，或者从成员名单里选择。",
        "Change the members first, or choose one of the list.");

    /// <summary>A change changes something.</summary>
    public static readonly Rule RepresentsAlready = new(
        "represents-already",
        "此人已经是这户的承包方代表。",
        "This person represents the household already.",
        LegalBasis.Bookkeeping,
        "不需要办理。",
        "Nothing is needed.");
}
