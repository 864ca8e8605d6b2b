using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>A public notice (公示) as decisions see it.</summary>
/// <param name="Id">Id of the notice.</param>
/// <param name="Collective">14-digit code of the collective in which it is posted.</param>
/// <param name="Cases">Numbers of the cases.</param>
/// <param name="PostedOn">Day of posting, which does not count.</param>
/// <param name="LastDay">Last day.</param>
/// <param name="AtStart">True once the posting was photographed at its start.</param>
/// <param name="AtEnd">True once it was photographed at its end.</param>
/// <param name="IsClosed">True once it ran to its end.</param>
public sealed record Notice(Guid Id, string Collective, IReadOnlyList<string> Cases, DateOnly PostedOn, DateOnly LastDay, bool AtStart, bool AtEnd, bool IsClosed) : IState<Notice>
{
    /// <inheritdoc/>
    public static Notice Unknown { get; } = new(Guid.Empty, "", [], default, default, false, false, false);

    /// <summary>The first day that counts.</summary>
    public DateOnly FirstDay => PostedOn.AddDays(1);

    /// <summary>True while it hangs.</summary>
    public bool IsOpen => Cases.Count > 0 && !IsClosed;

    /// <inheritdoc/>
    public Notice Evolve(object fact) => fact switch
    {
        NoticeOpened e => new(e.Notice, e.Collective, e.Cases, e.PostedOn, e.LastDay, false, false, false),
        NoticePhotographed { Moment: PostingMoment.Start } => this with { AtStart = true },
        NoticePhotographed { Moment: PostingMoment.End } => this with { AtEnd = true },
        NoticeClosed => this with { IsClosed = true },
        _ => this,
    };
}
