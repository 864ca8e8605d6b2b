using RuralRights.Domain.Law;

namespace RuralRights.Domain.Registration;

/// <summary>A document was filed in the folder of a household (一户一档).</summary>
/// <param name="Household">18-digit contractor code.</param>
/// <param name="Kind">What paper it is.</param>
/// <param name="Document">SHA-256 of what is kept.</param>
/// <param name="Pages">Pages in it.</param>
/// <param name="Provenance">Day, actor, authority, case.</param>
public sealed record DocumentFiled(string Household, DocumentKind Kind, string Document, int Pages, Provenance Provenance) : IFact;

/// <summary>What paper a document is.</summary>
public enum DocumentKind
{
    /// <summary>Identity card or another proof of identity (身份证件).</summary>
    IdentityPaper,

    /// <summary>Household register book (户口簿).</summary>
    HouseholdBook,

    /// <summary>Contract of the first or second round (原承包合同).</summary>
    EarlierContract,

    /// <summary>Page of the land ledger of the second round (二轮台账).</summary>
    LandLedger,

    /// <summary>Survey form signed by the household (调查表).</summary>
    SurveyForm,

    /// <summary>Confirmation of the survey by the household (归户确认表).</summary>
    Confirmation,

    /// <summary>Application (申请书).</summary>
    Application,

    /// <summary>Power of attorney (委托书).</summary>
    PowerOfAttorney,

    /// <summary>Judgment, ruling or award (法律文书).</summary>
    Judgment,

    /// <summary>Minutes or resolution of the members (会议记录、决议).</summary>
    Resolution,

    /// <summary>Photograph of a place or a posting (现场照片).</summary>
    Scene,

    /// <summary>Another paper (其他).</summary>
    Other,
}

/// <summary>The folder of a household as decisions see it: whose it is and which documents lie in it.</summary>
/// <param name="Household">18-digit contractor code; empty when the register knows none.</param>
/// <param name="Documents">Hashes of what lies in it.</param>
public sealed record DocumentFolder(string Household, IReadOnlyList<string> Documents) : IState<DocumentFolder>
{
    /// <inheritdoc/>
    public static DocumentFolder Unknown { get; } = new("", []);

    /// <inheritdoc/>
    public DocumentFolder Evolve(object fact) => fact switch
    {
        Households.HouseholdRegistered e => this with { Household = e.Household },
        DocumentFiled e => this with { Documents = [.. Documents, e.Document] },
        _ => this,
    };
}
