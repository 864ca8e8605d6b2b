using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Registry.Oversight;

namespace RuralRights.Registry.Tests.Oversight;

public sealed class DayBookTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_day_book_counts_what_was_entered_and_does_so_again_when_rebuilt()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var register = new TestRegister();
        await register.InitializeAsync();
        var village = await Village.Found(register, 3);
        await village.Enter(village.ParcelFact(1));

        // A refused act leaves a gap in the numbers that the background work has to step over.
        (await village.Enter(village.ParcelFact(1))).IsEntered.ShouldBeFalse();
        await village.Enter(village.ParcelFact(2));

        var store = register.Host.Services.GetRequiredService<IDocumentStore>();
        await Reads(["collective-registered 1", "household-registered 3", "parcel-surveyed 2"]);

        using var daemon = await store.BuildProjectionDaemonAsync(TestRegister.County);
        await daemon.RebuildProjectionAsync(DayBook.Name, cancel);
        await Reads(["collective-registered 1", "household-registered 3", "parcel-surveyed 2"]);

        async Task Reads(string[] expected)
        {
            await store.WaitForNonStaleProjectionDataAsync(TestRegister.County, Patience);
            var books = register.Host.Services.GetRequiredService<DayBooks>();
            (await books.Lines(TestRegister.County, DateOnly.MinValue, DateOnly.MaxValue, cancel)).Select(line => $"{line.Kind} {line.Facts}").ShouldBe(expected);
        }
    }
}
