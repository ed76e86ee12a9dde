using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>
/// Notes that a converter tagged as references. A list is taken for an apparatus only when all of this holds, so that no bibliography becomes notes:
/// it has at least two entries; half of them are numbered, or called by numbers; and a quarter (two at least) hold what no bibliography holds: a <c>note</c>; a back reference
/// (<c>Ibid.</c>, <c>Ebd.</c>, <c>s. Anm. 12</c>); or a number and words in the place of a title with no other field filled, in a list of which a tenth at least is prose
/// (<c>See …</c>, <c>Zum Folgenden …</c>, or longer than any reference). Then all its entries are notes: an apparatus cites books too.
/// </summary>
internal static partial class DisguisedNotes
{
    /// <summary>No reference is longer, in UTF-16 code units.</summary>
    private const int LongerThanReferences = 500;

    /// <summary>The entries that are notes: all of the list, or none.</summary>
    public static IEnumerable<XElement> Find(XElement list, Dictionary<string, List<FoundCall>> callsById)
    {
        var entries = list.Elements("ref").ToList();
        if (entries.Count < 2)
        {
            return [];
        }

        var numbered = entries.Count(entry => IsNumbered(entry, callsById));
        var isProse = entries.Count(IsProse) * 10 >= entries.Count;
        var noteLike = entries.Count(entry => entry.Element("note") is not null || IsBackReference(entry) || (isProse && IsTitleOnly(entry)));
        return noteLike >= 2 && noteLike * 4 >= entries.Count && numbered * 2 >= entries.Count ? entries : [];
    }

    private static bool IsNumbered(XElement entry, Dictionary<string, List<FoundCall>> callsById) =>
        Number().IsMatch(FoldedText.Head(entry, 20))
        || ((string?)entry.Attribute("id") is { } id && callsById.TryGetValue(id, out var calls) && Number().IsMatch(FoldedText.Head(calls[0].Element, 20)));

    private static XElement? Citation(XElement entry) => entry.Elements().FirstOrDefault(child => child.Name.LocalName.EndsWith("citation", StringComparison.Ordinal));

    private static bool IsBackReference(XElement entry) => BackReference().IsMatch(FoldedText.Head(Citation(entry) ?? entry, 80));

    /// <summary><c>&lt;element-citation>&lt;article-title>&lt;div>[1] Zum Folgenden s. …&lt;/div>&lt;/article-title>&lt;person-group/></c></summary>
    private static bool IsTitleOnly(XElement entry) =>
        Citation(entry) is { } citation && citation.Element("article-title") is { } title && NumberAndText().IsMatch(FoldedText.Head(title, 20))
        && citation.Elements().All(field => field == title || string.IsNullOrWhiteSpace(field.Value));

    private static bool IsProse(XElement entry)
    {
        var head = FoldedText.Head(entry, LongerThanReferences + 1);
        return head.Length > LongerThanReferences || Prose().IsMatch(head);
    }

    // 12   12.   [12]   (12)
    [GeneratedRegex(@"^\s*[\[(]?\d{1,4}[\])]?\.?(\s|$)", RegexOptions.None, 1000)]
    private static partial Regex Number();

    // [1] Zum Folgenden
    [GeneratedRegex(@"^\s*(\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)]?)\s+\S", RegexOptions.None, 1000)]
    private static partial Regex NumberAndText();

    // Ibid.   12. Ebd., S. 3   s. Anm. 12   See note 37 above
    [GeneratedRegex(@"^\s*[\[(]?\d{0,4}[\])]?\.?\s*(Ibid|Ebd\.|Ebenda|Там же|Idem\b|Op\. ?cit|(See|Vgl\.|S\.|Siehe) (note|n\.|Anm\.|Anmerkung) ?\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BackReference();

    // See …   [3] Vgl. …   4. Zum Folgenden …   См. …
    [GeneratedRegex(@"^\s?[\[(]?\d{0,4}[\])]?\.?\s?(see|cf|vgl|ebd|ebenda|siehe|zu|zum|zur|dazu|hierzu|voir|cfr|véase|ver|vedi|zob|см|там же)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Prose();
}
