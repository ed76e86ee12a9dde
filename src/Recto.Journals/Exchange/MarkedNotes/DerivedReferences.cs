using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>The bibliography that the notes imply, as a <c>ref-list</c> with <c>specific-use="derived"</c>: a list for each part, an entry for each source, the notes that cite it in the entry's <c>note</c>.</summary>
internal sealed class DerivedReferences
{
    private static readonly (SourceGroup Group, string Title)[] Parts = [(SourceGroup.Archives, "Archives"), (SourceGroup.PrintedSources, "Printed sources"), (SourceGroup.Literature, "Literature")];

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Bibliography _bibliography;

    private DerivedReferences(Bibliography bibliography) => _bibliography = bibliography;

    /// <summary>The list to come; null where the article has a list of references already, or nothing is cited.</summary>
    public static DerivedReferences? Prepare(XElement root, IEnumerable<ArticleNote> notes, Bibliography bibliography, XmlIds ids)
    {
        var disguised = notes.Select(note => note.Element).Where(element => element.Name == "ref").ToHashSet();
        if (bibliography.Sources.Count == 0 || root.Descendants("ref-list").Any(list => list.Elements("ref").Any(entry => !disguised.Contains(entry))))
        {
            return null;
        }

        var list = new DerivedReferences(bibliography);
        foreach (var source in bibliography.Sources)
        {
            list._ids[source.Id] = ids.New("src-" + source.Id);
        }

        return list;
    }

    /// <summary>Indexes of the notes that cite something.</summary>
    public IEnumerable<int?> NoteIndexes => _bibliography.Sources.SelectMany(source => source.Mentions).Select(mention => (int?)mention.NoteIndex);

    /// <summary>The id of a source's entry; null where it has none.</summary>
    public string? IdOf(string source) => _ids.GetValueOrDefault(source);

    /// <summary>Puts the list at the end of the article's back matter.</summary>
    public void AddTo(XElement root, Func<int, (string Id, string Type)?> noteId)
    {
        var list = new XElement("ref-list", new XAttribute("specific-use", "derived"), new XElement("title", "Bibliography"));
        foreach (var (group, title) in Parts)
        {
            var entries = _bibliography.Sorted(group).Select(source => Entry(source, noteId)).OfType<XElement>().ToList();
            if (entries.Count > 0)
            {
                list.Add(new XElement("ref-list", new XElement("title", title), entries));
            }
        }

        if (list.Elements("ref-list").Any())
        {
            Traces.Note(list, "new");
            Back(root).Add(list);
        }
    }

    private static XElement Back(XElement root)
    {
        if (root.Element("back") is { } back)
        {
            return back;
        }

        back = new XElement("back");
        Traces.Note(back, "new");
        if ((root.Element("body") ?? root.Element("front")) is { } before)
        {
            before.AddAfterSelf(back);
        }
        else
        {
            root.Add(back);
        }

        return back;
    }

    private XElement? Entry(CitedSource source, Func<int, (string Id, string Type)?> noteId)
    {
        var pieces = BibliographyLine.Of(source);
        if (pieces.Count == 0)
        {
            return null;
        }

        var citation = new XElement("mixed-citation", new XAttribute("publication-type", CitationMarks.KindWord(source.Kind)));
        for (var i = 0; i < pieces.Count; i++)
        {
            if (ReferencePiece.GroupOf(pieces[i].Role) is { } role)
            {
                // Names that follow one another are one group, with the signs between them.
                var end = i + 1;
                while (end + 1 < pieces.Count && pieces[end].Role == LineRole.Words && pieces[end + 1].Role == pieces[i].Role)
                {
                    end += 2;
                }

                citation.Add(new XElement("person-group", new XAttribute("person-group-type", role), pieces.Skip(i).Take(end - i).Select(piece => ReferencePiece.Of(piece, source))));
                i = end - 1;
                continue;
            }

            citation.Add(ReferencePiece.Of(pieces[i], source));
        }

        var cited = new XElement("p", "Cited in ");
        var notes = source.Mentions.DistinctBy(mention => mention.NoteIndex).ToList();
        for (var i = 0; i < notes.Count; i++)
        {
            cited.Add(i == 0 ? notes.Count == 1 ? "note " : "notes " : ", ");
            cited.Add(noteId(notes[i].NoteIndex) is var (id, type) ? new XElement("xref", new XAttribute("ref-type", type), new XAttribute("rid", id), notes[i].NoteLabel) : notes[i].NoteLabel);
        }

        return new XElement("ref", new XAttribute("id", _ids[source.Id]), citation, new XElement("note", cited));
    }
}
