using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Npgsql;
using RuralRights.Domain.Collectives;
using RuralRights.Domain.Exits;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Market;
using RuralRights.Domain.Offices;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Settlement;
using RuralRights.Domain.Tenure;
using RuralRights.Interchange.Certificates;
using RuralRights.Registry.Collectives;
using RuralRights.Registry.Exits;
using RuralRights.Registry.Households;
using RuralRights.Registry.Market;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Settlement;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;

namespace RuralRights.Registry;

/// <summary>Who calls, and in which county; the host knows, because it keeps the sign-ins.</summary>
/// <param name="Actor">Null when nobody is signed in.</param>
/// <param name="County">Six-digit county code.</param>
/// <param name="Collective">Collective of the caller's household or board; null for everyone else.</param>
public sealed record Caller(Actor? Actor, string County, string? Collective);

/// <summary>Tells who calls.</summary>
public delegate Caller CallerOf(HttpContext context);

/// <summary>What became of an act, as programs read it.</summary>
/// <param name="Command">Id of the command.</param>
/// <param name="Entered">True when it stands in the register.</param>
/// <param name="Rule">Code of the rule that refused it; null when it was entered.</param>
/// <param name="About">What was in the way.</param>
/// <param name="Facts">Number of facts entered.</param>
/// <param name="Streams">Streams that were extended, such as <c>listing/{id}</c>: what the act made is found here.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Repeated">True when this is the answer to an earlier sending of the same command.</param>
public sealed record Receipt(Guid Command, bool Entered, string? Rule, string? About, int Facts, IReadOnlyList<string> Streams, DateTimeOffset At, bool Repeated)
{
    /// <summary>The receipt of an answer.</summary>
    public static Receipt Of(Answer answer) =>
        new(answer.Command, answer.IsEntered, answer.Refusal?.Code, answer.About, answer.Facts, answer.Streams, answer.At, answer.Repeated);
}

/// <summary>The register for programs: every act is one POST of the same command that a page sends, under the same law.</summary>
/// <remarks>
/// An act needs the header <c>Idempotency-Key</c>, a UUID made by the sender. A browser sends no such header across sites
/// without asking first, so a stranger's page cannot act in the name of whoever is signed in.
/// </remarks>
public static class RegisterApi
{
    /// <summary>Name of the limit on questions of other counties from one address.</summary>
    public const string CityLimit = "city";

    /// <summary>Requests are written like facts, in snake case, and a missing or null member is bad use, never a silent default.</summary>
    public static void Json(JsonSerializerOptions options)
    {
        RegisterJson.Apply(options);
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
    }

    /// <summary>Puts the API under <c>/api/v1</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").AddEndpointFilter(InTheLanguageAskedFor);

