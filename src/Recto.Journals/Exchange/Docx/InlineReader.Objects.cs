using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

internal sealed partial class InlineReader
{
    private void Formula(XElement formula)
    {
        if (IsPrinted && DocxMath.Of(formula) is { } math)
        {
            _content.Pieces.Add(new InlinePiece(null, new XElement(Ooxml.NameOf(formula) == "m:oMathPara" ? "disp-formula" : "inline-formula", math), Fount.None, null));
        }
    }

    private void Ruby(XElement ruby, Fount fount)
    {
        var (outer, content) = (_content, new InlineContent());
        _content = content;
        Children(ruby.Child("rubyBase") ?? ruby);
        var text = content.Words;
        _content = content = new InlineContent();
        if (ruby.Child("rt") is { } reading)
        {
            Children(reading);
        }

        _content = outer;
        _content.Pieces.Add(content.IsBlank
            ? new InlinePiece(text, null, fount, Link)
            : new InlinePiece(null, new XElement("ruby", new XElement("rb", text), new XElement("rt", content.Words)), fount, null));
    }

    // Pictures, text boxes, and what cannot be shown.
    private void Drawing(XElement drawing)
    {
        string? words = null;
        Look(drawing);

        void Look(XElement element)
        {
            switch (Ooxml.NameOf(element))
            {
                case "txbxContent":
                    _content.Boxes.Add(element);
                    return;
                case "mc:AlternateContent":
                    if (DocxAlternatives.Choose(element) is { } chosen)
                    {
                        Look(chosen);
                    }

                    return;
                case "wp:docPr" or "v:shape":
                    words = element.Value("descr") ?? element.Value("alt") ?? words;
                    break;
                case "a:blip":
                    Picture(element.Relation("embed") ?? element.Relation("link"), words);
                    break;
                case "v:imagedata":
                    Picture(element.Relation("id") ?? element.Relation("href"), words ?? element.Value("title"));
                    break;
                case "v:textpath" when element.Value("string") is { Length: > 0 } art:
                    context.LeftOut.Add($"[word art] {art}");
                    break;
                case "c:chart":
                    context.Warn("A chart was left out: put a picture of it into the document.");
                    break;
                case "dgm:relIds":
                    context.Warn("A diagram (SmartArt) was left out: put a picture of it into the document.");
                    break;
            }

            foreach (var child in element.Elements())
            {
                Look(child);
            }
        }
    }

    private void Picture(string? relation, string? words)
    {
        if (relation is null || !part.Relations.TryGetValue(relation, out var found) || found.Target.Length == 0)
        {
            return;
        }

        var href = found.IsExternal ? found.Target : found.Target.StartsWith("word/", StringComparison.OrdinalIgnoreCase) ? found.Target[5..] : found.Target;
        if (!found.IsExternal)
        {
            context.Pictures.TryAdd(href, found.Target);
        }

        // In a note the words for who does not see the picture would be read as words of the note.
        var picture = new XElement("inline-graphic", new XAttribute(Href, href), isNotes || string.IsNullOrWhiteSpace(words) ? null : new XElement("alt-text", words.Trim()));
        _content.Pieces.Add(new InlinePiece(null, picture, Fount.None, null));
    }
}
