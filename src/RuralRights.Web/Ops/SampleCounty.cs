using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Ops;

/// <summary>What stands in the register on the first start: the sample county, so that there is something to look at.</summary>
internal static class SampleCounty
{
    /// <summary>Fixed, so that a first start that was broken off makes nothing twice.</summary>
    private static readonly (Guid Command, string Key, string Value)[] _settings =
    [
        (new("5a3c0001-0000-4000-8000-000000000001"), CountySettings.RegisteringAuthority, "榆中县人民政府"),
        (new("5a3c0001-0000-4000-8000-000000000002"), CountySettings.CountyName, "榆中县"),
        (new("5a3c0001-0000-4000-8000-000000000003"), CountySettings.ProvinceShortName, "甘"),
    ];

    private static readonly DateOnly _settingsFrom = new(2016, 1, 1);

    /// <summary>The day on which each known notice of holidays was published.</summary>
    private static readonly (Guid Command, int Year, DateOnly Published)[] _holidays =
    [
        (new("5a3c0002-0000-4000-8000-000000002025"), 2025, new(2024, 11, 12)),
        (new("5a3c0002-0000-4000-8000-000000002026"), 2026, new(2025, 11, 4)),
    ];

    /// <summary>Makes the county's settings and enters its delivery, unless a delivery has been entered before.</summary>
    public static async Task LoadAsync(Terminal terminal, IServiceProvider register, string county, string path, CancellationToken cancel)
    {
        var deliveries = register.GetRequiredService<Deliveries>();
        var desk = register.GetRequiredService<Desk>();
        var registrar = new Actor.Registrar(_settings[0].Command, county);
        foreach (var (command, year, published) in _holidays)
        {
            var table = PublishedHolidays.All.Single(table => table.Year == year);
            await desk.Enter(
                new PublishWorkCalendar(year, table.RestDays, table.WorkDays, table.Source), new Submission(county, command, registrar, published), cancel);
        }

        if ((await deliveries.List(county, cancel)).Any(known => known.State == DeliveryState.Entered)) return;

        terminal.Say("第一次启动：正在导入示例县……", "First start: importing the sample county ...");
        foreach (var (command, key, value) in _settings)
        {
            await desk.Enter(
                new MakeCountySetting(key, value, _settingsFrom, "示例数据 sample data"),
                new Submission(county, command, registrar, _settingsFrom),
                cancel);
        }

        try
        {
            var received = await deliveries.Receive(county, path, "src/start", cancel);
            await deliveries.Process(county, received.Sha256, enter: true, cancel);
            var done = (await deliveries.Find(county, received.Sha256, cancel))!;
            if (done.Trouble is not null) await terminal.Error.WriteLineAsync(done.Trouble);
            terminal.Say($"已导入 {done.Entered} 户、{done.Parcels} 个地块。", $"Imported {done.Entered} households and {done.Parcels} parcels.");
        }
        catch (DeliveryUnreadable unreadable)
        {
            terminal.Say($"示例县没有导入：{unreadable.Chinese}", $"The sample county was not imported: {unreadable.English}");
        }
    }

    /// <summary>Where to look, and as whom one can sign in.</summary>
    public static async Task WelcomeAsync(Terminal terminal, IServiceProvider site, string url, CancellationToken cancel)
    {
        var office = site.GetRequiredService<Premises>();
        using var scope = site.CreateScope();
        var words = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Words>>();
        terminal.Text.WriteLine();
        terminal.Text.WriteLine($"农村土地权利登记系统已启动 RuralRights is running: {url}");
        if (!scope.ServiceProvider.GetRequiredService<Demonstration>().IsOn || !site.GetRequiredService<AnsweringCounties>().Has(office.County))
        {
            terminal.Text.WriteLine("按 Ctrl-C 停止。 Press Ctrl-C to stop.");
            return;
        }

        var people = await DemoPerson.All(site.GetRequiredService<NpgsqlDataSource>(), site.GetRequiredService<Names>(), office, words, cancel);
        terminal.Text.WriteLine($"演示登录（农户、理事长、县登记机构）Demo sign-ins (farmers, chairs, officials): {url.TrimEnd('/')}/sign-in");
        foreach (var person in people) terminal.Text.WriteLine($"  {person.Key,-27} {person.Group}：{person.Note}");
        terminal.Text.WriteLine("按 Ctrl-C 停止。 Press Ctrl-C to stop.");
    }
}
