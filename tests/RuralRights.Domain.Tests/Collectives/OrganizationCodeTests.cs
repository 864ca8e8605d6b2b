using RuralRights.Domain.Collectives;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Collectives;

public sealed class OrganizationCodeTests
{
    [Theory]
    [InlineData("D2143569X", true)]
    [InlineData("D2143569-X", true)]
    [InlineData("M000100Y4", true)]
    [InlineData("M000100Y5", false)]
    [InlineData("D2143569", false)]
    [InlineData("D214356--X", false)]
    [InlineData("d2143569X", false)]
    [InlineData("", false)]
    public void The_check_character_follows_from_the_eight_before_it(string text, bool valid) =>
        OrganizationCode.IsValid(text).ShouldBe(valid);
}
