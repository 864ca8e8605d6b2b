using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tests.Exits;

namespace RuralRights.Registry.Tests.Registration;

/// <summary>The day on which the next act of a village happens; whoever waits for a later one moves it on.</summary>
internal sealed class LegalClock
{
    public DateOnly Day { get; private set; } = Bargain.Today;

    public void Await(DateOnly day) => Day = day > Day ? day : Day;
}

/// <summary>Everybody who has a part in the cases of a village.</summary>
internal static class Desks
{
    public static Actor VillageClerk(Village village) => new Actor.VillageClerk(village.Id(80, 1), village.Collective[..12]);

    public static Actor Chair(Village village) => new Actor.Chair(village.Id(80, 2), village.Collective);

    public static Actor Township(Village village) => new Actor.TownshipOfficer(village.Id(80, 3), village.Collective[..9]);

    public static Actor Clerk(Village village) => new Actor.Clerk(village.Id(80, 4), TestRegister.County);

    public static Actor Reviewer(Village village) => new Actor.Reviewer(village.Id(80, 5), TestRegister.County);

    public static Actor Registrar(Village village) => new Actor.Registrar(village.Id(80, 6), TestRegister.County);

    public static Actor Surveyor(Village village) => new Actor.TownshipOfficer(village.Id(80, 7), village.Collective[..9]);

    public static Actor Supervisor(Village village) => new Actor.CollectiveSupervisor(village.Id(80, 8), village.Collective);

    /// <summary>A paper of its own, handed in by somebody; its hash.</summary>
    public static async Task<string> HandIn(TestRegister register, Actor actor) => (await register.Host.Services.GetRequiredService<RuralRights.Registry.Registration.Documents>()
        .HandIn(TestRegister.County, new MemoryStream(Sheet.Of($"{Guid.CreateVersion7()}")), actor, DocumentLimits.Default, TestContext.Current.CancellationToken)).Document!.Sha256;
}

/// <summary>A case that is pushed on by whoever's turn it is: through its papers, its notice, its assembly and everybody's confirmation.</summary>
internal sealed class CaseOnItsWay(TestRegister register, Village village, LegalClock clock, string number)
{
    private Guid? _notice;
    private bool _answered;

    public string Number => number;

    /// <summary>True when a stranger objects to it while it hangs, in vain.</summary>
    public bool IsObjectedTo { get; init; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The next thing that leads on; false once everybody knows of it and only the entry is left.</summary>
    public async Task<bool> Next()
    {
        var at = await register.Ask<string>("select at_step from register.case_file where number = $1", number);
        switch (Enum.GetValues<StepKind>().Single(kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) == at))
        {
            case StepKind.Confirmed:
                await Confirm();
                return true;
            case StepKind.NoticeOver:
                await Post();
                return true;
            case StepKind.MembershipChecked:
                await Done(register.Desk.Enter(new CheckMembership(number, RegisterSeen.Here, false), By(Desks.Township(village)), Cancel));
                return true;
            case StepKind.Resolved:
                var record = await Desks.HandIn(register, Desks.Chair(village));
                await Done(register.Desk.Enter(new RecordResolution([number], clock.Day.AddDays(-10), clock.Day, 30, 0, 21, 20, record), By(Desks.Chair(village)), Cancel));
                return true;
            case StepKind.Entered:
                foreach (var person in await register.Ask<Guid[]>("select coalesce(array_agg(person order by person), '{}') from register.case_holder where case_number = $1", number))
                    await Done(register.Desk.Enter(new ReachHolder(number, person, true), By(new Actor.Register(TestRegister.County)), Cancel));
                return false;
            case var step:
                await Complete(step);
                return true;
        }
    }

    /// <summary>The entry, by whoever enters that kind of business.</summary>
    public async Task<Answer> Enter() =>
        await register.Desk.Enter(new EnterCase(number), By((await Procedure()).Find(StepKind.Entered)!.By == Turn.Supervisors ? Desks.Supervisor(village) : Desks.Registrar(village)), Cancel);

