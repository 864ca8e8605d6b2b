namespace RuralRights.Domain.Collectives;

/// <summary>Why somebody is a member of a collective (成员确认事由).</summary>
public enum MembershipGround
{
    /// <summary>The household register is or was here, and so is the land that the person lives by 户籍在或者曾经在本集体.</summary>
    Origin,

    /// <summary>Born to a member; the assembly has to confirm it 成员生育.</summary>
    Birth,

    /// <summary>Adopted by a member 成员收养.</summary>
    Adoption,

    /// <summary>Married to a member 成员结婚.</summary>
    Marriage,

    /// <summary>Resettled here by policy 政策性移民.</summary>
    Resettlement,

    /// <summary>Confirmed in the reform of property rights, before the law was in force; nobody confirms it again 产权制度改革时已经确认.</summary>
    Reform,
}

/// <summary>What is given as the reason for which a membership should end. Most of what people give is none, and is refused by name.</summary>
public enum EndGround
{
    /// <summary>Settled in town, or moved the household register there 进城落户: never a ground.</summary>
    Settling,

    /// <summary>Studies elsewhere 就学: never a ground.</summary>
    Studying,

    /// <summary>Serves in the army 服役: never a ground.</summary>
    Serving,

    /// <summary>Works or trades elsewhere 务工、经商: never a ground.</summary>
    WorkingAway,

    /// <summary>Married somebody of another place 结婚: never a ground, until another collective has confirmed the person.</summary>
    Marrying,

    /// <summary>Divorced or widowed 离婚、丧偶: never a ground.</summary>
    Divorce,

    /// <summary>Is in prison 服刑: never a ground.</summary>
    Prison,

    /// <summary>The member asks for it, of free will 自愿退出.</summary>
    Withdrawal,

    /// <summary>Died 死亡.</summary>
    Death,

    /// <summary>Is no longer a citizen 丧失中华人民共和国国籍.</summary>
    Nationality,

    /// <summary>Has become a member of another collective 已经取得其他集体成员身份.</summary>
    MemberElsewhere,

    /// <summary>Has become a civil servant; those hired by contract do not count 已经成为公务员（聘任制除外）.</summary>
    CivilServant,

    /// <summary>A case that the charter names 章程规定的其他情形.</summary>
    Charter,
}

/// <summary>Where a person's household register stands, as seen in the book at the check.</summary>
public enum RegisterSeen
{
    /// <summary>In this collective.</summary>
    Here,

    /// <summary>It was here before.</summary>
    WasHere,

    /// <summary>It never was here.</summary>
    NeverHere,
}

/// <summary>Grounds in words.</summary>
internal static class MembershipWords
{
    public static (string Chinese, string English) Of(MembershipGround ground) => ground switch
    {
        MembershipGround.Origin => ("户籍在或者曾经在本集体", "Is or was in the household register here"),
        MembershipGround.Birth => ("成员生育", "Born to a member"),
        MembershipGround.Adoption => ("成员收养", "Adopted by a member"),
        MembershipGround.Marriage => ("成员结婚", "Married to a member"),
        MembershipGround.Resettlement => ("政策性移民", "Resettled here by policy"),
        MembershipGround.Reform => ("产权制度改革时已经确认", "Confirmed in the reform of property rights"),
        _ => throw new ArgumentOutOfRangeException(nameof(ground)),
    };

    public static (string Chinese, string English) Of(EndGround ground) => ground switch
    {
        EndGround.Withdrawal => ("自愿退出", "Withdraws of free will"),
        EndGround.Death => ("死亡", "Died"),
        EndGround.Nationality => ("丧失国籍", "Is no longer a citizen"),
        EndGround.MemberElsewhere => ("取得其他集体成员身份", "Has become a member of another collective"),
        EndGround.CivilServant => ("成为公务员", "Has become a civil servant"),
        EndGround.Charter => ("章程规定的情形", "A case that the charter names"),
        _ => ("不是丧失事由", "No ground for ending a membership"),
    };
}
