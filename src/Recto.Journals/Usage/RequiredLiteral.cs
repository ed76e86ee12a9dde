using System.Text;

namespace Recto.Journals.Usage;

/// <summary>Finds the longest word that must stand in every text that an expression matches. Errs on the side of finding none.</summary>
internal static class RequiredLiteral
{
    private const int Shortest = 2;

    /// <summary>The word, null where none is certain; and whether the expression is that word and nothing else.</summary>
    public static (string? Literal, bool IsWhole) Of(string expression)
    {
        var (best, run, isWhole) = ("", new StringBuilder(), true);
        void Break()
        {
            best = run.Length > best.Length ? run.ToString() : best;
            run.Clear();
            isWhole = false;
        }

        for (var i = 0; i < expression.Length; i++)
        {
            switch (expression[i])
            {
                case '|' or ')':
                    return (null, false); // Either side may be missing.
                case '(' when EndOfGroup(expression, i) is var end:
                    if (end < 0)
                    {
                        return (null, false);
                    }

                    Break();
                    i = end;
                    break;
                case '[' when EndOfClass(expression, i) is var end:
                    if (end < 0)
                    {
                        return (null, false);
                    }

                    Break();
                    i = end;
                    break;
                case '?' or '*' or '{':
                    run.Length = Math.Max(0, run.Length - 1); // What stands before it may be missing.
                    Break();
                    i = expression[i] == '{' && expression.IndexOf('}', i) is > 0 and var close ? close : i;
                    break;
                case '.' or '^' or '$' or '+':
                    Break();
                    break;
                case '\\' when i + 1 < expression.Length && char.IsAsciiLetterOrDigit(expression[i + 1]):
                    if (expression[i + 1] is not ('d' or 'D' or 's' or 'S' or 'w' or 'W' or 'b' or 'B'))
                    {
                        return (null, false); // \x41, \p{L}, \1 and their kin: not worth reading.
                    }

                    Break();
                    i++;
                    break;
                case '\\' when i + 1 < expression.Length && char.IsAscii(expression[i + 1]):
                    run.Append(expression[++i]);
                    break;
                case '\\':
                    return (null, false);
                default:
                    run.Append(expression[i]);
                    break;
            }
        }

        var whole = isWhole;
        Break();
        return best.Length >= Shortest || (whole && best.Length > 0) ? (best, whole) : (null, false);
    }

    private static int EndOfGroup(string expression, int open)
    {
        var depth = 0;
        for (var i = open; i < expression.Length; i++)
        {
            switch (expression[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    i = EndOfClass(expression, i) is >= 0 and var end ? end : expression.Length;
                    break;
                case '(':
                    // (?i), (?!…), (?x) change what the rest means, or forbid what stands in them.
                    if (i + 1 < expression.Length && expression[i + 1] == '?')
                    {
                        return -1;
                    }

                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i;
                default:
                    break;
            }
        }

        return -1;
    }

    private static int EndOfClass(string expression, int open)
    {
        // A bracket that closes right after the opening one, or its ^, is a member.
        var first = open + 1 < expression.Length && expression[open + 1] == '^' ? open + 2 : open + 1;
        for (var i = first; i < expression.Length; i++)
        {
            if (expression[i] == '\\')
            {
                i++;
            }
            else if (expression[i] == ']' && i > first)
            {
                return i;
            }
        }

        return -1;
    }
}
