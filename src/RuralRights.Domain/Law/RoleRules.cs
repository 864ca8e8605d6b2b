namespace RuralRights.Domain.Law;

/// <summary>Who may ask for an act at all. They come first in every act: a stranger learns nothing about the thing itself.</summary>
public static class RoleRules
{
    /// <summary>Only the household's own people act for it.</summary>
    public static readonly Rule NotOfTheHousehold = new(
        "not-of-the-household",
        "您不是这户的承包方代表或共有人，不能替这户办理。",
        "You are neither the representative nor a co-holder of this household, so you cannot act for it.",
        LegalBasis.RuralLandContractingLaw(16),
        "请由这户的承包方代表或共有人本人登录办理；任何干部、亲友都不能代替。",
        "Let the representative or a co-holder of the household sign in; no official, relative or friend can stand in.");

    /// <summary>The issuer speaks through the chair of its own board.</summary>
    public static readonly Rule NotTheChair = new(
        "not-the-chair",
        "答复只能由该地块所属集体经济组织的理事长作出。",
        "Only the chair of the collective that owns the parcel can answer.",
        LegalBasis.CollectiveOrganizationLaw(29),
        "请转告发包方理事长登录答复。",
        "Ask the chair of the issuer's board to sign in and answer.");

    /// <summary>The register is entered by the registering authority of the county.</summary>
    public static readonly Rule NotTheRegistrar = new(
        "not-the-registrar",
        "登簿只能由本县登记机构的登簿人员办理。",
        "Only a registrar of this county's registering authority can make entries.",
        LegalBasis.RegistrationRegulation(7),
        "请把案件交给登簿人员。",
        "Pass the case to a registrar.");

    /// <summary>Surveys and papers come in through the clerk of the county.</summary>
    public static readonly Rule NotTheClerk = new(
        "not-the-clerk",
        "调查成果和材料只能由本县经办人员录入。",
        "Only a clerk of this county takes in surveys and papers.",
        LegalBasis.ContractMeasures(28),
        "请把材料交给经办人员。",
        "Hand the papers to a clerk.");
}
