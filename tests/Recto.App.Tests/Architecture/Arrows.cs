using System.Reflection;
using System.Reflection.Emit;

namespace Recto.App.Tests.Architecture;

/// <summary>One arrow: code in <paramref name="From"/> uses a type of <paramref name="To"/>.</summary>
/// <param name="From">Namespace of the user.</param>
/// <param name="To">Namespace of what is used.</param>
/// <param name="Witness">One place that shows it.</param>
internal sealed record Arrow(string From, string To, string Witness);

/// <summary>Reads which namespace of an assembly uses which, from signatures and from the tokens in method bodies. A search for <c>using</c> cannot see what a child namespace takes from its parent; this can.</summary>
internal static class Arrows
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>All arrows that start in <paramref name="assembly"/> and end in a namespace that begins with <c>Recto</c> (or with one of <paramref name="alsoTo"/>).</summary>
    public static IReadOnlyList<Arrow> Of(Assembly assembly, params string[] alsoTo) => OfTypes(assembly, _ => true, alsoTo);

    /// <summary>The same, from some types only.</summary>
    public static IReadOnlyList<Arrow> OfTypes(Assembly assembly, Func<Type, bool> which, params string[] alsoTo)
    {
        var found = new Dictionary<(string, string), string>();
        foreach (var type in assembly.GetTypes().Where(which))
        {
            if (Place(type) is not { } from)
            {
                continue;
            }

            foreach (var (used, member) in Uses(type))
            {
                if (Place(used) is { } to && to != from
                    && (to.StartsWith("Recto", StringComparison.Ordinal) || alsoTo.Any(other => to.StartsWith(other, StringComparison.Ordinal))))
                {
                    found.TryAdd((from, to), $"{type.FullName}.{member} uses {used.FullName}");
                }
            }
        }

        return [.. found.Select(pair => new Arrow(pair.Key.Item1, pair.Key.Item2, pair.Value))];
    }

    // Nested and compiler-made types live where their outermost type lives.
    private static string? Place(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Namespace;
    }

    private static IEnumerable<(Type Used, string Member)> Uses(Type type)
    {
        foreach (var used in Parts(type.BaseType).Concat(type.GetInterfaces().SelectMany(Parts)).Concat(Marks(type)))
        {
            yield return (used, "(itself)");
        }

        foreach (var field in type.GetFields(All))
        {
            foreach (var used in Parts(field.FieldType))
            {
                yield return (used, field.Name);
            }
        }

        foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            foreach (var used in method.GetParameters().SelectMany(parameter => Parts(parameter.ParameterType))
                         .Concat(method is MethodInfo info ? Parts(info.ReturnType) : []).Concat(Marks(method)).Concat(Body(method)))
            {
                yield return (used, method.Name);
            }
        }
    }

    private static IEnumerable<Type> Marks(MemberInfo member) => member.GetCustomAttributesData().Select(mark => mark.AttributeType);

    private static IEnumerable<Type> Parts(Type? type)
    {
        while (type is { HasElementType: true })
        {
            type = type.GetElementType();
        }

        if (type is null || type.IsGenericParameter)
        {
            yield break;
        }

        yield return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        foreach (var part in type.GetGenericArguments().SelectMany(Parts))
        {
            yield return part;
        }
    }

    private static List<Type> Body(MethodBase method)
    {
        var used = new List<Type>();
        if (method.GetMethodBody() is not { } body)
        {
            return used;
        }

        used.AddRange(body.LocalVariables.SelectMany(local => Parts(local.LocalType)));
        used.AddRange(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).SelectMany(clause => Parts(clause.CatchType)));
        var typeArguments = method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        foreach (var token in Tokens(body.GetILAsByteArray() ?? []))
        {
            switch (method.Module.ResolveMember(token, typeArguments, methodArguments))
            {
                case Type type:
                    used.AddRange(Parts(type));
                    break;
                case FieldInfo field:
                    used.AddRange(Parts(field.DeclaringType).Concat(Parts(field.FieldType)));
                    break;
                case MethodBase called:
                    used.AddRange(Parts(called.DeclaringType).Concat(called.GetParameters().SelectMany(parameter => Parts(parameter.ParameterType))));
                    used.AddRange(called is MethodInfo info ? Parts(info.ReturnType) : []);
                    used.AddRange(called.IsGenericMethod ? called.GetGenericArguments().SelectMany(Parts) : []);
                    break;
            }
        }

        return used;
    }

    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var opcode = Codes[code[at] == 0xFE ? unchecked((short)((code[at] << 8) | code[at + 1])) : code[at]];
            at += opcode.Size;
            switch (opcode.OperandType)
            {
                case OperandType.InlineNone: break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar: at += 1; break;
                case OperandType.InlineVar: at += 2; break;
                case OperandType.InlineI8 or OperandType.InlineR: at += 8; break;
                case OperandType.InlineSwitch: at += 4 + (4 * BitConverter.ToInt32(code, at)); break;
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    yield return BitConverter.ToInt32(code, at);
                    at += 4;
                    break;
                default: at += 4; break;
            }
        }
    }
}
