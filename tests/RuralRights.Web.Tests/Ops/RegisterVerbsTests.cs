using System.Text.Json;
using Shouldly;
using Xunit;

namespace RuralRights.Web.Tests.Ops;

/// <summary>The verbs that work on a register, each as a process of its own, the way <c>src/rr</c> runs them.</summary>
public sealed class RegisterVerbsTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("rr-verbs.").FullName;

    [Fact]
    public async Task Databases_are_made_once_and_the_master_key_can_be_renewed()
    {
        (await Run("migrate", "--county", "620199")).Code.ShouldBe(0);

        using var again = JsonDocument.Parse((await Run("migrate", "--json")).Output);
        again.RootElement.GetProperty("counties").EnumerateArray().Select(county => county.GetString()).ShouldContain("620199");

        var before = await File.ReadAllTextAsync(await KeyFile(), TestContext.Current.CancellationToken);
        using var rotated = JsonDocument.Parse((await Run("rotate-key", "--json")).Output);
        rotated.RootElement.GetProperty("keys_wrapped").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
        (await File.ReadAllTextAsync(await KeyFile(), TestContext.Current.CancellationToken)).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_key_from_the_environment_needs_its_successor_there()
    {
        var key = Convert.ToBase64String(new byte[32]);
        await Run("migrate");

        var said = await Run([new("RR_MASTER_KEY", key)], "rotate-key");

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("RR_MASTER_KEY");
    }

    [Fact]
    public async Task Without_a_database_it_is_said_which_variable_is_missing()
    {
        var said = await Run([new("RR_DB", "")], "migrate");

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("RR_DB");
    }

    [Fact]
    public async Task A_county_code_has_six_digits()
    {
        var said = await Run("migrate", "--county", "62012");

        said.Code.ShouldBe(2);
        said.Error.ShouldContain("62012");
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    /// <summary>The key is made when it is first needed.</summary>
    private async Task<string> KeyFile()
    {
        var file = Path.Combine(_state, "master.key");
        if (!File.Exists(file)) (await Run("rotate-key")).Code.ShouldBe(0);
        return file;
    }

    private Task<Said> Run(params string[] arguments) => Run([], arguments);

    private Task<Said> Run(KeyValuePair<string, string>[] more, params string[] arguments)
    {
        var server = Environment.GetEnvironmentVariable("RR_TEST_DB")
            ?? throw new InvalidOperationException("RR_TEST_DB is not set: run tests/run, which starts a PostgreSQL.");
        var environment = new Dictionary<string, string> { ["RR_DB"] = server, ["RR_STATE"] = _state };
        foreach (var (name, value) in more) environment[name] = value;
        return Script.RunAsync("/usr/bin/env", ["dotnet", Path.Combine(AppContext.BaseDirectory, "RuralRights.Web.dll"), .. arguments], environment);
    }
}
