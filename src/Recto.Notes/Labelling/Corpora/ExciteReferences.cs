using System.Xml.Linq;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>EXCITE's hand-marked references: <c>ref</c> elements with the fields marked, the punctuation outside. For measuring only: no model that ships is trained on them.</summary>
public static class ExciteReferences
{
    /// <summary>Reads every <c>ref</c> with AnyStyle's labels; those without a marked word are left out.</summary>
    /// <exception cref="InvalidDataException">The text is not XML or has no <c>ref</c>.</exception>
    public static IReadOnlyList<LabelledSequence> Read(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        var root = MarkedXml.Load(xml);
        var references = MarkedXml.Find(root, "ref").ToList();
        if (references.Count == 0)
        {
            throw MarkedXml.Missing(root, "“ref”");
        }

        return
        [
            .. references.Select(reference =>
            {
                var text = new MarkedText();
                MarkedXml.Append(reference, text, LabelsOf(reference));
                return UnmarkedWords.Sequence(text);
            }).OfType<LabelledSequence>(),
        ];
    }

    private static Func<XElement, string?> LabelsOf(XElement reference)
    {
        // “source” is what an article or chapter stands in: with a volume or issue a journal.
        var inside = reference.Elements().Any(child => child.Name.LocalName == "title");
        var journal = reference.Elements().Any(child => child.Name.LocalName is "volume" or "issue") && reference.Elements().All(child => child.Name.LocalName is not ("editor" or "publisher"));
        return element => element.Name.LocalName switch
        {
            "author" or "surname" or "given-names" => element.Ancestors().Any(above => above.Name.LocalName == "editor") ? "editor" : "author",
            "editor" => "editor",
            "year" => "date",
            "title" => "title",
            "source" => journal ? "journal" : inside ? "container-title" : "title",
            "volume" or "issue" => "volume",
            "fpage" or "lpage" => "pages",
            "publisher" => "publisher",
            "url" => "url",
            "edition" => "edition",
            "identifier" => "doi",
            "other" => "note",
            _ => null,
        };
    }
}
