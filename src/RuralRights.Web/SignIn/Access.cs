namespace RuralRights.Web.SignIn;

/// <summary>What somebody must have to do with the thing a page or an act is about.</summary>
public enum Relation
{
    /// <summary>Nothing: it is about nobody, or about the reader alone.</summary>
    None,

    /// <summary>It is of the reader's own household.</summary>
    Household,

    /// <summary>The reader's household, or somebody for whom the reader speaks, is a party, or the reader's collective is asked.</summary>
    Party,

    /// <summary>It is of the reader's collective, as household, board or supervisor.</summary>
    Collective,

    /// <summary>It is of a collective that the reader's village or township desk serves.</summary>
    Place,

    /// <summary>It is of the reader's county.</summary>
    County,
}

/// <summary>A standing, and what it must have to do with the thing.</summary>
public readonly record struct Reader(Standing As, Relation To);

/// <summary>One row of the authorisation matrix: a route, and who may use it.</summary>
/// <param name="Method">HTTP method; <c>*</c> where a route answers to any.</param>
/// <param name="Route">Pattern of the route, as it is mapped.</param>
/// <param name="Readers">Who may; null for anybody, signed in or not.</param>
/// <param name="OwnAccount">True for the own account, which is open to whoever is signed in, also before they have a standing.</param>
public sealed record AccessRow(string Method, string Route, IReadOnlyList<Reader>? Readers, bool OwnAccount = false)
{
    /// <summary>True when nobody need sign in.</summary>
    public bool IsPublic => Readers is null;

    /// <summary>True when somebody of that standing may come in at all; the page itself looks at the relation.</summary>
    public bool Admits(Standing standing) => Readers is null || Readers.Any(reader => reader.As == standing);
}

/// <summary>
/// The authorisation matrix: every page and every endpoint, and who may use it. A route that has no row here is closed to
/// everybody, and a test fails; so whoever adds a page adds its row.
/// </summary>
public static class Access
{
    private static readonly Reader[] NothingToDoWith = [.. Enum.GetValues<Standing>().Where(standing => standing != Standing.Stranger).Select(standing => new Reader(standing, Relation.None))];
    private static readonly Reader[] Office = County(Standing.Clerk, Standing.Reviewer, Standing.Registrar);
    private static readonly Reader[] Register = [.. Office, .. County(Standing.Auditor)];
    private static readonly Reader[] Desks = Place(Standing.VillageClerk, Standing.TownshipOfficer);
    private static readonly Reader[] Parties = To(Relation.Party, Standing.Farmer, Standing.Person);
    private static readonly Reader[] Handlers = [.. Parties, .. To(Relation.Party, Standing.Chair, Standing.CollectiveSupervisor), .. Desks, .. Office];
    private static readonly Reader[] Papers = [.. OwnHousehold, .. Desks, .. Register];
    private static readonly Reader[] Witnesses = [.. Desks, .. To(Relation.Collective, Standing.Chair, Standing.CollectiveSupervisor), .. Register];
    private static readonly Reader[] Openers = [.. OwnHousehold, .. To(Relation.Collective, Standing.Chair), .. Desks, .. Office];
    private static readonly Reader[] OpenersOfOnesOwn = [.. Openers, .. To(Relation.Party, Standing.Person)];
    private static readonly Reader[] Runners = [.. To(Relation.Collective, Standing.Chair), .. Desks, .. Office];
    private static readonly Reader[] LandHolders = [.. OwnHousehold, .. To(Relation.Party, Standing.Person)];
    private static readonly Reader[] Disputants = [.. Parties, .. To(Relation.Collective, Standing.Chair, Standing.CollectiveSupervisor), .. Desks, .. Register];
    private static readonly Reader[] DisputeOpeners = [.. Parties, .. Desks];
    private static readonly Reader[] DisputeHandlers = [.. DisputeOpeners, .. Office];
    private static readonly Reader[] Intake = County(Standing.Clerk, Standing.Registrar);
    private static readonly Reader[] Registrar = County(Standing.Registrar);
    private static readonly Reader[] RosterReaders = [.. To(Relation.Collective, Standing.Farmer, Standing.Person, Standing.Chair, Standing.CollectiveSupervisor), .. Desks, .. Register];
    private static readonly Reader[] RosterTakers = [.. To(Relation.Collective, Standing.Chair, Standing.CollectiveSupervisor), .. Desks, .. Office];
    private static readonly Reader[] Recorders = [.. To(Relation.Collective, Standing.Chair), .. Place(Standing.TownshipOfficer)];
    private static readonly Reader[] Enterers = [.. Office, .. To(Relation.Collective, Standing.CollectiveSupervisor)];
    private static readonly Reader[] Administrator = County(Standing.Administrator);

