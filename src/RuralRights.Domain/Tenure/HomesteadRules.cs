using RuralRights.Domain.Law;

namespace RuralRights.Domain.Tenure;

/// <summary>What can stand in the way of registering a homestead.</summary>
public static class HomesteadRules
{
    private static readonly LegalBasis UnitCodes = new("GB/T 37346-2019《不动产单元设定与代码编制规则》", "GB/T 37346-2019, codes of real-estate units");

    /// <summary>Homesteads are for households of villagers.</summary>
    public static readonly Rule HolderIsNoHousehold = new(
        "holder-is-no-household",
        "宅基地由农户使用，登记簿里这不是一户农户。",
        "A homestead is used by a farming household, and this is none in the register.",
        LegalBasis.LandAdministrationLaw(62),
        "请核对承包方代码；单位和其他个人不能办理宅基地登记。",
        "Check the contractor code; units and other persons cannot register a homestead.");

    /// <summary>The unit code is what other offices find the homestead by.</summary>
    public static readonly Rule UnitCodeIsMalformed = new(
        "unit-code-is-malformed",
        "不动产单元代码不合规范：应为28位，前19位是宗地代码，后9位是定着物代码。",
        "The real-estate unit code is malformed: it has 28 characters, 19 for the plot and 9 for what stands on it.",
        UnitCodes,
        "请对照权籍调查表逐位核对；没有房屋的，后9位是W00000000。",
        "Check it against the cadastral survey; where nothing stands on the plot it ends in W00000000.");

    /// <summary>The letters say what kind of plot it is.</summary>
    public static readonly Rule UnitIsNoHomestead = new(
        "unit-is-no-homestead",
        "这个不动产单元不是宅基地：宗地代码第13、14位应为JC。",
        "This unit is no homestead: characters 13 and 14 of the plot code are JC for one.",
        UnitCodes,
        "请核对宗地特征码；建设用地和承包地不在这里登记。",
        "Check the letters of the plot; building land and contracted land are not registered here.");

    /// <summary>A county registers its own land.</summary>
    public static readonly Rule UnitIsOfAnotherCounty = new(
        "unit-is-of-another-county",
        "不动产单元代码的前6位不是本县的行政区代码。",
        "The first six digits of the unit code are not this county's.",
        UnitCodes,
        "请核对代码；外县的宅基地在当地登记。",
        "Check the code; a homestead in another county is registered there.");

    /// <summary>Land and house go together.</summary>
    public static readonly Rule UnitDoesNotFitTheHouse = new(
        "unit-does-not-fit-the-house",
        "不动产单元代码与房屋情况不符：有房屋的以F开头写幢号和户号，没有房屋的写W00000000。",
        "The unit code does not fit the house: with a house it names building and unit after an F, without one it ends in W00000000.",
        UnitCodes,
        "请核对代码后9位，或者补填房屋情况。",
        "Check the last nine characters, or state the house.");

    /// <summary>One live right on a plot.</summary>
    public static readonly Rule HomesteadStands = new(
        "homestead-stands",
        "这宗宅基地已经登记。",
        "This homestead is registered already.",
        LegalBasis.RegistrationRegulation(8),
        "请核对宗地代码；登记有误的，申请更正登记。",
        "Check the plot code; if the entry is wrong, apply for a correction.");

    /// <summary>A right rests on a paper.</summary>
    public static readonly Rule HomesteadSourceIsMissing = new(
        "homestead-source-is-missing",
        "没有写明宅基地的权属来源：材料的编号、日期、批准面积和附件都要有，日期不能在今天以后。",
        "The source of the homestead is missing: the paper's number, its day, which is not after today, the approved area and the paper itself.",
        LegalBasis.RegistrationRegulation(16),
        "请按宅基地批准书、原土地使用证书或其他权属来源材料填写并上传。",
        "State it from the approval, the earlier certificate or another source, and upload it.");

    /// <summary>The county says how large a homestead may be, by the kind of land.</summary>
    public static readonly Rule HomesteadStandardIsUnknown = new(
        "homestead-standard-is-unknown",
        "本县的宅基地面积标准里没有这种地类或者这样人口的户。",
        "The county's standard names no size for this kind of land or for a household of this many people.",
        LegalBasis.LandAdministrationLaw(62),
        "请从本县的标准里选地类；标准不全的，请登簿人员先做县级设置。",
        "Choose a kind of land from the county's standard; if that has gaps, let a registrar make the county setting first.");

