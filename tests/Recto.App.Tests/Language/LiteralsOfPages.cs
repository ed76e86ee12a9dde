using System.Reflection;
using System.Reflection.Emit;
using Microsoft.AspNetCore.Components.Rendering;

namespace Recto.App.Tests.Language;

/// <summary>A literal in compiled code.</summary>
/// <param name="Text">The literal.</param>
/// <param name="Place">Type and method.</param>
/// <param name="Goes">The method of the render tree that it goes into at once (<c>AddMarkupContent</c>); null for any other.</param>
/// <param name="Attribute">Name of the attribute that it is the value of; null for other text.</param>
internal sealed record Literal(string Text, string Place, string? Goes, string? Attribute);

/// <summary>Reads the literals out of compiled code: what the Razor compiler has made of a page leaves no doubt about what is text and what is code.</summary>
internal static class LiteralsOfPages
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Every literal of a type and of what the compiler has nested in it, in order.</summary>
    public static IEnumerable<Literal> Of(Type type) =>
        type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).SelectMany(OfMethod).Concat(type.GetNestedTypes(All).SelectMany(Of));

    private static IEnumerable<Literal> OfMethod(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        // The last two instructions, where they were literals, and the attribute whose value is being made.
        string? before = null, last = null, attribute = null;
        foreach (var (opcode, operand) in Instructions(code))
        {
            if (opcode == OpCodes.Ldstr)
            {
                if (last is not null)
                {
                    yield return new Literal(last, Place(method), null, attribute);
                    attribute = last;
                }

                (before, last) = (last, method.Module.ResolveString(operand));
                continue;
            }

            if (opcode.FlowControl == FlowControl.Call && Resolve(method, operand) is { } called)
            {
                var goes = called.DeclaringType == typeof(RenderTreeBuilder) ? called.Name : null;
                if (last is not null)
                {
                    yield return new Literal(last, Place(method), goes, goes == "AddAttribute" ? before : attribute);
                    attribute = goes is null && before is null && called.DeclaringType != typeof(RenderTreeBuilder) ? attribute : null;
                }

                attribute = goes is null ? attribute : null;
                (before, last) = (null, null);
            }
            else if (last is not null)
            {
                yield return new Literal(last, Place(method), null, attribute);
                (attribute, before, last) = (last, null, null);
            }
        }
    }

    private static string Place(MethodBase method)
    {
        var type = method.DeclaringType!;
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return $"{type.FullName}.{method.Name}";
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMethod(token, method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null, method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (ArgumentException)
        {
            return null; // calli has a signature and no method.
        }
    }

    private static IEnumerable<(OpCode Code, int Operand)> Instructions(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var opcode = Codes[code[at] == 0xFE ? unchecked((short)((code[at] << 8) | code[at + 1])) : code[at]];
            at += opcode.Size;
            var length = opcode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
            yield return (opcode, length == 4 ? BitConverter.ToInt32(code, at) : 0);
            at += length;
        }
    }
}
