using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.Print;

namespace Recto.Journals.Exchange.Typst;

/// <summary>Writes the trees of a <see cref="PrintArticle"/> as Typst markup: blocks here, lines, lists, tables, figures and formulas in files of their own. What it does not know keeps its text.</summary>
internal sealed partial class TypstWriter
{
    // Typst's own evaluation and layout have limits; what is nested deeper loses its form and keeps its words.
    private const int Deepest = 24;

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "section", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "aside", "figure", "figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
        "ul", "ol", "li", "dl", "dt", "dd", "pre", "hr", "footer",
    };

    private readonly IReadOnlyDictionary<string, PrintNote> _notes;
    private readonly IReadOnlyDictionary<string, FinishedFile> _files;
    private readonly HashSet<string> _wanted;
    private readonly HashSet<string> _anchored = new(StringComparer.Ordinal);
    private readonly HashSet<string> _set = new(StringComparer.Ordinal);
    private readonly string? _address;
    private TypstMarkup _out = new();
    private string _language;
    private int _depth;
    private int _heading;
    private bool _inNote;

    /// <summary>A writer for the parts of one document.</summary>
    /// <param name="notes">Notes to set at the foot, by id.</param>
    /// <param name="files">Files by their name in the article.</param>
    /// <param name="anchors">Ids that the document has.</param>
    /// <param name="links">Ids that links name.</param>
    /// <param name="language">BCP 47 tag of the document.</param>
    /// <param name="address">Absolute address of the article; null where it is not known.</param>
    public TypstWriter(IReadOnlyDictionary<string, PrintNote> notes, IReadOnlyDictionary<string, FinishedFile> files, IEnumerable<string> anchors, IEnumerable<string> links, string language, string? address)
    {
        _notes = notes;
        _files = files;
        _wanted = [.. links];
        _wanted.IntersectWith(anchors);
        _language = language;
        _address = address;
    }

    /// <summary>Pictures that the document shows, by their path in it.</summary>
    public Dictionary<string, FinishedFile> Pictures { get; } = new(StringComparer.Ordinal);

    /// <summary>What could not be set, each line once.</summary>
    public List<ImportWarning> Report { get; } = [];

    /// <summary>Whether a note has been set.</summary>
    public bool IsSet(string id) => _set.Contains(id);

    /// <summary>The function that links in the document call: it knows which of the places that are named are not there.</summary>
    /// <param name="source">The document.</param>
    public string Going(string source)
    {
        const string Anchor = "#anchor(\"";
        var absent = new HashSet<string>(_wanted, StringComparer.Ordinal);
        for (var at = source.IndexOf(Anchor, StringComparison.Ordinal); at >= 0; at = source.IndexOf(Anchor, at, StringComparison.Ordinal))
        {
            at += Anchor.Length;
            absent.Remove(source[at..source.IndexOf('"', at)]); // Ids hold letters, digits, hyphens and points.
        }

        return $"#let go = going(({string.Concat(absent.Order(StringComparer.Ordinal).Select(id => TypstText.Literal(id) + ", "))}))\n";
    }

    /// <summary>Heading levels begin anew: the next heading is of the first.</summary>
    public void BeginPart() => _heading = 0;

    /// <summary>What <paramref name="write"/> writes, apart.</summary>
    public TypstMarkup Apart(Action write)
    {
        var outer = _out;
        var inner = new TypstMarkup();
        _out = inner;
        write();
        _out = outer;
        return inner;
    }

    /// <summary>Blocks and, between them, lines that become paragraphs.</summary>
    public void Flow(IEnumerable<XNode> nodes)
    {
        var line = new List<XNode>();
        foreach (var node in nodes)
        {
            if (node is XElement element && IsBlock(element))
            {
                Loose(line);
                Block(element);
            }
            else
            {
                line.Add(node);
            }
        }

        Loose(line);
    }

    private void Loose(List<XNode> line)
    {
        if (line.Any(node => node is XText text ? !string.IsNullOrWhiteSpace(text.Value) : node is XElement))
        {
            _out.Block("par", () => Inlines(line));
        }

        line.Clear();
    }

    private static bool IsBlock(XElement element) => Blocks.Contains(element.Name.LocalName) || (element.Name.LocalName == "a" && element.Elements().Any(IsBlock));

    private void Block(XElement element)
    {
        if (_depth >= Deepest)
        {
            TooDeep();
            _out.Block("par", () => _out.Text(element.Value));
            return;
        }

        _depth++;
        InLanguage(element, () => BlockElement(element));
        _depth--;
    }

    private void TooDeep() => Say("Elements stand in one another deeper than a page can show; the words of the innermost were kept without their form.");

    private void Say(string line)
    {
        if (!Report.Exists(known => known.Message == line))
        {
            Report.Add(new ImportWarning(null, line));
        }
    }

    // A block in another language or direction says so to all that is in it.
    private void InLanguage(XElement element, Action write)
    {
        var language = (string?)element.Attribute("lang");
        if (Tag(language) is not { } tag || language == _language)
        {
            write();
            return;
        }

        var outer = _language;
        _language = language!;
        var direction = LanguageTag.IsRightToLeft(language!) ? "rtl" : "ltr";
        _out.Block($"tongue({tag}, {direction})", write);
        _language = outer;
    }

    /// <summary>Arguments of a language: <c>lang: "fr", region: none</c>; null where Typst would refuse it.</summary>
    public static string? Tag(string? language)
    {
        var parts = language?.Split('-') ?? [];
        return parts is [{ Length: 2 or 3 } primary, ..] && primary.All(char.IsAsciiLetter) ? TypstText.Literal(primary.ToLowerInvariant()) : null;
    }

    private void BlockElement(XElement element)
    {
        var name = element.Name.LocalName;
        switch (name)
        {
            case "p": Paragraph(element); break;
            case "h2" or "h3" or "h4" or "h5" or "h6": Heading(element); break;
            case "blockquote": Anchored(element, () => _out.Block("quoted", () => Flow(element.Nodes()))); break;
            case "footer": _out.Block("attributed", () => Inlines(element.Nodes())); break;
            case "aside": Anchored(element, () => _out.Block("boxed", () => Nested(() => Flow(element.Nodes())))); break;
            case "figure": Figure(element); break;
            case "table": TableAlone(element); break;
            case "ul" or "ol": List(element); break;
            case "dl": Definitions(element); break;
            case "pre": Anchored(element, () => Code(element)); break;
            case "hr" when element.Ancestors().Any(above => above.Name.LocalName is "td" or "th"): _out.Fresh().Code("#cellrule()\n"); break;
            case "hr": _out.Block("ornament", () => { }); break;
            case "div": Division(element); break;
            default: Anchored(element, () => Flow(element.Nodes())); break;
        }
    }

    private void Division(XElement element)
    {
        var kind = ((string?)element.Attribute("class"))?.Split(' ') ?? [];
        if (kind.Contains("tablewrap"))
        {
            TableWrap(element);
        }
        else if (kind.Contains("formula"))
        {
            DisplayedFormula(element);
        }
        else if (kind.Contains("missing"))
        {
            Missing(element.Value);
        }
        else if (kind.Contains("tablenote"))
        {
            TableNote(element);
        }
        else
        {
            var call = kind switch
            {
                ["verse"] => "verse",
                ["speech"] => "speech",
                ["statement"] => "statement",
                ["signed"] => "signed",
                ["supplement"] => "supplement",
                ["caption"] => "captioned",
                ["tablenotes"] => "tablenotes",
                _ => null,
            };
            Anchored(element, () => _ = call is null ? Apart(element) : _out.Block(call, () => Flow(element.Nodes())));
        }

        TypstMarkup Apart(XElement division)
        {
            Flow(division.Nodes());
            return _out;
        }
    }

    private void Paragraph(XElement element)
    {
        if (element.Nodes().All(node => node is XText text && string.IsNullOrWhiteSpace(text.Value)))
        {
            return;
        }

        var kind = ((string?)element.Attribute("class"))?.Split(' ') ?? [];
        var call = kind switch
        {
            ["on"] => "on",
            ["heading"] or ["speaker"] => "runhead",
            ["line", ..] => kind is [_, ['i', 'n', var depth]] ? $"verseline({depth})" : "verseline(0)",
            ["keywords"] => "keywords",
            ["trans-title"] => "translated",
            ["by"] => "by",
            ["caption"] => "captioned",
            _ => "par",
        };
        if (element.Elements().Any(IsBlock))
        {
            // What the source put into its paragraph stands between its parts.
            Anchored(element, () => Flow(element.Nodes()));
            return;
        }

        _out.Block(call, () =>
        {
            Anchor(element);
            Inlines(element.Nodes());
        });
    }

    // A paragraph may hold blocks that the source put into it.
    private void InLines(XElement element)
    {
        if (element.Elements().Any(IsBlock))
        {
            Flow(element.Nodes());
        }
        else
        {
            Inlines(element.Nodes());
        }
    }

    private void Heading(XElement element)
    {
        // PDF/UA: no level is skipped.
        var wanted = element.Name.LocalName[1] - '1';
        _heading = Math.Clamp(wanted, 1, _heading + 1);
        var outer = _headingNotes;
        _headingNotes = [];
        var words = Apart(() => Inlines(element.Nodes()));
        var notes = string.Concat(_headingNotes);
        _headingNotes = outer;
        if (words.IsEmpty)
        {
            return;
        }

        _out.Fresh().Code($"#head({_heading}, notes: [{notes}])[").Code(words.ToString()).Code("]\n").Fresh();
    }

    // Calls in a heading are set behind it: a bookmark is no place for a note.
    private List<string>? _headingNotes;

    private void Nested(Action write)
    {
        _nesting++;
        write();
        _nesting--;
    }

    private int _nesting;

    private void Anchored(XElement element, Action write)
    {
        AnchorBlock(element);
        write();
    }

    private void AnchorBlock(XElement element)
    {
        if (IdToSet(element) is { } id)
        {
            _out.Fresh().Code($"#anchor({TypstText.Literal(id)})\n");
        }
    }

    private void Anchor(XElement element)
    {
        if (IdToSet(element) is { } id)
        {
            _out.Code($"#anchor({TypstText.Literal(id)})");
        }
    }

    private string? IdToSet(XElement element) => (string?)element.Attribute("id") is { } id && _wanted.Contains(id) && _anchored.Add(id) ? id : null;

    private void Code(XElement element) => _out.Fresh().Code("#listing(").Literal(element.Value.Trim('\n').Replace("\t", "    ", StringComparison.Ordinal)).Code(")\n").Fresh();
}
