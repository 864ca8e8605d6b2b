using RuralRights.Interchange.Deliveries;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Deliveries;

public sealed class DossiersOfHouseholds : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Every_contractor_of_the_sample_has_one_dossier_with_all_its_rows()
    {
        using var delivery = Delivery.Open(Samples.Clean, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);
        var dossiers = new HouseholdDossiers(delivery, TestContext.Current.CancellationToken);
        dossiers.Count.ShouldBe(123);

        var all = dossiers.Groups().SelectMany(group => group).ToList();
        all.Select(dossier => dossier.Code).Distinct().Count().ShouldBe(123);
        all.Sum(dossier => dossier.Members.Count).ShouldBe(397);
        all.Sum(dossier => dossier.Contracts.Count).ShouldBe(123);
        all.Sum(dossier => dossier.Parcels.Count).ShouldBe(683);
        all.Sum(dossier => dossier.RegisterEntries.Count).ShouldBe(123);
        all.Sum(dossier => dossier.Certificates.Count).ShouldBe(111);
        all.Sum(dossier => dossier.CertificateChanges.Count(change => change.Change == CertificateChange.Reissued)).ShouldBe(2);
        all.Sum(dossier => dossier.CertificateChanges.Count(change => change.Change == CertificateChange.Replaced)).ShouldBe(3);
        all.Sum(dossier => dossier.CertificateChanges.Count(change => change.Change == CertificateChange.Voided)).ShouldBe(2);
        all.Sum(dossier => dossier.Leases.Count).ShouldBe(3);
        all.Sum(dossier => dossier.SourceDocuments.Count).ShouldBe(3);
        foreach (var dossier in all)
        {
            dossier.Contractor.Code.ShouldBe(dossier.Code);
            dossier.Members.Count.ShouldBe(dossier.Contractor.Kind == "1" ? dossier.Contractor.MemberCount!.Value : 0);
            foreach (var parcel in dossier.Parcels)
            {
                parcel.Contractor.ShouldBe(dossier.Code);
                parcel.Parcel.ShouldNotBeNull().Code.ShouldBe(parcel.ParcelCode);
                parcel.Parcel.Shape.Kind.ShouldBe(ShapeKind.Polygon);
            }

            dossier.Parcels.Sum(parcel => parcel.Area!.Value).ShouldBe(dossier.Contracts.Sum(contract => contract.Area!.Value));
            dossier.RegisterEntries.SelectMany(entry => entry.Sketches).ShouldAllBe(path => delivery.FindAttachment(path) != null);
            dossier.SourceDocuments.SelectMany(paper => paper.Files).ShouldAllBe(path => delivery.FindAttachment(path) != null);
        }
    }

    [Fact]
    public void Households_that_share_a_parcel_come_together_and_all_others_alone()
    {
        using var delivery = Delivery.Open(Samples.Clean, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);
        var groups = new HouseholdDossiers(delivery, TestContext.Current.CancellationToken).Groups().ToList();

        var joint = groups.Where(group => group.Count > 1).ShouldHaveSingleItem();
        joint.Count.ShouldBe(4);
        var shared = joint.SelectMany(dossier => dossier.Parcels).Where(parcel => parcel.IsJoint).ToList();
        shared.Select(parcel => parcel.ParcelCode).Distinct().ShouldHaveSingleItem();
        shared.Sum(parcel => parcel.Area!.Value).ShouldBe(shared[0].Parcel!.SurveyedArea!.Value);
        groups.Select(group => group[0].Code).ShouldBeInOrder();
        joint.Select(dossier => dossier.Code).ShouldBeInOrder();
    }

    [Fact]
    public void Reading_goes_on_after_the_last_group_that_was_entered()
    {
        using var delivery = Delivery.Open(Samples.Clean, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);
        var dossiers = new HouseholdDossiers(delivery, TestContext.Current.CancellationToken);
        var codes = dossiers.Groups().Select(group => group[0].Code).ToList();

        foreach (var done in (int[])[0, 17, codes.Count - 2, codes.Count - 1])
            dossiers.Groups(after: codes[done]).Select(group => group[0].Code).ShouldBe(codes[(done + 1)..]);
        dossiers.Groups(after: "000000000000000000").Select(group => group[0].Code).ShouldBe(codes);
    }

    [Fact]
    public void One_household_can_be_asked_for_alone()
    {
        using var delivery = Delivery.Open(Samples.Clean, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);
        var dossiers = new HouseholdDossiers(delivery, TestContext.Current.CancellationToken);

        var dossier = dossiers.Find("620123202204020005").ShouldNotBeNull();
        dossier.CertificateChanges.Select(change => change.Change).ShouldBe([CertificateChange.Replaced, CertificateChange.Voided]);
        dossier.CertificateChanges[0].Reason.ShouldBe("承包方代表姓名记载有误，换发");
        dossier.CertificateChanges[0].On.ShouldBe(new DateOnly(2016, 12, 21));
        dossier.Members.Count(member => member.IsHead).ShouldBe(1);
        dossiers.Find("620123202204029999").ShouldBeNull();
        dossiers.Find("王守禄").ShouldBeNull();
    }

    [Fact]
    public void Reserve_land_is_listed_apart()
    {
        using var delivery = Delivery.Open(Samples.Clean, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);
        var reserve = new HouseholdDossiers(delivery, TestContext.Current.CancellationToken).ParcelsWithoutContract().ToList();
        reserve.Count.ShouldBe(17);
        reserve.ShouldAllBe(parcel => parcel.Category != "10" && parcel.Shape.Kind == ShapeKind.Polygon);
    }

    [Fact]
    public void Issuers_come_with_their_names()
    {
        using var delivery = Delivery.Open(Samples.Clean, DeliveryLimits.Default, _scratch.Work, TestContext.Current.CancellationToken);
        var issuers = new HouseholdDossiers(delivery, TestContext.Current.CancellationToken).Issuers().ToList();
        issuers.Count.ShouldBe(8);
        issuers[1].Code.ShouldBe("62012320220401");
        issuers[1].Name.ShouldBe("榆中县小康营乡刘家营村第一村民小组");
        issuers[1].SurveyedOn.ShouldBe(new DateOnly(2016, 4, 17));
    }

    [Fact]
    public void Rows_of_nobody_and_codes_that_are_none_are_in_no_dossier()
    {
        var dossiers = new HouseholdDossiers(
            Tables(
                ("CBF", [["620123202204010001", "1", "甲"], ["62012320220401000O", "1", "乙"], ["620123202204010001", "1", "重复"]]),
                ("CBF_JTCY", [["620123202204010001", "甲"], ["620123202204017777", "无户"]]),
                ("CBHT", [])),
            new Dictionary<string, LayerStore>(),
            TestContext.Current.CancellationToken);

        var dossier = dossiers.Groups().ShouldHaveSingleItem().ShouldHaveSingleItem();
        dossier.Contractor.Name.ShouldBe("甲");
        dossier.Members.ShouldHaveSingleItem().Name.ShouldBe("甲");
        dossier.Parcels.ShouldBeEmpty();
        dossiers.ParcelsWithoutContract().ShouldBeEmpty();
    }

    [Fact]
    public void Households_that_hang_together_over_several_parcels_are_one_group()
    {
        static string Household(int number) => $"62012320220401{number:D4}";
        static string[] Share(int parcel, int household) => [$"62012320220401{parcel:D5}", "62012320220401", Household(household)];
        var dossiers = new HouseholdDossiers(
            Tables(
                ("CBF", [.. Enumerable.Range(1, 7).Select(number => new[] { Household(number) })]),
                ("CBDKXX", [Share(1, 5), Share(1, 6), Share(2, 2), Share(2, 5), Share(3, 4), Share(3, 7), Share(3, 4), Share(4, 1)])),
            new Dictionary<string, LayerStore>(),
            TestContext.Current.CancellationToken);

        dossiers.Groups().Select(group => string.Join(' ', group.Select(dossier => dossier.Code[^1]))).ShouldBe(["1", "2 5 6", "3", "4 7"]);
    }

    [Fact]
    public void What_does_not_hold_what_it_should_is_shown_and_not_parsed()
    {
        var dossiers = new HouseholdDossiers(
            Tables(
                ("CBF", [["620123202204010001", "1", "甲\uFFFD"]]),
                ("CBHT", [["620123202204010001J", "", "62012320220401", "620123202204010001", "110", "二〇一六年", "20281331", "六千"]])),
            new Dictionary<string, LayerStore>(),
            TestContext.Current.CancellationToken);

        var dossier = dossiers.Find("620123202204010001").ShouldNotBeNull();
        dossier.Contractor.Name.ShouldBeNull();
        dossier.Contractor["CBFMC"].ShouldBe("甲\uFFFD");
        var contract = dossier.Contracts.ShouldHaveSingleItem();
        contract.Begins.ShouldBeNull();
        contract.Ends.ShouldBeNull();
        contract.Area.ShouldBeNull();
        contract["CBQXZ"].ShouldBe("20281331");
        contract["NOSUCH"].ShouldBeNull();
    }

    private static Dictionary<string, RowStore> Tables(params (string Name, string[][] Rows)[] tables) => tables.ToDictionary(
        table => table.Name,
        RowStore (table) => TableStore.InMemory(
            table.Name,
            [.. DeliveryStandard.TableNamed(table.Name).Fields.Select(field => field.AsDelivered)],
            table.Rows));
}
