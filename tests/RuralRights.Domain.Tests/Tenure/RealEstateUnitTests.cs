using RuralRights.Domain.Tenure;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Tenure;

public sealed class RealEstateUnitTests
{
    [Fact]
    public void A_unit_tells_its_county_its_plot_and_whether_a_house_stands_there()
    {
        RealEstateUnit.TryParse("620123001002JC00017F00010001", out var unit).ShouldBeTrue();
        (unit.County, unit.Plot, unit.IsHomestead, unit.HasBuilding, unit.ToString()).ShouldBe(("620123", "620123001002JC00017", true, true, "620123001002JC00017F00010001"));
        RealEstateUnit.TryParse("620123001002JB00017W00000000", out var bare).ShouldBeTrue();
        (bare.IsHomestead, bare.HasBuilding).ShouldBe((false, false));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("620123001002JC00017")]
    [InlineData("620123001002JC00017F000100011")]
    [InlineData("62012300100AJC00017F00010001")]
    [InlineData("６20123001002JC00017F00010001")]
    [InlineData("620123001002jc00017F00010001")]
    [InlineData("620123001002AC00017F00010001")]
    [InlineData("620123001002JK00017F00010001")]
    [InlineData("620123001002JC00000F00010001")]
    [InlineData("620123001002JC00017F00000001")]
    [InlineData("620123001002JC00017F00010000")]
    [InlineData("620123001002JC00017W00010001")]
    [InlineData("620123001002JC00017L00010001")]
    public void A_code_with_a_wrong_part_is_none(string? text) => RealEstateUnit.TryParse(text, out _).ShouldBeFalse();
}
