using System.Text.Json;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using RuralRights.Interchange.Tests.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Inspection;

/// <summary>The two sample packages, through the same door as any delivery.</summary>
public sealed class SampleInspections : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_clean_sample_has_no_error_and_no_warning()
    {
        using var delivery = Open(Samples.Clean);
        using var result = DeliveryInspection.Run(delivery, cancellation: TestContext.Current.CancellationToken);

        result.Findings.Select(Line).ShouldBeEmpty();
        (result.Errors, result.Warnings).ShouldBe((0, 0));
        result.HoldsEverything.ShouldBeFalse();
        result.HeldContractors.ShouldBeEmpty();
        result.HeldParcels.ShouldBeEmpty();
        result.Layers["DK"].ShouldBe(697);
        result.Tables["CBF_JTCY"].ShouldBe(397);
    }

    [Fact]
    public void The_faulty_sample_yields_every_planted_fault_and_nothing_else()
    {
        using var delivery = Open(Samples.Faulty);
        using var result = DeliveryInspection.Run(delivery, cancellation: TestContext.Current.CancellationToken);

        var planted = PlantedFault.Read(Path.Combine(Samples.Faulty, "faults.json"));
        var found = result.Findings.ToList();
        found.Where(finding => !planted.Any(fault => fault.IsFoundBy(finding) || fault.IsOtherHalf(finding) || fault.MayAlsoRaise(finding)))
            .Select(Line)
            .ShouldBeEmpty();
        planted.Where(fault => !found.Any(fault.IsFoundBy)).Select(fault => $"{fault.Kind} {fault.LayerOrTable} {fault.Key}").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_odd_but_lawful_is_not_reported()
    {
        using var delivery = Open(Samples.Faulty);
        using var result = DeliveryInspection.Run(delivery, cancellation: TestContext.Current.CancellationToken);

        foreach (var lawful in PlantedFault.Read(Path.Combine(Samples.Faulty, "legal.json")).Where(lawful => lawful.Key != "*"))
            result.Findings.Where(finding => finding.Layer == lawful.LayerOrTable && finding.Key.Contains(lawful.Key, StringComparison.Ordinal))
                .Select(Line).ShouldBeEmpty(lawful.Note);
        result.Findings.Where(finding => finding.Rule == InspectionRules.CoordinateFields).ShouldBeEmpty();
    }

    private static string Line(Finding finding) =>
        $"{finding.Severity} {finding.Rule} {finding.Layer} {finding.Key} {finding.Field}: {finding.MessageEnglish} {finding.Wkt}";

    private Delivery Open(string path) => Delivery.Open(path, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);

    /// <summary>A line of faults.json or legal.json.</summary>
    private sealed record PlantedFault(string Kind, string LayerOrTable, string Key, string? Severity, string Note)
    {
        private const string AlsoRaises = "may also raise: ";

        private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

        public static List<PlantedFault> Read(string path) =>
            JsonSerializer.Deserialize<List<PlantedFault>>(File.ReadAllText(path), Json)!;

        public bool IsFoundBy(Finding finding) =>
            finding.Rule.Code == Kind && finding.Layer == LayerOrTable && finding.Key == Key
            && Severity == (finding.Severity == RuralRights.Interchange.Inspection.Severity.Error ? "error" : "warning");

        /// <summary>The other of two rows that share a number they should not: the note of the fault names it.</summary>
        public bool IsOtherHalf(Finding finding) =>
            Kind is "id_duplicate" or "serial_duplicate" && finding.Rule.Code == Kind && finding.Layer == LayerOrTable
            && Note.Contains(finding.Key.Split('|')[0], StringComparison.Ordinal);

        public bool MayAlsoRaise(Finding finding) =>
            Note.IndexOf(AlsoRaises, StringComparison.Ordinal) is var at and >= 0
            && finding.Key == Key
            && Note[(at + AlsoRaises.Length)..].Split(", ").Contains($"{finding.Rule} on {finding.Layer}");
    }
}
