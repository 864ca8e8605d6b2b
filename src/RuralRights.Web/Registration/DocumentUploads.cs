using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Registration;
using RuralRights.Web.Language;
using RuralRights.Web.Layout;
using RuralRights.Web.SignIn;

namespace RuralRights.Web.Registration;

/// <summary>What a form's document field was sent with: the pages that are kept, and what was wrong with the others.</summary>
/// <param name="Pages">Pages kept, in their order; a PDF is one.</param>
/// <param name="Error">What was wrong, in the language of the reader; null when nothing was.</param>
public sealed record DocumentsSent(IReadOnlyList<KeptDocument> Pages, string? Error)
{
    /// <summary>A field nobody has sent yet.</summary>
    public static readonly DocumentsSent Nothing = new([], null);
}

/// <summary>A document field read to the end: its pages bound to one document, or what is wrong with it.</summary>
/// <param name="Field">What the field was sent with, for the form that comes back.</param>
/// <param name="Sha256">The document; null when there is none.</param>
/// <param name="Wrong">The sentence beside the field; null when nothing is wrong.</param>
public sealed record PaperSent(DocumentsSent Field, string? Sha256, string? Wrong);

/// <summary>Takes documents out of forms. Any form page with a <c>DocumentField</c> reads it by this.</summary>
/// <remarks>
/// A file is looked through and kept as soon as it arrives, and from then on the form carries its hash. So a form that comes
/// back with an error has lost no file, and a script that sends pages one by one ends in the same fields as a browser without.
/// </remarks>
public sealed class DocumentUploads(Documents documents, Office office, IStringLocalizer<Words> T)
{
    private const int LongestName = 40;

    /// <summary>How large documents may be today, and of which kinds.</summary>
    public Task<DocumentLimits> Limits(CancellationToken cancel) => office.Desk.DocumentLimits(office.County, office.Today, cancel);

    /// <summary>Takes one document in that came in no field of its own, such as a scan among many in a zip.</summary>
    public async Task<Registry.Registration.HandedIn> HandIn(Stream content, Visitor who, CancellationToken cancel) =>
        await documents.HandIn(office.County, content, who.Actor!, await Limits(cancel), cancel);

    /// <summary>Reads a field: pages kept earlier that were not taken out again, then the files that came now.</summary>
    /// <param name="form">The form as it was sent.</param>
    /// <param name="name">Name of the field.</param>
    /// <param name="who">Who sent it; nobody can name what another handed in.</param>
    /// <param name="held">Papers of the case that the form is about, which may be named again whoever handed them in.</param>
    /// <param name="cancel">Stops it.</param>
    private async Task<DocumentsSent> Read(IFormCollection form, string name, Visitor who, IReadOnlyCollection<string> held, CancellationToken cancel)
    {
        var actor = who.Actor ?? throw new InvalidOperationException("Only somebody signed in hands documents in.");
        var pages = new List<KeptDocument>();
        var dropped = form[$"{name}-drop"].ToHashSet();
        foreach (var sha256 in form[name].OfType<string>().Where(sha256 => !dropped.Contains(sha256)).Distinct())
        {
            if (await documents.Find(office.County, sha256, cancel) is { } kept && (held.Contains(sha256) || await documents.WasHandedInBy(office.County, sha256, actor, cancel))) pages.Add(kept);
        }

        var errors = new List<string>();
        var limits = await Limits(cancel);
        foreach (var file in form.Files.GetFiles($"{name}-file").Where(file => file.Length > 0 || file.FileName.Length > 0))
        {
            await using var content = file.OpenReadStream();
            var handed = await documents.HandIn(office.County, content, actor, limits, cancel);
            if (handed.Document is not { } kept) errors.Add(Say(LabelOf(file.FileName), handed.Refusal!, handed.About));
            else if (pages.TrueForAll(page => page.Sha256 != kept.Sha256)) pages.Add(kept);
        }

        return new(pages, errors.Count == 0 ? null : string.Join(" ", errors));
    }

