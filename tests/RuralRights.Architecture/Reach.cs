using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using RuralRights.Domain.Law;

namespace RuralRights.Architecture;

/// <summary>Which rules a method can come upon, read from its code and from the code of ours that it calls.</summary>
internal static class Reach
{
    private static readonly FrozenDictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => code.Value);

    /// <summary>Codes of the rules, of the law or of register keeping, that the method or anything below it loads.</summary>
    public static IReadOnlySet<string> RulesOf(MethodBase method)
    {
        var rules = new HashSet<string>(StringComparer.Ordinal);
        var (seen, open) = (new HashSet<MethodBase>(), new Stack<MethodBase>([method]));
        while (open.TryPop(out var at))
        {
            if (!seen.Add(at)) continue;

            foreach (var member in Named(at))
            {
                switch (member)
                {
                    case FieldInfo { IsStatic: true } field when field.FieldType == typeof(Rule):
                        rules.Add(((Rule)field.GetValue(null)!).Code);
                        break;
                    case MethodBase called when House.All.Contains(called.Module.Assembly):
                        open.Push(called);
                        foreach (var meant in Meant(called)) open.Push(meant);
                        // What an iterator or an async method does stands in a type that the compiler made for it.
                        if (called is ConstructorInfo && called.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute)))
                            foreach (var inner in called.DeclaringType!.GetMethods(Everything)) open.Push(inner);
                        break;
                }
            }
        }

        return rules;
    }

    /// <summary>Codes of the rules that the method itself loads, whatever it calls.</summary>
    public static IEnumerable<string> LoadedBy(MethodBase method) =>
        Named(method).OfType<FieldInfo>().Where(field => field.IsStatic && field.FieldType == typeof(Rule)).Select(field => ((Rule)field.GetValue(null)!).Code);

    /// <summary>What a call of an abstract member can come to in the law.</summary>
    private static IEnumerable<MethodBase> Meant(MethodBase called)
    {
        if (called is not MethodInfo { IsAbstract: true } member || member.DeclaringType is not { IsGenericType: false } declared) return [];

        return House.Domain.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(declared)).SelectMany(type => declared.IsInterface
            ? type.GetInterfaceMap(declared) is var map && Array.IndexOf(map.InterfaceMethods, member) is >= 0 and var at ? [map.TargetMethods[at]] : []
            : type.GetMethods(Everything).Where(method => method.GetBaseDefinition() == member));
    }

    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static IEnumerable<MemberInfo> Named(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } body) yield break;

        if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
            foreach (var inner in machine.StateMachineType.GetMethods(Everything)) yield return inner;

        var types = method.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
        var arguments = method is MethodInfo { IsGenericMethod: true } of ? of.GetGenericArguments() : null;
        for (var at = 0; at < body.Length;)
        {
            var code = body[at] == 0xFE ? Codes[unchecked((short)(0xFE00 | body[at + 1]))] : Codes[body[at]];
            at += code.Size;
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok:
                    if (method.Module.ResolveMember(BitConverter.ToInt32(body, at), types, arguments) is { } member) yield return member;
                    at += 4;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BitConverter.ToInt32(body, at));
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                default:
                    at += 4;
                    break;
            }
        }
    }
}
