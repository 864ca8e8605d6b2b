using RuralRights.Spatial.Topology;

namespace RuralRights.Spatial.Tests.Topology;

public class ParcelFabricTests
{
    [Fact]
    public void What_was_added_is_there_in_order()
    {
        // Rings longer and shorter than a block of storage, so that they end in all sorts of places.
        Gen.Int[0, 300_000].Select(Gen.Int[1, 3]).Array[1, 6].Sample(
            parcels =>
            {
                var builder = new ParcelFabric.Builder();
                for (var at = 0; at < parcels.Length; at++)
                {
                    builder.Add((ulong)at, at * 10).ShouldBe(at);
                    for (var ring = 0; ring < parcels[at].Item2; ring++) builder.AddRing(Ring(at, ring, parcels[at].Item1));
                }

                var fabric = builder.Build();
                fabric.Count.ShouldBe(parcels.Length);
                for (var at = 0; at < parcels.Length; at++)
                {
                    fabric.Code(at).ShouldBe((ulong)at);
                    fabric.RecordedArea(at).ShouldBe(at * 10);
                    fabric.RingCount(at).ShouldBe(parcels[at].Item2);
                    fabric.VertexCount(at).ShouldBe(parcels[at].Item2 * parcels[at].Item1);
                    for (var ring = 0; ring < parcels[at].Item2; ring++)
                        fabric.Ring(at, ring).SequenceEqual(Ring(at, ring, parcels[at].Item1)).ShouldBeTrue();
                }
            },
            iter: 8);
    }

    [Fact]
    public void A_fabric_is_not_changed_by_what_is_added_later()
    {
        var builder = new ParcelFabric.Builder();
        builder.Add(1);
        builder.AddRing([0, 0, 1, 0, 1, 1, 0, 0]);
        var fabric = builder.Build();
        builder.AddRing([2, 2, 3, 2, 3, 3, 2, 2]);
        builder.Add(2);

        fabric.Count.ShouldBe(1);
        fabric.RingCount(0).ShouldBe(1);
        fabric.Ring(0, 0).ToArray().ShouldBe([0, 0, 1, 0, 1, 1, 0, 0]);
        builder.Build().RingCount(0).ShouldBe(2);
    }

    [Fact]
    public void A_ring_belongs_to_a_parcel_and_has_whole_pairs()
    {
        Should.Throw<InvalidOperationException>(() => new ParcelFabric.Builder().AddRing([0, 0]));
        var builder = new ParcelFabric.Builder();
        builder.Add(1);
        Should.Throw<ArgumentException>(() => builder.AddRing([0, 0, 1]));
    }

    [Theory]
    [InlineData("POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0))")]
    [InlineData("POLYGON ((0 0, 30 0, 30 20, 0 20, 0 0), (10 5, 10 15, 20 15, 20 5, 10 5))")]
    [InlineData("MULTIPOLYGON (((0 0, 30 0, 30 20, 0 20, 0 0), (10 5, 10 15, 20 15, 20 5, 10 5)), ((14 9, 16 9, 16 11, 14 11, 14 9)), ((40 0, 60 0, 60 20, 40 20, 40 0)))")]
    public void Rings_in_any_order_and_direction_give_the_shape_back(string wkt)
    {
        var shape = Village.Read(wkt);
        var rings = Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).Cast<Polygon>()
            .SelectMany(polygon => polygon.InteriorRings.Prepend(polygon.ExteriorRing)).Reverse();
        var builder = new ParcelFabric.Builder();
        builder.Add(1);
        foreach (var ring in rings) builder.AddRing([.. ring.Coordinates.SelectMany(vertex => new[] { vertex.X, vertex.Y })]);

        builder.Build().Shape(0).ShouldNotBeNull().EqualsTopologically(shape).ShouldBeTrue();
    }

    [Fact]
    public void What_encloses_nothing_has_no_shape()
    {
        var builder = new ParcelFabric.Builder();
        builder.Add(1);
        builder.Add(2);
        builder.AddRing([0, 0, 1, 0, 1, 1, 0, 1]);
        builder.Add(3);
        builder.AddRing([0, 0, 1, 0, 0, 0]);
        builder.Add(4);
        builder.AddRing([0, 0, 1, 0, double.NaN, 1, 0, 0]);
        var fabric = builder.Build();

        for (var parcel = 0; parcel < fabric.Count; parcel++) fabric.Shape(parcel).ShouldBeNull();
    }

    private static double[] Ring(int parcel, int ring, int vertices) =>
        [.. Enumerable.Range(0, 2 * vertices).Select(at => parcel * 1e6 + ring * 1e3 + at % 997)];
}
