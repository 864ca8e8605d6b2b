using System.Text;

namespace RuralRights.Interchange.Deliveries;

/// <summary>One row read into memory: every field as it was delivered, and what could be parsed of it.</summary>
/// <remarks>
/// A property is null when the field is empty, absent or does not hold what it should; <see cref="this[string]"/> still shows the
/// text. Names, numbers and addresses of people are in here: a record is used and let go, never stored or logged.
/// </remarks>
public abstract class DeliveredRecord
{
    private readonly DeliveredSchema _schema;
    private readonly string?[] _texts;
    private readonly bool[]? _damaged;

    /// <summary>Reads the row that a cursor stands on.</summary>
    private protected DeliveredRecord(RowStore store, RowCursor row)
    {
        _schema = store.Schema;
        Store = store.Name;
        Row = row.Row;
        _texts = new string?[_schema.Fields.Count];
        for (var field = 0; field < _texts.Length; field++)
        {
            _texts[field] = row.Text(field);
            if (!row.IsDecodable(field)) (_damaged ??= new bool[_texts.Length])[field] = true;
        }
    }

    /// <summary>Standard name of the layer or table it comes from.</summary>
    public string Store { get; }

    /// <summary>Row counted from 1.</summary>
    public long Row { get; }

    /// <summary>A field as it was delivered; null when it is empty or the file does not have it.</summary>
    public string? this[string field] => _schema.IndexOf(field) is var at and >= 0 ? _texts[at] : null;

    /// <summary>A text that is sound; null when it is empty or holds bytes that are no text.</summary>
    protected string? Text(string field) =>
        _schema.IndexOf(field) is var at and >= 0 && _damaged?[at] != true ? _texts[at] : null;

    /// <summary>A whole number.</summary>
    protected int? Whole(string field) =>
        Number(field) is { } number && number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    /// <summary>A number.</summary>
    protected decimal? Number(string field)
    {
        if (Text(field) is not { Length: <= 64 } text) return null;
        Span<byte> ascii = stackalloc byte[64];
        return Encoding.UTF8.TryGetBytes(text, ascii, out var length) && FieldText.TryNumber(ascii[..length], out var number) ? number : null;
    }

    /// <summary>A day.</summary>
    protected DateOnly? Day(string field)
    {
        if (Text(field) is not { Length: <= 32 } text) return null;
        Span<byte> ascii = stackalloc byte[32 * 3];
        return FieldText.TryDay(ascii[..Encoding.UTF8.GetBytes(text, ascii)], out var day) ? day : null;
    }

    /// <summary>1 是, 2 否 (code table C.19).</summary>
    protected bool? YesOrNo(string field) => Text(field) switch
    {
        "1" => true,
        "2" => false,
        _ => null,
    };

    /// <summary>Relative paths that one field names, joined by a slash where there are several: each part that has an extension ends a path.</summary>
    protected IReadOnlyList<string> Paths(string field)
    {
        if (Text(field) is not { } text) return [];
        var paths = new List<string>();
        var from = 0;
        var parts = text.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < parts.Length; at++)
        {
            if (!parts[at].Contains('.', StringComparison.Ordinal) && at < parts.Length - 1) continue;
            paths.Add(string.Join('/', parts[from..(at + 1)]));
            from = at + 1;
        }

        return paths;
    }
}

/// <summary>An issuer (发包方, FBF): the collective, village committee or villager group that contracts land out.</summary>
public sealed class DeliveredIssuer : DeliveredRecord
{
    internal DeliveredIssuer(RowStore store, RowCursor row)
        : base(store, row)
    {
    }

    /// <summary>Fourteen digits (FBFBM).</summary>
    public string? Code => Text("FBFBM");

    /// <summary>Name (FBFMC).</summary>
    public string? Name => Text("FBFMC");

    /// <summary>Person in charge (FBFFZRXM).</summary>
    public string? PersonInCharge => Text("FBFFZRXM");

    /// <summary>Kind of identity document, code table C.15 (FZRZJLX).</summary>
    public string? IdKind => Text("FZRZJLX");

    /// <summary>Identity number (FZRZJHM).</summary>
    public string? IdNumber => Text("FZRZJHM");

    /// <summary>Telephone (LXDH).</summary>
    public string? Phone => Text("LXDH");

    /// <summary>Address (FBFDZ).</summary>
    public string? Address => Text("FBFDZ");

