using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Html;

/// <summary>Writes a note: number, words, a fold where it is long, what Recto reads in it, the way back to each call.</summary>
internal sealed partial class NoteWriter(ElementWriter elements, NoteReadings readings, string address, bool isBook = false)
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
        var html = isBook ? new Markup().Open("aside", ("class", "note"), ("id", note.HtmlId), ("epub:type", "footnote"), ("role", "doc-footnote"), ("lang", LanguageOf(note))) : new Markup().Open("div", ("class", tint > 0 ? $"note c{tint.ToString(CultureInfo.InvariantCulture)}" : "note"), ("id", note.HtmlId), ("role", "doc-footnote"), ("lang", LanguageOf(note)));
        var calls = PageMap.ShownCalls(note);
        if (calls is [var first, ..])
        {
            html.Element("a", label, ("class", "back"), ("href", "#" + first.HtmlId), ("role", isBook ? "doc-backlink" : null), ("aria-label", Said.Of(Words.BackToCall, label)));
        }
        else
        {
            html.Element("span", label, ("class", "back"));
        }

        html.Text(" ").Add(Content(note));
        if (calls.Count > 1)
        {
            var again = new Markup();
            for (var i = 1; i < calls.Count; i++)
            {
                again.Text(i > 1 ? ", " : "").Open("a", ("href", "#" + calls[i].HtmlId));
                _ = i switch { 1 => again.Say(Words.SecondTime), 2 => again.Say(Words.ThirdTime), _ => again.Say(Words.FurtherTime, i + 1) };
                again.Close("a");
            }

            html.Text(" ").SaidIn("span", Said.Of(Words.AlsoCalled, again), ("class", "says again"));
        }

        if (isBook)
        {
            return (readings.Of(note, ReadingForm.Book) is { } words ? html.Text(" ").Add(words) : html).Close("aside");
        }

        html.Text(" ").SaidIn("a", Said.Of(Words.Cite), ("class", "cite says"), ("href", $"{address}/notes/{Uri.EscapeDataString(note.HtmlId[1..])}"), ("aria-label", Said.Of(Words.CiteNote, label)));
        if (readings.Of(note) is { } reading)
        {
            html.Text(" ").Add(reading);
        }

        return html.Close("div");
    }

    /// <summary>What stands in the note without its number and links: for a page of its own.</summary>
    public string Body(ArticleNote note)
    {
        var body = new Markup().Add(Content(note));
        return (readings.Of(note, ReadingForm.Open) is { } reading ? body.Text(" ").Add(reading) : body).ToString();
    }

    // The words are written once: writing them again would call the notes in them again.
    private Markup Content(ArticleNote note)
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
        var total = Count(note.Note.Text);
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
                    var shown = before + Count(text.Value.AsSpan(0, end.Index));
                    if (shown >= ShownAtLeast && total - shown >= FoldedAtLeast)
                    {
                        return (text, end.Index + end.Length);
                    }
                }

                before += Count(text.Value);
            }
            else if (node is XElement element)
            {
                before += Count(element.Value);
            }
        }

        return null;
    }

    /// <summary>Whether a note is long enough to be folded.</summary>
    public static bool IsLong(ArticleNote note) => Count(note.Note.Text) > LongNote;

    /// <summary>How many words there are.</summary>
    public static int Count(ReadOnlySpan<char> text)
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
