using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Which of the two kinds of note.</summary>
internal enum NoteKind
{
    /// <summary><c>w:footnote</c>.</summary>
    Footnote = 1,

    /// <summary><c>w:endnote</c>.</summary>
    Endnote,
}

/// <summary>A note that the text calls.</summary>
/// <param name="Kind">Foot- or endnote.</param>
/// <param name="Id">Its id in the part of notes.</param>
internal sealed record CalledNote(NoteKind Kind, string Id)
{
    /// <summary>The printed mark: counted, or typed by the author.</summary>
    public string Label { get; set; } = "";

    /// <summary>Whether the author typed the mark.</summary>
    public bool HasOwnMark { get; init; }

    /// <summary>Its id in the JATS document.</summary>
    public string JatsId => NoteNumbering.IdOf(Kind, Id);
}

/// <summary>
/// Counts the notes of a document as Word does (ISO/IEC 29500-1, 17.11): in the order of their calls, by the format, start and restart of the section, else of the settings.
/// Marks that the author typed are not counted. Where counting begins anew on each page, pages are told by what Word noted when it last laid the text out, and by hard page breaks.
/// </summary>
/// <param name="settings">Root of the settings; null where there are none.</param>
/// <param name="sections">Properties of the sections, in order.</param>
internal sealed class NoteNumbering(XElement? settings, IReadOnlyList<XElement> sections)
{
    private readonly Dictionary<(NoteKind, string), CalledNote> _called = [];
    private readonly Dictionary<NoteKind, int> _next = [];
    private readonly Dictionary<(int Section, NoteKind Kind, string Name), string?> _properties = [];
    private int _section;

    /// <summary>The notes in the order of their first call.</summary>
    public List<CalledNote> InOrder { get; } = [];

    /// <summary>The id that a note gets in JATS.</summary>
    public static string IdOf(NoteKind kind, string id) => (kind == NoteKind.Footnote ? "fn" : "en") + string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));

    /// <summary>The text calls a note. Called again, it keeps its mark.</summary>
    /// <param name="kind">Foot- or endnote.</param>
    /// <param name="id">Its id.</param>
    /// <param name="hasOwnMark">Whether the author's own mark follows.</param>
    public CalledNote Call(NoteKind kind, string id, bool hasOwnMark)
    {
        if (_called.TryGetValue((kind, id), out var known))
        {
            return known;
        }

        var note = new CalledNote(kind, id) { HasOwnMark = hasOwnMark };
        if (!hasOwnMark)
        {
            var number = _next.TryGetValue(kind, out var next) ? next : Start(kind);
            _next[kind] = number + 1;
            note.Label = NumberWords.Of(number, Property(kind, "numFmt") ?? (kind == NoteKind.Footnote ? "decimal" : "lowerRoman"));
        }

        _called.Add((kind, id), note);
        InOrder.Add(note);
        return note;
    }

    /// <summary>The note, if the text has called it.</summary>
    public CalledNote? Find(NoteKind kind, string id) => _called.GetValueOrDefault((kind, id));

    /// <summary>A section ends.</summary>
    public void NextSection()
    {
        _section++;
        Restart("eachSect");
        if (_section < sections.Count && sections[_section].ValueOf("type") is not "continuous")
        {
            NextPage();
        }
    }

    /// <summary>A page ends.</summary>
    public void NextPage() => Restart("eachPage");

    private void Restart(string when)
    {
        foreach (var kind in (ReadOnlySpan<NoteKind>)[NoteKind.Footnote, NoteKind.Endnote])
        {
            if (Property(kind, "numRestart") == when)
            {
                _next.Remove(kind);
            }
        }
    }

    private int Start(NoteKind kind) => int.TryParse(Property(kind, "numStart"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var start) ? Math.Clamp(start, 0, 1_000_000) : 1;

    private string? Property(NoteKind kind, string name)
    {
        if (!_properties.TryGetValue((_section, kind, name), out var said))
        {
            // Looked for once in each section: notes and pages are many.
            var properties = kind == NoteKind.Footnote ? "footnotePr" : "endnotePr";
            _properties[(_section, kind, name)] = said = (_section < sections.Count ? sections[_section].Child(properties).ValueOf(name) : null) ?? settings.Child(properties).ValueOf(name);
        }

        return said;
    }
}
