using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Tei;

/// <summary>Turns what stands inside a paragraph into JATS.</summary>
internal sealed class TeiInline(TeiConversion conversion)
{
    private readonly TeiLinks _links = new(conversion);

    /// <summary>Writes an element that is a block; set by the blocks, which in turn need this.</summary>
    public Func<XElement, IEnumerable<XElement>>? Blocks { get; set; }

    /// <summary>The content of an element.</summary>
    public IEnumerable<XNode> Content(XElement element) => Nodes(element.Nodes());

    /// <summary>A run of nodes.</summary>
    public IEnumerable<XNode> Nodes(IEnumerable<XNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is XText text)
            {
                yield return new XText(Folded(text.Value));
            }
            else if (node is XElement element)
            {
                foreach (var made in Phrase(element))
                {
                    yield return made;
                }

                foreach (var note in conversion.Notes.CalledAt(element))
                {
                    yield return TeiLinks.Call(note);
                }
            }
        }
    }

    // Line ends and indents of the source are no part of the text.
    private static string Folded(string text)
    {
        if (!text.AsSpan().ContainsAny('\n', '\t', '\r') && !text.Contains("  ", StringComparison.Ordinal))
        {
            return text;
        }

        var folded = new System.Text.StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is not (' ' or '\n' or '\t' or '\r'))
            {
                folded.Append(letter);
            }
            else if (folded.Length == 0 || folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        // A line end beside another element stays one, so that it can be told from a blank that the author typed.
        var end = folded.Length - 1;
        if (folded[end] == ' ' && HasLineEnd(text.AsSpan(text.AsSpan().TrimEnd().Length)))
        {
            folded[end] = '\n';
        }

        if (folded[0] == ' ' && HasLineEnd(text.AsSpan(0, text.Length - text.AsSpan().TrimStart().Length)))
        {
            folded[0] = '\n';
        }

        return folded.ToString();
    }

    private static bool HasLineEnd(ReadOnlySpan<char> text) => text.ContainsAny('\n', '\r');

    private IEnumerable<XNode> Phrase(XElement element)
    {
        if (element.Name == Namespaces.MathMl + "math")
        {
            return [new XElement("inline-formula", new XElement(element))];
        }

        var name = TeiNames.Of(element);
        switch (name)
        {
            case "":
                return Foreign(element);
            case "note" when conversion.Notes.Of(element) is { } note:
                return note.IsApart ? [] : _links.CallInPlace(note);
            case "hi" or "seg" when conversion.Notes.CalledByNumber(element) is { } raised:
                return [TeiLinks.Call(raised)];
            case "ref" or "ptr":
                return _links.Link(element, Content(element));
            case "lb":
                return [element.Parent is { } line && (TeiNames.Is(line, "cell") || TeiNames.Is(line, "head") && line.Parent is { } of && !TeiNames.Is(of, "figure", "table", "list", "lg")) && TeiNames.Value(element, "break") != "no" ? new XElement("break") : new XText(TeiNames.Value(element, "break") == "no" ? "" : " ")];
            case "pb" or "cb" or "gb" or "milestone" or "anchor":
                return _links.Place(element);
            case "graphic" or "media" or "binaryObject":
                return [TeiFigures.Graphic(element, "inline-graphic")];
            case "formula":
                return [TeiFigures.Formula(element, isBlock: false)];
            case "choice":
                return Choice(element);
            case "app":
                return Apparatus(element);
            case "gap":
                return [new XText("[…]")];
            case "space":
                return [new XText(" ")];
            case "fw" or "index" or "figDesc" or "certainty" or "precision" or "respons" or "interp" or "interpGrp" or "span" or "spanGrp" or "link" or "linkGrp" or "alt" or "altGrp" or "join" or "joinGrp" or "listAnnotation":
                conversion.LeaveOut(element.Value.Length > 0 ? $"<{name}>: {element.Value}" : null);
                return [];
            case "biblStruct" or "biblFull":
                return new TeiEntries(conversion, this).Structured(element);
            case "addrLine" or "actor" or "camera" or "tech":
                return [.. Content(element), new XText(" ")];
            default:
                return TeiBlocks.IsBlock(element) && Blocks is not null ? Block(element) : Wrapped(element, Content(element));
        }
    }

    /// <summary>Content in the elements that say how it is set, with its language.</summary>
    public IEnumerable<XNode> Wrapped(XElement element, IEnumerable<XNode> content)
    {
        var set = TeiRend.Of(element);
        var language = TeiConversion.Language(element);
        var isNamed = language is not null || conversion.Ids.IsPointedAt(element);
        if (set.Count == 0 && !isNamed)
        {
            return content;
        }

        var nodes = content.ToList();
        if (nodes.Exists(node => node is XElement { Name.LocalName: "list" or "def-list" or "disp-quote" or "table-wrap" or "fig" or "verse-group" or "disp-formula" }))
        {
            return nodes; // Emphasis holds no blocks.
        }

        if (isNamed)
        {
            nodes = [new XElement("named-content", new XAttribute("content-type", element.Name.LocalName), conversion.Ids.IsPointedAt(element) ? conversion.Marks(element) : language, nodes)];
        }

        foreach (var emphasis in set.Reverse())
        {
            nodes = [new XElement(emphasis, nodes)];
        }

        return nodes;
    }

    // JATS lets a paragraph hold lists, quotations, tables and figures, but no second paragraph.
    private List<XNode> Block(XElement element)
    {
        var nodes = new List<XNode>();
        foreach (var block in Blocks!(element))
        {
            if (block.Name.LocalName is "p" or "sec" or "ref-list")
            {
                nodes.Add(new XText(" "));
                nodes.AddRange(block.Name.LocalName == "p" ? block.Nodes().ToList() : block.DescendantNodes().OfType<XText>().Select(text => new XText(text.Value + " ")).ToList<XNode>());
                nodes.Add(new XText(" "));
            }
            else
            {
                nodes.Add(block);
            }
        }

        return nodes;
    }

    // Of two readings one is shown, the corrected, regular or expanded one, as TEI Simple does; the other is listed.
    private IEnumerable<XNode> Choice(XElement choice)
    {
        var readings = choice.Elements().ToList();
        var shown = readings.Find(reading => TeiNames.Is(reading, "corr", "reg", "expan")) ?? readings.Find(reading => TeiNames.Is(reading, "unclear", "seg", "supplied")) ?? readings.FirstOrDefault();
        foreach (var reading in readings.Where(reading => reading != shown))
        {
            conversion.LeaveOut($"<{reading.Name.LocalName}>: {reading.Value} (shown: {shown?.Value})");
        }

        return shown is null ? [] : Phrase(shown);
    }

    private IEnumerable<XNode> Apparatus(XElement app)
    {
        var readings = app.Elements().Where(reading => TeiNames.Is(reading, "lem", "rdg", "rdgGrp")).ToList();
        var shown = readings.Find(reading => TeiNames.Is(reading, "lem")) ?? readings.FirstOrDefault();
        foreach (var reading in readings.Where(reading => reading != shown))
        {
            conversion.LeaveOut($"<rdg>{(TeiNames.Value(reading, "wit") is { } witness ? $" ({witness})" : "")}: {reading.Value} (shown: {shown?.Value})");
        }

        return shown is null ? [] : Content(shown);
    }

    private IEnumerable<XNode> Foreign(XElement element)
    {
        if (element.Name.LocalName is "svg" or "include" or "script" or "style" or "object" or "iframe")
        {
            conversion.LeaveOut($"<{element.Name.LocalName}>{((string?)element.Attribute("href") is { } href ? " " + href : "")}");
            return [];
        }

        return Content(element);
    }
}
