using RuralRights.Domain.Law;

namespace RuralRights.Domain.Tenure;

/// <summary>What can stand in the way of registering a homestead.</summary>
public static class HomesteadRules
{
    private static readonly LegalBasis HouseAndLand = new(
        "《民法典》第一千一百二十二条；自然资源部对十三届全国人大三次会议第3226号建议的答复（2020）",
        "Civil Code, article 1122; answer of the Ministry of Natural Resources to proposal 3226 of the National People's Congress (2020)");

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

    /// <summary>A certificate that bears a name which was put right is replaced as well, by the office that issues it.</summary>
    public static readonly Rule HomesteadBearsTheName = new(
        "homestead-bears-the-name",
        "这个人在一宗宅基地上有份，那本不动产权证书上的姓名、号码也要换，申请里没有写明这一宗。",
        "This person has a part in a homestead whose certificate bears the name and number as well; the application does not name that homestead.",
        LegalBasis.RegistrationRegulation(16),
        "请写明每一宗有份的宅基地的宗地代码，别户名下、继承来的也要写，重新提出。登簿以后，由不动产登记机构逐宗换发证书。",
        "Apply again and name the plot of every such homestead, also of one that another household holds or that was inherited. After the entry the real-estate registry issues another certificate for each.");

    /// <summary>Whoever is alive is asked; only a paper says that somebody is not.</summary>
    public static readonly Rule HomesteadHolderMayBeAlive = new(
        "homestead-holder-may-be-alive",
        "写成已经去世的共有人，没有死亡证明，或者不是这宗宅基地的共有人，或者还在家庭成员名单里。",
        "Somebody named as a co-holder who died has no proof of death, or does not hold this homestead, or still stands on the household's list.",
        LegalBasis.RegistrationRules(14),
        "请逐人交死亡证明或者户口注销证明；还在家庭成员名单里的，先办家庭成员变更；在世的共有人由本人确认。",
        "Hand in a proof of death for each; where they still stand on the household's list, let the change of members come first; co-holders who are alive confirm for themselves.");

    /// <summary>The house is inherited, and the right follows it.</summary>
    public static readonly Rule NoHouseIsInherited = new(
        "no-house-is-inherited",
        "这宗宅基地上登记的没有房屋。宅基地使用权不能单独继承，只随房屋一并继承。",
        "No house stands in the entry of this homestead. The right is not inherited alone; it follows the house.",
        HouseAndLand,
        "房屋漏登记的，先办更正登记；没有房屋的，宅基地由集体经济组织依法处理。",
        "If a house was left out, let the entry be corrected first; where none stands, the collective deals with the plot by law.");

    /// <summary>A household goes on while one of those who hold it is alive.</summary>
    public static readonly Rule HouseholdHoldsOn = new(
        "household-holds-on",
        "这一户还有在世的共有人，宅基地仍由这一户使用，不因有人去世而转移。",
        "Somebody of the household who holds it is alive; the household goes on holding the homestead, and nothing passes by a death.",
        LegalBasis.LandAdministrationLaw(62),
        "有人去世的，请办家庭成员变更；房屋里去世的人的那一份，由继承人之间商量，不影响宅基地登记。",
        "For a death let the list of members be changed; the share of the dead in the house is for the heirs to agree on and leaves the entry as it is.");

    /// <summary>What nobody inherits does not pass by inheritance.</summary>
    public static readonly Rule NobodyInherits = new(
        "nobody-inherits",
        "没有写明由谁继承：至少要有一位没有放弃的继承人，每人只写一次，去世的人不能继承。",
        "Nobody is named who inherits: at least one heir has not renounced, each is named once, and the dead do not inherit.",
        LegalBasis.CivilCode(1127),
        "请照继承关系写明全部继承人，包括放弃继承的；无人继承的，房屋归所在的集体经济组织所有（民法典第一千一百六十条）。",
        "Name every heir, those who renounced among them; what nobody inherits belongs to the collective (Civil Code, article 1160).");

    /// <summary>Who gives up an inheritance does so in writing.</summary>
    public static readonly Rule RenunciationIsNotWritten = new(
        "renunciation-is-not-written",
        "放弃继承没有书面材料。",
        "An heir is said to have renounced, and there is no written renunciation.",
        LegalBasis.CivilCode(1124),
        "请交本人签字的放弃继承声明；没有放弃的，由本人确认。",
        "Hand in the renunciation signed by the heir; whoever has not renounced confirms for themselves.");

    /// <summary>A guardian acts for the good of the ward.</summary>
    public static readonly Rule WardDoesNotRenounce = new(
        "ward-does-not-renounce",
        "写成放弃继承的人里有未成年人或者有监护人的人。监护人不能替被监护人放弃继承。",
        "Somebody under eighteen, or with a guardian, is named as having renounced. A guardian does not give up an inheritance for a ward.",
        LegalBasis.CivilCode(35),
        "请把他写成继承人，由登记的监护人代为确认。",
        "Name them as an heir; the guardian in the register confirms for them.");

