using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    private static readonly HashSet<string> CaptionParts = new(StringComparer.Ordinal) { "label", "caption", "attrib", "permissions", "object-id", "alt-text", "long-desc" };

    private void Figure(XElement element)
    {
        var id = _map.IdOf(element);
        var hasCaption = element.Elements().Any(child => CaptionParts.Contains(child.Name.LocalName) && child.Name.LocalName is not ("object-id" or "alt-text"));

        // Where its picture has no words, the caption is what names the figure.
        var caption = hasCaption && id is not null && element.Descendants().Any(child => child.Name.LocalName == "graphic" && Alternative(child, _facts(PictureWords.NameOf(child))) is null) ? id + ".caption" : null;
        _html.Open("figure", [("id", id), ("aria-labelledby", caption), .. Speech(element)]).Line();
        InBlock(() =>
        {
            Flow(element.Nodes().Where(node => node is not XElement child || !CaptionParts.Contains(child.Name.LocalName)));
            if (hasCaption)
            {
                _html.Open("figcaption", ("id", caption));
                Caption(element);
                _html.Close("figcaption").Line();
            }

            NotesInPlace();
        });
        _html.Close("figure").Line();
    }

    private void Group(XElement element)
    {
        _html.Open("div", [("class", "group"), ("id", _map.IdOf(element)), .. Speech(element)]).Line();
        if (element.Elements().Any(child => child.Name.LocalName is "label" or "caption"))
        {
            _html.Open("div", ("class", "caption"));
            Caption(element);
            _html.Close("div").Line();
        }

        Flow(element.Nodes().Where(node => node is not XElement child || !CaptionParts.Contains(child.Name.LocalName)));
        _html.Close("div").Line();
    }

    // Label, title, text, source, rights: in that order, whatever the order of the source.
    private void Caption(XElement element)
    {
        if (element.Element("label") is { } label)
        {
            _html.Open("b");
            Inlines(label.Nodes());
            _html.Close("b").Text(" ");
        }

        foreach (var caption in element.Elements("caption"))
        {
            CaptionText(caption);
        }

        foreach (var part in element.Elements().Where(child => child.Name.LocalName is "attrib" or "permissions" or "long-desc"))
        {
            _html.Open("span", ("class", "rights"));
            foreach (var child in part.Nodes())
            {
                Inline(child);
                _html.Text(child is XElement ? " " : "");
            }

            _html.Close("span").Text(" ");
        }
    }

    // The title and the only paragraph run on in the label's line; several paragraphs stay paragraphs.
    private void CaptionText(XElement caption)
    {
        var titles = caption.Elements().Where(child => child.Name.LocalName is "title" or "subtitle").ToList();
        foreach (var title in titles)
        {
            Line(title);
            _html.Text(" ");
        }

        var rest = caption.Nodes().Where(node => (node is not XElement child || !titles.Contains(child)) && (node is not XText text || !string.IsNullOrWhiteSpace(text.Value))).ToList();
        if (rest is [XElement { Name.LocalName: "p" } only] && !only.Elements().Any(IsBlock))
        {
            Line(only);
            _html.Text(" ");
        }
        else
        {
            Flow(rest);
        }
    }

    private void Picture(XElement element, bool isInline)
    {
        var name = PictureWords.NameOf(element);
        var facts = _facts(name);
        var alternative = Alternative(element, facts) ?? "";
        if (_pictures(name) is { } address)
        {
            // A picture that nobody has put into words is no sentence of its own: its figure is named by its caption, and what is no figure by its label.
            var alt = alternative.Length > 0 || element.Ancestors().Any(above => above.Name.LocalName == "fig") ? alternative : FoldedText.Line(element.Element("label")) ?? FoldedText.Line(element.Parent?.Element("label")) ?? "";
            _html.Open("img", [("src", address), .. facts?.Attributes(address) ?? [], ("alt", alt), ("id", isInline ? null : _map.IdOf(element)), ("loading", "lazy"), ("decoding", "async"), ("class", isInline ? "inline" : null)]);
        }
        else
        {
            _html.Open(isInline ? "span" : "div", ("class", "missing"), ("role", "img"), ("aria-label", alternative.Length > 0 ? alternative : FoldedText.Line(element.Parent?.Element("label")) ?? FoldedText.Line(element.Element("label")) ?? $"Picture {name}"))
                .Element("span", name.Length > 0 ? $"The picture {name} did not come with the article." : "A picture did not come with the article.", ("class", "says")).Close(isInline ? "span" : "div");
        }

        foreach (var part in element.Nodes().Where(child => child is XElement part ? NotShown.Of(part) is null : child is XText text && !string.IsNullOrWhiteSpace(text.Value)))
        {
            _html.Open(isInline ? "span" : "p", ("class", "caption"));
            Inline(part);

            _html.Close(isInline ? "span" : "p");
        }

        _html.Line();
    }

    // What stands for a picture in words: what editors say, else the file; null where nobody has said it.
    private static string? Alternative(XElement element, PictureFacts? facts) => Folded(facts?.AltText ?? PictureWords.Of(element) ?? "") is { Length: > 0 } words ? words : null;

    private void Media(XElement element)
    {
        _html.Open("figure", [("id", _map.IdOf(element)), .. Speech(element)]).Line();
        InBlock(() =>
        {
            File(element);
            Flow(element.Nodes().Where(node => node is not XElement child || !CaptionParts.Contains(child.Name.LocalName)));
            _html.Open("figcaption");
            Caption(element);
            _html.Close("figcaption").Line();
        });
        _html.Close("figure").Line();
    }

    private void Supplement(XElement element)
    {
        _html.Open("div", [("class", "supplement"), ("id", _map.IdOf(element)), .. Speech(element)]).Line();
        InBlock(() =>
        {
            if (element.Elements().Any(child => child.Name.LocalName is "label" or "caption"))
            {
                _html.Open("div", ("class", "caption"));
                Caption(element);
                _html.Close("div").Line();
            }

            File(element);
            Flow(element.Nodes().Where(node => node is not XElement child || !CaptionParts.Contains(child.Name.LocalName)));
        });
        _html.Close("div").Line();
    }

    private void File(XElement element)
    {
        if ((string?)element.Attribute(Namespaces.XLink + "href") is not { Length: > 0 } name)
        {
            return;
        }

        _html.Open("p", ("class", "says"));
        if ((_pictures(name) ?? SafeAddress.Of(name)) is { } address)
        {
            _html.Element("a", name, ("href", address));
        }
        else
        {
            _html.Text($"The file {name} did not come with the article.");
        }

        _html.Close("p").Line();
    }

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
