using System.Globalization;
using RuralRights.Interchange.Certificates.Typography;

namespace RuralRights.Interchange.Certificates.Layout;

/// <summary>Lays a certificate out on A4: the front page, the list of parcels, the sketch maps.</summary>
internal sealed class CertificatePages
{
    private const double Left = 18;
    private const double Right = Leaf.Width - Left;
    private const double Top = 27;
    private const double Bottom = 281;

    private readonly Typesetter _typesetter;
    private readonly CertificateContent _content;
    private readonly List<Leaf> _leaves = [];

    private CertificatePages(CertificateContent content, Typesetter typesetter) => (_content, _typesetter) = (content, typesetter);

    public static IReadOnlyList<Leaf> Lay(CertificateContent content, Typesetter typesetter)
    {
        var pages = new CertificatePages(content, typesetter);
        pages.SetFront();
        pages.SetParcels();
        pages.SetMaps();
        pages.SetFeet();
        return pages._leaves;
    }

    private void SetFront()
    {
        var leaf = new Leaf(_typesetter);
        _leaves.Add(leaf);
        var outer = new Box(9, 9, Leaf.Width - 18, Leaf.Height - 18);
        leaf.Add(Guilloche.Rosette(new(Leaf.Width / 2, 132), 62));
        leaf.Frame(outer, 0.6, Ink.Green);
        leaf.Frame(outer.Shrunk(5), 0.25, Ink.Green);
        leaf.Frame(outer.Shrunk(6), 0.25, Ink.Green);
        leaf.Add(Guilloche.Border(outer, 5));

        const double middle = Leaf.Width / 2;
        leaf.Set("农村土地承包经营权证", Face.SerifBold, 29, Ink.Green, middle, 35, Align.Middle);
        leaf.Set("Certificate of the Right to Contracted Rural Land", Face.Serif, 10.5, Ink.Grey, middle, 42, Align.Middle);
        leaf.Rule(middle - 34, 46, middle + 34, 0.25, Ink.Green);
        leaf.Set(_content.Serial, Face.Serif, 12, Ink.Black, middle, 53, Align.Middle);
        var y = 58.5;
        if (_content.Replaces is { } replacement)
        {
            foreach (var line in _typesetter.Wrap(Face.SerifBold, 10, CertificateWords.Chinese(replacement), 150))
            {
                leaf.Set(line, Face.SerifBold, 10, Ink.Red, middle, y + 1, Align.Middle);
                y += 4.6;
            }

            leaf.Set(CertificateWords.English(replacement), Face.Sans, 6.8, Ink.Grey, middle, y, Align.Middle);
            y += 4;
        }

        y = SetPreamble(leaf, y + 2.5);
        y = SetFacts(leaf, y + 3);
        SetCoHolders(leaf, y + 8);
        SetProof(leaf);
    }

    private double SetPreamble(Leaf leaf, double y)
    {
        const string words = "　　依照《中华人民共和国民法典》和《中华人民共和国农村土地承包法》，登记簿所载下列土地承包经营权属于本证所列承包方，特发此证。";
        foreach (var line in _typesetter.Wrap(Face.Serif, 11, words, Right - Left - 4))
        {
            y += 5.6;
            leaf.Set(line, Face.Serif, 11, Ink.Black, Left + 2, y - 1);
        }

        return y;
    }

    private double SetFacts(Leaf leaf, double y)
    {
        var holder = _content.Holder;
        var total = _content.TotalContractArea;
        var rows = new (Fact First, Fact? Second)[]
        {
            (new("发包方", "Issuer", _content.Issuer.Name, $"发包方代码 {_content.Issuer.Code}"), null),
            (new("承包方代表", "Holder", holder.Name, null, Face.SerifBold, 14), new("证件号码", "Identity no.", holder.Identity?.Text ?? "—", null)),
            (new("承包方代码", "Household code", holder.HouseholdCode, null), new("承包方式", "Mode", _content.Mode.Chinese, _content.Mode.English)),
            (new("权证代码", "Certificate no.", _content.Number, null), new("地块总数", "Parcels", string.Create(CultureInfo.InvariantCulture, $"{_content.Parcels.Count}块"), null)),
            Term,
            (new("确权总面积", "Total area", CertificateWords.Mu(total), CertificateWords.SquareMetres(total), Face.SerifBold), null),
        };

        leaf.Rule(Left, y, Right, 0.4, Ink.Green);
        const double half = (Right - Left) * 0.56;
        foreach (var (first, second) in rows)
        {
            var height = Math.Max(SetFact(leaf, first, Left, y, second is null ? Right - Left : half), second is null ? 0 : SetFact(leaf, second, Left + half, y, Right - Left - half));
            y += height;
            leaf.Rule(Left, y, Right);
        }

        leaf.Rule(Left, y, Right, 0.4, Ink.Green);
        return y;
    }

