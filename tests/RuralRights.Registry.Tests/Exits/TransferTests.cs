using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Store;
using Microsoft.Extensions.DependencyInjection;

namespace RuralRights.Registry.Tests.Exits;

public sealed class TransferTests(TestRegister register)
{
    private const int Contenders = 32;

    [Fact]
    public async Task An_entry_moves_the_parcel_changes_both_papers_and_closes_the_offer_in_one_transaction()
    {
        var bargain = await Bargain.Ready(register);
        var village = bargain.Village;

        var answer = await bargain.Register();

        answer.Refusal.ShouldBeNull();
        (await Held(village.Right(1))).ShouldBe(village.Parcel(2));
        (await Held(village.Right(2))).ShouldBe($"{village.Parcel(1)},{village.Parcel(3)}");
        (await register.Ask<DateTime>("select upper(period)::timestamp from register.holding where right_code = $1 and parcel = $2", village.Right(1), village.Parcel(1)))
            .ShouldBe(Bargain.Today.ToDateTime(TimeOnly.MinValue));
        foreach (var household in new[] { 1, 2 })
        {
            (await register.Ask<string>("select string_agg(status, ',' order by entered_seq) from register.certificate where right_code = $1", village.Right(household))).ShouldBe("replaced,current");
            (await register.Ask<string>("select serial from register.certificate where right_code = $1 and status = 'current'", village.Right(household)))
                .ShouldMatch("^甘（2026）榆中县农村土地承包经营权证第[0-9]{6}号$");
        }

        (await register.Ask<string>("select state from register.listing where id = $1", bargain.Listing)).ShouldBe("registered");
        (await register.Ask<string>("select state from register.transfer where id = $1", bargain.Transfer)).ShouldBe("registered");
        (await register.Ask<long>("select count(*) from register.listing_parcel where listing = $1 and live", bargain.Listing)).ShouldBe(0);
        (await register.Ask<long>(
            "select count(distinct data -> 'provenance' ->> 'case') from ledger.mt_events where stream_id = any($1)",
            (object)new[] { $"listing/{bargain.Listing}", $"transfer/{bargain.Transfer}" })).ShouldBe(1);
    }

    [Fact]
    public async Task An_outsider_is_refused_by_the_law_and_with_the_law_bypassed_by_the_database()
    {
        var bargain = await Bargain.Listed(register);
        var neighbours = await Village.Found(register);
        var village = bargain.Village;

        var lawful = await bargain.Take(new(neighbours.Person(1), neighbours.Household(1)));
        lawful.Refusal.ShouldBe(MarketRules.TransfereeIsOutsider);
        lawful.Facts.ShouldBe(0);

        var terms = new TransferTerms(village.Right(1), village.Household(1), neighbours.Household(1), village.Collective, [village.Parcel(1)], 666.67m, [new(2046, 4, 6)], [], Bargain.Price);
        var agreed = await village.Enter(new StreamFact($"transfer/{village.Id(90, 1)}", terms.Agree(village.Id(90, 1), bargain.Listing, Village.Paper)));
        agreed.Refusal.ShouldBe(MarketRules.TransfereeIsOutsider);

        var moved = await village.Enter(
            new StreamFact($"right/{village.Right(1)}", new ParcelLeft(village.Right(1), village.Parcel(1), "nothing", Village.Paper)),
            new StreamFact($"right/{neighbours.Right(1)}", new ContractConcluded(
                neighbours.Right(1), neighbours.Household(1), village.Collective, ContractKind.Family, "200", Bargain.Today, new(2046, 4, 6), Bargain.Today,
                [new(village.Parcel(1), 666.67m, null, null)], null, Village.Paper)));
        moved.Refusal.ShouldBe(MarketRules.TransfereeIsOutsider);
        (await Held(village.Right(1))).ShouldBe($"{village.Parcel(1)},{village.Parcel(2)}");
    }

