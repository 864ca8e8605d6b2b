using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Parcels;

public class RecordSurveyTests
{
    private static readonly Collective Group = new("62012320221301", "620123", System.Collections.Immutable.ImmutableSortedDictionary<DateOnly, Placement>.Empty);
    private static readonly Act ByClerk = new(new(2026, 11, 23), new Actor.Clerk(new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), "620123"), "620123", "62012320261123000001");

    [Fact]
    public void A_surveyed_parcel_enters_with_the_boundary_as_it_was_measured()
    {
        var survey = Survey();

        var entered = survey.Decide(Parcel.Unknown, Group, ByClerk).ShouldBeOfType<Decision.Entered>();

        var (stream, fact) = entered.Facts.ShouldHaveSingleItem();
        stream.ShouldBe("parcel/6201232022130100099");
        fact.ShouldBeOfType<ParcelSurveyed>().Boundary.ShouldBe(survey.Boundary);
    }

    [Fact]
    public void Only_a_clerk_takes_in_a_survey() =>
        Refused(Survey(), act: ByClerk with { Actor = new Actor.Auditor(Guid.Empty, "620123") }).ShouldBe(RoleRules.NotTheClerk);

    [Fact]
    public void The_owner_stands_in_the_register_first() => Refused(Survey(), owner: Collective.Unknown).ShouldBe(ParcelRules.CollectiveIsUnknown);

    [Theory]
    [InlineData("620123202213010009")]
    [InlineData("6201232022130200099")]
    [InlineData("620123202213010009O")]
    public void A_parcel_is_numbered_by_its_issuer(string code) => Refused(Survey() with { Parcel = code }).ShouldBe(ParcelRules.ParcelCodeIsNotOfTheIssuer);

    [Fact]
    public void A_code_is_given_once() =>
        Refused(Survey(), known: new("6201232022130100099", Group.Code, 666.67m)).ShouldBe(ParcelRules.ParcelIsKnown);

    [Theory]
    [InlineData("EPSG:2359")]
    [InlineData("EPSG:4326")]
    [InlineData("somewhere")]
    public void A_system_without_a_published_shift_is_refused(string crs) =>
        Refused(Survey() with { Boundary = new(crs, Wkb(0, 0)) }).ShouldBe(ParcelRules.CoordinateSystemIsNotRecognised);

    [Fact]
    public void A_boundary_with_northing_and_easting_exchanged_is_no_area() =>
        Refused(Survey() with { Boundary = new("EPSG:4523", Square(3972000, 35417000)) }).ShouldBe(ParcelRules.BoundaryIsNotAnArea);

    [Fact]
    public void Bytes_that_are_no_geometry_are_no_area() =>
        Refused(Survey() with { Boundary = new("EPSG:4523", [1, 2, 3]) }).ShouldBe(ParcelRules.BoundaryIsNotAnArea);

    [Fact]
    public void An_area_that_is_not_inside_the_boundary_is_refused() =>
        Refused(Survey() with { SurveyedArea = 800 }).ShouldBe(ParcelRules.AreaIsNotOfTheBoundary);

    private static Rule Refused(RecordSurvey survey, Parcel? known = null, Collective? owner = null, Act? act = null) =>
        RulesRaised.Note(survey.Decide(known ?? Parcel.Unknown, owner ?? Group, act ?? ByClerk).ShouldBeOfType<Decision.Refused>().Rule);

    private static RecordSurvey Survey() =>
        new("6201232022130100099", Group.Code, "大湾地", new("EPSG:4523", Wkb(0, 0)), 625, "22", "013", BasicFarmland: true);

    private static byte[] Wkb(double east, double north) => Square(35417000 + east, 3972000 + north);

    // 25 m by 25 m.
    private static byte[] Square(double x, double y) =>
        new WKBWriter().Write(GeometryFactory.Default.CreatePolygon(
            [new(x, y), new(x + 25, y), new(x + 25, y + 25), new(x, y + 25), new(x, y)]));
}
