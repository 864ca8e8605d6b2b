using System.Globalization;
using RuralRights.Interchange.Corrections;
using RuralRights.Interchange.Deliveries;
using RuralRights.Interchange.Inspection;
using Shouldly;
using Xunit;

namespace RuralRights.Interchange.Tests.Inspection;

public sealed class HeldBack
{
    private static readonly ulong Household1 = Number(Village.Household1);
    private static readonly ulong Household2 = Number(Village.Household2);
    private static readonly ulong Company = Number(Village.Company);

    [Fact]
    public void A_household_is_held_by_an_error_in_any_of_its_rows()
    {
        foreach (var (table, field) in new[]
                 {
                     ("CBF", "CBFDZ"), ("CBF_JTCY", "CYXM"), ("CBHT", "QDSJ"), ("CBDKXX", "CBJYQZBM"), ("LZHT", "LZQX"), ("QSLYZLFJ", "ZLFJMC"),
                     ("CBJYQZDJB", "DBR"), ("CBJYQZ", "FZJG"),
                 })
        {
            var village = new Village();
            village[table][0][field] = null;
            using var result = village.Inspect();

            result.Errors.ShouldBe(1, table);
            result.HeldContractors.ShouldBe([Household1], table);
            result.WhyContractorIsHeld(Household1).ShouldBe([InspectionRules.NullMandatory]);
            result.HoldsContractor(Household2).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("CBDKXX", null)]
    [InlineData("CBDKXX", "6201232022130100O1")]
    [InlineData("CBDKXX", Village.Group + "0009")]
    [InlineData("CBDKXX", Village.Household2)]
    [InlineData("CBHT", null)]
    [InlineData("CBHT", Village.Household2)]
    [InlineData("CBJYQZDJB", Village.Group + "0009")]
    [InlineData("CBJYQZDJB", Village.Household2)]
    public void A_row_that_names_its_contract_but_the_wrong_contractor_holds_the_household_of_the_contract(string table, string? contractor)
    {
        var village = new Village();
        village[table][0]["CBFBM"] = contractor;
        using var result = village.Inspect();
        var alone = new WorkBench(village.Material(), TestContext.Current.CancellationToken).Extract(Village.Household1, CorrectionLayer.None).Inspect(TestContext.Current.CancellationToken);

        result.WhyContractorIsHeld(Household1).ShouldNotBeEmpty();
        alone.HeldBy.Select(rule => rule.Code).Order().ShouldBe(result.WhyContractorIsHeld(Household1).Select(rule => rule.Code).Order());
        alone.Findings.ShouldContain(finding => finding.Layer == table);
    }

    [Fact]
    public void A_share_under_the_wrong_contractor_holds_all_who_share_the_parcel()
    {
        var village = new Village();
        RuleFixtures.All.Single(fixture => fixture.Rule == InspectionRules.ParcelHeldTwice).Passes(village);
        village["CBDKXX"].Last(row => row["DKBM"] == Village.Parcel3)["CBFBM"] = null;
        using var result = village.Inspect();

        result.HeldContractors.ShouldBe([Household1, Household2], ignoreOrder: true);
    }

    [Fact]
    public void A_household_is_held_by_a_fault_of_its_parcel_or_of_the_marks_around_it()
    {
        var village = new Village();
        village.Parcel(Village.Parcel3)["DKMC"] = null;
        village.Row("JZD", "JZDH", "J301")["JZDLX"] = "7";
        using var result = village.Inspect();

        result.HeldContractors.ShouldBe([Household2, Company], ignoreOrder: true);
        result.HeldParcels.ShouldBe([Number(Village.Parcel3), Number(Village.Parcel5)], ignoreOrder: true);
        result.WhyParcelIsHeld(Number(Village.Parcel3)).ShouldBe([InspectionRules.NullMandatory]);
        result.HoldsParcel(Number(Village.Parcel1)).ShouldBeFalse();
    }

    [Fact]
    public void An_overlap_holds_both_households()
    {
        var village = new Village();
        village.Parcel(Village.Parcel2).Shape = Village.Strip(20, 22);
        village.Parcel(Village.Parcel2)["SCMJ"] = "660.00";
        village.Parcel(Village.Parcel2)["SCMJM"] = "0.99";
        using var result = village.Inspect();

        result.Findings.Where(finding => finding.Rule.Code == "overlap").ShouldHaveSingleItem().Key.ShouldBe($"{Village.Parcel2}|{Village.Parcel3}");
        result.HeldContractors.ShouldBe([Household1, Household2], ignoreOrder: true);
    }

    [Fact]
    public void All_who_hold_shares_of_a_parcel_are_held_with_it()
    {
        var village = new Village();
        var fixture = RuleFixtures.All.Single(fixture => fixture.Rule == InspectionRules.ParcelHeldTwice);
        fixture.Passes(village);
        village.Parcel(Village.Parcel3)["TDYT"] = "9";
        using var result = village.Inspect();

        result.HeldContractors.ShouldBe([Household1, Household2], ignoreOrder: true);
    }

    [Fact]
    public void A_fault_of_an_issuer_holds_the_households_it_contracts_with()
    {
        var village = new Village();
        village.Row("FBF", "FBFBM", Village.Group)["FBFMC"] = null;
        using var result = village.Inspect();

        result.HeldContractors.ShouldBe([Household1, Household2], ignoreOrder: true);
    }

    [Fact]
    public void A_warning_holds_nothing()
    {
        var village = new Village();
        village.Row("CBDKXX", "DKBM", Village.Parcel1)["HTMJM"] = "0.91";
        using var result = village.Inspect();

        (result.Errors, result.Warnings).ShouldBe((0, 1));
        result.HeldContractors.ShouldBeEmpty();
        result.HoldsEverything.ShouldBeFalse();
    }

    [Theory]
    [InlineData("CBHT", true)]
    [InlineData("CBF_JTCY", true)]
    [InlineData("CBJYQZ_QZHF", false)]
    [InlineData("QSLYZLFJ", false)]
    public void A_missing_table_holds_everything_unless_a_county_may_have_none_of_its_rows(string table, bool holds)
    {
        var village = new Village();
        village.Stores.Remove(table);
        using var result = village.Inspect();

        result.Findings.ShouldContain(finding => finding.Rule == InspectionRules.MissingTable && finding.Key == table);
        result.HoldsEverything.ShouldBe(holds);
        result.HoldsContractor(Household1).ShouldBe(holds);
        if (holds) result.WhyEverythingIsHeld.ShouldContain(InspectionRules.MissingTable);
    }

    [Theory]
    [InlineData("CBHT", true)]
    [InlineData("CBJYQZ", true)]
    [InlineData("CBJYQZ_QZBF", true)]
    [InlineData("CBJYQZ_QZHF", true)]
    [InlineData("CBJYQZ_QZZX", true)]
    [InlineData("LZHT", true)]
    [InlineData("QSLYZLFJ", true)]
    [InlineData("KZD", false)]
    public void Rows_that_were_delivered_and_cannot_be_read_hold_everything_when_entering_reads_them(string table, bool holds)
    {
        foreach (var isWhole in new[] { true, false })
        {
            var village = new Village();
            if (isWhole) village.Stores.Remove(table);
            village.Problems.Add(new(
                "rows-missing", ProblemSeverity.Error, "权属数据/6201232016.mdb", table, null, null, "读不全。", "Rows are missing.", "重新导出。", "Export it again."));
            using var result = village.Inspect();

            result.HoldsEverything.ShouldBe(holds);
            result.Findings.ShouldHaveSingleItem().Rule.ShouldBe(InspectionRules.Unreadable);
        }
    }

    [Theory]
    [InlineData("LZHT", "CBF")]
    [InlineData("CBJYQZDJB", "DK")]
    [InlineData("QSLYZLFJ", "CBHT")]
    [InlineData("JZX", "FBF")]
    public void A_table_waits_for_all_it_refers_to_also_when_one_in_between_is_missing(string table, string other) =>
        DeliveryInspection.Before(table).ShouldContain(other);

    [Fact]
    public void A_lease_that_a_parcel_names_is_missed_when_its_whole_table_is_missing()
    {
        var village = new Village();
        village.Stores.Remove("LZHT");
        using var result = village.Inspect();

        result.WhyContractorIsHeld(Household1).ShouldBe([InspectionRules.FkBreak]);
        result.HoldsEverything.ShouldBeFalse();
    }

    [Theory]
    [InlineData("CBJYQZ_QZBF", "QZBFYY", "BFRQ")]
    [InlineData("CBJYQZ_QZHF", "QZHFYY", "HFRQ")]
    [InlineData("CBJYQZ_QZZX", "ZXYY", "ZXRQ")]
    public void What_became_of_a_certificate_that_was_not_delivered_holds_its_household(string table, string why, string day)
    {
        var village = new Village();
        village["CBJYQZ_QZBF"].Clear();
        village["CBJYQZ"].RemoveAll(row => row["CBJYQZBM"] == Village.Contract2);
        AddChange(village, table, why, day, Village.Contract2);
        using var result = village.Inspect();

        result.WhyContractorIsHeld(Household2).ShouldBe([InspectionRules.FkBreak]);
        var only = result.Findings.ShouldHaveSingleItem();
        (only.Layer, only.Key, only.Field).ShouldBe((table, Village.Contract2, "CBJYQZBM"));
    }

    [Theory]
    [InlineData("CBJYQZ_QZBF", "QZBFYY", "BFRQ", null)]
    [InlineData("CBJYQZ_QZHF", "QZHFYY", "HFRQ", null)]
    [InlineData("CBJYQZ_QZZX", "ZXYY", "ZXRQ", null)]
    [InlineData("CBJYQZ_QZZX", "ZXYY", "ZXRQ", "第3号")]
    public void What_became_of_a_certificate_nobody_can_name_holds_all_who_have_one(string table, string why, string day, string? code)
    {
        var village = new Village();
        village["CBJYQZ_QZBF"].Clear();
        village["CBJYQZ"].RemoveAll(row => row["CBJYQZBM"] == Village.Contract1);
        AddChange(village, table, why, day, code);
        using var result = village.Inspect();

        var only = result.Findings.ShouldHaveSingleItem();
        (only.Layer, only.Field).ShouldBe((table, "CBJYQZBM"));
        result.HeldContractors.ShouldBe([Household2, Company], ignoreOrder: true);
        result.HoldsEverything.ShouldBeFalse();
        var bench = new WorkBench(village.Material(), TestContext.Current.CancellationToken);
        foreach (var household in new[] { Village.Household1, Village.Household2, Village.Company })
        {
            var alone = bench.Extract(household, CorrectionLayer.None).Inspect(TestContext.Current.CancellationToken);
            alone.HeldBy.ShouldBe(result.WhyContractorIsHeld(Number(household)), household);
        }
    }

    [Fact]
    public void What_became_of_a_certificate_whose_code_has_a_slip_holds_only_whom_it_may_mean()
    {
        var village = new Village();
        village["CBJYQZ_QZBF"].Clear();
        AddChange(village, "CBJYQZ_QZZX", "ZXYY", "ZXRQ", Village.Contract2.Replace("0002J", "O0O2J", StringComparison.Ordinal));
        using var result = village.Inspect();
        var bench = new WorkBench(village.Material(), TestContext.Current.CancellationToken);

        result.HeldContractors.ShouldBe([Household2]);
        bench.Extract(Village.Household2, CorrectionLayer.None).Inspect(TestContext.Current.CancellationToken).HeldBy.ShouldBe([InspectionRules.CodeGrammar]);
        bench.Extract(Village.Household1, CorrectionLayer.None).Inspect(TestContext.Current.CancellationToken).IsClean.ShouldBeTrue();
    }

    [Theory]
    [InlineData("CBJYQZ_QZBF", "QZBFYY", "BFRQ", "0012J", true)]
    [InlineData("CBJYQZ_QZHF", "QZHFYY", "HFRQ", "0020J", true)]
    [InlineData("CBJYQZ_QZZX", "ZXYY", "ZXRQ", "0302J", true)]
    [InlineData("CBJYQZ_QZZX", "ZXYY", "ZXRQ", "0345J", false)]
    public void What_became_of_a_certificate_of_nobody_here_holds_whom_a_slip_of_the_hand_may_have_meant(string table, string why, string day, string code, bool holds)
    {
        var village = new Village();
        village["CBJYQZ_QZBF"].Clear();
        AddChange(village, table, why, day, Village.Group + code);
        using var result = village.Inspect();

        var only = result.Findings.ShouldHaveSingleItem();
        (only.Rule, only.Layer, only.Key).ShouldBe((InspectionRules.FkBreak, table, Village.Group + code));
        result.WhyContractorIsHeld(Household2).ShouldBe(holds ? [InspectionRules.FkBreak] : []);
        result.HoldsContractor(Household1).ShouldBeFalse();
        result.HoldsContractor(Company).ShouldBeFalse();
        var bench = new WorkBench(village.Material(), TestContext.Current.CancellationToken);
        foreach (var household in new[] { Village.Household1, Village.Household2, Village.Company })
            bench.Extract(household, CorrectionLayer.None).Inspect(TestContext.Current.CancellationToken).HeldBy.ShouldBe(result.WhyContractorIsHeld(Number(household)), household);
    }

    [Fact]
    public void A_certificate_of_nobody_here_that_turns_out_to_be_somebodys_holds_nobody_any_more()
    {
        var village = new Village();
        village["CBJYQZ_QZBF"][0]["CBJYQZBM"] = Village.Group + "0012J";
        var bench = new WorkBench(village.Material(), TestContext.Current.CancellationToken);
        var stray = bench.Extract(Village.Household2, CorrectionLayer.None).Rows.Single(row => row.Table == "CBJYQZ_QZBF");
        var mended = new CorrectionLayer([new(Village.Household2, "CBJYQZ_QZBF", stray.Row, CorrectionKind.Value, "CBJYQZBM", null, Village.Contract2)]);

        bench.Extract(Village.Household2, CorrectionLayer.None).Inspect(TestContext.Current.CancellationToken).IsClean.ShouldBeFalse();
        bench.Extract(Village.Household2, mended).Inspect(TestContext.Current.CancellationToken).IsClean.ShouldBeTrue();
    }

    [Fact]
    public void A_certificate_that_somebody_names_in_the_end_frees_all_others()
    {
        var village = new Village();
        village["CBJYQZ_QZBF"][0]["CBJYQZBM"] = null;
        var bench = new WorkBench(village.Material(), TestContext.Current.CancellationToken);
        var unnamed = bench.Extract(Village.Household2, CorrectionLayer.None).Rows.Single(row => row.Table == "CBJYQZ_QZBF");
        var mended = new CorrectionLayer([new(Village.Household2, "CBJYQZ_QZBF", unnamed.Row, CorrectionKind.Value, "CBJYQZBM", null, Village.Contract2)]);

        bench.Extract(Village.Household1, CorrectionLayer.None).Inspect(TestContext.Current.CancellationToken).IsClean.ShouldBeFalse();
        bench.Extract(Village.Household1, mended).Inspect(TestContext.Current.CancellationToken).IsClean.ShouldBeTrue();
        bench.Extract(Village.Household2, mended).Inspect(TestContext.Current.CancellationToken).IsClean.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("20161219", null, true)]
    [InlineData("20161220", null, false)]
    [InlineData("20170105", null, false)]
    [InlineData(null, "20161220", false)]
    public void A_voided_certificate_with_none_in_its_place_holds_the_household_whose_contract_stands(string? reissued, string? replaced, bool holds)
    {
        var village = new Village();
        village["CBJYQZ_QZBF"].Clear();
        if (reissued is not null) AddPaper(village, "CBJYQZ_QZBF", "BFRQ", reissued, ("QZBFYY", "遗失"), ("QZBFLQRQ", reissued), ("QZBFLQRXM", "李平"), ("BFLQRZJLX", "1"), ("BFLQRZJHM", Village.Head2));
        if (replaced is not null) AddPaper(village, "CBJYQZ_QZHF", "HFRQ", replaced, ("QZHFYY", "有误"), ("QZHFLQRQ", replaced), ("QZHFLQRXM", "李平"), ("HFLQRZJLX", "1"), ("HFLQRZJHM", Village.Head2));
        AddPaper(village, "CBJYQZ_QZZX", "ZXRQ", "20161220", ("ZXYY", "注销"));
        using var result = village.Inspect();

        result.Findings.Select(finding => (finding.Rule.Code, finding.Layer, finding.Key, finding.Field))
            .ShouldBe(holds ? [("void_of_living_right", "CBJYQZ_QZZX", Village.Contract2, "ZXRQ")] : []);
        result.HoldsContractor(Household2).ShouldBe(holds);
    }

    [Fact]
    public void A_voided_certificate_is_held_without_being_blamed_when_the_table_of_those_in_its_place_is_missing()
    {
        var village = new Village();
        village["CBJYQZ_QZBF"].Clear();
        village.Stores.Remove("CBJYQZ_QZHF");
        AddPaper(village, "CBJYQZ_QZZX", "ZXRQ", "20161220", ("ZXYY", "原证注销并换发"));
        using var result = village.Inspect();

        result.Findings.ShouldHaveSingleItem().Rule.ShouldBe(InspectionRules.MissingTable);
        result.WhyContractorIsHeld(Household2).ShouldHaveSingleItem().Code.ShouldBe("void_of_living_right");
        var alone = new WorkBench(village.Material(), TestContext.Current.CancellationToken).Extract(Village.Household2, CorrectionLayer.None).Inspect(TestContext.Current.CancellationToken);
        alone.Findings.ShouldHaveSingleItem().Rule.Code.ShouldBe("void_of_living_right");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Village.Household2)]
    [InlineData(Village.Group + "0009")]
    public void A_lease_that_names_its_contract_but_another_contractor_holds_the_household_of_the_contract(string? contractor)
    {
        var village = new Village();
        village["LZHT"][0]["CBFBM"] = contractor;
        using var result = village.Inspect();
        var alone = new WorkBench(village.Material(), TestContext.Current.CancellationToken).Extract(Village.Household1, CorrectionLayer.None).Inspect(TestContext.Current.CancellationToken);

        result.HoldsContractor(Household1).ShouldBeTrue();
        alone.HeldBy.Select(rule => rule.Code).Order().ShouldBe(result.WhyContractorIsHeld(Household1).Select(rule => rule.Code).Order());
        if (contractor == Village.Household2) result.WhyContractorIsHeld(Household1).ShouldContain(InspectionRules.CodeMismatch);
    }

