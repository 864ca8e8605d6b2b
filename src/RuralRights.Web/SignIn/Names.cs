using RuralRights.Domain.Law;
using RuralRights.Domain.Registration;
using RuralRights.Registry.Households;
using RuralRights.Web.Layout;

namespace RuralRights.Web.SignIn;

/// <summary>Names from the people vault as a visitor may see them: masked, unless there is a purpose, which the vault logs.</summary>
public sealed class Names(Vault vault, Premises premises)
{
    private const string RegisterWork = "办理登记 register work";
    private const string OwnPapers = "本户或当事人查看 own papers";

    /// <summary>Names in a household's papers: whole for the household itself and for the office, masked for everybody else.</summary>
    public Task<NameBook> For(Visitor who, string household, IEnumerable<Guid> people, CancellationToken cancel) =>
        who.IsOfHousehold(household) || who.Actor is Actor.Clerk or Actor.Reviewer or Actor.Registrar ? InFull(who, people, cancel) : Masked(people, cancel);

    /// <summary>Names whole for the office, masked for everybody else.</summary>
    public Task<NameBook> For(Visitor who, IEnumerable<Guid> people, CancellationToken cancel) => For(who, "", people, cancel);

    /// <summary>Whole names for somebody whose own case this is, or whose work; masked for those who only look on.</summary>
    public Task<NameBook> InFull(Visitor who, IEnumerable<Guid> people, CancellationToken cancel) => who.Actor switch
    {
        Actor.Clerk or Actor.Reviewer or Actor.Registrar or Actor.Chair or Actor.VillageClerk or Actor.TownshipOfficer => InFull(who.Actor.ToString()!, RegisterWork, people, cancel),
        Actor.Farmer => InFull(who.Actor.ToString()!, OwnPapers, people, cancel),
        _ => Masked(people, cancel),
    };

    /// <summary>Whole names, for a purpose.</summary>
    public async Task<NameBook> InFull(string viewer, string purpose, IEnumerable<Guid> people, CancellationToken cancel)
    {
        Guid[] asked = [.. people.Distinct()];
        if (asked.Length == 0) return NameBook.Empty;

        var opened = await vault.Open(premises.County, asked, viewer, purpose, cancel);
        return new(opened.ToDictionary(pair => pair.Key, pair => pair.Value.Name));
    }

    /// <summary>
    /// Names and identity numbers that a case would put right, by the values of its alterations: masked, unless somebody looks for
    /// whom it is their own case or their work and asks for the whole, which the vault logs.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> Drafted(Visitor who, IEnumerable<Alteration> alterations, bool whole, CancellationToken cancel)
    {
        Guid[] drafts = [.. alterations.Where(one => one.Kind == ValueKind.Draft && one.After is not null).Select(one => Guid.Parse(one.After!.Split('/')[^1])).Distinct()];
        if (drafts.Length == 0) return new Dictionary<string, string>();

        var shown = whole && Opens(who)
            ? await vault.OpenDrafts(premises.County, drafts, who.Actor!.ToString()!, who.Actor is Actor.Farmer ? OwnPapers : RegisterWork, cancel)
            : await vault.MaskedDrafts(premises.County, drafts, cancel);
        return shown.SelectMany(pair => new[] { ($"before/{pair.Key}", pair.Value.Before), ($"after/{pair.Key}", pair.Value.After) }).Where(one => one.Item2 is not null).ToDictionary(one => one.Item1, one => one.Item2!);
    }

    /// <summary>True for whoever sees whole names in a case of theirs.</summary>
    public static bool Opens(Visitor who) => who.Actor is Actor.Clerk or Actor.Reviewer or Actor.Registrar or Actor.Chair or Actor.VillageClerk or Actor.TownshipOfficer or Actor.Farmer;

    /// <summary>Masked names, for anybody.</summary>
    public async Task<NameBook> Masked(IEnumerable<Guid> people, CancellationToken cancel)
    {
        var masked = await vault.Masked(premises.County, [.. people.Distinct()], cancel);
        return new(masked.ToDictionary(pair => pair.Key, pair => pair.Value.Name));
    }
}
