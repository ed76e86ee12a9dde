using System.Xml.Linq;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>AnyStyle's labels of the parts of a TEI <c>bibl</c>.</summary>
internal static class TeiLabels
{
    /// <summary>The labels within one <c>bibl</c>.</summary>
    public static Func<XElement, string?> Of(XElement bibl)
    {
        var inside = bibl.Elements().Any(child => child.Name.LocalName == "title" && Value(child, "level") == "a");
        return element => Label(element, inside);
    }

    private static string? Label(XElement element, bool insideAnother) => element.Name.LocalName switch
    {
        "author" or "authors" => "author",
        "editor" or "respStmt" => "editor",
        "title" => Value(element, "level") switch
        {
            "j" => "journal",
            "s" => "collection-title",
            "m" when insideAnother => "container-title",
            _ => "title",
        },
        "date" or "year" or "month" => "date",
        "biblScope" or "biblStruct" or "citedRange" => (Value(element, "unit") ?? Value(element, "type")) switch
        {
            "volume" or "vol" or "issue" => "volume",
            "date" => "date",
            "chapter" or "section" or "part" or "entry" or "footnote" or "para" => "note",
            _ => "pages",
        },
        "page" => "pages",
        "volumes" => "volume",
        "publisher" or "publishe" => "publisher",
        "pubPlace" or "pubplace" => "location",
        "edition" => "edition",
        // Of a thesis or a report the institution is its publisher; a collaboration writes.
        "orgName" => Value(element, "type") == "collaboration" || element.ElementsBeforeSelf().All(before => before.Name.LocalName is "orgName" or "label") ? "author" : "publisher",
        "idno" => Value(element, "type")?.ToUpperInvariant() switch { "DOI" => "doi", "ISBN" => "isbn", "ISSN" => "isbn", _ => "note" },
        "ptr" => "url",
        "label" => "citation-number",
        "note" or "notes" => Value(element, "type") is "report" or "document-type" ? "genre" : "note",
        "ref" => "note",
        _ => null,
    };

    private static string? Value(XElement element, string attribute) => (string?)element.Attribute(attribute);
}