    [Fact]
    public void A_parcel_under_the_lease_of_another_household_holds_both()
    {
        var village = new Village();
        village.Row("CBDKXX", "DKBM", Village.Parcel3)["LZHTBM"] = Village.Group + "0001";
        village["LZHT"][0]["LZDKS"] = "2";
        using var result = village.Inspect();

        var only = result.Findings.ShouldHaveSingleItem();
        (only.Rule, only.Layer, only.Field).ShouldBe((InspectionRules.CodeMismatch, "CBDKXX", "LZHTBM"));
        result.HeldContractors.ShouldBe([Household1, Household2], ignoreOrder: true);
    }

    [Fact]
    public void One_person_is_found_in_two_households_when_one_of_them_has_the_old_number()
    {
        var village = new Village();
        village.Add("CBF_JTCY", null, ("CBFBM", Village.Household2), ("CYXM", "张秀兰"), ("CYXB", "2"), ("CYZJLX", "1"), ("CYZJHM", "620123720508902"), ("YHZGX", "30"));
        village.Row("CBF", "CBFBM", Village.Household2)["CBFCYSL"] = "2";
        using var result = village.Inspect();

        result.HeldContractors.ShouldBe([Household1, Household2], ignoreOrder: true);
        result.WhyContractorIsHeld(Household1).ShouldBe([InspectionRules.IdDuplicate]);
        var alone = new WorkBench(village.Material(), TestContext.Current.CancellationToken).Extract(Village.Household1, CorrectionLayer.None).Inspect(TestContext.Current.CancellationToken);
        alone.HeldBy.ShouldBe([InspectionRules.IdDuplicate]);
    }

