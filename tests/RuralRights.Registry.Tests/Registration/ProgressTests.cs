using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Interchange.Generation;
using RuralRights.Registry.Registration;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>How far a delivery is, as the register writes it down for whoever looks.</summary>
public sealed class ProgressTests : IAsyncLifetime
{
    private static readonly CultureInfo Numbers = CultureInfo.InvariantCulture;

    private readonly TestRegister _register = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("rr-progress-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _register.InitializeAsync();
        await _register.AsOwner("""
            create table public.looked (number serial, state text, step text, done bigint, total bigint, seconds_left double precision);
            create function public.look() returns trigger language plpgsql security definer as
            $$ begin insert into public.looked (state, step, done, total, seconds_left) values (new.state, new.step, new.done, new.total, new.seconds_left); return null; end $$;
            create trigger look after update on intake.delivery for each row execute function public.look();
            grant select on public.looked to rr_app;
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _register.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Every_piece_of_work_begins_without_the_share_and_the_estimate_of_the_one_before()
    {
        var deliveries = _register.Host.Services.GetRequiredService<Deliveries>();
        var county = CountyGenerator.Write(new CountyPlan { Parcels = 1500, Seed = 4, Faults = PlantedFault.All }, _folder, cancel: Cancel).Folder;
        var received = await deliveries.Receive(TestRegister.County, county, "official/7", Cancel);

        await deliveries.Process(TestRegister.County, received.Sha256, enter: true, Cancel);
        await deliveries.Process(TestRegister.County, received.Sha256, enter: false, Cancel);

        var seen = (await _register.Ask<string[]>("select array_agg(concat_ws(',', state, coalesce(step, ''), done, total, coalesce(seconds_left::text, '')) order by number) from public.looked"))
            .Select(line => line.Split(',')).Select(look => new Look(look[0], look[1], long.Parse(look[2], Numbers), long.Parse(look[3], Numbers), look[4].Length == 0 ? null : double.Parse(look[4], Numbers)))
            .ToList();
        var pieces = new List<List<Look>>();
        foreach (var look in seen)
        {
            if (pieces.Count == 0 || pieces[^1][0].Piece != look.Piece) pieces.Add([]);
            pieces[^1].Add(look);
        }

        pieces.ConvertAll(piece => piece[0].Piece).ShouldBe(
        [
            "inspecting reading", "inspecting", "inspecting comparing", "inspecting alone", "entering", "entered",
            "inspecting reading", "inspecting", "inspecting comparing", "inspecting alone", "inspected",
        ]);
        pieces.Where(piece => piece[0].Piece != "entered").ShouldAllBe(piece => piece[0].Total == 0 && piece[0].Done == 0 && piece[0].SecondsLeft == null);
        seen.ShouldAllBe(look => look.Done <= look.Total && (look.SecondsLeft ?? 0) >= 0 && (look.Total > 0 || look.SecondsLeft == null));
    }

    private sealed record Look(string State, string Step, long Done, long Total, double? SecondsLeft)
    {
        public string Piece => $"{State} {(Step is DeliverySteps.Reading or DeliverySteps.Comparing or DeliverySteps.Alone ? Step : "")}".TrimEnd();
    }
}
