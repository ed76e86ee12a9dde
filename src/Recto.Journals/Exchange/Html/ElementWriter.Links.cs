using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    private void Calls(XElement element, IReadOnlyList<(Articles.ArticleNote Note, string Id)> calls)
    {
        var printed = element.Name.LocalName == "fn" ? null : CallText(element);
        for (var i = 0; i < calls.Count; i++)
        {
            var (note, id) = calls[i];
            if (note.Element == element && note.Container == Articles.NoteContainer.Table)
            {
                _inPlace.Add(note);
            }

            if (i > 0)
            {
                _html.Element("span", ",", ("class", "call-comma"));
            }

            // Words that call several notes stay words: the first link takes them all.
            var label = printed is not null && (calls.Count == 1 || (i == 0 && !IsLabels(printed, calls))) ? printed : note.Note.Label;
            var tint = $"call c{Pend(note).ToString(CultureInfo.InvariantCulture)}";
            _html.Element("a", label, ("class", _book is null ? tint : "call"), ("id", id), ("href", "#" + note.HtmlId), ("epub:type", _book is null ? null : "noteref"), ("role", "doc-noteref"), ("aria-label", label.Any(char.IsLetterOrDigit) ? (AttributeValue)null : Said.Of(Words.Note, label)));
        }
    }

    // Numbers, and labels of the notes that are called: each gets a link of its own.
    private static bool IsLabels(string printed, IReadOnlyList<(Articles.ArticleNote Note, string Id)> calls) =>
        printed.Split([.. printed.Where(character => !char.IsLetterOrDigit(character))], StringSplitOptions.RemoveEmptyEntries)
            .All(part => part.All(char.IsDigit) || calls.Any(call => call.Note.Note.Label == part));

    // A call that prints words, and not its number alone, keeps them.
    private static string? CallText(XElement element)
    {
        var printed = string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return printed.Length == 0 ? null : printed;
    }

    private void CrossReference(XElement element)
    {
        var named = ((string?)element.Attribute("rid"))?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        foreach (var waiting in named.Select(_map.ElementOf).OfType<XElement>().Where(_floats.Remove))
        {
            _due.Add(waiting);
        }

        var target = named.Select(_map.Target).FirstOrDefault(id => id is not null);
        if (target is not null && _linkDepth == 0 && string.IsNullOrWhiteSpace(element.Value) && !element.Elements().Any() && LabelOf(named) is { } label)
        {
            // The source leaves the words to whoever prints it.
            _html.Element("a", label, ("class", "named"), ("href", "#" + target));
            return;
        }

        if (target is null || _linkDepth > 0 || string.IsNullOrWhiteSpace(element.Value))
        {
            Inlines(element.Nodes());
            return;
        }

        var isHigh = IsHigh(element);
        if (isHigh)
        {
            _html.Open("sup");
        }

        Linked(element, "#" + target);
        if (isHigh)
        {
            _html.Close("sup");
        }
    }

    // …activity.3 4 However, …   Numbers of references that touch the word before them stand high in print; such files leave that to whoever prints. Those in a row stand as the first of them does.
    private bool IsHigh(XElement reference)
    {
        var row = new List<XElement>();
        bool isHigh;
        for (var at = reference; !_high.TryGetValue(at, out isHigh);)
        {
            row.Add(at);
            isHigh = IsNumber(at) && _nodes.Of(at) is XText text && IsBehindWord(text.Value);
            if (isHigh || !IsNumber(at) || _nodes.Of(at) is not XText { Value.Length: > 0 } between || !between.Value.All(sign => Separators.Contains(sign, StringComparison.Ordinal) || char.IsWhiteSpace(sign)) || _nodes.Of(between) is not XElement { Name.LocalName: "xref" } before)
            {
                break;
            }

            at = before;
        }

        row.ForEach(one => _high[one] = isHigh);
        return isHigh;
    }

    private static bool IsNumber(XElement reference) => (string?)reference.Attribute("ref-type") == "bibr" && reference.Parent?.Name.LocalName is not ("sup" or "sub")
        && reference.Value.All(sign => char.IsAsciiDigit(sign) || Separators.Contains(sign, StringComparison.Ordinal)) && !reference.Value.Split(Separators.ToCharArray()).Any(number => number.Length > LongestNumber);

    private static bool IsBehindWord(string text) => text is [.., var last]
        && (char.IsLetter(last) || (".,;:!?)”’\"»%".Contains(last, StringComparison.Ordinal) && !(text.EndsWith("ref.", StringComparison.OrdinalIgnoreCase) || text.EndsWith("refs.", StringComparison.OrdinalIgnoreCase))
            && text.AsSpan().Trim().ContainsAnyExcept(Separators)));

    private const string Separators = ",–-‐ ";
    private const int LongestNumber = 3; // 2019 is a year.
    private readonly Dictionary<XElement, bool> _high = [];

    // Where a printed page begins, for readers who look for it by its number.
    private void PageBreak(XElement element)
    {
        var number = BookForm.PageOf(element);
        _html.Open("span", ("epub:type", number is null ? null : "pagebreak"), ("role", number is null ? null : "doc-pagebreak"), ("id", _map.IdOf(element) ?? _book!.NextPageId()), ("aria-label", number));
        Inlines(element.Nodes());
        _html.Close("span");
    }

    // A file is no part of a book: its links lead to the site.
    private string? FileAddress(string name) => _book is null ? _pictures(name) : _book.FileAddress(name);

    private string? LabelOf(IEnumerable<string> named) => named.Select(_map.ElementOf).OfType<XElement>()
        .Select(target => FoldedText.Line(target.Element("label")) ?? FoldedText.Line(target.Element("title") ?? target.Element("caption")?.Element("title"))).FirstOrDefault(label => label is not null);

    private void Link(XElement element)
    {
        var name = element.Name.LocalName;
        var written = ((string?)element.Attribute(Namespaces.XLink + "href") ?? (string?)element.Attribute("href") ?? element.Value).Trim();
        if (name == "email" && written.Contains('@', StringComparison.Ordinal) && !written.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            written = "mailto:" + written;
        }

        var address = _linkDepth > 0 || string.IsNullOrWhiteSpace(element.Value) ? null : SafeAddress.Of(written) ?? FileAddress(written);
        var speech = Speech(element);
        if (speech.Length > 0 || _map.IdOf(element) is not null)
        {
            _html.Open("span", [("id", _map.IdOf(element)), .. speech]);
        }

        if (address is null)
        {
            Inlines(element.Nodes());
        }
        else
        {
            Linked(element, address);
        }

        if (speech.Length > 0 || _map.IdOf(element) is not null)
        {
            _html.Close("span");
        }
    }

    // No link stands in a link. A call parts it: what holds calls is not linked, the rest of the words is.
    private void Linked(XElement element, string address)
    {
        _linkDepth++;
        var isOpen = false;
        foreach (var node in element.Nodes())
        {
            var isParted = node is XElement child && child.DescendantsAndSelf().Any(inner => _map.CallsOf(inner).Count > 0 || _map.NoteOf(inner) is not null);
            if (isParted && isOpen)
            {
                _html.Close("a");
                isOpen = false;
            }
            else if (!isParted && !isOpen && (node is XElement || node is XText text && !string.IsNullOrWhiteSpace(text.Value)))
            {
                _html.Open("a", ("href", address));
                isOpen = true;
            }

            Inline(node);
        }

        if (isOpen)
        {
            _html.Close("a");
        }

        _linkDepth--;
    }

    private int _linkDepth;
}
