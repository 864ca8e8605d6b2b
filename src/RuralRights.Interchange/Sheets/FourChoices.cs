using RuralRights.Interchange.Certificates;

namespace RuralRights.Interchange.Sheets;

/// <summary>One of the things a household may do with its contracted land.</summary>
/// <param name="Key">Names it for ever, such as <c>keep</c>.</param>
/// <param name="Title">In plain words.</param>
/// <param name="Term">As the law calls it; empty when there is nothing to call.</param>
/// <param name="What">What it means and how it goes.</param>
/// <param name="Afterwards">What cannot be taken back, and until when it can.</param>
public sealed record LandChoice(string Key, Wording Title, Wording Term, Wording What, Wording Afterwards);

/// <summary>
/// The four equal choices of Rural Land Contracting Law article 27: keep, lease out, transfer inside the collective, return. The
/// page and the printed sheet say the same words, because both take them from here.
/// </summary>
public static class FourChoices
{
    /// <summary>What stands above them.</summary>
    public static readonly Wording Heading = new("可以怎么办：四种办法，都由您家自己决定", "What you can do: four choices, and your household decides");

    /// <summary>The four, keeping first.</summary>
    public static readonly IReadOnlyList<LandChoice> All =
    [
        new(
            "keep",
            new("留着自己种或请人代种", "Keep it"),
            new("（继续承包）", "(go on contracting)"),
            new("什么都不用办。地还是您家承包，承包期内谁也不能收回、不能调整。", "Nothing needs to be done. The land stays contracted to your household; during the term nobody may take it back or exchange it."),
            new("以后想改主意，随时可以再选别的办法。", "You can choose otherwise at any later time.")),
        new(
            "lease",
            new("租给别人种", "Lease it out"),
            new("（土地经营权流转）", "(lease of the management right)"),
            new("地还是您家承包，租金归您家。期限和租金由您家和对方谈，写成书面合同，再报村集体备案。", "The land stays contracted to your household and the rent is yours. Agree on term and rent in writing and file it with the collective."),
            new("租期到了，地回到您家手里。", "When the lease ends the land comes back to you.")),
        new(
            "transfer",
            new("转给本集体的农户", "Pass it to a household of your collective"),
            new("（转让）", "(transfer)"),
            new("有偿，价钱由两家谈，全归您家。只能转给同一集体的农户，每一位共有人都要同意，还要发包方同意。", "For money that the two households agree on and that is all yours. Only to a household of the same collective, with the consent of every co-holder and of the issuer."),
            new("登簿以前随时可以收回；登簿以后，这块地的承包权就是对方的。", "You can take it back until the entry; after it the right to this parcel is the other household's.")),
        new(
            "return",
            new("还给村集体", "Give it back to the collective"),
            new("（自愿交回）", "(voluntary return)"),
            new("自愿、有补偿。要提前六个月书面通知，每一位共有人都要签字。", "Of your own will and for compensation, with six months' written notice signed by every co-holder."),
            new("六个月内随时可以改主意；交回以后，这一轮承包期内不能再要求承包土地。", "Within the six months you can change your mind; afterwards you cannot ask for contracted land again in this term.")),
    ];

    /// <summary>What stands beneath them.</summary>
    public static readonly Wording Closing = new(
        "四种办法没有先后好坏，不选也可以。不用着急，先和家里人商量。谁强迫您、催您、拿别的事当条件，请告诉乡镇或县里的农业农村部门；强迫办成的不算数。",
        "No choice is better than another, and you need not choose. Take your time and talk it over at home. If anybody forces or hurries you or makes it a condition for something else, tell the township or the county; what was forced does not count.");

    /// <summary>Where it stands in law.</summary>
    public static readonly Wording Basis = new(
        "依据：《农村土地承包法》第九条、第十七条、第二十七条、第三十条、第三十四条、第三十六条、第六十条",
        "Rural Land Contracting Law, articles 9, 17, 27, 30, 34, 36 and 60");
}
