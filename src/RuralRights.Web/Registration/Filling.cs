using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using RuralRights.Domain.Households;
using RuralRights.Domain.Law;
using RuralRights.Domain.Parcels;
using RuralRights.Domain.Registration;
using RuralRights.Interchange.Deliveries;
using RuralRights.Registry.Households;
using RuralRights.Registry.Offices;
using RuralRights.Registry.Registration;
using RuralRights.Registry.Store;
using RuralRights.Spatial;
using RuralRights.Web.Language;

namespace RuralRights.Web.Registration;

/// <summary>What was sent to the page of a case and what became of it, so that a form comes back as it was.</summary>
public sealed record Sent(
    Answer? Answer = null, string? Opinion = null, string? Words = null, IReadOnlyList<string>? Reasons = null, IReadOnlyDictionary<string, string>? Errors = null,
    IFormCollection? Form = null, IReadOnlyDictionary<string, DocumentsSent>? Papers = null, string? Paper = null, StepKind? BackTo = null, IReadOnlyDictionary<string, Rule>? Rules = null)
{
    /// <summary>Nothing was sent.</summary>
    public static readonly Sent Nothing = new();

    private static readonly Dictionary<string, string> NoErrors = [];

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string> Wrong => Errors ?? NoErrors;

    /// <summary>The rule by which a field is wrong; null when it is no rule but what was typed.</summary>
    public Rule? RuleAt(string name) => Rules?.GetValueOrDefault(name);

    /// <summary>Kind of paper chosen.</summary>
    public string? Kind => Form is null ? Paper : Text("kind");

    /// <summary>People ticked.</summary>
    public IReadOnlyCollection<Guid> People => [.. Values("person").Select(value => Guid.TryParse(value, out var person) ? person : Guid.Empty)];

    /// <summary>200, or what says that the form has to be looked at once more.</summary>
    public int Status => Answer is null && Wrong.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    /// <summary>What was typed into a field.</summary>
    public string Text(string name) => Form is { } form ? form[name].ToString() : "";

    /// <summary>Everything ticked under a name.</summary>
    public IEnumerable<string> Values(string name) => Form is { } form ? form[name].OfType<string>() : [];

    /// <summary>Pages of a document field.</summary>
    public DocumentsSent Field(string name) => Papers?.GetValueOrDefault(name) ?? DocumentsSent.Nothing;
}

/// <summary>A form of a case while it is read: what was typed, the papers that came with it, and what is wrong, all at once.</summary>
internal sealed class Filling(IFormCollection form, CasePages.At at, IStringLocalizer<Words> T, Amended? amends = null)
{
    private const int LongestName = 50;
    private const int LongestBoundary = 1 << 20;
    private const int LargestShapefile = 16;
    private const int MostNamed = 12;
    private const int IssuerDigits = 14;
    private const string Identifying = "核对身份 checking who somebody is";

    /// <summary>Name of the button by which a form shows the fields of what was chosen in it, and keeps everything typed.</summary>
    public const string More = "more";

    private readonly Dictionary<string, DocumentsSent> _papers = [];
    private readonly Dictionary<string, Rule> _rules = [];
    private readonly List<Rewritten> _rewritten = [];

    /// <summary>What is wrong, by field.</summary>
    public Dictionary<string, string> Errors { get; } = [];

    /// <summary>Id that the form carries, so that sending it twice enters once.</summary>
    public Guid Command { get; } = Guid.TryParse(form["command"], out var command) ? command : Guid.CreateVersion7();

    /// <summary>True while nothing is wrong.</summary>
    public bool IsComplete => Errors.Count == 0;

    /// <summary>The case that the form writes anew; null when it opens one.</summary>
    public Amended? Amends => amends;

    /// <summary>People whom the case brings and who were written otherwise.</summary>
    public IReadOnlyList<Rewritten> Rewritten => _rewritten;

    /// <summary>What was typed.</summary>
    public string Text(string name) => form[name].ToString().Trim();

    /// <summary>Everything ticked under a name.</summary>
    public IReadOnlyList<string> Values(string name) => [.. form[name].OfType<string>()];

    /// <summary>The people ticked under a name.</summary>
    public IReadOnlyList<Guid> People(string name) => [.. Values(name).Select(value => Guid.TryParse(value, out var person) ? person : Guid.Empty).Where(person => person != Guid.Empty).Distinct()];

    /// <summary>True when the page had such a field.</summary>
    public bool Has(string name) => form.ContainsKey(name);

