namespace RuralRights.Domain.Law;

/// <summary>Where a rule comes from: the name of the law or standard and the place in it.</summary>
/// <param name="Chinese">As an official would cite it, such as 《农村土地承包法》第三十四条.</param>
/// <param name="English">The same in English.</param>
public sealed record LegalBasis(string Chinese, string English)
{
    /// <summary>农村土地承包法 (2018 amendment).</summary>
    public static LegalBasis RuralLandContractingLaw(int article) =>
        new($"《农村土地承包法》第{ChineseNumber.Write(article)}条", $"Rural Land Contracting Law, article {article}");

    /// <summary>农村集体经济组织法 (in force from 2025-05-01).</summary>
    public static LegalBasis CollectiveOrganizationLaw(int article) =>
        new($"《农村集体经济组织法》第{ChineseNumber.Write(article)}条", $"Rural Collective Economic Organizations Law, article {article}");

    /// <summary>民法典.</summary>
    public static LegalBasis CivilCode(int article) =>
        new($"《民法典》第{ChineseNumber.Write(article)}条", $"Civil Code, article {article}");

    /// <summary>个人信息保护法.</summary>
    public static LegalBasis PersonalInformationLaw(int article) =>
        new($"《个人信息保护法》第{ChineseNumber.Write(article)}条", $"Personal Information Protection Law, article {article}");

    /// <summary>不动产登记暂行条例.</summary>
    public static LegalBasis RegistrationRegulation(int article) =>
        new($"《不动产登记暂行条例》第{ChineseNumber.Write(article)}条", $"Provisional Regulation on Real Estate Registration, article {article}");

    /// <summary>不动产登记暂行条例实施细则.</summary>
    public static LegalBasis RegistrationRules(int article) =>
        new($"《不动产登记暂行条例实施细则》第{ChineseNumber.Write(article)}条", $"Implementing Rules on Real Estate Registration, article {article}");

    /// <summary>农村土地承包合同管理办法 (2023).</summary>
    public static LegalBasis ContractMeasures(int article) =>
        new($"《农村土地承包合同管理办法》第{ChineseNumber.Write(article)}条", $"Measures for Rural Land Contracts (2023), article {article}");

    /// <summary>农村土地承包经营纠纷调解仲裁法 (2009).</summary>
    public static LegalBasis DisputeLaw(int article) =>
        new($"《农村土地承包经营纠纷调解仲裁法》第{ChineseNumber.Write(article)}条", $"Law on Mediation and Arbitration of Rural Land Contract Disputes, article {article}");

    /// <summary>土地管理法 (2019 amendment).</summary>
    public static LegalBasis LandAdministrationLaw(int article) =>
        new($"《土地管理法》第{ChineseNumber.Write(article)}条", $"Land Administration Law, article {article}");

    /// <summary>档案法 (2020 revision).</summary>
    public static LegalBasis ArchivesLaw(int article) =>
        new($"《档案法》第{ChineseNumber.Write(article)}条", $"Archives Law, article {article}");

    /// <summary>NY/T 2539-2016, data standard of contracted-land surveys.</summary>
    /// <param name="place">Number of the clause, or the name of the place in Chinese.</param>
    /// <param name="english">The name of the place in English; null for a number.</param>
    public static LegalBasis DataStandard(string place, string? english = null) =>
        new($"NY/T 2539-2016 {place}", $"NY/T 2539-2016 {english ?? place}");

    /// <summary>The founding policy of the city, 兰政办发〔2017〕302号.</summary>
    public static LegalBasis FoundingPolicy(int measure) =>
        new($"兰政办发〔2017〕302号 措施（{ChineseNumber.Write(measure)}）", $"Lanzhou policy 302 of 2017, measure {measure}");

    /// <summary>What is commonly done, with no law or measure behind it; the county confirms it.</summary>
    public static readonly LegalBasis Practice = new("通行做法，待本县确认", "Common practice, for the county to confirm");

    /// <summary>No source was found; the authority in charge is asked.</summary>
    public static readonly LegalBasis Open = new("未查到明文规定，待主管部门答复", "No source found; the authority in charge is asked");

    /// <summary>A rule of the register itself, with no law behind it but good keeping.</summary>
    public static readonly LegalBasis Bookkeeping = new("登记簿管理规则", "Rules of register keeping");
}
