using RuralRights.Domain.Law;
using RuralRights.Domain.Settlement;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Settlement;

public static partial class SettlementActs
{
    private const string Telling = "告知本人 tell the person";

    /// <summary>What somebody is told about whom it was recorded. It goes to a telephone and names nobody.</summary>
    public const string RecordedText =
        "【农村三权登记】登记簿里记下了您进城落户的情况。这不改变您家的承包地、宅基地和集体收益，也不影响您的集体成员身份，您什么都不用办。记得不对的，请登录登记簿，或者告诉村委会、乡镇，可以更正。";

    /// <summary>Records a report that somebody checked against the papers, and tells whom it is about.</summary>
    public static Task<Answer> Enter(this Desk desk, RecordSettlement command, Submission by, CancellationToken cancel = default) =>
        desk.Enter(
            by.Ask(command, Streams.Settlement(command.Person)),
            async read =>
            {
                desk.SealPapers(read, command.Papers);
                var (known, household, collective) = await read.Standing(command.Person, cancel);
                var relatives = await read.RelativesOf(by.Actor.Person, cancel);
                if (await desk.Vault.TellAt(read, command.Person, Telling, cancel) is { } phone) Notices.KeepWith(desk.Vault, read, $"settlement-recorded/{by.Command}", new("sms", phone, RecordedText));
                var onHand = await read.DocumentsOnHand(by, [.. command.Scans ?? []], [], cancel);
                return await read.InNewCase(by, act => command.Decide(known, household, collective, relatives, onHand, act), cancel);
            },
            cancel);
}
