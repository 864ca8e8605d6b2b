using RuralRights.Domain.Law;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Law;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("12600", "壹万贰仟陆佰元整")]
    [InlineData("1409.50", "壹仟肆佰零玖元伍角")]
    [InlineData("6007.14", "陆仟零柒元壹角肆分")]
    [InlineData("325.04", "叁佰贰拾伍元零肆分")]
    [InlineData("0.50", "伍角")]
    [InlineData("0.05", "伍分")]
    [InlineData("10", "壹拾元整")]
    [InlineData("107000.53", "壹拾万柒仟元伍角叁分")]
    [InlineData("100000001", "壹亿零壹元整")]
    [InlineData("200100000", "贰亿零壹拾万元整")]
    [InlineData("1000010000", "壹拾亿零壹万元整")]
    [InlineData("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分")]
    public void An_amount_is_written_in_the_capitals_of_bank_papers(string yuan, string words) =>
        Money.Of(decimal.Parse(yuan, System.Globalization.CultureInfo.InvariantCulture)).InWords().ShouldBe(words);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.005")]
    [InlineData("1000000000000")]
    public void What_cannot_be_paid_is_no_money(string yuan)
    {
        var amount = decimal.Parse(yuan, System.Globalization.CultureInfo.InvariantCulture);
        Money.TryOf(amount, out _).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => Money.Of(amount));
    }

    [Fact]
    public void Digits_are_grouped_with_two_decimals() => Money.Of(12600m).ToString().ShouldBe("12,600.00");
}
