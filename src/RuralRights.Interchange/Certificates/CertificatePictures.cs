using System.Globalization;
using System.Net;
using System.Text;
using RuralRights.Interchange.Certificates.Layout;
using RuralRights.Interchange.Certificates.Typography;

namespace RuralRights.Interchange.Certificates;

/// <summary>The sketch map of a parcel as a picture for a page.</summary>
/// <param name="Svg">The picture.</param>
/// <param name="LeftLabelsOut">True when there was no room for some of the numbers; the print has more room.</param>
public sealed record ParcelPicture(string Svg, bool LeftLabelsOut);

/// <summary>The pictures of a certificate as SVG for a page: its QR code and the sketch maps of its parcels.</summary>
/// <remarks>They are drawn by the same hand as the print, and need neither script nor image files.</remarks>
public static class CertificatePictures
{
    // In millimetres, about as wide as a telephone, so that its letters are read there without enlarging it.
    private const double PictureWidth = 72, PictureHeight = 56, PictureMargin = 8;

    /// <summary>The QR code of the verification address, with a title for those who hear the page.</summary>
    public static string QrCodeSvg(VerificationAddress address) => QrCodeSvg(new Uri(address.Url), "核验二维码 Verification code");

    /// <summary>The QR code of an address, with a title for those who hear the page.</summary>
    public static string QrCodeSvg(Uri address, string title)
    {
        var (side, dark) = QrCode.Modules(address.OriginalString);
        var path = string.Concat(dark.Select(run => string.Create(CultureInfo.InvariantCulture, $"M{run.From} {run.Row}h{run.Length}v1h-{run.Length}z")));
        return string.Create(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" shape-rendering="crispEdges"><title>{Escaped(title)}</title><rect width="{side}" height="{side}" fill="#fff"/><path d="{path}"/></svg>""");
    }

    /// <summary>The sketch map of a parcel (地块示意图); null when its boundary was not surveyed.</summary>
    public static ParcelPicture? SketchMapSvg(CertifiedParcel parcel, CertificateFonts fonts)
    {
        if (parcel.Boundary is null) return null;
        var frame = new Box(0, 0, PictureWidth, PictureHeight);
        var map = SketchMap.Draw(new Typesetter(fonts), parcel, frame, PictureMargin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.Width} {frame.Height}" role="img"><title>{Escaped($"{parcel.Name}（{parcel.Code}）地块示意图 1:{map.Scale} Sketch map")}</title>""");
        foreach (var mark in map.Marks) Draw(svg, mark);
        return new(svg.Append("</svg>").ToString(), map.LeftLabelsOut);
    }

    private static void Draw(StringBuilder svg, Mark mark)
    {
        switch (mark)
        {
            case Mark.Text text:
                var family = text.Face == Face.Sans ? "sans-serif" : "serif";
                var weight = text.Face == Face.SerifBold ? " font-weight=\"bold\"" : "";
                var turn = text.Turn == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate({text.Turn:0.##} {text.At.X:0.##} {text.At.Y:0.##})\"");
                svg.Append(CultureInfo.InvariantCulture, $"""<text x="{text.At.X:0.##}" y="{text.At.Y:0.##}" font-family="{family}"{weight} font-size="{text.Size * Typesetter.Point:0.##}" fill="{Inks.Of(text.Ink)}"{turn}>{Escaped(text.Words)}</text>""");
                break;
            case Mark.Stroke stroke:
                svg.Append(CultureInfo.InvariantCulture, $"""<path d="{Path([stroke.Through], stroke.Closed)}" fill="none" stroke="{Inks.Of(stroke.Ink)}" stroke-width="{stroke.Width}"/>""");
                break;
            case Mark.Fill fill:
                svg.Append(CultureInfo.InvariantCulture, $"""<path d="{Path(fill.Rings, closed: true)}" fill="{Inks.Of(fill.Ink)}" fill-rule="evenodd"/>""");
                break;
            case Mark.Circle circle:
                var drawn = circle.Width is { } width ? string.Create(CultureInfo.InvariantCulture, $"fill=\"none\" stroke=\"{Inks.Of(circle.Ink)}\" stroke-width=\"{width}\"") : $"fill=\"{Inks.Of(circle.Ink)}\"";
                svg.Append(CultureInfo.InvariantCulture, $"""<circle cx="{circle.Centre.X:0.##}" cy="{circle.Centre.Y:0.##}" r="{circle.Radius}" {drawn}/>""");
                break;
            case Mark.Window window:
                // A nested picture shows only what lies within it.
                svg.Append(CultureInfo.InvariantCulture, $"""<svg x="{window.Box.Left}" y="{window.Box.Top}" width="{window.Box.Width}" height="{window.Box.Height}" viewBox="{window.Box.Left} {window.Box.Top} {window.Box.Width} {window.Box.Height}">""");
                foreach (var inside in window.Marks) Draw(svg, inside);
                svg.Append("</svg>");
                break;
        }
    }

    private static string Path(IReadOnlyList<IReadOnlyList<Spot>> rings, bool closed) =>
        string.Concat(rings.Select(ring => $"M{string.Join('L', ring.Select(spot => string.Create(CultureInfo.InvariantCulture, $"{spot.X:0.##} {spot.Y:0.##}")))}{(closed ? "Z" : "")}"));

    private static string Escaped(string words) => WebUtility.HtmlEncode(words);
}
