using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Households;
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
        routes.MapGet("/accounts", (int? page, NpgsqlDataSource register, Names names, CancellationToken cancel) => List(page ?? 1, new(), register, names, cancel)).RequireAuthorization(Doors.Administration);
        routes.MapPost("/accounts", Open).RequireAuthorization(Doors.Administration);
        routes.MapGet("/accounts/{id:guid}", (Guid id, UserManager<Account> accounts, NpgsqlDataSource register, Sessions sessions, Names names, TimeProvider clock, CancellationToken cancel) =>
            Show(id, new(), accounts, register, sessions, names, clock, cancel)).RequireAuthorization(Doors.Administration);
        routes.MapPost("/accounts/{id:guid}/lock", Lock).RequireAuthorization(Doors.Administration);
        routes.MapPost("/accounts/{id:guid}/sessions/end", EndSessions).RequireAuthorization(Doors.Administration);
        routes.MapPost("/accounts/{id:guid}/offices", Propose).RequireAuthorization(Doors.Administration);
        routes.MapPost("/offices/{person:guid}/{grant:guid}", Decide).RequireAuthorization(Doors.Administration);
    }

    private static async Task<IResult> List(int page, Typed typed, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var number = Math.Max(1, page);
        var lines = await AccountLine.Page(register, (number - 1) * AccountsPage.PageSize, AccountsPage.PageSize, cancel);
        var waiting = await OfficeSheet.Waiting(register, cancel);
        return Page.Of<AccountsPage>(
            new
            {
                Lines = lines,
                Waiting = waiting,
                Number = number,
                Typed = typed,
                Offices = await OfficeSheet.Of(register, [.. lines.Select(line => line.Person)], cancel),
                Names = await names.Masked(lines.Select(line => line.Person).Concat(waiting.Select(grant => grant.Person)), cancel),
            },
            typed.Errors.Count == 0 && typed.Answer is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Open(
        [FromForm] string? name, [FromForm] string? number, [FromForm] string? phone, Visitor who, OpenAccount open, Vault vault, AuditTrail audit, Office office,
        NpgsqlDataSource register, Names names, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var typed = new Typed { Name = name, Number = number, Phone = phone };
        if (string.IsNullOrWhiteSpace(name)) typed.Errors["name"] = T["请写姓名"];
        if (!CitizenId.TryParse(number?.Trim(), out _)) typed.Errors["number"] = T["请写身份证号码，十八位"];
        if (SignInPages.PhoneOf(phone) is not { } digits)
        {
            typed.Errors["phone"] = T["请写手机号码，十一位数字"];
            digits = "";
        }

        if (typed.Errors.Count > 0) return await List(1, typed, register, names, cancel);

        var person = (await vault.Keep(office.County, [new(name!.Trim(), Person.ResidentCard, number!.Trim())], cancel))[0];
        if (await open.For(office.County, person, digits, cancel) is not { } account)
        {
            typed.Errors["phone"] = T["这个号码已经有账户了"];
            return await List(1, typed, register, names, cancel);
        }

        await audit.Note(who.Actor!.ToString()!, "account", $"account/{account.Id}", "open");
        return Page.See($"/accounts/{account.Id}");
    }

    private static async Task<IResult> Show(
        Guid id, Typed typed, UserManager<Account> accounts, NpgsqlDataSource register, Sessions sessions, Names names, TimeProvider clock, CancellationToken cancel)
    {
        if (await accounts.FindByIdAsync(id.ToString()) is not { } account) return Page.Missing;

        return Page.Of<OneAccountPage>(
            new
            {
                Account = account,
                Offices = await OfficeSheet.Of(register, [account.Person], cancel),
                Sessions = await sessions.Of(id, cancel),
                Now = clock.GetUtcNow(),
                Typed = typed,
                Command = Guid.CreateVersion7(),
                Names = await names.Masked([account.Person], cancel),
            },
            typed.Errors.Count == 0 && typed.Answer is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
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
        Guid id, [FromForm] Guid command, [FromForm] string? role, [FromForm] string? place, [FromForm] string? from, [FromForm] string? until, Visitor who, Office office,
        UserManager<Account> accounts, NpgsqlDataSource register, Sessions sessions, Names names, TimeProvider clock, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await accounts.FindByIdAsync(id.ToString()) is not { } account) return Page.Missing;

        var typed = new Typed { Role = role, Place = place, From = from, Until = until };
        if (!Enum.TryParse<OfficeRole>(role, out var office_) || !Enum.IsDefined(office_)) typed.Errors["role"] = T["请选一个职务"];
        if (string.IsNullOrWhiteSpace(place)) typed.Errors["place"] = T["请写地方的代码"];
        if (DayOf(from) is not { } first)
        {
            typed.Errors["from"] = T["请写日期"];
            first = default;
        }

        if (!string.IsNullOrWhiteSpace(until) && DayOf(until) is null) typed.Errors["until"] = T["请写日期，或者空着"];
        if (typed.Errors.Count == 0)
        {
            typed.Answer = await office.Desk.Enter(new GrantOffice(account.Person, office_, place!.Trim(), first, DayOf(until)), office.Submit(command, who), cancel);
            if (typed.Answer.IsEntered) return Page.See($"/accounts/{id}");
        }

        return await Show(id, typed, accounts, register, sessions, names, clock, cancel);
    }

    private static async Task<IResult> Decide(
        Guid person, Guid grant, [FromForm] Guid command, [FromForm] string? act, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var by = office.Submit(command, who);
        var answer = act switch
        {
            "approve" => await office.Desk.Enter(new ApproveOffice(person, grant), by, cancel),
            "decline" => await office.Desk.Enter(new DeclineOffice(person, grant), by, cancel),
            "revoke" => await office.Desk.Enter(new RevokeOffice(person, grant), by, cancel),
            _ => null,
        };
        return answer switch
        {
            null => Page.Missing,
            { IsEntered: true } => Page.See("/accounts"),
            _ => await List(1, new() { Answer = answer }, register, names, cancel),
        };
    }

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

        public Dictionary<string, string> Errors { get; } = [];

        public Answer? Answer { get; set; }
    }
}
