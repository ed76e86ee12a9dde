using System.Xml.Linq;
using Recto.Journals.Exchange.Print;

namespace Recto.Journals.Exchange.Typst;

internal sealed partial class TypstWriter
{
    /// <summary>The title in a line.</summary>
    /// <param name="title">Its tree.</param>
    /// <param name="notes">Takes the notes that are called in it: they stand behind it.</param>
    public string Title(XElement title, List<string> notes)
    {
        _headingNotes = [];
        var said = Apart(() =>
        {
            foreach (var node in title.Nodes())
            {
                if (node is XElement { Name.LocalName: "span" } sub && (string?)sub.Attribute("class") == "sub")
                {
                    _out.Code("#subtitle[").Fresh();
                    Inlines(sub.Nodes());
                    _out.Code("]");
                }
                else
                {
                    Inlines([node]);
                }
            }
        });
        notes.AddRange(_headingNotes);
        _headingNotes = null;
        return said.ToString();
    }

    /// <summary>The abstracts: their headings are run-in words and no headings of the text.</summary>
    public void Abstract(XElement tree)
    {
        _nesting++;
        foreach (var part in tree.Elements().SelectMany(section => section.Name.LocalName == "section" ? section.Elements() : [section]))
        {
            InLanguage(part, () => Parts(part));
        }

        _nesting--;

        void Parts(XElement part)
        {
            if (part.Name.LocalName is "p")
            {
                Block(part);
                return;
            }

            foreach (var node in part.Nodes())
            {
                if (node is XElement { Name.LocalName: "h2" } heading)
                {
                    _out.Block("abstract-heading", () => Inlines(heading.Nodes()));
                }
                else if (node is XElement section)
                {
                    foreach (var inner in section.DescendantsAndSelf().Where(child => child.Name.LocalName is "h3" or "h4" or "h5" or "h6").ToList())
                    {
                        inner.SetAttributeValue("class", "heading");
                        inner.Name = "p";
                    }

                    Flow([section]);
                }
            }
        }
    }

    /// <summary>Notes in a list, each with what Recto reads in it.</summary>
    public void ReadNotes(IReadOnlyList<PrintNote> notes)
    {
        _nesting++;
        foreach (var note in notes)
        {
            _inNote = true;
            var language = _language;
            var content = Apart(() => NoteContent(note));
            _language = language;
            _inNote = false;
            var reading = Apart(() => Flow(note.Reading?.Nodes() ?? []));
            _out.Fresh().Code("#readnote(").Literal(note.Label).Code($", reading: {(reading.IsEmpty ? "none" : $"[{reading}]")})[").Code(content.ToString()).Code("]\n").Fresh();
        }

        _nesting--;
    }

    /// <summary>The sources, their headings beginning a part.</summary>
    public void Sources(XElement tree)
    {
        foreach (var node in tree.Nodes())
        {
            if (node is XElement { Name.LocalName: "h3" } heading)
            {
                heading.Name = "h2";
            }

            Flow([node]);
        }
    }
}
