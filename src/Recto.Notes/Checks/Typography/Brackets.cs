using System.Buffers;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>What is wrong with a bracket.</summary>
internal enum BracketFault
{
    /// <summary>Opened and never closed.</summary>
    Unclosed = 1,

    /// <summary>Closed and never opened.</summary>
    Unopened,

    /// <summary>Closed by a bracket of another shape.</summary>
    Mismatched,
}

/// <summary>One fault of brackets.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="At">Place of the bracket at fault; of the closing one where they do not match.</param>
/// <param name="Open">Place of the opening bracket; that of <paramref name="At"/> where there is none.</param>
internal readonly record struct FaultyBracket(BracketFault Fault, int At, int Open);

/// <summary>Pairs round and square brackets. Those of addresses, code and lists (<c>a) … b)</c>), a bracket that is itself spoken of (“(”) and half-open intervals (<c>[0, 1)</c>) are left out.</summary>
internal static class Brackets
{
    private const int LongestAddress = 300;

    private static readonly SearchValues<char> Numerals = SearchValues.Create("ivxIVX");
    private static readonly SearchValues<char> OfIntervals = SearchValues.Create("0123456789.,;−- ∞");

    public static List<FaultyBracket> Faults(string text)
    {
        var faults = new List<FaultyBracket>();
        if (text.AsSpan().IndexOfAny("()[]") < 0)
        {
            return faults;
        }

        var untouchables = Untouchables.Of(text);
        List<int> brackets = [.. Enumerable.Range(0, text.Length).Where(i => text[i] is '(' or ')' or '[' or ']' && !HasPartnerInside(text, i, untouchables) && !IsSpokenOf(text, i))];
        var open = new Stack<int>();
        // How many round and how many square brackets are open.
        var (round, square, listed) = (0, 0, 0);
        for (var k = 0; k < brackets.Count; k++)
        {
            var i = brackets[k];
            if (text[i] is '(' or '[')
            {
                open.Push(i);
                Count(text[i], 1);
                continue;
            }

            var opener = text[i] == ')' ? '(' : '[';
            if ((opener == '(' ? round : square) > 0)
            {
                // Those opened inside and not closed before.
                while (text[open.Peek()] != opener)
                {
                    Count(text[open.Peek()], -1);
                    var inner = open.Pop();
                    faults.Add(new FaultyBracket(BracketFault.Unclosed, inner, inner));
                }

                open.Pop();
                Count(opener, -1);
                listed += IsListed(text, i) ? 1 : 0;
            }
            else if (open.Count > 0 && IsInterval(text.AsSpan(open.Peek() + 1, i - open.Peek() - 1)))
            {
                Count(text[open.Pop()], -1);
            }
            else if (IsListed(text, i))
            {
                continue;
            }
            else if (open.Count > 0 && !(k + 1 < brackets.Count && text[brackets[k + 1]] is ')' or ']'))
            {
                var other = open.Pop();
                Count(text[other], -1);
                faults.Add(new FaultyBracket(BracketFault.Mismatched, i, other));
            }
            else if (listed > 0 && opener == '(')
            {
                listed--;
            }
            else
            {
                faults.Add(new FaultyBracket(BracketFault.Unopened, i, i));
            }
        }

        faults.AddRange(open.Select(i => new FaultyBracket(BracketFault.Unclosed, i, i)));
        return faults;

        void Count(char bracket, int change)
        {
            round += bracket == '(' ? change : 0;
            square += bracket == '[' ? change : 0;
        }
    }

    // Within an address or code brackets are its own, but one that it opens and does not close was opened by the author.
    private static bool HasPartnerInside(string text, int i, Untouchables untouchables)
    {
        if (!untouchables.Has(i))
        {
            return false;
        }

        var (start, end) = (i, i + 1);
        while (untouchables.Has(start - 1) && i - start < LongestAddress)
        {
            start--;
        }

        while (untouchables.Has(end) && end - i < LongestAddress)
        {
            end++;
        }

        var stretch = text.AsSpan(start, end - start);
        return text[i] is '(' or ')' ? stretch.Count('(') == stretch.Count(')') : stretch.Count('[') == stretch.Count(']');
    }

    private static bool IsSpokenOf(string text, int i) =>
        i > 0 && i + 1 < text.Length && text[i - 1] is '“' or '‘' or '"' or '\'' or '«' && text[i + 1] is '”' or '’' or '"' or '\'' or '»';

    // a) 12) iv) at the beginning of a word; not the 12) of (n. 12).
    private static bool IsListed(string text, int close)
    {
        var start = close;
        while (start > 0 && close - start < 4 && char.IsLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        var item = text.AsSpan(start, close - start);
        return text[close] == ')' && item.Length is > 0 and < 4 && (start == 0 || (char.IsWhiteSpace(text[start - 1]) && text[Math.Max(0, start - 2)] != '.'))
            && (item.Length == 1 || item.IndexOfAnyExceptInRange('0', '9') < 0 || item.IndexOfAnyExcept(Numerals) < 0);
    }

    private static bool IsInterval(ReadOnlySpan<char> inside) => inside.Length > 0 && inside.IndexOfAnyExcept(OfIntervals) < 0 && inside.ContainsAny(',', ';');
}
