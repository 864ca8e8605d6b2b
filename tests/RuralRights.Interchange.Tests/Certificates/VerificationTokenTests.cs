using CsCheck;
using RuralRights.Interchange.Certificates;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Certificates;

public class VerificationTokenTests
{
    private static readonly Gen<VerificationToken> Tokens =
        Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new VerificationToken(new UInt128(high, low)));

    [Fact]
    public void A_token_is_written_in_groups_of_four_and_read_back()
    {
        var token = VerificationToken.FromBytes(Convert.FromHexString("5f3759df0badc0de1122334455667788"));
        token.ToString().ShouldBe("2Z6XCXY2XDR3F128HK8HAPCXW8Q");
        token.Grouped.ShouldBe("2Z6X-CXY2-XDR3-F128-HK8H-APCX-W8Q");
        VerificationToken.TryRead(token.Grouped, out var read, out _).ShouldBeTrue();
        read.ShouldBe(token);
    }

    [Fact]
    public void What_is_written_is_read_whatever_the_number() => Tokens.Sample(token =>
        VerificationToken.TryRead(token.Grouped, out var read, out var error) && read == token && error is null);

    [Fact]
    public void The_hand_may_write_O_for_0_and_I_or_L_for_1_and_lower_case_with_spaces()
    {
        var token = new VerificationToken(new UInt128(0x0420_0000_0000_0001, 0x0000_0400_2000_0821));
        var written = token.ToString();
        written.ShouldContain('0');
        written.ShouldContain('1');
        foreach (var hand in new[]
        {
            written.Replace('0', 'O').Replace('1', 'I'),
            written.Replace('0', 'o').Replace('1', 'l').ToLowerInvariant(),
            $"  {string.Join(' ', token.Grouped.Split('-'))} ",
            string.Join('–', token.Grouped.Split('-')),
            $"https://rights.example/v/620123/{written}/",
            new string([.. written.Select(character => (char)(character + 0xFEE0))]),
        })
        {
            VerificationToken.TryRead(hand, out var read, out var error).ShouldBeTrue(error?.English);
            read.ShouldBe(token);
        }
    }

    [Fact]
    public void Any_single_wrong_character_is_told_as_a_typing_error() => Gen.Select(Tokens, Gen.Int[0, VerificationToken.Length - 1], Gen.Int[1, 31]).Sample((token, place, step) =>
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var typed = token.ToString().ToCharArray();
        typed[place] = alphabet[(alphabet.IndexOf(typed[place], StringComparison.Ordinal) + step) % 32];
        return !VerificationToken.TryRead(new string(typed), out _, out var error) && error.Chinese.Contains("有误", StringComparison.Ordinal);
    });

    [Fact]
    public void Any_two_swapped_characters_are_told_as_a_typing_error() =>
        Gen.Select(Tokens, Gen.Int[0, VerificationToken.Length - 1], Gen.Int[0, VerificationToken.Length - 1]).Sample((token, one, other) =>
        {
            var typed = token.ToString().ToCharArray();
            (typed[one], typed[other]) = (typed[other], typed[one]);
            return new string(typed) == token.ToString() == VerificationToken.TryRead(new string(typed), out _, out _);
        });

    [Theory]
    [InlineData(null, "请输入")]
    [InlineData("   ", "请输入")]
    [InlineData("2Z6X-CXY2", "27个字符")]
    [InlineData("2Z6X-CXY2-XDR3-F128-HK8H-APCX-W8Q-0", "27个字符")]
    [InlineData("2Z6X-CXY2-XDR3-F128-HK8H-APCX-W8U", "“U”")]
    [InlineData("农Z6X-CXY2-XDR3-F124-S36H-2NCS-W8Q", "“农”")]
    public void What_cannot_be_a_token_is_told_so_in_words(string? typed, string told)
    {
        VerificationToken.TryRead(typed, out _, out var error).ShouldBeFalse();
        error!.Chinese.ShouldContain(told);
        error.English.ShouldNotBeEmpty();
    }

    [Fact]
    public void Twenty_seven_characters_that_hold_more_than_128_bits_are_no_token()
    {
        var tooLarge = "8" + new string('0', 25);
        foreach (var check in "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
            VerificationToken.TryRead(tooLarge + check, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void The_address_is_the_site_the_county_and_the_token()
    {
        var token = new VerificationToken(1);
        new VerificationAddress(new Uri("https://rights.example/"), "620123", token).Url.ShouldBe($"https://rights.example/v/620123/{token}");
        new VerificationAddress(new Uri("http://localhost:8080/register"), "620123", token).Url.ShouldBe($"http://localhost:8080/register/v/620123/{token}");
        Should.Throw<ArgumentException>(() => new VerificationAddress(new Uri("https://rights.example/"), "62012", token));
    }
}
