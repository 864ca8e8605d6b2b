using RuralRights.Domain.Law;

namespace RuralRights.Domain.Collectives;

/// <summary>What can stand in the way of a membership, and of its end.</summary>
public static class MembershipRules
{
    /// <summary>A child speaks through a guardian.</summary>
    public static readonly Rule NobodySpeaksForTheChild = new(
        "nobody-speaks-for-the-child",
        "因出生、收养提出的，要写明监护人是谁，而且不能就是孩子自己。",
        "A claim for a child names its guardian, who is somebody else than the child.",
        LegalBasis.CivilCode(23),
        "请选一位监护人。",
        "Choose a guardian.");

    /// <summary>What the reform confirmed stands; what came later is confirmed by the assembly.</summary>
    public static readonly Rule ReformIsNotBeforeTheLaw = new(
        "reform-is-not-before-the-law",
        "只有本法施行（2025年5月1日）以前在产权制度改革中确认的，才不用重新确认；要写明当时确认的日期。",
        "Only what the reform confirmed before the law was in force (1 May 2025) needs no new confirmation; the day of that confirmation is given.",
        LegalBasis.CollectiveOrganizationLaw(66),
        "请填写当时确认的日期；以后确认的，请按其他事由办理，由成员大会表决。",
        "Give the day of that confirmation; for anything later choose the ground that fits and let the assembly decide.");

    /// <summary>Once is enough.</summary>
    public static readonly Rule IsAMember = new(
        "is-a-member",
        "此人已经是本集体的成员。",
        "This person is a member of this collective already.",
        LegalBasis.CollectiveOrganizationLaw(12),
        "不需要办理。",
        "Nothing is needed.");

    /// <summary>Nobody is a member of two collectives.</summary>
    public static readonly Rule IsAMemberElsewhere = new(
        "is-a-member-elsewhere",
        "此人现在是本县另一个集体的成员，不能同时是两个集体的成员。",
        "This person is a member of another collective of the county, and nobody is a member of two.",
        LegalBasis.CollectiveOrganizationLaw(17),
        "请写明从哪个集体转来：新的成员身份登入名册时，原来的同时终止，中间不会两头落空。",
        "Say which collective the person leaves: the earlier membership ends in the very entry that begins the new one, and the person is never in neither.");

    /// <summary>Only what stands can be left.</summary>
    public static readonly Rule LeavesNothing = new(
        "leaves-nothing",
        "此人不是所写的那个集体的成员，没有可转出的成员身份。",
        "This person is no member of the collective that was named, so there is nothing to leave.",
        LegalBasis.Bookkeeping,
        "请去掉“从哪个集体转来”，或者核对。",
        "Leave the collective out, or check it.");

    /// <summary>Article 11: the household register is or was here.</summary>
    public static readonly Rule RegisterWasNeverHere = new(
        "register-was-never-here",
        "此人的户籍现在不在、以前也没有在过本集体。",
        "This person's household register is not here and never was.",
        LegalBasis.CollectiveOrganizationLaw(11),
        "因结婚、收养、出生、政策性移民加入的，请按那种事由办理；户口迁到城里的，原来的户籍也算“曾经在”。",
        "Whoever joins by marriage, adoption, birth or resettlement claims on that ground; a register that was moved to town was here before, and counts.");

    /// <summary>A civil servant is no member.</summary>
    public static readonly Rule CivilServantIsNoMember = new(
        "civil-servant-is-no-member",
        "此人是公务员（聘任制除外），不能确认为成员。",
        "This person is a civil servant, not hired by contract, and cannot be confirmed as a member.",
        LegalBasis.CollectiveOrganizationLaw(17),
        "聘任制公务员不受此限；请核对任职材料。",
        "Those hired by contract are not meant; check the papers of the post.");

    /// <summary>Without a number nobody can be asked.</summary>
    public static readonly Rule PersonHasNoNumber = new(
        "person-has-no-number",
        "此人没有登记公民身份号码，无法核对是不是别处的成员。",
        "No identity number is on record for this person, so no other roll can be asked.",
        LegalBasis.CollectiveOrganizationLaw(12),
        "请先落实户口和公民身份号码，再核对。",
        "Let the person's household register and number be settled first.");

    /// <summary>Another county of the city has this person.</summary>
    public static readonly Rule IsAMemberInTheCity = new(
        "is-a-member-in-the-city",
        "本市另一个县（区）的集体里有此人的成员身份。",
        "This person is a member of a collective in another county of the city.",
        LegalBasis.CollectiveOrganizationLaw(17),
        "请先取得那个集体出具的材料，写明在这里确认之日起那边的成员身份终止，再核对。",
        "Let that collective state in writing that its membership ends on the day this one begins, then check again.");

    /// <summary>Silence is no answer.</summary>
    public static readonly Rule CountyGaveNoAnswer = new(
        "county-gave-no-answer",
        "本市有的县（区）没有答复此人是不是那里的成员。",
        "A county of the city has not answered whether this person is a member there.",
        LegalBasis.CollectiveOrganizationLaw(12),
        "请发函询问，把书面答复交来，或者等能够联上时再核对。",
        "Ask by letter and hand the answer in, or check again when that county can be reached.");

