using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>
/// Notes that a converter tagged as references. A list is taken for an apparatus only when all of this holds, so that no bibliography becomes notes:
/// it has at least two entries; its entries are numbered, or called by numbers; and at least a quarter of them (two at least) hold what no bibliography holds: a <c>note</c>, or
/// prose in the place of a title (a number and then a sentence), or a back reference (<c>Ibid.</c>, <c>Ebd.</c>, <c>s. Anm. 12</c>). Then all its entries are notes: an apparatus
/// cites books too.
/// </summary>
internal static partial class DisguisedNotes
{
    /// <summary>The entries that are notes: all of the list, or none.</summary>
    public static IEnumerable<XElement> Find(XElement list, Dictionary<string, List<FoundCall>> callsById)
    {
        var entries = list.Elements("ref").ToList();
        if (entries.Count < 2)
        {
            return [];
        }

        var numbered = entries.Count(entry => IsNumbered(entry, callsById));
        var noteLike = entries.Count(IsNoteLike);
        return noteLike >= 2 && noteLike * 4 >= entries.Count && numbered * 2 >= entries.Count ? entries : [];
    }

    private static bool IsNumbered(XElement entry, Dictionary<string, List<FoundCall>> callsById) =>
        Number().IsMatch(FoldedText.Head(entry, 20))
        || ((string?)entry.Attribute("id") is { } id && callsById.TryGetValue(id, out var calls) && Number().IsMatch(FoldedText.Head(calls[0].Element, 20)));

    private static bool IsNoteLike(XElement entry)
    {
        if (entry.Element("note") is not null)
        {
            return true;
        }

        // A whole note in the place of a title: <element-citation><article-title><div>[1] Zum Folgenden s. …</div></article-title>…
        var citation = entry.Elements().FirstOrDefault(child => child.Name.LocalName.EndsWith("citation", StringComparison.Ordinal));
        if (citation?.Element("article-title") is { } title && NumberAndText().IsMatch(FoldedText.Head(title, 20)) && citation.Elements().All(field => field == title || string.IsNullOrWhiteSpace(field.Value)))
        {
            return true;
        }

        return BackReference().IsMatch(FoldedText.Head(citation ?? entry, 80));
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
}
