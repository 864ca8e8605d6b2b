using System.Collections.Frozen;
using System.Reflection;

namespace RuralRights.Domain.Law;

/// <summary>Every rule of the law in one place, by code: what <c>/rules/{code}</c> shows and what a receipt's code means.</summary>
public static class RuleBook
{
    /// <summary>All rules, sorted by code. Two rules of one code are a mistake and stop the register from starting.</summary>
    public static readonly FrozenDictionary<string, Rule> All = typeof(RuleBook).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Where(field => field.FieldType == typeof(Rule))
        .Select(field => (Rule)field.GetValue(null)!)
        .ToDictionary(rule => rule.Code, StringComparer.Ordinal)
        .ToFrozenDictionary(StringComparer.Ordinal);
}