    [Theory]
    [InlineData("1", "620123197205089027", "1", "620123720508902")]
    [InlineData("5", "E12345678", "5", "e12345678")]
    [InlineData("5", "E12345678", "5", "E1234 5678")]
    public void One_person_twice_in_a_household_is_a_repeated_key_however_the_number_is_written(string kind, string number, string kindAgain, string again)
    {
        var village = new Village();
        var wife = village.Row("CBF_JTCY", "CYZJHM", Village.Wife1);
        (wife["CYZJLX"], wife["CYZJHM"]) = (kind, number);
        var son = village.Row("CBF_JTCY", "CYZJHM", Village.Son1);
        (son["CYZJLX"], son["CYZJHM"], son["CYXB"]) = (kindAgain, again, "2");
        using var result = village.Inspect();

        result.WhyContractorIsHeld(Household1).ShouldBe([InspectionRules.DuplicateKey]);
    }

    [Fact]
    public void A_representative_with_the_old_number_is_still_a_member()
    {
        var village = new Village();
        village["CBF"][0]["CBFZJHM"] = "620123700307901";
        using var result = village.Inspect();

        result.Findings.ShouldHaveSingleItem().Rule.ShouldBe(InspectionRules.FifteenDigitId);
        result.HeldContractors.ShouldBeEmpty();
    }

