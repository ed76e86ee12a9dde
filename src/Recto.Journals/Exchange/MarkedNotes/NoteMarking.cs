using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;
using Recto.Notes.Archives;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>Marks the notes of one article. Used once.</summary>
internal sealed class NoteMarking(Apparatus apparatus, RepositoryDirectory directory, Dictionary<string, ArticleNote> notes, XmlIds ids, DerivedReferences? list)
{
    public void Run()
    {
        GiveIds();
        var marks = new CitationMarks(directory, index => IdOf(notes, apparatus, index), id => list?.IdOf(id));

        // Inner notes first: what lies in a note is moved with it.
        foreach (var (read, note) in apparatus.Notes.Select(read => (Read: read, Note: notes.GetValueOrDefault(read.Note.Id))).Where(pair => pair.Note is not null && pair.Read.References.Count > 0).OrderByDescending(pair => pair.Note!.Element.Ancestors().Count()))
        {
            MarkNote(read, note!, marks);
        }
    }

    /// <summary>The id of a note's element, and how an <c>xref</c> calls it; null where the note is not in the document.</summary>
    public static (string Id, string Type)? IdOf(Dictionary<string, ArticleNote> notes, Apparatus apparatus, int index) =>
        index < apparatus.Notes.Count && notes.TryGetValue(apparatus.Notes[index].Note.Id, out var note) && (string?)note.Element.Attribute("id") is { } id ? (id.Trim(), note.Element.Name.LocalName == "ref" ? "bibr" : "fn") : null;

    private void GiveIds()
    {
        foreach (var note in apparatus.Notes.SelectMany(read => read.References).Select(reference => reference.RefersTo?.NoteIndex).Concat(list?.NoteIndexes ?? []).OfType<int>().Distinct().Order())
        {
            if (notes.TryGetValue(apparatus.Notes[note].Note.Id, out var target) && target.Element.Attribute("id") is null)
            {
                target.Element.Add(new XAttribute("id", ids.New(target.HtmlId)));
                Traces.NoteNoAttribute(target.Element, "id");
            }
        }
    }

    private void MarkNote(ReadNote read, ArticleNote note, CitationMarks marks)
    {
        if (read.Note.Text != note.Note.Text || NotePlaces.Of(note.Element, read.Note.Text) is not { } places)
        {
            return;
        }

        var before = new XElement(note.Element);
        var blocks = new Dictionary<XElement, MarkedBlock>();
        for (var i = 0; i < read.References.Count; i++)
        {
            if (marks.Of(read.References[i], read.Note.Text, string.Create(CultureInfo.InvariantCulture, $"{note.HtmlId}.{i + 1}")) is { } mark && places.Of(mark.Span) is var (first, last) && BlockOf(first.Node, note.Element) is { } block && BlockOf(last.Node, note.Element) == block)
            {
                if (!blocks.TryGetValue(block, out var marked))
                {
                    blocks.Add(block, marked = new MarkedBlock(block));
                }

                marked.TryAdd(mark with { Attributes = [.. mark.Attributes.Select(attribute => attribute.Name == "id" ? (attribute.Name, ids.New(attribute.Value)) : attribute)] }, places);
            }
        }

        foreach (var marked in blocks.Values)
        {
            marked.Apply();
        }

        // A text that a reader would part otherwise is not the same text.
        if (blocks.Count > 0 && NotePlaces.Of(note.Element, read.Note.Text) is null)
        {
            note.Element.ReplaceNodes(before.Nodes());
        }
    }

    /// <summary>The paragraph of the note in which a text node stands.</summary>
    private static XElement? BlockOf(XText text, XElement note) => text.Ancestors().TakeWhile(ancestor => ancestor != note.Parent).FirstOrDefault(ancestor => ancestor.Name == "p" || ancestor == note) is { } block && block.Name == "p" ? block : null;
}
