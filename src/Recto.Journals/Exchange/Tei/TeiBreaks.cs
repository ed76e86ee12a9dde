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
        foreach (var line in root.Descendants().Where(element => IsBreak(element) && TeiNames.Value(element, "break") == "no").ToList())
        {
            for (var before = line.PreviousNode; before is XText or XElement; before = before.PreviousNode)
            {
                if (before is XText text)
                {
                    text.Value = text.Value.TrimEnd();
                    if (text.Value.Length > 0)
                    {
                        break;
                    }
                }
                else if (!IsBreak((XElement)before))
                {
                    break;
                }
            }

            for (var after = line.NextNode; after is XText or XElement; after = after.NextNode)
            {
                if (after is XText text)
                {
                    text.Value = text.Value.TrimStart();
                    if (text.Value.Length > 0)
                    {
                        break;
                    }
                }
                else if (!IsBreak((XElement)after))
                {
                    break;
                }
            }
        }
    }
}
