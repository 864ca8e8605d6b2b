using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry;
using RuralRights.Registry.Households;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>Objections to notices: raised by anybody with or without an account, looked up by their receipt, answered by the township.</summary>
public static class ObjectionPages
{
    private const int LongestWords = 2000;
    private const int LongestContact = 100;
    private const string Handling = "处理异议 handle the objection";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/notices/{id:guid}/object", (Guid id, [FromQuery(Name = "case")] string? number, Guid? sheet, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
            Open(id, number, sheet, who, office, register, names, cancel));
        routes.MapPost("/notices/{id:guid}/object", Raise);
        routes.MapGet("/objections", LookUp);
        routes.MapGet("/objections/{receipt}", Show);
        routes.MapGet("/objections/{id:guid}/answer", (Guid id, Visitor who, Office office, NpgsqlDataSource register, Vault vault, CancellationToken cancel) =>
            AskForAnswer(id, new(), who, office, register, vault, cancel));
        routes.MapPost("/objections/{id:guid}/answer", Resolve);
    }

    // Whoever goes back after handing in a sheet, to read it again or because the page seemed to hang, meets the same sheet; it is told
    // from a new one by its address.
    private static async Task<IResult> Open(Guid id, string? number, Guid? sheet, Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel) =>
        sheet is { } command && number is not null && await ObjectionSheet.LastBy(register, number, Sender(command, who), cancel) is { } raised
        && await office.Desk.Receipt(office.County, command, cancel) is { IsEntered: true }
            ? Page.Of<ObjectionReceiptPage>(new { raised.Receipt, raised.Upheld, Again = $"/notices/{id}/object?case={number}" })
            : await Ask(id, number, new(sheet), office, register, names, cancel);

    // Who has no account is known by nothing but this one sheet, so that sending it twice raises one objection.
    private static Actor Sender(Guid sheet, Visitor who) => who.Actor ?? new Actor.Passerby(sheet);

    private static async Task<IResult> Ask(Guid id, string? number, ObjectionForm sent, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        if (await NoticeLine.Of(register, id, cancel) is not { } notice) return Page.Missing;
        if (!notice.Hangs(office.Today) && sent.Answer is null) return Page.See($"/notices/{id}");

        var entries = await NoticeEntry.Of(office.Desk, register, office.County, id, 0, notice.Cases, cancel, number ?? "");
        if (entries is not [{ OnNotice: true } entry]) return Page.See($"/notices/{id}");

        return Page.Of<ObjectionFormPage>(
            new
            {
                Notice = notice,
                Entry = entry,
                Sent = sent,
                Refused = sent.Answer?.Refusal,
                sent.Answer?.About,
                Names = await names.Masked(entry.People, cancel),
            },
            sent.Busy ? StatusCodes.Status429TooManyRequests
            : sent.Answer is null && sent.Errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Raise(
        Guid id,
        [FromForm] Guid command,
        [FromForm(Name = "case")] string number,
        [FromForm] string? parcel,
        [FromForm] string? words,
        [FromForm] string? contact,
        HttpContext context,
        Visitor who,
        Office office,
        ObjectionLimit limit,
        NpgsqlDataSource register,
        Names names,
        IStringLocalizer<Words> T,
        CancellationToken cancel)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(words)) errors["words"] = T["请写清楚哪里不对"];
        else if (words.Length > LongestWords) errors["words"] = T["请写短一些，最多 {0} 个字", LongestWords];
        if (contact?.Length > LongestContact) errors["contact"] = T["请写短一些，最多 {0} 个字", LongestContact];
        var sent = new ObjectionForm(command, string.IsNullOrEmpty(parcel) ? null : parcel, words, contact) { Errors = errors };
        if (errors.Count > 0) return await Ask(id, number, sent, office, register, names, cancel);
        if (!limit.Lets(context.Connection.RemoteIpAddress)) return await Ask(id, number, sent with { Busy = true }, office, register, names, cancel);

        var by = new Submission(office.County, command, Sender(command, who), office.Today);
        var answer = await office.Desk.Enter(new RaiseObjection(number, sent.Parcel, words!.Trim()), contact, by, cancel);
        return answer.IsEntered && await ObjectionSheet.LastBy(register, number, by.Actor, cancel) is { } raised
            ? Page.See($"/objections/{Uri.EscapeDataString(raised.Receipt)}")
            : await Ask(id, number, sent with { Answer = answer }, office, register, names, cancel);
    }

    private static IResult LookUp(string? receipt) =>
        string.IsNullOrWhiteSpace(receipt) ? Page.Of<ReceiptForm>(new { Missing = receipt is not null }) : Page.See($"/objections/{Uri.EscapeDataString(Normalised(receipt))}");

    /// <summary>Only the state: a receipt number can be guessed, so it opens nothing else.</summary>
    private static async Task<IResult> Show(string receipt, NpgsqlDataSource register, CancellationToken cancel) =>
        await ObjectionSheet.ByReceipt(register, Normalised(receipt), cancel) is { } objection
            ? Page.Of<ObjectionReceiptPage>(new { objection.Receipt, objection.Upheld })
            : Page.Of<ReceiptForm>(new { Typed = receipt, Unknown = true }, StatusCodes.Status404NotFound);

    private static string Normalised(string receipt) => string.Concat(receipt.Where(character => !char.IsWhiteSpace(character))) switch
    {
        ['异', ..] whole => whole,
        var digits => "异" + digits,
    };

    private static async Task<IResult> AskForAnswer(Guid id, ObjectionAnswer sent, Visitor who, Office office, NpgsqlDataSource register, Vault vault, CancellationToken cancel)
    {
        if (await ObjectionSheet.Of(register, id, cancel) is not { } objection) return Page.Missing;
        if (who.Actor is not Actor.TownshipOfficer || !(await Served.By(register, who.Actor, office.Today, cancel)).Contains(objection.Collective, StringComparer.Ordinal)) return Page.Missing;

        var said = await vault.OpenTexts(office.County, [$"words/{objection.Words}", $"objection/{id}"], who.Actor.ToString()!, Handling, cancel);
        return Page.Of<ObjectionAnswerPage>(
            new
            {
                Objection = objection,
                Words = said.GetValueOrDefault($"words/{objection.Words}")?.Words ?? "",
                said.GetValueOrDefault($"objection/{id}")?.Contact,
                Sent = sent,
                Refused = sent.Answer?.Refusal,
                sent.Answer?.About,
            },
            sent.Answer is null && sent.Errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Resolve(
        Guid id, [FromForm] Guid command, [FromForm] bool? upheld, [FromForm] string? words, Visitor who, Office office, NpgsqlDataSource register, Vault vault, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (await ObjectionSheet.Of(register, id, cancel) is not { } objection) return Page.Missing;

        var errors = new Dictionary<string, string>();
        if (upheld is null) errors["upheld"] = T["请选异议成立不成立"];
        if (string.IsNullOrWhiteSpace(words)) errors["words"] = T["请写明核实的情况和理由"];
        if (errors.Count > 0) return await AskForAnswer(id, new(upheld, words) { Errors = errors }, who, office, register, vault, cancel);

        var answer = await office.Desk.Enter(new ResolveObjection(objection.Case, id, upheld!.Value, words!), office.Submit(command, who), cancel);
        return answer.IsEntered ? Page.See($"/cases/{objection.Case}") : await AskForAnswer(id, new(upheld, words, answer), who, office, register, vault, cancel);
    }
}

/// <summary>An objection as it was typed, so that it comes back whole.</summary>
public sealed record ObjectionForm(Guid? Command = null, string? Parcel = null, string? Words = null, string? Contact = null, Answer? Answer = null)
{
    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>True when too many came from the same address.</summary>
    public bool Busy { get; init; }
}

/// <summary>An answer as it was typed.</summary>
public sealed record ObjectionAnswer(bool? Upheld = null, string? Words = null, Answer? Answer = null)
{
    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();
}

/// <summary>How many objections one address may hand in. A village shares an address, so it is not one person's share; a flood is stopped.</summary>
public sealed class ObjectionLimit : IDisposable
{
    /// <summary>Objections an address may hand in within an hour.</summary>
    public const int AnHour = 20;

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(NetworkOf(address), _ => new() { PermitLimit = AnHour, Window = TimeSpan.FromHours(1), QueueLimit = 0 }));

    /// <summary>True when one more may come from there.</summary>
    public bool Lets(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address ?? IPAddress.None);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    // Whoever has one IPv6 address has all of its network.
    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6) return address;

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
