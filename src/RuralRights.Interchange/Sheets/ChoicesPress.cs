using System.Globalization;
using RuralRights.Interchange.Certificates;
using RuralRights.Interchange.Certificates.Layout;
using RuralRights.Interchange.Certificates.Typography;

namespace RuralRights.Interchange.Sheets;

/// <summary>Whose land a sheet of the four choices is about.</summary>
/// <param name="Right">Code of the right.</param>
/// <param name="Collective">Name of the collective that owns the land.</param>
/// <param name="Representative">Who signs for the household.</param>
/// <param name="Parcels">Number of parcels held.</param>
/// <param name="Area">Confirmed area in square metres.</param>
/// <param name="Terms">Last days of the parcels' terms, each day once and the first before the others.</param>
public sealed record ChoicesSheet(string Right, string Collective, string Representative, int Parcels, decimal Area, IReadOnlyList<DateOnly> Terms);

/// <summary>Prints the information sheet of the four equal choices (四种办法告知单) in large type, Chinese first, one household a sheet.</summary>
public sealed class ChoicesPress(CertificateFonts fonts)
{
    private const double Left = 18;
    private const double Right = Leaf.Width - Left;
    private const double Top = 24;
    private const double Bottom = 280;

    /// <summary>Prints sheets one after another, each beginning on a page of its own; the same sheets on the same day give the same bytes.</summary>
    /// <param name="sheets">Whose sheets; at least one.</param>
    /// <param name="day">Day of printing.</param>
    public Printing Print(IReadOnlyList<ChoicesSheet> sheets, DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sheets.Count);
        var typesetter = new Typesetter(fonts);
        return PrintedDocument.Of([.. sheets.SelectMany(sheet => new Pages(typesetter, sheet, day).Lay())], fonts, PrintedDocument.About(FourChoices.Heading.Chinese, FourChoices.Heading.English!, day));
    }

    /// <summary>The pages of one sheet.</summary>
    private sealed class Pages(Typesetter typesetter, ChoicesSheet sheet, DateOnly day)
    {
        private readonly List<Leaf> _leaves = [];
        private double _y;

        public List<Leaf> Lay()
        {
            Turn();
            Paragraph(FourChoices.Heading, Face.SerifBold, 21, 8.6, 10.5, Ink.Green);
            _y += 1.5;
            Paragraph(Whose, Face.Serif, 13.5, 6, 9, Ink.Black);
            _y += 3;
            foreach (var (choice, number) in FourChoices.All.Select((choice, at) => (choice, at + 1))) Set(choice, number);
            Room(34);
            Paragraph(FourChoices.Closing, Face.SerifBold, 14, 6.2, 9, Ink.Black);
            Paragraph(FourChoices.Basis, Face.Sans, 9, 4.2, 7.5, Ink.Grey);
            SetFeet();
            return _leaves;
        }

        private Leaf Leaf => _leaves[^1];

        private Wording Whose => new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{sheet.Collective}　{sheet.Representative}户　承包地 {sheet.Parcels} 块，{CertificateWords.Mu(sheet.Area)}，承包期到{string.Join("至", Ends.Select(day => IsPerpetual(day) ? "长久" : CertificateWords.Chinese(day)))}{(Ends.Count > 1 ? "不等（各块不同）" : "")}"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{sheet.Parcels} parcels, {CertificateWords.SquareMetres(sheet.Area).Replace("平方米", " m²", StringComparison.Ordinal)}, contracted {string.Join(" or ", Ends.Select(day => IsPerpetual(day) ? "without end" : "until " + CertificateWords.English(day)))}{(Ends.Count > 1 ? ", not the same for every parcel" : "")}"));

        /// <summary>The first and the last of the terms, or the only one.</summary>
        private List<DateOnly> Ends => [.. new[] { sheet.Terms[0], sheet.Terms[^1] }.Distinct()];

        private static bool IsPerpetual(DateOnly day) => day.Year >= 9999;

        private void Turn()
        {
            _leaves.Add(new Leaf(typesetter));
            Leaf.Rule(Left, 16, Right, 0.5, Ink.Green);
            _y = Top;
        }

        private void Room(double height)
        {
            if (_y + height > Bottom) Turn();
        }

        private void Set(LandChoice choice, int number)
        {
            Room(46);
            Leaf.Rule(Left, _y - 1, Right, 0.2, Ink.Green);
            _y += 7;
            var width = Leaf.Set(string.Create(CultureInfo.InvariantCulture, $"{number}　{choice.Title.Chinese}{choice.Term.Chinese}"), Face.SerifBold, 17, Ink.Green, Left, _y);
            Leaf.Set($"{choice.Title.English} {choice.Term.English}", Face.Sans, typesetter.Fit(Face.Sans, 9, $"{choice.Title.English} {choice.Term.English}", Right - Left - width - 4), Ink.Grey, Left + width + 3, _y);
            _y += 1.5;
            Paragraph(choice.What, Face.Serif, 14.5, 6.4, 9, Ink.Black);
            Paragraph(choice.Afterwards, Face.SerifBold, 14.5, 6.4, 9, Ink.Black);
            _y += 1;
        }

        /// <summary>Chinese in large type and English beneath it in smaller.</summary>
        private void Paragraph(Wording words, Face face, double size, double lead, double small, Ink ink)
        {
            foreach (var line in typesetter.Wrap(face, size, words.Chinese, Right - Left))
            {
                Room(lead);
                _y += lead;
                Leaf.Set(line, face, size, ink, Left, _y);
            }

            foreach (var line in typesetter.Wrap(Face.Sans, small, words.English!, Right - Left))
            {
                Room(small * 0.5);
                _y += small * 0.48;
                Leaf.Set(line, Face.Sans, small, Ink.Grey, Left, _y);
            }
        }

        private void SetFeet()
        {
            for (var page = 0; page < _leaves.Count; page++)
            {
                var leaf = _leaves[page];
                leaf.Rule(Left, 285, Right, 0.15, Ink.Green);
                leaf.Set(string.Create(CultureInfo.InvariantCulture, $"{sheet.Right} · {CertificateWords.Chinese(day)} · {page + 1}/{_leaves.Count}"), Face.Sans, 8, Ink.Grey, Right, 290, Align.Right);
            }
        }
    }
}
