using Microsoft.Extensions.Localization;
using RuralRights.Domain.Collectives;
using RuralRights.Registry.Collectives;
using RuralRights.Web.Language;

namespace RuralRights.Web.Collectives;

/// <summary>Grounds of memberships as pages name them.</summary>
public static class MembershipWords
{
    /// <summary>Why somebody is a member.</summary>
    public static string Of(MembershipGround ground, IStringLocalizer<Words> T) => ground switch
    {
        MembershipGround.Origin => T["户籍在或者曾经在本集体"],
        MembershipGround.Birth => T["成员生育"],
        MembershipGround.Adoption => T["成员收养"],
        MembershipGround.Marriage => T["成员结婚"],
        MembershipGround.Resettlement => T["政策性移民"],
        _ => T["产权制度改革时已经确认"],
    };

    /// <summary>The same, as tables keep it.</summary>
    public static string OfGround(string ground, IStringLocalizer<Words> T) => Of(Enum.Parse<MembershipGround>(ground, ignoreCase: true), T);

    /// <summary>On what a membership rests.</summary>
    public static string BasisOf(MembershipLine member, IStringLocalizer<Words> T) => member.Resolution is null ? T["改革时的确认"] : T["成员大会决议"];

    /// <summary>What is given as a reason for an end.</summary>
    public static string Of(EndGround ground, IStringLocalizer<Words> T) => ground switch
    {
        EndGround.Settling => T["进城落户、户口迁走"],
        EndGround.Studying => T["在外上学"],
        EndGround.Serving => T["当兵服役"],
        EndGround.WorkingAway => T["在外务工、经商"],
        EndGround.Marrying => T["结婚，还没有取得其他集体的成员身份"],
        EndGround.Divorce => T["离婚、丧偶"],
        EndGround.Prison => T["服刑"],
        EndGround.Withdrawal => T["本人自愿退出"],
        EndGround.Death => T["死亡"],
        EndGround.Nationality => T["丧失中华人民共和国国籍"],
        EndGround.MemberElsewhere => T["已经取得其他集体的成员身份"],
        EndGround.CivilServant => T["已经成为公务员（聘任制除外）"],
        _ => T["章程规定的其他情形"],
    };

    /// <summary>The same, as tables keep it.</summary>
    public static string OfEnd(string ground, IStringLocalizer<Words> T) => Of(Enum.Parse<EndGround>(ground.Replace("_", "", StringComparison.Ordinal), ignoreCase: true), T);
}
