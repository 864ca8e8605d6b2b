using CsCheck;
using RuralRights.Interchange.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

public sealed class MovingWindow
{
    [Fact]
    public void A_window_shows_the_bytes_of_the_file_wherever_it_is_moved()
    {
        var bytes = Enumerable.Range(0, 100_003).Select(at => (byte)(at * 7L % 251)).ToArray();
        Gen.Select(Gen.Int[-5, 100_010], Gen.Int[0, 20_000]).Array[1, 40].Sample(moves =>
        {
            using var window = new FileWindow(ByteStore.Of(bytes));
            foreach (var (offset, length) in moves)
            {
                var inside = offset >= 0 && offset + length <= bytes.Length;
                window.TryLocate(offset, length, out var at).ShouldBe(inside);
                if (inside) window.Bytes.AsSpan(at, length).SequenceEqual(bytes.AsSpan(offset, length)).ShouldBeTrue();
            }
        });
    }

    [Fact]
    public void Cursors_of_one_store_may_be_read_on_several_threads()
    {
        using var scratch = new Scratch();
        using var delivery = Delivery.Open(Samples.Clean, DeliveryLimits.Default, scratch.Work, TestContext.Current.CancellationToken);
        foreach (var store in (RowStore[])[delivery.Layers["JZX"], delivery.Tables["CBDKXX"]])
        {
            var code = store.Schema.IndexOf("DKBM");
            var sums = new ulong[4];
            Parallel.For(0, sums.Length, reader =>
            {
                using var cursor = store.Open();
                while (cursor.Read())
                    if (cursor.TryCode(code, out var key)) sums[reader] += key % 1_000_003;
            });
            sums.Distinct().ShouldHaveSingleItem().ShouldNotBe(0UL);
        }
    }
}
