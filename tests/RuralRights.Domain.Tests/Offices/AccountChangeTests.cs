using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;
using static RuralRights.Domain.Offices.OfficeRules;

namespace RuralRights.Domain.Tests.Offices;

public sealed class AccountChangeTests
{
    private const string County = "620123";

    private static readonly Actor.Administrator Wu = new(Scene.Id("wu"), County);
    private static readonly Actor.Administrator Xie = new(Scene.Id("xie"), County);
    private static readonly Guid Wang = Scene.Id("wang");

    [Fact]
    public void An_account_is_changed_by_two_administrators_neither_of_whom_it_belongs_to()
    {
        var asked = new AccountChange(Wang, Wu.Person);

        new AccountChange(Wang).Decide(Wu).ShouldBeNull();
        asked.Decide(Xie).ShouldBeNull();
        Refused(asked, Wu).ShouldBe(SamePersonChangesAccount);
        Refused(new AccountChange(Xie.Person, Wu.Person), Xie).ShouldBe(AccountIsYourOwn);
        Refused(new AccountChange(Wu.Person), Wu).ShouldBe(AccountIsYourOwn);
        Refused((asked with { IsDecided = true }), Xie).ShouldBe(AccountChangeIsDecided);
        Refused(asked, new Actor.Registrar(Xie.Person, County)).ShouldBe(NotAnAdministrator);
    }

    private static Rule? Refused(AccountChange change, Actor by) => change.Decide(by) is { } rule ? RulesRaised.Note(rule) : null;
}