    [Fact]
    public void A_database_that_cannot_be_read_is_told_once_and_holds_everything()
    {
        var village = new Village();
        foreach (var table in Specification.Tables) village.Stores.Remove(table.Name);
        village.Problems.Add(new(
            "mdb-unreadable", ProblemSeverity.Error, "权属数据/6201232016.mdb", null, null, null, "读不出来。", "It cannot be read.", "重新导出。", "Export it again."));
        using var result = village.Inspect();

        var only = result.Findings.ShouldHaveSingleItem();
        (only.Rule, only.MessageEnglish).ShouldBe((InspectionRules.Unreadable, "It cannot be read. To mend it: Export it again."));
        result.HoldsEverything.ShouldBeTrue();
    }

    [Theory]
    [InlineData("DK", true)]
    [InlineData("ZJQY", false)]
    public void A_layer_in_doubt_holds_everything_only_when_entering_reads_it(string layer, bool holds)
    {
        var village = new Village();
        village.Projections[layer] = null;
        using var result = village.Inspect();

        result.Findings.ShouldHaveSingleItem().Rule.ShouldBe(InspectionRules.MissingPrj);
        result.HoldsEverything.ShouldBe(holds);
    }

    [Fact]
    public void A_row_that_repeats_a_misspelt_code_is_held_without_being_blamed_again()
    {
        var village = new Village();
        village.Parcel(Village.Parcel3)["DKBM"] = Village.Group + "0O003";
        foreach (var mark in village["JZD"].Concat(village["JZX"]))
            mark["DKBM"] = mark["DKBM"]!.Replace(Village.Parcel3, Village.Group + "0O003", StringComparison.Ordinal);
        using var result = village.Inspect();

        var only = result.Findings.ShouldHaveSingleItem();
        (only.Rule, only.Layer, only.Key).ShouldBe((InspectionRules.CodeGrammar, "DK", Village.Group + "0O003"));
        result.HeldContractors.ShouldBe([Household2]);
    }

