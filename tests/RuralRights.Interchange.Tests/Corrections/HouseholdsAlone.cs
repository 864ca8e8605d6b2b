using System.Globalization;
using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using RuralRights.Interchange.Tests.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Corrections;

/// <summary>Inspecting one household alone says of it what inspecting the whole delivery says.</summary>
public sealed class HouseholdsAlone : IDisposable
{
    private readonly Scratch _scratch = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Alone_every_household_of_a_sample_is_held_by_what_holds_it_in_the_whole(bool faulty)
    {
        using var delivery = Delivery.Open(faulty ? Samples.Faulty : Samples.Clean, DeliveryLimits.Default, _scratch.Work, Cancel);
        using var whole = DeliveryInspection.Run(delivery, cancellation: Cancel);
        var bench = new WorkBench(delivery, Cancel);

        foreach (var code in Contractors(delivery).Concat(whole.HeldContractors).Distinct())
        {
            var alone = bench.Extract(code.ToString("D18", CultureInfo.InvariantCulture), CorrectionLayer.None).Inspect(Cancel);
            alone.HeldBy.Select(rule => rule.Code).Order().ShouldBe(whole.WhyContractorIsHeld(code).Select(rule => rule.Code).Order(), code.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var code in whole.HeldParcels.Where(parcel => !bench.IsHeld(parcel)))
        {
            var alone = bench.Extract(code.ToString("D19", CultureInfo.InvariantCulture), CorrectionLayer.None).Inspect(Cancel);
            alone.HeldBy.Select(rule => rule.Code).Order().ShouldBe(whole.WhyParcelIsHeld(code).Select(rule => rule.Code).Order(), code.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Alone_a_household_has_the_findings_it_has_in_the_whole()
    {
        using var delivery = Delivery.Open(Samples.Faulty, DeliveryLimits.Default, _scratch.Work, Cancel);
        var bench = new WorkBench(delivery, Cancel);
        using var whole = DeliveryInspection.Run(delivery, cancellation: Cancel);
        var told = new HashSet<string>();

        foreach (var code in whole.HeldContractors)
        {
            using var only = DeliveryInspection.Run(delivery, new() { OnlyContractors = new HashSet<ulong> { code } }, cancellation: Cancel);
            var alone = bench.Extract(code.ToString("D18", CultureInfo.InvariantCulture), CorrectionLayer.None).Inspect(Cancel).Findings.Select(Line).ToList();
            var unnamed = only.Findings.Where(finding => IsUnnamed(finding)).Select(Line).ToHashSet();
            alone.Where(line => !unnamed.Contains(line)).ShouldBe(
                only.Findings.Where(finding => (finding.Row is not null || finding.Wkt is not null) && !IsUnnamed(finding)).Select(Line), code.ToString(CultureInfo.InvariantCulture));
            told.UnionWith(alone);
        }

        // Every error that holds a household is in the list of some household, even when its own row does not say whose it is.
        whole.Findings.Where(finding => finding.Rule == InspectionRules.CodeGrammar && finding.Layer == "DK").Select(Line).ShouldHaveSingleItem().ShouldBeOneOf([.. told]);
    }

    /// <summary>Rows whose key cannot be read belong to nobody, and come with every inspection of the whole.</summary>
    private static bool IsUnnamed(Finding finding) =>
        finding.Rule == InspectionRules.CodeGrammar || finding.Layer is "KZD" or "QYJX" or "XJXZQ" or "XJQY" or "CJQY" or "ZJQY" or "JBNTBHQ";

    private static string Line(Finding finding) => $"{finding.Rule} {finding.Layer} {finding.Key} {finding.Field} {finding.Row} {finding.MessageEnglish} {finding.Wkt}";

    private static List<ulong> Contractors(Delivery delivery)
    {
        var codes = new List<ulong>();
        using var row = delivery.Tables["CBF"].Open();
        var at = delivery.Tables["CBF"].Schema.IndexOf("CBFBM");
        while (row.Read())
            if (row.TryCode(at, out var code)) codes.Add(code);
        return codes;
    }
}
