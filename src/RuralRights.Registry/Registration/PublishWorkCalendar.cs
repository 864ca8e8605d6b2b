using RuralRights.Domain.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

public static partial class RegistrationActs
{
    /// <summary>Enters the holidays of a year.</summary>
    public static Task<Answer> Enter(this Desk desk, PublishWorkCalendar command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command),
            read => read.InNewCase(by, act => command.Decide(by.County, act), cancel),
            cancel);
}
