using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Offices;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Oversight;
using RuralRights.Registry.SignIn;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Offices;

/// <summary>Accounts and offices, for those whose only office that is.</summary>
public static class OfficePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts", (int? page, At at, CancellationToken cancel) => List(page ?? 1, new(), at, cancel));
        routes.MapPost("/accounts", Open);
        routes.MapPost("/accounts/changes/{change:guid}", DecideChange);
        routes.MapGet("/accounts/{id:guid}", (Guid id, At at, CancellationToken cancel) => Show(id, new(), at, cancel));
        routes.MapPost("/accounts/{id:guid}/changes", AskForChange);
        routes.MapPost("/accounts/{id:guid}/lock", Lock);
        routes.MapPost("/accounts/{id:guid}/sessions/end", EndSessions);
        routes.MapPost("/accounts/{id:guid}/offices", Propose);
        routes.MapPost("/accounts/{id:guid}/relatives", Question);
        routes.MapPost("/offices/{person:guid}/{grant:guid}", Decide);
        routes.MapPost("/relatives/{person:guid}/{relative:guid}", DecideKinship);
    }

    private const string Deciding = "核准账户和职务 decide on accounts and offices";

    /// <summary>What the pages of accounts are made from.</summary>
    internal sealed record At(
        UserManager<Account> Accounts, NpgsqlDataSource Register, Sessions Sessions, ExternalIdentity External, Names Names, TimeProvider Clock, AccountChanges Changes, Vault Vault, Office Office, Visitor Who)
    {
        public static ValueTask<At> BindAsync(HttpContext context)
        {
            var services = context.RequestServices;
            return ValueTask.FromResult<At>(new(
                services.GetRequiredService<UserManager<Account>>(), services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<Sessions>(),
                services.GetRequiredService<ExternalIdentity>(), services.GetRequiredService<Names>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<AccountChanges>(),
                services.GetRequiredService<Vault>(), services.GetRequiredService<Office>(), Visitor.From(context.User)));
        }
    }

    private static async Task<IResult> List(int page, Typed typed, At at, CancellationToken cancel)
    {
        var number = Math.Max(1, page);
        var lines = await AccountLine.Page(at.Register, (number - 1) * AccountsPage.PageSize, AccountsPage.PageSize, cancel);
        var waiting = await OfficeSheet.Waiting(at.Register, cancel);
        var asked = await at.Changes.Waiting(cancel);
        var questioned = await KinshipSheet.Waiting(at.Register, cancel);
        return Page.Of<AccountsPage>(
            new
            {
                Lines = lines,
                Waiting = waiting,
                Changes = asked,
                Questioned = questioned,
                Reasons = questioned.Count == 0
                    ? []
                    : (await at.Vault.OpenTexts(at.Office.County, [.. questioned.Select(kinship => KinshipSheet.SubjectOf(kinship.Words!)).Distinct()], at.Who.Actor!.ToString()!, Deciding, cancel))
                    .ToDictionary(pair => pair.Key, pair => pair.Value.Words ?? ""),
                Number = number,
                Typed = typed,
                Offices = await OfficeSheet.Of(at.Register, [.. lines.Select(line => line.Person)], cancel),
                Names = await at.Names.Masked(
                    [
                        .. lines.Select(line => line.Person), .. waiting.Select(grant => grant.Person), .. asked.Select(change => change.Person),
                        .. questioned.SelectMany(kinship => new[] { kinship.Person, kinship.Relative }),
                    ],
                    cancel),
            },
            typed.IsFine ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Open(
        [FromForm] string? name, [FromForm] string? number, [FromForm] string? phone, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var typed = new Typed { Name = name, Number = number, Phone = phone };
        if (string.IsNullOrWhiteSpace(name)) typed.Errors["name"] = T["请写姓名"];
        if (!CitizenId.TryParse(number?.Trim(), out _)) typed.Errors["number"] = T["请写身份证号码，十八位"];
        if (SignInPages.PhoneOf(phone) is not { } digits)
        {
            typed.Errors["phone"] = T["请写手机号码，十一位数字"];
            digits = "";
        }

        if (typed.Errors.Count == 0) typed.Take(await at.Changes.AskToOpen(new(name!.Trim(), Person.ResidentCard, number!.Trim()), digits, at.Who.Actor!, cancel), "phone", T);
        return typed.IsFine ? Page.See("/accounts") : await List(1, typed, at, cancel);
    }

    private static async Task<IResult> AskForChange(
        Guid id, [FromForm] string? kind, [FromForm] string? phone, [FromForm] string? subject, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await at.Accounts.FindByIdAsync(id.ToString()) is not { } account) return Page.Missing;

        var typed = new Typed { Phone = phone, Subject = subject };
        switch (kind)
        {
            case "phone" when SignInPages.PhoneOf(phone) is { } digits:
                typed.Take(await at.Changes.AskForPhone(account, digits, T["【三权登记簿】有人提出把您登录用的手机换成别的号码。不是您本人要换的，请马上到县登记机构说明。"], at.Who.Actor!, cancel), "phone", T);
                break;
            case "phone":
                typed.Errors["phone"] = T["请写手机号码，十一位数字"];
                break;
            case "forget":
                typed.Take(await at.Changes.AskToForget(account, T["【三权登记簿】有人提出作废您的密码和动态码。不是您本人要办的，请马上到县登记机构说明。"], at.Who.Actor!, cancel), "forget", T);
                break;
            case "external" when at.External.IsOn && !string.IsNullOrWhiteSpace(subject):
                typed.Take(await at.Changes.AskForExternal(account, at.External.KeyOf(subject.Trim()), at.Who.Actor!, cancel), "subject", T);
                break;
            case "external" when at.External.IsOn:
                typed.Errors["subject"] = T["请写对方系统里的标识"];
                break;
            default:
                return Page.Missing;
        }

        return typed.IsFine ? Page.See("/accounts") : await Show(id, typed, at, cancel);
    }

    private static async Task<IResult> DecideChange(
        Guid change, [FromForm] string? act, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var typed = new Typed();
        switch (act)
        {
            case "approve":
                typed.Take(await at.Changes.Approve(change, at.Who.Actor!, cancel), "changes", T);
                break;
            case "decline":
                typed.Take((await at.Changes.Decline(change, at.Who.Actor!, cancel), null), "changes", T);
                break;
            default:
                return Page.Missing;
        }

        return typed.IsFine ? Page.See("/accounts") : await List(1, typed, at, cancel);
    }

    private static async Task<IResult> Show(Guid id, Typed typed, At at, CancellationToken cancel)
    {
        if (await at.Accounts.FindByIdAsync(id.ToString()) is not { } account) return Page.Missing;

        var kinships = await KinshipSheet.Of(at.Register, account.Person, cancel);
        return Page.Of<OneAccountPage>(
            new
            {
                Account = account,
                Kinships = kinships,
                IsLocked = await at.Accounts.IsLockedOutAsync(account) || await at.Accounts.GetAccessFailedCountAsync(account) >= Tries.Most,
                Offices = await OfficeSheet.Of(at.Register, [account.Person], cancel),
                Sessions = await at.Sessions.Of(id, cancel),
                Now = at.Clock.GetUtcNow(),
                External = at.External.IsOn ? at.External.Name : null,
                Typed = typed,
                Command = Guid.CreateVersion7(),
                Names = await at.Names.Masked([account.Person, .. kinships.SelectMany(kinship => new[] { kinship.Person, kinship.Relative })], cancel),
            },
            typed.IsFine ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Lock(Guid id, [FromForm] bool locked, Visitor who, UserManager<Account> accounts, Sessions sessions, AuditTrail audit, CancellationToken cancel)
    {
        if (await accounts.FindByIdAsync(id.ToString()) is not { } account) return Page.Missing;

        await accounts.SetLockoutEndDateAsync(account, locked ? new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero) : null);
        if (!locked) await accounts.ResetAccessFailedCountAsync(account);
        if (locked) await sessions.EndAll(id, cancel);
        await audit.Note(who.Actor!.ToString()!, "account", $"account/{id}", locked ? "lock" : "unlock");
        return Page.See($"/accounts/{id}");
    }

    private static async Task<IResult> EndSessions(Guid id, Visitor who, Sessions sessions, AuditTrail audit, CancellationToken cancel)
    {
        await sessions.EndAll(id, cancel);
        await audit.Note(who.Actor!.ToString()!, "account", $"account/{id}", "end all sessions");
        return Page.See($"/accounts/{id}");
    }

    private static async Task<IResult> Propose(
        Guid id, [FromForm] Guid command, [FromForm] string? role, [FromForm] string? place, [FromForm] string? from, [FromForm] string? until, At at,
        IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await at.Accounts.FindByIdAsync(id.ToString()) is not { } account) return Page.Missing;

        var typed = new Typed { Role = role, Place = place, From = from, Until = until };
        if (!Enum.TryParse<OfficeRole>(role, out var office) || !Enum.IsDefined(office)) typed.Errors["role"] = T["请选一个职务"];
        if (string.IsNullOrWhiteSpace(place)) typed.Errors["place"] = T["请写地方的代码"];
        if (DayOf(from) is not { } first)
        {
            typed.Errors["from"] = T["请写日期"];
            first = default;
        }

        if (!string.IsNullOrWhiteSpace(until) && DayOf(until) is null) typed.Errors["until"] = T["请写日期，或者空着"];
        if (typed.Errors.Count == 0)
        {
            typed.Answer = await at.Office.Desk.Enter(new GrantOffice(account.Person, office, place!.Trim(), first, DayOf(until)), at.Office.Submit(command, at.Who), cancel);
            if (typed.Answer.IsEntered) return Page.See($"/accounts/{id}");
        }

        return await Show(id, typed, at, cancel);
    }

    private static async Task<IResult> Decide(
        Guid person, Guid grant, [FromForm] Guid command, [FromForm] string? act, At at, CancellationToken cancel)
    {
        var by = at.Office.Submit(command, at.Who);
        var answer = act switch
        {
            "approve" => await at.Office.Desk.Enter(new ApproveOffice(person, grant), by, cancel),
            "decline" => await at.Office.Desk.Enter(new DeclineOffice(person, grant), by, cancel),
            "revoke" => await at.Office.Desk.Enter(new RevokeOffice(person, grant), by, cancel),
            _ => null,
        };
        return await Came(answer, at, cancel);
    }

    private static async Task<IResult> Question(
        Guid id, [FromForm] Guid command, [FromForm] Guid person, [FromForm] Guid relative, [FromForm] string? words, At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await at.Accounts.FindByIdAsync(id.ToString()) is not { } account) return Page.Missing;

        var typed = new Typed { Kinship = (person, relative), Words = words };
        if (string.IsNullOrWhiteSpace(words))
        {
            typed.Errors[OneAccountPage.FieldOf(person, relative)] = T["请写明为什么不属实、怎么核实的"];
        }
        else
        {
            typed.Answer = await at.Office.Desk.Enter(new QuestionRelative(person, relative, words.Trim()), at.Office.Submit(command, at.Who), cancel);
            if (typed.Answer.IsEntered) return Page.See("/accounts");
        }

        return await Show(account.Id, typed, at, cancel);
    }

    private static async Task<IResult> DecideKinship(Guid person, Guid relative, [FromForm] Guid command, [FromForm] string? act, At at, CancellationToken cancel)
    {
        var by = at.Office.Submit(command, at.Who);
        return await Came(
            act switch
            {
                "strike" => await at.Office.Desk.Enter(new StrikeRelative(person, relative), by, cancel),
                "uphold" => await at.Office.Desk.Enter(new UpholdRelative(person, relative), by, cancel),
                _ => null,
            },
            at, cancel);
    }

    private static async Task<IResult> Came(Answer? answer, At at, CancellationToken cancel) => answer switch
    {
        null => Page.Missing,
        { IsEntered: true } => Page.See("/accounts"),
        _ => await List(1, new() { Answer = answer }, at, cancel),
    };

    private static DateOnly? DayOf(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>What was typed, and what was wrong with it.</summary>
    public sealed class Typed
    {
        public string? Name { get; init; }

        public string? Number { get; init; }

        public string? Phone { get; init; }

        public string? Role { get; init; }

        public string? Place { get; init; }

        public string? From { get; init; }

        public string? Until { get; init; }

        public string? Subject { get; init; }

        /// <summary>Whose declaration of whom is questioned.</summary>
        public (Guid Person, Guid Relative)? Kinship { get; init; }

        public string? Words { get; init; }

        public Dictionary<string, string> Errors { get; } = [];

        public Answer? Answer { get; set; }

        public Rule? Refused { get; private set; }

        public bool IsFine => Errors.Count == 0 && Answer is null && Refused is null;

        /// <summary>Says what came of a change, beside the field it concerns.</summary>
        internal void Take((ChangeOutcome Outcome, Rule? Refusal) came, string field, IStringLocalizer<Words> T)
        {
            Refused = came.Refusal;
            if (came.Outcome == ChangeOutcome.Done) return;

            var (beside, sentence) = came.Outcome switch
            {
                ChangeOutcome.NameDiffers => ("name", T["登记簿里这个身份证号码是另一个姓名，请当面核对证件"]),
                ChangeOutcome.PersonHasAccount => ("number", T["这个人已经有账户了；换号码请到那个账户里提出"]),
                ChangeOutcome.Taken => (field, T["这个号码或者标识已经是别的账户的；只有同一户的人可以共用一个号码"]),
                ChangeOutcome.Unknown => (field, T["没有这项变更，或者已经办过"]),
                _ => (field, T["这个账户还有一项变更在等核准，请先办完那一项"]),
            };
            Errors[beside] = sentence;
        }
    }
}
