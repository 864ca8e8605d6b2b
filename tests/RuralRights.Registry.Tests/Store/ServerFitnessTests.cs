using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Store;

/// <summary>A server that cannot carry the register is told so before anything is done on it.</summary>
public sealed class ServerFitnessTests
{
    [Fact]
    public void An_old_server_is_named_with_its_version() => Refused(13, hasPostgis: true).Reason.ShouldBe(Unfitness.TooOld);

    [Fact]
    public void A_server_without_PostGIS_is_refused() => Refused(16, hasPostgis: false).Reason.ShouldBe(Unfitness.WithoutPostgis);

    [Fact]
    public void The_oldest_version_the_register_runs_on_is_fit() => Should.NotThrow(() => ServerFitness.Judge(14, hasPostgis: true, "db"));

    [Fact]
    public async Task A_server_that_does_not_answer_is_unreachable()
    {
        var refusal = await Should.ThrowAsync<UnfitServerException>(
            () => ServerFitness.Assert("Host=/nowhere/at/all;Username=rr_owner", TestContext.Current.CancellationToken));

        refusal.Reason.ShouldBe(Unfitness.Unreachable);
        refusal.Chinese.ShouldContain("/nowhere/at/all");
    }

    [Fact]
    public async Task The_server_of_the_tests_is_fit() => await Should.NotThrowAsync(
        () => ServerFitness.Assert(Environment.GetEnvironmentVariable("RR_TEST_DB")!, TestContext.Current.CancellationToken));

    private static UnfitServerException Refused(int version, bool hasPostgis) =>
        Should.Throw<UnfitServerException>(() => ServerFitness.Judge(version, hasPostgis, "db"));
}
