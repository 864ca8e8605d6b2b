using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Offices;

/// <summary>Acts about offices and those who hold them.</summary>
public static partial class OfficeActs
{
    /// <summary>What somebody is told whom another person declared a relative. It goes to a telephone and names nobody.</summary>
    public const string DeclaredText =
        "【农村三权登记】有人申报和您是亲属，以后双方家里的事互相回避。请登录登记簿，在“我的账户”里看是谁；不属实的，请告诉县里的账户管理员核实撤销。";

    /// <summary>Declares a relative, and tells the relative.</summary>
    public static Task<Answer> Enter(this Desk desk, DeclareRelative command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Relatives(by.Actor.Person)),
            async read =>
            {
                var relatives = await read.State<Relatives>(Streams.Relatives(by.Actor.Person), cancel);
                await desk.Tell(read, [command.Relative], DeclaredText, by, cancel);
                return await read.InNewCase(by, act => command.Decide(relatives, act), cancel);
            },
            cancel);
}