    [Fact]
    public async Task A_consent_taken_back_before_the_entry_leaves_every_row_of_every_right_as_it_was()
    {
        var bargain = await Bargain.Open(register);
        var before = await bargain.RightsAsText();
        before.Length.ShouldBeGreaterThan(500);

        var ready = await Bargain.Ready(register);
        var unchanged = await ready.RightsAsText();
        (await ready.Withdraw()).IsEntered.ShouldBeTrue();
        (await ready.Register()).Refusal.ShouldBe(ExitRules.HolderHasNotConsented);
        (await ready.RightsAsText()).ShouldBe(unchanged);

        (await ready.Consent()).IsEntered.ShouldBeTrue();
        (await ready.Register()).IsEntered.ShouldBeTrue();
        (await ready.Withdraw()).Refusal.ShouldBe(ExitRules.TransferIsRegistered);
        (await ready.RightsAsText()).ShouldNotBe(unchanged);
    }

    [Fact]
    public async Task Neither_a_chair_nor_a_registrar_decides_what_a_relative_of_theirs_gives_or_takes()
    {
        var bargain = await Bargain.Agreed(register);
        var village = bargain.Village;
        (await bargain.Consent()).Refusal.ShouldBeNull();
        (await village.Enter(new StreamFact($"relatives/{bargain.Chair.Person}", new RelativeDeclared(bargain.Chair.Person, bargain.Buyer.Person, Village.Paper)))).Refusal.ShouldBeNull();
        (await bargain.Agree()).Refusal.ShouldBe(Conflict.ApprovesRelativesCase);
        var outlook = (await register.Desk.Look(TestRegister.County, read => TransferOutlook.Read(read, bargain.Transfer, bargain.Chair, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken))!;
        outlook.Next(new(Bargain.Today, bargain.Chair, "", "")).ShouldAllBe(next => !next.IsAvailable);

        var ready = await Bargain.Ready(register);
        (await ready.Village.Enter(new StreamFact($"relatives/{ready.Registrar.Person}", new RelativeDeclared(ready.Registrar.Person, ready.Seller.Person, Village.Paper)))).Refusal.ShouldBeNull();
        (await ready.Register()).Refusal.ShouldBe(Conflict.ApprovesRelativesCase);
    }

    [Fact]
    public async Task Whoever_helped_with_a_consent_at_a_desk_does_not_enter_what_was_consented_to()
    {
        var bargain = await Bargain.Agreed(register);
        var terms = await bargain.Terms();
        var proof = new Proof(Guid.CreateVersion7(), bargain.Seller.Person, terms, ProofMeans.CodeAtDesk, new Actor.Clerk(bargain.Registrar.Person, TestRegister.County), null, null);
        (await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, terms), proof, bargain.By(bargain.Seller), TestContext.Current.CancellationToken)).Refusal.ShouldBeNull();
        (await bargain.Agree()).Refusal.ShouldBeNull();
        (await bargain.Pay()).Refusal.ShouldBeNull();

