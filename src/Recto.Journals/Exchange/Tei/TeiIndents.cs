using System.Xml.Linq;

namespace Recto.Journals.Exchange.Tei;

/// <summary>
/// White space that a program set when it gave each element a line of its own, where print has none: <c>(⏎ &lt;ref&gt;https://example.org&lt;/ref&gt;⏎ &lt;hi&gt;).&lt;/hi&gt;</c> has no blanks inside its brackets.
/// Behind an opening bracket and before a closing one, a comma or a stop; what stands in one line is the author's.
/// </summary>
internal static class TeiIndents
{
    // A neighbour farther off is not looked for.
    private const int MostSteps = 16;

    /// <summary>The text of a node without them.</summary>
    public static string Without(XText node)
    {
        var text = node.Value;
        var (start, end) = (0, text.Length);
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        var isBlank = start == end;
        if (isBlank)
        {
            return HasLineEnd(text) && (Opens(Neighbour(node, forward: false)) || Closes(Neighbour(node, forward: true))) ? "" : text;
        }

        var from = HasLineEnd(text.AsSpan(0, start)) && (Closes(text[start]) || Opens(Neighbour(node, forward: false))) ? start : 0;
        var to = HasLineEnd(text.AsSpan(end)) && (Opens(text[end - 1]) || Closes(Neighbour(node, forward: true))) ? end : text.Length;
        return from == 0 && to == text.Length ? text : text[from..to];
    }

    private static bool HasLineEnd(ReadOnlySpan<char> text) => text.ContainsAny('\n', '\r');

    private static bool Opens(char letter) => letter is '(' or '[';

    private static bool Closes(char letter) => letter is ')' or ']' or ',' or '.';

    // The nearest printed character outside the node, NUL where it is not told: an element without text (a pointer prints its address), a note, an end.
    private static char Neighbour(XNode node, bool forward)
    {
        XNode? at = node;
        for (var step = 0; step < MostSteps && at is not null; step++)
        {
            var beside = forward ? at.NextNode : at.PreviousNode;
            if (beside is null)
            {
                at = at.Parent is { } parent && !TeiNames.Is(parent, "note", "p", "cell", "item", "head", "ab") ? parent : null;
                continue;
            }

            at = beside;
            while (at is XElement inner && !TeiNames.Is(inner, "note") && (forward ? inner.FirstNode : inner.LastNode) is { } edge)
            {
                at = edge;
            }

            if (at is XElement)
            {
                return '\0';
            }

            if (at is XText text && !string.IsNullOrWhiteSpace(text.Value))
            {
                return forward ? text.Value.AsSpan().TrimStart()[0] : text.Value.AsSpan().TrimEnd()[^1];
            }
        }

        return '\0';
    }
}
