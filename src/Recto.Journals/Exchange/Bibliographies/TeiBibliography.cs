using System.Text;
using System.Xml;
using System.Xml.Linq;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>
/// TEI P5: the notes with a <c>bibl</c> round each mention, which points to its source by <c>corresp</c>; and the sources as <c>listBibl</c>s (archives, printed sources, literature),
/// archival ones with <c>msIdentifier</c>. The words of the notes are not changed.
/// </summary>
public static class TeiBibliography
{
    private static readonly (SourceGroup Group, string Type, string Head)[] Parts =
        [(SourceGroup.Archives, "archives", "Archives"), (SourceGroup.PrintedSources, "printed-sources", "Printed sources"), (SourceGroup.Literature, "literature", "Literature")];

    /// <summary>Writes the document, UTF-8 without byte order mark, ended by a line feed.</summary>
    /// <param name="bibliography">The sources.</param>
    /// <param name="apparatus">The notes that they were read from.</param>
    /// <param name="title">What the document is called: the article's title, or its file's name.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Bibliography bibliography, Apparatus apparatus, string title, Stream output)
    {
        ArgumentNullException.ThrowIfNull(bibliography);
        ArgumentNullException.ThrowIfNull(apparatus);
        ArgumentNullException.ThrowIfNull(output);
        using (var writer = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize, CloseOutput = false }))
        {
            Document(bibliography, apparatus, title).Save(writer);
        }

        output.WriteByte((byte)'\n');
    }

    private static XDocument Document(Bibliography bibliography, Apparatus apparatus, string title)
    {
        var ids = new XmlIds();
        var notes = apparatus.Notes.Select(read => ids.New(read.Note.Id)).ToList();
        var sources = bibliography.Sources.ToDictionary(source => source.Id, source => ids.New(source.Id), StringComparer.Ordinal);
        var body = new XElement(TeiMarkup.Tei + "body", new XElement(TeiMarkup.Tei + "div", new XAttribute("type", "notes"), new XElement(TeiMarkup.Tei + "head", "Notes")));
        var written = new TeiNoteWriter(bibliography, sources);
        for (var i = 0; i < apparatus.Notes.Count; i++)
        {
            body.Elements().First().Add("\n", written.Of(i, apparatus.Notes[i], notes[i]));
        }

        var back = new XElement(TeiMarkup.Tei + "back", new XElement(TeiMarkup.Tei + "div", new XAttribute("type", "bibliography"), Lists(bibliography, sources, notes)));
        return new XDocument(new XElement(TeiMarkup.Tei + "TEI", "\n", Header(title), "\n",
            new XElement(TeiMarkup.Tei + "text", body, bibliography.Sources.Count > 0 ? ["\n", back] : Array.Empty<object>()), "\n"));
    }

    private static XElement Header(string title) => new(TeiMarkup.Tei + "teiHeader",
        new XElement(TeiMarkup.Tei + "fileDesc",
            new XElement(TeiMarkup.Tei + "titleStmt", new XElement(TeiMarkup.Tei + "title", XmlWords.Of(PrintedText.Line(title) ?? "Untitled"))),
            new XElement(TeiMarkup.Tei + "publicationStmt", new XElement(TeiMarkup.Tei + "p", "Not published.")),
            new XElement(TeiMarkup.Tei + "sourceDesc", new XElement(TeiMarkup.Tei + "p", "The notes of the document, as they stand in it; references and sources as Recto reads them."))));

    private static IEnumerable<object> Lists(Bibliography bibliography, Dictionary<string, string> sources, List<string> notes)
    {
        foreach (var (group, type, head) in Parts)
        {
            var entries = bibliography.Sorted(group).Select(source => TeiEntry.Of(source, sources[source.Id], notes)).SelectMany(entry => new object[] { "\n", entry }).ToList();
            if (entries.Count > 0)
            {
                yield return "\n";
                yield return new XElement(TeiMarkup.Tei + "listBibl", new XAttribute("type", type), new XElement(TeiMarkup.Tei + "head", head), entries);
            }
        }
    }
}
