using System.Xml.Linq;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Print;

/// <summary>Makes the words of a back reference ("Ibid.", "see note 37", "Carley, Silent Conflict") a link to the note that they mean.</summary>
/// <param name="apparatus">The notes as read.</param>
internal sealed class NoteLinks(Apparatus apparatus)
{
    private const double SureEnough = 0.5;
    private readonly Dictionary<string, ReadNote> _byId = apparatus.Notes.DistinctBy(note => note.Note.Id).ToDictionary(note => note.Note.Id, StringComparer.Ordinal);

    /// <summary>Puts the links into a note. Where its tree does not hold the words that were read, nothing is linked.</summary>
    public void Into(PrintNote note)
    {
        if (!_byId.TryGetValue(note.Id, out var read))
        {
            return;
        }

        var words = read.References.Where(reference => reference.Confidence >= SureEnough && reference.RefersTo?.NoteIndex is not null && reference.Reference is BackReference)
            .Select(reference => (Span: SpanOf((BackReference)reference.Reference), apparatus.Notes[reference.RefersTo!.NoteIndex!.Value].Note.Id)).Where(word => word.Id != note.Id).ToList();
        if (words.Count == 0)
        {
            return;
        }

        // Blanks are folded in one and not in the other: the letters are counted.
        var texts = note.Content.DescendantNodes().OfType<XText>().Where(text => !text.Ancestors("a").Any(PrintArticle.IsCall)).ToList();
        if (!texts.SelectMany(text => text.Value).Where(NotBlank).SequenceEqual(read.Note.Text.Where(NotBlank)))
        {
            return;
        }

        foreach (var (span, id) in words.OrderByDescending(word => word.Span.Start))
        {
            Link(texts, read.Note.Text[..span.Start].Count(NotBlank), read.Note.Text[span.Start..span.End].Count(NotBlank), "#" + id);
        }
    }

    // "See note 37": the number belongs to it.
    private static TextSpan SpanOf(BackReference reference) => reference.TargetLabel is { } label && label.Span.End > reference.Word.Span.End && label.Span.Start - reference.Word.Span.End <= 2
        ? new TextSpan(reference.Word.Span.Start, label.Span.End) : reference.Word.Span;

    private static void Link(List<XText> texts, int start, int length, string address)
    {
        foreach (var text in texts)
        {
            var letters = text.Value.Count(NotBlank);
            if (start >= letters)
            {
                start -= letters;
                continue;
            }

            // Words that another fount parts stay without a link.
            if (start + length <= letters && text.Parent is not null && !text.Ancestors("a").Any())
            {
                var (from, to) = (At(text.Value, start), At(text.Value, start + length - 1) + 1);
                var before = new XText(text.Value[..from]);
                var link = new XElement("a", new XAttribute("href", address), text.Value[from..to]);
                var after = text.Value[to..];
                text.ReplaceWith(before, link, after.Length > 0 ? new XText(after) : null);
                texts[texts.IndexOf(text)] = before;
            }

            return;
        }
    }

    // Place of the letter with this number.
    private static int At(string text, int letter)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (NotBlank(text[at]) && letter-- == 0)
            {
                return at;
            }
        }

        return text.Length;
    }

    private static bool NotBlank(char character) => !char.IsWhiteSpace(character);
}
