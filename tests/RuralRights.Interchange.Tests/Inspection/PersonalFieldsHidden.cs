using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Inspection;

public sealed class PersonalFieldsHidden
{
    [Theory]
    [InlineData("CBF_JTCY", "CYZJHM", "E12345678")]
    [InlineData("CBF_JTCY", "CYZJHM", "620123 199003070036")]
    [InlineData("CBF_JTCY", "CYZJHM", "６２０１２３１９９００３０７９０１８")]
    [InlineData("CBF_JTCY", "CYXM", "=王小花")]
    [InlineData("CBF", "CBFMC", "王\uFFFD花")]
    [InlineData("CBF", "CBFDZ", "=甘肃省榆中县三角城乡七号")]
    [InlineData("CBF", "LXDH", "=13909310000")]
    [InlineData("CBJYQZ", "QZLQRXM", "李四")]
    [InlineData("DK", "DKDZ", "=王二地")]
    public void What_a_finding_quotes_of_a_person_is_hidden(string table, string field, string value)
    {
        foreach (var rule in new[] { InspectionRules.FormulaCell, InspectionRules.UndecodableBytes, InspectionRules.IdGrammar })
        {
            var shown = PersonalFields.Masked(new(rule, table, "620123203213010001", field, [value], Row: 4));
            shown.MessageChinese.ShouldNotContain(value);
            shown.MessageEnglish.ShouldNotContain(value);
            shown.MessageChinese.ShouldContain(Specification.Called(table, field));
        }
    }

    [Theory]
    [InlineData("E12345678", "620123203213010001|E********")]
    [InlineData("620123199003070036", "620123203213010001|620123********0036")]
    [InlineData("620123 199003070036", "620123203213010001|620123*********0036")]
    [InlineData("620|123", "620123203213010001|6******")]
    [InlineData("", "620123203213010001|")]
    public void The_number_in_the_key_of_a_member_is_hidden_whatever_the_finding_is_about(string number, string key) =>
        PersonalFields.Masked(new(InspectionRules.Domain, "CBF_JTCY", $"620123203213010001|{number}", "CYXB", ["7", "C17", "C17"], Row: 1)).Key.ShouldBe(key);

    [Fact]
    public void Codes_counts_and_sentences_stay()
    {
        PersonalFields.Masked(new(InspectionRules.IdDuplicate, "CBF_JTCY", "620123203213010001|620123199003070036", "CYZJHM", ["620123203213010002"], Row: 1))
            .MessageChinese.ShouldContain("620123203213010002");
        PersonalFields.Masked(new(InspectionRules.IdCheckDigit, "CBF", "620123203213010001", "CBFZJHM", ["620123199003070036", "4"], Row: 1))
            .MessageChinese.ShouldContain("应为4");
        PersonalFields.Masked(new(InspectionRules.ValueTooLong, "CBF", "620123203213010001", "CBFDZ", ["120", "100"], Row: 1)).MessageChinese.ShouldContain("120");
        var code = new Finding(InspectionRules.CodeGrammar, "CBHT", "62012320321301", "CBHTBM", ["62012320321301", "x", "x"], Row: 1);
        PersonalFields.Masked(code).ShouldBe(code);
    }

    [Fact]
    public void Every_number_of_papers_and_every_name_of_the_standard_is_among_them()
    {
        var fields = DeliveryStandard.Tables.SelectMany(table => Specification.ByName[table.Name].Fields)
            .Concat(DeliveryStandard.Layers.SelectMany(layer => Specification.ByName[layer.Name].Fields)).ToList();
        foreach (var field in fields.Where(field => field.Name.EndsWith("ZJHM", StringComparison.Ordinal) || field.Name.EndsWith("XM", StringComparison.Ordinal)
            || field.Chinese.Contains("姓名", StringComparison.Ordinal) || field.Chinese.Contains("电话", StringComparison.Ordinal) || field.Chinese.Contains("邮政", StringComparison.Ordinal)
            || (field.Chinese.Contains("地址", StringComparison.Ordinal) && field.Name.EndsWith("DZ", StringComparison.Ordinal))))
            PersonalFields.Has(field.Name).ShouldBeTrue($"{field.Name} {field.Chinese}");
    }
}