    private (Fact, Fact?) Term
    {
        get
        {
            var (chinese, english) = (CertificateWords.Chinese(_content.Term), CertificateWords.English(_content.Term));
            return _content.ParcelsWithTermsOfTheirOwn is > 0 and var others
                ? (new("承包期限", "Term", $"{chinese}（{CertificateWords.ChineseOtherTerms(others)}）", $"{english}; {CertificateWords.EnglishOtherTerms(others)}"), null)
                : (new("承包期限", "Term", chinese, english), null);
        }
    }

    private sealed record Fact(string Chinese, string English, string Value, string? Small, Face Face = Face.Serif, double Size = 11.5);

    /// <summary>Sets a label and its value; returns the height that it takes.</summary>
    private double SetFact(Leaf leaf, Fact fact, double x, double y, double width)
    {
        const double label = 25;
        leaf.Set(fact.Chinese, Face.Sans, 9, Ink.Green, x + 2, y + 5);
        leaf.Set(fact.English, Face.Sans, 6.3, Ink.Grey, x + 2, y + 8.4);
        var lines = _typesetter.Wrap(fact.Face, fact.Size, fact.Value, width - label - 2);
        var baseline = y + (fact.Small is null && lines.Count == 1 ? 6.6 : 5.3);
        foreach (var line in lines)
        {
            leaf.Set(line, fact.Face, fact.Size, Ink.Black, x + label, baseline);
            baseline += 5.2;
        }

        if (fact.Small is not { } small) return Math.Max(10.5, baseline - y);
        leaf.Set(small, Face.Sans, 7, Ink.Grey, x + label, baseline - 1.2);
        return Math.Max(10.5, baseline - y + 0.8);
    }

    private void SetCoHolders(Leaf leaf, double y)
    {
        if (_content.CoHolders.Count == 0) return;
        leaf.SetPair("土地承包经营权共有人", "Persons who hold the right together", Face.SerifBold, 11.5, Ink.Green, Left, y);
        var table = new Table(Left, [new("姓名", "Name", 42), new("性别", "Sex", 20), new("与户主关系", "Relation to head", 32), new("备注", "Remark", Right - Left - 94)]);
        var rows = _content.CoHolders.Select(person => (IReadOnlyList<IReadOnlyList<CellLine>>)
        [
            Lines(person.Name, Face.Serif, 11, table.TextWidth(0)),
            Lines(person.Sex.Chinese, Face.Serif, 10, table.TextWidth(1)),
            Lines(person.Relation.Chinese, Face.Serif, 10, table.TextWidth(2)),
            Lines(person.Remark ?? "", Face.Serif, 9.5, table.TextWidth(3)),
        ]);
        var (last, end) = table.Set(leaf, y + 2.5, 226, rows, () => (NewInnerLeaf("土地承包经营权共有人（续）", "Persons who hold the right, continued"), Top + 5, Bottom));
        SetEnd(last, end);
    }

    /// <summary>Closes a list, so that nobody can add to it (以下空白).</summary>
    private static void SetEnd(Leaf leaf, double y) =>
        leaf.Set("以下空白 · nothing below", Face.Sans, 6.5, Ink.Grey, Leaf.Width / 2, y + 3.8, Align.Middle);