    /// <summary>True when nothing was handed in yet: what was chosen has fields of its own, which are asked for.</summary>
    public bool AsksForMore => Has(More);

    /// <summary>A person who was chosen; null when nobody was.</summary>
    public Guid? Chosen(string name) => Guid.TryParse(form[name], out var person) ? person : null;

    /// <summary>Notes that a field is wrong.</summary>
    public void Wrong(string field, string sentence) => Errors.TryAdd(field, sentence);

    /// <summary>Notes that a field is wrong by a rule, which its page explains.</summary>
    public void Wrong(string field, Rule rule, string? about)
    {
        Wrong(field, DocumentUploads.Say(rule, about));
        _rules.TryAdd(field, rule);
    }

    /// <summary>An area in square metres, of at most two decimals; null, with a sentence beside the field, when it is none.</summary>
    public decimal? Area(string name)
    {
        if (decimal.TryParse(Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var area) && area > 0 && area == Math.Round(area, 2)) return area;

        Wrong(name, T["请填写面积，平方米，最多两位小数"]);
        return null;
    }

    /// <summary>A code of digits; null, with a sentence beside the field, when it is none.</summary>
    public string? Digits(string name, int length)
    {
        var code = Text(name).Replace(" ", "", StringComparison.Ordinal);
        if (code.Length == length && code.All(char.IsAsciiDigit)) return code;

        Wrong(name, T["这个代码是 {0} 位数字", length]);
        return null;
    }

    /// <summary>The coordinate system that was chosen; null, with a sentence beside the field, when there is none.</summary>
    public CoordinateSystem? System(string name)
    {
        if (CoordinateSystem.FromId(Text(name)) is CoordinateSystemReading.Recognised { System: var system }) return system;

        Wrong(name, T["请选测量成果用的坐标系"]);
        return null;
    }

    /// <summary>A boundary that was typed, uploaded, or taken from a delivery; what was not typed stands in the field from then on. Null, with a sentence that names the point beside the field, when it is none.</summary>
    public async Task<SurveyedBoundary?> Boundary(string name, CoordinateSystem system, CancellationToken cancel)
    {
        if (form.Files.GetFile($"{name}-file") is { Length: > 0 } file)
        {
            await using var content = file.OpenReadStream();
            if (await IsZip(content, cancel)) return OfShapefile(name, content, system, cancel);
            if (file.Length > LongestBoundary)
            {
                Wrong(name, T["界线文件不超过 1 MB"]);
                return null;
            }

            using var reader = new StreamReader(content);
            Put(name, await reader.ReadToEndAsync(cancel));
        }
        else if (BoundaryField.TakesFromDeliveries(at.Who) && Text($"{name}-delivery") is { Length: > 0 } delivery)
        {
            return await OfDelivery(name, delivery, system, cancel);
        }

        var (boundary, trouble) = BoundaryText.Read(Text(name), system);
        if (trouble is not null) Wrong(name, BoundaryWords.Of(trouble, system, T));
        return boundary;
    }

