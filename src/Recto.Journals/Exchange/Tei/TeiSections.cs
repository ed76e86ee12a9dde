using System.Xml.Linq;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Turns divisions into sections. JATS wants a title (it may be empty), and the paragraphs of a section before its subsections; what comes after them gets a section of its own.</summary>
internal sealed class TeiSections
{
    private readonly TeiConversion _conversion;
    private readonly TeiInline _inline;
    private readonly TeiBlocks _blocks;

    public TeiSections(TeiConversion conversion)
    {
        _conversion = conversion;
        _inline = new TeiInline(conversion);
        _blocks = new TeiBlocks(conversion, _inline);
    }

    /// <summary>The body of the article: what stands before the text proper (a title page, a preface) and the text.</summary>
    /// <param name="texts">The <c>text</c> elements.</param>
    /// <param name="articleTitle">Title of the article: a heading that only repeats it is not told twice.</param>
    public XElement? Body(IReadOnlyList<XElement> texts, string? articleTitle)
    {
        var body = new XElement("body");
        foreach (var part in texts.SelectMany(Parts))
        {
            foreach (var block in TeiNames.Child(part, "head") is not null && TeiNames.Is(part, "body") ? [Section(part)] : Flow(part, child => TeiHeader.IsAbstract(child)))
            {
                if (block is { Name.LocalName: "sec" } && body.Elements().FirstOrDefault() is null && TeiNames.Line(block.Element("title")?.Value) == articleTitle && articleTitle is not null && !block.Element("title")!.Descendants("xref").Any())
                {
                    block.Element("title")!.Remove();
                    body.Add(block.Elements());
                }
                else
                {
                    // The body of an article holds no bibliography, a section does.
                    var title = block.Name.LocalName == "ref-list" ? block.Element("title") : null;
                    title?.Remove();
                    Append(body, block.Name.LocalName == "ref-list" ? new XElement("sec", title ?? new XElement("title"), block) : block);
                }
            }
        }

        return body.HasElements ? body : null;
    }

    /// <summary>Acknowledgements, appendices and bibliographies; null where there are none.</summary>
    public XElement? Back(IReadOnlyList<XElement> texts)
    {
        var lists = new List<XElement>();
        var back = new XElement("back");
        foreach (var part in texts.SelectMany(AllTexts).SelectMany(text => TeiNames.Children(text, "back")))
        {
            foreach (var block in Flow(part))
            {
                if (block.Name.LocalName == "ref-list")
                {
                    lists.Add(block);
                }
                else if (block.Name.LocalName == "sec")
                {
                    back.Add(block.Attribute("sec-type")?.Value.StartsWith("ack", StringComparison.OrdinalIgnoreCase) == true ? new XElement("ack", block.Attribute("id"), block.Nodes()) : block);
                }
                else
                {
                    Append(back, block, always: true);
                }
            }
        }

        back.Add(lists);
        return back.HasElements ? back : null;
    }

    /// <summary>The content of a division, blocks first and sections after them.</summary>
    /// <param name="container">The division.</param>
    /// <param name="without">Children that are told elsewhere.</param>
    public List<XElement> Flow(XElement container, Func<XElement, bool>? without = null)
    {
        var holder = new XElement("sec");
        var run = new List<XNode>();
        foreach (var node in container.Nodes())
        {
            if (node is XElement child && (IsDivision(child) || TeiNames.Is(child, "listBibl")))
            {
                AppendRun();
                if (without?.Invoke(child) != true)
                {
                    foreach (var made in TeiNames.Is(child, "listBibl") ? new TeiEntries(_conversion, _inline).List(child) : Division(child))
                    {
                        Append(holder, made);
                    }
                }
            }
            else if (node is not XElement told || without?.Invoke(told) != true)
            {
                run.Add(node);
            }
        }

        AppendRun();
        return [.. holder.Elements()];

        void AppendRun()
        {
            if (run.Count > 0)
            {
                foreach (var block in _blocks.Run(run))
                {
                    Append(holder, block);
                }

                run.Clear();
            }
        }
    }

    private static bool IsDivision(XElement element) => TeiNames.Of(element) is "div" or "div0" or "div1" or "div2" or "div3" or "div4" or "div5" or "div6" or "div7" or "text" or "group" or "body" or "front" or "back" or "titlePage";

