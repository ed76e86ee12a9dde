using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Markup;

/// <summary>Tells what sort of work is tagged: by what the source says, and against it where the fields speak plainly.</summary>
internal static class MarkedKinds
{
    /// <summary>The kind.</summary>
    public static ReferenceKind Of(NoteTokens tokens, MarkedWork work, bool isThesis, bool isShort)
    {
        var hasBoth = work.Has(MarkedLabel.Title) && work.Has(MarkedLabel.Source);
        var isJournal = work.Has(MarkedLabel.Volume) || work.Has(MarkedLabel.Issue);
        if (isThesis)
        {
            return ReferenceKind.Thesis;
        }

        switch (work.Kind?.ToLowerInvariant())
        {
            case "newspaper" or "news" or "newspaper-article":
                return ReferenceKind.Newspaper;
            case "webpage" or "web" or "website" or "web-page" or "online" or "blog":
                return ReferenceKind.Web;
            case "gov" or "government" when !work.HasAuthors:
                return ReferenceKind.Report;
            case "report" or "discussion" or "working-paper" or "standard" or "patent":
                return ReferenceKind.Report;
            case "legal" or "case" or "statute" or "law" or "court" or "bill":
                return ReferenceKind.Legal;
            case "journal" or "journal-article" or "preprint" or "periodical" or "article":
                return IsNewspaper(tokens, work) ? ReferenceKind.Newspaper
                    : hasBoth ? work.HasImprint && !isJournal ? ReferenceKind.Chapter : ReferenceKind.Article
                    : work.Has(MarkedLabel.Source) && (isShort ? work.HasAuthors : !isJournal && (work.HasImprint || work.HasAuthors)) ? ReferenceKind.Book : ReferenceKind.Article;
            case "book" or "monograph" or "edited-book" or "book-chapter" or "chapter" or "book-part" or "confproc" or "conference" or "conf-proc" or "proceedings":
                return !hasBoth ? ReferenceKind.Book : !work.HasImprint && isJournal && !isShort && work.Persons.TrueForAll(person => person.Role == MarkedRole.Author) ? ReferenceKind.Article : ReferenceKind.Chapter;
            default:
                return IsNewspaper(tokens, work) ? ReferenceKind.Newspaper
                    : hasBoth ? work.HasImprint || work.Persons.Exists(person => person.Role == MarkedRole.Editor) ? ReferenceKind.Chapter : ReferenceKind.Article
                    : isJournal && !work.HasImprint && !isShort ? ReferenceKind.Article
                    : work.Has(MarkedLabel.Url) && !work.HasImprint ? ReferenceKind.Web
                    : work.Has(MarkedLabel.Source) || work.HasImprint ? ReferenceKind.Book
                    : work.Has(MarkedLabel.Title) && isShort ? ReferenceKind.Article : ReferenceKind.Unknown;
        }
    }

    /// <summary>Whether the work is a thesis: the source says so, or words in it that it tags as publisher, or leaves untagged.</summary>
    public static bool IsThesis(NoteTokens tokens, MarkedWork work) =>
        work.Kind?.ToLowerInvariant() is "thesis" or "dissertation"
        || (!(work.Has(MarkedLabel.Title) && work.Has(MarkedLabel.Source)) && Find(tokens, new TextSpan(work.HeadEnd, work.Span.End)) >= 0 && work.HasTitle);

    /// <summary>The university of a thesis: <c>Oxford University</c> of <c>D.Phil. diss., Oxford University</c>.</summary>
    public static Field? University(NoteTokens tokens, TextSpan? publisher)
    {
        if (publisher is not { } span)
        {
            return null;
        }

        for (var last = Find(tokens, span); last >= 0; last = Find(tokens, span))
        {
            span = span with { Start = tokens[last].End };
        }

        return MarkedSpans.Field(tokens.Text, span);
    }

    /// <summary>A DOI without what stands before it; null where the span holds none.</summary>
    public static Field? Doi(string text, TextSpan? tagged)
    {
        var start = tagged is { } span ? text.IndexOf("10.", span.Start, span.Length, StringComparison.Ordinal) : -1;
        return start >= 0 && (start == tagged!.Value.Start || text[start - 1] is '/' or ':' or ' ') && text.AsSpan(start, tagged.Value.End - start).Contains('/')
            && (start == tagged.Value.Start || text.AsSpan(tagged.Value.Start, start - tagged.Value.Start).Contains("doi", StringComparison.OrdinalIgnoreCase))
            && !text.AsSpan(start, tagged.Value.End - start).TrimEnd(" .,;").Contains(' ') ? MarkedSpans.Field(text, new TextSpan(start, tagged.Value.End)) : null;
    }

    /// <summary>A web address; null where other words are tagged as one.</summary>
    public static Field? Url(string text, TextSpan? tagged) =>
        MarkedSpans.Field(text, tagged) is { } field && !field.Text.Contains(' ', StringComparison.Ordinal) && field.Text.Contains('.', StringComparison.Ordinal) && Doi(text, tagged) is null ? field : null;

    private static int Find(NoteTokens tokens, TextSpan span)
    {
        for (var i = tokens.IndexFrom(span.Start); i < tokens.Count && tokens[i].End <= span.End; i++)
        {
            if (Vocabulary.Thesis.Contains(tokens, i))
            {
                return i;
            }
        }

        return -1;
    }

    // A day, and no volume; a journal with a day has one too, or an author.
    private static bool IsNewspaper(NoteTokens tokens, MarkedWork work)
    {
        if (!work.Has(MarkedLabel.Day) || work.Has(MarkedLabel.Volume) || work.HasImprint || work[MarkedLabel.Source] is not { } source)
        {
            return false;
        }

        var isPaper = !work.HasAuthors;
        for (var i = tokens.IndexFrom(source.Start); i < tokens.Count && tokens[i].End <= source.End && !isPaper; i++)
        {
            isPaper = Vocabulary.Newspapers.Contains(tokens, i);
        }

        return isPaper;
    }
}