        (await bargain.Register()).Refusal.ShouldBe(Conflict.ApprovesOwnEntry);
    }

    [Fact]
    public async Task Where_a_delivery_marked_no_co_holder_everybody_sees_whom_the_law_takes_as_one()
    {
        var bargain = await Bargain.Agreed(register);
        var (tables, village, daughter) = (register.Connections[TestRegister.County], bargain.Village, Guid.CreateVersion7());
        (await village.Enter(new StreamFact($"household/{village.Household(1)}", new HouseholdMembersChanged(
            village.Household(1), [new(daughter, "20", false, null)], Village.Paper)))).Refusal.ShouldBeNull();

        var sheet = (await HouseholdSheet.Of(tables, village.Household(1), TestContext.Current.CancellationToken))!;
        sheet.CoHolders.ShouldHaveSingleItem().Person.ShouldBe(bargain.Seller.Person);
        sheet.Members.Select(member => member.Person).ShouldBe([daughter, bargain.Seller.Person]);
        (await bargain.Consent()).Refusal.ShouldBeNull();
        var transfer = (await TransferSheet.Of(tables, bargain.Transfer, TestContext.Current.CancellationToken))!;
        transfer.Consents.ShouldHaveSingleItem().ShouldSatisfyAllConditions(consent => consent.Person.ShouldBe(bargain.Seller.Person), consent => consent.Stands.ShouldBeTrue());
        transfer.AllConsented.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_thirty_two_entries_at_once_exactly_one_is_made()
    {
        var bargain = await Bargain.Ready(register);

        var answers = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(_ => bargain.Register()));

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal == ExitRules.TransferIsRegistered || answer.Refusal == ConstraintRules.RegisterIsBusy);
        (await register.Ask<long>("select count(*) from ledger.mt_events where stream_id = $1 and type = 'transfer-registered'", $"transfer/{bargain.Transfer}")).ShouldBe(1);
        (await Held(bargain.Village.Right(2))).ShouldBe($"{bargain.Village.Parcel(1)},{bargain.Village.Parcel(3)}");
    }

    [Fact]
    public async Task Of_an_entry_and_a_withdrawn_consent_at_once_one_comes_first_and_the_other_is_told()
    {
        var bargain = await Bargain.Ready(register);

        var answers = await Task.WhenAll(bargain.Register(), bargain.Withdraw());

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Single(answer => !answer.IsEntered).Refusal.ShouldBeOneOf(ExitRules.TransferIsRegistered, ExitRules.HolderHasNotConsented);
    }

    [Fact]
    public async Task A_parcel_offered_thirty_two_times_at_once_is_on_offer_once()
    {
        var bargain = await Bargain.Open(register);

        var answers = await Task.WhenAll(Enumerable.Range(0, Contenders).Select(_ => bargain.Offer()));

        answers.Count(answer => answer.IsEntered).ShouldBe(1);
        answers.Where(answer => !answer.IsEntered).ShouldAllBe(answer => answer.Refusal == MarketRules.ParcelAlreadyListed || answer.Refusal == ConstraintRules.RegisterIsBusy);
    }

    [Fact]
    public async Task The_same_entry_sent_twice_is_one_entry_with_one_answer_and_one_pair_of_papers()
    {
        var bargain = await Bargain.Ready(register);
        var command = bargain.Village.Id(95, 1);

        var first = await bargain.Register(command);
        var second = await bargain.Register(command);

        first.Refusal.ShouldBeNull();
        (second.Repeated, second.Facts).ShouldBe((true, first.Facts));
        second.Streams.ShouldBe(first.Streams);
        (await register.Ask<long>("select count(*) from register.certificate where right_code = any($1)", (object)new[] { bargain.Village.Right(1), bargain.Village.Right(2) })).ShouldBe(4);
    }

    [Fact]
    public async Task An_id_answers_only_to_whoever_sent_it()
    {
        var bargain = await Bargain.Agreed(register);
        var command = bargain.Village.Id(95, 2);
        await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, await bargain.Terms()), bargain.By(bargain.Seller, command), TestContext.Current.CancellationToken);

        var stranger = await register.Desk.Enter(new ConsentToTransfer(bargain.Transfer, await bargain.Terms()), bargain.By(bargain.Buyer, command), TestContext.Current.CancellationToken);

        stranger.Refusal.ShouldBe(ConstraintRules.CommandIdReused);
    }

    [Fact]
    public async Task A_household_that_gave_all_its_land_away_can_take_land_again()
    {
        var bargain = await Bargain.Ready(register);
        var village = bargain.Village;
        (await bargain.Register()).Refusal.ShouldBeNull();
        await Pass(village, from: 1, to: 2, parcel: 2);
        (await register.Ask<string>("select status from register.certificate where right_code = $1 order by entered_seq desc limit 1", village.Right(1))).ShouldBe("void");
        (await register.Ask<bool>("select ended_on is not null from register.contract_right where code = $1", village.Right(1))).ShouldBeTrue();

        await Pass(village, from: 2, to: 1, parcel: 3);

        (await Held(village.Right(1))).ShouldBe(village.Parcel(3));
        (await register.Ask<bool>("select ended_on is null from register.contract_right where code = $1", village.Right(1))).ShouldBeTrue();
        (await register.Ask<long>("select count(*) from register.certificate where right_code = $1 and status = 'current'", village.Right(1))).ShouldBe(1);

        async Task Pass(Village village, int from, int to, int parcel)
        {
            var cancel = TestContext.Current.CancellationToken;
            var listing = Bargain.Made(await Market.MarketActs.Enter(register.Desk, new OpenListing(village.Right(from), [village.Parcel(parcel)], [], 1m), bargain.By(bargain.Farmer(from)), cancel), "listing/");
            var transfer = Bargain.Made(await Market.MarketActs.Enter(register.Desk, new TakeListing(listing, village.Household(to)), bargain.By(bargain.Farmer(to)), cancel), "transfer/");
            var terms = await register.Ask<string>("select terms from register.transfer where id = $1", transfer);
            (await register.Desk.Enter(new ConsentToTransfer(transfer, terms), bargain.By(bargain.Farmer(from)), cancel)).Refusal.ShouldBeNull();
            (await register.Desk.Enter(new AnswerAsIssuer(transfer, true), bargain.By(bargain.Chair), cancel)).Refusal.ShouldBeNull();
            (await register.Desk.Enter(new ConfirmPayment(transfer, 1m, village.Person(from), Bargain.Today, "1"), bargain.By(bargain.Farmer(from)), cancel)).Refusal.ShouldBeNull();
            (await register.Desk.Enter(new RegisterTransfer(transfer), bargain.By(bargain.Registrar), cancel)).Refusal.ShouldBeNull();
        }
    }

    [Fact]
    public async Task The_board_s_own_words_lie_in_the_vault_and_only_their_hash_in_the_ledger()
    {
        const string Words = "王梅的丈夫来说过她是被逼的";
        var bargain = await Bargain.Agreed(register);
        await bargain.Consent();

        var answer = await register.Desk.Enter(new AnswerAsIssuer(bargain.Transfer, false, "fraud-or-coercion", Words), bargain.By(bargain.Chair), TestContext.Current.CancellationToken);

        answer.Refusal.ShouldBeNull();
        var hash = await register.Ask<string>("select data ->> 'statement' from ledger.mt_events where stream_id = $1 and type = 'issuer-refused'", $"transfer/{bargain.Transfer}");
        (await register.Ask<long>("select count(*) from ledger.mt_events where data::text like '%王梅%'")).ShouldBe(0);
        var vault = register.Host.Services.GetRequiredService<Vault>();
        var texts = await vault.OpenTexts(TestRegister.County, [$"statement/{hash}"], bargain.Seller.ToString(), "own case", TestContext.Current.CancellationToken);
        texts.ShouldHaveSingleItem().Value.Words.ShouldBe(Words);
    }

    [Fact]
    public async Task Asking_without_right_uses_up_no_numbers()
    {
        var bargain = await Bargain.Agreed(register);
        var before = await register.Ask<string>("select coalesce(string_agg(n::text, ';' order by n.kind, n.period), '') from ledger.number n where kind = 'certificate' and period = '1999'");

        var late = bargain.By(bargain.Registrar) with { Today = new(1999, 1, 1) };
        (await register.Desk.Enter(new RegisterTransfer(bargain.Transfer), late, TestContext.Current.CancellationToken)).IsEntered.ShouldBeFalse();

        (await register.Ask<string>("select coalesce(string_agg(n::text, ';' order by n.kind, n.period), '') from ledger.number n where kind = 'certificate' and period = '1999'")).ShouldBe(before);
    }

    private Task<string> Held(string right) =>
        register.Ask<string>("select coalesce(string_agg(parcel, ',' order by parcel), '') from register.holding where right_code = $1 and upper_inf(period)", right);
}
