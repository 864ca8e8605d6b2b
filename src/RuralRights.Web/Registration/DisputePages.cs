using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Npgsql;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Domain.Tenure;
using RuralRights.Registry.Households;
using RuralRights.Registry.Parcels;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Registry.Tenure;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>What was typed to bring a dispute.</summary>
public sealed record DisputeForm(string? Claimant, DisputeMatter? Matter, string? KnownOn, string? Words, IReadOnlyDictionary<string, string> Errors, string? Heir = null)
{
    /// <summary>Nothing yet.</summary>
    public static readonly DisputeForm Empty = new(null, null, null, null, new Dictionary<string, string>());

    /// <summary>How a form names an heir and the homestead that they hold.</summary>
    internal static string Of(HeirOfHomestead heir) => $"{heir.Person}/{heir.Plot}";
}

/// <summary>Land that a dispute is brought over, as its form shows it.</summary>
/// <param name="Code">Parcel code, or the plot of a homestead.</param>
/// <param name="Name">Its name in the village, or where it lies.</param>
/// <param name="Right">Code of the right it is under; null where nobody holds it.</param>
/// <param name="Collective">14-digit code of the collective that owns it.</param>
/// <param name="CollectiveName">Name of the collective.</param>
public sealed record DisputedLand(string Code, string Name, string? Right, string Collective, string CollectiveName)
{
    internal static async Task<DisputedLand?> Of(NpgsqlDataSource register, string code, CancellationToken cancel) =>
        LandRight.IsHomestead(code)
            ? await HomesteadSheet.Of(register, code, cancel) is { } homestead ? new(code, homestead.Place, code, homestead.Collective, homestead.CollectiveName) : null
            : await ParcelSheet.Of(register, code, cancel) is { } parcel
                ? new(code, parcel.Name, parcel.Holdings.FirstOrDefault(holding => holding.IsLive)?.Right, parcel.Collective, parcel.CollectiveName)
                : null;
}

