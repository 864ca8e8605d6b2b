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
        var svg = XElement.Parse(CertificatePictures.SketchMapSvg(Sample.Parcel(0) with { Name = "沟<沿>地" }, _fonts)!);
        var words = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToArray();
        foreach (var word in new[] { "沟<沿>地", "00001", "00101", "J12", "20.29", "北 N", "20 m" }) words.ShouldContain(word);
        svg.Elements().First().Value.ShouldContain("1:500");
    }

    [Fact]
    public void A_parcel_without_a_survey_has_no_map() =>
        CertificatePictures.SketchMapSvg(Sample.Parcel(0) with { Boundary = null }, _fonts).ShouldBeNull();
}