    /// <summary>Postal code (YZBM).</summary>
    public string? PostalCode => Text("YZBM");

    /// <summary>Day of the survey (FBFDCRQ).</summary>
    public DateOnly? SurveyedOn => Day("FBFDCRQ");
}

/// <summary>A contractor (承包方, CBF): a household, or a person or unit by other means.</summary>
public sealed class DeliveredContractor : DeliveredRecord
{
    internal DeliveredContractor(RowStore store, RowCursor row)
        : base(store, row)
    {
    }

    /// <summary>Eighteen digits (CBFBM).</summary>
    public string? Code => Text("CBFBM");

    /// <summary>1 农户, 2 个人, 3 单位 (CBFLX).</summary>
    public string? Kind => Text("CBFLX");

    /// <summary>Name of the representative or unit (CBFMC).</summary>
    public string? Name => Text("CBFMC");

    /// <summary>Kind of identity document, code table C.15 (CBFZJLX).</summary>
    public string? IdKind => Text("CBFZJLX");

    /// <summary>Identity number (CBFZJHM).</summary>
    public string? IdNumber => Text("CBFZJHM");

    /// <summary>Address (CBFDZ).</summary>
    public string? Address => Text("CBFDZ");

    /// <summary>Postal code (YZBM).</summary>
    public string? PostalCode => Text("YZBM");

    /// <summary>Telephone (LXDH).</summary>
    public string? Phone => Text("LXDH");

    /// <summary>Number of members as declared (CBFCYSL).</summary>
    public int? MemberCount => Whole("CBFCYSL");

    /// <summary>Day of the survey (CBFDCRQ).</summary>
    public DateOnly? SurveyedOn => Day("CBFDCRQ");

    /// <summary>Day on which the notice was reviewed (公示审核日期, GSSHRQ).</summary>
    public DateOnly? NoticeReviewedOn => Day("GSSHRQ");

    /// <summary>What the notice brought up (公示记事, GSJS).</summary>
    public string? NoticeRecord => Text("GSJS");
}

/// <summary>A member of a household (家庭成员, CBF_JTCY).</summary>
public sealed class DeliveredMember : DeliveredRecord
{
    internal DeliveredMember(RowStore store, RowCursor row)
        : base(store, row)
    {
    }

    /// <summary>Code of the household (CBFBM).</summary>
    public string? Household => Text("CBFBM");

    /// <summary>Name (CYXM).</summary>
    public string? Name => Text("CYXM");

    /// <summary>1 男, 2 女 (CYXB).</summary>
    public string? Sex => Text("CYXB");

    /// <summary>Kind of identity document, code table C.15 (CYZJLX).</summary>
    public string? IdKind => Text("CYZJLX");

    /// <summary>Identity number (CYZJHM).</summary>
    public string? IdNumber => Text("CYZJHM");

    /// <summary>Relation to the head, two digits of GB/T 4761 (YHZGX); 01 or 02 is the head.</summary>
    public string? Relation => Text("YHZGX");

    /// <summary>True for the head of the household (户主).</summary>
    public bool IsHead => Relation is "01" or "02";

    /// <summary>Remark, code table C.18 (CYBZ).</summary>
    public string? Remark => Text("CYBZ");

    /// <summary>Whether the member has a share in the right (是否共有人, SFGYR).</summary>
    public bool? IsCoHolder => YesOrNo("SFGYR");

    /// <summary>What the remark means (CYBZSM).</summary>
    public string? RemarkText => Text("CYBZSM");
}

/// <summary>A contract (承包合同, CBHT).</summary>
public sealed class DeliveredContract : DeliveredRecord
{
    internal DeliveredContract(RowStore store, RowCursor row)
        : base(store, row)
    {
    }

    /// <summary>Eighteen digits and J or Q (CBHTBM).</summary>
    public string? Code => Text("CBHTBM");

    /// <summary>The contract before it (YCBHTBM).</summary>
    public string? EarlierCode => Text("YCBHTBM");

    /// <summary>Code of the issuer (FBFBM).</summary>
    public string? Issuer => Text("FBFBM");

    /// <summary>Code of the contractor (CBFBM).</summary>
    public string? Contractor => Text("CBFBM");

    /// <summary>Way of contracting, code table C.10 (CBFS).</summary>
    public string? Way => Text("CBFS");