/// <summary>Disputes: brought by a household or an heir, or told to a desk, and moved along their ladder by whoever mediates or keeps the papers.</summary>
public static class DisputePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/disputes", List);
        routes.MapGet("/disputes/new", (string parcel, At at, CancellationToken cancel) => at.Ask(parcel, DisputeForm.Empty, null, Guid.CreateVersion7(), cancel));
        routes.MapPost("/disputes/new", Open);
        routes.MapGet("/disputes/{id:guid}", (Guid id, At at, CancellationToken cancel) => at.Show(id, null, null, null, null, cancel));
        routes.MapPost("/disputes/{id:guid}/advance", Advance).TakesDocuments();
    }

    private static async Task<IResult> List(Visitor who, Office office, NpgsqlDataSource register, Names names, CancellationToken cancel)
    {
        var county = await CountyBook.Of(register, cancel);
        var disputes = who.Actor is Actor.Farmer farmer
            ? await DisputeSheet.Of(register, farmer.Household, farmer.Person, cancel)
            : await DisputeSheet.OpenIn(register, await Served.By(register, who.Actor!, office.Today, cancel), cancel);
        var representatives = await HouseholdSheet.Representatives(register, disputes.SelectMany(dispute => new[] { dispute.Claimant, dispute.Holder }), cancel);
        return Page.Of<DisputesPage>(new
        {
            Disputes = disputes.Select(dispute => new DisputesPage.Line(dispute, dispute.Limit(county)?.DaysLeft(office.Today))).ToList(),
            Representatives = representatives,
            Names = await names.For(who, representatives.Values.Concat(disputes.Select(dispute => dispute.Heir).OfType<Guid>()), cancel),
        });
    }

    private static async Task<IResult> Open(
        [FromForm] string parcel, [FromForm] Guid command, [FromForm] string? claimant, [FromForm] string? heir, [FromForm] string? matter, [FromForm] string? known, [FromForm] string? words,
        At at, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        var errors = new Dictionary<string, string>();
        DisputeMatter? about = Enum.TryParse<DisputeMatter>(matter, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        if (await DisputedLand.Of(at.Register, parcel, cancel) is not { } land) return Page.Missing;

        var teller = at.Who.IsPrivate || string.IsNullOrEmpty(heir) ? null : (await HeirOfHomestead.In(at.Register, land.Collective, cancel)).Find(one => DisputeForm.Of(one) == heir);
        var (household, own) = at.Who.IsPrivate ? await at.Claimant(land, cancel) : (claimant?.Trim() ?? "", teller?.Plot);
        if (own is null && household.Length != 18) errors["claimant"] = T["请填写提出争议的农户的18位代码"];
        if (teller is not null && household.Length > 0) errors["claimant"] = T["农户和继承人只能选一个"];
        if (about is null) errors["matter"] = T["请选争的是什么"];
        if (!DateOnly.TryParseExact(known, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var since)) errors["known"] = T["请写成年-月-日"];
        if (string.IsNullOrWhiteSpace(words)) errors["words"] = T["请说清楚是怎么回事"];
        var typed = new DisputeForm(claimant, about, known, words, errors, heir);
        if (errors.Count > 0) return await at.Ask(parcel, typed, null, command, cancel);
        if (land.Right is not { } right) return Page.Missing;

        if (teller is not null)
        {
            if (!await at.IsOf(land, cancel)) return Page.Closed;

            await new SpokenDispute(command, teller.Person, teller.Plot, land.Collective, right, parcel, about!.Value, since, words!).Keep(at.Vault, at.Office.County, cancel);
            return Page.See($"/assisted/disputes/{command}");
        }

        var answer = await at.Office.Desk.Enter(new OpenDispute(right, [parcel], household, about!.Value, since, words!, own), at.Office.Submit(command, at.Who), cancel);
        return answer.IsEntered ? Page.See($"/disputes/{answer.IdOf("dispute")}") : await at.Ask(parcel, typed, answer, Guid.CreateVersion7(), cancel);
    }

    private static async Task<IResult> Advance(Guid id, IFormCollection form, At at, DocumentUploads uploads, IStringLocalizer<Words> T, CancellationToken cancel)
    {
        if (!Enum.TryParse<DisputeStep>(form["step"], out var step) || !Enum.IsDefined(step)) return Page.Missing;

        var (on, document) = ((string?)form["on"], (string?)form["document"]);
        // Who may take the step, and from where, is for the law to say before any paper is asked for.
        var scan = await uploads.ReadOne(form, $"paper-{step}", needed: false, at.Who, cancel);
        var typed = new TypedStep(on, document, scan.Field);
        var errors = new Dictionary<string, string>();
        var day = at.Office.Today;
        if (!string.IsNullOrEmpty(on) && !DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            errors[$"on-{step}"] = T["请写成年-月-日"];
        if (scan.Wrong is { } wrong) errors[$"paper-{step}"] = wrong;
        if (errors.Count > 0) return await at.Show(id, null, step, typed, errors, cancel);

        var by = at.Office.Submit(Guid.TryParse(form["command"], out var command) ? command : Guid.CreateVersion7(), at.Who);
        var answer = await at.Office.Desk.Enter(new AdvanceDispute(id, step, day, document?.Trim() ?? "", scan.Sha256), by, cancel);
        return answer.IsEntered ? Page.See($"/disputes/{id}") : await at.Show(id, answer, step, typed, null, cancel);
    }

    /// <summary>Both parties, and the desks that serve the collective; what is claimed is nobody else's business.</summary>
    internal static async Task<bool> MaySee(DisputeSheet dispute, Visitor who, Office office, NpgsqlDataSource register, CancellationToken cancel) => who.Actor switch
    {
        null => false,
        Actor.Farmer farmer => dispute.Heir == farmer.Person || who.IsOfHousehold(dispute.Claimant) || who.IsOfHousehold(dispute.Holder)
            || (LandRight.IsHomestead(dispute.Right) && (await HomesteadSheet.Of(register, dispute.Right, cancel))?.Holders.Contains(farmer.Person) == true),
        { } actor => (await Served.By(register, actor, office.Today, cancel)).Contains(dispute.Collective, StringComparer.Ordinal),
    };

    /// <summary>Who is at the page of a dispute, and at which office.</summary>
    internal sealed record At(Visitor Who, Office Office, NpgsqlDataSource Register, Names Names, Vault Vault, Documents Documents)
    {
        /// <summary>Gathers what every page of a dispute needs.</summary>
        public static ValueTask<At> BindAsync(HttpContext context) => ValueTask.FromResult(new At(
            Visitor.From(context.User),
            context.RequestServices.GetRequiredService<Office>(),
            context.RequestServices.GetRequiredService<NpgsqlDataSource>(),
            context.RequestServices.GetRequiredService<Names>(),
            context.RequestServices.GetRequiredService<Vault>(),
            context.RequestServices.GetRequiredService<Documents>()));

        public async Task<IResult> Ask(string parcel, DisputeForm typed, Answer? answer, Guid command, CancellationToken cancel)
        {
            if (await DisputedLand.Of(Register, parcel, cancel) is not { } land) return Page.Missing;
            if (!await IsOf(land, cancel) || Who.Actor is not (Actor.Farmer or Actor.VillageClerk or Actor.TownshipOfficer)) return Page.Closed;

            var heirs = Who.IsPrivate ? [] : (IReadOnlyList<HeirOfHomestead>)await HeirOfHomestead.In(Register, land.Collective, cancel);
            return Page.Of<DisputeFormPage>(
                new
                {
                    Land = land,
                    Typed = typed,
                    Command = command,
                    Heirs = heirs,
                    Names = await Names.InFull(Who, heirs.Select(heir => heir.Person), cancel),
                    Refused = answer?.Refusal,
                    answer?.About,
                },
                answer is null && typed.Errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }

        public async Task<IResult> Show(Guid id, Answer? answer, DisputeStep? sent, TypedStep? typed, IReadOnlyDictionary<string, string>? errors, CancellationToken cancel)
        {
            if (await DisputeSheet.Of(Register, id, cancel) is not { } dispute || !await MaySee(dispute, Who, Office, Register, cancel)) return Page.Missing;

            var county = await CountyBook.Of(Register, cancel);
            var papers = new HashSet<string>();
            foreach (var paper in dispute.Steps.Select(line => line.Paper).OfType<string>().Distinct())
                if (await Documents.MaySee(Office.County, Who.Actor!, paper, cancel)) papers.Add(paper);
            var representatives = await HouseholdSheet.Representatives(Register, [dispute.Claimant, dispute.Holder], cancel);
            var words = await Vault.OpenTexts(Office.County, [$"words/{dispute.Words}"], Who.Actor!.ToString()!, "办理争议 work on the dispute", cancel);
            return Page.Of<DisputePage>(
                new
                {
                    Dispute = dispute,
                    Papers = (IReadOnlySet<string>)papers,
                    Limit = dispute.Limit(county),
                    Office.Today,
                    Words = words.Values.FirstOrDefault()?.Words ?? "",
                    Next = await Office.Desk.Look(Office.County, reading => DisputeSheet.Next(reading, id, Office.Submit(Guid.Empty, Who), cancel), cancel),
                    Sent = sent,
                    Typed = typed,
                    Errors = errors ?? new Dictionary<string, string>(),
                    Representatives = representatives,
                    Refused = answer?.Refusal,
                    answer?.About,
                    Names = await Names.InFull(Who, [.. representatives.Values, .. dispute.Heir is { } heir ? [heir] : Array.Empty<Guid>()], cancel),
                },
                answer is null && errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }

        /// <summary>For whom somebody without an office claims: for their household of the collective, or for themselves by the homestead that they inherited in it.</summary>
        public async Task<(string Household, string? Own)> Claimant(DisputedLand land, CancellationToken cancel)
        {
            if (Who.Household is { Length: > 0 } household && Who.Collective == land.Collective) return (household, null);

            var inherited = (await HomesteadSheet.OfPeople(Register, [Who.Actor!.Person], cancel)).Where(one => one.Household.Length == 0 && one.Collective == land.Collective);
            return ("", inherited.OrderByDescending(one => one.Plot == land.Code).FirstOrDefault()?.Plot);
        }

        public async Task<bool> IsOf(DisputedLand land, CancellationToken cancel) => Who.IsPrivate
            ? await Claimant(land, cancel) is not ("", null)
            : (await Served.By(Register, Who.Actor!, Office.Today, cancel)).Contains(land.Collective, StringComparer.Ordinal);
    }

    /// <summary>What was typed for a step.</summary>
    public sealed record TypedStep(string? On, string? Document, DocumentsSent Paper);
}
