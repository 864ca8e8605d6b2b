using RuralRights.Domain.Law;
using RuralRights.Registry.Store;

namespace RuralRights.Registry;

/// <summary>An act as it is handed in (递交): in which county, under which id of its sender, by whom, on which legal day.</summary>
/// <param name="County">Six-digit county code.</param>
/// <param name="Command">Id made by the sender, so that sending twice enters once.</param>
/// <param name="Actor">Who acts, and as what.</param>
/// <param name="Today">Legal day in China.</param>
public sealed record Submission(string County, Guid Command, Actor Actor, DateOnly Today)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The legal day at a moment: China keeps one time, without summer time.</summary>
    public static DateOnly LegalDay(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime);

    /// <summary>The moment at which a legal day begins.</summary>
    internal static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, China);

    /// <summary>An act handed in now.</summary>
    public static Submission Now(string county, Guid command, Actor actor, TimeProvider clock) => new(county, command, actor, LegalDay(clock));

    /// <summary>Lays a command on the desk. The actor is part of what is hashed: an id answers only to whoever sent it.</summary>
    internal Ask Ask(object command, params IReadOnlyList<string> reads) =>
        new(County, Command, Actor.ToString(), new Signed(command.GetType().Name, Actor.ToString(), command))
        {
            Reads = reads,
            SettingsOf = Actor is Actor.Farmer or Actor.Chair ? null : Today,
        };

    /// <summary>Lays a command on the desk that somebody proved where they were helped; without a proof, like any other.</summary>
    internal Ask Ask(object command, Proof? proof, string stream) => proof is null ? Ask(command, stream) : Ask(new Proven(command, proof.Id), stream, Streams.Proof(proof.Id));

    /// <summary>The act as the law sees it.</summary>
    internal Act Act(string authority, string caseNumber) => new(Today, Actor, authority, caseNumber);

    private sealed record Signed(string Kind, string Actor, object Content);

    private sealed record Proven(object Act, Guid Proof);
}
