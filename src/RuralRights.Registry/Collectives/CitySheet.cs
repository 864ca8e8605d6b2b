using RuralRights.Domain.Collectives;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Collectives;

/// <summary>Another county of the city, and when it last answered this one.</summary>
/// <param name="County">Six-digit code.</param>
/// <param name="IsHere">True when it is kept on this server.</param>
/// <param name="Address">Where it is asked; null for one on this server, and for one that is not listed.</param>
/// <param name="AnsweredAt">When it last answered; null when it never did.</param>
/// <param name="SilentAt">When it last gave no answer; null when it always did.</param>
/// <param name="Silence">Why it gave none then.</param>
/// <param name="Rule">Code of the rule that it named then.</param>
/// <param name="Asked">How often this county asked it in the last thirty days.</param>
/// <param name="AskedUsAt">When it last asked this county and was answered; null when it never was.</param>
/// <param name="AskedUs">How often it was answered in the last thirty days.</param>
public sealed record CityLine(
    string County, bool IsHere, Uri? Address, DateTimeOffset? AnsweredAt, DateTimeOffset? SilentAt, CountySilence? Silence, string? Rule, long Asked, DateTimeOffset? AskedUsAt, long AskedUs)
{
    /// <summary>True when it answered the last question that it was asked.</summary>
    public bool AnswersNow => AnsweredAt is { } answered && (SilentAt is not { } silent || silent < answered);
}

/// <summary>The counties of the city as one of them sees the others. It names no person.</summary>
public static class CitySheet
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    /// <summary>Every county that has to answer, may ask, is kept here, or was ever asked.</summary>
    public static async Task<IReadOnlyList<CityLine>> Of(CountyConnections connections, CountyRoll rolls, string county, TimeProvider clock, CancellationToken cancel)
    {
        var register = connections[county];
        var settings = (await CountyBook.Of(register, cancel)).On(Submission.LegalDay(clock));
        var set = settings.Has(CountySettings.CityCounties) ? settings.Of(CountySettings.CityCounties) : [];
        var peers = settings.Has(CountySettings.CityExchange) ? settings.Of(CountySettings.CityExchange).ToDictionary(peer => peer.County, StringComparer.Ordinal) : [];
        var kept = (await rolls.Kept(cancel)).Where(other => other.AsSpan(0, 4).SequenceEqual(county.AsSpan(0, 4))).ToHashSet(StringComparer.Ordinal);
        var since = clock.GetUtcNow() - Lately;
        var asked = (await register.All(
            """
            select a.county, max(a.at) filter (where a.silence is null), s.at, s.silence, s.rule, count(*) filter (where a.at > $1)
            from city.asking a
                     left join lateral (select at, silence, rule from city.asking l where l.county = a.county and l.silence is not null order by at desc limit 1) as s on true
            group by a.county, s.at, s.silence, s.rule
            """,
            row => (
                County: row.GetString(0), Answered: row.Maybe<DateTimeOffset>(1), Silent: row.Maybe<DateTimeOffset>(2), Why: row.Text(3) is { } why ? CountyReply.SilenceOf(why) : (CountySilence?)null,
                Rule: row.Text(4), Often: row.GetInt64(5)),
            cancel, since)).ToDictionary(line => line.County, StringComparer.Ordinal);
        var answered = (await register.All(
            "select asked_by, max(at), count(*) filter (where at > $1) from city.question group by asked_by",
            row => (County: row.GetString(0), Last: row.Maybe<DateTimeOffset>(1), Often: row.GetInt64(2)), cancel, since)).ToDictionary(line => line.County, StringComparer.Ordinal);

        return
        [
            .. set.Concat(peers.Keys).Concat(kept).Concat(asked.Keys).Concat(answered.Keys).Distinct(StringComparer.Ordinal).Where(other => other != county).Order(StringComparer.Ordinal).Select(other =>
            {
                var (ours, theirs) = (asked.GetValueOrDefault(other), answered.GetValueOrDefault(other));
                return new CityLine(
                    other, kept.Contains(other), kept.Contains(other) ? null : peers.GetValueOrDefault(other)?.Address, ours.Answered, ours.Silent, ours.Why, ours.Rule, ours.Often, theirs.Last, theirs.Often);
            }),
        ];
    }
}
