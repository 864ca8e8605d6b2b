using System.Xml.Linq;
using RuralRights.Interchange.Certificates;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Certificates;

public sealed class CertificatePicturesTests : IDisposable
{
    private readonly CertificateFonts _fonts = CertificateFonts.Open(furtherFolders: []);

    public void Dispose() => _fonts.Dispose();

    [Fact]
    public void The_code_of_the_page_has_a_title_and_a_light_ground_around_it()
    {
        var svg = XElement.Parse(CertificatePictures.QrCodeSvg(Sample.Certificate().Verification));
        svg.Elements().First().Value.ShouldContain("核验");
        var side = int.Parse(svg.Attribute("viewBox")!.Value.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
        side.ShouldBeGreaterThan(30);
        svg.Elements().Last().Attribute("d")!.Value.ShouldStartWith("M4 4h7v1");
    }

    [Fact]
    public void The_sketch_map_of_the_page_says_what_the_print_says()
    {
        var svg = XElement.Parse(CertificatePictures.SketchMapSvg(Sample.Parcel(0) with { Name = "沟<沿>地" }, _fonts)!.Svg);
        var words = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToArray();
        foreach (var word in new[] { "00001", "00101", "J12", "20.29", "北 N", "50 m" }) words.ShouldContain(word);
        svg.Elements().First().Value.ShouldMatch("^沟<沿>地（.*1:[1-9][0-9]{2,3} ");
    }

    [Fact]
    public void Its_letters_are_read_on_a_telephone()
    {
        const double Telephone = 328, Least = 10;
        var svg = XElement.Parse(CertificatePictures.SketchMapSvg(Sample.Parcel(0), _fonts)!.Svg);
        var width = double.Parse(svg.Attribute("viewBox")!.Value.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
        foreach (var text in svg.Descendants().Where(element => element.Name.LocalName == "text" && element.Value.StartsWith('J')))
            (double.Parse(text.Attribute("font-size")!.Value, System.Globalization.CultureInfo.InvariantCulture) * Telephone / width).ShouldBeGreaterThan(Least);
    }

    [Fact]
    public void A_parcel_without_a_survey_has_no_map() =>
        CertificatePictures.SketchMapSvg(Sample.Parcel(0) with { Boundary = null }, _fonts).ShouldBeNull();
}