    /// <summary>The lower part of the front page: how to verify it, and who stands for it.</summary>
    private void SetProof(Leaf leaf)
    {
        const double y = 231;
        leaf.Rule(Left, y, Right, 0.25, Ink.Green);
        leaf.Add(QrCode.Draw(_content.Verification.Url, new(Left - 2, y + 1), 40));

        const double x = Left + 41;
        leaf.SetPair("扫码核验", "Scan to verify", Face.SerifBold, 11, Ink.Green, x, y + 8);
        leaf.Set("无需登录；或打开下列网址输入核验码：", Face.Sans, 7.5, Ink.Black, x, y + 13);
        leaf.Set("No sign-in needed. Or type the code at:", Face.Sans, 6.3, Ink.Grey, x, y + 16.4);
        var at = y + 20.8;
        var site = $"{_content.Verification.Site.AbsoluteUri.TrimEnd('/')}/v/{_content.Verification.County}";
        foreach (var line in _typesetter.Wrap(Face.Sans, 7.5, site, 62))
        {
            leaf.Set(line, Face.Sans, 7.5, Ink.Green, x, at);
            at += 3.6;
        }

        at += 1.6;
        var groups = _content.Verification.Token.Grouped.Split('-');
        foreach (var line in new[] { string.Join('-', groups[..4]), string.Join('-', groups[4..]) })
        {
            leaf.Set(line, Face.Sans, 10, Ink.Black, x, at);
            at += 4.8;
        }

        const double seal = 160;
        leaf.Add(new Mark.Circle(new(seal, y + 22), 19.5, Ink.Red, 0.25, Dashed: true));
        leaf.Set("登记机构（盖章）", Face.Sans, 8, Ink.Green, seal, y + 11, Align.Middle);
        leaf.Set("Registering authority (seal)", Face.Sans, 6, Ink.Grey, seal, y + 14.2, Align.Middle);
        var authority = _typesetter.Wrap(Face.SerifBold, 12.5, _content.RegisteringAuthority, 58);
        for (var line = 0; line < authority.Count; line++) leaf.Set(authority[line], Face.SerifBold, 12.5, Ink.Black, seal, y + 22.5 + 5.4 * line, Align.Middle);
        leaf.Set(CertificateWords.Chinese(_content.IssuedOn), Face.Serif, 12, Ink.Black, seal, y + 24 + 5.4 * authority.Count, Align.Middle);
        leaf.Set("发证日期 Issued", Face.Sans, 6.3, Ink.Grey, seal, y + 27.6 + 5.4 * authority.Count, Align.Middle);

        leaf.Set(
            string.Create(CultureInfo.InvariantCulture, $"本证依登记簿截至{CertificateWords.Chinese(_content.TakenFrom.AsOf)}（账页第{_content.TakenFrom.Position}号）的记载制作；与登记簿不一致的，除有证据证明登记簿确有错误外，以登记簿为准。"),
            Face.Sans, 6.6, Ink.Black, Leaf.Width / 2, 276.6, Align.Middle);
        leaf.Set(
            string.Create(CultureInfo.InvariantCulture, $"Made from the register as of {CertificateWords.English(_content.TakenFrom.AsOf)}, ledger position {_content.TakenFrom.Position}. Where the two differ, the register prevails unless it is proved wrong."),
            Face.Sans, 5.6, Ink.Grey, Leaf.Width / 2, 279.8, Align.Middle);
    }

    private void SetParcels()
    {
        if (_content.Parcels.Count == 0) return;
        var table = new Table(Left,
        [
            new("序号", "No.", 11), new("地块", "Parcel", 44), new("四至", "Bounded by", 42), new("面积", "Area", 54), new("状况", "State", Right - Left - 151),
        ]);
        Leaf Turn() => NewInnerLeaf("承包地块情况", "The contracted parcels");
        var rows = _content.Parcels.Select((parcel, index) => ParcelRow(table, parcel, index + 1));
        var (leaf, y) = table.Set(Turn(), Top + 5, Bottom, rows, () => (Turn(), Top + 5, Bottom));

        if (y + 16 > Bottom) (leaf, y) = (Turn(), Top + 5);
        var (contract, surveyed) = (_content.TotalContractArea, _content.Parcels.Sum(parcel => parcel.Areas.Surveyed));
        leaf.SetPair("合计", "Total", Face.SerifBold, 10.5, Ink.Green, Left + 2, y + 6.5);
        leaf.Set($"确权 {CertificateWords.Mu(contract)} · {CertificateWords.SquareMetres(contract)}", Face.SerifBold, 10.5, Ink.Black, Right, y + 6, Align.Right);
        leaf.Set($"实测 {CertificateWords.Mu(surveyed)} · {CertificateWords.SquareMetres(surveyed)}", Face.Sans, 7.5, Ink.Grey, Right, y + 10, Align.Right);
        SetEnd(leaf, y + 12);
    }