    /// <summary>A resolution is of one assembly.</summary>
    public static readonly Rule ResolutionIsMixed = new(
        "resolution-is-mixed",
        "一份决议只能是一个集体的。",
        "A resolution is of one collective.",
        LegalBasis.Bookkeeping,
        "请分开录入。",
        "Record them separately.");

    /// <summary>What has not happened is not recorded.</summary>
    public static readonly Rule AssemblyIsAhead = new(
        "assembly-is-ahead",
        "成员大会的日期还没有到。",
        "The day of the assembly is still ahead.",
        LegalBasis.Bookkeeping,
        "请填写实际开会的日期。",
        "Give the day on which it met.");

    /// <summary>Members are told in time.</summary>
    public static readonly Rule AssemblyWasCalledLate = new(
        "assembly-was-called-late",
        "成员大会没有提前通知到规定的天数。",
        "The assembly was not called as many days ahead as is required.",
        LegalBasis.CollectiveOrganizationLaw(27),
        "请重新通知，再开会表决。",
        "Call it again and let it vote.");

    /// <summary>Who votes knows what was said against it.</summary>
    public static readonly Rule AssemblyDidNotAwaitTheNotice = new(
        "assembly-did-not-await-the-notice",
        "公示期满以前就开会表决了。",
        "The assembly met before the public notice was over.",
        LegalBasis.CollectiveOrganizationLaw(12),
        "请在公示期满、异议处理完以后再开会表决。",
        "Let it vote after the notice is over and objections are answered.");

    /// <summary>Numbers of a vote fit each other.</summary>
    public static readonly Rule VotesDoNotAddUp = new(
        "votes-do-not-add-up",
        "人数对不上：赞成的不能多于到会的，到会的不能多于有表决权的全体成员。",
        "The numbers do not fit: nobody agrees who was not there, and nobody is there who has no vote.",
        LegalBasis.CollectiveOrganizationLaw(27),
        "请对照会议记录再填一遍。",
        "Compare them with the record once more.");

    /// <summary>Two thirds of all, not of those whom somebody chose to count.</summary>
    public static readonly Rule VotersAreFewerThanTheRoster = new(
        "voters-are-fewer-than-the-roster",
        "填写的全体成员人数少于名册上有完全民事行为能力的成员人数。",
        "The number of all voting members is less than the members of the roster with full capacity.",
        LegalBasis.CollectiveOrganizationLaw(27),
        "三分之二要按全体成员算，不是按到会的人算。请按名册填写：满十八周岁的，和满十六周岁、以自己的劳动收入为主要生活来源的都算；没有完全民事行为能力的成年人另填一格。",
        "Two thirds are of all members, not of those present. Count by the roster: whoever is eighteen, and whoever is sixteen and lives on their own labour; grown-ups without full capacity have a field of their own.");

    /// <summary>Two thirds take part.</summary>
    public static readonly Rule AssemblyHadNoQuorum = new(
        "assembly-had-no-quorum",
        "到会的不足全体成员的三分之二，表决不算。",
        "Fewer than two thirds of all members took part, so the vote counts for nothing.",
        LegalBasis.CollectiveOrganizationLaw(27),
        "请重新召开成员大会；可以用即时通讯参加，也可以书面委托同户的成员。",
        "Call the assembly again; members may take part online, or authorise a member of their household in writing.");

    /// <summary>Two thirds of all members agree.</summary>
    public static readonly Rule TwoThirdsDidNotAgree = new(
        "two-thirds-did-not-agree",
        "赞成的不足全体成员的三分之二，没有通过。",
        "Fewer than two thirds of all members agreed, so it was not passed.",
        LegalBasis.CollectiveOrganizationLaw(27),
        "因成员生育增加的人，法律规定应当确认；不予确认的，可以请乡镇、县里调解，也可以仲裁或者起诉（第五十六条）。",
        "Children of members have to be confirmed by law; whoever is not can ask township and county to mediate, go to arbitration, or sue (article 56).");

    /// <summary>Only a membership that stands can end.</summary>
    public static readonly Rule IsNoMember = new(
        "is-no-member",
        "此人不在本集体的成员名册上。",
        "This person is not in the roster of this collective.",
        LegalBasis.Bookkeeping,
        "请核对名册。",
        "Check the roster.");

    /// <summary>The charter names its cases or has none.</summary>
    public static readonly Rule CharterNamesNoSuchCase = new(
        "charter-names-no-such-case",
        "本集体的章程没有规定其他丧失成员身份的情形。",
        "The charter of this collective names no further case in which a membership ends.",
        LegalBasis.CollectiveOrganizationLaw(17),
        "章程确有规定的，请登簿人员先把它记入本集体的设置；章程不得规定进城落户就丧失成员身份。",
        "If the charter does, let a registrar record it among the settings first; no charter may say that settling in town ends a membership.");