        Act<OpenListing>(api, "open-listing", "挂牌 A household offers parcels in its collective's room", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<WithdrawListing>(api, "withdraw-listing", "撤回挂牌 The household takes its offer back", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<TakeListing>(api, "take-listing", "受让 A household of the collective takes an offer", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<ConsentToTransfer>(api, "consent-to-transfer", "共有人同意 A co-holder consents to exactly the terms shown", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<WithdrawConsent>(api, "withdraw-consent", "撤回同意 A co-holder takes the consent back", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<AnswerAsIssuer>(api, "answer-as-issuer", "发包方答复 The issuer agrees, or refuses for a lawful reason", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<ConfirmPayment>(api, "confirm-payment", "确认收款 The transferor confirms that the whole price arrived", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<RegisterTransfer>(api, "register-transfer", "转让登簿 The registrar enters the transfer", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<WithdrawTransfer>(api, "withdraw-transfer", "撤回转让 Either household gives the transfer up", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<IssueCertificate>(api, "issue-certificate", "颁证 The registrar issues a first certificate", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<EnterEncumbrance>(api, "enter-encumbrance", "权利限制 Parcels of a right are held still", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<LiftEncumbrance>(api, "lift-encumbrance", "解除限制 What held them still is lifted", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<RenewSeizure>(api, "renew-seizure", "续封 A seizure is renewed before it ends", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<RecordSuit>(api, "record-suit", "异议起诉证明 A suit is proved behind an objection entry", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<LetHoldYield>(api, "let-hold-yield", "书面放行 A creditor consents, or applicants state that they bear the risk of an objection", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<OpenDispute>(api, "open-dispute", "提出争议 A household brings a dispute, or tells its desk", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<AdvanceDispute>(api, "advance-dispute", "争议进程 A dispute goes a step of its ladder", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<RecordSurvey>(api, "record-survey", "地块调查入库 A clerk takes in a surveyed parcel", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<MakeCountySetting>(api, "make-county-setting", "县级设置 The county fixes a dated setting", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<MakeCollectiveSetting>(api, "make-collective-setting", "集体设置 A collective's own dated setting is recorded", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<PlaceCollective>(api, "place-collective", "集体归属调整 The registrar enters that another village desk and township serve a collective from a day on", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<PublishWorkCalendar>(api, "publish-work-calendar", "放假安排 The holidays of a year are entered", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<ReportSettlement>(api, "report-settlement", "进城落户申报 A person, or a desk that serves the collective, reports that the person settled in town; it changes no right", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<RecordSettlement>(api, "record-settlement", "进城落户核对 An officer of the township or the county checked it; it changes no right", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<CorrectSettlement>(api, "correct-settlement", "进城落户更正 What was reported or recorded is put right", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<GrantOffice>(api, "grant-office", "提出任职 An administrator proposes an office, which a second one has to approve", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<ApproveOffice>(api, "approve-office", "核准任职 A second administrator approves it", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<DeclineOffice>(api, "decline-office", "退回任职 An administrator turns it down", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<QuestionRelative>(api, "question-relative", "提出撤销亲属申报 An administrator asks to strike out a kinship that is not true", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<StrikeRelative>(api, "strike-relative", "核准撤销亲属申报 A second administrator strikes it out", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<UpholdRelative>(api, "uphold-relative", "维持亲属申报 An administrator lets it stand", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<RevokeOffice>(api, "revoke-office", "免去职务 An administrator takes an office back", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<NameGuardian>(api, "name-guardian", "登记监护人 The village clerk enters who is guardian of somebody under eighteen", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<ReportIncapacity>(api, "report-incapacity", "法院认定报送 The village clerk writes down, from a court's paper, that a court found somebody without capacity and who acts for them", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<ConfirmIncapacity>(api, "confirm-incapacity", "法院认定核实 The township confirms it, and only then does the guardian act", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<EndGuardianship>(api, "end-guardianship", "监护终止 The village clerk enters that somebody acts alone again", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<ReportOwnLabour>(api, "report-own-labour", "自食其力报送 The village clerk writes down whether somebody of sixteen or seventeen lives on the income of their own labour", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<ConfirmOwnLabour>(api, "confirm-own-labour", "自食其力核实 The township confirms it, and only then does it count", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<DeclareRelative>(api, "declare-relative", "申报亲属 Somebody declares a relative, to be kept out of their cases", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));

        Act<CompleteStep>(api, "complete-step", "办结本步 Whoever's turn it is does the step a case stands at", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<SendBack>(api, "send-back", "退回补正 A case goes back to an earlier step with everything that is wrong", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<ConfirmCase>(api, "confirm-case", "共有人确认 A holder confirms exactly what was shown", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<WithdrawConfirmation>(api, "withdraw-confirmation", "撤回确认 A holder takes the confirmation back", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<EnterCase>(api, "enter-case", "登簿 The registrar enters what a case asks for", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<WithdrawCase>(api, "withdraw-case", "撤回申请 A case is given up before entry", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<FileDocument>(api, "file-document", "收材料 A paper is put into a case", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<StrikeDocument>(api, "strike-document", "撤下材料 A wrong paper is taken out of the checklist", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<ReachHolder>(api, "reach-holder", "告知权利人 A holder was told, or could not be", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<HandOverCertificates>(api, "hand-over-certificates", "领证 Certificates are handed over against receipts", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<HandOverHomestead>(api, "hand-over-homestead", "不动产权证书入簿、领证 The certificate that the real-estate registry issued is entered as printed and handed over against a receipt", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<AnnounceLoss>(api, "announce-loss", "遗失声明 In a reissue the clerk enters that the loss was announced, with the announcement as it appeared", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<OpenNotice>(api, "open-notice", "张贴公示 Cases are posted on one public notice", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<PhotographNotice>(api, "photograph-notice", "公示拍照 The posting is photographed", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<CloseNotice>(api, "close-notice", "公示期满 A notice ran to its end", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<RaiseObjectionAsMember>(api, "raise-objection", "提出异议 Whoever is signed in objects to a case on public notice", static (desk, sent, by, cancel) => desk.Enter(new RaiseObjection(sent.Case, sent.Parcel, sent.Words), sent.Contact, by, cancel));
        Act<CheckMembership>(api, "check-membership", "成员资格核对 The township checks who is to be a member; the other counties of the city are asked by a keyed hash", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<RecordResolution>(api, "record-resolution", "录入决议 The chair records what two thirds of all members decided", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<ResolveObjection>(api, "resolve-objection", "处理异议 The township answers an objection", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Act<FileInFolder>(api, "file-in-folder", "材料归档 A clerk files a document in the folder of a household", static (desk, command, by, cancel) => desk.Enter(command, by, cancel));
        Opening<ChangeRepresentative>(api, "representative-change", "承包方代表变更 A case is opened: another of the household signs for it");
        Opening<ChangeMembers>(api, "member-change", "家庭成员变更 A case is opened: people, named by their ids, join or leave the list");
        Opening<SplitHousehold>(api, "household-split", "分户 A case is opened: part of a household becomes one of its own");
        Opening<SplitWithDivision>(api, "household-split-with-division", "分户并分割地块 A case is opened: a household splits, and a parcel of which either side takes a part is divided in the same entry");
        Opening<MergeHouseholds>(api, "household-merge", "合户 A case is opened: two households become one");
        Opening<CloseHousehold>(api, "extinct-household", "承包方消亡 A case is opened: nobody of the household is alive");
        Opening<RenewTerm>(api, "term-renewal", "延长承包期 A case is opened: the term of a contract is renewed");
        Opening<RegisterFirst>(api, "first-registration", "承包地首次登记 A case is opened: a right to contracted land is registered for the first time, from the survey to the certificate");
        Opening<RegisterHomestead>(api, "homestead-registration", "宅基地使用权首次登记 A case is opened: a right to use a homestead, with plot and house, is registered for the first time");
        Opening<DivideParcel>(api, "parcel-division", "地块分割 A case is opened: a parcel becomes several, the right stays");
        Opening<ConsolidateParcels>(api, "parcel-consolidation", "地块合并 A case is opened: parcels become one, the right stays");
        Opening<CorrectBoundary>(api, "boundary-correction", "界线更正 A case is opened: a boundary was surveyed anew");
        Opening<CorrectHomestead>(api, "homestead-correction", "宅基地更正登记 A case is opened: an entry of a homestead is put right");
        Opening<InheritHomestead>(api, "homestead-inheritance", "宅基地继承登记 A case is opened: a homestead passes with its house to the heirs");
        Opening<ReturnHomestead>(api, "homestead-return", "宅基地自愿退出 A case is opened: a household gives its homestead back to the collective of its own will");
        Opening<EndWithHouse>(api, "homestead-house-gone", "继承的房屋灭失，注销宅基地 A case is opened: the house that heirs hold a homestead for is gone, and their right ends with it");
        Opening<CorrectHomesteadBoundary>(api, "homestead-boundary-correction", "宅基地界线更正 A case is opened: the boundary of a homestead was surveyed anew");
        Opening<CorrectEntry>(api, "entry-correction", "更正登记 A case is opened: an entry of a parcel is put right");
        Opening<CorrectPerson>(api, "person-correction", "姓名、身份证号更正 A case is opened: a name or identity number, written down before as a draft, is put right");
        Opening<ExpropriateLand>(api, "expropriation", "征收 A case is opened: the right ends on parcels that are expropriated");
        Opening<ReplaceCertificate>(api, "certificate-replacement", "权证换发 A case is opened: a damaged or outdated certificate is taken back for another");
        Opening<ReissueCertificate>(api, "certificate-reissue", "权证补发 A case is opened: a lost certificate is announced as lost, and another takes its place");
        Opening<VoidCertificate>(api, "certificate-void", "权证注销 A case is opened: the certificate of a right that has ended is voided");
        Opening<ClaimMembership>(api, "membership", "成员身份确认 A case is opened: somebody is to be confirmed as a member of a collective");
        Opening<EndMembership>(api, "membership-end", "成员身份丧失、退出 A case is opened: a membership is to end, on a ground of the law");
        Opening<ReturnLand>(api, "return", "自愿交回 A case is opened: a household returns land of its own will; it may withdraw until the entry");

        DeliveryApi.Map(api);
        api.MapGet("/cases/{number}", CaseOf)
            .WithName("case").WithTags("cases").WithSummary("案件 A case: what it asks for, how far it is, and what the caller may do next")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/documents", HandInDocument)
            .WithName("hand-in-document").WithTags("documents").WithSummary("交材料 Hands a document in, as its bytes; acts then name it by the SHA-256 in the answer")
            .Accepts<Stream>("application/octet-stream")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/person-drafts", WriteDown)
            .WithName("person-draft").WithTags("cases").WithSummary("写下正确的姓名或者身份证号 Writes down the right name or identity number of somebody, sealed in the people vault; a case then names it by the id in the answer")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/receipts/{command:guid}", ReceiptOf)
            .WithName("receipt").WithTags("receipts").WithSummary("回执 What became of a command; kept for ever")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/listings", Listings)
            .WithName("listings").WithTags("listings").WithSummary("本集体交易大厅 What is offered in the caller's own collective; nobody sees another's")
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapGet("/transfers/{transfer:guid}", TransferOf)
            .WithName("transfer").WithTags("transfers").WithSummary("转让案件 A transfer: its exact terms, how far it is, and what the caller may do next")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/extracts", ExtractOf)
            .WithName("extract").WithTags("extracts").WithSummary("登记摘录 Who held which right on which parcels, on a legal day and as recorded at a time; one of right, household or parcel is named")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/certificates/{token}", VerificationOf)
            .WithName("verification").WithTags("certificates").WithSummary("权证核验 Whether a certificate counts; open to anyone, masked data only")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/certificates/{certificate:guid}/pdf", PrintOf)
            .WithName("print-certificate").WithTags("certificates").WithSummary("打印权证 The current certificate of this id as the signed PDF that is handed out; for its household and for those who print it, and logged")
            .Produces<Stream>(StatusCodes.Status200OK, "application/pdf")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/certificates/check", CheckOf)
            .WithName("check").WithTags("certificates").WithSummary("证书文件核验 Whether a certificate as a PDF is genuine, and whether it counts; open to anyone, nothing is kept")
            .Accepts<Stream>("application/pdf").WithMetadata(new RequestSizeLimitAttribute(VerifyCertificate.LargestDocument));
        api.MapGet("/search", SearchOf)
            .WithName("search").WithTags("search").WithSummary("查询 Finds households by name (two characters, pinyin or initials), and whatever has a code, begins with it, or has a certificate's serial; for officials of the county, names masked")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        api.MapGet("/rules", () => TypedResults.Ok(RuleBook.All.Values.Concat(ConstraintRules.All.Where(rule => !RuleBook.All.ContainsKey(rule.Code))).OrderBy(rule => rule.Code, StringComparer.Ordinal).ToList()))
            .WithName("rules").WithTags("rules").WithSummary("规则目录 Every rule of the law, with its source and how to mend what it found");
        api.MapGet("/settings", async (DateOnly? day, string? collective, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] CountyConnections connections, TimeProvider clock, CancellationToken cancel) =>
                TypedResults.Ok(SettingNow.All(await CountyBook.Of(connections[callerOf(context).County], cancel), day ?? Submission.LegalDay(clock), collective)))
            .WithName("settings").WithTags("rules").WithSummary("设置 What the county or a collective has set on a day, and what stands where it has not");
        api.MapGet("/work-calendar", async (HttpContext context, [FromServices] CallerOf callerOf, [FromServices] CountyConnections connections, CancellationToken cancel) =>
                TypedResults.Ok((await CountyBook.Of(connections[callerOf(context).County], cancel)).Calendar.Years.ToList()))
            .WithName("work-calendar").WithTags("rules").WithSummary("工作日和放假安排 The holidays of each year that are entered");
        api.MapPost("/city/questions", AnswerCounty)
            .WithName("city-question").WithTags("city").WithSummary("成员身份跨县核对 Another county of the city asks whether somebody is a member in this one, by a keyed hash; question and answer are signed")
            .WithDescription(
                $"The body is signed over its exact bytes, after the line rr-city-question, by the key that this county lists for the county that asks (ECDSA P-256, SHA-256, 64 bytes in base64, header {CityExchange.SignatureHeader}); the answer, after the line rr-city-answer, by the key of this server. "
                + $"Mark is 32 bytes in base64. A nonce counts once, a question for {CityQuestion.Leeway.TotalMinutes:0} minutes either way.")
            .Accepts<CityQuestion>("application/json").Produces<CityReply>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .RequireRateLimiting(CityLimit);
        api.MapGet("/refusal-reasons", (TimeProvider clock) => TypedResults.Ok(RefusalReason.On(Submission.LegalDay(clock)).ToList()))
            .WithName("refusal-reasons").WithTags("rules").WithSummary("法定拒绝理由 Reasons for which an issuer may refuse today");
    }

    /// <summary>Programs ask for a language by header, pages by what their reader chose.</summary>
    private static ValueTask<object?> InTheLanguageAskedFor(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var asked = call.HttpContext.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0])
            .FirstOrDefault(language => language is "zh" or "en");
        if (asked is not null) CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(asked == "en" ? "en" : "zh-CN");
        return next(call);
    }

    private static void Act<TCommand>(
        IEndpointRouteBuilder api, string name, string summary, Func<Desk, TCommand, Submission, CancellationToken, Task<Answer>> enter)
        where TCommand : notnull =>
        api.MapPost($"/acts/{name}", async Task<Results<Ok<Receipt>, ProblemHttpResult>> (
                [FromBody] TCommand command,
                [FromHeader(Name = "Idempotency-Key")] Guid? key,
                HttpContext context,
                [FromServices] CallerOf callerOf,
                [FromServices] Desk desk,
                TimeProvider clock,
                ILoggerFactory logs,
                CancellationToken cancel) =>
            {
                if (key is not { } id || id == Guid.Empty)
                    return Refusals.Problem(StatusCodes.Status400BadRequest, "请求头 Idempotency-Key 应为发送方生成的 UUID。", "The header Idempotency-Key must be a UUID made by the sender.");
                if (callerOf(context) is not { Actor: { } actor, County: var county })
                    return SignInFirst;

                try
                {
                    var answer = await enter(desk, command, Submission.Now(county, id, actor, clock), cancel);
                    return answer.IsEntered ? TypedResults.Ok(Receipt.Of(answer)) : Refusals.Problem(answer);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // A connection that broke during the commit leaves the outcome unknown; the receipt knows it, and the same id asks for it.
                    logs.CreateLogger(typeof(RegisterApi)).LogError(e, "The act {Act} with id {Command} ended without an answer", name, id);
                    if (Outage.Of(e) is { } outage)
                    {
                        context.Response.Headers.RetryAfter = "60";
                        return Refusals.Problem(outage, $"/api/v1/receipts/{id}");
                    }

                    return Refusals.Problem(
                        StatusCodes.Status500InternalServerError,
                        "结果不明：请用同一个 Idempotency-Key 再次发送，已登记的不会重复登记。",
                        "The outcome is not known. Send it again with the same Idempotency-Key; what was entered is not entered twice.");
                }
            })
            .WithName(name)
            .WithTags("acts")
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Every kind of business is opened the same way: the body is what it asks for. Written anew, it is sent with the number of its case.</summary>
    private static void Opening<TChange>(IEndpointRouteBuilder api, string business, string summary)
        where TChange : IChange
    {
        Act<TChange>(api, $"open-case/{business}", summary, static (desk, change, by, cancel) => desk.Enter(new OpenCase(change), by, cancel));
        Act<Amendment<TChange>>(
            api, $"amend-case/{business}", $"更正申请内容：{summary[..summary.IndexOf(' ', StringComparison.Ordinal)]} A case at its first step is written anew, and whoever confirmed confirms again",
            static (desk, sent, by, cancel) => desk.Enter(new AmendCase(sent.Case, sent.Change), by, cancel));
    }

    private static async Task<Results<Ok<CaseNow>, ProblemHttpResult>> CaseOf(
        string number, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Desk desk, [FromServices] CountyConnections connections, TimeProvider clock, CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is not { } actor) return SignInFirst;

        return await CaseSheet.Of(connections[caller.County], number, cancel) is { } sheet
            && await Sight.Allows(desk, connections[caller.County], actor, sheet, Submission.LegalDay(clock), cancel)
            && await desk.Look(caller.County, read => CaseOutlook.Read(read, number, new(caller.County, Guid.Empty, actor, Submission.LegalDay(clock)), cancel), cancel) is { } outlook
                ? TypedResults.Ok(CaseNow.Of(sheet, outlook))
                : Refusals.Problem(StatusCodes.Status404NotFound, "没有这个案件。", "There is no such case.");
    }

    private static async Task<Results<Ok<Receipt>, ProblemHttpResult>> ReceiptOf(
        Guid command, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Desk desk, CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is null) return SignInFirst;

        return await desk.Receipt(caller.County, command, caller.Actor, cancel) is { } answer
            ? TypedResults.Ok(Receipt.Of(answer))
            : Refusals.Problem(StatusCodes.Status404NotFound, "没有这个编号的回执。", "There is no receipt of this id.");
    }

    /// <summary>Nothing of the person changes by it; whoever asks for whom they may open no case learns nothing.</summary>
    private static async Task<Results<Ok<DraftKept>, ProblemHttpResult>> WriteDown(
        [FromBody] DraftAsked asked, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Vault vault, [FromServices] CountyConnections connections, TimeProvider clock, CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is not { } actor) return SignInFirst;

        var (register, today) = (connections[caller.County], Submission.LegalDay(clock));
        var sheet = await HouseholdSheet.Of(register, asked.Household, cancel);
        var isTheirs = sheet is not null && sheet.People.Contains(asked.Person)
            && (actor is Actor.Farmer farmer ? farmer.Household == sheet.Code : await register.Serves(actor, sheet.Collective, today, cancel));
        if (!isTheirs) return Refusals.Problem(StatusCodes.Status404NotFound, "没有这个人。", "There is no such person.");
        if (asked.Normalised(today) is not { } right || !Enum.IsDefined(asked.Correction))
            return Refusals.Problem(StatusCodes.Status400BadRequest, "姓名或者身份证号不对。", "That is no name or no identity number.");

        return await vault.Draft(caller.County, asked.Person, asked.Correction, right, cancel) is { } draft
            ? TypedResults.Ok(new DraftKept(draft))
            : Refusals.Problem(StatusCodes.Status404NotFound, "没有这个人。", "There is no such person.");
    }

    /// <summary>A browser sends no such content across sites without asking first, so a stranger's page cannot hand anything in.</summary>
    private static async Task<Results<Ok<KeptDocument>, ProblemHttpResult>> HandInDocument(
        HttpRequest request, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Documents documents, [FromServices] Desk desk, [FromServices] TimeProvider clock, CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is not { } actor) return SignInFirst;
        if (request.ContentType != "application/octet-stream")
            return Refusals.Problem(StatusCodes.Status415UnsupportedMediaType, "请以 application/octet-stream 发送材料本身。", "Send the document itself as application/octet-stream.");

        var handed = await documents.HandIn(caller.County, request.Body, actor, await desk.DocumentLimits(caller.County, Submission.LegalDay(clock), cancel), cancel);
        return handed.Document is { } kept
            ? TypedResults.Ok(kept)
            : Refusals.Problem(handed.Refusal!, handed.About, StatusCodes.Status422UnprocessableEntity, null);
    }

    private static async Task<Results<Ok<List<Offer>>, ProblemHttpResult>> Listings(
        HttpContext context, [FromServices] CallerOf callerOf, [FromServices] CountyConnections connections, CancellationToken cancel) =>
        callerOf(context) switch
        {
            { Actor: null } => SignInFirst,
            { Collective: { Length: > 0 } collective, County: var county } => TypedResults.Ok(await Room.Of(connections[county], collective, cancel)),
            _ => TypedResults.Ok(new List<Offer>()),
        };

    private static async Task<IResult> AnswerCounty(HttpContext context, [FromServices] CityExchange exchange, CancellationToken cancel)
    {
        var body = new byte[CityExchange.Largest + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancel);
        if (length > CityExchange.Largest) return Refusals.Problem(StatusCodes.Status413PayloadTooLarge, "提问太长。", "The question is too long.");

        var outcome = await exchange.Answer(body[..length], context.Request.Headers[CityExchange.SignatureHeader].FirstOrDefault(), cancel);
        if (outcome.Refusal is { } refused) return Refusals.Problem(refused.Rule, refused.About, StatusOf(refused.Rule), null);
        if (outcome is not { Body: { } answer, Signature: { } signature }) return Refusals.Problem(StatusCodes.Status400BadRequest, "这不是一个跨县核对的提问。", "This is no question of one county to another.");

        context.Response.Headers[CityExchange.SignatureHeader] = signature;
        return TypedResults.Bytes(answer, "application/json");

        static int StatusOf(Rule rule) =>
            rule == CityExchangeRules.CityAskerIsNotListed || rule == CityExchangeRules.CityQuestionIsNotSigned ? StatusCodes.Status403Forbidden
            : rule == CityExchangeRules.CityQuestionWasAsked ? StatusCodes.Status409Conflict
            : rule == CityExchangeRules.CityAsksTooOften ? StatusCodes.Status429TooManyRequests
            : StatusCodes.Status422UnprocessableEntity;
    }

    private static async Task<Results<Ok<TransferNow>, ProblemHttpResult>> TransferOf(
        Guid transfer, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] Desk desk, [FromServices] CountyConnections connections, TimeProvider clock, CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is not { } actor) return SignInFirst;

        var outlook = await desk.Look(caller.County, read => TransferOutlook.Read(read, transfer, actor, cancel), cancel);
        return outlook is not null && (Concerns(outlook, actor) || await SpeaksForAHolder(desk, connections[caller.County], outlook, actor, Submission.LegalDay(clock), cancel))
            ? TypedResults.Ok(TransferNow.Of(outlook, new Act(Submission.LegalDay(clock), actor, "", "")))
            : Refusals.Problem(StatusCodes.Status404NotFound, "没有这笔转让。", "There is no such transfer.");
    }

    /// <summary>An extract names nobody, but who holds what is shown to the household itself and to those whose office is the register.</summary>
    private static async Task<Results<Ok<RightExtract>, ProblemHttpResult>> ExtractOf(
        string? right,
        string? household,
        string? parcel,
        DateOnly? day,
        DateTimeOffset? recordedAt,
        HttpContext context,
        [FromServices] CallerOf callerOf,
        [FromServices] Extracts extracts,
        TimeProvider clock,
        CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is not { } actor) return SignInFirst;

        var on = day ?? Submission.LegalDay(clock);
        var extract = (right, household, parcel) switch
        {
            ({ } code, null, null) => await extracts.OfRight(caller.County, code, on, recordedAt, cancel),
            (null, { } code, null) => await extracts.OfHousehold(caller.County, code, on, recordedAt, cancel),
            (null, null, { } code) => await extracts.OfParcel(caller.County, code, on, recordedAt, cancel),
            _ => null,
        };
        if (extract is null)
            return Refusals.Problem(StatusCodes.Status400BadRequest, "请给出 right、household、parcel 三者之一。", "Name one of right, household or parcel.");

        var shown = extract with
        {
            Rights = [.. extract.Rights.Where(one => MaySee(actor, one.Household, one.Collective))],
            Homesteads = [.. extract.Homesteads.Where(one => MaySee(actor, one.Household, one.Collective) || (actor is Actor.Farmer holder && one.Holders.Contains(holder.Person)))],
        };
        return shown.Rights.Count + shown.Homesteads.Count > 0
            ? TypedResults.Ok(shown)
            : Refusals.Problem(StatusCodes.Status404NotFound, "这一天没有您可以查看的权利。", "There is no right on that day that you may see.");
    }

    /// <summary>Whoever is not named here sees nothing, so that a new office begins with none.</summary>
    private static bool MaySee(Actor actor, string household, string collective) => actor switch
    {
        Actor.Farmer farmer => farmer.HasHousehold && farmer.Household == household,
        Actor.Chair chair => chair.Collective == collective,
        _ => actor.ReadsRegister,
    };

    private static async Task<Results<Ok<Verification>, ProblemHttpResult>> VerificationOf(
        string token, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] VerifyCertificate verify, CancellationToken cancel) =>
        VerificationToken.TryRead(token, out var known, out var error)
            ? TypedResults.Ok(await verify.ByToken(callerOf(context).County, known, cancel))
            : Refusals.Problem(StatusCodes.Status400BadRequest, error.Chinese, error.English);

    private static async Task<IResult> PrintOf(
        Guid certificate,
        HttpContext context,
        [FromServices] CallerOf callerOf,
        [FromServices] CountyConnections connections,
        [FromServices] PrintCertificate press,
        TimeProvider clock,
        CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is not { } actor) return SignInFirst;

        var register = connections[caller.County];
        if (await CertificateLine.ById(register, certificate, cancel) is not { } paper || await RightSheet.Of(register, paper.Right, cancel) is not { } right)
            return Refusals.Problem(StatusCodes.Status404NotFound, "没有这本证书。", "There is no such certificate.");
        if (!PrintCertificate.MayRead(actor, right.Household)) return Refusals.Problem(StatusCodes.Status403Forbidden, "这不归您办。", "This is not for you.");

        var site = new Uri($"{context.Request.Scheme}://{context.Request.Host}");
        var printing = await press.Print(caller.County, certificate, site, actor.ToString(), Submission.LegalDay(clock), cancel);
        if (printing is Printing.Printed printed) return TypedResults.File(printed.Pdf, "application/pdf", $"{paper.Right}.pdf");

        var rule = PrintCertificate.RuleOf(printing)!;
        var (chinese, english) = printing is Printing.CannotPrint { Obstacles: var obstacles }
            ? (string.Concat(obstacles.Select(obstacle => obstacle.Chinese)), string.Join(' ', obstacles.Select(obstacle => obstacle.English)))
            : (rule.Chinese, rule.English);
        return Refusals.Problem(rule, chinese, english, paper.Serial, StatusCodes.Status422UnprocessableEntity, null);
    }

    private static async Task<Ok<CheckedDocument>> CheckOf(
        Stream document, HttpContext context, [FromServices] CallerOf callerOf, [FromServices] VerifyCertificate verify, CancellationToken cancel) =>
        TypedResults.Ok(CheckedDocument.Of(await verify.ByDocument([callerOf(context).County], document, cancel)));

    /// <summary>The whole register may be searched by those whose office it is, as on the page.</summary>
    private static async Task<Results<Ok<SearchResult>, ProblemHttpResult>> SearchOf(
        [Description("姓名、拼音、首字母、代码或证书号 A name, its pinyin or initials, a code, or the serial of a certificate")] string? q,
        [Description("第几页，从 1 起 Page, from 1"), DefaultValue(1)] int? page,
        [Description("每页条数，最多 100 Things on a page, 100 at most"), DefaultValue(RegisterSearch.PageSize)] int? limit,
        HttpContext context,
        [FromServices] CallerOf callerOf,
        [FromServices] RegisterSearch search,
        CancellationToken cancel)
    {
        var caller = callerOf(context);
        if (caller.Actor is not { } actor) return SignInFirst;
        if (!actor.ReadsRegister)
            return Refusals.Problem(StatusCodes.Status403Forbidden, "只有县登记机构的人员可以查询。", "Only officials of the county may search the register.");
        if (string.IsNullOrWhiteSpace(q))
            return Refusals.Problem(StatusCodes.Status400BadRequest, "请给出 q：姓名、拼音、首字母、代码或证书号。", "Give q: a name, its pinyin or initials, a code, or the serial of a certificate.");
        if (page is < 1 || limit is < 1 or > RegisterSearch.LargestPage)
            return Refusals.Problem(StatusCodes.Status400BadRequest, "page 从 1 起；limit 为 1 至 100。", "page begins at 1; limit is 1 to 100.");

        return TypedResults.Ok(await search.Find(caller.County, q, page ?? 1, limit ?? RegisterSearch.PageSize, cancel));
    }

    /// <summary>Whom a transfer is no business of is told that there is none.</summary>
    private static bool Concerns(TransferOutlook outlook, Actor actor) => actor switch
    {
        Actor.Farmer farmer => farmer.Household == outlook.From.Code || farmer.Household == outlook.To.Code,
        Actor.Chair chair => chair.Collective == outlook.Given.Collective,
        _ => actor.ReadsRegister,
    };

    private static async Task<bool> SpeaksForAHolder(Desk desk, NpgsqlDataSource register, TransferOutlook outlook, Actor actor, DateOnly today, CancellationToken cancel) =>
        actor is Actor.Farmer && (await GuardianLine.WardsOf(desk, register, actor.Person, today, cancel)).Intersect(outlook.From.CoHolders).Any();

    private static ProblemHttpResult SignInFirst => Refusals.Problem(StatusCodes.Status401Unauthorized, "请先登录。", "Sign in first.");
}

/// <summary>A transfer as programs read it. Who has consented and who has not is nobody's business, so it is not told.</summary>
/// <param name="Transfer">Id of the transfer.</param>
/// <param name="Listing">The listing it comes from.</param>
/// <param name="Terms">SHA-256 of the exact terms, which a consent names.</param>
/// <param name="Text">The terms in full, as they are to be shown before any consent.</param>
/// <param name="Answer">What the issuer said.</param>
/// <param name="Paid">True once the transferor confirmed the whole price.</param>
/// <param name="End">How it ended.</param>
/// <param name="Next">Every act in it, and what forbids it to the caller today.</param>
public sealed record TransferNow(
    Guid Transfer, Guid Listing, string Terms, string Text, IssuerAnswer Answer, bool Paid, TransferEnd End, IReadOnlyList<PossibleAct> Next)
{
    /// <summary>The transfer as it stands, asked by whoever would act.</summary>
    public static TransferNow Of(TransferOutlook outlook, Act act) => new(
        outlook.Transfer.Id,
        outlook.Transfer.Listing,
        outlook.Transfer.Terms,
        outlook.Transfer.Agreed!.Text,
        outlook.Transfer.Answer,
        outlook.Transfer.Paid,
        outlook.Transfer.End,
        [.. outlook.Next(act).Select(next => new PossibleAct(next.Act, next.IsAvailable, next.Hindrance?.Rule.Code))]);
}

/// <summary>An act, whether the caller may do it now, and the rule that forbids it if not.</summary>
public sealed record PossibleAct(MarketAct Act, bool Available, string? Rule);

/// <summary>What was written down for a case.</summary>
/// <param name="Draft">Its id.</param>
public sealed record DraftKept(Guid Draft);

/// <summary>An objection as programs hand it in: what is said, and how to reach whoever says it, which lies in the vault.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Words">What is wrong.</param>
/// <param name="Parcel">The parcel it is about; null when it is about the household.</param>
/// <param name="Contact">How to reach the objector; null when they do not say.</param>
public sealed record RaiseObjectionAsMember(string Case, string Words, string? Parcel = null, string? Contact = null);

/// <summary>A case as programs read it. Who confirmed and who did not is told to those who may see the case, by opaque ids.</summary>
/// <param name="Case">Business serial number.</param>
/// <param name="Procedure">Code of the business.</param>
/// <param name="At">The step it stands at.</param>
/// <param name="State">open, archived or withdrawn.</param>
/// <param name="Terms">SHA-256 of what it asks for, which a confirmation names.</param>
/// <param name="Text">What it asks for in full.</param>
/// <param name="Alterations">Before and after, side by side.</param>
/// <param name="LastDay">Last day the desk has whose turn it is.</param>
/// <param name="Next">Every act, and what forbids it to the caller today.</param>
public sealed record CaseNow(
    string Case, string Procedure, StepKind? At, string State, string Terms, string Text, IReadOnlyList<Alteration> Alterations, DateOnly? LastDay, IReadOnlyList<PossibleCaseAct> Next)
{
    /// <summary>The case as it stands, asked by whoever would act.</summary>
    public static CaseNow Of(CaseSheet sheet, CaseOutlook outlook) => new(
        sheet.Number, sheet.Procedure.Code, sheet.At, sheet.State, outlook.Terms, outlook.Text, outlook.Alterations, outlook.Limit?.LastDay,
        [.. outlook.Next.Select(next => new PossibleCaseAct(next.Act, next.IsAvailable, next.Hindrance?.Rule.Code))]);
}

/// <summary>What a case is to ask for instead.</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Change">What it asks for now, as it is sent to open one.</param>
public sealed record Amendment<TChange>(string Case, TChange Change)
    where TChange : IChange;

/// <summary>An act in a case, and what forbids it.</summary>
/// <param name="Act">The act.</param>
/// <param name="Available">True when it would be entered if asked for now.</param>
/// <param name="Rule">Code of the rule in its way.</param>
public sealed record PossibleCaseAct(CaseAct Act, bool Available, string? Rule);

/// <summary>What a document turned out to be, as programs read it.</summary>
/// <param name="Verdict">What its signature says.</param>
/// <param name="Counts">True for a genuine document whose certificate counts.</param>
/// <param name="Chinese">The verdict in Chinese.</param>
/// <param name="English">The verdict in English.</param>
/// <param name="SignedBy">The signer as its certificate names it; a claim only, unless the document is genuine.</param>
/// <param name="Register">What the register says of the certificate; unknown for a document that is not genuine.</param>
public sealed record CheckedDocument(CertificateVerdict Verdict, bool Counts, string Chinese, string English, string? SignedBy, Verification Register)
{
    /// <summary>What was found, as programs read it.</summary>
    public static CheckedDocument Of(DocumentVerification found) =>
        new(found.Check.Verdict, found.Counts, found.Check.Chinese, found.Check.English, found.Check.SignedBy, found.Register);
}