    /// <summary>First day of the term (CBQXQ).</summary>
    public DateOnly? Begins => Day("CBQXQ");

    /// <summary>Last day of the term (CBQXZ); 9999-01-01 is a lasting one (长久).</summary>
    public DateOnly? Ends => Day("CBQXZ");

    /// <summary>Day of signing (QDSJ).</summary>
    public DateOnly? SignedOn => Day("QDSJ");

    /// <summary>Contracted area in square metres (HTZMJ).</summary>
    public decimal? Area => Number("HTZMJ");

    /// <summary>Area of the earlier contract in square metres (YHTZMJ).</summary>
    public decimal? EarlierArea => Number("YHTZMJ");

    /// <summary>Number of parcels as declared (CBDKZS).</summary>
    public int? ParcelCount => Whole("CBDKZS");
}

/// <summary>A parcel as a contract names it (承包地块信息, CBDKXX), with the surveyed parcel it names.</summary>
public sealed class DeliveredContractParcel : DeliveredRecord
{
    internal DeliveredContractParcel(RowStore store, RowCursor row)
        : base(store, row)
    {
    }

    /// <summary>Nineteen digits (DKBM).</summary>
    public string? ParcelCode => Text("DKBM");

    /// <summary>Code of the issuer (FBFBM).</summary>
    public string? Issuer => Text("FBFBM");

    /// <summary>Code of the contractor (CBFBM).</summary>
    public string? Contractor => Text("CBFBM");

    /// <summary>Way the right was acquired, code table C.10 (CBJYQQDFS).</summary>
    public string? Way => Text("CBJYQQDFS");

    /// <summary>Confirmed area in square metres (HTMJ).</summary>
    public decimal? Area => Number("HTMJ");

    /// <summary>Area of the earlier contract in square metres (YHTMJ).</summary>
    public decimal? EarlierArea => Number("YHTMJ");

    /// <summary>Code of the contract (CBHTBM).</summary>
    public string? Contract => Text("CBHTBM");

    /// <summary>Code of the lease (LZHTBM).</summary>
    public string? Lease => Text("LZHTBM");

    /// <summary>Code of the certificate (CBJYQZBM).</summary>
    public string? Certificate => Text("CBJYQZBM");

    /// <summary>Whether the parcel is confirmed jointly, held in shares by several households (确权确股, SFQQQG).</summary>
    public bool IsJoint => YesOrNo("SFQQQG") == true;

    /// <summary>The surveyed parcel; null when the layer DK has none of this code.</summary>
    public DeliveredParcel? Parcel { get; internal init; }
}

/// <summary>A surveyed parcel (地块, DK).</summary>
public sealed class DeliveredParcel : DeliveredRecord
{
    internal DeliveredParcel(LayerStore store, LayerCursor row)
        : base(store, row)
    {
        var parts = new double[row.PartCount][];
        for (var part = 0; part < parts.Length; part++) parts[part] = row.Part(part).ToArray();
        Shape = row.Shape == ShapeKind.Null ? DeliveredShape.Null : new DeliveredShape(row.Shape, parts);
    }

    /// <summary>The parcels of a layer, in their order.</summary>
    public static IEnumerable<DeliveredParcel> In(LayerStore parcels)
    {
        using var row = parcels.OpenShapes();
        while (row.Read()) yield return new(parcels, row);
    }

    /// <summary>Nineteen digits (DKBM).</summary>
    public string? Code => Text("DKBM");

    /// <summary>Name of the place (DKMC).</summary>
    public string? Name => Text("DKMC");

    /// <summary>Kind of ownership, code table C.6 (SYQXZ).</summary>
    public string? Ownership => Text("SYQXZ");

    /// <summary>10 承包地块, 21 自留地, 22 机动地, 23 开荒地, 99 其他集体土地 (DKLB).</summary>
    public string? Category => Text("DKLB");

    /// <summary>Land use class (TDLYLX).</summary>
    public string? LandUse => Text("TDLYLX");

    /// <summary>Quality grade, code table C.8 (DLDJ).</summary>
    public string? Grade => Text("DLDJ");

    /// <summary>Purpose, code table C.9 (TDYT).</summary>
    public string? Purpose => Text("TDYT");

    /// <summary>Whether it is basic farmland (SFJBNT).</summary>
    public bool? IsBasicFarmland => YesOrNo("SFJBNT");

