using System.Globalization;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Layout;
using RuralRights.Interchange.Certificates.Typography;

namespace RuralRights.Interchange.Sheets;

/// <summary>The members of a collective on a day (成员名册), with names as whoever prints it may see them.</summary>
/// <param name="Collective">Name of the collective.</param>
/// <param name="Day">The day.</param>
/// <param name="PrintedOn">Day of printing.</param>
/// <param name="IsMasked">True when names are masked.</param>
/// <param name="Members">The members, in the order in which they are printed.</param>
public sealed record PrintedRoster(string Collective, DateOnly Day, DateOnly PrintedOn, bool IsMasked, IReadOnlyList<PrintedMember> Members);

/// <summary>One member.</summary>
/// <param name="Name">The name.</param>
/// <param name="Since">First day as a member.</param>
/// <param name="Ground">Why.</param>
/// <param name="Basis">On what it rests.</param>
public sealed record PrintedMember(string Name, DateOnly Since, Wording Ground, Wording Basis);

/// <summary>Prints a roster in large type, to be posted or read at a table.</summary>
public sealed class RosterPress(CertificateFonts fonts)
{
    private const double Left = 16;
    private const double Right = Leaf.Width - Left;
    private const double Top = 22;
    private const double Bottom = 276;

    /// <summary>Prints the roster; the same roster gives the same bytes.</summary>
    public Printing Print(PrintedRoster roster) => PrintedDocument.Of(
        new Pages(new Typesetter(fonts), roster).Lay(), fonts, PrintedDocument.About("成员名册", "Roster of members", roster.PrintedOn));

    private sealed class Pages(Typesetter typesetter, PrintedRoster roster)
    {
        private readonly List<Leaf> _leaves = [];

        public List<Leaf> Lay()
        {
            var leaf = Turn();
            var y = Head(leaf);
            var table = new Table(Left, [new("序号", "No.", 16), new("姓名", "Name", 46), new("从哪一天起", "Since", 44), new("事由", "Ground", 36), new("依据", "Basis", Right - Left - 142)]);
            (leaf, y) = table.Set(leaf, y, Bottom, roster.Members.Select((member, at) => Row(table, member, at + 1)), () => (Turn(), Top, Bottom));
            leaf.Set("以下空白 · nothing below", Face.Sans, 8, Ink.Grey, Leaf.Width / 2, y + 5, Align.Middle);
            for (var page = 0; page < _leaves.Count; page++)
            {
                _leaves[page].Rule(Left, 284, Right, 0.15, Ink.Green);
                _leaves[page].Set(
                    string.Create(CultureInfo.InvariantCulture, $"{roster.Collective} · {CertificateWords.Chinese(roster.PrintedOn)} · {page + 1}/{_leaves.Count}"), Face.Sans, 8, Ink.Grey, Right, 289, Align.Right);
            }

            return _leaves;
        }

        private Leaf Turn()
        {
            _leaves.Add(new Leaf(typesetter));
            return _leaves[^1];
        }

        private double Head(Leaf leaf)
        {
            leaf.Set("成员名册", Face.SerifBold, 26, Ink.Black, Left, Top + 4);
            leaf.Set("Roster of members", Face.Sans, 11, Ink.Grey, Left + 42, Top + 4);
            var y = Top + 13;
            leaf.Set(roster.Collective, Face.SerifBold, typesetter.Fit(Face.SerifBold, 16, roster.Collective, Right - Left), Ink.Black, Left, y);
            y += 8;
            leaf.Set(string.Create(CultureInfo.InvariantCulture, $"{CertificateWords.Chinese(roster.Day)}，成员 {roster.Members.Count} 人"), Face.SerifBold, 14, Ink.Black, Left, y);
            y += 3;
            var words = $"这是集体经济组织成员的名单。进城落户、上学、当兵、打工、结婚、离婚、服刑，都不丧失成员身份。{(roster.IsMasked ? "姓名已隐去一部分。" : "")}没有身份证号码和电话。";
            foreach (var line in typesetter.Wrap(Face.Serif, 13, words, Right - Left)) leaf.Set(line, Face.Serif, 13, Ink.Black, Left, y += 6);
            return y + 4;
        }

        private List<IReadOnlyList<CellLine>> Row(Table table, PrintedMember member, int number) =>
        [
            [.. Lines(table, 0, number.ToString(CultureInfo.InvariantCulture), Face.Serif, 13)],
            [.. Lines(table, 1, member.Name, Face.SerifBold, 15)],
            [.. Lines(table, 2, CertificateWords.Chinese(member.Since), Face.Serif, 13)],
            [.. Lines(table, 3, member.Ground.Chinese, Face.Serif, 13)],
            [.. Lines(table, 4, member.Basis.Chinese, Face.Serif, 13)],
        ];

        private IEnumerable<CellLine> Lines(Table table, int column, string words, Face face, double size) =>
            typesetter.Wrap(face, size, words, table.TextWidth(column)).Select(line => new CellLine([new Piece(line, face, size, Ink.Black)], size * 0.46));
    }
}
