using System.Text;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Oversight;

/// <summary>What something found is.</summary>
public enum HitKind
{
    /// <summary>A collective, which owns and issues.</summary>
    Collective,

    /// <summary>A contractor.</summary>
    Household,

    /// <summary>A parcel.</summary>
    Parcel,

    /// <summary>A right to contracted land.</summary>
    Right,

    /// <summary>A certificate.</summary>
    Certificate,

    /// <summary>A homestead.</summary>
    Homestead,
}

/// <summary>Something found. Who stands for it is named masked.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Code">Its code; of a certificate, that of its right.</param>
/// <param name="Name">Masked name of the person found, or of who stands for it; null for parcels and collectives.</param>
/// <param name="Place">Name of the collective, or of the parcel or homestead and its collective.</param>
/// <param name="Certificate">Id of a certificate.</param>
/// <param name="Serial">Serial of a certificate.</param>
public sealed record SearchHit(HitKind Kind, string Code, string? Name, string Place, Guid? Certificate, string? Serial);

/// <summary>A page of what was found.</summary>
/// <param name="Asked">The text as it was understood.</param>
/// <param name="Page">Number of this page, from 1.</param>
/// <param name="Limit">Things on a page, at most.</param>
/// <param name="Total">Things found.</param>
/// <param name="More">True when more would be found than a search shows; the text should say more.</param>
/// <param name="Hits">Things on this page, in the order of kinds and codes.</param>
public sealed record SearchResult(string Asked, int Page, int Limit, int Total, bool More, IReadOnlyList<SearchHit> Hits)
{
    /// <summary>Number of pages.</summary>
    public int Pages => (Total + Limit - 1) / Limit;
}

/// <summary>One box for everything: names by two characters, pinyin or initials; codes; the serial of a certificate. Names come back masked.</summary>
/// <remarks>
/// A search is for finding, not for listing the register: beyond <see cref="Most"/> things or <see cref="MostPeople"/> it says that
/// there are more and shows no further ones. So the commonest name of a county costs no more to search than a rare one.
/// </remarks>
public sealed class RegisterSearch(CountyConnections connections, Vault vault)
{
    /// <summary>Things on a page unless otherwise asked.</summary>
    public const int PageSize = 10;

    /// <summary>Things on a page at most.</summary>
    public const int LargestPage = 100;

    /// <summary>Things that one search finds at most.</summary>
    public const int Most = 100;

    /// <summary>People that one search by name finds at most: whoever has not found somebody among so many writes more of the name, or a code.</summary>
    public const int MostPeople = 50;

    private const int CollectiveDigits = 14;
    private const int RightDigits = 18;
    private const int PlotDigits = 12;
    private const string PlotLetters = "JC";

    private const string Collectives = """
        (select 0 as kind, code, null::uuid as person, null as name, code as collective, null::uuid as certificate, null as serial, 0::bigint as seq
         from register.collective
         where code = $1)
        """;

    private static readonly string Households = $"""
        (select 1 as kind, code, representative as person, null as name, collective, null::uuid as certificate, null as serial, 0::bigint as seq
         from register.household
         where code >= $1 and code < $1 || ':'
         order by code limit {Most + 1})
        """;

    private static readonly string Parcels = $"""
        (select 2 as kind, code, null::uuid as person, name, collective, null::uuid as certificate, null as serial, 0::bigint as seq
         from register.parcel
         where code >= $1 and code < $1 || ':'
         order by code limit {Most + 1})
        """;

    private const string Rights = """
        (select 3 as kind, r.code, h.representative as person, null as name, r.collective, null::uuid as certificate, null as serial, 0::bigint as seq
         from register.contract_right r join register.household h on h.code = r.household
         where r.code = $1)
        """;

    private static string Homesteads(string by) => $"""
        (select 5 as kind, p.code,
                coalesce(h.representative, (select o.person from register.homestead_holder o where o.plot = r.plot and o.entered_seq = r.entered_seq order by o.person limit 1)) as person, p.place as name, r.collective, null::uuid as certificate, null as serial, 0::bigint as seq
         from register.homestead_plot p
                  join register.homestead_right r on r.plot = p.code and upper_inf(r.period)
                  left join register.household h on h.code = r.household
         where {by}
         order by p.code limit {Most + 1})
        """;

