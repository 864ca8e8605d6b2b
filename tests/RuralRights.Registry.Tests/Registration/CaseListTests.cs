using Npgsql;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Tests.Exits;
using RuralRights.Registry.Tests.Law;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>Lists of cases show every case, a page at a time where there are many; none is left out in silence.</summary>
public sealed class CaseListTests(QuietRegister quiet) : IClassFixture<QuietRegister>
{
    private const int Many = 501;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private NpgsqlDataSource Tables => quiet.Register.Connections[TestRegister.County];

    [Fact]
    public async Task A_collective_with_more_than_five_hundred_cases_shows_all_of_them()
    {
        var village = await Village.Found(quiet.Register);
        await Opened(village, Many);

        (await CaseSheet.OfBusiness(Tables, village.Collective, Procedures.TermRenewal, Cancel)).Count.ShouldBe(Many);
        (await CaseSheet.OfBusiness(Tables, village.Collective, Procedures.TermRenewal, Cancel, onlyOpen: true)).Count.ShouldBe(Many - 1);
        (await CaseSheet.OfBusiness(Tables, village.Collective, Procedures.RepresentativeChange, Cancel)).ShouldBeEmpty();
        (await CaseSheet.WaitingForNotice(Tables, [village.Collective], Cancel)).Count.ShouldBe(Many - 2);
    }

    [Fact]
    public async Task A_desk_turns_the_pages_of_its_open_cases_overdue_first_then_its_own()
    {
        var village = await Village.Found(quiet.Register);
        await Opened(village, 7);
        var mine = new[] { new PlaceInProcedure(Procedures.TermRenewal, StepKind.Applied) };

        (await CaseSheet.CountOpen(Tables, [village.Collective], mine, Cancel)).ShouldBe(new(6, 1, 1));
        var pages = new List<CaseSheet>();
        for (var skip = 0; skip < 8; skip += 2) pages.AddRange(await CaseSheet.OpenIn(Tables, [village.Collective], mine, skip, 2, Cancel));

        pages.Select(sheet => sheet.Number).Distinct().Count().ShouldBe(6);
        pages[0].OverdueOn.ShouldNotBeNull();
        pages[1].At.ShouldBe(StepKind.Applied);
        pages.Skip(2).Select(sheet => sheet.Number).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_case_about_a_household_names_it_and_one_about_a_parcel_names_none()
    {
        var village = await Village.Found(quiet.Register);
        await Opened(village, 2);
        await quiet.Register.AsOwner("insert into register.case_subject (case_number, subject, position, live) values ($1 || '000001', 'household/' || $2, 1, true)", village.Collective, village.Household(2));
        await quiet.Register.AsOwner("insert into register.case_subject (case_number, subject, position, live) values ($1 || '000002', 'parcel/' || $2, 1, true)", village.Collective, village.Parcel(1));

        (await CaseSheet.OfBusiness(Tables, village.Collective, Procedures.TermRenewal, Cancel)).Select(sheet => (sheet.Household, sheet.Representative))
            .ShouldBe([(null, null), (village.Household(2), village.Person(2))]);
    }

    /// <summary>Cases as the tables hold them: the first was archived, the second is overdue, the third is still being written.</summary>
    private Task Opened(Village village, int many) => quiet.Register.AsOwner(
        """
        insert into register.case_file (number, procedure, collective, opened_on, opened_by, terms, at_step, at_since, state, overdue_on, entered_seq)
        select $1 || to_char(n, 'FM000000'), 'term-renewal', $1, $2, 'official/1', 'x',
               case n when 1 then null when 3 then 'applied' else 'notice_over' end, $2, case n when 1 then 'archived' else 'open' end, case n when 2 then $2 end, n
        from generate_series(1, $3) as n
        """,
        village.Collective, Bargain.Today, many);
}