    private static void Append(XElement holder, XElement block, bool always = false)
    {
        var last = holder.LastNode as XElement;
        if (block.Name.LocalName is "sec" or "ref-list" || !always && last is not { Name.LocalName: "sec" or "ref-list" })
        {
            holder.Add(block);
        }
        else if (last is { Name.LocalName: "sec" } && (string?)last.Attribute("sec-type") == "continued")
        {
            last.Add(block);
        }
        else
        {
            holder.Add(new XElement("sec", new XAttribute("sec-type", "continued"), new XElement("title"), block));
        }
    }

    private IEnumerable<XElement> Division(XElement division)
    {
        if (TeiNames.Is(division, "text", "group", "body", "front", "back"))
        {
            return Flow(division);
        }

        // A division of notes alone, or of works alone, is told by its list.
        var content = division.Elements().Where(child => !TeiNames.Is(child, "head") && !TeiBreaks.IsBreak(child)).ToList();
        if (content.Count > 0 && content.TrueForAll(child => _conversion.Notes.Of(child) is { IsApart: true } || TeiNames.Is(child, "noteGrp", "listAnnotation") || TeiNames.Is(child, "list") && child.Elements().All(item => _conversion.Notes.Of(item) is not null || TeiNames.Is(item, "head"))))
        {
            if (TeiNames.Child(division, "head") is { } heading)
            {
                _conversion.NotesTitle ??= new XElement("title", _inline.Content(heading));
            }

            return [];
        }

        if (content.Count > 0 && content.TrueForAll(child => TeiNames.Is(child, "listBibl", "bibl", "biblStruct", "biblFull")))
        {
            var entries = new TeiEntries(_conversion, _inline);
            var heads = TeiNames.Children(division, "head").ToList();
            return TeiNames.Is(content[0], "listBibl")
                ? content.SelectMany((child, index) => TeiNames.Is(child, "listBibl") ? TeiNames.Child(child, "head") is null && index == 0 ? entries.List(child, heads.FirstOrDefault()) : WithHeading(entries.List(child), index == 0 ? heads.FirstOrDefault() : null) : [])
                : entries.List(division, heads.FirstOrDefault());
        }

        return [Section(division)];
    }

    private IEnumerable<XElement> WithHeading(IEnumerable<XElement> lists, XElement? heading) =>
        heading is null ? lists : [new XElement("sec", new XElement("title", _inline.Content(heading)), lists)];

    private XElement Section(XElement division)
    {
        var heads = TeiNames.Children(division, "head").ToList();
        foreach (var head in heads.Where(IsRunningHead).ToList())
        {
            _conversion.LeaveOut($"running head: {head.Value}");
            heads.Remove(head);
        }

        // A further heading at the beginning is a second line of the title; one further on stays where it is.
        var title = heads.FirstOrDefault();
        var type = TeiNames.Value(division, "type");
        return new XElement("sec", type is null ? null : new XAttribute("sec-type", type), _conversion.Marks(division),
            new XElement("title", title is null ? null : _inline.Content(title)),
            Flow(division, child => child == title || TeiNames.Is(child, "head") && IsRunningHead(child)));
    }

    private static bool IsRunningHead(XElement head) =>
        $"{TeiNames.Value(head, "type")} {TeiNames.Value(head, "rend")}".ToLowerInvariant() is var said && (said.Contains("running", StringComparison.Ordinal) || said.StartsWith("short", StringComparison.Ordinal));

    // <text><front/><body/></text>   <text><group><text/><text/></group></text>
    private static IEnumerable<XElement> Parts(XElement text) => text.Elements().SelectMany(part =>
        TeiNames.Is(part, "group") ? part.Elements().Where(inner => TeiNames.Is(inner, "text", "group")).SelectMany(Parts)
        : TeiNames.Is(part, "text") ? Parts(part)
        : TeiNames.Is(part, "front", "body") ? [part] : []);

    private static IEnumerable<XElement> AllTexts(XElement text) => text.DescendantsAndSelf().Where(inner => TeiNames.Is(inner, "text"));
}
