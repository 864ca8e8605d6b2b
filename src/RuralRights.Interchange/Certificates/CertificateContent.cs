using System.Text.RegularExpressions;
using RuralRights.Domain.Households;
using RuralRights.Domain.Tenure;
using RuralRights.Spatial;

namespace RuralRights.Interchange.Certificates;

/// <summary>
/// Everything a certificate of the right to contracted land (土地承包经营权证) says, as plain values: what is printed, and what
/// the page shows to those who cannot read the print.
/// </summary>
/// <remarks>
/// It is a picture of the register at one position of the ledger. Nothing here is looked up or worked out later, so printing
/// the same content twice gives the same bytes. Full identity numbers cannot be written into it.
/// </remarks>
public sealed record CertificateContent
{
    /// <summary>Code of contract, register entry and certificate alike (权证代码): 18 digits and J (family) or Q (other means).</summary>
    public required string Number
    {
        get;
        init => field = ContractCode.TryParse(value, out _) ? value : throw new ArgumentException($"A certificate number is 18 digits and J or Q, not “{value}”.", nameof(value));
    }

    /// <summary>Serial number (流水号), such as 甘（2016）榆中县农村土地承包经营权证第000001号.</summary>
    public required string Serial { get; init; }

    /// <summary>The authority that registered the right and issues the certificate (登记机构).</summary>
    public required string RegisteringAuthority { get; init; }

    /// <summary>Day of issue (发证日期).</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Set when this paper takes the place of an earlier one.</summary>
    public Replacement? Replaces { get; init; }

    /// <summary>Who contracts the land out (发包方).</summary>
    public required IssuingParty Issuer { get; init; }

    /// <summary>The contracting household (承包方), named by its representative.</summary>
    public required CertificateHolder Holder { get; init; }

    /// <summary>Every person who holds the right together with the representative (共有人), the representative included if the register lists him.</summary>
    public IReadOnlyList<CoHolder> CoHolders { get; init; } = [];

    /// <summary>Term of the contract (承包期限).</summary>
    public required ContractTerm Term { get; init; }

    /// <summary>How the land was contracted (承包方式), such as 家庭承包.</summary>
    public required Wording Mode { get; init; }

    /// <summary>The contracted parcels (承包地块) in the order in which they are printed.</summary>
    public required IReadOnlyList<CertifiedParcel> Parcels { get; init; }

    /// <summary>Where a stranger verifies the certificate.</summary>
    public required VerificationAddress Verification { get; init; }

    /// <summary>The state of the register from which the content was taken.</summary>
    public required LedgerMoment TakenFrom { get; init; }

    /// <summary>Number of parcels whose term is not that of the contract.</summary>
    public int ParcelsWithTermsOfTheirOwn => Parcels.Count(parcel => parcel.OwnTermTo is not null);

    /// <summary>Sum of the contract areas (确权总面积) in square metres, each as it was recorded.</summary>
    public decimal TotalContractArea => Parcels.Sum(parcel => parcel.Areas.Contract);
}

/// <summary>A word of the register in Chinese, and in English where the reader may need it.</summary>
public sealed record Wording(string Chinese, string? English = null)
{
    /// <summary>A word in Chinese alone.</summary>
    public static implicit operator Wording(string chinese) => FromString(chinese);

    /// <summary>A word in Chinese alone.</summary>
    public static Wording FromString(string chinese) => new(chinese);

    /// <inheritdoc/>
    public override string ToString() => Chinese;
}

/// <summary>Why a paper takes the place of an earlier one.</summary>
public enum ReplacementKind
{
    /// <summary>The earlier paper was lost (补发).</summary>
    Reissued,

    /// <summary>The earlier paper was handed back, damaged or out of date (换发).</summary>
    Replaced,
}

/// <summary>The earlier paper, which is void from that day on.</summary>
/// <param name="Kind">Reissued or replaced.</param>
/// <param name="EarlierSerial">Serial number of the earlier paper, if it had one.</param>
/// <param name="On">Day from which the earlier paper is void.</param>
public sealed record Replacement(ReplacementKind Kind, string? EarlierSerial, DateOnly On);

/// <summary>Who contracts the land out (发包方).</summary>
/// <param name="Name">Name of the collective, committee or group.</param>
/// <param name="Code">Its fourteen-digit code.</param>
public sealed record IssuingParty(string Name, string Code);

/// <summary>The contracting household (承包方).</summary>
/// <param name="Name">Name of its representative (承包方代表), or of the person or unit.</param>
/// <param name="HouseholdCode">Its eighteen-digit code (承包方代码).</param>
/// <param name="Identity">Number of the representative's identity paper, masked; null if none is recorded.</param>
public sealed record CertificateHolder(string Name, string HouseholdCode, MaskedIdentity? Identity);

/// <summary>One person who holds the right (共有人).</summary>
/// <param name="Name">Full name.</param>
/// <param name="Sex">男 or 女.</param>
/// <param name="Relation">Relation to the head of the household (与户主关系).</param>
/// <param name="Remark">Remark of the register (备注), such as 2012年外嫁.</param>
public sealed record CoHolder(string Name, Wording Sex, Wording Relation, string? Remark = null);

