using RuralRights.Domain.Exits;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tests.Exits;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Offices;

public sealed class ProofTests
{
    private static readonly Guid He = Scene.Id("he");
    private static readonly Actor.VillageClerk Clerk = new(He, "620123202213");
    private static readonly Actor.TownshipOfficer Township = new(Scene.Id("ren"), "620123202");

    [Fact]
    public void A_consent_at_the_desk_is_the_farmer_s_own_act_with_its_proof_beside_it()
    {
        var (scene, transfer, farmer) = Agreed();
        var proof = ByCode(farmer, transfer.Terms);

        var facts = Consent(scene, transfer, farmer, proof).ShouldBeEntered().Select(fact => fact.Fact).ToList();

        facts[0].ShouldBeOfType<HolderConsented>().Provenance.Actor.ShouldBe(farmer.ToString());
        var proven = facts[1].ShouldBeOfType<ConsentProven>();
        proven.Assistant.ShouldBe(Clerk.ToString());
        proven.Terms.ShouldBe(transfer.Terms);
    }

    [Fact]
    public void No_official_gives_a_consent_or_is_given_one_to_give()
    {
        var (scene, transfer, farmer) = Agreed();
        foreach (var official in new Actor[] { Clerk, Township, new Actor.Chair(He, Scene.Group), new Actor.Registrar(He, "620123"), new Actor.Administrator(He, "620123"), new Actor.MarketStaff(He, "620123") })
        {
            // The code, the signature, the witness may all be right: it is not theirs to give.
            Refused(ByCode(farmer, transfer.Terms).Support(Decision.Enter(), transfer.Terms, [], [], scene.By(official)), Proof.ConsentIsNotAnOfficials);
            new ConsentToTransfer(transfer.Id, transfer.Terms).Decide(transfer, Transferor(scene), scene.By(official)).ShouldBeRefused(ExitRules.NotACoHolder);
        }

        Refused(ByCode(farmer with { Person = Scene.Person(9) }, transfer.Terms).Support(Decision.Enter(), transfer.Terms, [], [], scene.By(farmer)), Proof.ConsentIsNotAnOfficials);
    }

    [Fact]
    public void A_proof_is_for_exactly_these_terms_and_comes_from_somebody_else_s_desk()
    {
        var (scene, transfer, farmer) = Agreed();

        Refused(Consent(scene, transfer, farmer, ByCode(farmer, new string('0', 64))), Proof.ProofIsForOtherTerms);
        Refused(Consent(scene, transfer, farmer, ByCode(farmer, transfer.Terms) with { Assistant = Clerk with { Person = farmer.Person } }), Proof.AssistsOneself);
    }

    [Fact]
    public void A_signature_needs_a_witness_in_office_of_another_organisation()
    {
        var (scene, transfer, farmer) = Agreed();
        var signed = ByCode(farmer, transfer.Terms) with { Means = ProofMeans.SignatureBeforeWitness, Witness = Township, Document = new string('a', 64) };

        Refused(Consent(scene, transfer, farmer, signed with { Document = null }), Proof.SignatureIsMissing);
        foreach (var none in new Actor?[] { null, farmer, new Actor.TownshipOfficer(He, "620123202"), new Actor.TownshipOfficer(farmer.Person, "620123202"), Scene.Farmer(7), new Actor.Passerby(Scene.Id("passer-by")), new Actor.Register("620123") })
            Refused(Consent(scene, transfer, farmer, signed with { Witness = none }), Proof.WitnessIsNoThird);
        foreach (var near in new Actor[] { new Actor.VillageClerk(Scene.Id("other"), Clerk.Village), new Actor.Chair(Scene.Id("chair"), Clerk.Village + "01") })
            Refused(Consent(scene, transfer, farmer, signed with { Witness = near }), Proof.WitnessIsOfTheSameOffice);
        Consent(scene, transfer, farmer, signed).ShouldBeEntered().Count.ShouldBe(2);
    }

