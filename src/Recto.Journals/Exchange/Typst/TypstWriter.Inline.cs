using System.Xml.Linq;
using Recto.Journals.Exchange.Print;

namespace Recto.Journals.Exchange.Typst;

internal sealed partial class TypstWriter
{
    // Names in code have no hyphens: they break between their words.
    private const int LongestName = 12;

    private bool _inLink;
    private bool _inCode;

    /// <summary>Nodes in a line.</summary>
    public void Inlines(IEnumerable<XNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is XText text)
            {
                _out.Text(text.Value, _inCode ? LongestName : TypstText.LongestWord);
            }
            else if (node is XElement element)
            {
                Inline(element);
            }
        }
    }

    private void Inline(XElement element)
    {
        if (_depth >= Deepest)
        {
            TooDeep();
            _out.Text(element.Value);
            return;
        }

        _depth++;
        var language = (string?)element.Attribute("lang");
        if (language is not null && language != _language && Tag(language) is { } tag && element.Name.LocalName != "math")
        {
            var outer = _language;
            _language = language;
            _out.Inline($"text(lang: {tag})", () => InlineElement(element));
            _language = outer;
        }
        else
        {
            InlineElement(element);
        }

        _depth--;
    }

    private void InlineElement(XElement element)
    {
        if (PrintArticle.IsCall(element))
        {
            Call(element);
            return;
        }

        switch (element.Name.LocalName)
        {
            case "i" or "em" or "cite": Styled(element, "emph"); break;
            case "b" or "strong": Styled(element, "strong"); break;
            case "sub": Styled(element, "lower"); break;
            case "sup": Styled(element, "raised"); break;
            case "s": Styled(element, "strike"); break;
            case "code":
                var outer = _inCode;
                _inCode = true;
                Styled(element, PrintArticle.HasClass(element, "tex") ? "tex" : "typed");
                _inCode = outer;
                break;
            case "br": _out.Code("#linebreak()").Fresh(); break;
            case "hr": _out.Text(" "); break;
            case "img": InlinePicture(element); break;
            case "math": InlineFormula(element); break;
            case "a": Link(element); break;
            case "rt": Styled(element, "gloss"); break;
            case "span": Span(element); break;
            case var name when Blocks.Contains(name):
                // A block where only a line can stand: its words, parted.
                _out.Text(" ");
                Inlines(element.Nodes());
                _out.Text(" ");
                break;
            default:
                AnchorInLine(element);
                Inlines(element.Nodes());
                break;
        }
    }

    private void Styled(XElement element, string call)
    {
        AnchorInLine(element);
        if (element.Value.Length > 0 || element.HasElements)
        {
            _out.Inline(call, () => Inlines(element.Nodes()));
        }
    }

    private void AnchorInLine(XElement element)
    {
        if (IdToSet(element) is { } id)
        {
            _out.Due().Code($"#anchor({TypstText.Literal(id)})");
        }
    }

    private void Span(XElement element)
    {
        AnchorInLine(element);
        var kinds = ((string?)element.Attribute("class"))?.Split(' ') ?? [];
        if (kinds.Contains("missing"))
        {
            _out.Inline("absent", () => Inlines(element.Nodes()));
            return;
        }

        string?[] calls = [.. kinds.Select(kind => kind switch
        {
            "sc" => "smallcaps",
            "underline" => "underline",
            "overline" => "overline",
            "roman" => "upright",
            "bold" => "strong",
            "slanted" => "emph",
            "struck" => "strike",
            "capitals" => "upper",
            "says" or "rights" => "small",
            "call-comma" => "raised",
            "caption" => "small",
            _ => null,
        }).OfType<string>()];
        Wrap(0);

        void Wrap(int at)
        {
            if (at < calls.Length)
            {
                _out.Inline(calls[at]!, () => Wrap(at + 1));
            }
            else
            {
                Inlines(element.Nodes());
            }
        }
    }

    private void Link(XElement element)
    {
        AnchorInLine(element);
        var address = (string?)element.Attribute("href") ?? "";
        if (PrintArticle.HasClass(element, "zoom") || _inLink || (element.Value.Length == 0 && !element.HasElements))
        {
            Inlines(element.Nodes());
            return;
        }

        string? target = null;
        if (address is ['#', ..])
        {
            target = _wanted.Contains(address[1..]) ? $"go({TypstText.Literal(address[1..])})" : null;
        }
        else if (address.StartsWith(PrintArticle.FilePrefix, StringComparison.Ordinal))
        {
            target = _address is null ? null : $"link({TypstText.Literal($"{_address}/files/{Uri.EscapeDataString(address[PrintArticle.FilePrefix.Length..])}")})";
        }
        else if (address.Length is > 0 and < 2000)
        {
            target = $"link({TypstText.Literal(address)})";
        }

        if (target is null)
        {
            Inlines(element.Nodes());
            return;
        }

        _inLink = true;
        _out.Inline(target, () => Inlines(element.Nodes()));
        _inLink = false;
    }

    private void Call(XElement call)
    {
        var id = ((string)call.Attribute("href")!)[1..];
        AnchorInLine(call);
        if (!_notes.TryGetValue(id, out var note))
        {
            // A note of a table: it stands under it.
            var sign = TypstText.Literal(call.Value.Trim());
            _out.Due().Code(_wanted.Contains(id) && !_inLink ? $"#go({TypstText.Literal(id)}, raised({sign}))" : $"#raised({sign})").Set();
            return;
        }

        var printed = call.Value.Trim();
        var isWords = printed != note.Label && printed.Any(char.IsLetter) && printed.Length > 6;
        if (isWords)
        {
            // The call is words of the sentence ("see note below"): they stay, and the note's number behind them.
            _out.Text(call.Value);
        }

        var code = Footnote(note, isWords || printed.Length == 0 ? note.Label : printed);
        if (_headingNotes is not null)
        {
            _headingNotes.Add(code);
            return;
        }

        // A link around a call would swallow it.
        _out.Due().Code(code).Set();
    }

    private string Footnote(PrintNote note, string sign)
    {
        var (shown, id) = (TypstText.Literal(sign.Length == 0 ? "*" : sign), TypstText.Literal("note:" + note.Id));
        if (!_set.Add(note.Id))
        {
            return $"#again({shown}, {id})";
        }

        var (nesting, depth, inLink, inNote, heading, language) = (_nesting, _depth, _inLink, _inNote, _headingNotes, _language);
        (_nesting, _inLink, _inNote, _headingNotes) = (1, false, true, null);
        var content = Apart(() => NoteContent(note));
        (_nesting, _depth, _inLink, _inNote, _headingNotes, _language) = (nesting, depth, inLink, inNote, heading, language);
        var tag = note.Language is { } own && own != _language ? Tag(own) : null;
        return tag is null ? $"#note({shown}, {id})[{content}]" : $"#note({shown}, {id})[#text(lang: {tag})[{content}]]";
    }

    private void NoteContent(PrintNote note)
    {
        if (_wanted.Contains(note.Id) && _anchored.Add(note.Id))
        {
            _out.Code($"#anchor({TypstText.Literal(note.Id)})");
        }

        _language = note.Language ?? _language;
        var nodes = note.Content.Nodes().Where(node => node is not XText text || !string.IsNullOrWhiteSpace(text.Value) || node != note.Content.FirstNode).ToList();
        if (nodes is [XElement { Name.LocalName: "p" } first, ..] && !first.Elements().Any(IsBlock))
        {
            // Its first paragraph stands in the line of its number.
            Inlines(first.Nodes());
            nodes.RemoveAt(0);
        }
        else
        {
            var line = nodes.TakeWhile(node => node is not XElement element || !IsBlock(element)).ToList();
            Inlines(line);
            nodes.RemoveRange(0, line.Count);
        }

        if (nodes.Exists(node => node is XElement || node is XText text && !string.IsNullOrWhiteSpace(text.Value)))
        {
            _out.Code("\n\n");
            Flow(nodes);
        }
    }

    /// <summary>Notes that nothing calls, as a list with their labels.</summary>
    public void Uncalled(IReadOnlyList<PrintNote> notes)
    {
        foreach (var note in notes)
        {
            _set.Add(note.Id);
            var (inNote, language) = (_inNote, _language);
            _inNote = true;
            var content = Apart(() => NoteContent(note));
            (_inNote, _language) = (inNote, language);
            _out.Fresh().Code("#loosenote(").Literal(note.Label).Code(")[").Code(content.ToString()).Code("]\n").Fresh();
        }
    }
}
