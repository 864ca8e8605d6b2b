using RuralRights.Domain.Households;
using RuralRights.Interchange.Certificates;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Certificates;

public class CertificateContentTests
{
    [Theory]
    [InlineData("62012319900307036X", "620123********036X")]
    [InlineData("620123900307036", "620123*****7036")]
    [InlineData("G12345678", "G******78")]
    [InlineData("军1234", "****")]
    public void An_identity_number_enters_with_its_middle_hidden(string number, string printed)
    {
        var masked = MaskedIdentity.Of(number);
        if (number.Length >= 7) masked.Text.ShouldBe(printed);
        masked.Text.ShouldNotContain(number);
        masked.Text.Count(character => character == '*').ShouldBeGreaterThanOrEqualTo(4);
    }

    [Theory]
    [InlineData("620123199003070036")]
    [InlineData("620123199003070036****")]
    [InlineData("***")]
    public void A_full_identity_number_cannot_enter(string number) =>
        Should.Throw<ArgumentException>(() => new MaskedIdentity(number));

    [Fact]
    public void A_citizens_number_is_masked_as_the_register_masks_it() =>
        MaskedIdentity.Of(CitizenId.Parse("620123199003070036")).Text.ShouldBe("620123********0036");

    [Theory]
    [InlineData("620123202213010011")]
    [InlineData("620123202213010011K")]
    [InlineData("62012320221301001１J")]
    public void A_certificate_number_is_eighteen_digits_and_a_letter(string number) =>
        Should.Throw<ArgumentException>(() => Sample.Certificate() with { Number = number });
}
