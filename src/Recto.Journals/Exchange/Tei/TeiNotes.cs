using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Tei;

/// <summary>A note of the text.</summary>
/// <param name="Element">The TEI element.</param>
/// <param name="Id">Its id in the JATS document.</param>
/// <param name="Label"><c>@n</c>; else its number in the document.</param>
internal sealed record TeiNote(XElement Element, string Id, string Label)
{
    /// <summary>Whether it stands apart from the place that it belongs to: in the back, beside paragraphs, in <c>standOff</c>. Then a <c>ref</c>, a <c>ptr</c> or its own <c>@target</c> ties it.</summary>
    public bool IsApart { get; init; }
}

/// <summary>Finds the notes: every <c>note</c> of the text but those that annotate an entry of a bibliography and those that describe the file.</summary>
internal sealed class TeiNotes
{
    /// <summary>What holds notes beside one another. A note anywhere else stands where it is called.</summary>
    private static readonly HashSet<string> Holders = new(StringComparer.Ordinal)
    {
        "div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7", "body", "back", "front", "noteGrp", "listAnnotation", "annotationBlock", "standOff", "text", "group", "floatingText", "TEI", "TEI.2", "spanGrp", "list",
    };

    private static readonly HashSet<string> Entries = new(StringComparer.Ordinal) { "bibl", "biblStruct", "biblFull", "monogr", "analytic", "series", "imprint", "msDesc", "person", "place", "org" };

    private readonly Dictionary<XElement, TeiNote> _byElement = [];
    private readonly Dictionary<string, TeiNote> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TeiNote>> _calledAt = new(StringComparer.Ordinal);
    private readonly Dictionary<XElement, TeiNote> _raised = [];

    private TeiNotes()
    {
    }

    /// <summary>The notes in document order.</summary>
    public List<TeiNote> All { get; } = [];

    /// <summary>Finds them.</summary>
    /// <param name="root">The TEI document.</param>
    /// <param name="ids">Gives ids.</param>
    public static TeiNotes Find(XElement root, TeiIds ids)
    {
        var notes = new TeiNotes();
        foreach (var element in root.Descendants().Where(element => TeiNames.Is(element, "note") && IsOfText(element)))
        {
            var number = (notes.All.Count + 1).ToString(CultureInfo.InvariantCulture);
            var note = new TeiNote(element, ids.OfNote(element, number), Label(element) ?? number) { IsApart = element.Parent is { } parent && Holders.Contains(parent.Name.LocalName) };
            notes.All.Add(note);
            notes._byElement.Add(element, note);
            if (TeiNames.Id(element) is { } id)
            {
                notes._byId.TryAdd(id, note);
            }

            if (note.IsApart && Targets(element).Select(target => target.TrimStart('#')).FirstOrDefault(target => target.Length > 0) is { } at)
            {
                if (!notes._calledAt.TryGetValue(at, out var there))
                {
                    notes._calledAt.Add(at, there = []);
                }

                there.Add(note);
            }
        }

        notes.TieRaised(root);
        return notes;
    }

    /// <summary>The note that a raised number calls which is no link; null where it calls none.</summary>
    public TeiNote? CalledByNumber(XElement element) => _raised.GetValueOrDefault(element);

    /// <summary>The note that an element is; null where it is none.</summary>
    public TeiNote? Of(XElement element) => _byElement.GetValueOrDefault(element);

    /// <summary>The notes that say by their <c>@target</c> that they belong to an element.</summary>
    public IReadOnlyList<TeiNote> CalledAt(XElement element) => _calledAt.Count > 0 && TeiNames.Id(element) is { } id && _calledAt.TryGetValue(id, out var notes) ? notes : [];

    /// <summary>The notes that a <c>ref</c> or <c>ptr</c> points to. Converters leave out the <c>#</c>.</summary>
    public IReadOnlyList<TeiNote> Called(XElement reference) =>
        [.. Targets(reference).Where(target => !target.Contains('/', StringComparison.Ordinal)).Select(target => _byId.GetValueOrDefault(target[(target.IndexOf('#', StringComparison.Ordinal) + 1)..])).OfType<TeiNote>()];

    public static string[] Targets(XElement reference) => (TeiNames.Value(reference, "target") ?? TeiNames.Value(reference, "corresp") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // Converters lose the link and leave <hi rend="superscript">3</hi>: it calls note 3, if the greater part of the notes that nothing else calls is called so.
    private void TieRaised(XElement root)
    {
        var called = root.Descendants().Where(element => TeiNames.Is(element, "ref", "ptr")).SelectMany(Called).ToHashSet();
        var uncalled = new Dictionary<string, TeiNote>(StringComparer.Ordinal);
        foreach (var note in All.Where(note => note.IsApart && !called.Contains(note) && !Targets(note.Element).Any(target => target.StartsWith('#'))))
        {
            uncalled.TryAdd(note.Label, note);
        }

        if (uncalled.Count == 0)
        {
            return;
        }

        var ties = new List<(XElement Element, TeiNote Note)>();
        var tied = new HashSet<TeiNote>();
        foreach (var raised in root.Descendants().Where(element => TeiNames.Is(element, "hi", "seg") && element.Value.Length is > 0 and < 12 && TeiRend.Of(element).Contains("sup")))
        {
            if (uncalled.TryGetValue(raised.Value.Trim(), out var note) && !raised.Ancestors().Any(ancestor => TeiNames.Is(ancestor, "note", "teiHeader", "formula")) && !raised.Elements().Any() && tied.Add(note))
            {
                ties.Add((raised, note));
            }
        }

        foreach (var (element, note) in ties.Count * 2 > uncalled.Count ? ties : [])
        {
            _raised.Add(element, note);
        }
    }

    private static string? Label(XElement note) => TeiNames.Line(TeiNames.Value(note, "n")) is { Length: <= 20 } label ? label : null;

    // teiHeader says what the file is; an entry of a bibliography may be annotated: <bibl>… <note>Reprint.</note></bibl>, but <note place="foot"> is a note there too.
    private static bool IsOfText(XElement note)
    {
        if (note.Attribute("place") is null && note.Attribute("n") is null && note.Parent is { } parent && Entries.Contains(parent.Name.LocalName))
        {
            return false;
        }

        return !note.Ancestors().Any(ancestor => TeiNames.Is(ancestor, "teiHeader", "facsimile", "sourceDoc"));
    }
}
