using RuralRights.Spatial.Topology;

namespace RuralRights.Spatial.Tests.Topology;

/// <summary>Properties of whole villages: grids of fields with jittered corners and exactly shared sides.</summary>
public class FabricPropertyTests
{
    private static readonly Gen<Polygon[]> Fields =
        from columns in Gen.Int[2, 6]
        from rows in Gen.Int[2, 6]
        from angle in Gen.Double[0, Math.PI]
        from jitter in Gen.Double[-6, 6].Select(Gen.Double[-4, 4]).Array[(columns + 1) * (rows + 1)]
        select Grid(columns, rows, angle, jitter);

    /// <summary>Polygons whose corners lie on a coarse lattice, so that corners, sides and whole borders often coincide.</summary>
    private static readonly Gen<Polygon> OnLattice =
        from corners in Gen.Int[0, 5].Select(Gen.Int[0, 5]).Array[3, 9]
        let centre = (X: corners.Average(corner => corner.Item1) + 0.01, Y: corners.Average(corner => corner.Item2) + 0.003)
        let around = corners.Distinct().OrderBy(corner => Math.Atan2(corner.Item2 - centre.Y, corner.Item1 - centre.X)).Select(corner => new Coordinate(Village.East + corner.Item1 * 10, Village.North + corner.Item2 * 10)).ToArray()
        select around.Length < 3 ? new Polygon(null) : new Polygon(new LinearRing([.. around, around[0].Copy()]));

    private static readonly Gen<double> AnyNumber = Gen.Frequency(
        (20, Gen.Int[0, 5].Select(at => at * 10d)), (4, Gen.Double[0, 50]), (1, Gen.Double),
        (1, Gen.OneOf(Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(1e18), Gen.Const(-1e6))));

    [Fact]
    public void A_village_of_shared_sides_has_no_fault() =>
        Fields.Sample(fields => Village.Inspect(Village.Fabric(fields)).ShouldBeEmpty());

    [Fact]
    public void Any_parcel_laid_over_a_village_is_found_with_the_true_area() =>
        Fields.Select(Gen.Double[5, 50].Select(Gen.Double[5, 50], Gen.Double[1, 20], Gen.Double[0, Math.PI])).Sample((fields, spot) =>
        {
            var (x, y, size, angle) = spot;
            var intruder = Square(Village.East + x, Village.North + y, size, angle);
            var findings = Village.Inspect(Village.Fabric([.. fields, intruder])).Where(finding => finding.Kind == TopologyKind.Overlap || finding.Kind == TopologyKind.SliverOverlap).ToList();
            for (var at = 0; at < fields.Length; at++)
            {
                var common = fields[at].Intersection(intruder).Area;
                var finding = findings.SingleOrDefault(one => one.Parcel.Index == at);
                if (common > 0.01) finding.ShouldNotBeNull();
                if (finding is null) continue;
                finding.Neighbour.ShouldNotBeNull().Index.ShouldBe(fields.Length);
                finding.Measure.ShouldBe(common, 1e-4);
            }
        });

    [Fact]
    public void Start_and_direction_of_rings_and_order_of_parcels_change_nothing() =>
        Fields.Select(Gen.Int[0, 5], Gen.Bool, Gen.Int[0, 1_000_000]).Sample((fields, start, backwards, seed) =>
        {
            var faulty = fields.Append(Square(Village.East + 20, Village.North + 15, 10, 0.3)).Append(BowTie()).ToArray();
            var shuffled = faulty.Select((_, at) => at).OrderBy(at => (at * 7919L + seed) % faulty.Length).ThenBy(at => at).ToArray();
            var turned = new ParcelFabric.Builder();
            foreach (var at in shuffled) turned.Add((ulong)at + 1, Turned(faulty[at], start, backwards));

            Spots(Village.Inspect(turned.Build())).ShouldBe(Spots(Village.Inspect(Village.Fabric(faulty))));
        });

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var jitter = Enumerable.Range(0, 101 * 101).Select(at => (at * 7 % 11 - 5d, at * 3 % 7 - 3d)).ToArray();
        var fields = Grid(100, 100, 0.2, jitter);
        for (var at = 0; at < fields.Length; at += 7) fields[at].ExteriorRing.Coordinates[1].X -= 1;
        var fabric = Village.Fabric(fields);

        var alone = Village.Inspect(fabric, threads: 1).Select(finding => $"{Village.Text(finding)} {finding.Wkt}").ToList();
        var together = Village.Inspect(fabric, threads: 4).Select(finding => $"{Village.Text(finding)} {finding.Wkt}").ToList();

