using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Registration;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Offices;

public static partial class OfficeActs
{
    private const string Telling = "告知本人 tell the person";

    /// <summary>What both people are told when a declaration is questioned. It goes to a telephone and names nobody.</summary>
    public const string QuestionedText =
        "【农村三权登记】一位账户管理员认为一项涉及您的亲属申报不属实，提出撤销，由另一位管理员核实。核实以前照常回避。属实的，请带证明告诉县里的账户管理员。";

    /// <summary>What both people are told when it was struck out.</summary>
    public const string StruckText =
        "【农村三权登记】一项涉及您的亲属申报经两位账户管理员核实不属实，已经撤销，不再回避。请登录登记簿，在“我的账户”里看；不对的，请告诉县登记机构。";

    /// <summary>Asks to strike a declaration of kinship out, and tells both people.</summary>
    public static Task<Answer> Enter(this Desk desk, QuestionRelative command, Submission by, CancellationToken cancel = default) =>
        desk.OnKinship(
            command, (command.Person, command.Relative), "question", QuestionedText,
            (read, declared, own, act) =>
            {
                desk.Vault.KeepWith(read, KinshipSheet.SubjectOf(SealedWords.HashOf(command.Words)), new(Words: command.Words));
                return command.Decide(declared, own, act);
            },
            by, cancel);

    /// <summary>Strikes a questioned declaration out, and tells both people.</summary>
    public static Task<Answer> Enter(this Desk desk, StrikeRelative command, Submission by, CancellationToken cancel = default) =>
        desk.OnKinship(command, (command.Person, command.Relative), "strike", StruckText, (_, declared, own, act) => command.Decide(declared, own, act), by, cancel);

    /// <summary>Lets a questioned declaration stand.</summary>
    public static Task<Answer> Enter(this Desk desk, UpholdRelative command, Submission by, CancellationToken cancel = default) =>
        desk.OnKinship(command, (command.Person, command.Relative), "uphold", null, (_, declared, own, act) => command.Decide(declared, own, act), by, cancel);

    private static Task<Answer> OnKinship(
        this Desk desk, object command, (Guid Person, Guid Relative) pair, string deed, string? text, Func<Reading, Relatives, Relatives, Act, Decision> decide, Submission by, CancellationToken cancel) =>
        desk.Enter(
            by.Ask(command, Streams.Relatives(pair.Person)),
            async read =>
            {
                var declared = await read.State<Relatives>(Streams.Relatives(pair.Person), cancel);
                var own = await read.RelativesOf(by.Actor.Person, cancel);
                read.Note(by.Actor.ToString()!, "office", Streams.Relatives(pair.Person), $"{deed} {pair.Relative}");
                if (text is not null) await desk.Tell(read, [pair.Person, pair.Relative], text, by, cancel);
                return await read.InNewCase(by, act => decide(read, declared, own, act), cancel);
            },
            cancel);

    private static async Task Tell(this Desk desk, Reading read, IReadOnlyList<Guid> people, string text, Submission by, CancellationToken cancel)
    {
        foreach (var person in people)
            if (await desk.Vault.TellAt(read, person, Telling, cancel) is { } phone) Notices.KeepWith(desk.Vault, read, $"kinship/{by.Command}/{person}", new("sms", phone, text));
    }
}