    /// <summary>Who inherits is shown by papers.</summary>
    public static readonly Rule InheritanceIsNotProved = new(
        "inheritance-is-not-proved",
        "没有交继承的依据：亲属关系证明、继承权公证书或者生效法律文书。",
        "The paper on which the inheritance rests is missing: papers of kinship, a notary's deed, or a judgment that binds.",
        LegalBasis.RegistrationRules(14),
        "请上传其中一种。",
        "Upload one of them.");

    /// <summary>Where no notary and no court settled it, all heirs agree.</summary>
    public static readonly Rule HeirsHaveNotAgreed = new(
        "heirs-have-not-agreed",
        "有几位继承人，凭亲属关系证明办理的，要交全体继承人的协议。",
        "There are several heirs and papers of kinship only: the agreement of all of them is needed.",
        LegalBasis.RegistrationRules(14),
        "请交全体继承人签字的协议；谈不拢的，可以调解或者起诉，凭法律文书办理。",
        "Hand in the agreement signed by every heir; where they do not agree, they mediate or sue, and the court's paper is what counts.");

    /// <summary>A household holds what its own people inherited.</summary>
    public static readonly Rule HeirsAreNotOfTheHousehold = new(
        "heirs-are-not-of-the-household",
        "以后的权利人不都是所写的这一户的家庭成员。",
        "Not everybody who holds it then is of the household named.",
        HouseAndLand,
        "请核对承包方代码；继承人不都在本集体的同一户的，不写这一项，由继承人自己持有，登记簿上注明。",
        "Check the contractor code; where the heirs are not all of one household of the collective, leave it out: they hold it for themselves, and the register says so.");

    /// <summary>What is agreed is an amount, or nothing at all.</summary>
    public static readonly Rule CompensationIsNoAmount = new(
        "compensation-is-no-amount",
        "补偿金额不对：应大于零，最多两位小数；不要补偿的，不填。",
        "The compensation is no amount: more than nothing, with at most two decimals; leave it out where none is asked for.",
        LegalBasis.LandAdministrationLaw(62),
        "请照退出协议填写。",
        "Enter it from the agreement.");

    /// <summary>A claim that is kept is kept for a while yet.</summary>
    public static readonly Rule ClaimIsNotKept = new(
        "claim-is-not-kept",
        "保留资格的截止日期不在今天以后。",
        "The day until which the claim is kept is not after today.",
        LegalBasis.Practice,
        "请照退出协议填写；永久退出的，不填。",
        "Enter it from the agreement; leave it out where the homestead is given up for good.");

    /// <summary>A return rests on what both sides agreed.</summary>
    public static readonly Rule ExitAgreementIsMissing = new(
        "exit-agreement-is-missing",
        "没有交退出协议。",
        "The agreement with the collective is missing.",
        LegalBasis.LandAdministrationLaw(62),
        "请上传全家和集体经济组织签字盖章的退出协议。",
        "Upload the agreement, signed by everybody of the household and by the collective.");

    /// <summary>Only what is held because of a house ends with it.</summary>
    public static readonly Rule HomesteadOutlastsItsHouse = new(
        "homestead-outlasts-its-house",
        "这宗宅基地不是只因继承的房屋才使用的，房屋没有了，宅基地使用权也不消灭。",
        "This homestead is not held only because of an inherited house: the right to the plot stays when the house is gone.",
        HouseAndLand,
        "农户可以依法重新建房；房屋情况变了的，申请更正登记。",
        "A household may build again by law; where the house has changed, let the entry be corrected.");

    /// <summary>Nobody loses a right without being asked, and the dead cannot be asked.</summary>
    public static readonly Rule NoHeirIsLeftToAsk = new(
        "no-heir-is-left-to-ask",
        "继承人都已去世，没有人可以确认房屋还在不在。",
        "Every heir has died, and nobody is left who could say whether the house stands.",
        LegalBasis.CivilCode(1122),
        "请他们的继承人先办继承登记，再由他们确认。",
        "Let their own heirs be entered first, who can then confirm it.");

    /// <summary>A house stands until it is shown to be gone.</summary>
    public static readonly Rule HouseMayStand = new(
        "house-may-stand",
        "没有证明房屋已经灭失：要有现场照片，灭失的日期不能在今天以后，也不能在建成以前。",
        "It is not shown that the house is gone: photographs of the place are needed, and a day that is neither ahead nor before the house was built.",
        LegalBasis.RegistrationRules(28),
        "请交现场照片，核对日期；房屋还在的，哪怕没有人住，也不能办。",
        "Hand in photographs of the place and check the day; while the house stands, lived in or not, nothing ends.");

    /// <summary>Whoever gave a homestead up for good is given no other.</summary>
    public static readonly Rule HomesteadWasGivenUp = new(
        "homestead-was-given-up",
        "这一户已经自愿退出过宅基地，没有保留再申请的资格，或者保留的期限已过。",
        "This household gave a homestead back and kept no claim to another, or the time for which it kept it is over.",
        LegalBasis.LandAdministrationLaw(62),
        "因继承房屋取得的不受影响；协议另有约定的，请集体经济组织先核对协议。",
        "A house that is inherited is not affected; where the agreement says otherwise, let the collective look at it first.");

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
