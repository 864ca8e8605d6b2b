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

    /// <summary>What ended does not change any more.</summary>
    public static readonly Rule HouseholdHasEnded = new(
        "household-has-ended",
        "这一户已经并入别户或者消亡。",
        "This household has joined another or is extinct.",
        LegalBasis.ContractMeasures(14),
        "请查看它的历史，在现在的那一户办理。",
        "See its history and act for the household that stands now.");

    /// <summary>A change names whom it is about, each once.</summary>
    public static readonly Rule NobodyIsNamed = new(
        "nobody-is-named",
        "没有写是谁，或者同一个人写了两次。",
        "Nobody is named, or somebody is named twice.",
        LegalBasis.Bookkeeping,
        "请把每个人写一次。",
        "Name each person once.");

    /// <summary>Nobody joins twice.</summary>
    public static readonly Rule PersonIsListedAlready = new(
        "person-is-listed-already",
        "此人已经在这户的成员名单里。",
        "This person is on the household's list already.",
        LegalBasis.Bookkeeping,
        "请核对姓名和证件号码。",
        "Check name and identity number.");

    /// <summary>Only what the law knows changes the list; moving to town, studying, serving and prison do not.</summary>
    public static readonly Rule GroundDoesNotFit = new(
        "ground-does-not-fit",
        "这个原因不能让人加入或离开成员名单。",
        "This is no ground for joining or leaving the list.",
        LegalBasis.CollectiveOrganizationLaw(18),
        "加入只能因为出生、收养、结婚或者漏列；离开只能因为去世、外嫁、离婚或者错列。进城、上学、当兵、服刑都不是原因。",
        "People join by birth, adoption, marriage or because they were left out; they leave by death, marriage, divorce or because they were listed wrongly. Moving to town, studying, serving or prison is no ground.");

    /// <summary>A member's relation and remark are codes, so that the ledger holds nobody's name.</summary>
    public static readonly Rule RelationIsNoCode = new(
        "relation-is-no-code",
        "与户主关系要用两位数字的代码，成员备注要用一位数字的代码。",
        "A relation to the head is a code of two digits, and a remark on a member a code of one.",
        LegalBasis.DataStandard("表 C18", "table C18"),
        "请核对户口簿后从列表中选择（GB/T 4761），如 02 户主、10 配偶、20 子、30 女；备注按成员备注代码表选择，不要写文字。",
        "Compare with the household register book and choose from the list (GB/T 4761), such as 02 head, 10 spouse, 20 son, 30 daughter; remarks are of the table of remarks. Write no words.");

    /// <summary>A woman who marries out or divorces keeps her land until she has land at the new place.</summary>
    public static readonly Rule LandElsewhereIsNotProven = new(
        "land-elsewhere-is-not-proven",
        "没有证明此人已在新居住地取得承包地，她（他）在原承包合同里的份必须保留。",
        "It is not proven that this person has contracted land at the new place, so the place in the old contract must be kept.",
        LegalBasis.RuralLandContractingLaw(31),
        "请提交新居住地发包方出具的承包地证明；没有的，不能从共有人中去掉。",
        "Hand in proof from the issuer at the new place; without it nobody is struck from the co-holders.");

    /// <summary>A household has somebody in it.</summary>
    public static readonly Rule NobodyIsLeft = new(
        "nobody-is-left",
        "这样一来这户就没有人了。",
        "Nobody would be left in the household.",
        LegalBasis.ContractMeasures(14),
        "全户消亡的，请办承包方消亡。",
        "If the whole household has died, open the case of an extinct household.");

    /// <summary>A parcel that goes or stays whole is not divided for it.</summary>
    public static readonly Rule EitherSideTakesAPart = new(
        "either-side-takes-a-part",
        "分户时分割地块，要分割的每一块地两边都得分到。",
        "A parcel that is divided in a split leaves each side a part of it.",
        LegalBasis.ContractMeasures(13),
        "整块归一边的，不用分割，直接选这块地归哪一户；留在一户里的，办地块分割。",
        "A parcel that goes to one side whole needs no division; one that stays with one household is divided in a case of its own.");

    /// <summary>Somebody has to sign.</summary>
    public static readonly Rule RepresentativeLeaves = new(
        "representative-leaves",
        "承包方代表不在留下的人里面，要另选一位代表。",
        "The representative is not among those who stay; another has to be named.",
        LegalBasis.RuralLandContractingLaw(16),
        "请从留下的成员里选一位代表。",
        "Choose a representative among those who stay.");

    /// <summary>The code of a new household is of its issuer and of the range for households.</summary>
    public static readonly Rule NewCodeIsNotOfTheIssuer = new(
        "new-code-is-not-of-the-issuer",
        "新户的承包方代码不是这个发包方的农户代码。",
        "The code of the new household is not one of this issuer for households.",
        LegalBasis.DataStandard("附录 承包方代码", "annex, contractor codes"),
        "请用发包方 14 位代码加 0001 到 8000 之间没有用过的四位数。",
        "Take the issuer's 14 digits and four unused digits between 0001 and 8000.");

    /// <summary>A code is given once.</summary>
    public static readonly Rule HouseholdCodeIsTaken = new(
        "household-code-is-taken",
        "这个承包方代码已经用过。",
        "This contractor code is taken.",
        LegalBasis.DataStandard("附录 承包方代码", "annex, contractor codes"),
        "请换一个没有用过的代码。",
        "Take a code that was never used.");

    /// <summary>Households merge inside their collective.</summary>
    public static readonly Rule HouseholdIsOfAnotherCollective = new(
        "household-is-of-another-collective",
        "两户不属于同一个集体经济组织。",
        "The two households do not belong to the same collective.",
        LegalBasis.ContractMeasures(13),
        "只有同一集体的农户可以合户。",
        "Only households of one collective can merge.");

    /// <summary>Everybody goes along, nobody is forgotten.</summary>
    public static readonly Rule EveryMemberMovesOnce = new(
        "every-member-moves-once",
        "并入的名单和原户的成员对不上。",
        "The list of those who join differs from the members of the household that ends.",
        LegalBasis.RuralLandContractingLaw(16),
        "请把原户每一位成员都写上，每人一次。",
        "Name every member of that household, each once.");

    /// <summary>Parcels join a contract that stands.</summary>
    public static readonly Rule NoContractToJoin = new(
        "no-contract-to-join",
        "并入的那一户没有在效的承包合同，地块无处可并。",
        "The household that stays has no contract in force for the parcels to join.",
        LegalBasis.ContractMeasures(13),
        "请反过来并，或者先办首次登记。",
        "Merge the other way round, or register its contract first.");

    /// <summary>A paper says of each person that they died.</summary>
    public static readonly Rule DeathIsNotProven = new(
        "death-is-not-proven",
        "报去世的人没有附本人的死亡证明；一件事里报了几个人的，每个人都要有。",
        "Somebody is reported dead without a proof of death of their own; where several are reported in one case, each needs one.",
        LegalBasis.CivilCode(15),
        "请逐人提交死亡证明。报错了的人会收到消息，可以当面说明。",
        "Hand in the proof of death of each of them. Whoever is reported by mistake gets a message and can speak up.");

    /// <summary>One living member keeps the household and its land.</summary>
    public static readonly Rule SomebodyMayBeAlive = new(
        "somebody-may-be-alive",
        "不是每一位成员都有死亡证明；只要有一个人在，承包地就不能收回。",
        "Not every member is proven dead; while one is alive the land is not taken back.",
        LegalBasis.RuralLandContractingLaw(27),
        "请逐人提交死亡证明；还有人在的，办家庭成员变更。",
        "Hand in proof for each member; if somebody is alive, change the members instead.");

    /// <summary>Whoever returned land asks for no new land in the same term.</summary>
    public static readonly Rule HouseholdIsBarred = new(
        "household-is-barred",
        "这户在本承包期内自愿交回过承包地，期满以前不再承包新的土地。",
        "This household returned land of its own will, so it is contracted no new land before the term is over.",
        LegalBasis.RuralLandContractingLaw(30),
        "期限到哪一天，写在这户的页面上；受让本集体其他农户的地不受影响。",
        "Its page says until when; land taken over from other households of the collective is not affected.");

    /// <summary>Everybody of the household shares the right, women as well as men, unless a ground is stated and proven.</summary>
    public static readonly Rule MemberIsLeftOut = new(
        "member-is-left-out",
        "有家庭成员没有列为共有人，也没有写明原因和证明材料。",
        "A member of the household is not listed as co-holder, and no ground with its proof is stated.",
        LegalBasis.RuralLandContractingLaw(24),
        "妇女和男子享有平等的权利，请把每一位成员列为共有人；确有原因的，逐人写明并上传证明。",
        "Women and men have equal rights: list every member as co-holder, or state the ground for each and upload the proof.");

    /// <summary>What is to be entered lies in the vault, and it is of this person.</summary>
    public static readonly Rule PersonDraftIsUnknown = new(
        "person-draft-is-unknown",
        "没有写下正确的姓名或者身份证号，或者写下的不是这个人的这一项。",
        "What is right was not written down, or it is of somebody else or of another entry.",
        LegalBasis.CivilCode(220),
        "请重新填写正确的姓名或者身份证号，再申请。",
        "Write down the right name or identity number anew, then apply.");

    /// <summary>A number is one person's; two who share one are looked into by people (双重身份).</summary>
    public static readonly Rule IdentityNumberIsAnothers = new(
        "identity-number-is-anothers",
        "这个身份证号在登记簿里是另一个人的，不能登记给第二个人。",
        "This identity number stands in the register for somebody else, and no second person is entered under it.",
        new("《居民身份证法》第三条", "Resident Identity Card Law, article 3"),
        "请对照证件再看一遍；确实是同一个人登了两次，或者两个人共用一个号的，由工作人员向公安机关核实后处理。",
        "Compare with the card once more. Where one person was listed twice, or two share a number, officials ask the police first.");
}
