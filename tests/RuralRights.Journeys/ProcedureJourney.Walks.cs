using Microsoft.Playwright;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Households;
using RuralRights.Registry.Tenure;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;
using static RuralRights.Journeys.VillageSite;

namespace RuralRights.Journeys;

public abstract partial class ProcedureJourney
{
    /// <summary>One procedure: which form opens it for which household, what is typed into it, and what the register says in the end.</summary>
    /// <param name="Name">Name of its pictures.</param>
    /// <param name="Form">Name of the form in addresses.</param>
    /// <param name="Household">The household it is for.</param>
    /// <param name="Fill">Fills the form in.</param>
    /// <param name="Holds">Looks whether the register changed as it should.</param>
    private protected sealed record Walk(string Name, string Form, int Household, Func<ProcedureJourney, IPage, Task> Fill, Func<ProcedureJourney, Task> Holds)
    {
        /// <summary>Who opens it.</summary>
        public Func<ProcedureJourney, Actor> By { get; init; } = journey => journey.VillageClerk;

        /// <summary>Code of the procedure that its case is; the form's own unless what is filled in decides.</summary>
        public string Procedure { get; init; } = Form;

        /// <summary>True for what changes the land that a household holds; the others change who the household is, or begin something.</summary>
        public bool IsOfLand => Form is "parcel-division" or "parcel-consolidation" or "boundary-correction" or "entry-correction" or "expropriation" or "return" or "term-renewal";

        /// <summary>The page where its form is found; null for what can be asked for a household.</summary>
        public string? From { get; init; }

        /// <summary>The head of a household opens it.</summary>
        public static Func<ProcedureJourney, Actor> HeadOf(int household) => journey => new Actor.Farmer(journey.Person(household, 1), VillageSite.Household(household));
    }

