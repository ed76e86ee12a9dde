using System.Collections.Frozen;
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
        "preformat", "code", "speech", "statement", "attrib", "fig", "caption",
    };

    /// <summary>Fields of citations and names. Two that touch were parted by punctuation or space in print which the tagging left out: a space parts them, where letters or digits would meet.</summary>
    private static readonly HashSet<string> Fields = new(StringComparer.Ordinal)
    {
        "element-citation", "nlm-citation", "citation", "mixed-citation", "product", "related-article", "related-object", "person-group", "name", "string-name", "name-alternatives", "collab",
        "surname", "given-names", "prefix", "suffix", "etal", "anonymous", "role", "article-title", "chapter-title", "part-title", "source", "trans-title", "trans-source", "data-title", "series",
        "year", "month", "day", "season", "date", "date-in-citation", "volume", "issue", "fpage", "lpage", "page-range", "elocation-id", "edition", "publisher-name", "publisher-loc", "size",
        "conf-name", "conf-loc", "conf-date", "pub-id", "object-id", "ext-link", "uri", "comment", "annotation", "patent", "institution", "institution-wrap", "gov", "isbn", "issn", "version",
        "time-stamp", "access-date", "std", "supplement", "volume-series", "issue-title", "td", "th", "label",
    };

    private readonly StringBuilder _text = new();
    private readonly List<EmphasisRun> _runs = [];
    private readonly List<Opened> _unstarted = [];
    private readonly List<int> _fileBlanks = [];
    private bool _space;
    private bool _line;
    private bool _edge;
    private bool _break;
    private bool _field;
    private bool _whole;
    private XElement? _label;

    /// <summary>Stretches of emphasis in order of their start.</summary>
    public IReadOnlyList<EmphasisRun> Runs => [.. _runs.OrderBy(run => run.Span.Start).ThenByDescending(run => run.Span.End)];

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    /// <summary>The text from a place on.</summary>
    public string ToString(int start) => _text.ToString(start, _text.Length - start);

    /// <summary>Stretches of emphasis, counted from a place on.</summary>
    public IReadOnlyList<EmphasisRun> RunsFrom(int start) =>
        [.. Runs.Where(run => run.Span.End > start).Select(run => new EmphasisRun(new TextSpan(Math.Max(0, run.Span.Start - start), run.Span.End - start), run.Emphasis))];

    /// <summary>Whether the text is one of metadata: formulas may get signs that make them readable, and marks that call a footnote, an affiliation or the like are left out (<c>On History<sup>*</sup></c>).</summary>
    public bool IsMetadata { get; init; }

    /// <summary>Where each character of the text stands: its text node and index there, a null node for what no text node holds (parting spaces, formulas). Null where nobody asks.</summary>
    public List<(XText? Node, int Index)>? Places { get; init; }

    /// <summary>The citations and fields of citations that hold words, and where these stand. Null where nobody asks.</summary>
    public Dictionary<XElement, TextSpan>? Tagged { get; init; }

    /// <summary>Blanks of the text that stand for a line end between two elements of the file, from a place on and counted from there.</summary>
    public IReadOnlyList<int> FileBlanks(int start = 0) => [.. _fileBlanks.Where(blank => blank >= start).Select(blank => blank - start)];

    /// <summary>Elements whose words are no part of the text wanted.</summary>
    public IReadOnlySet<string> Without { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The text of an element in one line.</summary>
    /// <returns>Null where it has none.</returns>
    public static string? Line(XElement? element, IReadOnlySet<string>? without = null) => Lines(element, without)?.Replace('\n', ' ');

    /// <summary>The text of an element, its paragraphs parted by a line feed.</summary>
    /// <returns>Null where it has none.</returns>
    public static string? Lines(XElement? element, IReadOnlySet<string>? without = null)
    {
        if (element is null)
        {
            return null;
        }

        var text = new FoldedText { IsMetadata = true, Without = without ?? FrozenSet<string>.Empty };
        text.AppendContent(element, int.MaxValue);
        return text._text.Length == 0 ? null : text.ToString();
    }

    /// <summary>The beginning of an element's text in one line, a little more than a number of UTF-16 code units.</summary>
    public static string Head(XElement? element, int atMost)
    {
        var text = new FoldedText();
        if (element is not null)
        {
            text.AppendContent(element, atMost);
        }

        return text._text.ToString(0, Math.Min(text._text.Length, 2 * atMost)).Replace('\n', ' ');
    }

    /// <summary>Appends a note: its content without its label and without the notes in it.</summary>
    /// <param name="note">The element of the note.</param>
    /// <param name="atMost">Where to stop, in UTF-16 code units.</param>
    public void AppendNote(XElement note, int atMost = int.MaxValue)
    {
        _label = LabelOf(note);
        AppendContent(note, atMost);
    }

    /// <summary>The <c>label</c> of a note: its child, or wrongly the first thing in its paragraph; null where there is none.</summary>
    public static XElement? LabelOf(XElement note) =>
        note.Element("label") ?? (note.Element("p")?.Nodes().FirstOrDefault(node => node is not XText text || !string.IsNullOrWhiteSpace(text.Value)) is XElement { Name.LocalName: "label" } misplaced ? misplaced : null);

    private void AppendContent(XElement element, int atMost)
    {
        for (var node = element.FirstNode; node is not null && _text.Length < atMost; node = node.NextNode)
        {
            if (node is XText text)
            {
                _field &= node == element.FirstNode;
                Append(text.Value, text);
            }
            else if (node is XElement child && child != _label && child.Name.LocalName != "fn")
            {
                var (wasWhole, isWhole) = (_whole, _whole || IsWholePrint(child));
                var isField = !isWhole && Fields.Contains(child.Name.LocalName) && !IsLinkInProse(element, child);
                _field |= isField;
                _whole = isWhole;
                AppendElement(child, atMost);
                _whole = wasWhole;
                _field |= isField;
            }
        }
    }

    // A link in a sentence is a word of it: “see https://…”, “doi:10.5555/1”. Only in a citation is it a field.
    private static bool IsLinkInProse(XElement parent, XElement child) =>
        child.Name.LocalName is "ext-link" or "uri" && (!Fields.Contains(parent.Name.LocalName) || parent.Name.LocalName is "td" or "th" or "label");

    /// <summary>Whether a citation was marked in print that is whole (by Recto itself): its fields never touch but where print has them touch.</summary>
    public static bool IsWholePrint(XElement element) => element.Name.LocalName == "mixed-citation" && (string?)element.Attribute("specific-use") is "full" or "short" or "idem";

    /// <summary>Whether a field of a citation touches the element before it where print parted the two, so that a blank belongs between them: <c>&lt;surname&gt;Kelly&lt;/surname&gt;&lt;source&gt;A View</c>.</summary>
    /// <param name="field">The field.</param>
    /// <param name="nodes">Tells what stands before it.</param>
    public static bool IsParted(XElement field, NodesBefore nodes) =>
        Fields.Contains(field.Name.LocalName) && field.Ancestors().Any(outer => outer.Name.LocalName.EndsWith("citation", StringComparison.Ordinal)) && !field.Ancestors().Any(IsWholePrint)
        && nodes.Of(field) is XElement { Value: [.., var last] } && field.Value is [var first, ..] && Meet(last, first);

    private void AppendElement(XElement element, int atMost)
    {
        _edge = true;
        AppendInside(element, atMost);
        _edge = true;
    }

    private void AppendInside(XElement element, int atMost)
    {
        var name = element.Name.LocalName;
        if (Without.Contains(name) || (IsMetadata && IsMark(element)))
        {
            return;
        }

        if (name == "alternatives" && element.Elements().FirstOrDefault() is { } first)
        {
            // One thing told several ways: the words of one are enough.
            AppendElement(element.Elements().FirstOrDefault(child => child.Name == Namespaces.MathMl + "math") ?? first, atMost);
            return;
        }

        if (name == "tex-math" || element.Name == Namespaces.MathMl + "math")
        {
            Append(FormulaText.Of(element, withSigns: IsMetadata));
            return;
        }

        if (name == "break")
        {
            _space = true;
            return;
        }

        var isBlock = Blocks.Contains(name);
        _break |= isBlock;
        var opened = Emphasised(name) is { } emphasis ? new Opened(emphasis) : null;
        if (opened is not null)
        {
            _unstarted.Add(opened);
        }

        var tagged = Tagged is not null && Fields.Contains(name) ? new Opened(default) : null;
        if (tagged is not null)
        {
            _unstarted.Add(tagged);
        }

        AppendContent(element, atMost);
        if (tagged is not null)
        {
            _unstarted.Remove(tagged);
            if (tagged.Start >= 0)
            {
                Tagged!.Add(element, new TextSpan(tagged.Start, _text.Length));
            }
        }

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

    /// <summary>An <c>xref</c> to a note, an affiliation and the like, or the <c>sup</c> that holds nothing else.</summary>
    private static bool IsMark(XElement element) => element.Name.LocalName switch
    {
        "xref" => (string?)element.Attribute("ref-type") is "fn" or "table-fn" or "aff" or "corresp" or "author-notes" or "author-note" or "contrib" or "bio",
        "sup" => element.HasElements && element.Nodes().All(node => node is XElement inner ? IsMark(inner) : node is not XText text || text.Value.AsSpan().Trim(" ,;\u00a0\t\r\n").IsEmpty),
        _ => false,
    };

    private void Append(string text, XText? node = null)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (char.IsWhiteSpace(character))
            {
                _space = true;
                _line |= character is '\n' or '\r';
                continue;
            }

            if (_text.Length > 0 && (_break || _space || (_field && Meet(_text[^1], character))))
            {
                // A program may have set each element on a line of its own: <hi>(</hi>⏎ <ref>https://…</ref>⏎ <hi>).</hi>
                if (_line && _edge && !_break)
                {
                    _fileBlanks.Add(_text.Length);
                }

                _text.Append(_break ? '\n' : ' ');
                Places?.Add((null, 0));
            }

            _space = _break = _field = _line = _edge = false;
            if (_unstarted.Count > 0)
            {
                _unstarted.ForEach(opened => opened.Start = _text.Length);
                _unstarted.Clear();
            }

            _text.Append(character);
            Places?.Add((node, at));
        }
    }

    /// <summary>Whether two fields would run into one word, or a word into a quotation: <c>1990|34</c>, <c>Smith|“On</c>, <c>Disease.|Quarterly</c>.</summary>
    private static bool Meet(char left, char right) =>
        (char.IsLetterOrDigit(right) || right is '“' or '‘' or '«' or '„' or '"' || char.IsHighSurrogate(right))
        && left is not ('(' or '[' or '/' or '-' or '–' or '—' or '“' or '‘' or '«' or '„' or '@');

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
