namespace RuralRights.Spatial.Tests;

/// <summary>Boundaries as clerks type and upload them.</summary>
public sealed class BoundaryTextTests
{
    private static readonly CoordinateSystem Zone35 = CoordinateSystem.ThreeDegreeZone(35, prefixed: true);

    [Theory]
    [InlineData("POLYGON((35417000 3972000, 35417010 3972000, 35417010 3972025, 35417000 3972025, 35417000 3972000))")]
    [InlineData("multipolygon(((35417000 3972000, 35417010 3972000, 35417010 3972025, 35417000 3972025, 35417000 3972000)))")]
    [InlineData("""{"type":"Polygon","coordinates":[[[35417000,3972000],[35417010,3972000],[35417010,3972025],[35417000,3972025],[35417000,3972000]]]}""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[35417000,3972000],[35417010,3972000],[35417010,3972025],[35417000,3972025],[35417000,3972000]]]}}]}""")]
    [InlineData("35417000 3972000\n35417010 3972000\r\n35417010, 3972025\n35417000\t3972025")]
    [InlineData("J1 3972000 35417000\nJ2 3972000 35417010\nJ3 3972025 35417010\nJ4 3972025 35417000")]
    [InlineData("1 3972000 35417000\r\n2 3972000，35417010\r\n\r\n3 3972025\t35417010\r\n4 3972025 35417000\r\n1 3972000 35417000\r\n")]
    [InlineData("J1 35417000 3972000\nJ2 35417010 3972000\n\nJ3 35417010 3972025\nJ4 35417000 3972025\nJ1 35417000 3972000")]
    public void The_same_boundary_is_read_from_every_way_of_writing_it(string text)
    {
        var (boundary, trouble) = BoundaryText.Read(text, Zone35);
        trouble.ShouldBeNull();
        boundary!.PlanarArea.ShouldBe(250m);
        BoundaryText.Read(BoundaryText.Write(boundary), Zone35).Boundary.ShouldBe(boundary);
    }

    [Theory]
    [InlineData("", BoundaryFault.Empty, null)]
    [InlineData("大湾地东边", BoundaryFault.Unreadable, 1)]
    [InlineData("35417000 3972000\n35417010 3972000 12.5 3\n35417010 3972025", BoundaryFault.Unreadable, 2)]
    [InlineData("POLYGON((35417000 3972000, 35417010", BoundaryFault.Unreadable, null)]
    [InlineData("{\"type\":\"Polygon\"", BoundaryFault.Unreadable, null)]
    [InlineData("{\"type\":\"Polygon\",\"coordinates\":7}", BoundaryFault.Unreadable, null)]
    [InlineData("{\"type\":\"Point\",\"coordinates\":[35417000,3972000]}", BoundaryFault.NotOneArea, null)]
    [InlineData("LINESTRING(35417000 3972000, 35417010 3972000)", BoundaryFault.NotOneArea, null)]
    [InlineData("35417000 3972000\n35417010 3972000", BoundaryFault.TooFewPoints, null)]
    [InlineData("{\"type\":\"Polygon\",\"coordinates\":[[[35417000,3972000],[35417010,3972000],[35417010,3972025],[35417000,3972025]]]}", BoundaryFault.NotClosed, 4)]
    [InlineData("POLYGON((35417000 3972000, 35417010 3972000, 35417010 3972025, 35417000 3972025))", BoundaryFault.NotClosed, null)]
    [InlineData("35417000 3972000\n35417010 3972000\n417010 3972025\n35417000 3972025", BoundaryFault.OutOfRange, 3)]
    [InlineData("3972000 35417000\n3972000 35417010\n3972025 417010\n3972025 35417000", BoundaryFault.OutOfRange, 3)]
    [InlineData("3972000 35417000\n35417010 3972000\n3972025 35417010", BoundaryFault.ChangedOver, 2)]
    [InlineData("35417000 3972000\n35417010 3972000\n3972025 35417010", BoundaryFault.ChangedOver, 3)]
    [InlineData("POLYGON((3972000 35417000, 3972000 35417010, 3972025 35417010, 3972000 35417000))", BoundaryFault.ChangedOver, 1)]
    [InlineData("1 2 3972000 35417000", BoundaryFault.Unreadable, 1)]
    [InlineData("3972000 35417000\nJ2 3972000", BoundaryFault.Unreadable, 2)]
    [InlineData("35417000 3972000\n35417010 3972025\n35417010 3972000\n35417000 3972025", BoundaryFault.CrossesItself, 1)]
    public void What_is_wrong_is_named_with_the_point_at_which_it_is_wrong(string text, BoundaryFault fault, int? point)
    {
        var (boundary, trouble) = BoundaryText.Read(text, Zone35);
        boundary.ShouldBeNull();
        trouble!.Fault.ShouldBe(fault);
        trouble.Point.ShouldBe(point);
    }

    [Fact]
    public void A_list_is_written_as_the_survey_sheet_writes_it() =>
        BoundaryText.Write(BoundaryText.Read("35417000 3972000\n35417010 3972000\n35417010 3972025", Zone35).Boundary!).ShouldBe("3972000 35417000\n3972000 35417010\n3972025 35417010");

    [Fact]
    public void No_point_where_land_is_farmed_is_plausible_both_ways_so_that_either_order_is_read()
    {
        const double TenDegreesNorth = 1_100_000;
        CoordinateSystem[] systems =
        [
            CoordinateSystem.Geographic,
            .. Enumerable.Range(25, 21).SelectMany(zone => new[] { CoordinateSystem.ThreeDegreeZone(zone, prefixed: true), CoordinateSystem.ThreeDegreeZone(zone, prefixed: false) }),
        ];
        foreach (var system in systems)
            (system.PlausibleEasting.Maximum < TenDegreesNorth ? system != CoordinateSystem.Geographic || system.PlausibleNorthing.Maximum < system.PlausibleEasting.Minimum : system.PlausibleNorthing.Maximum < system.PlausibleEasting.Minimum).ShouldBeTrue(system.Id);
    }

    [Fact]
    public void A_crossing_is_named_by_its_spot()
    {
        var trouble = BoundaryText.Read("35417000 3972000\n35417010 3972020\n35417010 3972000\n35417000 3972020", Zone35).Trouble!;
        trouble.X!.Value.ShouldBe(35417005, 0.001);
        trouble.Y!.Value.ShouldBe(3972010, 0.001);
    }

    [Fact]
    public void Boundaries_that_touch_are_joined_and_those_that_do_not_are_not()
    {
        SurveyedBoundary Strip(int from, int to) => BoundaryText.Read($"{from} 3972000\n{to} 3972000\n{to} 3972025\n{from} 3972025", Zone35).Boundary!;
        BoundaryText.Joined([Strip(35417000, 35417010), Strip(35417010, 35417020)])!.PlanarArea.ShouldBe(500m);
        BoundaryText.Joined([Strip(35417000, 35417010), Strip(35417011, 35417020)]).ShouldBeNull();
    }
}
