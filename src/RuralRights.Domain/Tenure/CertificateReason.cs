namespace RuralRights.Domain.Tenure;

/// <summary>A reason for which a paper is replaced, reissued or voided, as papers print it. Free words could name people.</summary>
/// <param name="Code">Name that stays for ever.</param>
/// <param name="Occasion">What the reason serves for; null when it voids a paper.</param>
/// <param name="Chinese">As printed.</param>
/// <param name="English">The same in English.</param>
public sealed record CertificateReason(string Code, CertificateOccasion? Occasion, string Chinese, string English)
{
    /// <summary>The paper is damaged.</summary>
    public static readonly CertificateReason Damaged = new("damaged", CertificateOccasion.Replacement, "权证损毁", "The certificate is damaged");

    /// <summary>The paper says something the register does not.</summary>
    public static readonly CertificateReason WronglyWritten = new("wrongly-written", CertificateOccasion.Replacement, "权证记载与登记簿不一致", "The certificate differs from the register");

    /// <summary>The right itself changed, such as by a transfer.</summary>
    public static readonly CertificateReason RightChanged = new("right-changed", CertificateOccasion.Replacement, "承包经营权变更", "The right changed");

    /// <summary>The paper was lost and the loss announced.</summary>
    public static readonly CertificateReason Lost = new("lost", CertificateOccasion.Reissue, "权证遗失，经公告期满后补发", "Lost; reissued after the announced time");

    /// <summary>Nothing is left of the right.</summary>
    public static readonly CertificateReason RightEnded = new("right-ended", null, "承包经营权终止", "The right ended");

    /// <summary>All reasons.</summary>
    public static IReadOnlyList<CertificateReason> All { get; } = [Damaged, WronglyWritten, RightChanged, Lost, RightEnded];

    /// <summary>The reason of a code, if it serves for the occasion.</summary>
    public static CertificateReason? Find(string code, CertificateOccasion? occasion) =>
        All.FirstOrDefault(reason => reason.Code == code && reason.Occasion == occasion);
}