    [Fact]
    public void Rows_that_refer_to_a_key_that_cannot_be_read_are_held_without_being_blamed()
    {
        var village = new Village();
        village.Row("CBF", "CBFBM", Village.Household2)["CBFBM"] = "62012320221301\uFFFD\uFFFD02";
        using var result = village.Inspect();

        result.Findings.ShouldHaveSingleItem().Rule.ShouldBe(InspectionRules.UndecodableBytes);
        result.HeldContractors.ShouldBe([Household2]);
    }

    [Fact]
    public void Inspected_alone_a_household_shows_only_what_touches_it()
    {
        var village = new Village();
        village["CBF"][0]["CBFDZ"] = null;
        village.Row("CBF", "CBFBM", Village.Household2)["CBFDZ"] = null;
        village.Parcel(Village.Parcel3)["DKMC"] = null;
        village.Parcel(Village.Parcel1)["DKMC"] = null;
        village.Projections["KZD"] = null;

        using var all = village.Inspect();
        using var alone = village.Inspect(new() { OnlyContractors = new HashSet<ulong> { Household2 } });

        all.Errors.ShouldBe(5);
        alone.Findings.Select(finding => (finding.Layer, finding.Key)).ShouldBe(
            [("KZD", "KZD"), ("CBF", Village.Household2), ("DK", Village.Parcel3)], ignoreOrder: true);
        alone.HeldContractors.ShouldBe([Household2]);
    }