        alone.Count.ShouldBeGreaterThan(1000);
        together.ShouldBe(alone);
    }

    [Fact]
    public void A_gap_cut_into_a_village_is_found_between_its_two_parcels() => Fields.Select(Gen.Double[0.02, 0.2], Gen.Int[0, 100]).Sample((fields, width, pick) =>
    {
        // The side from the second to the third corner of a field is the one it shares with the field to its right.
        var at = pick % fields.Length;
        var corners = fields[at].Coordinates;
        var right = Array.FindIndex(fields, other => other.Coordinates[0].Equals2D(corners[1]) && other.Coordinates[3].Equals2D(corners[2]));
        if (right < 0) return;
        var (dx, dy) = (corners[2].X - corners[1].X, corners[2].Y - corners[1].Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        var dent = new Coordinate((corners[1].X + corners[2].X) / 2 - dy / length * width, (corners[1].Y + corners[2].Y) / 2 + dx / length * width);
        fields[at] = new Polygon(new LinearRing([corners[0], corners[1], dent, corners[2], corners[3], corners[0]]));

        var finding = Village.Inspect(Village.Fabric(fields)).ShouldHaveSingleItem();
        finding.Kind.ShouldBe(TopologyKind.Gap);
        (finding.Parcel.Index, finding.Neighbour.ShouldNotBeNull().Index).ShouldBe((at, right));
        finding.Measure.ShouldBe(width * length / 2, 1e-6);
    });

    [Fact]
    public void Common_ground_is_that_of_another_library_however_corners_and_sides_coincide() => OnLattice.Select(OnLattice).Sample((one, other) =>
    {
        if (!one.IsValid || !other.IsValid) return;
        var found = Village.Inspect(Village.Fabric([one, other])).Where(finding => finding.Kind == TopologyKind.Overlap || finding.Kind == TopologyKind.SliverOverlap).ToList();

        var common = one.Intersection(other).Area;
        found.Count.ShouldBe(common > 0.01 ? 1 : 0);
        if (common > 0.01) found[0].Measure.ShouldBe(common, 1e-4);
    }, iter: 2000);

    [Fact]
    public void Whatever_a_file_holds_the_inspection_ends() =>
        AnyNumber.Array[0, 14].Array[0, 3].Array[0, 5].Sample(parcels =>
        {
            var builder = new ParcelFabric.Builder();
            foreach (var rings in parcels)
            {
                builder.Add(1);
                foreach (var ring in rings)
                {
                    var pairs = ring[..(ring.Length / 2 * 2)].Select((number, at) => number + (at % 2 == 0 ? Village.East : Village.North)).ToArray();
                    builder.AddRing([.. pairs, .. pairs.Take(2)]);
                }
            }

            foreach (var finding in Village.Inspect(builder.Build()))
                if (finding.Place is { } place) place.Coordinates.ShouldAllBe(vertex => !double.IsNaN(vertex.X) && !double.IsNaN(vertex.Y));
        }, iter: 2000);

    [Fact]
    public void A_parcel_in_the_fabric_and_its_boundary_are_the_same_bytes() => Fields.Select(Gen.Int[0, 5], Gen.Bool).Sample((fields, start, backwards) =>
    {
        var turned = fields.Select(field => Turned(field, start, backwards)).ToArray();
        var fabric = Village.Fabric(turned);
        for (var at = 0; at < turned.Length; at++)
            fabric.ToWkb(at).ShouldBe(new SurveyedBoundary(turned[at], Village.Expectation.System).ToWkb());
    });

    [Fact]
    public void A_parcel_with_a_hole_and_its_boundary_are_the_same_bytes()
    {
        var parcel = (Polygon)Village.Read("POLYGON ((0 0, 0 20, 30 20, 30 0, 0 0), (10 5, 20 5, 20 15, 10 15, 10 5))");
        Village.Fabric([parcel]).ToWkb(0).ShouldBe(new SurveyedBoundary(parcel, Village.Expectation.System).ToWkb());
    }

    [Fact]
    public void What_is_not_one_area_has_no_bytes()
    {
        var fabric = Village.Fabric([Village.Read("POLYGON EMPTY"), Village.Read("MULTIPOLYGON (((0 0, 30 0, 30 20, 0 0)), ((100 0, 130 0, 130 20, 100 0)))")]);
        Should.Throw<InvalidOperationException>(() => fabric.ToWkb(0));
        Should.Throw<InvalidOperationException>(() => fabric.ToWkb(1));
    }

    private static List<string> Spots(List<TopologyFinding> findings) =>
        [.. findings.Select(finding => FormattableString.Invariant($"{Village.Text(finding)} {finding.Measure:F5} {finding.Place?.Area:F4}")).Order(StringComparer.Ordinal)];

    private static Polygon[] Grid(int columns, int rows, double angle, (double X, double Y)[] jitter)
    {
        Coordinate Corner(int column, int row)
        {
            var (dx, dy) = jitter[row * (columns + 1) + column];
            var (x, y) = (column * 30 + dx, row * 20 + dy);
            return new(
                Math.Round(Village.East + x * Math.Cos(angle) - y * Math.Sin(angle), 3),
                Math.Round(Village.North + x * Math.Sin(angle) + y * Math.Cos(angle), 3));
        }

        return [.. from row in Enumerable.Range(0, rows)
                   from column in Enumerable.Range(0, columns)
                   select new Polygon(new LinearRing([Corner(column, row), Corner(column + 1, row), Corner(column + 1, row + 1), Corner(column, row + 1), Corner(column, row)]))];
    }

    private static Polygon Square(double x, double y, double size, double angle)
    {
        Coordinate Corner(double dx, double dy) => new(x + dx * Math.Cos(angle) - dy * Math.Sin(angle), y + dx * Math.Sin(angle) + dy * Math.Cos(angle));
        return new Polygon(new LinearRing([Corner(0, 0), Corner(size, 0), Corner(size, size), Corner(0, size), Corner(0, 0)]));
    }

    private static Polygon BowTie() => (Polygon)Village.Read("POLYGON ((500 500, 530 520, 530 500, 500 520, 500 500))");

    private static Polygon Turned(Polygon polygon, int start, bool backwards)
    {
        var corners = polygon.Coordinates[..^1];
        var turned = corners.Select((_, at) => corners[(at + start) % corners.Length].Copy()).ToList();
        if (backwards) turned.Reverse();
        return new Polygon(new LinearRing([.. turned, turned[0].Copy()]));
    }
}
