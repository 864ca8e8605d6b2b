using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tests.Law;
using Shouldly;
using Xunit;

namespace RuralRights.Domain.Tests.Registration;

public sealed class DocumentTests
{
    private const string Paper = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly string Household = Scene.HouseholdCode(1);
    private static readonly DocumentOnHand OnHand = new(Paper, DocumentFormat.Pdf, 3, HandedIn: true);

    [Theory]
    [InlineData(DocumentFault.Empty, "document-is-empty")]
    [InlineData(DocumentFault.TooLarge, "document-is-too-large")]
    [InlineData(DocumentFault.KindNotTaken, "document-kind-is-not-taken")]
    [InlineData(DocumentFault.OtherFormat, "document-format-is-not-accepted")]
    [InlineData(DocumentFault.Disguised, "document-hides-something-else")]
    [InlineData(DocumentFault.Damaged, "document-is-damaged")]
    [InlineData(DocumentFault.TooDense, "document-unfolds-too-far")]
    [InlineData(DocumentFault.Locked, "document-is-locked")]
    [InlineData(DocumentFault.CarriesPrograms, "document-carries-programs")]
    [InlineData(DocumentFault.TooManyPages, "document-has-too-many-pages")]
    [InlineData(DocumentFault.PagesAreMixed, "document-pages-are-mixed")]
    public void Each_fault_of_a_document_breaks_a_rule_of_its_own(DocumentFault fault, string rule)
    {
        var (broken, about) = DocumentRead.Refused(DocumentFormat.Other, fault, "found").Refusal!.Value;

        RulesRaised.Note(broken).Code.ShouldBe(rule);
        about.ShouldBe("found");
    }

    [Fact]
    public void Every_fault_has_its_rule()
    {
        foreach (var fault in Enum.GetValues<DocumentFault>()) DocumentRead.Refused(DocumentFormat.Other, fault).Refusal.ShouldNotBeNull();

        new DocumentRead(DocumentFormat.Jpeg, 1, 2000, 1500, null, null).Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_clerk_files_a_document_that_was_handed_in_once_and_in_a_folder_that_is_there()
    {
        var file = new FileInFolder(Household, DocumentKind.EarlierContract, Paper);
        var empty = new DocumentFolder(Household, []);
        var clerk = new Actor.Clerk(Scene.Id("clerk"), "620123");

        Ask(file, empty, OnHand, Scene.Farmer(1)).ShouldBeRefused(RoleRules.NotTheClerk);
        Ask(file, empty, OnHand, new Actor.Clerk(Scene.Id("clerk"), "620122")).ShouldBeRefused(RoleRules.NotTheClerk);
        Ask(file, DocumentFolder.Unknown, OnHand, clerk).ShouldBeRefused(DocumentRules.FolderIsUnknown, Household);
        Ask(file, empty, null, clerk).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);
        Ask(file, empty, OnHand with { HandedIn = false }, clerk).ShouldBeRefused(DocumentRules.DocumentWasNotHandedIn);
        Ask(file, empty with { Documents = [Paper] }, OnHand, clerk).ShouldBeRefused(DocumentRules.DocumentIsFiledAlready, Paper);

        var fact = Ask(file, empty, OnHand, clerk).ShouldBeEntered().Single();
        fact.Stream.ShouldBe(Streams.Household(Household));
        var filed = fact.Fact.ShouldBeOfType<DocumentFiled>();
        filed.Pages.ShouldBe(3);
        filed.Provenance.Documents.ShouldBe([Paper]);
    }

    [Fact]
    public void A_folder_is_the_sum_of_what_was_filed_in_it()
    {
        var scene = new Scene().GivenHousehold(1);
        var stream = Streams.Household(Household);
        scene.Given(new StreamFact(stream, new DocumentFiled(Household, DocumentKind.Other, Paper, 1, scene.Paper)));

        var folder = State.After<DocumentFolder>(scene.Streams[stream]);

        folder.Household.ShouldBe(Household);
        folder.Documents.ShouldBe([Paper]);
    }

    [Fact]
    public void An_act_that_names_documents_names_the_first_that_is_not_its_actor_s()
    {
        var other = Paper.Replace('9', '8');

        DocumentOnHand.Missing([], []).ShouldBeNull();
        DocumentOnHand.Missing([Paper], [OnHand]).ShouldBeNull();
        DocumentOnHand.Missing([Paper, other], [OnHand]).ShouldBe(other);
        DocumentOnHand.Missing([Paper], [OnHand with { HandedIn = false }]).ShouldBe(Paper);
    }

    private static Decision Ask(FileInFolder file, DocumentFolder folder, DocumentOnHand? document, Actor actor)
    {
        var decision = file.Decide("620123", folder, document, new Scene().By(actor));
        if (decision is Decision.Refused refused) RulesRaised.Note(refused.Rule);
        return decision;
    }
}