    [Fact]
    public void One_bad_shape_stops_only_itself()
    {
        var village = new Village();
        village.Parcel(Village.Parcel5).Shape = DeliveredShape.Polygon([double.NaN, double.NaN, 1e300, 1e300]);
        village.Parcel(Village.Reserve).Shape = DeliveredShape.Polygon([]);
        village.Parcel(Village.Parcel1).Shape = DeliveredShape.Point(1, 2);
        using var result = village.Inspect();

        result.HeldParcels.Order().ShouldBe([Number(Village.Parcel5), Number(Village.Parcel1), Number(Village.Reserve)], ignoreOrder: true);
        result.HoldsContractor(Household2).ShouldBeFalse();
        result.HoldsEverything.ShouldBeFalse();
    }

    private static void AddPaper(Village village, string table, string field, string day, params (string Field, string Value)[] values) =>
        village.Add(table, null, [("CBJYQZBM", Village.Contract2), (field, day), .. values]);

    private static void AddChange(Village village, string table, string why, string day, string? code)
    {
        var row = village.Add(table, null, (why, "遗失"), (day, "20161220"));
        row["CBJYQZBM"] = code;
        foreach (var field in village.Fields[table].Where(field => field.Name != "CBJYQZBM" && row[field.Name] is null))
            row[field.Name] = field.Kind == FieldKind.Day ? "20161220" : field.Name.EndsWith("ZJLX", StringComparison.Ordinal) ? "1" : field.Name.EndsWith("ZJHM", StringComparison.Ordinal) ? Village.Head2 : "李平";
    }

    private static ulong Number(string code) => ulong.Parse(code, CultureInfo.InvariantCulture);
}