    private IReadOnlyList<IReadOnlyList<CellLine>> ParcelRow(Table table, CertifiedParcel parcel, int number)
    {
        var named = new List<CellLine>(Lines(parcel.Name, Face.SerifBold, 11, table.TextWidth(1), lead: 5)) { One(parcel.Code, Face.Sans, 8.2) };
        if (parcel.Share is { } share) named.Add(One($"确权确股，本户份额 {share}", Face.Sans, 7.5, Ink.Green));
        if (parcel.OwnTermTo is { } last)
        {
            named.AddRange(Lines(CertificateWords.ChineseTermOfOne(last), Face.SerifBold, 9, table.TextWidth(1), lead: 4.3));
            named.Add(One(CertificateWords.EnglishTermOfOne(last), Face.Sans, 6, Ink.Grey, lead: 3.2));
        }

        if (parcel.IsReserve) named.Add(One("机动地 Reserve land", Face.Sans, 7.5, Ink.Green));
        return
        [
            [One(number.ToString(CultureInfo.InvariantCulture), Face.Serif, 11, lead: 5)],
            named,
            [.. Side("东", "E", parcel.Sides.East), .. Side("南", "S", parcel.Sides.South), .. Side("西", "W", parcel.Sides.West), .. Side("北", "N", parcel.Sides.North)],
            [.. Area("确权", "Contract", parcel.Areas.Contract, Face.SerifBold), .. Area("实测", "Surveyed", parcel.Areas.Surveyed), .. Area("原合同", "Earlier", parcel.Areas.EarlierContract)],
            [
                .. Lines(parcel.Use.Chinese, Face.Serif, 9.5, table.TextWidth(4)),
                .. Lines(parcel.Grade is { } grade ? $"地力{grade}" : "地力未评", Face.Serif, 9.5, table.TextWidth(4)),
                .. parcel.IsBasicFarmland is { } basic ? Lines(basic ? "基本农田" : "非基本农田", Face.Serif, 9.5, table.TextWidth(4)) : [],
            ],
        ];

        IEnumerable<CellLine> Side(string chinese, string english, string? neighbour)
        {
            var lines = _typesetter.Wrap(Face.Serif, 9.5, neighbour ?? "—", table.TextWidth(2) - 9);
            for (var index = 0; index < lines.Count; index++)
            {
                var text = new Piece(lines[index], Face.Serif, 9.5, Ink.Black, 8.5);
                yield return new(index > 0 ? [text] : [new(chinese, Face.Sans, 8.2, Ink.Green), new(english, Face.Sans, 6, Ink.Grey, 3.9), text]);
            }
        }

        IEnumerable<CellLine> Area(string chinese, string english, decimal? squareMetres, Face face = Face.Serif)
        {
            if (squareMetres is not { } area) yield break;
            yield return new([
                new(chinese, Face.Sans, 8.2, Ink.Green), new(english, Face.Sans, 6, Ink.Grey, chinese.Length * 2.9 + 0.8),
                new(CertificateWords.Mu(area), face, 9.5, Ink.Black, 31, Align.Right),
                new(CertificateWords.SquareMetres(area), Face.Sans, 7, Ink.Grey, table.TextWidth(3), Align.Right)]);
        }
    }

    private void SetMaps()
    {
        const double height = 120;
        var surveyed = _content.Parcels.Select((parcel, index) => (Parcel: parcel, Number: index + 1)).Where(entry => entry.Parcel.Boundary is not null).ToArray();
        for (var index = 0; index < surveyed.Length; index++)
        {
            var leaf = index % 2 == 0 ? NewInnerLeaf("承包地块示意图", "Sketch maps of the parcels") : _leaves[^1];
            SetMap(leaf, surveyed[index].Parcel, surveyed[index].Number, new(Left, Top + 4 + index % 2 * (height + 6), Right - Left, height));
        }
    }