    private static string Certificates(string by) => $"""
        (select 4 as kind, x.right_code as code, h.representative as person, null as name, r.collective, x.id as certificate, x.serial, -x.entered_seq as seq
         from register.certificate x
                  join register.contract_right r on r.code = x.right_code
                  join register.household h on h.code = r.household
         where {by} = $1)
        """;

    /// <summary>A page of what has this name, this code, a code that begins with it, or this serial.</summary>
    public async Task<SearchResult> Find(string county, string? text, int page = 1, int limit = PageSize, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestPage);
        var asked = (text ?? "").Trim().Normalize(NormalizationForm.FormKC);
        if (asked.Length == 0) return new(asked, page, limit, 0, false, []);

        // A serial is written with wide brackets, whichever were typed.
        var code = string.Concat(asked.Where(character => !char.IsWhiteSpace(character))).Replace('(', '（').Replace(')', '）');
        var skip = Math.Min((page - 1L) * limit, Most);
        return code.Any(char.IsAsciiDigit)
            ? await ByCode(county, asked, code, page, limit, skip, cancel)
            : await ByName(county, asked, page, limit, skip, cancel);
    }

    private async Task<SearchResult> ByName(string county, string asked, int page, int limit, long skip, CancellationToken cancel)
    {
        var found = await vault.Search(county, asked, MostPeople, skip, limit, cancel);
        return new(asked, page, limit, found.Total, found.More, [.. found.People.Select(one => new SearchHit(HitKind.Household, one.Household, one.Person.Name, one.Place, null, null))]);
    }

    private async Task<SearchResult> ByCode(string county, string asked, string code, int page, int limit, long skip, CancellationToken cancel)
    {
        // Names of collectives are looked up for the page alone; a join with the hits would read them all.
        var rows = await connections[county].All(
            $"""
            with hit as materialized ({string.Join(" union all ", Places(code))})
            select (select count(*) from hit), kind, code, person, concat_ws(' · ', name, (select c.name from register.collective c where c.code = hit.collective)), certificate, serial
            from hit
            order by kind, code, seq
            offset $2 limit $3
            """,
            row => (Total: row.GetInt64(0), Kind: (HitKind)row.GetInt32(1), Code: row.GetString(2), Person: row.Maybe<Guid>(3), Place: row.GetString(4),
                Certificate: row.Maybe<Guid>(5), Serial: row.Text(6)),
            cancel,
            code.Length == RightDigits + 1 || IsOfAHomestead(code) ? code.ToUpperInvariant() : code, skip, (long)limit);
        var names = await vault.Masked(county, [.. rows.Select(row => row.Person).OfType<Guid>().Distinct()], cancel);
        var total = rows.Count == 0 ? 0 : rows[0].Total;
        return new(asked, page, limit, (int)Math.Min(total, Most), total > Most,
            [.. rows.Select(row => new SearchHit(
                row.Kind, row.Code, row.Person is { } person ? names.GetValueOrDefault(person)?.Name ?? "—" : null, row.Place, row.Certificate, row.Serial))]);
    }

    private static bool IsOfAHomestead(string code) =>
        code.Length >= PlotDigits + PlotLetters.Length && code[..PlotDigits].All(char.IsAsciiDigit) && code[PlotDigits..].StartsWith(PlotLetters, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Where something of such a code could stand. A beginning of fewer than fourteen digits names no collective yet, so it finds no
    /// contractors; parcels are found by eighteen digits. A homestead is found by the code of its plot or of the real-estate unit, from the
    /// two letters on that say what it is, and by the number of its certificate.
    /// </summary>
    private static IEnumerable<string> Places(string code)
    {
        var digits = code.TakeWhile(char.IsAsciiDigit).Count();
        if (digits == RightDigits && code.Length == digits + 1 && char.IsAsciiLetter(code[^1])) return [Rights, Certificates("x.right_code")];
        if (IsOfAHomestead(code)) return [Homesteads("p.code >= left($1, 19) and p.code < left($1, 19) || ':' and starts_with(r.unit, $1)")];
        if (digits < code.Length) return [Certificates("x.serial"), Homesteads("r.certificate = $1")];

        return new[] { (Collectives, digits <= CollectiveDigits), (Households, digits is >= CollectiveDigits and <= RightDigits), (Parcels, digits >= RightDigits) }
            .Where(place => place.Item2).Select(place => place.Item1);
    }
}
