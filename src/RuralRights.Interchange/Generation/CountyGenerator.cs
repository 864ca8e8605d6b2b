namespace RuralRights.Interchange.Generation;

/// <summary>
/// Makes up a county's survey delivery in the layout of NY/T 2539: terraced strips with common edges, their boundary points and
/// lines, regions, households, contracts, register and certificates. Nothing in it is real. It is written group by group, so
/// that a county of a million parcels takes no more memory than a village.
/// </summary>
public static class CountyGenerator
{
    /// <summary>Writes the delivery into a folder of its own below <paramref name="parent"/>.</summary>
    /// <param name="plan">What to make.</param>
    /// <param name="parent">Where; it must not hold a delivery of this county yet.</param>
    /// <param name="progress">Told the number of parcels written.</param>
    /// <param name="cancel">Stops the work; what was written stays.</param>
    public static GeneratedCounty Write(CountyPlan plan, string parent, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Parcels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Parcels, CountyPlan.MostParcels);
        var folder = Path.Combine(parent, plan.CountyCode + plan.CountyName);
        if (Directory.Exists(folder)) throw new IOException($"{folder} 已存在。 {folder} exists.");

        using var county = new CountyWriter(plan, parent);
        county.Write(progress, cancel);
        return county.Finish();
    }
}
