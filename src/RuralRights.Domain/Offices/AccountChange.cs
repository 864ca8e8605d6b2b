using RuralRights.Domain.Law;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Offices;

/// <summary>What is changed about who gets into an account.</summary>
public enum AccountChangeKind
{
    /// <summary>The account is opened (开户).</summary>
    Open,

    /// <summary>The person is reached under another telephone number (换手机号码).</summary>
    Phone,

    /// <summary>What proved who the person is no longer does, because it was lost (作废登录凭证).</summary>
    Forget,

    /// <summary>An identity that another provider vouches for is this person's (绑定外部身份).</summary>
    External,
}

/// <summary>
/// A change of who gets into somebody's account (账户变更). Whoever could make one alone could become anybody, so one
/// administrator asks for it and another approves it. It is no fact: what proves who one is must be erasable.
/// </summary>
/// <param name="Person">Whose account it is.</param>
/// <param name="AskedBy">Who asked for it; null while nobody did.</param>
/// <param name="IsDecided">True once it was approved or declined.</param>
public sealed record AccountChange(Guid Person, Guid? AskedBy = null, bool IsDecided = false)
{
    /// <summary>The first rule that keeps somebody from asking for it, or from approving what another asked for; null when they may.</summary>
    public Rule? Decide(Actor by)
    {
        if (by is not Actor.Administrator) return NotAnAdministrator;
        if (by.Person == Person) return AccountIsYourOwn;
        if (by.Person == AskedBy) return SamePersonChangesAccount;
        return IsDecided ? AccountChangeIsDecided : null;
    }
}
