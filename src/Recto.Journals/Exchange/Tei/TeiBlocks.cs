using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Turns paragraphs, lists, quotations, verse, tables and figures into JATS.</summary>
internal sealed class TeiBlocks
{
    private static readonly HashSet<string> Always = new(StringComparer.Ordinal)
    {
        "p", "ab", "list", "lg", "sp", "table", "figure", "listBibl", "listPerson", "listPlace", "listOrg", "listEvent", "floatingText", "epigraph", "opener", "closer", "dateline", "salute", "signed", "byline", "trailer", "argument", "postscript", "head", "eg", "egXML",
        "castList", "castItem", "titlePage", "docTitle", "docAuthor", "docDate", "docImprint", "docEdition", "imprimatur", "titlePart", "address", "u", "set", "prologue", "epilogue", "stage", "l", "div", "div0", "div1", "div2", "div3", "div4", "div5",
        "div6", "div7", "entry", "schemaSpec", "elementSpec", "specList", "moduleRef", "classSpec", "noteGrp", "caption", "desc", "meeting", "notatedMusic", "code-block", "figGrp", "group", "text", "body", "front", "back",
    };

    /// <summary>What holds blocks only, so that a quotation in it stands by itself.</summary>
    private static readonly HashSet<string> Structure = new(StringComparer.Ordinal)
    {
        "div", "div0", "div1", "div2", "div3", "div4", "div5", "div6", "div7", "body", "back", "front", "epigraph", "argument", "floatingText", "text", "postscript",
    };

    private readonly TeiConversion _conversion;
    private readonly TeiInline _inline;

    public TeiBlocks(TeiConversion conversion, TeiInline inline)
    {
        _conversion = conversion;
        _inline = inline;
        inline.Blocks = Block;
    }

    /// <summary>Whether an element stands by itself, and not in a line of text.</summary>
    public static bool IsBlock(XElement element)
    {
        var name = TeiNames.Of(element);
        return Always.Contains(name) && !(name is "desc" or "caption" or "stage" or "address" or "head" or "salute" or "signed" or "dateline" or "docDate" or "docAuthor" or "titlePart" or "l" && element.Parent is { } line && TeiNames.Is(line, "p", "hi", "cell", "seg", "ref", "bibl", "emph"))
            || name is "quote" or "q" or "said" or "cit" && IsSetApart(element)
            || name is "bibl" or "biblStruct" or "biblFull" or "label" or "formula" or "desc" && element.Parent is { } parent && Structure.Contains(parent.Name.LocalName);
    }

    /// <summary>The content of an element as blocks: what stands loose in it becomes paragraphs.</summary>
    /// <param name="element">The element.</param>
    /// <param name="without">Children that are told elsewhere.</param>
    public List<XElement> Content(XElement element, Func<XElement, bool>? without = null) => Run(without is null ? element.Nodes() : element.Nodes().Where(node => node is not XElement child || !without(child)));

    /// <summary>A run of nodes as blocks.</summary>
    public List<XElement> Run(IEnumerable<XNode> nodes)
    {
        var blocks = new List<XElement>();
        var loose = new List<XNode>();
        foreach (var node in nodes)
        {
            if (node is XElement child && _conversion.Notes.Of(child) is { IsApart: true })
            {
                continue;
            }

            if (node is XElement block && IsBlock(block))
            {
                Flush(loose, blocks);
                blocks.AddRange(Block(block));
            }
            else if (node is XText or XElement)
            {
                loose.Add(node);
            }
        }

        Flush(loose, blocks);
        return blocks;
    }

    /// <summary>The paragraphs of a note; JATS lets it hold nothing else.</summary>
    public List<XElement> NoteParagraphs(XElement note)
    {
        var blocks = Content(note).Select(block => block.Name.LocalName == "p" ? block : new XElement("p", block)).ToList();
        return blocks.Count > 0 ? blocks : [new XElement("p")];
    }

