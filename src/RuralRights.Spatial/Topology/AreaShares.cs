namespace RuralRights.Spatial.Topology;

/// <summary>Allocates a recorded area to parts so that nothing is lost: hundredths of a square metre, by largest remainder.</summary>
public static class AreaShares
{
    /// <summary>Shares of a total in proportion to weights; they sum to the total to the last hundredth.</summary>
    /// <param name="total">What is allocated, with at most two decimals.</param>
    /// <param name="weights">Positive weights, such as surveyed areas.</param>
    public static IReadOnlyList<decimal> Allocate(decimal total, IReadOnlyList<decimal> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var sum = weights.Sum();
        if (sum <= 0 || weights.Any(weight => weight < 0)) throw new ArgumentException("Weights are positive and at least one is above zero.", nameof(weights));

        var exact = weights.Select(weight => total * weight / sum).ToList();
        var shares = exact.Select(share => Math.Floor(share * 100) / 100).ToArray();
        var missing = (int)Math.Round((total - shares.Sum()) * 100);
        foreach (var at in Enumerable.Range(0, shares.Length).OrderByDescending(at => exact[at] - shares[at]).ThenBy(at => at).Take(missing)) shares[at] += 0.01m;
        return shares;
    }
}
