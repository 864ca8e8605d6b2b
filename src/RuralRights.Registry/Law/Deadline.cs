using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Law;

/// <summary>A limit that runs in some stream. When it ends is never stored: the calendar known on the day of asking tells it.</summary>
/// <param name="Stream">The stream whose facts started it, such as <c>transfer/{id}</c>.</param>
/// <param name="From">The day that started it, which does not count.</param>
/// <param name="Limit">How long it is.</param>
public sealed record Deadline(string Stream, DateOnly From, TimeLimit Limit);

/// <summary>One kind of limit that ends by itself. A capability registers each of its kinds as a service; nothing else is needed.</summary>
public interface IDeadline
{
    /// <summary>Name that stays for ever, such as <c>public-notice</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// The limits of this kind that run now, as the register's tables say: begun, and neither met, withdrawn nor fallen due. Where
    /// a stream is given, only its own.
    /// </summary>
    Task<IReadOnlyList<Deadline>> Running(NpgsqlDataSource register, string? stream, CancellationToken cancel);

    /// <summary>
    /// Enters what the law says when nobody did anything in time. The law decides again on the stream as it then stands, so that
    /// a limit which has just been met stops nothing. Tried again on the next day under another id while the limit still runs.
    /// </summary>
    /// <param name="desk">Where the act is entered.</param>
    /// <param name="deadline">The limit that is over.</param>
    /// <param name="by">The register itself, on today's legal day, under an id that is the same for everyone who tries today.</param>
    /// <param name="cancel">Stops it.</param>
    Task<Answer> FallDue(Desk desk, Deadline deadline, Submission by, CancellationToken cancel);
}

/// <summary>Asks to look at a limit because it should be over. What is then found in the register decides, never this message.</summary>
/// <param name="County">Six-digit county code.</param>
/// <param name="Kind">Kind of the limit.</param>
/// <param name="Stream">Stream it runs in.</param>
/// <param name="From">The day that started it.</param>
public sealed record FallsDue(string County, string Kind, string Stream, DateOnly From);
