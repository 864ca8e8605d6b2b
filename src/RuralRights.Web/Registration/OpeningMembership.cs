using Microsoft.Extensions.Localization;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Web.Language;
using static RuralRights.Web.Registration.CasePages;

namespace RuralRights.Web.Registration;

/// <summary>Forms by which somebody is claimed as a member of the collective, and by which a membership is to end.</summary>
public static partial class OpeningPages
{
    internal const string SomebodyElse = "new";

    private static void Memberships(IEndpointRouteBuilder routes)
    {
        Form<ClaimForm>(routes, "membership", OpenClaim, null);
        Form<EndMembershipForm>(routes, "membership-end", OpenEnd, OnRoster);
        Form<EndMembershipForm>(routes, "membership-withdrawal", OpenEnd, OnRoster);
    }

    /// <summary>The members among the household, on its list or only in the roster. Of somebody of no household only they themselves: nobody withdraws for another.</summary>
    private static async Task<Opening> OnRoster(Opening opening, At at, HttpContext context)
    {
        var (household, cancel) = (opening.Household, context.RequestAborted);
        var members = await Roster.Among(at.Register, household.Collective, opening.IsOnesOwn ? [household.Representative] : household.People, household.Code, at.Office.Today, cancel);
        return opening with { OnRoster = members, Names = opening.Names.With(await at.Names.InFull(at.Who, members.Except(household.People), cancel)) };
    }

    /// <summary>Kinds of business that follow from what is chosen in the form of another.</summary>
    private static bool IsChosenInTheForm(Procedure procedure) => procedure == Procedures.MembershipMove || procedure == Procedures.MembershipOfTheReform || procedure == Procedures.MembershipEndByDeath;

    /// <summary>The person is one of the household, or somebody whom the register may not know: that name goes into the vault first.</summary>
    private static async Task<Decided> OpenClaim(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var person = filling.Chosen("person");
        var isNew = filling.Text("person") == SomebodyElse;
        if (person is null && !isNew) filling.Wrong("person", T["请选要确认谁"]);
        if (!Enum.TryParse<MembershipGround>(filling.Text("ground"), out var ground)) filling.Wrong("ground", T["请选确认的事由"]);
        var guardian = ground is MembershipGround.Birth or MembershipGround.Adoption ? filling.Chosen("guardian") : null;
        if (ground is MembershipGround.Birth or MembershipGround.Adoption && guardian is null) filling.Wrong("guardian", T["请选孩子的监护人"]);
        if (guardian is not null && guardian == person) filling.Wrong("guardian", T["自己不能做自己的监护人，请另选一位"]);
        // Where the register knows the guardian already, no further paper is needed.
        var known = person is { } child ? await GuardianLine.Of(at.Office.Desk, at.Register, [child], at.Office.Today, cancel) : [];
        var guardianPaper = guardian is null ? null : await filling.Paper("guardian-paper", needed: known.All(line => line.Guardian != guardian), cancel);
        var reformedOn = ground == MembershipGround.Reform ? filling.Day("reformed") : null;
        var leaves = filling.Text("leaves");
        if (leaves.Length > 0 && (leaves.Length != 14 || !leaves.All(char.IsAsciiDigit))) filling.Wrong("leaves", T["集体的代码是十四位数字"]);
        var stranger = isNew ? filling.Newcomer("name", "number") : null;
        if (!filling.IsComplete) return Decided.NotYet;

        if (stranger is not null) person = await filling.Bring(stranger, "name", cancel);
        return person is { } who
            ? new(new ClaimMembership(who, opening.Household.Collective, opening.HouseholdCode, ground, guardian, leaves.Length > 0 ? leaves : null, reformedOn, guardianPaper))
            : Decided.NotYet;
    }

    private static async Task<Decided> OpenEnd(Opening opening, Filling filling, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var person = filling.Chosen("person");
        if (person is null) filling.Wrong("person", T["请选是谁的成员身份"]);
        if (!Enum.TryParse<EndGround>(filling.Text("ground"), out var ground)) filling.Wrong("ground", T["请选提出的理由"]);

        // What is no ground is refused by the law before anybody has to hand a paper in for it.
        var isOfTheLaw = filling.IsComplete && MembershipRules.NeverEnds(ground) is null;
        var proof = await filling.Paper("proof", needed: isOfTheLaw && ground != EndGround.Withdrawal, cancel);
        var hearing = await filling.Paper("hearing", needed: isOfTheLaw && ground is not (EndGround.Withdrawal or EndGround.Death), cancel);
        var on = filling.Text("on").Length > 0 ? filling.Day("on") : null;
        var retained = filling.Text("retained").Length > 0 ? filling.Day("retained") : null;
        var agreement = await filling.Paper("agreement", needed: retained is not null, cancel);
        return filling.IsComplete && person is { } who
            ? new(new EndMembership(who, opening.Household.Collective, opening.HouseholdCode, ground, on, proof, hearing, retained, retained is null ? null : agreement))
            : Decided.NotYet;
    }
}
