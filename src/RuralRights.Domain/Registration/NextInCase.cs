using RuralRights.Domain.Collectives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Tenure;

namespace RuralRights.Domain.Registration;

/// <summary>An act in a case.</summary>
public enum CaseAct
{
    /// <summary>Write what is asked for anew.</summary>
    Amend,

    /// <summary>Put a paper into the case.</summary>
    FileDocument,

    /// <summary>Take a wrong paper out of the list.</summary>
    StrikeDocument,

    /// <summary>Do the step the case stands at.</summary>
    Complete,

    /// <summary>Send the case back.</summary>
    SendBack,

    /// <summary>Confirm as holder.</summary>
    Confirm,

    /// <summary>Take the confirmation back.</summary>
    WithdrawConfirmation,

    /// <summary>Post it on a public notice.</summary>
    OpenNotice,

    /// <summary>Enter that the loss of a certificate was announced.</summary>
    AnnounceLoss,

    /// <summary>Check who is to be a member.</summary>
    CheckMembership,

    /// <summary>Record what the members' assembly decided.</summary>
    Resolve,

    /// <summary>Enter it in the register.</summary>
    Enter,

    /// <summary>Hand the certificates over.</summary>
    HandOver,

    /// <summary>Enter the certificate of a homestead and hand it over.</summary>
    HandOverHomestead,

    /// <summary>Record that a holder was told in person.</summary>
    Reach,

    /// <summary>Give the case up.</summary>
    Withdraw,
}

/// <summary>An act in a case and what forbids it to this actor today.</summary>
/// <param name="Act">The act.</param>
/// <param name="Hindrance">The first rule in its way and what that is about; null when it can be done now.</param>
public sealed record NextCaseAct(CaseAct Act, Decision.Refused? Hindrance)
{
    /// <summary>True when the act would be entered if asked for now.</summary>
    public bool IsAvailable => Hindrance is null;
}

/// <summary>What may be done next in a case, as data: it feeds buttons, links of the API and tests.</summary>
/// <remarks>There is no second copy of the law here: each act is asked whether it would be entered.</remarks>
public static class NextInCase
{
    private const string AnyDocument = "…";

    /// <summary>Every act with what forbids it.</summary>
    public static IReadOnlyList<NextCaseAct> For(CaseFile file, Books books, Act act)
    {
        if (file.Change is not { } change) return [];

        // Whether a paper can be put in is asked as if one lay ready; which, is known only when it is sent.
        books = books.Holding([new(AnyDocument, DocumentFormat.Pdf, 1, true), .. change.Documents.Select(document => new DocumentOnHand(document, DocumentFormat.Pdf, 1, true))]);
        var number = file.Number;
        var papers = NewPaper.Blank(change.PapersNeeded(books));
        return
        [
            // What it is to become is known only when it is sent: a request that has become unlawful is the very one to be written anew.
            new(CaseAct.Amend, AmendCase.WhyNot(file, books, act)),
            Asked(CaseAct.FileDocument, new FileDocument(number, FileDocument.Other, AnyDocument).Decide(file, books, act)),
            Asked(CaseAct.StrikeDocument, new StrikeDocument(number, file.Papers.FirstOrDefault()?.Document ?? "").Decide(file, books, act)),
            Asked(CaseAct.Complete, new CompleteStep(number, file.At ?? change.Procedure.First.Kind, "…").Decide(file, books, act)),
            Asked(CaseAct.SendBack, new SendBack(number, change.Procedure.First.Kind, ["other"], "…").Decide(file, books, act)),
            Asked(CaseAct.Confirm, new ConfirmCase(number, file.Terms).Decide(file, books, act)),
            Asked(CaseAct.WithdrawConfirmation, new WithdrawConfirmation(number).Decide(file, act)),
            Asked(CaseAct.OpenNotice, new OpenNotice([number]).Decide([file], books, Guid.Empty, act)),
            Asked(CaseAct.AnnounceLoss, new AnnounceLoss(number, act.Today, AnyDocument).Decide(file, books, act)),
            Asked(CaseAct.CheckMembership, new CheckMembership(number, RegisterSeen.Here, false).Decide(file, books, CityAnswer.Clear, act)),
            Asked(CaseAct.Resolve, AnyResolution(file, books, act)),
            Asked(CaseAct.Enter, new EnterCase(number).Decide(file, books, papers, act)),
            Asked(CaseAct.HandOver, AnyReceipt(file, books).Decide(file, books, act)),
            Asked(CaseAct.HandOverHomestead, AnyCertificate(file, books, act).Decide(file, books, act)),
            Asked(CaseAct.Reach, new ReachHolder(number, file.Unreached.FirstOrDefault(), true, AnyDocument).Decide(file, books, act)),
            Asked(CaseAct.Withdraw, AnyWithdrawal(file, change, books, act).Decide(file, books, act)),
        ];
    }

    /// <summary>Whether nobody is left who acts for themselves is known only when the proofs are sent.</summary>
    private static WithdrawCase AnyWithdrawal(CaseFile file, IChange change, Books books, Act act) =>
        file.IsStillTheirs && act.Actor is Actor.VillageClerk
            ? new(file.Number, "…", [.. Applicants.Of(change, books).Acting.Select(person => new ProvedDeath(person, AnyDocument))])
            : new(file.Number);

    private static NextCaseAct Asked(CaseAct act, Decision decision) => new(act, decision as Decision.Refused);

    /// <summary>Asked as if everybody had agreed today; whether the township stands in for a chair is known only when it is sent.</summary>
    private static Decision AnyResolution(CaseFile file, Books books, Act act) =>
        new RecordResolution([file.Number], DateOnly.MinValue, act.Today, 1, 0, 1, 1, AnyDocument).Decide([file], books, new(Guid.Empty, Relatives.Unknown, 0, 0), Guid.Empty, act);

    private static HandOverHomestead AnyCertificate(CaseFile file, Books books, Act act) => new(
        file.Number, "…", "…", act.Today, AnyDocument, file.Holders.FirstOrDefault(), false, AnyDocument, HandOverHomestead.Awaited(file, books) is [var first, ..] ? first : null);

    private static HandOverCertificates AnyReceipt(CaseFile file, Books books) => new(
        file.Number,
        [.. HandOverCertificates.Due(file, books).Select(right => new HandedOver(right, file.Holders.FirstOrDefault(), false, AnyDocument, true))]);
}