    /// <summary>A ground is proved.</summary>
    public static readonly Rule EndIsNotProved = new(
        "end-is-not-proved",
        "没有丧失事由的证明。",
        "The ground is not proved.",
        LegalBasis.CollectiveOrganizationLaw(17),
        "请交证明材料。",
        "Hand the proof in.");

    /// <summary>Whom it is about is heard first.</summary>
    public static readonly Rule PersonWasNotHeard = new(
        "person-was-not-heard",
        "没有听取本人意见的记录。",
        "There is no record that the person was heard.",
        LegalBasis.CollectiveOrganizationLaw(17),
        "请先当面听取本人的意见，把签名的记录交来。",
        "Hear the person first and hand in the signed record.");

    /// <summary>A membership ends after it began and not in the future.</summary>
    public static readonly Rule EndIsOutsideTheMembership = new(
        "end-is-outside-the-membership",
        "终止的日期早于成为成员的日期，或者还没有到。",
        "The day of the end is before the membership began, or still ahead.",
        LegalBasis.Bookkeeping,
        "请核对日期。",
        "Check the day.");

    /// <summary>Keeping what one has for a time is agreed in writing.</summary>
    public static readonly Rule RetentionIsNotAgreed = new(
        "retention-is-not-agreed",
        "保留已有权益要有书面约定和将来的期限，只适用于自愿退出、取得其他集体成员身份、成为公务员。",
        "Existing rights are kept for a time by written agreement and until a day ahead, when somebody withdraws, joins another collective or becomes a civil servant.",
        LegalBasis.CollectiveOrganizationLaw(17),
        "请交书面约定并填写期限；没有约定的不填。",
        "Hand in the agreement and give the day, or leave both out.");

    /// <summary>Settling in town ends nothing.</summary>
    public static readonly Rule SettlingEndsNoMembership = Never(
        "settling-ends-no-membership", "进城落户、户口迁走，不丧失成员身份。", "Settling in town, or moving the household register there, ends no membership.", LegalBasis.RuralLandContractingLaw(27));

    /// <summary>Studying ends nothing.</summary>
    public static readonly Rule StudyingEndsNoMembership = Never(
        "studying-ends-no-membership", "在外上学，不丧失成员身份。", "Studying elsewhere ends no membership.", LegalBasis.CollectiveOrganizationLaw(18));

    /// <summary>Serving ends nothing.</summary>
    public static readonly Rule ServingEndsNoMembership = Never(
        "serving-ends-no-membership", "当兵服役，不丧失成员身份。", "Serving in the army ends no membership.", LegalBasis.CollectiveOrganizationLaw(18));

    /// <summary>Working away ends nothing.</summary>
    public static readonly Rule WorkingAwayEndsNoMembership = Never(
        "working-away-ends-no-membership", "在外务工、经商，不丧失成员身份。", "Working or trading elsewhere ends no membership.", LegalBasis.CollectiveOrganizationLaw(18));

    /// <summary>Marrying ends nothing.</summary>
    public static readonly Rule MarryingEndsNoMembership = Never(
        "marrying-ends-no-membership", "结婚，还没有取得其他集体成员身份的，不丧失成员身份。", "Marrying ends no membership before another collective has confirmed the person.", LegalBasis.CollectiveOrganizationLaw(18));

    /// <summary>Divorce and widowhood end nothing.</summary>
    public static readonly Rule DivorceEndsNoMembership = Never(
        "divorce-ends-no-membership", "离婚、丧偶，不丧失成员身份。", "Divorce or the death of the spouse ends no membership.", LegalBasis.CollectiveOrganizationLaw(18));

    /// <summary>Prison ends nothing.</summary>
    public static readonly Rule PrisonEndsNoMembership = Never(
        "prison-ends-no-membership", "服刑，不丧失成员身份。", "Serving a sentence ends no membership.", LegalBasis.CollectiveOrganizationLaw(18));

    /// <summary>All seven, for the provenance.</summary>
    internal static IReadOnlyList<Rule> NeverEnding { get; } =
    [
        SettlingEndsNoMembership, StudyingEndsNoMembership, ServingEndsNoMembership, WorkingAwayEndsNoMembership, MarryingEndsNoMembership, DivorceEndsNoMembership, PrisonEndsNoMembership,
    ];

    /// <summary>The rule by which a reason ends no membership; null for a ground of the law.</summary>
    public static Rule? NeverEnds(EndGround ground) => ground switch
    {
        EndGround.Settling => SettlingEndsNoMembership,
        EndGround.Studying => StudyingEndsNoMembership,
        EndGround.Serving => ServingEndsNoMembership,
        EndGround.WorkingAway => WorkingAwayEndsNoMembership,
        EndGround.Marrying => MarryingEndsNoMembership,
        EndGround.Divorce => DivorceEndsNoMembership,
        EndGround.Prison => PrisonEndsNoMembership,
        _ => null,
    };

    private static Rule Never(string code, string chinese, string english, LegalBasis basis) => new(
        code, chinese, english, basis, "不能办理；成员身份和已有的权益都照旧。", "It is not entered; the membership and every right stay as they are.");
}