    private async Task Complete(StepKind step)
    {
        var procedure = await Procedure();
        var desk = step switch
        {
            StepKind.Surveyed => Desks.VillageClerk(village),
            StepKind.Applied when procedure == Procedures.FirstRegistration || await register.Ask<string>("select opened_by from register.case_file where number = $1", number) == Desks.Chair(village).ToString() =>
                Desks.Chair(village),
            StepKind.Applied => Desks.VillageClerk(village),
            StepKind.SurveyReviewed => Desks.Surveyor(village),
            StepKind.Contracted or StepKind.VillageAgreed => Desks.Chair(village),
            StepKind.Accepted => Desks.Clerk(village),
            StepKind.TownshipAgreed => Desks.Township(village),
            _ => Desks.Reviewer(village),
        };
        if (step == StepKind.Accepted || (step == procedure.First.Kind && procedure.Find(StepKind.Accepted) is null))
        {
            foreach (var paper in Settings.Standard(clock.Day).Of(RequiredPapers.For(procedure.PaperList)).Where(paper => paper.Always))
            {
                var document = await Desks.HandIn(register, desk);
                await Done(register.Desk.Enter(new FileDocument(number, paper.Code, document), By(desk), Cancel));
            }
        }

        await Done(register.Desk.Enter(new CompleteStep(number, step), By(desk), Cancel));
    }

    /// <summary>Whoever is asked confirms; somebody who is in no household yet speaks for the one that is to be registered.</summary>
    private async Task Confirm()
    {
        var terms = await register.Ask<string>("select terms from register.case_file where number = $1", number);
        foreach (var person in await register.Ask<Guid[]>("select array_agg(person order by person) from register.case_holder where case_number = $1 and asked and confirmed_on is null", number))
        {
            var household = await register.Ask<string>(
                """
                select substr(s.subject, length('household/') + 1)
                from register.case_subject s left join register.household_member m on 'household/' || m.household = s.subject and m.person = $2
                where s.case_number = $1 and s.subject like 'household/%'
                order by m.person is null, s.subject limit 1
                """, number, person);
            await Done(register.Desk.Enter(new ConfirmCase(number, terms), By(new Actor.Farmer(person, household)), Cancel));
        }
    }

    private async Task Post()
    {
        var clerk = Desks.VillageClerk(village);
        if (_notice is not { } notice)
        {
            var opened = await register.Desk.Enter(new OpenNotice([number]), By(clerk), Cancel);
            _notice = Bargain.Made(opened, "notice/");
            await Photograph(_notice.Value, PostingMoment.Start);
            if (IsObjectedTo) await Done(register.Desk.Enter(new RaiseObjection(number, null, "有一半是我家的"), null, By(new Actor.Passerby(village.Id(90, 1))), Cancel));
        }
        else if (IsObjectedTo && !_answered)
        {
            _answered = true;
            var objection = await register.Ask<Guid>("select id from register.objection where case_number = $1", number);
            await Done(register.Desk.Enter(new ResolveObjection(number, objection, false, "核实过，界线没有错"), By(Desks.Surveyor(village)), Cancel));
        }
        else
        {
            // The days on the notice board pass here.
            clock.Await((await register.Ask<DateOnly>("select last_day from register.notice where id = $1", notice)).AddDays(1));
            await Photograph(notice, PostingMoment.End);
            await Done(register.Desk.Enter(new CloseNotice(notice), By(clerk), Cancel));
        }
    }

    private async Task Photograph(Guid notice, PostingMoment moment)
    {
        var photo = await Desks.HandIn(register, Desks.VillageClerk(village));
        await Done(register.Desk.Enter(new PhotographNotice(notice, moment, photo), By(Desks.VillageClerk(village)), Cancel));
    }

    private async Task<Procedure> Procedure() => Procedures.Find(await register.Ask<string>("select procedure from register.case_file where number = $1", number))!;

    private RuralRights.Registry.Submission By(Actor actor) => new(TestRegister.County, Guid.CreateVersion7(), actor, clock.Day);

    private async Task Done(Task<Answer> act)
    {
        var answer = await act;
        answer.Refusal.ShouldBeNull($"{number}: {answer.About}");
    }
}
