using System.Globalization;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Layout;
using RuralRights.Interchange.Certificates.Typography;

namespace RuralRights.Interchange.Sheets;

/// <summary>Prints a public notice for the village board, with room for the seal and a QR code of its page.</summary>
public sealed class NoticePress(CertificateFonts fonts)
{
    private const double Left = 16;
    private const double Right = Leaf.Width - Left;
    private const double Top = 22;
    private const double Bottom = 278;
    private const double CodeWidth = 34;
    private const double SealHeight = 44;
    private const double PlanWidth = 87;
    private const double PlanHeight = 78;
    private const double BetweenPlans = 4;

    /// <summary>Prints the notice; the same notice gives the same bytes.</summary>
    public Printing Print(PostedNotice notice) => PrintedDocument.Of(
        new Pages(new Typesetter(fonts), notice).Lay(),
        fonts,
        PrintedDocument.About($"公示：{notice.Business.Chinese}", $"Public notice: {notice.Business.English}", notice.PostedOn));

    private sealed class Pages(Typesetter typesetter, PostedNotice notice)
    {
        private readonly List<Leaf> _leaves = [];

        public List<Leaf> Lay()
        {
            var leaf = Turn();
            var y = Head(leaf);
            var table = new Table(Left, [new("序号", "No.", 12), new("承包方代表、家庭成员", "Household", 48), new("地块", "Parcels", 56), new("面积合计", "Area", 28), new("登记内容", "Entry", 34)]);
            (leaf, y) = table.Set(leaf, y + 3, Bottom, notice.Cases.Select((one, at) => Row(table, one, at + 1)), () => (Turn(), Top, Bottom));
            (leaf, y) = Plans(leaf, y + 8);
            if (y + SealHeight > Bottom) (leaf, y) = (Turn(), Top);
            Foot(leaf, y + 4);
            for (var page = 0; page < _leaves.Count; page++)
            {
                _leaves[page].Rule(Left, 284, Right, 0.15, Ink.Green);
                _leaves[page].Set(
                    string.Create(CultureInfo.InvariantCulture, $"{notice.Collective} · {CertificateWords.Chinese(notice.PostedOn)} · {page + 1}/{_leaves.Count}"), Face.Sans, 8, Ink.Grey, Right, 289, Align.Right);
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
            const double width = Right - Left - CodeWidth - 4;
            leaf.Add(QrCode.Draw(notice.Address.AbsoluteUri, new(Right - CodeWidth, Top - 8), CodeWidth));
            leaf.Set("公示", Face.SerifBold, 30, Ink.Black, Left, Top + 6);
            leaf.Set("Public notice", Face.Sans, 10, Ink.Grey, Left + 26, Top + 6);
            var y = Top + 15;
            leaf.Set(notice.Collective, Face.SerifBold, typesetter.Fit(Face.SerifBold, 14, notice.Collective, width), Ink.Black, Left, y);
            y += 7;
            leaf.SetPair(notice.Business.Chinese, notice.Business.English!, Face.SerifBold, 14, Ink.Black, Left, y);
            y += 5;
            var when = $"公示时间：{CertificateWords.Chinese(notice.PostedOn.AddDays(1))}到{CertificateWords.Chinese(notice.LastDay)}（{CertificateWords.Chinese(notice.PostedOn)}张贴，张贴当天不算）";
            foreach (var line in typesetter.Wrap(Face.SerifBold, 11.5, when, width)) leaf.Set(line, Face.SerifBold, 11.5, Ink.Black, Left, y += 5);
            const string wrong = "如果写得不对，谁都可以在最后一天以前提出异议：用手机扫右上角的码，不用登录；或者到村委会说。提了异议，这一户的事就停下来，等乡镇核实并答复。";
            foreach (var line in typesetter.Wrap(Face.Serif, 11.5, wrong, width)) leaf.Set(line, Face.Serif, 11.5, Ink.Black, Left, y += 5);
            return Math.Max(y + 2, Top - 8 + CodeWidth);
        }

        /// <summary>The plans of the parcels, two beside each other, each numbered as its household in the table.</summary>
        private (Leaf Leaf, double Y) Plans(Leaf leaf, double y)
        {
            var plans = notice.Cases.SelectMany((one, at) => one.Drawn.Select(parcel => (Case: one, Number: at + 1, Parcel: parcel))).ToList();
            if (plans.Count == 0) return (leaf, y - 8);

            if (y + 4 + PlanHeight > Bottom) (leaf, y) = (Turn(), Top);
            leaf.SetPair("地块示意图", "Sketch maps of the parcels", Face.SerifBold, 13, Ink.Black, Left, y);
            y += 4;
            for (var at = 0; at < plans.Count; at++)
            {
                if (at % 2 == 0 && y + PlanHeight > Bottom) (leaf, y) = (Turn(), Top);
                Plan(leaf, plans[at].Case, plans[at].Number, plans[at].Parcel, new(at % 2 == 0 ? Left : Right - PlanWidth, y, PlanWidth, PlanHeight));
                if (at % 2 == 1 || at == plans.Count - 1) y += PlanHeight + BetweenPlans;
            }

            return (leaf, y);
        }

        private void Plan(Leaf leaf, PostedCase one, int number, DrawnParcel parcel, Box box)
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"{number}　{one.Representative}户（{one.Tail}）　{parcel.Name}");
            leaf.Set(title, Face.SerifBold, typesetter.Fit(Face.SerifBold, 10, title, box.Width - 4), Ink.Black, box.Left + 2, box.Top + 5);
            var map = SketchMap.Draw(typesetter, parcel, new(box.Left, box.Top + 7, box.Width, box.Height - 14));
            leaf.Add(map.Marks);
            leaf.Frame(box, 0.3, Ink.Grey);
            leaf.Rule(box.Left, box.Top + 7, box.Right);
            leaf.Rule(box.Left, box.Bottom - 7, box.Right);
            leaf.SetPair(string.Create(CultureInfo.InvariantCulture, $"比例尺 1:{map.Scale}"), "Scale", Face.SerifBold, 9, Ink.Black, box.Left + 2, box.Bottom - 2.4);
            leaf.Set(
                parcel.Former is null ? "边长单位：米；相邻地块注代码末五位" : "实线：新测的界线；虚线：原来的界线", Face.Sans, 6.5, Ink.Grey, box.Right - 2, box.Bottom - 2.4, Align.Right);
        }

