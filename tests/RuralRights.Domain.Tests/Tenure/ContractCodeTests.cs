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

    [Theory]
    [InlineData("620123202213010001J", true)]
    [InlineData("98-10020001-0001", true)]
    [InlineData("1998/012", true)]
    [InlineData("", false)]
    [InlineData("98-10020001-00000001", false)]
    [InlineData("王梅的合同", false)]
    [InlineData("11010519491231002X", false)]
    [InlineData("110105491231002", false)]
    public void An_earlier_contract_has_a_number_of_its_own_time_and_never_a_person_in_it(string number, bool isOne) =>
        ContractCode.IsOfAnEarlierRound(number).ShouldBe(isOne);
}
