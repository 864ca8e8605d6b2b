namespace RuralRights.Domain.Households;

/// <summary>What a list of members may say of somebody: codes, so that no fact ever holds a name.</summary>
internal static class MemberCodes
{
    /// <summary>True for a relation to the head, two digits of GB/T 4761.</summary>
    public static bool IsRelation(string? relation) => relation is { Length: 2 } && relation.All(char.IsAsciiDigit);

    /// <summary>True for a remark, one digit of table C18, or none.</summary>
    public static bool IsMark(string? mark) => mark is null || (mark.Length == 1 && char.IsAsciiDigit(mark[0]));
}
