using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using RuralRights.Domain.Law;
using static RuralRights.Domain.Collectives.CityExchangeRules;
using static RuralRights.Domain.Law.Decision;

namespace RuralRights.Domain.Collectives;

/// <summary>Why a county gave no answer that counts.</summary>
public enum CountySilence
{
    /// <summary>It lies neither on this server nor in the list of counties on others 没有列入名单.</summary>
    NotListed,

    /// <summary>It could not be reached, or its database was away 联系不上.</summary>
    Unreachable,

    /// <summary>It did not answer in time 超时.</summary>
    TimedOut,

    /// <summary>It refused the question 拒绝答复.</summary>
    Refused,

    /// <summary>What came back was not signed by its key, or was no answer to this question 答复不可信.</summary>
    Unproved,
}

/// <summary>What one county said to the question whether somebody is a member there.</summary>
/// <param name="County">Six-digit code of the county.</param>
/// <param name="MemberSince">First day of the membership that stands there; null when none does.</param>
/// <param name="Silence">Why it gave no answer; null when it did.</param>
/// <param name="Rule">Code of the rule by which it refused the question; null when it named none.</param>
public sealed record CountyReply(string County, DateOnly? MemberSince = null, CountySilence? Silence = null, string? Rule = null)
{
    private static readonly FrozenDictionary<CountySilence, string> Codes = new Dictionary<CountySilence, string>
    {
        [CountySilence.NotListed] = "not-listed",
        [CountySilence.Unreachable] = "unreachable",
        [CountySilence.TimedOut] = "timed-out",
        [CountySilence.Refused] = "refused",
        [CountySilence.Unproved] = "unproved",
    }.ToFrozenDictionary();

    /// <summary>The reply in short: <c>no</c>, <c>yes 2019-06-01</c>, or <c>timed-out</c>.</summary>
    public string InShort => (SilenceCode, MemberSince) switch
    {
        ({ } silence, _) => Rule is null ? silence : $"{silence} {Rule}",
        (_, { } day) => $"yes {day.ToString("O", CultureInfo.InvariantCulture)}",
        _ => "no",
    };

    /// <summary>Name under which the reason of its silence is kept; null when it answered.</summary>
    public string? SilenceCode => Silence is { } silence ? Codes[silence] : null;

    /// <summary>The reason of that name.</summary>
    public static CountySilence SilenceOf(string code) => Codes.First(pair => pair.Value == code).Key;
}

/// <summary>A county of the city that is kept on another server: where it is asked, and the key that its questions and answers are signed with.</summary>
/// <param name="County">Six-digit code.</param>
/// <param name="Address">Where it listens: <c>https</c>, or <c>http</c> on this very machine.</param>
/// <param name="Key">Its public key on the curve P-256, as SubjectPublicKeyInfo in base64.</param>
public sealed record CityPeer(string County, Uri Address, string Key)
{
    private const string Curve = "1.2.840.10045.3.1.7";

    /// <summary>Reads <c>620122|https://register.example|MFkw…</c>; null when it cannot be read, or the key is none of P-256.</summary>
    public static CityPeer? Of(string line) =>
        line.Split('|', StringSplitOptions.TrimEntries) is [var county, var address, var key]
        && county.Length == 6 && county.All(char.IsAsciiDigit)
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri is { UserInfo: "", Query: "", Fragment: "" }
        && IsKey(key)
            ? new(county, uri, key)
            : null;

    private static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) return false;

        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(bytes.AsSpan(0, length), out var read);
            return read == length && key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == Curve;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>One county asks another whether a person is a member there (成员身份跨县核对). It names nobody: only the mark crosses.</summary>
/// <param name="From">Six-digit code of the county that asks.</param>
/// <param name="To">Six-digit code of the county that is asked.</param>
/// <param name="Key">Name of the city's key under which the mark was made.</param>
/// <param name="Mark">Keyed hash of the person's identity number, HMAC-SHA-256.</param>
/// <param name="Nonce">Made for this question alone.</param>
/// <param name="AskedAt">When.</param>
public sealed record CityQuestion(string From, string To, string Key, byte[] Mark, Guid Nonce, DateTimeOffset AskedAt)
{
    /// <summary>By how much the clocks of two counties may differ, and how long a question or an answer counts.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    /// <summary>The order of the rules: who asks and whether it is they, whether this is the place to ask, then when, whether again, and how often.</summary>
    /// <param name="door">What the county that is asked knows.</param>
    /// <param name="now">The moment it is asked.</param>
    public Decision Decide(CityDoor door, DateTimeOffset now)
    {
        if (!door.IsKept) return Refuse(CountyIsNotKeptHere, To);
        if (!door.IsListed) return Refuse(CityAskerIsNotListed, From);
        if (!door.IsSigned) return Refuse(CityQuestionIsNotSigned, From);
        if (Key != door.Key) return Refuse(CityKeyIsAnother, door.Key);
        if ((now - AskedAt).Duration() > Leeway) return Refuse(CityQuestionIsNotOfNow, now.ToString("O", CultureInfo.InvariantCulture));
        if (door.WasAsked) return Refuse(CityQuestionWasAsked);
        if (door.AskedInTheHour >= door.MostInTheHour) return Refuse(CityAsksTooOften, door.MostInTheHour.ToString(CultureInfo.InvariantCulture));

        return Enter();
    }
}

