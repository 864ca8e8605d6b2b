using System.Text.Json;
using RuralRights.Domain.Parcels;
using RuralRights.Registry.Store;

namespace RuralRights.Registry.Tests.Store;

public sealed class RegisterJsonTests
{
    [Theory]
    [InlineData("7")]
    [InlineData("99")]
    [InlineData("\"7\"")]
    public void A_number_is_the_name_of_nothing(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<ParcelEntry>(json, RegisterJson.Options));

    [Fact]
    public void A_name_is_read_as_it_is_written() =>
        JsonSerializer.Deserialize<ParcelEntry>(JsonSerializer.Serialize(ParcelEntry.SurveyedArea, RegisterJson.Options), RegisterJson.Options).ShouldBe(ParcelEntry.SurveyedArea);
}
