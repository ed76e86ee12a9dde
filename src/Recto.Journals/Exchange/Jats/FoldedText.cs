using System.Text;
using System.Xml.Linq;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Jats;

/// <summary>The character content of elements: runs of white space are one space, blocks are parted by one line feed, and stretches of emphasis are remembered.</summary>
internal sealed class FoldedText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "div", "list", "list-item", "def-list", "def-item", "disp-quote", "verse-group", "verse-line", "disp-formula", "boxed-text", "sec", "title", "note", "table-wrap", "table", "tr",
        "preformat", "code", "speech", "statement", "attrib", "fig", "caption", "break",
    };

    /// <summary>Elements that hold fields and, where nobody wrote punctuation between them, nothing that parts them.</summary>
    private static readonly HashSet<string> Fielded = new(StringComparer.Ordinal)
    {
        "element-citation", "nlm-citation", "citation", "mixed-citation", "product", "related-article", "related-object", "person-group", "name", "string-name", "date", "ref", "td", "th", "tr",
    };

    private readonly StringBuilder _text = new();
    private readonly List<EmphasisRun> _runs = [];
    private readonly List<Opened> _unstarted = [];
    private bool _space;
    private bool _break;

    /// <summary>Stretches of emphasis in order of their start.</summary>
    public IReadOnlyList<EmphasisRun> Runs => [.. _runs.OrderBy(run => run.Span.Start).ThenByDescending(run => run.Span.End)];

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>The text from a place on.</summary>
    public string ToString(int start) => _text.ToString(start, _text.Length - start);

    /// <summary>Stretches of emphasis, counted from a place on.</summary>
    public IReadOnlyList<EmphasisRun> RunsFrom(int start) =>
        [.. Runs.Where(run => run.Span.End > start).Select(run => new EmphasisRun(new TextSpan(Math.Max(0, run.Span.Start - start), run.Span.End - start), run.Emphasis))];

    /// <summary>Appends a note: its content without its label and without the notes in it.</summary>
    /// <param name="note">The element of the note.</param>
    /// <param name="atMost">Where to stop, in UTF-16 code units.</param>
    public void AppendNote(XElement note, int atMost = int.MaxValue) => AppendContent(note, note.Element("label"), atMost);

    private void AppendContent(XElement element, XElement? label, int atMost)
    {
        var parts = Fielded.Contains(element.Name.LocalName) && !element.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value));
        for (var node = element.FirstNode; node is not null && _text.Length < atMost; node = node.NextNode)
        {
            if (node is XText text)
            {
                Append(text.Value);
            }
            else if (node is XElement child && child != label && child.Name.LocalName != "fn")
            {
                AppendElement(child, atMost);
                _space |= parts;
            }
        }
    }

    private void AppendElement(XElement element, int atMost)
    {
        if (element.Name.LocalName == "alternatives" && element.Elements().FirstOrDefault() is { } first)
        {
            // One thing told several ways: the words of one are enough.
            AppendElement(element.Elements().FirstOrDefault(child => child.Name == Namespaces.MathMl + "math") ?? first, atMost);
            return;
        }

        var isBlock = Blocks.Contains(element.Name.LocalName);
        _break |= isBlock;
        var opened = Emphasised(element.Name.LocalName) is { } emphasis ? new Opened(emphasis) : null;
        if (opened is not null)
        {
            _unstarted.Add(opened);
        }

        AppendContent(element, null, atMost);
        if (opened is not null)
        {
            _unstarted.Remove(opened);
            if (opened.Start >= 0)
            {
                _runs.Add(new EmphasisRun(new TextSpan(opened.Start, _text.Length), opened.Emphasis));
            }
        }

        _break |= isBlock;
    }

    private void Append(string text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                _space = true;
                continue;
            }

            if (_text.Length > 0 && (_break || _space))
            {
                _text.Append(_break ? '\n' : ' ');
            }

            _space = _break = false;
            if (_unstarted.Count > 0)
            {
                _unstarted.ForEach(opened => opened.Start = _text.Length);
                _unstarted.Clear();
            }

            _text.Append(character);
        }
    }

    private static Emphasis? Emphasised(string name) => name switch
    {
        "italic" => Emphasis.Italic,
        "bold" => Emphasis.Bold,
        "sc" => Emphasis.SmallCaps,
        "underline" => Emphasis.Underline,
        "sup" => Emphasis.Superscript,
        "sub" => Emphasis.Subscript,
        _ => null,
    };

    private sealed class Opened(Emphasis emphasis)
    {
        public Emphasis Emphasis => emphasis;

        public int Start { get; set; } = -1;
    }
}
