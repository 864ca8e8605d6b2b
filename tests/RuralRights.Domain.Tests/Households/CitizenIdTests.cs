using CsCheck;
using RuralRights.Domain.Households;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Households;

public sealed class CitizenIdTests
{
    private static readonly Gen<string> AnyNumber =
        from division in Gen.OneOf(new[] { "110105", "620123", "650000", "830000" }.Select(Gen.Const).ToArray())
        from birth in Gen.Date[new DateTime(1900, 1, 1), new DateTime(2099, 12, 31)]
        from sequence in Gen.Int[0, 999]
        let body = $"{division}{birth:yyyyMMdd}{sequence:D3}"
        select body + CitizenId.CheckCharacterOf(body);

    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", false)]
    [InlineData("620123199003070036", "1990-03-07", true)]
    public void A_valid_number_tells_birth_and_sex(string text, string birth, bool male)
    {
        var id = CitizenId.Parse(text);

        id.ToString().ShouldBe(text);
        id.Birth.ShouldBe(DateOnly.Parse(birth, System.Globalization.CultureInfo.InvariantCulture));
        id.IsMale.ShouldBe(male);
        id.Division.ShouldBe(text[..6]);
    }

    [Theory]
    [InlineData("620123195711039340", CitizenIdFault.CheckCharacter)]
    [InlineData("620123199002300034", CitizenIdFault.BirthDate)]
    [InlineData("620123199013010031", CitizenIdFault.BirthDate)]
    [InlineData("000000199003070036", CitizenIdFault.Division)]
    [InlineData("620123900307003", CitizenIdFault.FifteenDigits)]
    [InlineData("６２０１２３１９９００３０７００３６", CitizenIdFault.FullWidth)]
    [InlineData("62012319900307003６", CitizenIdFault.FullWidth)]
    [InlineData("62012319900307003Y", CitizenIdFault.Grammar)]
    [InlineData("6201231990O3070036", CitizenIdFault.Grammar)]
    [InlineData("62012319900307003", CitizenIdFault.Grammar)]
    [InlineData("６２０", CitizenIdFault.Grammar)]
    [InlineData("", CitizenIdFault.Grammar)]
    public void A_faulty_number_names_its_fault(string text, CitizenIdFault fault)
    {
        CitizenId.Examine(text).ShouldBe(fault);
        CitizenId.TryParse(text, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_lower_case_check_character_is_the_same_number() =>
        CitizenId.Parse("11010519491231002x").ShouldBe(CitizenId.Parse("11010519491231002X"));

    [Fact]
    public void A_fifteen_digit_number_has_one_wide_form()
    {
        CitizenId.TryWiden("620123900307003", out var id).ShouldBeTrue();
        id.ToString().ShouldBe("620123199003070036");
        CitizenId.TryWiden("620123901307003", out _).ShouldBeFalse();
        CitizenId.TryWiden("620123199003070036", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_masked_number_hides_birth_date() =>
        CitizenId.Parse("620123199003070036").Masked.ShouldBe("620123********0036");

    [Fact]
    public void The_error_never_repeats_the_number() =>
        Should.Throw<FormatException>(() => CitizenId.Parse("620123195711039340")).Message.ShouldNotContain("5711");

    [Fact]
    public void Every_number_reads_back_as_itself() =>
        AnyNumber.Sample(number => CitizenId.Parse(number).ToString() == number);

    [Fact]
    public void One_wrong_digit_never_passes() =>
        (from number in AnyNumber
         from at in Gen.Int[0, 16]
         from step in Gen.Int[1, 9]
         select (number, at, step)).Sample(wrong =>
        {
            var characters = wrong.number.ToCharArray();
            characters[wrong.at] = (char)('0' + ((characters[wrong.at] - '0' + wrong.step) % 10));
            return !CitizenId.TryParse(characters, out _);
        });
}
