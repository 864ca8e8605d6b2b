using System.Text;
using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>What a case asks for as one text, line by line; its hash is what a confirmation signs.</summary>
/// <remarks>Same request, same characters. A confirmation of another wording, be it by one square centimetre, is worth nothing here.</remarks>
public static class CaseTerms
{
    /// <summary>The text.</summary>
    public static string Text(IChange change, Books books)
    {
        var text = new StringBuilder();
        Line(text, "登记事项", change.Procedure.Chinese);
        Line(text, "文本", "第1版");
        Line(text, "所属集体", change.CollectiveOf(books));
        foreach (var household in change.Households) Line(text, "农户", household);
        foreach (var alteration in change.Alterations(books))
        {
            Line(text, alteration.Chinese + " 现在", alteration.Before ?? "无");
            Line(text, alteration.Chinese + " 以后", alteration.After ?? "无");
        }

        Line(text, "可以反悔", "登簿之前，任何一个共有人都可以随时撤回确认，不需要理由。");
        return text.ToString();
    }

    /// <summary>SHA-256 of the text in UTF-8, lower-case hexadecimal.</summary>
    public static string Hash(IChange change, Books books) => SealedWords.HashOf(Text(change, books));

    private static void Line(StringBuilder text, string label, string value) => text.Append(label).Append('：').Append(value).Append('\n');
}
