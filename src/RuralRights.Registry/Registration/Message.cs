using RuralRights.Domain.Law;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Registration;

/// <summary>What a message tells. It says as little as it can: nobody's name, nothing of the land, only what happened and where to look.</summary>
public static class Message
{
    /// <summary>A case is open.</summary>
    public const string CaseOpen = "case-open";

    /// <summary>What a case asked for was entered.</summary>
    public const string CaseEntered = "case-entered";

    /// <summary>The village took a case back, because it was said that nobody who asked for it is alive.</summary>
    public const string CaseGivenUp = "case-given-up";

    /// <summary>Something new stands on a right.</summary>
    public const string OnRight = "right";

    /// <summary>The village reported that a court found the person without capacity.</summary>
    public const string IncapacityReported = "incapacity-reported";

    /// <summary>The township confirmed it.</summary>
    public const string IncapacityConfirmed = "incapacity-confirmed";

    /// <summary>Puts a message to these people into the line, in the same transaction as what it tells of. What is refused is told to nobody.</summary>
    /// <param name="reading">What the act reads.</param>
    /// <param name="decision">The decision; its facts name the case.</param>
    /// <param name="about">What the message tells.</param>
    /// <param name="collective">14-digit code of the collective whose village goes when it cannot be delivered.</param>
    /// <param name="people">Who is told.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="right">Code of the right it is about; null when it is about none.</param>
    internal static void Tell(this Reading reading, Decision decision, string about, string collective, IEnumerable<Guid> people, Submission by, string? right = null)
    {
        if (decision is not Decision.Entered { Facts: [var first, ..] }) return;

        Guid[] told = [.. people.Where(person => person != Guid.Empty).Distinct()];
        if (told.Length == 0) return;

        reading.Alongside.Add((
            "insert into outbox.holder_message (case_number, person, next_at, about, on_right, collective) select ?, told.person, ?, ?, nullif(?, ''), ? from unnest(?) as told (person)",
            [((IFact)first.Fact).Provenance.Case, Submission.Midnight(by.Today).ToUniversalTime(), about, right ?? "", collective, told]));
    }

    /// <summary>What it says.</summary>
    /// <param name="about">What it tells.</param>
    /// <param name="number">Number of the case.</param>
    internal static string Text(string about, string number) => "【农村三权登记】" + about switch
    {
        CaseOpen => $"涉及您的一件登记事项已经立案，业务流水号 {number}。请登录登记簿在“我的登记事项”里查看，或者到村委会问。如果您不知道这件事，请马上告诉村委会或乡镇。",
        CaseEntered => $"涉及您的一件登记事项已经登簿，业务流水号 {number}。请登录登记簿在“我的登记事项”里查看，或者到村委会问。如果不对，请马上告诉乡镇，可以申请更正。",
        CaseGivenUp => $"村里报来：提出申请的人都已经去世，业务流水号 {number} 的申请由村里撤回，登记簿没有改变。如果不对，请马上告诉乡镇；随时可以重新申请。",
        OnRight => $"您的权利上有一项新的登记，业务流水号 {number}。请登录登记簿查看您的权利，或者到村委会问。如果您不知道这件事，请马上告诉村委会或乡镇。",
        IncapacityReported => $"村里报来：法院认定您不能自己办事，要由监护人代办，业务流水号 {number}。乡镇核实以前，您的事还是您自己办。如果不对，请马上告诉乡镇。",
        IncapacityConfirmed => $"乡镇核实：法院认定您不能自己办事，以后由登记的监护人代办，业务流水号 {number}。如果不对，请马上告诉乡镇；您能自己办事了，您或者家人可以请法院恢复。",
        _ => throw new ArgumentOutOfRangeException(nameof(about)),
    };
}
