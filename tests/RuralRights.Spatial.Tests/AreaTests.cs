namespace RuralRights.Spatial.Tests;

public class AreaTests
{
    [Theory]
    [InlineData(1670.00, 2.51)]
    [InlineData(1663.33, 2.49)]
    [InlineData(1663.34, 2.50)]
    [InlineData(666.67, 1.00)]
    [InlineData(3.33, 0.00)]
    [InlineData(3.34, 0.01)]
    [InlineData(-1670.00, -2.51)]
    [InlineData(0, 0)]
    public void Mu_round_halves_away_from_zero(decimal squareMetres, decimal mu) => Area.Mu(squareMetres).ShouldBe(mu);
}
