using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Html;

/// <summary>Writes a note: number, words, a fold where it is long, what Recto reads in it, the way back to each call.</summary>
internal sealed partial class NoteWriter(ElementWriter elements, NoteReadings readings, string address)
{
    private const int LongNote = 75;
    private const int ShownAtLeast = 28;
    /// <summary>Fewer words are not worth a fold.</summary>
    public const int FoldedAtLeast = 20;

    private readonly Dictionary<ArticleNote, Markup> _words = [];

    /// <summary>The whole note.</summary>
    /// <param name="note">The note.</param>
    /// <param name="tint">Number of its colour class; 0 for a note that nothing calls.</param>
    public Markup Write(ArticleNote note, int tint)
    {
        var label = note.Note.Label;
        var html = new Markup().Open("div", ("class", tint > 0 ? $"note c{tint.ToString(CultureInfo.InvariantCulture)}" : "note"), ("id", note.HtmlId), ("role", "doc-footnote"), ("lang", LanguageOf(note)));
        var calls = PageMap.ShownCalls(note);
        if (calls is [var first, ..])
        {
            html.Element("a", label, ("class", "back"), ("href", "#" + first.HtmlId), ("aria-label", $"Back to call {label}"));
        }
        else
        {
            html.Element("span", label, ("class", "back"));
        }

        html.Text(" ").Add(Words(note));
        if (calls.Count > 1)
        {
            html.Text(" ").Open("span", ("class", "says again"), ("lang", "en")).Text("also called ");
            for (var i = 1; i < calls.Count; i++)
            {
                var word = i switch { 1 => "a second time", 2 => "a third time", _ => $"a {(i + 1).ToString(CultureInfo.InvariantCulture)}th time" };
                html.Text(i > 1 ? ", " : "").Element("a", word, ("href", "#" + calls[i].HtmlId));
            }

            html.Close("span");
        }

        html.Text(" ").Element("a", "cite", ("class", "cite says"), ("href", $"{address}/notes/{Uri.EscapeDataString(note.HtmlId[1..])}"), ("aria-label", $"Link to and cite note {label}"), ("lang", "en"));
        if (readings.Of(note) is { } reading)
        {
            html.Text(" ").Add(reading);
        }

        return html.Close("div");
    }

    /// <summary>What stands in the note without its number and links: for a page of its own.</summary>
    public string Body(ArticleNote note)
    {
        var body = new Markup().Add(Words(note));
        return (readings.Of(note, isOpen: true) is { } reading ? body.Text(" ").Add(reading) : body).ToString();
    }

    // The words are written once: writing them again would call the notes in them again.
    private Markup Words(ArticleNote note)
    {
        if (!_words.TryGetValue(note, out var words))
        {
            words = _words[note] = elements.Apart(() => elements.NoteContent(note, Fold));
        }

        return words;
    }

    private static string? LanguageOf(ArticleNote note) => Jats.LanguageTag.Of(note.Element);

    /// <summary>Where a long first paragraph is folded: the node and the place in its text; null where it is not.</summary>
    private static (XText Node, int At)? Fold(ArticleNote note, IReadOnlyList<XNode> line)
    {
        var total = Words(note.Note.Text);
        if (total <= LongNote)
        {
            return null;
        }

        var before = 0;
        foreach (var node in line)
        {
            if (node is XText text)
            {
                foreach (var end in SentenceEnd().EnumerateMatches(text.Value))
                {
                    var shown = before + Words(text.Value.AsSpan(0, end.Index));
                    if (shown >= ShownAtLeast && total - shown >= FoldedAtLeast)
                    {
                        return (text, end.Index + end.Length);
                    }
                }

                before += Words(text.Value);
            }
            else if (node is XElement element)
            {
                before += Words(element.Value);
            }
        }

        return null;
    }

    /// <summary>Whether a note is long enough to be folded.</summary>
    public static bool IsLong(ArticleNote note) => Words(note.Note.Text) > LongNote;

    /// <summary>How many words there are.</summary>
    public static int Words(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var range in text.SplitAny(" \t\r\n\u00a0"))
        {
            count += range.Start.Value == range.End.Value ? 0 : 1;
        }

        return count;
    }

    // …a word of four letters or more. A capital or an opening mark follows: no abbreviation, no initial.
    [GeneratedRegex(@"(?<=\p{Ll}{3})[.!?][’”""»)\]]*\s+(?=[\p{Lu}‘“«„(])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SentenceEnd();
}