    [Fact]
    public void Whoever_helps_or_looks_on_is_no_party_and_related_to_none()
    {
        var (scene, transfer, farmer) = Agreed();
        var buyer = scene.To(transfer.Id).People.First();
        var signed = ByCode(farmer, transfer.Terms) with { Means = ProofMeans.SignatureBeforeWitness, Witness = Township, Document = new string('a', 64) };

        Refused(Consent(scene, transfer, farmer, ByCode(farmer, transfer.Terms) with { Assistant = Clerk with { Person = buyer } }), Proof.HelperIsRelated);
        Refused(Consent(scene, transfer, farmer, signed with { Witness = Township with { Person = buyer } }), Proof.HelperIsRelated);
        foreach (var relative in new[] { farmer.Person, buyer }) Refused(Consent(scene, transfer, farmer, signed, relative), Proof.HelperIsRelated);
        Consent(scene, transfer, farmer, signed, Scene.Id("somebody else")).ShouldBeEntered();
    }

    [Fact]
    public void Taking_a_consent_back_is_proved_in_the_same_way_and_by_no_official()
    {
        var (scene, transfer, farmer) = Agreed();
        var given = transfer with { Consents = [farmer.Person] };
        var proof = ByCode(farmer, new string('0', 64)) with { Withdraws = true };

        // The terms may have changed since: nobody is held to what they want to leave.
        TakenBack(proof).ShouldBeEntered().Select(fact => fact.Fact).OfType<WithdrawalProven>().Single().Assistant.ShouldBe(Clerk.ToString());
        Refused(TakenBack(proof with { Assistant = Clerk with { Person = farmer.Person } }), Proof.AssistsOneself);
        Refused(TakenBack(proof with { Means = ProofMeans.SignatureBeforeWitness }), Proof.SignatureIsMissing);
        Refused(proof.Support(Decision.Enter(), transfer.Terms, [], [], scene.By(Clerk)), Proof.ConsentIsNotAnOfficials);

        Decision TakenBack(Proof by)
        {
            var act = scene.By(farmer);
            return by.Support(new WithdrawConsent(transfer.Id).Decide(given, Transferor(scene), act), transfer.Terms, [Transferor(scene)], [], act);
        }
    }

    [Fact]
    public void A_case_confirmed_at_the_desk_names_means_witness_and_document()
    {
        var scene = new Scene().GivenCollective().GivenHousehold(1, 3).GivenContract(1, 1, 2);
        scene.Open(new Domain.Households.ChangeRepresentative(Scene.HouseholdCode(1), Scene.Person(1, 3)), Clerk with { Village = Scene.Group[..12] }).ShouldBeEntered();
        scene.Ask(new CompleteStep(scene.LastCase, StepKind.Applied), Clerk with { Village = Scene.Group[..12] }).ShouldBeEntered();
        var (file, farmer) = (scene.Case(scene.LastCase), Scene.Farmer(1, 2));
        var signed = ByCode(farmer, file.Terms) with { Means = ProofMeans.SignatureBeforeWitness, Witness = Township, Document = new string('a', 64) };

        var byCode = Confirmed(ByCode(farmer, file.Terms));
        (byCode.Means, byCode.Witness, byCode.Document).ShouldBe((ConfirmationMeans.OwnCode, null, null));
        var before = Confirmed(signed);
        (before.Means, before.Witness, before.Document).ShouldBe((ConfirmationMeans.BeforeWitness, Township.ToString(), new string('a', 64)));
        before.Provenance.Actor.ShouldBe(farmer.ToString());
        Refused(Ask(ByCode(farmer, new string('0', 64))), Proof.ProofIsForOtherTerms);
        Refused(Ask(signed with { Witness = new Actor.VillageClerk(Scene.Id("other"), Clerk.Village) }), Proof.WitnessIsOfTheSameOffice);
        Refused(Ask(signed with { Witness = Township with { Person = Scene.Person(1, 3) } }), Proof.HelperIsRelated);

        CaseConfirmed Confirmed(Proof proof) => Ask(proof).ShouldBeEntered().Select(fact => fact.Fact).OfType<CaseConfirmed>().Single();

        Decision Ask(Proof proof)
        {
            var (act, books) = (scene.By(farmer), scene.BooksFor(file.Change!));
            return proof.Support(new ConfirmCase(file.Number, file.Terms).Decide(file, books, proof, act), file.Terms, file.Change!.Parties(books), [], act);
        }
    }