    /// <summary>One block.</summary>
    public IEnumerable<XElement> Block(XElement element)
    {
        switch (TeiNames.Of(element))
        {
            case "list" or "castList":
                return [List(element)];
            case "quote" or "q" or "said" or "epigraph" or "cit" or "argument":
                return Quotation(element);
            case "lg":
                return [Verse(element)];
            case "l":
                return [new XElement("verse-group", new XElement("verse-line", _conversion.Marks(element), _inline.Content(element)))];
            case "sp" or "u":
                return [Speech(element)];
            case "table":
                return [new TeiTables(_conversion, _inline, this).Table(element)];
            case "figure" or "notatedMusic":
                return new TeiFigures(_conversion, _inline, this).Figure(element);
            case "formula":
                return [TeiFigures.Formula(element, isBlock: true)];
            case "eg" or "egXML" or "code-block":
                return [new XElement("preformat", _conversion.Marks(element), TeiNames.Is(element, "eg") ? element.Value : string.Concat(element.Nodes().Select(node => node is XText text ? text.Value : node.ToString(SaveOptions.DisableFormatting))))];
            case "listBibl":
                return new TeiEntries(_conversion, _inline).List(element).Select(AsList);
            case "biblStruct" or "biblFull":
                return [new XElement("p", _conversion.Marks(element), new TeiEntries(_conversion, _inline).Structured(element))];
            case "floatingText":
                return [new XElement("boxed-text", _conversion.Marks(element), new TeiSections(_conversion).Flow(element))];
            case "head" or "label":
                return Paragraph(element, "bold");
            case "noteGrp":
                return Content(element);
            case "opener" or "closer" or "postscript" or "titlePage" or "docTitle" or "docImprint" or "castItem" or "address" or "div" or "div0" or "div1" or "div2" or "div3" or "div4" or "div5" or "div6" or "div7"
                or "entry" or "group" or "text" or "body" or "front" or "back" or "listPerson" or "listPlace" or "listOrg" or "listEvent" or "set" or "prologue" or "epilogue":
                return Content(element);
            default:
                return Paragraph(element, null);
        }
    }

    private static bool IsSetApart(XElement element) =>
        ((string?)element.Attribute("rend") ?? "").Contains("block", StringComparison.OrdinalIgnoreCase)
        || element.Elements().Any(child => TeiNames.Is(child, "p", "ab", "lg", "list", "l", "floatingText", "table", "div") || TeiNames.Is(child, "quote", "q") && TeiNames.Is(element, "cit", "quote", "q") && IsSetApart(child))
        || element.Parent is { } parent && (Structure.Contains(parent.Name.LocalName) || TeiNames.Is(parent, "cit") && parent.Parent is { } outer && Structure.Contains(outer.Name.LocalName));

    private void Flush(List<XNode> loose, List<XElement> blocks)
    {
        if (loose.Count > 0)
        {
            AddParagraph(blocks, new XElement("p", _inline.Nodes(loose)));
            loose.Clear();
        }
    }

    private List<XElement> Paragraph(XElement element, string? emphasis)
    {
        var blocks = new List<XElement>();
        var content = _inline.Content(element);
        AddParagraph(blocks, new XElement("p", _conversion.Marks(element), emphasis is null ? content : new XElement(emphasis, content)));
        return blocks;
    }

    // A bibliography in the run of the text: JATS has its ref-list at the end of a section only.
    private static XElement AsList(XElement references) => new("list", new XAttribute("list-type", "simple"), references.Attributes(), references.Elements("title"),
        references.Elements("ref").Select(entry => new XElement("list-item", entry.Attributes(), new XElement("p", entry.Elements("mixed-citation").Nodes()))));

    // An empty paragraph says nothing, unless it holds a picture or a call.
    private static void AddParagraph(List<XElement> blocks, XElement paragraph)
    {
        Trim(paragraph);
        if (!string.IsNullOrWhiteSpace(paragraph.Value) || paragraph.Descendants().Any(child => child.Name.LocalName is "inline-graphic" or "graphic" or "fig" or "xref" or "inline-formula" or "target"))
        {
            blocks.Add(paragraph);
        }
    }

    private static void Trim(XElement paragraph)
    {
        if (paragraph.FirstNode is XText first)
        {
            first.Value = first.Value.TrimStart(' ', '\n', '\t', '\r');
        }

        if (paragraph.LastNode is XText last)
        {
            last.Value = last.Value.TrimEnd(' ', '\n', '\t', '\r');
        }
    }

    private XElement List(XElement element)
    {
        var said = $"{TeiNames.Value(element, "type")} {TeiNames.Value(element, "rend")}".ToLowerInvariant();
        var heads = TeiNames.Children(element, "head").Select(head => new XElement("title", _inline.Content(head))).Take(1);
        if (element.Elements().Any(child => TeiNames.Is(child, "label")) && element.Elements().Any(child => TeiNames.Is(child, "item")))
        {
            return new XElement("def-list", _conversion.Marks(element), heads, Definitions(element));
        }

        var type = said.Contains("order", StringComparison.Ordinal) && !said.Contains("unorder", StringComparison.Ordinal) || said.Contains("number", StringComparison.Ordinal) ? "order"
            : said.Contains("alpha", StringComparison.Ordinal) ? "alpha-lower" : said.Contains("roman", StringComparison.Ordinal) ? "roman-lower"
            : said.Contains("simple", StringComparison.Ordinal) || said.Contains("plain", StringComparison.Ordinal) || said.Contains("inline", StringComparison.Ordinal) ? "simple" : "bullet";
        return new XElement("list", new XAttribute("list-type", type), _conversion.Marks(element), heads, Items(element));
    }

