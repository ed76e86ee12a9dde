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
        var caption = hasCaption && id is not null && element.Descendants().Any(child => child.Name.LocalName == "graphic" && PictureWords.Of(child) is null) ? id + ".caption" : null;
        _html.Open("figure", [("id", id), ("aria-labelledby", caption), .. Speech(element)]).Line();
        InBlock(() =>
        {
            // Paragraphs of the figure itself explain it (abbreviations, sources of data): they stand with its caption, under the picture.
            Flow(element.Nodes().Where(node => node is not XElement child || !(CaptionParts.Contains(child.Name.LocalName) || (hasCaption && child.Name == "p"))));
            if (hasCaption)
            {
                _html.Open("figcaption", ("id", caption));
                Caption(element);
                Flow(element.Elements("p"));
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
            var isMarked = Speech(caption) is { Length: > 0 };
            var words = caption.Nodes().Where(node => node is not XElement { Name.LocalName: "title" or "subtitle" } && (node is not XText text || !string.IsNullOrWhiteSpace(text.Value))).ToList();
            var hasBlocks = words is not [] && !(words is [XElement { Name.LocalName: "p" } only] && !only.Elements().Any(IsBlock));
            if (isMarked)
            {
                _html.Open(hasBlocks ? "div" : "span", Speech(caption));
            }

            CaptionText(caption);
            if (isMarked)
            {
                _html.Close(hasBlocks ? "div" : "span");
            }
        }

        foreach (var part in element.Elements().Where(child => child.Name.LocalName is "attrib" or "permissions" or "long-desc"))
        {
            _html.Open("span", [("class", "rights"), .. Speech(part)]);
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

        var rest = caption.Nodes().Where(node => node is not XElement { Name.LocalName: "title" or "subtitle" } && (node is not XText text || !string.IsNullOrWhiteSpace(text.Value))).ToList();
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

    private void Picture(XElement element, bool isInline, string? words = null)
    {
        var name = PictureWords.NameOf(element);
        var alternative = Folded(words ?? PictureWords.Of(element) ?? "");
        var label = FoldedText.Line(element.Parent?.Element("label")) ?? FoldedText.Line(element.Element("label")) ?? FoldedText.Line(element.Ancestors("fig").FirstOrDefault()?.Element("label")) ?? "";
        var named = alternative.Length > 0 ? alternative : Folded(label);
        if (_pictures(name) is { } address)
        {
            var isLinked = !isInline && _linkDepth == 0 && _book is null;
            if (isLinked)
            {
                // Without a script a link to the whole picture; with one it is shown over the page.
                _html.Open("a", ("class", "zoom"), ("href", address), ("aria-label", named.Length > 0 ? Said.Of(Words.ShowLarger, named) : Said.Of(Words.ShowPicture)), ("data-close", Said.Of(Words.Close)));
            }

            // A picture that nobody has put into words is no sentence of its own: its figure is named by its caption, and what is no figure by its label.
            var alt = element.Ancestors("fig").Any() ? alternative : named;
            _html.Open("img", [("src", address), .. _facts(name)?.Attributes(address) ?? [], ("alt", alt), ("id", isInline ? null : _map.IdOf(element)), ("loading", _book is null ? "lazy" : null), ("decoding", _book is null ? "async" : null), ("class", isInline ? "inline" : null)]);
            if (isLinked)
            {
                _html.Close("a");
            }
        }
        else
        {
            var shortName = FileName(name);
            _html.Open(isInline ? "span" : "div", ("class", "missing"), ("role", "img"), ("aria-label", named.Length > 0 ? (AttributeValue)named : Said.Of(Words.Picture, shortName)))
                .SaidIn("span", name.Length > 0 ? Said.Of(Words.PictureMissing, shortName) : Said.Of(Words.UnnamedPictureMissing), ("class", "says")).Close(isInline ? "span" : "div");
        }

        foreach (var part in element.Nodes().Where(child => child is XElement part ? NotShown.Of(part) is null : child is XText text && !string.IsNullOrWhiteSpace(text.Value)))
        {
            _html.Open(isInline ? "span" : "p", ("class", "caption"));
            Inline(part);

            _html.Close(isInline ? "span" : "p");
        }

        _html.Line();
    }

    // The last part of a path or an address.
    private static string FileName(string name)
    {
        var path = name.Contains("://", StringComparison.Ordinal) && name.AsSpan().IndexOfAny('?', '#') is > 0 and var query ? name.AsSpan(0, query) : name.AsSpan();
        path = path.TrimEnd('/');
        return path.LastIndexOfAny("/\\") is >= 0 and var at ? path[(at + 1)..].ToString() : path.ToString();
    }

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

        var shown = FileName(name);
        var address = FileAddress(name) ?? SafeAddress.Of(name);
        _html.Open("p", ("class", "says"), ("lang", address is null ? Said.Language : (AttributeValue)null));
        if (address is not null)
        {
            _html.Element("a", shown, ("href", address));
            if (KindOf(element, shown) is { } kind)
            {
                _html.Text(", " + kind);
            }

            if (_sizes(name) is { } size)
            {
                const long Kilobyte = 1000;
                const long Megabyte = 1_000_000;
                _html.Text(", ").Say(size < Megabyte ? Words.Kilobytes : Words.Megabytes, (int)Math.Max(1, (size + (size < Megabyte ? Kilobyte : Megabyte) / 2) / (size < Megabyte ? Kilobyte : Megabyte)));
            }
        }
        else
        {
            _html.Say(_book?.Holds(name) == true ? Words.FileElsewhere : Words.FileMissing, shown);
        }

        _html.Close("p").Line();
    }

    // PDF   MP4   CSV: what the name ends in, else what the source calls it.
    private static string? KindOf(XElement element, string name)
    {
        var ending = Path.GetExtension(name.AsSpan()).TrimStart('.');
        return ending.Length is >= 2 and <= 5 && !ending.ContainsAnyExcept(LettersAndDigits) ? null
            : ((string?)element.Attribute("mime-subtype") ?? (string?)element.Attribute("mimetype")) is { Length: > 0 and < 20 } type ? type.ToUpperInvariant() : null;
    }

    private static readonly System.Buffers.SearchValues<char> LettersAndDigits = System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
