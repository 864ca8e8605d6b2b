using RuralRights.Domain.Law;
using static RuralRights.Domain.Law.Decision;
using static RuralRights.Domain.Law.RoleRules;
using static RuralRights.Domain.Registration.DocumentRules;

namespace RuralRights.Domain.Registration;

/// <summary>The clerk files a document in the folder of a household (材料归档): papers that belong to no case, such as the contract of the second round.</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Kind">What paper it is.</param>
/// <param name="Document">SHA-256 of the document handed in.</param>
public sealed record FileInFolder(string Household, DocumentKind Kind, string Document)
{
    /// <summary>The order of the rules: who files, into whose folder, what.</summary>
    public Decision Decide(string county, DocumentFolder folder, DocumentOnHand? document, Act act)
    {
        if (act.Actor is not Actor.Clerk clerk || clerk.County != county) return Refuse(NotTheClerk);
        if (folder.Household != Household || Household.Length == 0) return Refuse(FolderIsUnknown, Household);
        if (document is not { HandedIn: true } || document.Sha256 != Document) return Refuse(DocumentWasNotHandedIn);
        if (folder.Documents.Contains(Document)) return Refuse(DocumentIsFiledAlready, Document);

        var provenance = act.After(NotTheClerk, FolderIsUnknown, DocumentWasNotHandedIn, DocumentIsFiledAlready) with { Documents = [Document] };
        return Enter(new StreamFact(Streams.Household(Household), new DocumentFiled(Household, Kind, Document, document.Pages, provenance)));
    }
}