    private void SetMap(Leaf leaf, CertifiedParcel parcel, int number, Box box)
    {
        leaf.Fill(box with { Height = 9 }, Ink.Wash);
        var x = box.Left + 2;
        x += leaf.Set(string.Create(CultureInfo.InvariantCulture, $"{number}"), Face.SerifBold, 11, Ink.Green, x, box.Top + 6) + 3;
        x += leaf.Set(parcel.Name, Face.SerifBold, _typesetter.Fit(Face.SerifBold, 11, parcel.Name, 62), Ink.Green, x, box.Top + 6) + 4;
        leaf.Set(parcel.Code, Face.Sans, 8.5, Ink.Black, x, box.Top + 6);
        leaf.Set($"确权 {CertificateWords.Mu(parcel.Areas.Contract)} · {CertificateWords.SquareMetres(parcel.Areas.Contract)}", Face.Serif, 9.5, Ink.Black, box.Right - 2, box.Top + 6, Align.Right);

        var map = SketchMap.Draw(_typesetter, parcel, new(box.Left, box.Top + 9, box.Width, box.Height - 16));
        leaf.Add(map.Marks);
        leaf.Frame(box, 0.35, Ink.Green);
        leaf.Rule(box.Left, box.Top + 9, box.Right, 0.2, Ink.Green);
        leaf.Rule(box.Left, box.Bottom - 7, box.Right, 0.2, Ink.Green);
        leaf.SetPair(string.Create(CultureInfo.InvariantCulture, $"比例尺 1:{map.Scale}"), "Scale", Face.SerifBold, 9.5, Ink.Green, box.Left + 2, box.Bottom - 2.3);
        leaf.Set(
            $"边长单位：米；相邻地块注代码末五位。{(map.LeftLabelsOut ? "标注过密处从略，以界址点成果表为准。" : "")}",
            Face.Sans, 6.3, Ink.Grey, box.Right - 2, box.Bottom - 4, Align.Right);
        leaf.Set(
            $"Lengths in metres; neighbours by the last five digits of their codes.{(map.LeftLabelsOut ? " Crowded labels are left out." : "")}",
            Face.Sans, 5.6, Ink.Grey, box.Right - 2, box.Bottom - 1.5, Align.Right);
    }

    private Leaf NewInnerLeaf(string chinese, string english)
    {
        var leaf = new Leaf(_typesetter);
        _leaves.Add(leaf);
        leaf.Set("农村土地承包经营权证", Face.Serif, 8.5, Ink.Green, Left, 14.5);
        leaf.Set(_content.Serial, Face.Serif, 8.5, Ink.Grey, Right, 14.5, Align.Right);
        leaf.Rule(Left, 16.6, Right, 0.5, Ink.Green);
        leaf.Rule(Left, 17.6, Right, 0.15, Ink.Green);
        leaf.SetPair(chinese, english, Face.SerifBold, 13.5, Ink.Green, Left, Top);
        return leaf;
    }

    /// <summary>Once the number of pages is known: the document's number and the page on each.</summary>
    private void SetFeet()
    {
        for (var index = 0; index < _leaves.Count; index++)
        {
            var leaf = _leaves[index];
            var y = index == 0 ? 293 : 290;
            if (index > 0) leaf.Rule(Left, 285.5, Right, 0.15, Ink.Green);
            leaf.Set($"权证代码 Certificate no. {_content.Number}", Face.Sans, 7, Ink.Grey, Left, y);
            leaf.Set(string.Create(CultureInfo.InvariantCulture, $"第 {index + 1} 页 共 {_leaves.Count} 页 · Page {index + 1} of {_leaves.Count}"), Face.Sans, 7, Ink.Grey, Right, y, Align.Right);
        }
    }

    private IReadOnlyList<CellLine> Lines(string text, Face face, double size, double width, double lead = 4.6) =>
        [.. _typesetter.Wrap(face, size, text, width).Select(line => One(line, face, size, lead: lead))];

    private static CellLine One(string text, Face face, double size, Ink ink = Ink.Black, double lead = 4.3) => new([new(text, face, size, ink)], lead);
}
