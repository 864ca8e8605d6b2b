using NetTopologySuite.IO;
using RuralRights.Domain.Parcels;
using RuralRights.Spatial;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Parcels;

public sealed class BoundaryPointsTests
{
    private static readonly CoordinateSystem Zone = CoordinateSystem.ThreeDegreeZone(35, prefixed: true);

    [Theory]
    [InlineData("J1 3972000 35417000\nJ2 3972000 35417010\nJ3 3972025 35417010\nJ4 3972025 35417000")]
    [InlineData("3972000,35417000\r\n3972000，35417010\r\n\r\n3972025\t35417010\r\n3972025 35417000\r\n3972000 35417000\r\n")]
    public void Points_of_a_sheet_become_a_closed_boundary(string text)
    {
        var read = BoundaryPoints.Read(text, Zone);
        read.Fault.ShouldBeNull();
        read.Boundary!.Crs.ShouldBe("EPSG:4523");
        new WKBReader().Read(read.Boundary.Wkb).AsText().ShouldBe("POLYGON ((35417000 3972000, 35417010 3972000, 35417010 3972025, 35417000 3972025, 35417000 3972000))");
    }

    [Theory]
    [InlineData("", 1, PointFault.TooFew)]
    [InlineData("3972000 35417000\n3972000 35417010", 2, PointFault.TooFew)]
    [InlineData("3972000 35417000\n3972000 35417010\n3972000 35417000", 3, PointFault.TooFew)]
    [InlineData("3972000 35417000\nJ2 3972000", 2, PointFault.NotAPoint)]
    [InlineData("1 2 3972000 35417000", 1, PointFault.NotAPoint)]
    [InlineData("3972000 35417000\n35417010 3972000", 2, PointFault.Swapped)]
    [InlineData("3972000 417000", 1, PointFault.OutOfPlace)]
    public void The_first_wrong_line_is_named(string text, int line, PointFault fault) =>
        BoundaryPoints.Read(text, Zone).ShouldBe(new PointsRead(null, line, fault));
}