    private protected static List<Walk> Walks { get; } =
    [
        new("representative-change", "representative-change", 1,
            (journey, page) => page.CheckAsync($"input[name=representative][value='{journey.Person(1, 2)}']"),
            async journey => (await journey.HouseholdOf(1)).Representative.ShouldBe(journey.Person(1, 2))),

        new("birth", "member-change", 2, async (journey, page) =>
        {
            await journey.Keep(page, "events");
            await Follow(page, "a[href$='event=birth']");
            await page.FillAsync("#name", "张小雨");
            await page.FillAsync("#number", NumberOf("20251201002"));
            await page.SelectOptionAsync("#relation", "30");
            await page.CheckAsync("input[name=shares][value=yes]");
        }, async journey =>
        {
            var (household, right) = (await journey.HouseholdOf(2), await journey.RightOf(2));
            household.CoHolders.Count().ShouldBe(3);
            right.Area.ShouldBe(1780);
            right.Certificates.Count.ShouldBe(2);
        }) { By = Walk.HeadOf(2) },

        new("married-out", "member-change", 3, async (journey, page) =>
        {
            await Follow(page, "a[href$='event=married-out']");
            await page.CheckAsync($"input[name=person][value='{journey.Person(3, 3)}']");
            await page.CheckAsync("input[name=land][value=yes]");
            await journey.Attach(page, "proof");
        }, async journey =>
        {
            (await journey.HouseholdOf(3)).People.ShouldBe([journey.Person(3, 1), journey.Person(3, 2)], ignoreOrder: true);
            (await journey.RightOf(3)).Area.ShouldBe(1780);
        }),

        new("split", "household-split", 4, async (journey, page) =>
        {
            foreach (var which in new[] { 3, 4 }) await page.CheckAsync($"input[name=go][value='{journey.Person(4, which)}']");
            await page.CheckAsync($"input[name=head][value='{journey.Person(4, 3)}']");
            await page.SelectOptionAsync($"#relation-{journey.Person(4, 4)}", "12");
            await page.CheckAsync($"input[name=parcel][value='{Parcel(4, 2)}']");
        }, async journey =>
        {
            (await journey.RightOf(4)).Held.Select(held => held.Parcel).ShouldBe([Parcel(4, 1)]);
            var made = await journey.One<string>("select household from register.household_member where person = $1", journey.Person(4, 3));
            made.ShouldNotBe(Household(4));
            (await HouseholdSheet.Of(journey.Site.Register, made, Cancel))!.Representative.ShouldBe(journey.Person(4, 3));
            var right = (await RightSheet.OfHousehold(journey.Site.Register, made, Cancel)).ShouldHaveSingleItem();
            right.Held.Select(held => held.Parcel).ShouldBe([Parcel(4, 2)]);
            right.Current.ShouldNotBeNull();
        }) { By = Walk.HeadOf(4) },

        new("split-divided", "household-split", 31, async (journey, page) =>
        {
            foreach (var which in new[] { 3, 4 }) await page.CheckAsync($"input[name=go][value='{journey.Person(31, which)}']");
            await page.CheckAsync($"input[name=head][value='{journey.Person(31, 3)}']");
            await page.SelectOptionAsync($"#relation-{journey.Person(31, 4)}", "12");
            await page.ClickAsync("summary:has-text('有的地块两边各要一部分')");
            await page.CheckAsync($"input[name=divide][value='{Parcel(31, 1)}']");
            await Send(page, "button[name=more]");
            foreach (var (part, side, area, from, to) in new[] { (0, "goes", "360", 0d, 12d), (1, "stays", "540", 12d, Side) })
            {
                await page.CheckAsync($"input[name='side-{Parcel(31, 1)}-{part}'][value={side}]");
                await page.FillAsync($"#area-{Parcel(31, 1)}-{part}", area);
                await page.FillAsync($"#boundary-{Parcel(31, 1)}-{part}", Strip(31, from, to));
            }
        }, async journey =>
        {
            (await journey.RightOf(31)).Held.Count().ShouldBe(2);
            (await journey.ParcelOf(31, 1)).RetiredOn.ShouldNotBeNull();
            var made = await journey.One<string>("select household from register.household_member where person = $1", journey.Person(31, 3));
            var right = (await RightSheet.OfHousehold(journey.Site.Register, made, Cancel)).ShouldHaveSingleItem();
            right.Held.ShouldHaveSingleItem().SurveyedArea.ShouldBe(360);
            right.Current.ShouldNotBeNull();
        }) { Procedure = "household-split-with-division" },

        new("merge", "household-merge", 5, async (journey, page) =>
        {
            await page.FillAsync("#other", Household(6));
            await Send(page, "button:has-text('找这一户')");
            await page.SelectOptionAsync($"#relation-{journey.Person(6, 1)}", "73");
        }, async journey =>
        {
            (await journey.HouseholdOf(5)).People.ShouldContain(journey.Person(6, 1));
            (await journey.HouseholdOf(6)).EndedOn.ShouldNotBeNull();
            (await journey.RightOf(5)).Held.Count().ShouldBe(4);
            (await journey.RightOf(6)).EndedOn.ShouldNotBeNull();
        }),

        new("extinct", "extinct-household", 7, (journey, page) => journey.Attach(page, "death-0"), async journey =>
        {
            (await journey.HouseholdOf(7)).EndedOn.ShouldNotBeNull();
            (await journey.RightOf(7)).EndedOn.ShouldNotBeNull();
        }),

        new("division", "parcel-division", 8, async (journey, page) =>
        {
            await page.CheckAsync($"input[value='{Parcel(8, 1)}']");
            await journey.Keep(page, "parcels");
            await Send(page, "main form[method=get] button");
            await page.FillAsync("#area-0", "0");
            await page.FillAsync("#boundary-0", Strip(8, 0, 12));
            await page.FillAsync("#area-1", "540");
            await page.FillAsync("#boundary-1", Strip(8, 12, Side));
            await Send(page, "main form[method=post] > button");
            await Expect(page.Locator("#area-0-error")).ToBeVisibleAsync();
            await journey.Keep(page, "mistyped");
            await page.FillAsync("#area-0", "360");
        }, async journey =>
        {
            var right = await journey.RightOf(8);
            right.Held.Count().ShouldBe(3);
            right.Held.Select(held => held.Parcel).ShouldNotContain(Parcel(8, 1));
            right.Area.ShouldBe(1780);
            right.Certificates.Count.ShouldBe(2);
            (await journey.ParcelOf(8, 1)).RetiredOn.ShouldNotBeNull();
        }),

        new("consolidation", "parcel-consolidation", 9, async (_, page) =>
        {
            foreach (var which in new[] { 1, 2 }) await page.CheckAsync($"input[value='{Parcel(9, which)}']");
            await Send(page, "main form[method=get] button");
        }, async journey =>
        {
            var held = (await journey.RightOf(9)).Held.ShouldHaveSingleItem();
            held.SurveyedArea.ShouldBe(1800);
            held.ContractArea.ShouldBe(1780);
        }),

        new("boundary", "boundary-correction", 10, async (journey, page) =>
        {
            await page.CheckAsync($"input[value='{Parcel(10, 1)}']");
            await Send(page, "main form[method=get] button");
            await page.FillAsync("#boundary", Strip(10, 0, 29));
            await page.FillAsync("#area", "870");
            await journey.Attach(page, "neighbours");
        }, async journey =>
        {
            (await journey.ParcelOf(10, 1)).SurveyedArea.ShouldBe(870);
            (await journey.RightOf(10)).Area.ShouldBe(1780);
        }),

        new("clerical", "entry-correction", 11, (journey, page) => Correct(journey, page, 11, "LandUse", after => page.SelectOptionAsync(after, "011")),
            async journey => (await journey.ParcelOf(11, 1)).LandUse.ShouldBe("011")) { Procedure = "clerical-correction", By = Walk.HeadOf(11) },

        new("substantive", "entry-correction", 12, (journey, page) => Correct(journey, page, 12, "BasicFarmland", after => page.SelectOptionAsync(after, "false")),
            async journey => (await journey.ParcelOf(12, 1)).BasicFarmland.ShouldBeFalse()) { Procedure = "substantive-correction" },

        new("contract-area", "entry-correction", 19, (journey, page) => Correct(journey, page, 19, "ContractArea", after => page.FillAsync(after, "870")),
            async journey => (await journey.RightOf(19)).Held.Single(held => held.Parcel == Parcel(19, 1)).ContractArea.ShouldBe(870)) { Procedure = "substantive-correction" },

        new("renamed", "person-correction", WithTwoHomesteads, async (journey, page) =>
        {
            await page.CheckAsync($"input[name=person][value='{journey.Person(20, 1)}']");
            await page.CheckAsync("input[name=correction][value=Renamed]");
            await page.FillAsync("#after", "金丝雀");
            await journey.Attach(page, "evidence");
        }, async journey =>
        {
            (await journey.HouseholdOf(20)).Representative.ShouldBe(journey.Person(20, 1));
            (await journey.RightOf(20)).Certificates.Count.ShouldBe(2);
            (await journey.One<string>("select corrected::text from vault.person where id = $1", journey.Person(20, 1))).ShouldBe("1");
            foreach (var plot in new[] { WithTwoHomesteads, SecondPlot })
                (await HomesteadSheet.Of(journey.Site.Register, Plot(plot), Cancel))!.Certificate!.Number.ShouldBe(CertificateOf(plot));
        }) { Procedure = "person-correction-on-homestead" },

        new("expropriation", "expropriation", 13, async (journey, page) =>
        {
            await page.CheckAsync($"input[value='{Parcel(13, 1)}']");
            await journey.Attach(page, "approval");
        }, async journey => await HoldsOnlyTheSecond(journey, 13)) { Procedure = "expropriation-of-part", By = _ => Chair },

        new("return", "return", 14, async (journey, page) =>
        {
            await page.CheckAsync($"input[value='{Parcel(14, 1)}']");
            await page.FillAsync("#given", Text(journey.Site.Today.AddMonths(-7)));
            await journey.Attach(page, "notice");
            await journey.Attach(page, "choices");
        }, async journey => await HoldsOnlyTheSecond(journey, 14)) { Procedure = "return-of-part", By = Walk.HeadOf(14) },

        new("renewal", "term-renewal", 15, (_, _) => Task.CompletedTask, async journey =>
        {
            var right = await journey.RightOf(15);
            right.TermTo.ShouldBe(new(2076, 4, 6));
            right.Held.Count().ShouldBe(2);
        }),

        new("first-registration", "first-registration", WithoutLand, async (journey, page) =>
        {
            await Send(page, "button[name=more]");
            await page.SelectOptionAsync("#household", Household(WithoutLand));
            await page.FillAsync("#place-0", "新修梯田");
            await page.FillAsync("#area-0", "300");
            await page.FillAsync("#contract-0", "290.5");
            await page.FillAsync("#boundary-0", "35418500 3971000\n35418510 3971000\n35418510 3971030\n35418500 3971030");
            await page.SelectOptionAsync("#use-0", "013");
            await page.SelectOptionAsync("#basic-0", "no");
            await page.FillAsync("#from", "2025-01-01");
            await page.FillAsync("#to", "2054-12-31");
        }, async journey =>
        {
            var right = await journey.RightOf(WithoutLand);
            right.Held.ShouldHaveSingleItem().ContractArea.ShouldBe(290.5m);
            right.Current.ShouldNotBeNull();
        }),

        new("homestead", "homestead-registration", 17, async (journey, page) =>
        {
            foreach (var (field, value) in new[]
            {
                ("unit", "620123202213JC00031F00010001"), ("place", "村东头第二排"), ("points", "J1 3971500 35418900\nJ2 3971500 35418910\nJ3 3971520 35418910\nJ4 3971520 35418900"), ("area", "200"),
                ("number", "榆集建（1998）第12号"), ("on", "1998-05-06"), ("approved", "180"), ("storeys", "1"), ("footprint", "120"), ("floor", "110.5"), ("year", "1998"),
            }) await page.FillAsync($"#{field}", value);
            await page.SelectOptionAsync("#crs", "EPSG:4523");
            await page.CheckAsync("input[name=land][value='川区']");
            await page.CheckAsync("input[name=source][value=Approval]");
            await page.CheckAsync("input[name=built][value=yes]");
            await page.SelectOptionAsync("#structure", "BrickAndTimber");
            await journey.Attach(page, "paper");
        }, async journey =>
        {
            var homestead = (await HomesteadSheet.OfHousehold(journey.Site.Register, Household(17), Cancel)).ShouldHaveSingleItem();
            homestead.RightArea.ShouldBe(180);
            homestead.Holders.Count.ShouldBe(2);
            homestead.Certificate!.Number.ShouldBe(CertificateOf(17));
        }),

        new("replacement", "certificate-replacement", 17, (_, page) => page.CheckAsync("input[name=reason][value=damaged]"), async journey =>
        {
            var right = await journey.RightOf(17);
            right.Certificates.Select(paper => paper.Status).ShouldBe(["current", "replaced"]);
            right.Current!.Occasion.ShouldBe("replacement");
        }) { By = Walk.HeadOf(17) },

        new("reissue", "certificate-reissue", 18, (_, _) => Task.CompletedTask, async journey =>
        {
            var right = await journey.RightOf(18);
            right.Certificates.Select(paper => paper.Status).ShouldBe(["current", "replaced"]);
            right.Current!.Occasion.ShouldBe("reissue");
        }),

        new("membership", "membership", 18, async (_, page) =>
        {
            await page.CheckAsync("input[name=person][value=new]");
            await page.FillAsync("#name", "金丝雀");
            await page.FillAsync("#number", NumberOf("19950505002"));
            await page.CheckAsync("input[name=ground][value=Marriage]");
        }, async journey =>
        {
            var member = (await journey.MembersOf(18)).ShouldHaveSingleItem();
            member.Ground.ShouldBe("marriage");
            member.Household.ShouldBe(Household(18));
            member.Resolution.ShouldNotBeNull();
            (await journey.HouseholdOf(18)).People.ShouldNotContain(member.Person, "the family's list is another");
        }) { By = Walk.HeadOf(18) },

        new("divorce", "member-change", 25, async (journey, page) =>
        {
            await Follow(page, "a[href$='event=divorce']");
            await page.CheckAsync($"input[name=person][value='{journey.Person(25, 2)}']");
            await page.CheckAsync("input[name=land][value=no]");
            await Send(page, "main form[method=post] > button");
            if (await page.Locator("button:has-text('看清了，打开案件')").CountAsync() > 0) await Send(page, "button:has-text('看清了，打开案件')");
            await Expect(page.Locator(".refusal")).ToBeVisibleAsync();
            await journey.Keep(page, "keeps-her-place", always: true);
            await page.GotoAsync($"/cases/new/member-change?household={Household(25)}&event=divorce");
            await page.CheckAsync($"input[name=person][value='{journey.Person(25, 2)}']");
            await page.CheckAsync("input[name=land][value=yes]");
            await journey.Attach(page, "proof");
        }, async journey =>
        {
            (await journey.HouseholdOf(25)).People.ShouldBe([journey.Person(25, 1)]);
            (await journey.RightOf(25)).Area.ShouldBe(1780);
        }),

        new("death", "member-change", 26, async (journey, page) =>
        {
            await Follow(page, "a[href$='event=death']");
            foreach (var which in new[] { 2, 3 }) await page.CheckAsync($"input[name=person][value='{journey.Person(26, which)}']");
            await Send(page, "button[name=more]");
            foreach (var which in new[] { 2, 3 }) await journey.Attach(page, $"death-{journey.Person(26, which)}");
        }, async journey =>
        {
            (await journey.HouseholdOf(26)).People.ShouldBe([journey.Person(26, 1)]);
            (await journey.RightOf(26)).ShouldSatisfyAllConditions(right => right.Area.ShouldBe(1780), right => right.EndedOn.ShouldBeNull("a death takes no land from the household"));
        }) { By = Walk.HeadOf(26) },

        new("membership-end", "membership-end", OnRoster, async (journey, page) =>
        {
            await page.CheckAsync($"input[name=person][value='{journey.Person(OnRoster, 2)}']");
            await page.CheckAsync("input[name=ground][value=CivilServant]");
            await journey.Attach(page, "proof");
            await journey.Attach(page, "hearing");
        }, async journey =>
        {
            (await journey.MembersOf(OnRoster)).ShouldHaveSingleItem().Person.ShouldBe(journey.Person(OnRoster, 1));
            (await journey.HouseholdOf(OnRoster)).People.ShouldContain(journey.Person(OnRoster, 2), "the family's list is another");
            (await journey.RightOf(OnRoster)).ShouldSatisfyAllConditions(right => right.Area.ShouldBe(1780), right => right.Certificates.Count.ShouldBe(1));
        }),

        new("married-in", "member-change", 34, async (_, page) =>
        {
            await Follow(page, "a[href$='event=married-in']");
            await page.FillAsync("#name", "尚春燕");
            await page.FillAsync("#number", NumberOf("19920808602"));
            await page.SelectOptionAsync("#relation", "38");
            await page.CheckAsync("input[name=shares][value=yes]");
        }, async journey =>
        {
            (await journey.HouseholdOf(34)).CoHolders.Count().ShouldBe(3);
            (await journey.RightOf(34)).Area.ShouldBe(1780);
        }),

        new("renamed-without-homestead", "person-correction", 38, async (journey, page) =>
        {
            await page.CheckAsync($"input[name=person][value='{journey.Person(38, 2)}']");
            await page.CheckAsync("input[name=correction][value=Renamed]");
            await page.FillAsync("#after", "窦凤芹");
            await journey.Attach(page, "evidence");
        }, async journey => (await journey.RightOf(38)).Certificates.Count.ShouldBe(2)),

        new("expropriation-of-all", "expropriation", 33, async (journey, page) =>
        {
            foreach (var which in new[] { 1, 2 }) await page.CheckAsync($"input[value='{Parcel(33, which)}']");
            await journey.Attach(page, "approval");
        }, journey => HoldsNothing(journey, 33)) { By = _ => Chair, Procedure = "expropriation-of-all" },

        new("return-of-all", "return", 32, async (journey, page) =>
        {
            foreach (var which in new[] { 1, 2 }) await page.CheckAsync($"input[value='{Parcel(32, which)}']");
            await page.FillAsync("#given", Text(journey.Site.Today.AddMonths(-7)));
            await journey.Attach(page, "notice");
            await journey.Attach(page, "choices");
        }, journey => HoldsNothing(journey, 32)) { By = Walk.HeadOf(32), Procedure = "return-of-all" },

        new("void", "certificate-void", WithEndedRight, (_, _) => Task.CompletedTask,
            async journey => (await journey.RightOf(WithEndedRight)).Certificates.ShouldHaveSingleItem().Status.ShouldBe("voided")) { By = _ => Clerk, From = $"/rights/{Right(WithEndedRight)}" },

        new("membership-of-the-reform", "membership", MovedIn, async (journey, page) =>
        {
            await page.CheckAsync($"input[name=person][value='{journey.Person(MovedIn, 1)}']");
            await page.CheckAsync("input[name=ground][value=Reform]");
            await page.FillAsync("#reformed", "2017-06-01");
        }, async journey => (await journey.MembersOf(MovedIn)).Single(member => member.Person == journey.Person(MovedIn, 1)).Resolution.ShouldBeNull("nobody votes on it again"))
        { Procedure = "membership-of-the-reform" },

        new("membership-move", "membership", MovedIn, async (journey, page) =>
        {
            await page.CheckAsync($"input[name=person][value='{journey.Person(MovedIn, 2)}']");
            await page.CheckAsync("input[name=ground][value=Marriage]");
            await page.FillAsync("#leaves", Elsewhere);
        }, async journey =>
        {
            (await journey.MembersOf(MovedIn)).ShouldContain(member => member.Person == journey.Person(MovedIn, 2));
            (await Roster.On(journey.Site.Register, Elsewhere, journey.Site.Today, 0, 10, Cancel)).ShouldBeEmpty("nobody is a member twice");
        }) { Procedure = "membership-move" },

        new("membership-end-by-death", "membership-end", AlsoOnRoster, async (journey, page) =>
        {
            await page.CheckAsync($"input[name=person][value='{journey.Person(AlsoOnRoster, 1)}']");
            await page.CheckAsync("input[name=ground][value=Death]");
            await journey.Attach(page, "proof");
        }, async journey =>
        {
            (await journey.MembersOf(AlsoOnRoster)).ShouldNotContain(member => member.Person == journey.Person(AlsoOnRoster, 1));
            (await journey.RightOf(AlsoOnRoster)).EndedOn.ShouldBeNull();
        }) { Procedure = "membership-end-by-death" },

        new("membership-withdrawal", "membership-withdrawal", AlsoOnRoster, (journey, page) => page.CheckAsync($"input[name=person][value='{journey.Person(AlsoOnRoster, 3)}']"), async journey =>
        {
            (await journey.MembersOf(AlsoOnRoster)).ShouldNotContain(member => member.Person == journey.Person(AlsoOnRoster, 3));
            (await journey.HouseholdOf(AlsoOnRoster)).People.ShouldContain(journey.Person(AlsoOnRoster, 3), "the family's list is another");
        }) { By = journey => new Actor.Farmer(journey.Person(AlsoOnRoster, 3), Household(AlsoOnRoster)) },
    ];

