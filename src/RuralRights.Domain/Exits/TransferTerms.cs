using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;

namespace RuralRights.Domain.Exits;

/// <summary>What is agreed, exactly as it is shown to whoever consents; its hash is what a consent signs.</summary>
/// <remarks>
/// The text is canonical: same terms, same characters, in Chinese, lines ended by line feeds. A consent to other terms, be it
/// by one fen, has another hash and is worth nothing here. The wording carries its edition; a changed wording is a new edition.
/// </remarks>
/// <param name="Right">Code of the right the parcels leave.</param>
/// <param name="From">Household that gives the parcels up and is paid.</param>
/// <param name="To">Household that takes them and pays.</param>
/// <param name="Collective">Collective that owns the land, before and after.</param>
/// <param name="Parcels">Parcels that move.</param>
/// <param name="ContractArea">Their contract areas together, in square metres.</param>
/// <param name="ParcelTerms">Last day of each parcel's term, in the order of the parcels: each passes on with what remains of its own.</param>
/// <param name="Leases">Running leases that go with the land.</param>
/// <param name="Price">Price in yuan.</param>
public sealed record TransferTerms(
    string Right,
    string From,
    string To,
    string Collective,
    IReadOnlyList<string> Parcels,
    decimal ContractArea,
    IReadOnlyList<DateOnly> ParcelTerms,
    IReadOnlyList<string> Leases,
    decimal Price)
{
    private const int EndlessYear = 9999;

    /// <summary>What the transferor loses for good; shown alone, in large type, before any consent.</summary>
    public static (string Chinese, string English) LostForGood { get; } = (
        "登记后，以上地块的土地承包经营权归受让方；转出方不能要回。其他地块、宅基地和集体收益都不受影响。",
        "Once entered, the right to these parcels is that of the household that receives it. The household that gives it cannot demand it back. Other parcels, the homestead and the income share are not touched.");

    /// <summary>The terms as shown and hashed.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            Line(text, "土地承包经营权转让条款", "第3版");
            Line(text, "承包经营权", Right);
            Line(text, "转出方（收款方）", From);
            Line(text, "受让方（付款方）", To);
            Line(text, "所属集体", Collective);
            foreach (var parcel in Parcels.Order(StringComparer.Ordinal)) Line(text, "地块", $"{parcel}，承包期至{Day(TermOf(parcel))}");
            Line(text, "合同面积合计", ContractArea.ToString("0.00", CultureInfo.InvariantCulture) + "平方米");
            foreach (var lease in Leases.Order(StringComparer.Ordinal)) Line(text, "随地流转合同", lease);
            Line(text, "价款", Price.ToString("0.00", CultureInfo.InvariantCulture) + "元（" + Money.Of(Price).InWords() + "），全部付给转出方，不作任何扣除");
            Line(text, "失去什么", LostForGood.Chinese);
            Line(text, "可以反悔", "登簿之前，任何一个共有人都可以随时撤回同意，不需要理由。");
            return text.ToString();
        }
    }

    /// <summary>The last day on which all the parcels are held: the term of a contract that is concluded for them.</summary>
    public DateOnly TermTo => ParcelTerms.Min();

    /// <summary>The last day of a parcel's term.</summary>
    public DateOnly TermOf(string parcel) => Parcels.Zip(ParcelTerms).First(pair => pair.First == parcel).Second;

    /// <summary>True while the parcels are held for the areas and terms that were agreed on; after a renewal or a correction they are not.</summary>
    public bool AreAsHeld(ContractRight given) =>
        given.ContractAreaOf(Parcels) == ContractArea && Parcels.All(parcel => given.Holdings[parcel].TermTo == TermOf(parcel));

    /// <summary>SHA-256 of the text in UTF-8, lower-case hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>The terms a transfer was agreed on, read back from its fact.</summary>
    public static TransferTerms Of(TransferAgreed e) =>
        new(e.Right, e.From, e.To, e.Collective, e.Parcels, e.ContractArea, e.ParcelTerms ?? [.. e.Parcels.Select(_ => e.TermTo)], e.Leases, e.Price);

    /// <summary>The fact that these terms were agreed.</summary>
    public TransferAgreed Agree(Guid transfer, Guid listing, Provenance provenance) =>
        new(transfer, listing, Right, From, To, Collective, Parcels, ContractArea, TermTo, Leases, Price, Hash, provenance, ParcelTerms);

    private static string Day(DateOnly day) => day.Year == EndlessYear ? "长久" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string name, string value) => text.Append(name).Append('：').Append(value).Append('\n');
}
