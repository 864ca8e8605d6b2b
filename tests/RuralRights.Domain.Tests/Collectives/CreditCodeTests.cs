using RuralRights.Domain.Collectives;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Collectives;

public sealed class CreditCodeTests
{
    [Theory]
    [InlineData("91350100M000100Y43", false)]
    [InlineData("N2620123MF0000013T", true)]
    [InlineData("91620123MF1395029N", false)]
    public void A_valid_code_tells_whether_it_names_a_collective(string text, bool collective)
    {
        var code = CreditCode.Parse(text);

        code.ToString().ShouldBe(text);
        code.IsCollective.ShouldBe(collective);
    }

    [Theory]
    [InlineData("91350100M000100Y44", CreditCodeFault.CheckCharacter)]
    [InlineData("91350100M000100Y4", CreditCodeFault.Grammar)]
    [InlineData("91350100M000100Y4O", CreditCodeFault.Grammar)]
    [InlineData("n2620123MF0000013T", CreditCodeFault.Grammar)]
    [InlineData("N26201A3MF0000013T", CreditCodeFault.Grammar)]
    [InlineData("", CreditCodeFault.Grammar)]
    public void A_faulty_code_names_its_fault(string text, CreditCodeFault fault)
    {
        CreditCode.Examine(text).ShouldBe(fault);
        CreditCode.TryParse(text, out _).ShouldBeFalse();
    }

    [Fact]
    public void The_organization_code_inside_is_checked_too()
    {
        const string contradictory = "N2620123MF0000014";

        CreditCode.Examine(contradictory + CreditCode.CheckCharacterOf(contradictory)).ShouldBe(CreditCodeFault.OrganizationCheckCharacter);
    }
}
