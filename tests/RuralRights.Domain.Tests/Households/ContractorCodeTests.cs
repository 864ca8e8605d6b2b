using RuralRights.Domain.Households;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Households;

public sealed class ContractorCodeTests
{
    [Theory]
    [InlineData("620123202213010001", ContractorKind.Household)]
    [InlineData("620123202213018000", ContractorKind.Household)]
    [InlineData("620123202213018001", ContractorKind.Person)]
    [InlineData("620123202213019000", ContractorKind.Person)]
    [InlineData("620123202213019001", ContractorKind.Unit)]
    [InlineData("620123202213019999", ContractorKind.Unit)]
    public void The_serial_tells_the_kind_of_contractor(string text, ContractorKind kind)
    {
        var code = ContractorCode.Parse(text);

        code.Kind.ShouldBe(kind);
        code.Issuer.ToString().ShouldBe("62012320221301");
        code.ToString().ShouldBe(text);
    }

    [Fact]
    public void Serial_zero_is_never_given() => ContractorCode.Parse("620123202213010000").Kind.ShouldBeNull();

    [Theory]
    [InlineData("62012320221301000")]
    [InlineData("6201232022130100010")]
    [InlineData("62012320221301000O")]
    [InlineData("６20123202213010001")]
    [InlineData(null)]
    public void Anything_but_eighteen_digits_is_no_contractor(string? text) => ContractorCode.TryParse(text, out _).ShouldBeFalse();
}