    /// <summary>Every row, sorted by route.</summary>
    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        Public("GET", "/"),
        Public("GET", "/about"),
        Own("GET", "/account"),
        Own("GET", "/account/authenticator"),
        Own("POST", "/account/authenticator"),
        Own("POST", "/account/authenticator/new"),
        Own("POST", "/account/passkeys"),
        Own("GET", "/account/passkeys/new"),
        Own("POST", "/account/passkeys/remove"),
        Row("POST", "/account/relatives", NothingToDoWith),
        Own("POST", "/account/sessions/{id:guid}/end"),
        Row("GET", "/accounts", Administrator),
        Row("POST", "/accounts", Administrator),
        Row("POST", "/accounts/changes/{change:guid}", Administrator),
        Row("GET", "/accounts/{id:guid}", Administrator),
        Row("POST", "/accounts/{id:guid}/changes", Administrator),
        Row("POST", "/accounts/{id:guid}/lock", Administrator),
        Row("POST", "/accounts/{id:guid}/offices", Administrator),
        Row("POST", "/accounts/{id:guid}/relatives", Administrator),
        Row("POST", "/accounts/{id:guid}/sessions/end", Administrator),
        Row("POST", "/api/v1/acts/advance-dispute", DisputeHandlers),
        Row("POST", "/api/v1/acts/amend-case/boundary-correction", Openers),
        Row("POST", "/api/v1/acts/amend-case/certificate-reissue", Openers),
        Row("POST", "/api/v1/acts/amend-case/certificate-replacement", Openers),
        Row("POST", "/api/v1/acts/amend-case/certificate-void", Openers),
        Row("POST", "/api/v1/acts/amend-case/entry-correction", Openers),
        Row("POST", "/api/v1/acts/amend-case/expropriation", Openers),
        Row("POST", "/api/v1/acts/amend-case/extinct-household", Openers),
        Row("POST", "/api/v1/acts/amend-case/first-registration", Openers),
        Row("POST", "/api/v1/acts/amend-case/homestead-boundary-correction", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/amend-case/homestead-correction", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/amend-case/homestead-house-gone", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/amend-case/homestead-inheritance", Openers),
        Row("POST", "/api/v1/acts/amend-case/homestead-registration", Openers),
        Row("POST", "/api/v1/acts/amend-case/homestead-return", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/amend-case/household-merge", Openers),
        Row("POST", "/api/v1/acts/amend-case/household-split", Openers),
        Row("POST", "/api/v1/acts/amend-case/household-split-with-division", Openers),
        Row("POST", "/api/v1/acts/amend-case/member-change", Openers),
        Row("POST", "/api/v1/acts/amend-case/membership", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/amend-case/membership-end", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/amend-case/parcel-consolidation", Openers),
        Row("POST", "/api/v1/acts/amend-case/parcel-division", Openers),
        Row("POST", "/api/v1/acts/amend-case/person-correction", Openers),
        Row("POST", "/api/v1/acts/amend-case/representative-change", [.. OwnHousehold, .. Desks, .. Office]),
        Row("POST", "/api/v1/acts/amend-case/return", Openers),
        Row("POST", "/api/v1/acts/amend-case/term-renewal", Openers),
        Row("POST", "/api/v1/acts/announce-loss", Office),
        Row("POST", "/api/v1/acts/answer-as-issuer", To(Relation.Party, Standing.Chair)),
        Row("POST", "/api/v1/acts/approve-office", Administrator),
        Row("POST", "/api/v1/acts/check-membership", Place(Standing.TownshipOfficer)),
        Row("POST", "/api/v1/acts/close-notice", [.. Desks, .. Office]),
        Row("POST", "/api/v1/acts/complete-step", Handlers),
        Row("POST", "/api/v1/acts/confirm-case", Parties),
        Row("POST", "/api/v1/acts/confirm-incapacity", Place(Standing.TownshipOfficer)),
        Row("POST", "/api/v1/acts/confirm-own-labour", Place(Standing.TownshipOfficer)),
        Row("POST", "/api/v1/acts/confirm-payment", Parties),
        Row("POST", "/api/v1/acts/consent-to-transfer", Parties),
        Row("POST", "/api/v1/acts/correct-settlement", [.. OwnHousehold, .. Desks, .. Office]),
        Row("POST", "/api/v1/acts/declare-relative", NothingToDoWith),
        Row("POST", "/api/v1/acts/decline-office", Administrator),
        Row("POST", "/api/v1/acts/end-guardianship", Place(Standing.VillageClerk)),
        Row("POST", "/api/v1/acts/enter-case", [.. County(Standing.Registrar), .. To(Relation.Collective, Standing.CollectiveSupervisor)]),
        Row("POST", "/api/v1/acts/enter-encumbrance", [.. LandHolders, .. County(Standing.Registrar)]),
        Row("POST", "/api/v1/acts/file-document", Handlers),
        Row("POST", "/api/v1/acts/file-in-folder", Office),
        Row("POST", "/api/v1/acts/grant-office", Administrator),
        Row("POST", "/api/v1/acts/hand-over-certificates", [.. Desks, .. Office]),
        Row("POST", "/api/v1/acts/hand-over-homestead", Office),
        Row("POST", "/api/v1/acts/issue-certificate", County(Standing.Registrar)),
        Row("POST", "/api/v1/acts/let-hold-yield", Office),
        Row("POST", "/api/v1/acts/lift-encumbrance", [.. LandHolders, .. County(Standing.Registrar)]),
        Row("POST", "/api/v1/acts/make-collective-setting", [.. To(Relation.Collective, Standing.Chair), .. Place(Standing.TownshipOfficer), .. Office]),
        Row("POST", "/api/v1/acts/make-county-setting", County(Standing.Registrar)),
        Row("POST", "/api/v1/acts/name-guardian", Place(Standing.VillageClerk)),
        Row("POST", "/api/v1/acts/open-case/boundary-correction", Openers),
        Row("POST", "/api/v1/acts/open-case/certificate-reissue", Openers),
        Row("POST", "/api/v1/acts/open-case/certificate-replacement", Openers),
        Row("POST", "/api/v1/acts/open-case/certificate-void", Openers),
        Row("POST", "/api/v1/acts/open-case/entry-correction", Openers),
        Row("POST", "/api/v1/acts/open-case/expropriation", Openers),
        Row("POST", "/api/v1/acts/open-case/extinct-household", Openers),
        Row("POST", "/api/v1/acts/open-case/first-registration", Openers),
        Row("POST", "/api/v1/acts/open-case/homestead-boundary-correction", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/open-case/homestead-correction", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/open-case/homestead-house-gone", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/open-case/homestead-inheritance", Openers),
        Row("POST", "/api/v1/acts/open-case/homestead-registration", Openers),
        Row("POST", "/api/v1/acts/open-case/homestead-return", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/open-case/household-merge", Openers),
        Row("POST", "/api/v1/acts/open-case/household-split", Openers),
        Row("POST", "/api/v1/acts/open-case/household-split-with-division", Openers),
        Row("POST", "/api/v1/acts/open-case/member-change", Openers),
        Row("POST", "/api/v1/acts/open-case/membership", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/open-case/membership-end", OpenersOfOnesOwn),
        Row("POST", "/api/v1/acts/open-case/parcel-consolidation", Openers),
        Row("POST", "/api/v1/acts/open-case/parcel-division", Openers),
        Row("POST", "/api/v1/acts/open-case/person-correction", Openers),
        Row("POST", "/api/v1/acts/open-case/representative-change", [.. OwnHousehold, .. Desks, .. Office]),
        Row("POST", "/api/v1/acts/open-case/return", Openers),
        Row("POST", "/api/v1/acts/open-case/term-renewal", Openers),
        Row("POST", "/api/v1/acts/open-dispute", DisputeOpeners),
        Row("POST", "/api/v1/acts/open-listing", OwnHousehold),
        Row("POST", "/api/v1/acts/open-notice", [.. Desks, .. Office]),
        Row("POST", "/api/v1/acts/photograph-notice", [.. Desks, .. Office]),
        Row("POST", "/api/v1/acts/place-collective", Registrar),
        Row("POST", "/api/v1/acts/publish-work-calendar", Office),
        Row("POST", "/api/v1/acts/question-relative", Administrator),
        Row("POST", "/api/v1/acts/raise-objection", NothingToDoWith),
        Row("POST", "/api/v1/acts/reach-holder", [.. Desks, .. Office]),
        Row("POST", "/api/v1/acts/record-resolution", Recorders),
        Row("POST", "/api/v1/acts/record-settlement", [.. Desks, .. Office]),
        Row("POST", "/api/v1/acts/record-suit", Office),
        Row("POST", "/api/v1/acts/record-survey", County(Standing.Clerk)),
        Row("POST", "/api/v1/acts/register-transfer", County(Standing.Registrar)),
        Row("POST", "/api/v1/acts/renew-seizure", Office),
        Row("POST", "/api/v1/acts/report-incapacity", Place(Standing.VillageClerk)),
        Row("POST", "/api/v1/acts/report-own-labour", Place(Standing.VillageClerk)),
        Row("POST", "/api/v1/acts/report-settlement", [.. OwnHousehold, .. Desks, .. Office]),
        Row("POST", "/api/v1/acts/resolve-objection", [.. Desks, .. Office]),
        Row("POST", "/api/v1/acts/revoke-office", Administrator),
        Row("POST", "/api/v1/acts/send-back", Handlers),
        Row("POST", "/api/v1/acts/strike-document", Handlers),
        Row("POST", "/api/v1/acts/strike-relative", Administrator),
        Row("POST", "/api/v1/acts/take-listing", To(Relation.Collective, Standing.Farmer)),
        Row("POST", "/api/v1/acts/uphold-relative", Administrator),
        Row("POST", "/api/v1/acts/withdraw-case", Handlers),
        Row("POST", "/api/v1/acts/withdraw-confirmation", Parties),
        Row("POST", "/api/v1/acts/withdraw-consent", Parties),
        Row("POST", "/api/v1/acts/withdraw-listing", OwnHousehold),
        Row("POST", "/api/v1/acts/withdraw-transfer", To(Relation.Party, Standing.Farmer)),
        Row("GET", "/api/v1/cases/{number}", [.. Handlers, .. County(Standing.Auditor)]),
        Public("POST", "/api/v1/certificates/check"),
        Row("GET", "/api/v1/certificates/{certificate:guid}/pdf", [.. OwnHousehold, .. Office]),
        Public("GET", "/api/v1/certificates/{token}"),
        Public("POST", "/api/v1/city/questions"),
        Row("GET", "/api/v1/deliveries", Register),
        Row("POST", "/api/v1/deliveries", Intake),
        Row("GET", "/api/v1/deliveries/{sha256:length(64)}", Register),
        Row("POST", "/api/v1/deliveries/{sha256:length(64)}/corrections", Intake),
        Row("GET", "/api/v1/deliveries/{sha256:length(64)}/differences", Register),
        Row("GET", "/api/v1/deliveries/{sha256:length(64)}/findings", Register),
        Row("GET", "/api/v1/deliveries/{sha256:length(64)}/held", Register),
        Row("POST", "/api/v1/deliveries/{sha256:length(64)}/work", Intake),
        Row("POST", "/api/v1/documents", Handlers),
        Row("GET", "/api/v1/extracts", [.. LandHolders, .. To(Relation.Collective, Standing.Chair), .. Register]),
        Row("GET", "/api/v1/listings", [.. NothingToDoWith.Where(reader => reader.As != Standing.Person)]),
        Row("POST", "/api/v1/person-drafts", Openers),
        Row("GET", "/api/v1/receipts/{command:guid}", NothingToDoWith),
        Public("GET", "/api/v1/refusal-reasons"),
        Public("GET", "/api/v1/rules"),
        Row("GET", "/api/v1/search", Register),
        Public("GET", "/api/v1/settings"),
        Row("GET", "/api/v1/transfers/{transfer:guid}", [.. Parties, .. To(Relation.Party, Standing.Chair), .. Register]),
        Public("GET", "/api/v1/work-calendar"),
        Row("GET", "/assisted", Witnesses),
        Row("GET", "/assisted/cases/{number:length(20)}", Desks),
        Row("POST", "/assisted/cases/{number:length(20)}", Desks),
        Row("GET", "/assisted/disputes/{id:guid}", Desks),
        Row("POST", "/assisted/disputes/{id:guid}", Desks),
        Row("GET", "/assisted/transfers/{id:guid}", Desks),
        Row("POST", "/assisted/transfers/{id:guid}", Desks),
        Row("GET", "/assisted/{id:guid}", Witnesses),
        Row("POST", "/assisted/{id:guid}/code", Desks),
        Row("POST", "/assisted/{id:guid}/witness", Witnesses),
        Row("GET", "/audit", County(Standing.Auditor)),
        Row("GET", "/audit.csv", County(Standing.Auditor)),
        Public("GET", "/calendar"),
        Row("POST", "/calendar", Office),
        Row("GET", "/cases", NothingToDoWith),
        Row("GET", "/cases/new", NothingToDoWith),
        Row("GET", "/cases/new/boundary-correction", Openers),
        Row("POST", "/cases/new/boundary-correction", Openers),
        Row("GET", "/cases/new/certificate-reissue", Openers),
        Row("POST", "/cases/new/certificate-reissue", Openers),
        Row("GET", "/cases/new/certificate-replacement", Openers),
        Row("POST", "/cases/new/certificate-replacement", Openers),
        Row("GET", "/cases/new/certificate-void", Openers),
        Row("POST", "/cases/new/certificate-void", Openers),
        Row("GET", "/cases/new/entry-correction", Openers),
        Row("POST", "/cases/new/entry-correction", Openers),
        Row("GET", "/cases/new/expropriation", Openers),
        Row("POST", "/cases/new/expropriation", Openers),
        Row("GET", "/cases/new/extinct-household", Openers),
        Row("POST", "/cases/new/extinct-household", Openers),
        Row("GET", "/cases/new/homestead-boundary-correction", OpenersOfOnesOwn),
        Row("POST", "/cases/new/homestead-boundary-correction", OpenersOfOnesOwn),
        Row("GET", "/cases/new/homestead-correction", OpenersOfOnesOwn),
        Row("POST", "/cases/new/homestead-correction", OpenersOfOnesOwn),
        Row("GET", "/cases/new/homestead-house-gone", OpenersOfOnesOwn),
        Row("POST", "/cases/new/homestead-house-gone", OpenersOfOnesOwn),
        Row("GET", "/cases/new/homestead-inheritance", Openers),
        Row("POST", "/cases/new/homestead-inheritance", Openers),
        Row("GET", "/cases/new/homestead-registration", Openers),
        Row("POST", "/cases/new/homestead-registration", Openers),
        Row("GET", "/cases/new/homestead-return", OpenersOfOnesOwn),
        Row("POST", "/cases/new/homestead-return", OpenersOfOnesOwn),
        Row("GET", "/cases/new/household-merge", Openers),
        Row("POST", "/cases/new/household-merge", Openers),
        Row("GET", "/cases/new/household-split", Openers),
        Row("POST", "/cases/new/household-split", Openers),
        Row("GET", "/cases/new/member-change", Openers),
        Row("POST", "/cases/new/member-change", Openers),
        Row("GET", "/cases/new/membership", OpenersOfOnesOwn),
        Row("POST", "/cases/new/membership", OpenersOfOnesOwn),
        Row("GET", "/cases/new/membership-end", Openers),
        Row("POST", "/cases/new/membership-end", Openers),
        Row("GET", "/cases/new/membership-withdrawal", OpenersOfOnesOwn),
        Row("POST", "/cases/new/membership-withdrawal", OpenersOfOnesOwn),
        Row("GET", "/cases/new/parcel-consolidation", Openers),
        Row("POST", "/cases/new/parcel-consolidation", Openers),
        Row("GET", "/cases/new/parcel-division", Openers),
        Row("POST", "/cases/new/parcel-division", Openers),
        Row("GET", "/cases/new/person-correction", Openers),
        Row("POST", "/cases/new/person-correction", Openers),
        Row("GET", "/cases/new/representative-change", Openers),
        Row("POST", "/cases/new/representative-change", Openers),
        Row("GET", "/cases/new/return", Openers),
        Row("POST", "/cases/new/return", Openers),
        Row("GET", "/cases/new/term-renewal", Openers),
        Row("POST", "/cases/new/term-renewal", Openers),
        Row("POST", "/cases/{number:length(20)}/archive", [.. Handlers, .. County(Standing.Auditor)]),
        Row("GET", "/cases/{number:length(20)}/receipt", Office),
        Row("GET", "/cases/{number}", [.. Handlers, .. County(Standing.Auditor)]),
        Row("POST", "/cases/{number}/announce-loss", Office),
        Row("POST", "/cases/{number}/complete", Handlers),
        Row("POST", "/cases/{number}/confirm", Parties),
        Row("POST", "/cases/{number}/confirmation/withdraw", Parties),
        Row("POST", "/cases/{number}/documents", Handlers),
        Row("POST", "/cases/{number}/documents/strike", Handlers),
        Row("POST", "/cases/{number}/enter", Enterers),
        Row("POST", "/cases/{number}/hand-over", Office),
        Row("POST", "/cases/{number}/hand-over-homestead", Office),
        Row("POST", "/cases/{number}/membership-check", Place(Standing.TownshipOfficer)),
        Row("POST", "/cases/{number}/reach", [.. Desks, .. Office]),
        Row("POST", "/cases/{number}/send-back", Handlers),
        Row("POST", "/cases/{number}/withdraw", Handlers),
        Row("GET", "/certificates", Office),
        Row("GET", "/certificates/{id:guid}", [.. OwnHousehold, .. Office]),
        Row("GET", "/certificates/{id:guid}/pdf", [.. OwnHousehold, .. Office]),
        Row("GET", "/collectives", Register),
        Row("GET", "/collectives/city", Register),
        Row("GET", "/collectives/{code:length(14)}", Register),
        Row("GET", "/collectives/{code:length(14)}.geojson", Register),
        Row("GET", "/collectives/{code:length(14)}/certificates", Office),
        Row("POST", "/collectives/{code:length(14)}/certificates", Office),
        Row("GET", "/collectives/{code:length(14)}/first-registration", Runners),
        Row("POST", "/collectives/{code:length(14)}/first-registration", Runners),
        Row("GET", "/collectives/{code:length(14)}/first-registration/cases", Runners),
        Row("POST", "/collectives/{code:length(14)}/first-registration/cases", Runners),
        Row("POST", "/collectives/{code:length(14)}/first-registration/papers", Runners),
        Row("POST", "/collectives/{code:length(14)}/first-registration/village", Runners),
        Row("GET", "/collectives/{code:length(14)}/first-registration/{form:guid}", Runners),
        Row("GET", "/collectives/{code:length(14)}/homesteads", Runners),
        Row("GET", "/collectives/{code:length(14)}/homesteads/cases", Runners),
        Row("POST", "/collectives/{code:length(14)}/homesteads/cases", Runners),
        Row("POST", "/collectives/{code:length(14)}/homesteads/papers", Runners),
        Row("GET", "/collectives/{code:length(14)}/homesteads/survey", Runners),
        Row("POST", "/collectives/{code:length(14)}/homesteads/survey", Place(Standing.VillageClerk)),
        Row("GET", "/collectives/{code:length(14)}/homesteads/survey.csv", Runners),
        Row("POST", "/collectives/{code:length(14)}/homesteads/village", Place(Standing.VillageClerk)),
        Row("GET", "/collectives/{code:length(14)}/homesteads/{form:guid}", Runners),
        Row("GET", "/collectives/{code:length(14)}/members", RosterReaders),
        Row("GET", "/collectives/{code:length(14)}/members.pdf", RosterReaders),
        Row("GET", "/collectives/{code:length(14)}/members.{kind:regex(^(xlsx|csv)$)}", RosterTakers),
        Row("GET", "/collectives/{code:length(14)}/placements/new", Registrar),
        Row("POST", "/collectives/{code:length(14)}/placements/new", Registrar),
        Row("GET", "/collectives/{code:length(14)}/renewals", Runners),
        Row("POST", "/collectives/{code:length(14)}/renewals", Runners),
        Row("GET", "/collectives/{code:length(14)}/renewals/cases", Runners),
        Row("POST", "/collectives/{code:length(14)}/renewals/cases", Runners),
        Row("POST", "/collectives/{code:length(14)}/renewals/papers", Runners),
        Row("GET", "/collectives/{code:length(14)}/renewals/{form:guid}", Runners),
        Row("GET", "/collectives/{code:length(14)}/resolutions/new", Recorders),
        Row("POST", "/collectives/{code:length(14)}/resolutions/new", Recorders),
        Row("GET", "/deliveries", Register),
        Row("POST", "/deliveries", Intake),
        Row("POST", "/deliveries/open", Intake),
        Row("POST", "/deliveries/sample", Intake),
        Row("GET", "/deliveries/{sha256:length(64)}", Register),
        Row("POST", "/deliveries/{sha256:length(64)}", Intake),
        Row("GET", "/deliveries/{sha256:length(64)}/differences", Register),
        Row("GET", "/deliveries/{sha256:length(64)}/findings.{kind:regex(^(xlsx|json|geojson)$)}", Register),
        Row("GET", "/deliveries/{sha256:length(64)}/progress", Register),
        Row("GET", "/deliveries/{sha256:length(64)}/work", Register),
        Row("POST", "/deliveries/{sha256:length(64)}/work", Intake),
        Row("POST", "/deliveries/{sha256:length(64)}/work.xlsx", Intake),
        Row("POST", "/deliveries/{sha256:length(64)}/work/boundaries", Intake),
        Row("GET", "/deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}", Register),
        Row("POST", "/deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}", Intake),
        Row("POST", "/deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}/check", Intake),
        Row("POST", "/deliveries/{sha256:length(64)}/work/{item:regex(^\\d{{18,19}}$)}/enter", Intake),
        Row("GET", "/disputes", Disputants),
        Row("GET", "/disputes/new", DisputeOpeners),
        Row("POST", "/disputes/new", DisputeOpeners),
        Row("GET", "/disputes/{id:guid}", Disputants),
        Row("POST", "/disputes/{id:guid}/advance", DisputeHandlers),
        Row("POST", "/documents", Handlers),
        Row("GET", "/documents/{sha256:regex(^[0-9a-f]{{64}}$)}", [.. Handlers, .. County(Standing.Auditor)]),
        Row("GET", "/documents/{sha256:regex(^[0-9a-f]{{64}}$)}/file", [.. Handlers, .. County(Standing.Auditor)]),
        Row("GET", "/documents/{sha256:regex(^[0-9a-f]{{64}}$)}/thumbnail", [.. Handlers, .. County(Standing.Auditor)]),
        Public("GET", "/elder"),
        Public("*", "/health"),
        Row("GET", "/homesteads/{plot:length(19)}", [.. Papers, .. To(Relation.Party, Standing.Person)]),
        Row("GET", "/households/{code:length(18)}", Papers),
        Row("POST", "/households/{code:length(18)}/archive", [.. OwnHousehold, .. Register]),
        Row("GET", "/households/{code:length(18)}/documents/new", Office),
        Row("POST", "/households/{code:length(18)}/documents/new", Office),
        Row("GET", "/households/{code:length(18)}/guardians", Desks),
        Row("POST", "/households/{code:length(18)}/guardians", Place(Standing.VillageClerk)),
        Row("POST", "/households/{code:length(18)}/guardians/end", Place(Standing.VillageClerk)),
        Row("POST", "/households/{code:length(18)}/guardians/incapacity/confirm", Place(Standing.TownshipOfficer)),
        Row("POST", "/households/{code:length(18)}/guardians/own-labour", Place(Standing.VillageClerk)),
        Row("POST", "/households/{code:length(18)}/guardians/own-labour/confirm", Place(Standing.TownshipOfficer)),
        Own("GET", "/kept/{id:guid}"),
        Public("GET", "/language"),
        Row("GET", "/ledger", Register),
        Row("GET", "/listings/{id:guid}", [.. To(Relation.Collective, Standing.Farmer, Standing.Chair), .. Register]),
        Row("POST", "/listings/{id:guid}/take", To(Relation.Collective, Standing.Farmer)),
        Row("POST", "/listings/{id:guid}/withdraw", OwnHousehold),
        Row("GET", "/messages", To(Relation.None, Standing.Farmer, Standing.Person)),
        Row("GET", "/my/settlement", OwnHousehold),
        Row("POST", "/my/settlement", OwnHousehold),
        Row("POST", "/my/settlement/take-back", OwnHousehold),
        Public("GET", "/notices"),
        Row("GET", "/notices/desk", [.. Desks, .. Office]),
        Row("POST", "/notices/desk", [.. Desks, .. Office]),
        Public("GET", "/notices/{id:guid}"),
        Row("POST", "/notices/{id:guid}/close", [.. Desks, .. Office]),
        Row("GET", "/notices/{id:guid}/desk", [.. Desks, .. Office]),
        Public("GET", "/notices/{id:guid}/object"),
        Public("POST", "/notices/{id:guid}/object"),
        Row("POST", "/notices/{id:guid}/photographs", [.. Desks, .. Office]),
        Row("GET", "/notices/{id:guid}/sheet.pdf", [.. Desks, .. Office]),
        Public("GET", "/objections"),
        Row("GET", "/objections/{id:guid}/answer", [.. Desks, .. Office]),
        Row("POST", "/objections/{id:guid}/answer", [.. Desks, .. Office]),
        Public("GET", "/objections/{receipt}"),
        Row("POST", "/offices/{person:guid}/{grant:guid}", Administrator),
        Public("GET", "/openapi/{documentName}.json"),
        Row("GET", "/parcels/{code:length(19)}", [.. To(Relation.Collective, Standing.Farmer, Standing.Chair), .. Desks, .. Register]),
        Row("GET", "/parcels/{code:length(19)}.geojson", [.. To(Relation.Collective, Standing.Farmer, Standing.Chair), .. Desks, .. Register]),
        Public("*", "/problem/{status:int}"),
        Row("GET", "/reach", Place(Standing.VillageClerk)),
        Row("POST", "/reach", Place(Standing.VillageClerk)),
        Row("POST", "/relatives/{person:guid}/{relative:guid}", Administrator),
        Row("GET", "/requests/{id:guid}", To(Relation.Party, Standing.Chair)),
        Row("POST", "/requests/{id:guid}", To(Relation.Party, Standing.Chair)),
        Row("GET", "/rights/{code:length(19)}", Papers),
        Row("GET", "/rights/{code:length(19)}/certificate/issue", Registrar),
        Row("POST", "/rights/{code:length(19)}/certificate/issue", Registrar),
        Row("GET", "/rights/{code:length(19)}/choices", OwnHousehold),
        Row("GET", "/rights/{code:length(19)}/choices/sheet", Papers),
        Row("GET", "/rights/{code:length(19)}/choices/sheet.pdf", Papers),
        Row("GET", "/rights/{code:length(19)}/holds/new", Registrar),
        Row("POST", "/rights/{code:length(19)}/holds/new", Registrar),
        Row("GET", "/rights/{code:length(19)}/holds/{id:guid}", Registrar),
        Row("POST", "/rights/{code:length(19)}/holds/{id:guid}/unlock", LandHolders),
        Row("POST", "/rights/{code:length(19)}/holds/{id:guid}/{deed:regex(^(renew|suit|yield|lift)$)}", Registrar),
        Row("GET", "/rights/{code:length(19)}/list", OwnHousehold),
        Row("POST", "/rights/{code:length(19)}/list", OwnHousehold),
        Row("POST", "/rights/{code:length(19)}/lock", LandHolders),
        Row("GET", "/room", To(Relation.Collective, Standing.Farmer, Standing.Chair)),
        Public("GET", "/rules"),
        Public("GET", "/rules/{code}"),
        Row("GET", "/search", Register),
        Public("GET", "/settings"),
        Public("GET", "/settings/{key}"),
        Row("POST", "/settings/{key}", Office),
        Row("GET", "/settlement", [.. Desks, .. Register]),
        Row("GET", "/settlement/list.{kind:regex(^(xlsx|csv)$)}", Office),
        Row("GET", "/settlement/people/{person:guid}", [.. Desks, .. Register]),
        Row("POST", "/settlement/people/{person:guid}/check", [.. Desks, .. Office]),
        Row("POST", "/settlement/people/{person:guid}/correct", [.. Desks, .. Office]),
        Row("GET", "/settlement/report", [.. Desks, .. Office]),
        Row("POST", "/settlement/report", [.. Desks, .. Office]),
        Row("GET", "/settlement/sheets.pdf", Office),
        Public("GET", "/sign-in"),
        Public("POST", "/sign-in"),
        Public("POST", "/sign-in/code"),
        Public("GET", "/sign-in/code/{id:guid}"),
        Public("POST", "/sign-in/code/{id:guid}"),
        Public("POST", "/sign-in/code/{id:guid}/person"),
        Public("GET", "/sign-in/external"),
        Public("GET", "/sign-in/external/refused"),
        Public("POST", "/sign-in/passkey"),
        Public("GET", "/sign-in/staff"),
        Public("POST", "/sign-in/staff"),
        Own("GET", "/sign-in/standing"),
        Own("POST", "/sign-in/standing"),
        Public("POST", "/sign-out"),
        Public("GET", "/sign-out/external"),
        Public("GET", "/sign-out/external/leave"),
        Row("GET", "/tiles/{zoom:int}/{x:int}/{y:int}.mvt", Register),
        Row("GET", "/transfers", To(Relation.None, Standing.Farmer, Standing.Person)),
        Row("GET", "/transfers/{id:guid}", [.. Parties, .. Register]),
        Row("POST", "/transfers/{id:guid}/consent", Parties),
        Row("POST", "/transfers/{id:guid}/consent/withdraw", Parties),
        Row("POST", "/transfers/{id:guid}/payment", Parties),
        Row("POST", "/transfers/{id:guid}/register", Office),
        Row("POST", "/transfers/{id:guid}/withdraw", To(Relation.Party, Standing.Farmer)),
        Public("GET", "/v/{county}/{token}"),
        Public("GET", "/verify"),
        Public("POST", "/verify"),
    ];

    private static readonly Dictionary<(string, string), AccessRow> _byRoute = Rows.ToDictionary(row => (row.Method, row.Route));

    private static Reader[] OwnHousehold => To(Relation.Household, Standing.Farmer);

    /// <summary>The row of a route; null when the matrix has none, and then nobody comes in.</summary>
    public static AccessRow? RowOf(RouteEndpoint endpoint, string method)
    {
        var route = RouteOf(endpoint);
        return _byRoute.GetValueOrDefault((method, route)) ?? _byRoute.GetValueOrDefault(("*", route));
    }

    /// <summary>True when a link leads somebody of that standing to no closed door; a place on the page at hand is open to whoever reads the page.</summary>
    public static bool Leads(Standing standing, string href) =>
        href[0] == '#' || (Rows.FirstOrDefault(row => row.Method == "GET" && Fits(row.Route, href.Split('?', '#')[0])) is { } row && row.Admits(standing));

    private static bool Fits(string route, string path) =>
        route.Split('/') is var pattern && path.Split('/') is var parts && pattern.Length == parts.Length
        && pattern.Zip(parts).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));

    /// <summary>The pattern of a route as the matrix writes it.</summary>
    public static string RouteOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static AccessRow Own(string method, string route) => new(method, route, [], OwnAccount: true);

    private static AccessRow Public(string method, string route) => new(method, route, null);

    private static AccessRow Row(string method, string route, IReadOnlyList<Reader> readers) => new(method, route, readers);

    private static Reader[] To(Relation relation, params Standing[] standings) => [.. standings.Select(standing => new Reader(standing, relation))];

    private static Reader[] County(params Standing[] standings) => To(Relation.County, standings);

    private static Reader[] Place(params Standing[] standings) => To(Relation.Place, standings);
}