    /// <summary>Codes of the procedures that no walk goes through.</summary>
    internal static IEnumerable<string> NotWalked => Procedures.All.Select(procedure => procedure.Code).Except(Walks.Concat(HomesteadWalks).Select(walk => walk.Procedure), StringComparer.Ordinal);

    private Guid Person(int household, int which) => Site.Person(household, which);

    private async Task<List<MembershipLine>> MembersOf(int household) =>
        [.. (await Roster.On(Site.Register, Group, Site.Today, 0, 10, Cancel)).Where(member => member.Household == Household(household))];

    /// <summary>A strip of the first parcel of a household, from west to east.</summary>
    private static string Strip(int household, double from, double to)
    {
        var (west, east) = (West + (household * Side) + from, West + (household * Side) + to);
        return FormattableString.Invariant($"{west} {South}\n{east} {South}\n{east} {South + Side}\n{west} {South + Side}");
    }

    private static async Task Correct(ProcedureJourney journey, IPage page, int household, string entry, Func<string, Task> put)
    {
        await page.CheckAsync($"input[value='{Parcel(household, 1)}']");
        await page.CheckAsync($"input[name=entry][value={entry}]");
        await Send(page, "main form[method=get] button");
        await put("#after");
        await journey.Attach(page, "evidence");
    }

