using System.Globalization;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Settlement;
using Shouldly;

namespace RuralRights.Domain.Tests.Law;

/// <summary>A history told as a table that a registrar can read aloud: what is asked on the left, what becomes of it on the right.</summary>
/// <remarks>
/// <code>
/// household  王家  王梅 王强            a household and its co-holders; the first one represents it
/// outsider   李家  李四                 a household of the neighbour group
/// contract   王家  A B                  a family contract over parcels, with a certificate
/// list       王家  A  12600             entered | a rule
/// take       张家                       of the last listing
/// consent    王梅                       to the terms of the last transfer
/// withdraw   王梅                       her consent | list | transfer 王家
/// agree      / refuse reason            by the chair
/// pay        王梅  12600                confirmed by her
/// register                              by the registrar
/// moves-to-town 王家                    its representative settles in town, and it is recorded
/// holds      王家  B                    what the register says
/// paper      王家  current | void | first
/// </code>
/// What is expected stands after two spaces and an arrow: <c>-> entered</c> or <c>-> code-of-the-rule about</c>.
/// </remarks>
public sealed class RightsLedger
{
    private readonly Scene _scene = new();
    private readonly Dictionary<string, int> _households = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Actor.Farmer> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _collectives = new(StringComparer.Ordinal);

    /// <summary>Tells the history and checks every line.</summary>
    public static void Check(string table)
    {
        var ledger = new RightsLedger();
        var number = 0;
        foreach (var line in table.Split('\n'))
        {
            number++;
            if (line.Trim().Length > 0) ledger.Tell(line.Trim(), number);
        }
    }

    private void Tell(string line, int number)
    {
        var arrow = line.IndexOf("->", StringComparison.Ordinal);
        var words = (arrow < 0 ? line : line[..arrow]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var expected = arrow < 0 ? null : string.Join(' ', line[(arrow + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var rest = words[1..];
        var answer = words[0] switch
        {
            "household" => Settle(rest, Scene.Group),
            "outsider" => Settle(rest, Scene.NeighbourGroup),
            "contract" => Contract(rest),
            "moves-to-town" => MovesToTown(rest[0]),
            "list" => Word(_scene.Ask(new OpenListing(Right(rest[0]), [.. rest[1..^1].Select(Parcel)], [], Yuan(rest[^1])), Speaker(rest[0]))),
            "take" => Word(_scene.Ask(new TakeListing(_scene.LastListing, Code(rest[0])), Speaker(rest[0]))),
            "consent" => Word(_scene.Ask(new ConsentToTransfer(_scene.LastTransfer, _scene.Transfer(_scene.LastTransfer).Terms), _people[rest[0]])),
            "withdraw" => Withdraw(rest),
            "agree" => Word(_scene.Ask(new AnswerAsIssuer(_scene.LastTransfer, true), Chair)),
            "refuse" => Word(_scene.Ask(new AnswerAsIssuer(_scene.LastTransfer, false, rest.ElementAtOrDefault(0), "理由"), Chair)),
            "pay" => Word(_scene.Ask(new ConfirmPayment(_scene.LastTransfer, Yuan(rest[1]), _people[rest[0]].Person, Scene.Today, "1"), _people[rest[0]])),
            "register" => Word(_scene.Ask(new RegisterTransfer(_scene.LastTransfer), new Actor.Registrar(Scene.Registrar, "620123"))),
            "holds" => Holds(rest[0], [.. rest[1..]]),
            "paper" => Paper(rest[0], rest[1]),
            var other => throw new ArgumentException($"Line {number}: “{other}” is no word of the table."),
        };
        answer.ShouldBe(expected, $"line {number}: {line}");
    }

    private static Actor.Chair Chair => new(Scene.Chair, Scene.Group);

    private string? Settle(string[] words, string collective)
    {
        var household = _households.Count + 1;
        if (!_collectives.ContainsValue(collective)) _scene.GivenCollective(collective);
        _households[words[0]] = household;
        _collectives[words[0]] = collective;
        for (var member = 1; member < words.Length; member++) _people[words[member]] = Scene.Farmer(household, member, collective);
        _scene.GivenHousehold(household, words.Length - 1, collective);
        return null;
    }

    private string? MovesToTown(string household)
    {
        var (person, village) = (Speaker(household), _collectives[household][..12]);
        var moved = new SettlementStatement(Scene.Today, village, "620102005", false, [SettlementCriterion.LivesOrStudiesInTown]);
        _scene.Ask(new ReportSettlement(person.Person, person.Household, moved, SettlementSource.Self, ["户口簿"]), person).ShouldBeEntered();
        _scene.Ask(new RecordSettlement(person.Person, []), new Actor.TownshipOfficer(Scene.Id("township officer"), village[..9])).ShouldBeEntered();
        return null;
    }

    private string? Contract(string[] words)
    {
        _scene.GivenContract(_households[words[0]], [.. words[1..].Select(Letter)]);
        return null;
    }

    private string Withdraw(string[] words) => words[0] switch
    {
        "list" => Word(_scene.Ask(new WithdrawListing(_scene.LastListing), Speaker(words[1]))),
        "transfer" => Word(_scene.Ask(new WithdrawTransfer(_scene.LastTransfer), Speaker(words[1]))),
        var person => Word(_scene.Ask(new WithdrawConsent(_scene.LastTransfer), _people[person])),
    };

    private string? Holds(string household, string[] parcels)
    {
        _scene.Right(Right(household)).Holdings.Keys.ShouldBe(parcels.Where(parcel => parcel != "nothing").Select(Parcel), $"what {household} holds");
        return null;
    }

    private string? Paper(string household, string state)
    {
        var right = _scene.Right(Right(household));
        (right.Certificate?.Serial).ShouldBe(state switch
        {
            "first" => $"serial {_households[household]}",
            "void" => null,
            _ => right.Certificate!.Serial.StartsWith("serial of paper", StringComparison.Ordinal) ? right.Certificate.Serial : "a new one",
        });
        return null;
    }

    private static string Word(Decision decision) => decision switch
    {
        Decision.Refused { About: { Length: 19 } about } refused when char.IsAsciiDigit(about[^1]) => $"{refused.Rule} {(char)('A' + int.Parse(about.AsSpan(14), CultureInfo.InvariantCulture) - 1)}",
        Decision.Refused refused => refused.Rule.Code,
        _ => "entered",
    };

    private Actor.Farmer Speaker(string household) => Scene.Farmer(_households[household], 1, _collectives[household]);

    private string Code(string household) => Scene.HouseholdCode(_households[household], _collectives[household]);

    private string Right(string household) => Code(household) + "J";

    private static string Parcel(string letter) => Scene.ParcelCode(Letter(letter));

    private static int Letter(string letter) => letter[0] - 'A' + 1;

    private static decimal Yuan(string amount) => decimal.Parse(amount, CultureInfo.InvariantCulture);
}