    private static async Task<bool> IsZip(Stream content, CancellationToken cancel)
    {
        var start = new byte[4];
        var isZip = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel) == start.Length && start.AsSpan().SequenceEqual("PK\u0003\u0004"u8);
        content.Position = 0;
        return isZip;
    }

    private SurveyedBoundary? OfShapefile(string name, Stream zip, CoordinateSystem chosen, CancellationToken cancel)
    {
        if (zip.Length > LargestShapefile << 20)
        {
            Wrong(name, T["shapefile 压缩包不超过 {0} MB", LargestShapefile]);
            return null;
        }

        try
        {
            var (parcels, wanted) = (at.Boundaries.InShapefile(zip, cancel), Wanted(name));
            var fitting = parcels.Where(parcel => wanted.Length == 0 || parcel.Parcel == wanted || (parcels.Count == 1 && parcel.Parcel is null)).ToList();
            if (fitting is [var only]) return Taken(name, chosen, only);

            var named = Write.List(parcels.Select(parcel => parcel.Parcel ?? "—").Take(MostNamed)) + (parcels.Count > MostNamed ? "…" : "");
            Wrong(name, parcels.Count == 0 ? T["文件里没有地块"]
                : !form.ContainsKey($"{name}-dkbm") ? T["文件里有 {0} 块，请只留要登记的这一块", parcels.Count]
                : wanted.Length == 0 ? T["文件里有 {0} 块地，请写明要哪一块的地块编码：{1}", parcels.Count, named]
                : fitting.Count > 1 ? T["文件里有 {0} 块地的编码都是 {1}", fitting.Count, wanted]
                : T["文件里没有地块 {0}，有：{1}", wanted, named]);
        }
        catch (DeliveryUnreadable unreadable)
        {
            Wrong(name, Write.Either(unreadable.Chinese, unreadable.English));
        }

        return null;
    }

    private async Task<SurveyedBoundary?> OfDelivery(string name, string delivery, CoordinateSystem chosen, CancellationToken cancel)
    {
        var wanted = Wanted(name);
        if (wanted.Length == 0) Wrong(name, T["请写明要成果里哪一块地的地块编码"]);
        else if (wanted.Length == ParcelCode.Digits && await at.Register.Serves(at.Who.Actor, wanted[..IssuerDigits], at.Office.Today, cancel) && await at.Boundaries.InDelivery(at.Office.County, delivery, wanted, cancel) is { } found) return Taken(name, chosen, found);
        else Wrong(name, T["这批成果里没有您这里的地块 {0}，或者它的坐标系不能用", wanted]);
        return null;
    }

    /// <summary>What was found takes the place of what was typed, so that it is looked at with everything else before anything is opened.</summary>
    private SurveyedBoundary? Taken(string name, CoordinateSystem chosen, BoundaryFound found)
    {
        if (found.Text is not { } text)
        {
            Wrong(name, T["这块地的界线读不出来：要是一个闭合的面"]);
            return null;
        }

        var (boundary, trouble) = BoundaryText.Read(text, found.System);
        Put(name, boundary is null ? text : BoundaryText.Write(boundary));
        Put($"{name}-delivery", "");
        if (trouble is not null) Wrong(name, BoundaryWords.Of(trouble, found.System, T));
        if (!found.System.CoincidesWith(chosen))
        {
            Put("crs", found.System.Id);
            Wrong("crs", T["界线的坐标系是{0}，已经替您选好。请再看一遍，再提交。", BoundaryWords.Of(found.System.Id)]);
        }

        return boundary;
    }

    private string Wanted(string name) => Text($"{name}-dkbm").Replace(" ", "", StringComparison.Ordinal);

    private void Put(string name, string value) => form = new FormCollection(new Dictionary<string, StringValues>(form) { [name] = value }, form.Files);

    /// <summary>A day that was typed; null, with a sentence beside the field, when it is none.</summary>
    public DateOnly? Day(string name)
    {
        if (DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;

        Wrong(name, T["请填写日期，比如 {0}", at.Office.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);
        return null;
    }

    /// <summary>The document of a field, bound to one; null when there is none or something is wrong with it.</summary>
    public async Task<string?> Paper(string name, bool needed, CancellationToken cancel)
    {
        var paper = await at.Uploads.ReadOne(form, name, needed, at.Who, cancel, amends?.Papers);
        _papers[name] = paper.Field;
        if (paper.Wrong is { } wrong) Wrong(name, wrong);
        return paper.Sha256;
    }

    /// <summary>What whoever takes a certificate signed, on the pad or on the sheet; null, with a sentence beside the field, when it is neither or both.</summary>
    public async Task<(string Document, ReceiptForm Signed)?> Receipt(string pad, string sheet, CancellationToken cancel)
    {
        var signature = await at.Uploads.ReadSignature(form, pad, at.Who, cancel);
        _papers[pad] = signature.Field;
        if (signature.Wrong is { } wrong) Wrong(pad, wrong);
        var paper = await Paper(sheet, needed: false, cancel);
        if (Errors.ContainsKey(pad) || Errors.ContainsKey(sheet)) return null;
        if (signature.Sha256 is null && paper is null) Wrong(pad, T["请领取人签名，或者交签了字的签收单"]);
        if (signature.Sha256 is not null && paper is not null) Wrong(pad, T["签名和签收单有一样就够了，请去掉一样"]);
        return Errors.ContainsKey(pad) ? null : signature.Sha256 is { } signed ? (signed, ReceiptForm.OnPad) : (paper!, ReceiptForm.OnSheet);
    }

    /// <summary>Somebody whom the register may not know yet, by name and identity number; null, with sentences beside the fields, when that is nobody.</summary>
    public Person? NewPerson(string name, string number)
    {
        var called = string.Join(' ', Text(name).Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (called.Length == 0) Wrong(name, T["请填写姓名"]);
        else if (called.EnumerateRunes().Count() > LongestName) Wrong(name, T["姓名最多 {0} 个字", LongestName]);
        else if (called.Any(char.IsControl)) Wrong(name, T["姓名里有不能用的字符"]);

        var isNumber = CitizenId.TryParse(Text(number).ToUpperInvariant(), out var id);
        if (Text(number).Length == 0) Wrong(number, T["请填写身份证号"]);
        else if (!isNumber) Wrong(number, T["身份证号不对，请对照证件再看一遍"]);
        else if (id.Birth > at.Office.Today) Wrong(number, T["身份证号里的出生日期在今天以后，请对照证件再看一遍"]);

        return Errors.ContainsKey(name) || Errors.ContainsKey(number) ? null : new(called, Person.ResidentCard, id.ToString(), id.IsMale ? "1" : "2", id.Birth);
    }

    /// <summary>Puts the person into the vault, or finds them there; null when the number belongs to somebody of another name.</summary>
    public async Task<Guid?> Keep(Person person, string name, CancellationToken cancel)
    {
        if (await at.Vault.Find(at.Office.County, person.IdType, person.IdNumber!, cancel) is not { } known) return (await at.Vault.Keep(at.Office.County, [person], cancel))[0];
        if (!await IsCalled(known, person.Name, cancel)) return Another(name);

        await at.Vault.TakeIn(at.Office.County, known, cancel);
        return known;
    }

    /// <summary>Somebody whom the case brings: as typed, or as the case has them where the visitor leaves them as they are. Null, with sentences beside the fields, when that is nobody.</summary>
    public Newcomer? Newcomer(string name, string number) =>
        amends?.LeftAlone.GetValueOrDefault(name) is { } left ? new(null, left.Id)
        : NewPerson(name, number) is { } typed ? new(typed, Guid.Empty)
        : null;

    /// <summary>
    /// Puts whom the case brings into the vault, or finds them there. Whoever is there under the number by another name, and is known by
    /// nothing but this case, is written otherwise with its entry. Null when the number belongs to somebody else.
    /// </summary>
    public async Task<Guid?> Bring(Newcomer newcomer, string name, CancellationToken cancel)
    {
        if (newcomer.Typed is not { } person) return newcomer.Left;
        if (await at.Vault.Find(at.Office.County, person.IdType, person.IdNumber!, cancel) is not { } known) return await at.Vault.KeepNewcomer(at.Office.County, person, cancel);
        if (await IsCalled(known, person.Name, cancel)) return known;
        if (!await at.Vault.IsNewcomer(at.Office.County, known, amends?.Case.Number, cancel)) return Another(name);

        var rewritten = await at.Vault.Rewrite(at.Office.County, known, FormIds.Of(Command, name), person);
        _rewritten.Add(rewritten);
        return rewritten.Person;
    }

    private async Task<bool> IsCalled(Guid known, string name, CancellationToken cancel) =>
        (await at.Vault.Open(at.Office.County, [known], at.Who.Actor!.ToString()!, Identifying, cancel))[known].Name == name;

    private Guid? Another(string name)
    {
        Wrong(name, T["这个身份证号在登记簿里是另一个名字，请对照证件再看一遍"]);
        return null;
    }

    /// <summary>The rule by which the case would not be opened, where it is about no single field.</summary>
    public Decision.Refused? Refused { get; set; }

    private Answer? NotOpened => Refused is { } refused ? new(Command, refused.Rule, refused.About, 0, [], default, Repeated: false) : null;

    /// <summary>The form as it goes back.</summary>
    public Sent Back(Answer? answer = null) => new(answer ?? NotOpened, Errors: Errors, Form: form, Papers: _papers, Rules: _rules);

    /// <summary>The form as it goes back for more, with nothing wrong in it yet.</summary>
    public Sent BackForMore => new(Form: form, Papers: _papers);
}

/// <summary>Somebody whom a case brings, as a form names them.</summary>
/// <param name="Typed">As typed; null for somebody who is left as they are.</param>
/// <param name="Left">Who that is.</param>
internal sealed record Newcomer(Person? Typed, Guid Left);

/// <summary>Ids of the acts of one form.</summary>
internal static class FormIds
{
    /// <summary>The id of one of several acts of a form: always the same for the same form and part, so that sending it again does none twice.</summary>
    public static Guid Of(Guid form, string part)
    {
        var hash = System.Security.Cryptography.SHA256.HashData([.. form.ToByteArray(bigEndian: true), .. System.Text.Encoding.UTF8.GetBytes(part)]);
        // Version 8 of RFC 9562: an id that is computed.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash.AsSpan(0, 16), bigEndian: true);
    }
}
