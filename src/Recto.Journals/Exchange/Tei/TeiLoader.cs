using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Tei;

/// <summary>
/// Reads TEI P5 (and P4, whose elements have no namespace) into JATS (TEI Guidelines P5; what is shown of an element that has two readings follows the TEI Simple processing model).
/// Nothing is ever fetched. Never throws for what a file says.
/// </summary>
public static class TeiLoader
{
    /// <summary>Reads one file.</summary>
    /// <param name="bytes">The file as it is, in any encoding that XML allows.</param>
    /// <param name="limits">How much the file may ask of us; null for <see cref="JatsLimits.Default"/>.</param>
    /// <returns><see cref="JatsLoaded"/> or <see cref="JatsRefusal"/>.</returns>
    public static JatsOutcome Load(ReadOnlySpan<byte> bytes, JatsLimits? limits = null)
    {
        var warnings = new List<ImportWarning>();
        var tree = XmlTree.Load(bytes, limits ?? JatsLimits.Default, warnings, NotTei, "a TEI document (<TEI>)");
        if (tree.Refusal is { } refusal)
        {
            return refusal;
        }

        // <teiCorpus> holds a header of its own and documents: one of them is an article, more are not one.
        var root = tree.Document!.Root!;
        var documents = TeiNames.Is(root, "TEI", "TEI.2", "text") ? [root] : root.DescendantsAndSelf().Where(element => TeiNames.Is(element, "TEI", "TEI.2")).Take(2).ToList();
        return documents switch
        {
            [var only] when !only.DescendantNodesAndSelf().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value)) => new JatsRefusal(TeiNames.LineOf(only), null, "The TEI document holds no text."),
            [var only] => new JatsLoaded(new TeiConversion(only, warnings).Convert()),
            [_, var second] => new JatsRefusal(TeiNames.LineOf(second), null, "The corpus holds more than one TEI document; here begins the second. Split it, one article to a file."),
            _ => new JatsRefusal(TeiNames.LineOf(root), null, $"The root is <{root.Name.LocalName}>, and no TEI document (<TEI>) stands in it."),
        };
    }

    /// <summary>The element of each note in the file, by the id that the note has in the JATS document; empty where the file cannot be read.</summary>
    internal static IReadOnlyDictionary<string, XElement> NoteElements(ReadOnlySpan<byte> bytes)
    {
        var warnings = new List<ImportWarning>();
        var root = XmlTree.Load(bytes, JatsLimits.Default, warnings, NotTei, "a TEI document (<TEI>)").Document?.Root;
        root = root is null || TeiNames.Is(root, "TEI", "TEI.2", "text") ? root : root.Descendants().FirstOrDefault(element => TeiNames.Is(element, "TEI", "TEI.2"));
        if (root is null)
        {
            return new Dictionary<string, XElement>();
        }

        var conversion = new TeiConversion(root, warnings);
        conversion.Convert();
        return conversion.Notes.All.ToDictionary(note => note.Id, note => note.Element);
    }

    private static JatsRefusal? NotTei(JatsSurvey survey) => survey.Root is var (name, uri)
        ? TeiNames.IsNamespace(uri) && name is "TEI" or "TEI.2" or "teiCorpus" or "teiCorpus.2" or "text" ? null
            : new JatsRefusal(survey.RootPlace.Line, survey.RootPlace.Column, $"The root is <{name}>, and not a TEI document (<TEI>).")
        : new JatsRefusal(1, 1, "The file has no root element.");
}
