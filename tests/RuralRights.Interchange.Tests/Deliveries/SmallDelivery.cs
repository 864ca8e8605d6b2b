using System.Buffers.Binary;
using RuralRights.Interchange.Deliveries;

namespace RuralRights.Interchange.Tests.Deliveries;

/// <summary>A delivery of a few parcels that a test writes, damages and opens.</summary>
internal sealed class SmallDelivery : IDisposable
{
    public const int Parcels = 4;

    private readonly Scratch _scratch = new();

    public SmallDelivery()
    {
        using var writer = new DeliveryWriter(_scratch.Path, "620123", "榆中县", 2016, "PROJCS[]");
        Root = writer.Root;
        for (var parcel = 1; parcel <= Parcels; parcel++)
        {
            double[] ring = [parcel, 0, parcel, 1, parcel + 1, 1, parcel + 1, 0, parcel, 0];
            writer.Layer("DK").Set("BSM", parcel).Set("DKBM", $"62012320220401{parcel:D5}").Set("DKMC", "井儿地").EndRow(ring);
            writer.Layer("JZX").Set("BSM", parcel).EndRow([parcel, 0, parcel, 1]);
            writer.Layer("JZD").Set("BSM", parcel).EndRow([parcel, 0]);
        }
    }

    public string Root { get; }

    public string Work => _scratch.Work;

    public string Vector(string name) => Path.Combine(Root, "矢量数据", name);

    public string Ownership(string name) => Path.Combine(Root, "权属数据", name);

    public string Beside(string name) => _scratch.At(name);

    public void Patch(string name, int at, params byte[] bytes)
    {
        using var file = File.Open(Vector(name), FileMode.Open, FileAccess.Write);
        file.Position = at;
        file.Write(bytes);
    }

    public void PatchInt32(string name, int at, int value, bool bigEndian = false)
    {
        var bytes = new byte[4];
        if (bigEndian) BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        else BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Patch(name, at, bytes);
    }

    public void Cut(string name, int by)
    {
        using var file = File.Open(Vector(name), FileMode.Open, FileAccess.Write);
        file.SetLength(file.Length - by);
    }

    public Delivery Open(DeliveryLimits? limits = null) => Open(Root, limits);

    public Delivery Open(string path, DeliveryLimits? limits = null) =>
        Delivery.Open(path, limits ?? DeliveryLimits.Default, Work, Xunit.TestContext.Current.CancellationToken);

    public void Dispose() => _scratch.Dispose();
}