    [Fact]
    public void What_was_signed_is_among_the_documents_of_every_fact_of_the_consent()
    {
        var (scene, transfer, farmer) = Agreed();
        var signed = ByCode(farmer, transfer.Terms) with { Means = ProofMeans.SignatureBeforeWitness, Witness = Township, Document = new string('a', 64) };
        var act = scene.By(farmer) with { Signature = signed.Document };

        var facts = signed.Support(
            new ConsentToTransfer(transfer.Id, transfer.Terms).Decide(transfer, Transferor(scene), act), transfer.Terms, [Transferor(scene), scene.To(transfer.Id)], [], act).ShouldBeEntered();

        facts.Count.ShouldBe(2);
        facts.Select(fact => fact.Fact).OfType<IFact>().ShouldAllBe(fact => fact.Provenance.Documents.Single() == signed.Document);
        act.After().RestingOn("paper").Documents.ShouldBe([signed.Document, "paper"], "a paper stands beside what was signed");
    }

    [Fact]
    public void A_chair_sits_in_the_village_that_serves_the_collective_today()
    {
        var (scene, transfer, farmer) = Agreed();
        scene.GivenCollective().Given(new StreamFact(Streams.Collective(Scene.Group), new Domain.Collectives.CollectivePlaced(Scene.Group, "620123104207", "620123104", Scene.Today, "文件", scene.Paper)));
        var (act, collective) = (scene.By(farmer), scene.Collective(Scene.Group));
        Decision Witnessed(Actor.VillageClerk clerk) =>
            (ByCode(farmer, transfer.Terms) with { Means = ProofMeans.SignatureBeforeWitness, Assistant = clerk, Witness = new Actor.Chair(Scene.Id("third"), Scene.Group), Document = new string('a', 64) })
            .Support(new ConsentToTransfer(transfer.Id, transfer.Terms).Decide(transfer, Transferor(scene), act), transfer.Terms, [Transferor(scene), scene.To(transfer.Id)], [], act, collective);

        Refused(Witnessed(Clerk with { Village = "620123104207" }), Proof.WitnessIsOfTheSameOffice);
        Witnessed(Clerk with { Village = Scene.Group[..12] }).ShouldBeEntered();
    }

    [Fact]
    public void A_proof_does_not_mend_a_consent_that_the_law_refuses()
    {
        var (scene, transfer, farmer) = Agreed();
        var done = transfer with { Consents = [farmer.Person] };

        Consent(scene, done, farmer, ByCode(farmer, transfer.Terms)).ShouldBeRefused(ExitRules.ConsentAlreadyGiven);
    }

    private static (Scene Scene, Transfer Transfer, Actor.Farmer Farmer) Agreed()
    {
        var scene = TransferRefusalTests.Agreed();
        var transfer = scene.Transfer(scene.LastTransfer);
        return (scene, transfer with { Consents = [] }, new(Transferor(scene).CoHolders.First(), transfer.Agreed!.From));
    }

    private static Domain.Households.Household Transferor(Scene scene) =>
        State.After<Domain.Households.Household>(scene.Streams[Streams.Household(scene.Transfer(scene.LastTransfer).Agreed!.From)]);

    private static Decision Consent(Scene scene, Transfer transfer, Actor.Farmer farmer, Proof proof, params Guid[] kin)
    {
        var act = scene.By(farmer);
        return proof.Support(new ConsentToTransfer(transfer.Id, transfer.Terms).Decide(transfer, Transferor(scene), act), transfer.Terms, [Transferor(scene), scene.To(transfer.Id)], kin, act);
    }

    private static Proof ByCode(Actor.Farmer farmer, string terms) => new(Scene.Id("proof"), farmer.Person, terms, ProofMeans.CodeAtDesk, Clerk, null, null);

    private static void Refused(Decision decision, Rule rule)
    {
        decision.ShouldBeRefused(rule);
        RulesRaised.Note(rule);
    }
}
