using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    /// <summary>Elements that are blocks; everything else stands in a line.</summary>
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "sec", "p", "list", "def-list", "disp-quote", "verse-group", "speech", "boxed-text", "fig", "fig-group", "media", "table-wrap", "table-wrap-group", "table", "disp-formula",
        "disp-formula-group", "preformat", "code", "supplementary-material", "ref-list", "fn-group", "statement", "array", "chem-struct-wrap", "sub-article", "response", "app", "app-group", "ack",
        "glossary", "notes", "floats-group", "question", "question-wrap", "answer", "answer-set", "explanation", "option", "div", "block-alternatives", "bio", "table-wrap-foot", "caption", "title-group", "front-stub", "body", "back",
        "floats-wrap", "abstract", "trans-abstract", "kwd-group", "note", "verse-line", "epigraph", "title-wrap", "list-item", "def-item", "author-notes", "contrib-group", "ul", "ol", "li", "blockquote",
        "sig-block", "pre", "dl", "section", "h2", "h3", "h4", "h5", "h6",
    };

    /// <summary>Elements in a line with a form of their own.</summary>
    private static readonly HashSet<string> Lines = new(StringComparer.Ordinal)
    {
        "xref", "ext-link", "uri", "self-uri", "email", "inline-supplementary-material", "break", "inline-formula", "chem-struct", "inline-media", "alternatives", "tex-math", "inline-graphic", "graphic", "fn", "a", "br",
    };

    private int _level = 2;

    /// <summary>Mixed content: runs in a line become paragraphs, blocks stand by themselves.</summary>
    public void Flow(IEnumerable<XNode> nodes)
    {
        var line = new List<XNode>();
        foreach (var node in nodes)
        {
            if (node is XElement hidden && IsHidden(hidden))
            {
                continue;
            }

            if (node is XElement element && IsBlock(element))
            {
                Paragraph(line, null, continued: false);
                line.Clear();
                TopBlock(element);
            }
            else
            {
                line.Add(node);
            }
        }

        Paragraph(line, null, continued: false);
    }

    // A block, and behind it the notes that it calls first; blocks within blocks leave their notes to the outermost one.
    private void TopBlock(XElement element)
    {
        var name = element.Name.LocalName;
        if (name is "sec" or "app" or "app-group" or "sub-article" or "response" or "body" or "back" or "floats-group" or "notes" or "ack" or "glossary" or "front-stub" or "boxed-text" or "div" && _blockDepth == 0)
        {
            Block(element);
            return;
        }

        if (_blockDepth > 0)
        {
            Block(element);
            return;
        }

        _blockDepth++;
        _tints = 0;
        var block = Apart(() => Block(element));
        _blockDepth--;
        Placed(block, isParagraph: name == "p");
    }

    private void Placed(Markup block, bool isParagraph)
    {
        var notes = TakeCalled();
        if (_book is not null)
        {
            // A book has its notes together, where its readers pop them up from.
            _html.Add(block).Line();
            DueFloats();
            return;
        }

        var isPar = PlacesNotes && (isParagraph || notes.Count > 0);
        if (isPar)
        {
            _html.Open("div", ("class", "par")).Line();
        }

        _html.Add(block).Line();
        if (notes.Count > 0)
        {
            _html.Comment(ArticleFragments.NotesBegin).Open("div", ("class", "notes")).Line();
            WriteNotes(notes);
            _html.Close("div").Comment(ArticleFragments.NotesEnd).Line();
        }

        if (isPar)
        {
            _html.Close("div").Line();
        }

        DueFloats();
    }

    // What stands in the group of floats comes behind the paragraph that first mentions it.
    private void DueFloats()
    {
        if (!PlacesNotes || _due.Count == 0)
        {
            return;
        }

        var due = _due.ToList();
        _due.Clear();
        due.ForEach(TopBlock);
    }

    // Notes may call notes: those follow.
    private void WriteNotes(IReadOnlyList<(ArticleNote Note, int Tint)> notes)
    {
        var waiting = new Queue<(ArticleNote Note, int Tint)>(notes);
        _blockDepth++;
        while (waiting.TryDequeue(out var next))
        {
            _html.Add(_noteWriter.Write(next.Note, next.Tint)).Line();
            foreach (var inner in TakeCalled())
            {
                waiting.Enqueue(inner);
            }
        }

        _blockDepth--;
    }

    /// <summary>Remembers a note that is called here; gives the number of its colour class in this paragraph.</summary>
    private int Pend(ArticleNote note)
    {
        if (note.Container is NoteContainer.Table && _tableDepth > 0)
        {
            return 0;
        }

        if (_pending.TryGetValue(note, out var known))
        {
            return known;
        }

        var tint = Math.Min(++_tints, MostTints);
        if (note.Container == NoteContainer.Body && _written.Add(note))
        {
            _called.Add(note);
            _pending.Add(note, tint);
        }

        return tint;
    }

    private List<(ArticleNote Note, int Tint)> TakeCalled()
    {
        var taken = _called.ConvertAll(note => (note, _pending[note]));
        _called.Clear();
        _pending.Clear();
        return taken;
    }

    /// <summary>Writes the notes that no block has written yet, one after the other: those whose call stands in no block, and those that nothing calls.</summary>
    public void LateNotes(IReadOnlyList<ArticleNote> notes)
    {
        var called = TakeCalled();
        var left = called.Select(pair => pair.Note).Concat(notes.Where(_written.Add)).ToList();
        if (left.Count == 0)
        {
            return;
        }

        _html.Comment(ArticleFragments.NotesBegin).Open("div", ("class", "endnotes uncalled")).Line();
        WriteNotes(left.ConvertAll(note => (note, 0)));
        _html.Close("div").Comment(ArticleFragments.NotesEnd).Line();
    }

    private bool IsBlock(XElement element) => IsKnownBlock(element) || IsUnknownBlock(element);

    // What we do not know is a block where it holds one.
    private bool IsUnknownBlock(XElement element)
    {
        var name = element.Name.LocalName;
        if (element.Name.Namespace == Jats.Namespaces.MathMl || (element.Name.Namespace == XNamespace.None && (Founts.ContainsKey(name) || Plain.Contains(name) || Lines.Contains(name))))
        {
            return false;
        }

        if (!_unknownBlocks.TryGetValue(element, out var isBlock))
        {
            _unknownBlocks[element] = isBlock = element.Elements().Any(IsBlock);
        }

        return isBlock;
    }

    private bool IsKnownBlock(XElement element) => (element.Name.Namespace == XNamespace.None || element.Name.LocalName is "table") && _map.CallsOf(element).Count == 0
        && (Blocks.Contains(element.Name.LocalName) || (element.Name.LocalName is "graphic" && element.Parent?.Name.LocalName is not "p")
            || (element.Name.LocalName is "graphic" && element.Parent is { } p && p.Nodes().All(node => node == element || node is XText text && string.IsNullOrWhiteSpace(text.Value)))
            || (element.Name.LocalName is "alternatives" && element.Elements().Any(child => child.Name.LocalName is "table" or "graphic" or "media"))
            || (element.Name.LocalName == "fn" && _map.NoteOf(element) is not { Container: NoteContainer.Body } && element.Parent?.Name.LocalName is not "p" and not "td" and not "th"));

    private void Block(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "p": Paragraph(element); break;
            case "sec" or "section" or "app" or "ack" or "glossary" or "notes" or "sub-article" or "response" or "front-stub" or "bio" or "abstract" or "trans-abstract": Section(element); break;
            case "list" or "ul" or "ol": List(element); break;
            case "kwd-group": Keywords((null, element, []), isInside: true); break;
            case "def-list" or "dl": DefinitionList(element); break;
            case "disp-quote" or "blockquote" or "epigraph": Quotation(element); break;
            case "verse-group": Verse(element); break;
            case "speech": Speaking(element); break;
            case "statement" or "question" or "question-wrap" or "answer" or "answer-set" or "explanation" or "option": Stated(element); break;
            case "array" when element.Elements().Any(child => child.Name.LocalName is "tbody" or "thead" or "tr"): Table(element, null); break;
            case "sig-block": Wrapped(element, "signed"); break;
            case "boxed-text": Box(element); break;
            case "fig" or "chem-struct-wrap": Figure(element); break;
            case "graphic": Picture(element, isInline: false); break;
            case "media": Media(element); break;
            case "supplementary-material": Supplement(element); break;
            case "table-wrap": TableWrap(element); break;
            case "table": Table(element, null); break;
            case "disp-formula": Formula(element); break;
            case "alternatives": BlockAlternatives(element); break;
            case "preformat" or "code" or "pre": Code(element); break;
            case "ref-list": References(element); break;
            case "fn-group" or "author-notes": Statements(element); break;
            case "fn": Statement(element); break;
            case "title" or "subtitle" or "h2" or "h3" or "h4" or "h5" or "h6": Heading(element); break;
            case "fig-group" or "table-wrap-group" or "disp-formula-group": Group(element); break;
            case "verse-line": VerseLine(element); break;
            default: Wrapped(element, null); break;
        }
    }

    private void Paragraph(XElement element)
    {
        var line = new List<XNode>();
        var continued = false;
        foreach (var node in element.Nodes())
        {
            if (node is XElement child && IsBlock(child))
            {
                continued |= Paragraph(line, element, continued);
                line.Clear();
                TopBlock(child);
                continued = true;
            }
            else
            {
                line.Add(node);
            }
        }

        Paragraph(line, element, continued);
    }

    private bool Paragraph(List<XNode> line, XElement? source, bool continued)
    {
        if (line.All(node => node is not XElement && (node is not XText text || string.IsNullOrWhiteSpace(text.Value))))
        {
            return false;
        }

        var isTop = source is null && _blockDepth == 0;
        if (isTop)
        {
            _blockDepth++;
            _tints = 0;
        }

        var paragraph = Apart(() =>
        {
            _html.Open("p", [("id", source is null || continued ? null : _map.IdOf(source)), ("class", continued ? "on" : null), .. source is null ? [] : Speech(source)]);
            Inlines(line);
            _html.Close("p");
        });
        if (isTop)
        {
            _blockDepth--;
            Placed(paragraph, isParagraph: true);
        }
        else
        {
            _html.Add(paragraph).Line();
        }

        return true;
    }

    private void Wrapped(XElement element, string? kind)
    {
        if (!Blocks.Contains(element.Name.LocalName) || element.Name.Namespace != XNamespace.None)
        {
            Unfamiliar(element.Name.LocalName);
        }

        _html.Open("div", [("class", kind), ("id", _map.IdOf(element)), .. Speech(element)]);
        Flow(element.Nodes());
        _html.Close("div").Line();
    }

    private readonly List<XElement> _due = [];
    private const int MostTints = 24;
    private readonly Dictionary<ArticleNote, int> _pending = [];
    private readonly Dictionary<XElement, bool> _unknownBlocks = [];
    private int _tints;
}