    private static async Task HoldsNothing(ProcedureJourney journey, int household)
    {
        var right = await journey.RightOf(household);
        right.EndedOn.ShouldNotBeNull();
        right.Held.ShouldBeEmpty();
        (await journey.HouseholdOf(household)).EndedOn.ShouldBeNull("a household without land is one still");
    }

    private static async Task HoldsOnlyTheSecond(ProcedureJourney journey, int household)
    {
        var right = await journey.RightOf(household);
        right.Held.Select(held => held.Parcel).ShouldBe([Parcel(household, 2)]);
        right.EndedOn.ShouldBeNull();
        right.Certificates.Count.ShouldBe(2);
    }
}

/// <summary>Procedures that change who a household is, and those by which something begins.</summary>
public sealed class HouseholdProcedures(VillageSite site) : ProcedureJourney(site)
{
    public static TheoryData<string> Names => [.. Walks.Where(walk => !walk.IsOfLand).Select(walk => walk.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_case_goes_from_its_form_to_the_archive(string name) => Walked(Walks, name);

    [Theory]
    [InlineData(Seized, false)]
    [InlineData(Claimant, true)]
    public Task What_a_court_found_is_reported_confirmed_and_read_by_the_ward(int household, bool onPhone) => FoundWithoutCapacity(household, onPhone);
}

/// <summary>What nobody walks, nobody has tried.</summary>
public sealed class WalksOfProcedures
{
    [Fact]
    public void Every_procedure_is_walked() => ProcedureJourney.NotWalked.ShouldBeEmpty();
}

/// <summary>Procedures that change the land that a household holds.</summary>
public sealed class LandProcedures(VillageSite site) : ProcedureJourney(site)
{
    public static TheoryData<string> Names => [.. Walks.Where(walk => walk.IsOfLand).Select(walk => walk.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_case_goes_from_its_form_to_the_archive(string name) => Walked(Walks, name);
}