    /// <summary>Approved is what the standard allows, or what a listed ground excepts.</summary>
    public static readonly Rule HomesteadIsAboveTheStandard = new(
        "homestead-is-above-the-standard",
        "批准面积超过本县的宅基地面积标准，又没有登记例外的原因和证明。",
        "The approved area is above the county's standard, and no exception with its ground and proof is entered.",
        LegalBasis.LandAdministrationLaw(62),
        "请核对批准面积和地类；依当时的规定批准的，请写明例外并附证明。实际多占的部分不写进批准面积。",
        "Check the approved area and the kind of land; if it was lawful in its day, enter the exception with its proof. What is occupied beyond the approval is no approved area.");

    /// <summary>A house stands on its plot, and was built before it is registered.</summary>
    public static readonly Rule HouseDoesNotFit = new(
        "house-does-not-fit",
        "房屋情况不对：占地面积应大于零且不超过宗地面积，建筑面积和层数应大于零，建成年份不能在今年以后。",
        "The house does not fit: it covers more than nothing and no more than the plot, has a floor area and storeys, and was not finished after this year.",
        LegalBasis.RegistrationRegulation(8),
        "请对照房屋调查表核对。",
        "Check it against the survey of the house.");

    /// <summary>An exception is made on a ground that the county has listed.</summary>
    public static readonly Rule HomesteadExceptionIsNotListed = new(
        "homestead-exception-is-not-listed",
        "所写的例外原因不在本县的目录里，或者同一种例外写了两次。",
        "The ground of the exception is not on the county's list, or one kind of exception is named twice.",
        LegalBasis.LandAdministrationLaw(62),
        "请从目录中选择；目录由县级设置规定。",
        "Choose a ground from the list, which the county sets.");

    /// <summary>An exception without proof is none.</summary>
    public static readonly Rule HomesteadExceptionIsNotProved = new(
        "homestead-exception-is-not-proved",
        "例外没有附证明材料。",
        "The proof of the exception is missing.",
        LegalBasis.RegistrationRegulation(16),
        "请上传证明，例如继承公证书或者当时的批准文件。",
        "Upload the proof, such as the deed of inheritance or the approval of that day.");

    /// <summary>一户一宅.</summary>
    public static readonly Rule OneHouseholdOneHomestead = new(
        "one-household-one-homestead",
        "这一户已经有一处宅基地，一户只能有一处。",
        "This household has a homestead already, and a household has one.",
        LegalBasis.LandAdministrationLaw(62),
        "因继承房屋等原因有第二处的，请写明例外的原因并附证明。",
        "If it came to a second one by inheritance of a house, enter the exception with its ground and proof.");

    /// <summary>Only what stands in the register can be altered or held still.</summary>
    public static readonly Rule HomesteadIsUnknown = new(
        "homestead-is-unknown",
        "登记簿中没有这宗宅基地，或者已经注销。",
        "The register holds no such homestead, or it has ended.",
        LegalBasis.CivilCode(216),
        "请核对宗地代码。",
        "Check the plot code.");

    /// <summary>A family cannot divide what is not its own.</summary>
    public static readonly Rule HomesteadIsNotTheHouseholds = new(
        "homestead-is-not-the-households",
        "这宗宅基地不是这一户的，或者已经不在登记簿里。",
        "This homestead is not the household's, or is in the register no more.",
        LegalBasis.RegistrationRegulation(16),
        "请核对宗地代码，从这一户名下的宅基地里选。",
        "Check the plot code, and choose among the homesteads of the household.");

    /// <summary>A right to use a homestead alone secures no loan.</summary>
    public static readonly Rule HomesteadIsNotMortgaged = new(
        "homestead-is-not-mortgaged",
        "宅基地使用权不能单独抵押。",
        "The right to use a homestead is not mortgaged.",
        LegalBasis.CivilCode(399),
        "请告诉银行和农户：法律规定可以抵押的除外，宅基地的土地使用权不得抵押；这里不登记。",
        "Tell the bank and the household: unless the law itself allows it, the land of a homestead cannot be mortgaged, and it is not entered here.");

    /// <summary>The certificate is another office's; its number is entered as that office gave it.</summary>
    public static readonly Rule PropertyCertificateIsIncomplete = new(
        "property-certificate-is-incomplete",
        "不动产权证书的证号、发证机关、发证日期没有写全，缺证书复印件，或者日期在今天以后。",
        "The number, the issuing office or the day of the real-estate certificate is missing, its copy is missing, or the day is after today.",
        LegalBasis.RegistrationRegulation(21),
        "宅基地的证书由不动产登记机构颁发，请照证书上印的填写。",
        "The real-estate registry issues the certificate of a homestead; enter what is printed on it.");
}