    private IEnumerable<XElement> Items(XElement list)
    {
        var isFirst = true;
        foreach (var child in list.Elements())
        {
            if (TeiNames.Is(child, "head") && isFirst)
            {
                isFirst = false; // The title.
            }
            else if (!TeiBreaks.IsBreak(child) && _conversion.Notes.Of(child) is not { IsApart: true })
            {
                var label = TeiNames.Value(child, "n") is { Length: <= 12 } n && TeiNames.Is(child, "item") ? new XElement("label", n) : null;
                var blocks = TeiNames.Is(child, "item", "head") || !IsBlock(child) ? Content(child) : [.. Block(child)];
                if (blocks.Count > 0)
                {
                    yield return new XElement("list-item", TeiNames.Is(child, "item") ? _conversion.Marks(child) : null, label, blocks.Select(block => block.Name.LocalName is "p" or "list" or "def-list" ? block : new XElement("p", block)));
                }
            }
        }
    }

    private IEnumerable<XElement> Definitions(XElement list)
    {
        XElement? entry = null;
        foreach (var child in list.Elements().Where(child => !TeiNames.Is(child, "head") && !TeiBreaks.IsBreak(child)))
        {
            if (TeiNames.Is(child, "label", "headLabel"))
            {
                if (entry is not null)
                {
                    yield return entry;
                }

                entry = new XElement("def-item", new XElement("term", _conversion.Marks(child), _inline.Content(child)));
            }
            else
            {
                entry ??= new XElement("def-item");
                var definition = Content(child).Select(block => block.Name.LocalName is "p" ? block : new XElement("p", block));
                if (entry.Element("def") is { } open)
                {
                    open.Add(definition);
                }
                else
                {
                    entry.Add(new XElement("def", _conversion.Marks(child), definition));
                }
            }
        }

        if (entry is not null)
        {
            yield return entry;
        }
    }

    private IEnumerable<XElement> Quotation(XElement element)
    {
        // <cit><quote/><bibl/></cit>: who is quoted stands below.
        var sources = TeiNames.Is(element, "cit", "epigraph") ? element.Elements().Where(child => TeiNames.Is(child, "bibl", "ref", "biblStruct")).ToList() : [];
        var content = Content(element, sources.Contains);
        if (content is [{ Name.LocalName: "disp-quote" } only] && TeiNames.Is(element, "cit", "epigraph", "q", "quote"))
        {
            content = [.. only.Elements()];
        }

        var attribution = sources.Select(source => new XElement("attrib", _inline.Nodes([source])));
        return content.Count == 0 && sources.Count == 0 ? [] : [new XElement("disp-quote", _conversion.Marks(element), content.Select(block => block.Name.LocalName is "sec" ? new XElement("p", block.Value) : block), attribution)];
    }

    private XElement Verse(XElement group) => new("verse-group", _conversion.Marks(group),
        TeiNames.Children(group, "head").Take(1).Select(head => new XElement("title", _inline.Content(head))),
        group.Elements().Where(child => !TeiNames.Is(child, "head") && !TeiBreaks.IsBreak(child) && _conversion.Notes.Of(child) is not { IsApart: true })
            .Select(child => TeiNames.Is(child, "lg") ? Verse(child) : new XElement("verse-line", _conversion.Marks(child), Line(child))));

    // <l><seg>half</seg><seg>half</seg></l>: the halves of a bayt are two words at least.
    private IEnumerable<XNode> Line(XElement line)
    {
        XNode? before = null;
        foreach (var node in line.Nodes())
        {
            if (node is XElement half && before is XElement other && TeiNames.Is(half, "seg", "caesura") && TeiNames.Is(other, "seg"))
            {
                yield return new XText(" ");
            }

            before = node;

            foreach (var made in _inline.Nodes([node]))
            {
                yield return made;
            }
        }
    }

    private XElement Speech(XElement element)
    {
        var speaker = TeiNames.Child(element, "speaker");
        var content = Content(element, child => child == speaker).Select(block => block.Name.LocalName is "p" or "verse-group" ? block : new XElement("p", block));
        return new XElement("speech", _conversion.Marks(element), new XElement("speaker", speaker is null ? new XText(TeiNames.Value(element, "who")?.TrimStart('#') ?? "") : _inline.Content(speaker)), content);
    }
}
