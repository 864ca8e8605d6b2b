using CsCheck;
using RuralRights.Domain.Parcels;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Parcels;

public sealed class ParcelCodeTests
{
    [Fact]
    public void Nineteen_digits_fit_a_number_and_come_back() =>
        Gen.ULong[0, 9_999_999_999_999_999_999].Sample(number =>
            ParcelCode.FromNumber(number).Value == number && ParcelCode.Parse(ParcelCode.FromNumber(number).ToString()).Value == number);

    [Fact]
    public void A_parcel_names_the_issuer_that_numbered_it() =>
        ParcelCode.Parse("6201232022130200029").Issuer.ToString().ShouldBe("62012320221302");

    [Theory]
    [InlineData("620123202213020O003")]
    [InlineData("620123202213020002")]
    [InlineData("62012320221302000290")]
    public void Anything_but_nineteen_digits_is_no_parcel(string text)
    {
        ParcelCode.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => ParcelCode.Parse(text));
    }

    [Fact]
    public void A_number_of_twenty_digits_is_no_parcel() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ParcelCode.FromNumber(10_000_000_000_000_000_000));
}