/// <summary>Number of an identity paper with its middle hidden: <c>620123********0036</c>.</summary>
/// <remarks>The only form in which a number can enter a certificate; it cannot be built from an unmasked one except by masking it.</remarks>
public sealed partial record MaskedIdentity
{
    /// <summary>Takes a number that was masked before: four stars or more, and no more than eight digits in a row.</summary>
    public MaskedIdentity(string masked) =>
        Text = masked.Count('*') >= 4 && LongRun().Count(masked) == 0 ? masked : throw new ArgumentException("An identity number enters a certificate masked only.", nameof(masked));

    /// <summary>The number as it is printed.</summary>
    public string Text { get; }

    /// <summary>Hides the middle of a citizen's number.</summary>
    public static MaskedIdentity Of(CitizenId id) => new(id.Masked);

    /// <summary>Hides the middle of the number of any paper: six characters at the front and four at the end stay, fewer when it is short.</summary>
    public static MaskedIdentity Of(string number)
    {
        var plain = number.Trim();
        var (front, back) = plain.Length >= 14 ? (6, 4) : plain.Length >= 7 ? (1, 2) : (0, 0);
        return new(string.Concat(plain.AsSpan(0, front), new string('*', Math.Max(4, plain.Length - front - back)), plain.AsSpan(plain.Length - back)));
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex("[0-9]{9}")]
    private static partial Regex LongRun();
}

/// <summary>Term of the contract (承包期限), both days included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day; 9999-01-01 stands for a term without end (长久).</param>
public sealed record ContractTerm(DateOnly From, DateOnly To)
{
    /// <summary>True when the contract runs without end (长久不变).</summary>
    public bool IsPerpetual => To.Year == 9999;
}

/// <summary>A position of the ledger and the legal day as of which it was read.</summary>
/// <param name="Position">Number of the last fact that was read.</param>
/// <param name="AsOf">Legal day.</param>
public sealed record LedgerMoment(long Position, DateOnly AsOf);

/// <summary>One contracted parcel (承包地块).</summary>
public sealed record CertifiedParcel
{
    /// <summary>Nineteen-digit code (地块代码).</summary>
    public required string Code { get; init; }

    /// <summary>Name of the place (地块名称).</summary>
    public required string Name { get; init; }

    /// <summary>The recorded areas.</summary>
    public required ParcelAreas Areas { get; init; }

    /// <summary>Last day of this parcel's term when it is not that of the contract (承包期限另有记载的地块); otherwise null.</summary>
    public DateOnly? OwnTermTo { get; init; }

    /// <summary>What lies on the four sides (四至).</summary>
    public required FourSides Sides { get; init; }

    /// <summary>Quality grade (地力等级), if graded.</summary>
    public Wording? Grade { get; init; }

    /// <summary>Use (土地用途).</summary>
    public required Wording Use { get; init; }

    /// <summary>Whether it is basic farmland (基本农田); null when the register does not say.</summary>
    public bool? IsBasicFarmland { get; init; }

    /// <summary>Whether it is reserve land of the collective (机动地).</summary>
    public bool IsReserve { get; init; }

    /// <summary>The household's share when several hold the parcel together (确权确股), as it was recorded, such as 1/4; otherwise null.</summary>
    public string? Share { get; init; }

    /// <summary>The boundary as surveyed; null when none was.</summary>
    public SurveyedBoundary? Boundary { get; init; }

    /// <summary>
    /// Numbers of the boundary points (空间坐标), joined by strokes, clockwise from the first corner: <c>J14/J15/J16</c>; null when the
    /// survey numbered none, and the sketch map counts them itself.
    /// </summary>
    public string? BoundaryPoints { get; init; }

    /// <summary>Parcels nearby, for the sketch map (地块示意图); whatever lies outside its frame is not drawn.</summary>
    public IReadOnlyList<NeighbourParcel> Neighbours { get; init; } = [];
}

/// <summary>
/// The areas of a parcel in square metres, kept apart because they come from different papers. Land that is reserve is flagged
/// on the parcel itself.
/// </summary>
/// <param name="Surveyed">As measured (实测面积).</param>
/// <param name="Contract">As confirmed in the contract (确权面积); for a share, the household's part.</param>
/// <param name="EarlierContract">As in the earlier contract (原合同面积), if there was one.</param>
public sealed record ParcelAreas(decimal Surveyed, decimal Contract, decimal? EarlierContract = null);

/// <summary>What lies on the four sides (四至); null where the register does not say.</summary>
public sealed record FourSides(string? East, string? South, string? West, string? North);

/// <summary>A parcel beside the one that is certified, without its holder: the map is public to whoever sees the paper.</summary>
/// <param name="Code">Nineteen-digit code.</param>
/// <param name="Boundary">Its boundary as surveyed.</param>
public sealed record NeighbourParcel(string Code, SurveyedBoundary Boundary);
