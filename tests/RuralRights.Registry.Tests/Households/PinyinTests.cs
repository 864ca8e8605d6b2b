using RuralRights.Registry.Households;

namespace RuralRights.Registry.Tests.Households;

public sealed class PinyinTests
{
    [Theory]
    [InlineData("王守禄", "wang shou lu")]
    [InlineData("曾国藩", "zeng guo fan")]
    [InlineData("单雄信", "shan xiong xin")]
    [InlineData("仇英", "qiu ying")]
    [InlineData("解缙", "xie jin")]
    [InlineData("朴正熙", "piao zheng xi")]
    [InlineData("尉迟恭", "yu chi gong")]
    [InlineData("万俟卨", "mo qi xie")]
    [InlineData("吕布", "lu bu")]
    [InlineData("欧阳修", "ou yang xiu")]
    [InlineData("买买提·艾力", "mai mai ti ai li")]
    [InlineData("王喆", "wang zhe")]
    public void A_name_is_read_as_a_name(string name, string pinyin) => string.Join(' ', Pinyin.Of(name)).ShouldBe(pinyin);
}
