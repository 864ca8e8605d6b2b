using System.Globalization;
using RuralRights.Spatial;

namespace RuralRights.Interchange.Certificates;

/// <summary>How a certificate writes days, terms and areas, in Chinese and in English; print and page say it alike.</summary>
public static class CertificateWords
{
    /// <summary>2026年11月23日.</summary>
    public static string Chinese(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>23 November 2026.</summary>
    public static string English(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>自1998年12月31日起至2028年12月30日止, or 自……起长久不变.</summary>
    public static string Chinese(ContractTerm term) =>
        term.IsPerpetual ? $"自{Chinese(term.From)}起长久不变" : $"自{Chinese(term.From)}起至{Chinese(term.To)}止";

    /// <summary>31 December 1998 to 30 December 2028, or without end.</summary>
    public static string English(ContractTerm term) =>
        term.IsPerpetual ? $"From {English(term.From)}, without end" : $"{English(term.From)} to {English(term.To)}";

    /// <summary>本块承包期至2040年12月30日止, or 本块长久不变.</summary>
    public static string ChineseTermOfOne(DateOnly last) => last.Year == 9999 ? "本块长久不变" : $"本块承包期至{Chinese(last)}止";

    /// <summary>This parcel until 30 December 2040, or without end.</summary>
    public static string EnglishTermOfOne(DateOnly last) => last.Year == 9999 ? "This parcel without end" : $"This parcel until {English(last)}";

    /// <summary>其中2块地的期限与合同不同，以承包地块情况所载为准.</summary>
    public static string ChineseOtherTerms(int parcels) =>
        string.Create(CultureInfo.InvariantCulture, $"其中{parcels}块地的期限与合同不同，以承包地块情况所载为准");

    /// <summary>The same in English.</summary>
    public static string EnglishOtherTerms(int parcels) =>
        string.Create(CultureInfo.InvariantCulture, $"{parcels} of the parcels {(parcels == 1 ? "has a term of its own" : "have terms of their own")}; the list of parcels says which");

    /// <summary>1.67亩.</summary>
    public static string Mu(decimal squareMetres) => string.Create(CultureInfo.InvariantCulture, $"{Area.Mu(squareMetres):#,0.00}亩");

    /// <summary>1,113.33平方米.</summary>
    public static string SquareMetres(decimal squareMetres) => string.Create(CultureInfo.InvariantCulture, $"{squareMetres:#,0.00}平方米");

    /// <summary>What a paper that takes the place of another says of it: 补发 or 换发, and which one is void since when.</summary>
    public static string Chinese(Replacement replacement) =>
        $"{(replacement.Kind == ReplacementKind.Reissued ? "补发" : "换发")}：原证{replacement.EarlierSerial}自{Chinese(replacement.On)}起作废";

    /// <summary>The same in English.</summary>
    public static string English(Replacement replacement) =>
        $"{(replacement.Kind == ReplacementKind.Reissued ? "Reissued after loss" : "Replaces an earlier certificate")}; the earlier one is void from {English(replacement.On)}";
}
