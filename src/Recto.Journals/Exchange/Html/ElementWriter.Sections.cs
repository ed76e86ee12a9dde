using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    // A part without a heading is no section of the outline: it only holds its paragraphs together. Where the source gives no heading, name is ours.
    private void Section(XElement element, Said? name = null)
    {
        var id = _map.IdOf(element);
        var label = element.Element("label");
        var title = element.Element("title") ?? (element.Name.LocalName == "section" ? element.Elements().FirstOrDefault(child => child.Name.LocalName is "h1" or "h2" or "h3" or "h4" or "h5" or "h6") : null) ?? (element.Name.LocalName is "sub-article" or "response" ? (element.Element("front-stub") ?? element.Element("front"))?.Descendants("article-title").FirstOrDefault() : null);
        var speech = Speech(element);
        var isHeaded = name is not null || IsHeaded(label, title);
        _html.Open(isHeaded ? "section" : "div", [("class", isHeaded ? null : "untitled"), ("id", id), .. speech]).Line();
        if (name is { } words)
        {
            _html.SaidIn("h" + Math.Min(_level, 6).ToString(CultureInfo.InvariantCulture), words).Line();
        }

        if (title is not null || label is not null)
        {
            Heading(label, title, id);
        }

        _level++;
        Flow(element.Nodes().Where(node => node != label && (node != title || title is null)));
        _level--;
        _html.Close(isHeaded ? "section" : "div").Line();
    }

    private static bool IsHeaded(XElement? label, XElement? title) => !string.IsNullOrWhiteSpace(label?.Value) || !string.IsNullOrWhiteSpace(title?.Value) || title?.Descendants().Any() == true;

    /// <summary>Content of an element at a level of headings.</summary>
    /// <param name="level">2 to 6.</param>
    /// <param name="write">What to write there.</param>
    public void AtLevel(int level, Action write)
    {
        var outer = _level;
        _level = level;
        _headed = level - 1;
        write();
        _level = outer;
    }

    private void Heading(XElement title) => Heading(null, title, null);

    private void Heading(XElement? label, XElement? title, string? id)
    {
        if (!IsHeaded(label, title))
        {
            return;
        }

        // Sections without a heading leave gaps; headings skip no level.
        _headed = Math.Min(Math.Min(_level, 6), _headed + 1);
        var tag = "h" + _headed.ToString(CultureInfo.InvariantCulture);
        _tints = 0;
        if (_blockDepth == 0)
        {
            _blockDepth++;
            var heading = Apart(() => HeadingElement(tag, label, title));
            _blockDepth--;
            Placed(heading, isParagraph: false);
        }
        else
        {
            HeadingElement(tag, label, title);
        }

        if (ListsHeadings && id is not null && _level <= 3 && FoldedText.Line(title ?? label) is { } text)
        {
            Contents.Add(new ContentsEntry(id, _level, label is not null && title is not null && FoldedText.Line(label) is { } number ? $"{number} {text}" : text));
        }
    }

    private void HeadingElement(string tag, XElement? label, XElement? title)
    {
        _html.Open(tag, title is null ? [] : Speech(title));
        if (label is not null)
        {
            Inlines(label.Nodes());
            _html.Text(" ");
        }

        if (title is not null)
        {
            Inlines(title.Nodes());
        }

        _html.Close(tag).Line();
    }

    private void Quotation(XElement element)
    {
        _html.Open("blockquote", [("id", _map.IdOf(element)), .. Speech(element)]).Line();
        InBlock(() => Titled(element, "attrib"));
        _html.Close("blockquote").Line();
    }

    private void Verse(XElement element)
    {
        _html.Open("div", [("class", "verse"), ("id", _map.IdOf(element)), .. Speech(element)]).Line();
        InBlock(() => Titled(element, "attrib"));
        _html.Close("div").Line();
    }

    // A line of verse; how far it is set in, the source may say.
    private void VerseLine(XElement element)
    {
        var depth = int.TryParse((string?)element.Attribute("indent-level"), NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? Math.Min(level, 4) : 0;
        _html.Open("p", [("class", depth > 0 ? string.Create(CultureInfo.InvariantCulture, $"line in{depth}") : "line"), ("id", _map.IdOf(element)), .. Speech(element)]);
        Inlines(element.Nodes());
        _html.Close("p").Line();
    }

    // Who speaks, then what is said.
    private void Speaking(XElement element)
    {
        _html.Open("div", [("class", "speech"), ("id", _map.IdOf(element)), .. Speech(element)]).Line();
        InBlock(() =>
        {
            foreach (var speaker in element.Elements("speaker"))
            {
                _html.Open("p", [("class", "speaker"), .. Speech(speaker)]);
                Inlines(speaker.Nodes());
                _html.Close("p").Line();
            }

            Flow(element.Nodes().Where(node => node is not XElement { Name.LocalName: "speaker" }));
        });
        _html.Close("div").Line();
    }

    // A theorem, a question: its label and title run in the voice of a heading, without being one of the article.
    private void Stated(XElement element)
    {
        _html.Open("div", [("class", "statement"), ("id", _map.IdOf(element)), .. Speech(element)]).Line();
        InBlock(() => Titled(element, "attrib"));
        _html.Close("div").Line();
    }

    private void Box(XElement element)
    {
        // A box keeps its notes with its own paragraphs only where it stands in the margin's reach; inside it notes follow the paragraphs.
        var outer = PlacesNotes;
        PlacesNotes = false;

        // A landmark needs a name of its own; a box without one is a part of the text between two rules.
        var name = FoldedText.Line(element.Element("caption")?.Element("title") ?? element.Element("title") ?? element.Element("label"));
        var tag = name is not null && _boxes.Add(name) ? "aside" : "div";
        _html.Open(tag, [("class", "box"), ("id", _map.IdOf(element)), ("aria-label", tag == "aside" ? name : null), .. Speech(element)]).Line();
        Titled(element, "attrib");
        _html.Close(tag).Line();
        PlacesNotes = outer;
    }

    private readonly HashSet<string> _boxes = new(StringComparer.Ordinal);

    // Label, title and caption first, in the voice of a heading without being one; the source of a quotation last, in its own line.
    private void Titled(XElement element, string sourceName)
    {
        var flow = new List<XNode>();
        var label = element.Element("label");
        var named = label is null ? null : element.Element("title") ?? element.Element("caption")?.Element("title");
        foreach (var node in element.Nodes())
        {
            if (node == label && named is not null)
            {
                continue;
            }

            if (node is XElement { Name.LocalName: "label" or "title" or "subtitle" } heading)
            {
                Flow(flow);
                flow.Clear();
                _html.Open("p", [("class", "heading"), .. Speech(heading)]);
                LabelOver(heading);
                Inlines(heading.Nodes());
                _html.Close("p").Line();
            }
            else if (node is XElement { Name.LocalName: "caption" } caption)
            {
                Flow(flow);
                flow.Clear();
                Titled(caption, sourceName);
            }
            else if (node is XElement attribution && attribution.Name.LocalName == sourceName)
            {
                Flow(flow);
                flow.Clear();
                _html.Open("footer", Speech(attribution));
                Inlines(attribution.Nodes());
                _html.Close("footer").Line();
            }
            else
            {
                flow.Add(node);
            }
        }

        Flow(flow);
    }

    // The label of a box or a theorem stands in the line of its title.
    private void LabelOver(XElement title)
    {
        var holder = title.Parent is { Name.LocalName: "caption" } caption ? caption.Parent : title.Parent;
        if (title.Name.LocalName == "title" && holder?.Element("label") is { } label && holder.Name.LocalName is not ("fig" or "table-wrap") && title == (holder.Element("title") ?? holder.Element("caption")?.Element("title")))
        {
            _html.Open("b", Speech(label));
            Inlines(label.Nodes());
            _html.Close("b").Text(" ");
        }
    }

    private void InBlock(Action write)
    {
        _blockDepth++;
        write();
        _blockDepth--;
    }

    private void Code(XElement element)
    {
        _html.Open("pre", [("id", _map.IdOf(element)), ("tabindex", _book is null ? "0" : null), .. Speech(element)]).Open("code");
        Inlines(element.Nodes());
        _html.Close("code").Close("pre").Line();
    }
}