    /// <summary>Surveyed area in square metres (SCMJ).</summary>
    public decimal? SurveyedArea => Number("SCMJ");

    /// <summary>What lies to the east (DKDZ).</summary>
    public string? East => Text("DKDZ");

    /// <summary>What lies to the west (DKXZ).</summary>
    public string? West => Text("DKXZ");

    /// <summary>What lies to the south (DKNZ).</summary>
    public string? South => Text("DKNZ");

    /// <summary>What lies to the north (DKBZ).</summary>
    public string? North => Text("DKBZ");

    /// <summary>Remark (DKBZXX).</summary>
    public string? Remark => Text("DKBZXX");

    /// <summary>Who showed the boundary (指界人, ZJRXM).</summary>
    public string? ShownBy => Text("ZJRXM");

    /// <summary>The boundary exactly as surveyed, in the coordinate system of the layer.</summary>
    public DeliveredShape Shape { get; }
}

/// <summary>A lease (流转合同, LZHT).</summary>
public sealed class DeliveredLease : DeliveredRecord
{
    internal DeliveredLease(RowStore store, RowCursor row)
        : base(store, row)
    {
    }

    /// <summary>Eighteen digits (LZHTBM).</summary>
    public string? Code => Text("LZHTBM");

    /// <summary>Code of the contract it rests on (CBHTBM).</summary>
    public string? Contract => Text("CBHTBM");

    /// <summary>Code of the contractor who lets the land (CBFBM).</summary>
    public string? Contractor => Text("CBFBM");

    /// <summary>Code of the one who takes it (SRFBM).</summary>
    public string? Taker => Text("SRFBM");

    /// <summary>Way of passing it on, code table C.10 (LZFS).</summary>
    public string? Way => Text("LZFS");

    /// <summary>Term as written (LZQX).</summary>
    public string? Term => Text("LZQX");

    /// <summary>First day (LZQXKSRQ).</summary>
    public DateOnly? Begins => Day("LZQXKSRQ");

    /// <summary>Last day (LZQXJSRQ).</summary>
    public DateOnly? Ends => Day("LZQXJSRQ");

    /// <summary>Area in square metres (LZMJ).</summary>
    public decimal? Area => Number("LZMJ");

    /// <summary>Number of parcels as declared (LZDKS).</summary>
    public int? ParcelCount => Whole("LZDKS");

    /// <summary>Purpose before, code table C.9 (LZQTDYT).</summary>
    public string? PurposeBefore => Text("LZQTDYT");

    /// <summary>Purpose after, code table C.9 (LZHTDYT).</summary>
    public string? PurposeAfter => Text("LZHTDYT");

    /// <summary>Price and how it is paid (LZJGSM).</summary>
    public string? Price => Text("LZJGSM");

    /// <summary>Day of signing (HTQDRQ).</summary>
    public DateOnly? SignedOn => Day("HTQDRQ");
}

/// <summary>A paper the right rests on (权属来源资料附件, QSLYZLFJ).</summary>
public sealed class DeliveredSourceDocument : DeliveredRecord
{
    internal DeliveredSourceDocument(RowStore store, RowCursor row)
        : base(store, row)
    {
    }

    /// <summary>Code of the certificate (CBJYQZBM).</summary>
    public string? Certificate => Text("CBJYQZBM");

    /// <summary>Number of the paper (ZLFJBH).</summary>
    public string? DocumentNumber => Text("ZLFJBH");

    /// <summary>Name of the paper (ZLFJMC).</summary>
    public string? Name => Text("ZLFJMC");

    /// <summary>Its day (ZLFJRQ).</summary>
    public DateOnly? Date => Day("ZLFJRQ");

    /// <summary>Its files (FJ), for <see cref="Delivery.FindAttachment"/>.</summary>
    public IReadOnlyList<string> Files => Paths("FJ");
}

/// <summary>An entry of the register (登记簿, CBJYQZDJB).</summary>
public sealed class DeliveredRegisterEntry : DeliveredRecord
{
    internal DeliveredRegisterEntry(RowStore store, RowCursor row)
        : base(store, row)
    {
    }

    /// <summary>Eighteen digits and J or Q (CBJYQZBM).</summary>
    public string? Code => Text("CBJYQZBM");

    /// <summary>Code of the issuer (FBFBM).</summary>
    public string? Issuer => Text("FBFBM");

