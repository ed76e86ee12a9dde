using System.Xml.Linq;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>A note as TEI: its text, a <c>bibl</c> round each reference, a <c>citedRange</c> round each printed pinpoint.</summary>
internal sealed class TeiNoteWriter
{
    private readonly Dictionary<string, string> _sources;
    private readonly Dictionary<(int Note, int Reference), CitedMention> _mentions = [];

    /// <param name="bibliography">The sources.</param>
    /// <param name="sources">Ids in the document, by the source's id.</param>
    public TeiNoteWriter(Bibliography bibliography, Dictionary<string, string> sources)
    {
        _sources = sources;
        foreach (var mention in bibliography.Sources.SelectMany(source => source.Mentions))
        {
            _mentions.TryAdd((mention.NoteIndex, mention.ReferenceIndex), mention);
        }
    }

    /// <summary>The note.</summary>
    public XElement Of(int index, ReadNote read, string id)
    {
        var text = XmlWords.Of(read.Note.Text);
        var note = new XElement(TeiMarkup.Tei + "note", new XAttribute(XNamespace.Xml + "id", id), new XAttribute("place", "foot"), new XAttribute("n", XmlWords.Of(read.Note.Label)));
        if (read.Note.Language is { Length: > 0 } language)
        {
            note.Add(new XAttribute(XNamespace.Xml + "lang", language));
        }

        var at = 0;
        for (var i = 0; i < read.References.Count; i++)
        {
            var reference = read.References[i].Reference;
            if (reference.Span.Start < at || reference.Span.End > text.Length || reference.Span.IsEmpty)
            {
                continue;
            }

            Words(note, text[at..reference.Span.Start]);
            note.Add(Reference(index, i, read.References[i], text));
            at = reference.Span.End;
        }

        Words(note, text[at..]);
        return note;
    }

    private XElement Reference(int note, int index, ResolvedReference resolved, string text)
    {
        var reference = resolved.Reference;
        var bibl = new XElement(TeiMarkup.Tei + "bibl", new XAttribute("type", ReferenceWords.Of(reference.Form)));
        if (resolved.SourceId is { } id && _sources.TryGetValue(id, out var target))
        {
            bibl.Add(new XAttribute("corresp", "#" + target));
        }

        var pinpoint = (reference as ArchivalReference)?.Folio ?? reference.Pages;
        if (pinpoint is null || !reference.Span.Contains(pinpoint.Span) || pinpoint.Span.IsEmpty)
        {
            Words(bibl, text[reference.Span.Start..reference.Span.End]);
            return bibl;
        }

        var kind = _mentions.GetValueOrDefault((note, index))?.LocatorKind ?? LocatorKind.Page;
        Words(bibl, text[reference.Span.Start..pinpoint.Span.Start]);
        var range = new XElement(TeiMarkup.Tei + "citedRange", new XAttribute("unit", TeiMarkup.Unit(kind)));
        Words(range, text[pinpoint.Span.Start..pinpoint.Span.End]);
        bibl.Add(range);
        Words(bibl, text[pinpoint.Span.End..reference.Span.End]);
        return bibl;
    }

    // Paragraphs of a note are parted by lb.
    private static void Words(XElement into, string words)
    {
        var lines = words.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                into.Add(new XElement(TeiMarkup.Tei + "lb"));
            }

            if (lines[i].Length > 0)
            {
                into.Add(new XText(lines[i]));
            }
        }
    }
}
