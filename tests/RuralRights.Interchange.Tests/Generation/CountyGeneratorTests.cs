using System.Globalization;
using System.Security.Cryptography;
using RuralRights.Domain.Households;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Generation;
using RuralRights.Interchange.Inspection;
using RuralRights.Spatial;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Generation;

/// <summary>A made-up county is a delivery like any other: it opens, it is clean, and it is the same every time.</summary>
public sealed class CountyGeneratorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rr-county.").FullName;

    [Fact]
    public void A_generated_county_passes_inspection_without_error_or_warning()
    {
        Generate(new CountyPlan { Parcels = 1500, Seed = 3 });

        using var delivery = Open();
        using var result = Inspect(delivery);

        result.Findings.Select(finding => $"{finding.Rule} {finding.Layer} {finding.Key} {finding.MessageEnglish}").Take(20).ShouldBeEmpty();
        result.Layers["DK"].ShouldBe(1500);
    }

    [Fact]
    public void Each_planted_fault_is_found_where_it_lies_and_nothing_else_is()
    {
        var county = Generate(new CountyPlan { Parcels = 1500, Seed = 4, Faults = PlantedFault.All });

        using var delivery = Open();
        using var result = Inspect(delivery);

        county.Faults.Select(planted => planted.Fault).ShouldBe(PlantedFault.All, ignoreOrder: true);
        result.Findings.Select(finding => $"{finding.Rule} {finding.Layer} {finding.Key}").Order()
            .ShouldBe(county.Faults.Select(planted => $"{planted.Fault.Rule} {planted.Fault.Layer} {planted.Key}").Order());
    }

    [Fact]
    public void The_same_plan_gives_the_same_files_and_another_seed_others()
    {
        var plan = new CountyPlan { Parcels = 300, Seed = 5 };
        var first = Fingerprints(Generate(plan, "first"));

        Fingerprints(Generate(plan, "again")).ShouldBe(first);
        Fingerprints(Generate(plan with { Seed = 6 }, "other")).ShouldNotBe(first);
    }

    [Fact]
    public void Strips_measure_three_tenths_of_a_mu_to_eight()
    {
        Generate(new CountyPlan { Parcels = 2400, Seed = 7 });

        using var delivery = Open();
        using var parcels = delivery.Layers["DK"].Open();
        var area = delivery.Layers["DK"].Schema.IndexOf("SCMJ");
        var areas = new List<decimal>();
        while (parcels.Read())
        {
            parcels.TryNumber(area, out var squareMetres).ShouldBeTrue();
            areas.Add(Area.Mu(squareMetres));
        }

        areas.Count.ShouldBe(2400);
        areas.Min().ShouldBeInRange(0.3m, 1m);
        areas.Max().ShouldBeInRange(4m, 8m);
    }

    [Fact]
    public void No_identity_number_is_real_or_given_twice()
    {
        Generate(new CountyPlan { Parcels = 2400, Seed = 8 });

        using var delivery = Open();
        using var members = delivery.Tables["CBF_JTCY"].Open();
        var field = delivery.Tables["CBF_JTCY"].Schema.IndexOf("CYZJHM");
        var numbers = new HashSet<string>();
        while (members.Read())
        {
            var number = members.Text(field)!;
            numbers.Add(number).ShouldBeTrue(number);
            CitizenId.TryParse(number, out _).ShouldBeTrue(number);
            int.Parse(number.AsSpan(14, 3), CultureInfo.InvariantCulture).ShouldBeInRange(900, 989);
        }

        numbers.Count.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void A_layer_that_grows_too_large_goes_on_in_a_further_file()
    {
        var county = Generate(new CountyPlan { Parcels = 600, Seed = 9, MostBytesInFile = 200_000 });

        Directory.GetFiles(Path.Combine(county.Folder, DeliveryStandard.VectorFolder), "DK*.dbf").Length.ShouldBeGreaterThan(1);
        using var delivery = Open();
        using var result = Inspect(delivery);
        result.Findings.Select(finding => finding.MessageEnglish).ShouldBeEmpty();
        result.Layers["DK"].ShouldBe(600);
    }

    [Fact]
    public void A_delivery_that_is_there_is_not_overwritten()
    {
        Generate(new CountyPlan { Parcels = 10 });

        Should.Throw<IOException>(() => Generate(new CountyPlan { Parcels = 10 })).Message.ShouldContain("620123榆中县");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private GeneratedCounty Generate(CountyPlan plan, string into = "") =>
        CountyGenerator.Write(plan, Path.Combine(_folder, into), cancel: TestContext.Current.CancellationToken);

    private static InspectionResult Inspect(Delivery delivery) =>
        DeliveryInspection.Run(delivery, cancellation: TestContext.Current.CancellationToken);

    private Delivery Open() =>
        Delivery.Open(Path.Combine(_folder, "620123榆中县"), DeliveryLimits.Default, _folder, TestContext.Current.CancellationToken);

    /// <summary>Of every file but the workbooks, whose zip holds the time of writing.</summary>
    private static string[] Fingerprints(GeneratedCounty county) =>
    [
        .. Directory.GetFiles(county.Folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) != ".xlsx")
            .Select(file => $"{Path.GetRelativePath(county.Folder, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")
            .Order(),
    ];
}
