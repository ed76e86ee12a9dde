using System.Globalization;
using System.Xml.Linq;

namespace Recto.App.Features.Import.Markdown;

/// <summary>A note with its number.</summary>
/// <param name="Number">From 1, in the order of first calls: what kramdown, Hugo and pandoc print.</param>
/// <param name="Definition">Where it is defined; null for a note in place.</param>
/// <param name="Text">Markdown of a note in place; null for a definition.</param>
internal sealed record MarkdownNote(int Number, NoteDefinition? Definition, string? Text)
{
    /// <summary>The number as printed.</summary>
    public string Label => Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Id in the JATS document.</summary>
    public string Id => "fn" + Label;
}

/// <summary>Numbers the notes as they are called, and ties the calls to them.</summary>
internal sealed class MarkdownNoteList(MarkdownNotes syntax)
{
    private readonly List<MarkdownNote> _notes = [];
    private readonly Dictionary<NoteDefinition, MarkdownNote> _byDefinition = [];
    private readonly Dictionary<NoteCall, MarkdownNote> _inPlace = [];
    private readonly SortedSet<string> _undefined = new(StringComparer.Ordinal);
    private int _position;

    /// <summary>The notes in the order of their numbers.</summary>
    public IReadOnlyList<MarkdownNote> All => _notes;

    /// <summary>Labels that are called and not defined.</summary>
    public IReadOnlyCollection<string> Undefined => _undefined;

    /// <summary>Notes that nothing calls: label, line from 0 in the text after the front matter, and whether another note has the same label.</summary>
    public List<(string Label, int Line, bool IsSecond)> Uncalled { get; } = [];

    /// <summary>The call of a number in the order of parsing; null where there is none.</summary>
    public XElement? Call(string? index)
    {
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= syntax.Calls.Count)
        {
            return null;
        }

        var call = syntax.Calls[number];
        _position = Math.Max(_position, call.Position);
        if (call.Text is not null)
        {
            if (!_inPlace.TryGetValue(call, out var inPlace))
            {
                _inPlace.Add(call, inPlace = Add(null, call.Text));
            }

            return Written(inPlace);
        }

        return Called(call.Label!, call.Position);
    }

    /// <summary>The call of a label in HTML, which Markdown does not read; null where no note has it.</summary>
    public XElement? CallByLabel(string label)
    {
        if (syntax.ByLabel.ContainsKey(label))
        {
            return Called(label, _position);
        }

        _undefined.Add(label);
        return null;
    }

    /// <summary>Writes the notes. Those that nothing calls come last.</summary>
    /// <param name="paragraphs">Writes what a note says; may call further notes.</param>
    public List<XElement> Write(Func<MarkdownNote, List<XElement>> paragraphs)
    {
        var written = new List<XElement>();
        WriteCalled();
        foreach (var definition in syntax.Definitions.ToList())
        {
            if (!_byDefinition.ContainsKey(definition))
            {
                Uncalled.Add((definition.Label, definition.Line, syntax.ByLabel[definition.Label].Count > 1));
                Define(definition);
                WriteCalled();
            }
        }

        return written;

        void WriteCalled()
        {
            while (written.Count < _notes.Count)
            {
                var note = _notes[written.Count];
                written.Add(new XElement("fn", new XAttribute("id", note.Id), new XElement("label", note.Label)));
                written[^1].Add(paragraphs(note));
            }
        }
    }

    private static XElement Written(MarkdownNote note) => new("xref", new XAttribute("ref-type", "fn"), new XAttribute("rid", note.Id), note.Label);

    // Where a label is defined in every chapter anew, a call means the next one after it.
    private XElement Called(string label, int position)
    {
        var alike = syntax.ByLabel[label];
        var definition = alike[Math.Min(FirstAfter(alike, position), alike.Count - 1)];
        return Written(_byDefinition.TryGetValue(definition, out var note) ? note : Define(definition));
    }

    // They stand in document order: one label may be defined, and called, as often as a file has lines.
    private static int FirstAfter(List<NoteDefinition> alike, int position)
    {
        var (low, high) = (0, alike.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = alike[middle].Span.Start > position ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private MarkdownNote Define(NoteDefinition definition) => _byDefinition[definition] = Add(definition, null);

    private MarkdownNote Add(NoteDefinition? definition, string? text)
    {
        var note = new MarkdownNote(_notes.Count + 1, definition, text);
        _notes.Add(note);
        return note;
    }
}
