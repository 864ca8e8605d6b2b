namespace RuralRights.Domain.Tenure;

/// <summary>How papers and pages name what stands in the entry of a homestead.</summary>
public static class HomesteadWords
{
    /// <summary>A source of the right.</summary>
    public static (string Chinese, string English) Of(HomesteadSource source) => source switch
    {
        HomesteadSource.Approval => ("宅基地批准书", "Approval of the homestead"),
        HomesteadSource.EarlierCertificate => ("原土地使用证书", "Certificate of earlier days"),
        HomesteadSource.Other => ("其他权属来源材料", "Another source of the right"),
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    /// <summary>Of what a house is built.</summary>
    public static (string Chinese, string English) Of(HouseStructure structure) => structure switch
    {
        HouseStructure.Steel => ("钢结构", "Steel"),
        HouseStructure.SteelAndConcrete => ("钢和钢筋混凝土结构", "Steel and reinforced concrete"),
        HouseStructure.Concrete => ("钢筋混凝土结构", "Reinforced concrete"),
        HouseStructure.Mixed => ("混合结构", "Mixed"),
        HouseStructure.BrickAndTimber => ("砖木结构", "Brick and timber"),
        HouseStructure.Other => ("其他结构", "Other"),
        _ => throw new ArgumentOutOfRangeException(nameof(structure)),
    };

    /// <summary>The note that register and certificate bear where somebody holds a homestead only because of an inherited house, in the words of the answer of the Ministry of Natural Resources of 2020.</summary>
    public static (string Chinese, string English) OnlyForTheHouse { get; } = (
        "该权利人为本农民集体经济组织原成员住宅的合法继承人", "The holder is the lawful heir of the house of a former member of this collective");

    /// <summary>On what it rests who inherits.</summary>
    public static (string Chinese, string English) Of(InheritanceProof proof) => proof switch
    {
        InheritanceProof.Kinship => ("亲属关系证明和全体继承人的协议", "Papers of kinship and the agreement of all heirs"),
        InheritanceProof.NotarialDeed => ("继承权公证书", "A notary's deed of inheritance"),
        InheritanceProof.Judgment => ("人民法院的生效法律文书", "A paper of a court that binds"),
        _ => throw new ArgumentOutOfRangeException(nameof(proof)),
    };

    /// <summary>An exception from a rule.</summary>
    public static (string Chinese, string English) Of(HomesteadRule rule) => rule switch
    {
        HomesteadRule.OneHousehold => ("一户一宅的例外", "Exception from one household, one homestead"),
        HomesteadRule.Standard => ("面积标准的例外", "Exception from the standard of size"),
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };
}