/// <summary>What a county that is asked knows of the question.</summary>
/// <param name="IsKept">True when it is kept here.</param>
/// <param name="IsListed">True when it lists the county that asks.</param>
/// <param name="IsSigned">True when the listed key signed exactly this question.</param>
/// <param name="Key">Name of the city's key here.</param>
/// <param name="WasAsked">True when the county that asks has used this nonce before.</param>
/// <param name="AskedInTheHour">Questions of that county in the last hour.</param>
/// <param name="MostInTheHour">How many it may ask.</param>
public sealed record CityDoor(bool IsKept, bool IsListed, bool IsSigned, string Key, bool WasAsked, int AskedInTheHour, int MostInTheHour);

/// <summary>Rules by which a county answers another, or does not.</summary>
public static class CityExchangeRules
{
    /// <summary>A county answers for its own people.</summary>
    public static readonly Rule CountyIsNotKeptHere = new(
        "county-is-not-kept-here",
        "问的这个县（区）不在这台服务器上。",
        "The county that is asked is not kept on this server.",
        LegalBasis.Bookkeeping,
        "请核对设置里这个县（区）的地址。",
        "Check the address of that county in the settings.");

    /// <summary>Whoever is not known is told nothing.</summary>
    public static readonly Rule CityAskerIsNotListed = new(
        "city-asker-is-not-listed",
        "提问的县（区）没有列入本县的核对名单。",
        "The county that asks is not in this county's list of counties on other servers.",
        LegalBasis.PersonalInformationLaw(25),
        "请本县登记员把它的代码、地址和公钥填入设置，并写明依据。",
        "Let a registrar of this county enter its code, address and public key in the settings, with their source.");

    /// <summary>A question is the county's own, unaltered.</summary>
    public static readonly Rule CityQuestionIsNotSigned = new(
        "city-question-is-not-signed",
        "提问的签名与名单上的公钥不符。",
        "The question is not signed by the key that this county lists for the county that asks.",
        LegalBasis.PersonalInformationLaw(51),
        "请对照两边设置里的公钥，再问一次。",
        "Compare the public keys in the settings of both counties and ask again.");

    /// <summary>Marks of another key are other marks.</summary>
    public static readonly Rule CityKeyIsAnother = new(
        "city-key-is-another",
        "两个县（区）用的不是同一个本市密钥，比不出是不是同一个人。",
        "The two counties do not use the same key of the city, so nobody can be recognised.",
        LegalBasis.Bookkeeping,
        "请两边的系统管理员配好同一个本市密钥（RR_CITY_KEY）。",
        "Let those who run both servers give them the same key of the city (RR_CITY_KEY).");

    /// <summary>An old question is no question.</summary>
    public static readonly Rule CityQuestionIsNotOfNow = new(
        "city-question-is-not-of-now",
        "提问的时间与本县的时钟相差超过五分钟。",
        "The time of the question differs from this county's clock by more than five minutes.",
        LegalBasis.PersonalInformationLaw(51),
        "请校准两边服务器的时钟，再问一次。",
        "Set the clocks of both servers and ask again.");

    /// <summary>A question that was seen on its way is not asked again by somebody else.</summary>
    public static readonly Rule CityQuestionWasAsked = new(
        "city-question-was-asked",
        "这个提问已经答复过，不再答复。",
        "This question has been asked before and is not answered again.",
        LegalBasis.PersonalInformationLaw(51),
        "请重新提问。",
        "Ask anew.");

    /// <summary>Nobody tries out a whole population.</summary>
    public static readonly Rule CityAsksTooOften = new(
        "city-asks-too-often",
        "提问的县（区）一小时内问得太多。",
        "The county that asks has asked too often within the hour.",
        LegalBasis.PersonalInformationLaw(51),
        "请过一小时再问；确实要问得多，请本县登记员改设置。",
        "Ask again in an hour; where more is needed, let a registrar of this county change the setting.");
}