    /// <summary>Reads a field and binds its pages to one document: a single one as it is, several pictures together.</summary>
    /// <param name="form">The form as it was sent.</param>
    /// <param name="name">Name of the field.</param>
    /// <param name="needed">True when the field may not be empty.</param>
    /// <param name="who">Who sent it.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="held">Papers of the case that the form is about, which may be named again whoever handed them in.</param>
    public async Task<PaperSent> ReadOne(IFormCollection form, string name, bool needed, Visitor who, CancellationToken cancel, IReadOnlyCollection<string>? held = null)
    {
        var sent = await Read(form, name, who, held ?? [], cancel);
        if (sent.Error is { } wrong) return new(sent, null, wrong);
        if (needed && sent.Pages.Count == 0) return new(sent, null, T["请选一张照片或一个 PDF"]);
        // Pages that were taken out again leave a form to look at once more, not one to send on.
        if (form[$"{name}-drop"].Count > 0) return new(sent, null, T["已去掉不要的页，请看一眼再提交"]);
        if (sent.Pages.Count == 0) return new(sent, null, null);
        if (sent.Pages is [var only]) return new(sent, only.Sha256, null);

        var whole = await documents.Bind(office.County, [.. sent.Pages.Select(page => page.Sha256)], who.Actor!, await Limits(cancel), cancel);
        return whole.Document is { } document ? new(sent, document.Sha256, null) : new(sent, null, Say(whole.Refusal!, whole.About));
    }

    /// <summary>Reads a signature field: what came now, or else what is kept from before and was not taken out again.</summary>
    /// <param name="form">The form as it was sent.</param>
    /// <param name="name">Name of the field.</param>
    /// <param name="who">Who sent it; nobody can name what another handed in.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<PaperSent> ReadSignature(IFormCollection form, string name, Visitor who, CancellationToken cancel)
    {
        var actor = who.Actor ?? throw new InvalidOperationException("Only somebody signed in hands documents in.");
        if (form.Files.GetFile($"{name}-file") is { } file && (file.Length > 0 || file.FileName.Length > 0))
        {
            await using var content = file.OpenReadStream();
            var handed = await documents.HandInSignature(office.County, content, actor, cancel);
            return handed?.Document is { } given ? new(new([given], null), given.Sha256, null) : new(DocumentsSent.Nothing, null, WhyNoSignature(handed));
        }

        return form[name].OfType<string>().Except(form[$"{name}-drop"].OfType<string>(), StringComparer.Ordinal).FirstOrDefault() is { } sha256
            && await documents.Find(office.County, sha256, cancel) is { Format: not DocumentFormat.Pdf } kept && await documents.WasHandedInBy(office.County, sha256, actor, cancel)
                ? new(new([kept], null), kept.Sha256, null)
                : new(DocumentsSent.Nothing, null, null);
    }

    /// <summary>Why a picture was not taken in as a signature, as the sentence beside the field.</summary>
    public string WhyNoSignature(Registry.Registration.HandedIn? handed) => handed?.Refusal is { } rule ? Say(rule, handed.About) : T["签名要是照片或者签名板的图，不超过 2 兆"];

    /// <summary>Hands a document in that lies in the store already, for somebody who files it in another case of theirs; false when it cannot stand in another.</summary>
    public Task<bool> HandOn(string sha256, Visitor who, CancellationToken cancel) =>
        documents.HandOn(office.County, sha256, who.Actor ?? throw new InvalidOperationException("Only somebody signed in hands documents in."), cancel);

    /// <summary>A field that holds a document already; null when none of that hash is kept.</summary>
    public async Task<DocumentsSent?> Kept(string sha256, CancellationToken cancel) => await documents.Find(office.County, sha256, cancel) is { } kept ? new([kept], null) : null;

    /// <summary>A refusal as the sentence beside a field.</summary>
    public static string Say(Rule refusal, string? about) =>
        Write.Either(refusal.Chinese, refusal.English) + (about is null ? "" : Write.Either($"（{about}）", $" ({about})")) + Write.Either("", " ") + Write.Either(refusal.MendChinese, refusal.MendEnglish);

    /// <summary>A file's name as it may be shown: no folders, nothing that turns the line around, not longer than forty characters, its ending kept.</summary>
    public static string LabelOf(string fileName)
    {
        var bare = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var shown = new StringBuilder(bare.Length);
        foreach (var rune in bare.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)) shown.Append(rune);

        var runes = shown.ToString().EnumerateRunes().ToList();
        if (runes.Count <= LongestName) return string.Concat(runes);

        const int End = 8;
        return string.Concat(runes.Take(LongestName - End - 1)) + "…" + string.Concat(runes.Skip(runes.Count - End));
    }

    private static string Say(string file, Rule refusal, string? about) => Write.Either($"“{file}”：", $"“{file}”: ") + Say(refusal, about);
}

/// <summary>Endpoints whose forms carry documents.</summary>
public static class DocumentForms
{
    // More than any form of photographs has, so that a photograph that is too large comes back with a sentence and the rest of the form.
    private const long LargestForm = 256L << 20;

    /// <summary>Lets a form with documents in.</summary>
    public static RouteHandlerBuilder TakesDocuments(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new RequestSizeLimitAttribute(LargestForm), new KeptForms.KeepsFiles())
        .WithFormOptions(multipartBodyLengthLimit: LargestForm, multipartHeadersLengthLimit: 64 << 10);
}
