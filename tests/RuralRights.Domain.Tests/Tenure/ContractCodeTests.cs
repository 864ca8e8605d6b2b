using RuralRights.Domain.Tenure;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Tenure;

public sealed class ContractCodeTests
{
    [Theory]
    [InlineData("620123202213010001J", false)]
    [InlineData("620123202213008001Q", true)]
    public void The_last_letter_tells_how_the_land_was_contracted(string text, bool otherMeans)
    {
        var code = ContractCode.Parse(text);

        code.IsByOtherMeans.ShouldBe(otherMeans);
        code.Contractor.ToString().ShouldBe(text[..18]);
        code.ToString().ShouldBe(text);
        ContractCode.FromNumber(code.Value).ShouldBe(code);
    }

    [Theory]
    [InlineData("620123202213010001")]
    [InlineData("620123202213010001j")]
    [InlineData("620123202213010001X")]
    [InlineData("62012320221301000J")]
    [InlineData("62012320221301O001J")]
    public void Anything_else_is_no_contract(string text)
    {
        ContractCode.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => ContractCode.Parse(text));
    }
}