        private List<IReadOnlyList<CellLine>> Row(Table table, PostedCase one, int number)
        {
            var members = string.Join("、", one.Members);
            return
            [
                [new([new(number.ToString(CultureInfo.InvariantCulture), Face.Serif, 10, Ink.Black)], 5)],
                [
                    .. Lines(table, 1, $"{one.Representative}户（{one.Tail}）", Face.SerifBold, 11),
                    .. Lines(table, 1, members, Face.Serif, 9.5),
                ],
                [.. one.Parcels.SelectMany(parcel => Lines(table, 2, $"{parcel.Name}（{parcel.Tail}）{CertificateWords.Mu(parcel.Area)}", Face.Serif, 9.5))],
                [
                    .. Lines(table, 3, CertificateWords.Mu(one.Parcels.Sum(parcel => parcel.Area)), Face.SerifBold, 10.5),
                    .. Lines(table, 3, CertificateWords.SquareMetres(one.Parcels.Sum(parcel => parcel.Area)), Face.Sans, 7.5),
                ],
                [.. one.Alterations.SelectMany(line => Lines(table, 4, line, Face.Serif, 9.5))],
            ];
        }

        private IEnumerable<CellLine> Lines(Table table, int column, string words, Face face, double size) =>
            typesetter.Wrap(face, size, words, table.TextWidth(column)).Select(line => new CellLine([new Piece(line, face, size, Ink.Black)], size * 0.46));

        private static void Foot(Leaf leaf, double y)
        {
            leaf.Set("姓名已隐去一部分，没有身份证号码和电话。", Face.Sans, 9, Ink.Grey, Left, y + 4);
            leaf.Frame(new(Right - 62, y, 62, SealHeight - 8), 0.25, Ink.Grey, dashed: true);
            leaf.Set("发包方（盖章）", Face.Serif, 11, Ink.Black, Right - 31, y + 7, Align.Middle);
            leaf.Set("　　　年　　月　　日", Face.Serif, 11, Ink.Black, Right - 31, y + SealHeight - 12, Align.Middle);
        }
    }
}
