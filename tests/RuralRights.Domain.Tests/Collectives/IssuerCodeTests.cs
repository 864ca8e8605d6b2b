using RuralRights.Domain.Collectives;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Collectives;

public sealed class IssuerCodeTests
{
    [Fact]
    public void A_village_ends_in_double_zero_and_a_group_does_not()
    {
        IssuerCode.Parse("62012320221300").IsVillage.ShouldBeTrue();
        IssuerCode.Parse("62012320221301").IsVillage.ShouldBeFalse();
    }

    [Fact]
    public void The_first_six_digits_are_the_county_that_gave_the_code() => IssuerCode.Parse("62012320221300").County.ShouldBe("620123");

    [Fact]
    public void Leading_zeros_are_kept() => IssuerCode.Parse("00012320221300").ToString().ShouldBe("00012320221300");

    [Theory]
    [InlineData("6201232022130")]
    [InlineData("620123202213001")]
    [InlineData("6201232022130O")]
    [InlineData(" 2012320221300")]
    public void Anything_but_fourteen_digits_is_no_issuer(string text)
    {
        IssuerCode.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => IssuerCode.Parse(text));
    }
}
