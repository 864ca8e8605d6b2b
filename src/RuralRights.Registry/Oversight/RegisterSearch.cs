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
}

/// <summary>Something found. Who stands for it is named masked.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Code">Its code; of a certificate, that of its right.</param>
/// <param name="Name">Masked name of the person found, or of who stands for it; null for parcels and collectives.</param>
/// <param name="Place">Name of the collective, or of the parcel and its collective.</param>
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
/// A search is for finding, not for listing the register: beyond <see cref="Most"/> things it says that there are more and shows no
/// further ones. So the commonest name of a county costs no more to search than a rare one.
/// </remarks>
public sealed class RegisterSearch(CountyConnections connections, Vault vault)
{
    /// <summary>Things on a page unless otherwise asked.</summary>
    public const int PageSize = 20;

    /// <summary>Things on a page at most.</summary>
    public const int LargestPage = 100;

    /// <summary>Things that one search finds at most.</summary>
    public const int Most = 200;

    /// <summary>A page of what has this name, this code, a code that begins with it, or this serial.</summary>
    public async Task<SearchResult> Find(string county, string? text, int page = 1, int limit = PageSize, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestPage);
        var asked = (text ?? "").Trim().Normalize(NormalizationForm.FormKC);
        if (asked.Length == 0) return new(asked, page, limit, 0, false, []);

        var code = string.Concat(asked.Where(character => !char.IsWhiteSpace(character)));
        var skip = Math.Min((page - 1L) * limit, Most);
        return code.Any(char.IsAsciiDigit)
            ? await ByCode(county, asked, code, page, limit, skip, cancel)
            : await ByName(county, asked, page, limit, skip, cancel);
    }

    private async Task<SearchResult> ByName(string county, string asked, int page, int limit, long skip, CancellationToken cancel)
    {
        var found = await vault.Search(county, asked, Most, skip, limit, cancel);
        return new(asked, page, limit, found.Total, found.More, [.. found.People.Select(one => new SearchHit(HitKind.Household, one.Household, one.Person.Name, one.Place, null, null))]);
    }

    /// <remarks>
    /// A beginning of fewer than fourteen digits names no collective yet, so it finds no contractors; parcels are found by eighteen digits.
    /// A serial is written with wide brackets, whichever were typed.
    /// </remarks>
    private async Task<SearchResult> ByCode(string county, string asked, string code, int page, int limit, long skip, CancellationToken cancel)
    {
        var rows = await connections[county].All(
            $"""
            with hit as materialized
            (
                (select 0 as kind, c.code, null::uuid as person, c.name as place, null::uuid as certificate, null as serial, 0::bigint as seq
                 from register.collective c where c.code = $1)
                union all
                (select 1, h.code, h.representative, c.name, null, null, 0
                 from register.household h join register.collective c on c.code = h.collective
                 where h.code >= $1 and h.code < $1 || ':' and length($1) >= 14
                 order by h.code limit {Most + 1})
                union all
                (select 2, p.code, null, p.name || ' · ' || c.name, null, null, 0
                 from register.parcel p join register.collective c on c.code = p.collective
                 where p.code >= $1 and p.code < $1 || ':' and length($1) >= 18
                 order by p.code limit {Most + 1})
                union all
                (select 3, r.code, h.representative, c.name, null, null, 0
                 from register.contract_right r join register.household h on h.code = r.household join register.collective c on c.code = r.collective
                 where r.code = $1)
                union all
                (select 4, x.right_code, h.representative, c.name, x.id, x.serial, -x.entered_seq
                 from register.certificate x
                          join register.contract_right r on r.code = x.right_code
                          join register.household h on h.code = r.household
                          join register.collective c on c.code = r.collective
                 where x.serial = $2 or x.right_code = $1)
            )
            select (select count(*) from hit), kind, code, person, place, certificate, serial
            from hit
            order by kind, code, seq
            offset $3 limit $4
            """,
            row => (Total: row.GetInt64(0), Kind: (HitKind)row.GetInt32(1), Code: row.GetString(2), Person: row.Maybe<Guid>(3), Place: row.GetString(4),
                Certificate: row.Maybe<Guid>(5), Serial: row.Text(6)),
            cancel,
            code, code.Replace('(', '（').Replace(')', '）'), skip, (long)limit);
        var names = await vault.Masked(county, [.. rows.Select(row => row.Person).OfType<Guid>().Distinct()], cancel);
        var total = rows.Count == 0 ? 0 : rows[0].Total;
        return new(asked, page, limit, (int)Math.Min(total, Most), total > Most,
            [.. rows.Select(row => new SearchHit(
                row.Kind, row.Code, row.Person is { } person ? names.GetValueOrDefault(person)?.Name ?? "—" : null, row.Place, row.Certificate, row.Serial))]);
    }
}
