using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.References.Published;
using Recto.Notes.Resolution;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0407: a work given in full a second time where the article shortens what it has cited. Author, title and imprint agree, so that it is certainly the same work.</summary>
internal sealed class FullFormAgain : Check
{
    // So many short forms, and as many as one in three repeats, make a rule of it.
    private const int LongestLabel = 5;
    private const int FewestShort = 3;
    private const double LeastShare = 0.34;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0407", "full-form-again", "A work is given in full again", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        var again = new List<(Mention First, Mention Later)>();
        var shortened = 0;
        foreach (var source in context.Apparatus.Sources)
        {
            Mention? full = null;
            foreach (var mention in source.Mentions)
            {
                if (context.References(mention.NoteIndex)[mention.ReferenceIndex] is { RefersTo: not null, Reference: PublishedReference { Form: ReferenceForm.Short } })
                {
                    shortened++;
                }
                else if (Of(context, mention) is { } reference && IsWhole(reference) && !IsDated(context.Tokens(mention.NoteIndex), reference))
                {
                    if (full is { } first && first.NoteIndex < mention.NoteIndex && numbering.AreOfOneCount(first.NoteIndex, mention.NoteIndex) && AreOne(Of(context, first)!, reference))
                    {
                        again.Add((first, mention));
                    }

                    full ??= mention;
                }
            }
        }

        if (shortened < FewestShort || shortened < LeastShare * (shortened + again.Count))
        {
            yield break;
        }

        foreach (var (first, later) in again)
        {
            var reference = Of(context, later)!;
            yield return At(later.NoteIndex, reference.Span,
                $"{reference.Authors[0].Family}, {TextCut.At(reference.Title!.Text, 60)} is given in full already in note {context.Label(first.NoteIndex)}; a short form is enough here.",
                Shortened(context, later.NoteIndex, reference));
        }
    }

    private static PublishedReference? Of(CheckContext context, Mention mention) => context.References(mention.NoteIndex)[mention.ReferenceIndex].Reference as PublishedReference;

    private static bool IsWhole(PublishedReference reference) =>
        reference is { Kind: ReferenceKind.Book or ReferenceKind.Article or ReferenceKind.Chapter or ReferenceKind.Thesis, Year.Text: { Length: >= 4 and <= 9 } year, Confidence: >= 0.9 } && Certainty.IsFull(reference) && Certainty.HasPlainAuthor(reference)
        && (reference.Place ?? reference.Publisher ?? reference.Container) is not null && year.All(c => char.IsAsciiDigit(c) || c is '–' or '-' or '/');

    // "March 27, 1975" dates a letter, and a letter is no book.
    private static bool IsDated(NoteTokens tokens, PublishedReference reference)
    {
        var i = tokens.IndexFrom(reference.Year!.Span.Start);
        return tokens.Is(i - 1, ',') && tokens.Is(i - 2, TokenKind.Number) && Vocabulary.Months.Contains(tokens, i - 3);
    }

    private static bool AreOne(PublishedReference one, PublishedReference other) =>
        one.Year!.Text == other.Year!.Text && FamilyKey.Of(one.Authors[0].Family) == FamilyKey.Of(other.Authors[0].Family) && Folded(one.Title!) == Folded(other.Title!)
        && one.Volume?.Text == other.Volume?.Text && one.Issue?.Text == other.Issue?.Text && (one.Container is null || other.Container is null || Folded(one.Container) == Folded(other.Container));

    private static string Folded(Field field) => string.Join(' ', WordFolding.Words(field.Text));

    // "John Smith, Title (London: Harrow, 1991), 45" becomes "Smith, Title, 45": what is typeset stays as it is.
    private static SuggestedFix? Shortened(CheckContext context, int note, PublishedReference reference)
    {
        var text = context.Text(note);
        var author = reference.Authors[0];
        var family = text.IndexOf(author.Family, author.Span.Start, author.Span.Length, StringComparison.Ordinal);
        var end = reference.Title!.Span.End;
        while (end < reference.Span.End && text[end] is '”' or '’' or '»' or '“' or '"' or ',')
        {
            end++;
        }

        var comma = end > 0 && text.AsSpan(reference.Title.Span.End, end - reference.Title.Span.End).Contains(',');
        if (reference.Authors.Count > 1 || family < 0 || reference.Title.Span.Start < author.Span.End || reference.Editors.Count > 0 && reference.Container is null)
        {
            return null;
        }

        var edits = new List<TextEdit>();
        if (family > author.Span.Start)
        {
            edits.Add(new TextEdit(new TextSpan(author.Span.Start, family), ""));
        }

        if (family + author.Family.Length < author.Span.End)
        {
            edits.Add(new TextEdit(new TextSpan(family + author.Family.Length, author.Span.End), ""));
        }

        var isPinpoint = reference.Pages is { } pages && pages.Span.Start > end && reference.Kind is not (ReferenceKind.Article or ReferenceKind.Chapter);
        if (reference.Kind is ReferenceKind.Article or ReferenceKind.Chapter && reference.Pages is not null)
        {
            // Which of its pages are those of the whole and which the pinpoint is for a person to say.
            return null;
        }

        var rest = isPinpoint ? new TextSpan(end, Label(text, end, reference.Pages!.Span.Start)) : new TextSpan(end, reference.Span.End);
        edits.Add(new TextEdit(rest, isPinpoint ? comma ? " " : ", " : ""));
        return new SuggestedFix(FixSureness.Suggested, edits);
    }

    // "(London 1991), p. 45": the label of the page stays.
    private static int Label(string text, int from, int pages)
    {
        var start = pages;
        while (start > from && pages - start < LongestLabel && text[start - 1] is ' ' or '.')
        {
            start--;
        }

        var word = start;
        while (word > from && pages - word <= LongestLabel && char.IsLower(text[word - 1]) | text[word - 1] is 'S' or 'С')
        {
            word--;
        }

        return word < start && word > from && text[word - 1] == ' ' ? word : pages;
    }
}