    /// <summary>Code of the contractor (CBFBM).</summary>
    public string? Contractor => Text("CBFBM");

    /// <summary>Way of contracting, code table C.10 (CBFS).</summary>
    public string? Way => Text("CBFS");

    /// <summary>Term as written (CBQX).</summary>
    public string? Term => Text("CBQX");

    /// <summary>First day of the term (CBQXQ).</summary>
    public DateOnly? Begins => Day("CBQXQ");

    /// <summary>Last day of the term (CBQXZ); 9999-01-01 is a lasting one (长久).</summary>
    public DateOnly? Ends => Day("CBQXZ");

    /// <summary>Files of the sketch (DKSYT), for <see cref="Delivery.FindAttachment"/>.</summary>
    public IReadOnlyList<string> Sketches => Paths("DKSYT");

    /// <summary>Certificate serial (CBJYQZLSH), such as 甘（2016）榆中县农村土地承包经营权证第000001号.</summary>
    public string? Serial => Text("CBJYQZLSH");

    /// <summary>Note in the register (附记, DJBFJ).</summary>
    public string? Note => Text("DJBFJ");

    /// <summary>Number of the certificate before it (YCBJYQZBH).</summary>
    public string? EarlierCertificate => Text("YCBJYQZBH");

    /// <summary>Registrar (登簿人, DBR).</summary>
    public string? Registrar => Text("DBR");

    /// <summary>Day of the entry (DJSJ).</summary>
    public DateOnly? EnteredOn => Day("DJSJ");
}

/// <summary>A certificate (权证, CBJYQZ).</summary>
public sealed class DeliveredCertificate : DeliveredRecord
{
    internal DeliveredCertificate(RowStore store, RowCursor row)
        : base(store, row)
    {
    }

    /// <summary>Eighteen digits and J or Q (CBJYQZBM).</summary>
    public string? Code => Text("CBJYQZBM");

    /// <summary>Authority that issued it (FZJG).</summary>
    public string? Authority => Text("FZJG");

    /// <summary>Day of issue (FZRQ).</summary>
    public DateOnly? IssuedOn => Day("FZRQ");

    /// <summary>Whether it was handed over (QZSFLQ).</summary>
    public bool? IsHandedOver => YesOrNo("QZSFLQ");

    /// <summary>Day it was handed over (QZLQRQ).</summary>
    public DateOnly? HandedOverOn => Day("QZLQRQ");

    /// <summary>Who took it (QZLQRXM).</summary>
    public string? TakenBy => Text("QZLQRXM");
}

/// <summary>What happened to a certificate after its issue.</summary>
public enum CertificateChange
{
    /// <summary>Lost and issued again (补发, CBJYQZ_QZBF).</summary>
    Reissued,

    /// <summary>Exchanged for a new one (换发, CBJYQZ_QZHF).</summary>
    Replaced,

    /// <summary>Made void (注销, CBJYQZ_QZZX).</summary>
    Voided,
}

/// <summary>A reissue, replacement or voiding of a certificate.</summary>
public sealed class DeliveredCertificateChange : DeliveredRecord
{
    private static readonly string[][] _fields =
    [
        ["QZBFYY", "BFRQ", "QZBFLQRQ", "QZBFLQRXM"],
        ["QZHFYY", "HFRQ", "QZHFLQRQ", "QZHFLQRXM"],
        ["ZXYY", "ZXRQ", "", ""],
    ];

    internal DeliveredCertificateChange(CertificateChange change, RowStore store, RowCursor row)
        : base(store, row) => Change = change;

    /// <summary>What happened.</summary>
    public CertificateChange Change { get; }

    /// <summary>Eighteen digits and J or Q (CBJYQZBM).</summary>
    public string? Certificate => Text("CBJYQZBM");

    /// <summary>Why (QZBFYY, QZHFYY, ZXYY).</summary>
    public string? Reason => Text(_fields[(int)Change][0]);

    /// <summary>When (BFRQ, HFRQ, ZXRQ).</summary>
    public DateOnly? On => Day(_fields[(int)Change][1]);

    /// <summary>Day the new certificate was handed over (QZBFLQRQ, QZHFLQRQ).</summary>
    public DateOnly? HandedOverOn => Day(_fields[(int)Change][2]);

    /// <summary>Who took it (QZBFLQRXM, QZHFLQRXM).</summary>
    public string? TakenBy => Text(_fields[(int)Change][3]);
}
