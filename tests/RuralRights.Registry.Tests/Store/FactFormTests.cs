using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Store;

/// <summary>The golden files hold one form of a fact; a single act, a bulk entry and the daemon must all keep to it.</summary>
public sealed class FactFormTests(TestRegister register)
{
    [Fact]
    public void The_ledger_s_own_serializer_writes_facts_as_bulk_entry_does()
    {
        var serializer = ((StoreOptions)register.Host.Services.GetRequiredService<IDocumentStore>().Options).Serializer();
        var fact = new CertificateIssued(
            "620123202204010001J", Guid.Empty, "甘（2016）榆中县农村土地承包经营权证第000001号", "token", "榆中县人民政府", Village.Day, CertificateOccasion.Reissue, null, Village.Paper);

        serializer.ToJson(fact).ShouldBe(System.Text.Encoding.UTF8.GetString(Fact.Write(fact)));
        serializer.ToJson(fact).ShouldContain("\"occasion\":\"reissue\"");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("99")]
    [InlineData("\"99\"")]
    public void A_value_of_a_list_is_named_and_never_numbered(string occasion) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<CertificateOccasion>(occasion, RegisterJson.Options));

    [Fact]
    public async Task A_single_act_fills_the_columns_beside_a_fact_as_bulk_entry_does()
    {
        var village = await Village.Found(register);
        await using (var connection = await register.Connections[TestRegister.County].OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            // The columns that bulk entry fills beside the fact, as the ledger itself fills them.
            await using var question = new Npgsql.NpgsqlCommand("select tenant_id || ' ' || mt_dotnet_type from ledger.mt_events where stream_id = $1", connection) { Parameters = { new() { Value = $"collective/{village.Collective}" } } };
            (await question.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(
                $"{TestRegister.County} {Fact.DotNetName(typeof(Domain.Collectives.CollectiveRegistered))}");
        }
    }
}
