using System.Text;
using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;
using Recto.Notes.Archives;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>
/// JATS with what the notes cite: the article as it was, each reference of a note in a <c>mixed-citation</c>, words that point back in an <c>xref</c>, and a derived <c>ref-list</c> where
/// there is none. No character of a note changes; a note that cannot be marked so stays as it was. Notes whose citations are tagged already are left alone.
/// </summary>
public static class MarkedArticle
{
    /// <summary>The marked copy of an article; the article itself is not touched.</summary>
    /// <param name="document">The article.</param>
    /// <param name="apparatus">What the engine read from its notes.</param>
    /// <param name="directory">The archives to know.</param>
    /// <param name="listsSources">Whether a bibliography is derived from the notes where the article has none.</param>
    public static XDocument Of(ArticleDocument document, Apparatus apparatus, RepositoryDirectory directory, bool listsSources = true)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(apparatus);
        ArgumentNullException.ThrowIfNull(directory);
        var copy = new XDocument(document.Jats);
        if (copy.Root is not { } root)
        {
            return copy;
        }

        var notes = NoteExtractor.Extract(document with { Jats = copy }).DistinctBy(note => note.Note.Id).ToDictionary(note => note.Note.Id, StringComparer.Ordinal);
        var ids = new XmlIds(root);
        if (root.GetPrefixOfNamespace(Namespaces.XLink) is null && root.Attribute(XNamespace.Xmlns + "xlink") is null)
        {
            // The schema gives citations attributes of XLink, said or not.
            root.Add(new XAttribute(XNamespace.Xmlns + "xlink", Namespaces.XLink.NamespaceName));
        }

        var list = !listsSources ? null : DerivedReferences.Prepare(root, notes.Values, Bibliography.Of(apparatus, directory), ids);
        new NoteMarking(apparatus, directory, notes, ids, list).Run();
        list?.AddTo(root, index => NoteMarking.IdOf(notes, apparatus, index));
        XmlWords.Mend(root);
        return copy;
    }

    /// <summary>Writes a document as UTF-8 without byte order mark and without document type, ended by a line feed.</summary>
    public static void Write(XDocument document, Stream output)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(output);
        using (var writer = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize, CloseOutput = false }))
        {
            document.Save(writer);
        }

        if (document.LastNode is not XText { Value: [.., '\n'] })
        {
            output.WriteByte((byte)'\n');
        }
    }
}
