using System.Xml.Linq;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Line, column and page breaks that stand inside a word (<c>break="no"</c>).</summary>
internal static class TeiBreaks
{
    /// <summary>Whether an element marks a break of the printed page and holds nothing.</summary>
    public static bool IsBreak(XElement element) => TeiNames.Is(element, "lb", "pb", "cb", "gb", "milestone");

    /// <summary>Takes away the white space round breaks inside words, so that the halves are one word again.</summary>
    public static void JoinWords(XElement root)
    {
        foreach (var holder in root.DescendantsAndSelf().Where(element => element.Elements().Any(IsInWord)).ToList())
        {
            JoinWords(holder.Nodes().ToList());
        }
    }

    private static bool IsInWord(XElement element) => IsBreak(element) && TeiNames.Value(element, "break") == "no";

    // Breaks and blanks beside one another are one gap; where one of its breaks stands in a word, the whole gap does.
    private static void JoinWords(List<XNode> nodes)
    {
        var blanks = new List<XText>();
        var (before, isInWord) = ((XText?)null, false);
        foreach (var node in nodes.Append<XNode?>(null))
        {
            if (node is XElement element && IsBreak(element))
            {
                isInWord |= IsInWord(element);
                continue;
            }

            if (node is XText { Value: var value } blank && value.AsSpan().IsWhiteSpace())
            {
                blanks.Add(blank);
                continue;
            }

            var after = node as XText;
            if (isInWord)
            {
                blanks.ForEach(text => text.Value = "");
                if (before is not null)
                {
                    before.Value = before.Value.TrimEnd();
                }

                if (after is not null)
                {
                    after.Value = after.Value.TrimStart();
                }
            }

            blanks.Clear();
            (before, isInWord) = (after, false);
        }
    }
}
