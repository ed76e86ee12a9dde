using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    private void List(XElement element)
    {
        var items = element.Elements().Where(child => child.Name.LocalName is "list-item" or "li").ToList();
        var isLabelled = items.Any(item => item.Element("label") is not null);
        var (tag, type) = (string?)element.Attribute("list-type") switch
        {
            "order" or "ordered" or "number" or "numbered" => ("ol", null),
            "alpha-lower" => ("ol", "a"),
            "alpha-upper" => ("ol", "A"),
            "roman-lower" => ("ol", "i"),
            "roman-upper" => ("ol", "I"),
            _ => (element.Name.LocalName == "ol" ? "ol" : "ul", (string?)null),
        };
        var prefix = isLabelled ? null : (string?)element.Attribute("prefix-word");
        var start = (tag == "ol" || prefix is not null ? Before(element) : 0) + 1;
        isLabelled |= prefix is not null;
        var isSimple = (string?)element.Attribute("list-type") == "simple" || isLabelled;
        foreach (var heading in element.Elements().Where(child => child.Name.LocalName is "label" or "title"))
        {
            _html.Open("p", ("class", "heading"));
            Inlines(heading.Nodes());
            _html.Close("p").Line();
        }

        if (items.Count == 0)
        {
            Flow(element.Nodes().Where(node => node is not XElement { Name.LocalName: "label" or "title" }));
            return;
        }

        _html.Open(isLabelled ? "ul" : tag, [("class", isSimple ? "plain" : null), ("type", isLabelled ? null : type), ("start", isLabelled || start == 1 ? null : start.ToString(CultureInfo.InvariantCulture)), ("id", _map.IdOf(element)), .. Speech(element)]).Line();
        InBlock(() =>
        {
            foreach (var item in items)
            {
                _html.Open("li", [("id", _map.IdOf(item)), .. Speech(item)]);
                if (item.Element("label") is { } label)
                {
                    _html.Open("span", ("class", "item-label"));
                    Inlines(label.Nodes());
                    _html.Close("span").Text(" ");
                }
                else if (prefix is not null)
                {
                    _html.Element("span", string.Create(CultureInfo.InvariantCulture, $"{prefix} {start++}"), ("class", "item-label counted")).Text(" ");
                }

                ItemContent(item);
                _html.Close("li").Line();
            }
        });
        _html.Close(isLabelled ? "ul" : tag).Line();
        Flow(element.Nodes().Where(node => node is XText || node is XElement child && child.Name.LocalName is not ("list-item" or "li" or "label" or "title")));
    }

    // How many items stand in the lists that this one continues.
    private int Before(XElement element)
    {
        var count = 0;
        var seen = new HashSet<XElement> { element };
        for (var list = element; (string?)list.Attribute("continued-from") is { } id && _map.ElementOf(id) is { } earlier && seen.Add(earlier); list = earlier)
        {
            count += earlier.Elements("list-item").Count();
        }

        return count;
    }

    // An item of one paragraph is that paragraph's line.
    private void ItemContent(XElement item)
    {
        var nodes = item.Nodes().Where(node => node is not XElement { Name.LocalName: "label" }).ToList();
        var elements = nodes.OfType<XElement>().ToList();
        if (elements is [{ Name.LocalName: "p" } only] && !only.Elements().Any(IsBlock) && nodes.All(node => node == only || node is not XText text || string.IsNullOrWhiteSpace(text.Value)))
        {
            Line(only);
            return;
        }

        Flow(nodes);
    }

    private void DefinitionList(XElement element)
    {
        if (element.Name.LocalName == "dl")
        {
            // The dialect of web pages: dt and dd, perhaps in div.
            _html.Open("dl", [("id", _map.IdOf(element)), .. Speech(element)]).Line();
            InBlock(() =>
            {
                foreach (var part in element.Elements().SelectMany(child => child.Name.LocalName == "div" ? child.Elements() : [child]))
                {
                    var tag = part.Name.LocalName == "dt" ? "dt" : "dd";
                    _html.Open(tag, Speech(part));
                    Flow(tag == "dt" ? [] : part.Nodes());
                    Inlines(tag == "dt" ? part.Nodes() : []);
                    _html.Close(tag).Line();
                }
            });
            _html.Close("dl").Line();
            return;
        }

        foreach (var heading in element.Elements().Where(child => child.Name.LocalName is "label" or "title" or "term-head" or "def-head"))
        {
            _html.Open("p", ("class", "heading"));
            Inlines(heading.Nodes());
            _html.Close("p").Line();
        }

        var items = element.Elements("def-item").ToList();
        if (items.Count > 0)
        {
            _html.Open("dl", [("id", _map.IdOf(element)), .. Speech(element)]).Line();
            InBlock(() =>
            {
                foreach (var item in items)
                {
                    DefinitionItem(item);
                }
            });
            _html.Close("dl").Line();
        }

        Flow(element.Nodes().Where(node => node is XElement child && child.Name.LocalName is not ("label" or "title" or "term-head" or "def-head" or "def-item")));
    }

    private void DefinitionItem(XElement item)
    {
        var terms = item.Elements("term").ToList();
        _html.Open("dt", ("id", _map.IdOf(item)));
        foreach (var part in item.Elements().Where(child => child.Name.LocalName is "label" or "term"))
        {
            Inlines(part.Nodes());
            _html.Text(part == terms.LastOrDefault() ? "" : " ");
        }

        _html.Close("dt").Line();
        var definitions = item.Elements().Where(child => child.Name.LocalName is not ("label" or "term")).ToList();
        foreach (var definition in definitions)
        {
            _html.Open("dd", Speech(definition));
            Flow(definition.Name.LocalName == "def" ? definition.Nodes() : [definition]);
            _html.Close("dd").Line();
        }

        if (definitions.Count == 0)
        {
            _html.Open("dd").Close("dd").Line();
        }
    }
}
