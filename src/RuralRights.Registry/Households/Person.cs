using RuralRights.Domain.Households;

namespace RuralRights.Registry.Households;

/// <summary>A person as the vault keeps them.</summary>
/// <param name="Name">Name.</param>
/// <param name="IdType">Kind of identity paper, code of table C15; 1 is the resident identity card.</param>
/// <param name="IdNumber">Its number; null when none was given.</param>
/// <param name="Sex">Code of table C17.</param>
/// <param name="Birth">Day of birth, when known.</param>
/// <param name="Phone">Telephone.</param>
/// <param name="Address">Postal address.</param>
/// <param name="Notes">What the survey remarks.</param>
public sealed record Person(
    string Name,
    string IdType,
    string? IdNumber,
    string? Sex = null,
    DateOnly? Birth = null,
    string? Phone = null,
    string? Address = null,
    string? Notes = null)
{
    /// <summary>The kind of paper whose numbers carry a check character.</summary>
    public const string ResidentCard = PaperNumber.ResidentCard;

    /// <summary>Day of birth: as the identity card states it, or as it was told.</summary>
    internal DateOnly? Born => IdType == ResidentCard && CitizenId.TryParse(Normalised(IdType, IdNumber), out var id) ? id.Birth : Birth;

    /// <summary>Says nothing, so that a person never slips into a log.</summary>
    public override string ToString() => nameof(Person);

    /// <summary>The form in which two spellings of one identity number are the same.</summary>
    internal static string? Normalised(string idType, string? number) => PaperNumber.Normalised(idType, number);
}

/// <summary>What anyone who works with the register may see of a person.</summary>
/// <param name="Id">Id of the person.</param>
/// <param name="Name">Surname and a star for each further character.</param>
/// <param name="IdNumber">Identity number with birth date and sequence hidden.</param>
/// <param name="Phone">Telephone with its middle hidden.</param>
public sealed record MaskedPerson(Guid Id, string Name, string? IdNumber, string? Phone)
{
    private static readonly string[] DoubleSurnames =
        ["欧阳", "司马", "上官", "诸葛", "东方", "尉迟", "公孙", "令狐", "慕容", "长孙", "宇文", "司徒", "皇甫", "万俟", "澹台", "夏侯", "端木", "独孤"];

    /// <summary>Hides what need not be seen.</summary>
    internal static MaskedPerson Of(Guid id, Person person) => new(id, MaskName(person.Name), MaskNumber(person.IdNumber), Mask(person.Phone, 3, 4));

    /// <summary>王芳 becomes 王*, 欧阳守禄 becomes 欧阳**.</summary>
    public static string MaskName(string name)
    {
        var runes = name.EnumerateRunes().ToList();
        var shown = Array.Exists(DoubleSurnames, surname => name.StartsWith(surname, StringComparison.Ordinal) && runes.Count > 2) ? 2 : 1;
        return runes.Count <= 1 ? "*" : string.Concat(runes.Take(shown)) + new string('*', runes.Count - shown);
    }

    private static string? MaskNumber(string? number) =>
        CitizenId.TryParse(number, out var id) ? id.Masked : Mask(number, 2, 2);

    private static string? Mask(string? text, int first, int last) => text switch
    {
        null or "" => null,
        _ when text.Length <= first + last => new('*', text.Length),
        _ => string.Concat(text.AsSpan(0, first), new string('*', text.Length - first - last), text.AsSpan(text.Length - last)),
    };
}

/// <summary>A person that a search found, and a contractor they belong to.</summary>
/// <param name="Person">The person, masked.</param>
/// <param name="Household">Code of the contractor.</param>
/// <param name="Place">Name of its collective.</param>
public sealed record PersonFound(MaskedPerson Person, string Household, string Place);

/// <summary>What a search by name found.</summary>
/// <param name="People">The findings asked for.</param>
/// <param name="Total">How many findings there are.</param>
/// <param name="More">True when more people have such a name than were looked at.</param>
public sealed record PeopleFound(IReadOnlyList<PersonFound> People, int Total, bool More);
