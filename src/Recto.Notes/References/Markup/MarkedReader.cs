using Recto.Notes.References.Back;
using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Markup;

/// <summary>
/// Reads what the source itself tags as citations. A stretch whose tagging tells too little (only a remark, a whole note in one title), or that points back, is left to be read as print.
/// </summary>
/// <param name="note">The note.</param>
/// <param name="tokens">Its tokens.</param>
/// <param name="fields">Reads print.</param>
/// <param name="known">What the document has cited so far.</param>
/// <param name="order">Whether the source tags given names as family names.</param>
internal sealed class MarkedReader(Note note, NoteTokens tokens, IFieldReader fields, KnownWorks known, NameOrder order)
{
    // A title that is all a source tags, with a number and so many words in it, is more than a title.
    private const int MostWordsAlone = 6;

    // No reference has more tokens; the bound keeps reading linear where a file tags a whole note as one citation of many works.
    private const int LongestInPrint = 300;

    /// <summary>The references in order; they do not overlap.</summary>
    public List<PublishedReference> Read()
    {
        var references = new List<PublishedReference>();
        var reader = new WorkReader(note, tokens, known, order);
        for (var c = 0; c < note.Citations.Count; c++)
        {
            var citation = note.Citations[c];
            var end = references.Count > 0 ? references[^1].Span.End : 0;
            if (citation.Span.Start < end || citation.Span.End > tokens.Text.Length || citation.Span.IsEmpty)
            {
                continue;
            }

            var after = c + 1 < note.Citations.Count ? Math.Max(citation.Span.End, note.Citations[c + 1].Span.Start) : tokens.Text.Length;
            var works = new MarkedWorks(tokens, citation).Part();
            if (works.Count > 1 && IsReview(citation))
            {
                continue;
            }

            for (var w = 0; w < works.Count; w++)
            {
                var work = works[w];
                if (!work.Span.IsEmpty && !PointsBack(work) && !IsPoor(work, citation) && reader.Read(work, w + 1 < works.Count ? works[w + 1].Span.Start : after) is { } reference
                    && reference.Span.Start >= end && citation.Span.Overlaps(reference.Span))
                {
                    references.Add(reference);
                    end = reference.Span.End;
                }
            }
        }

        return references;
    }

    /// <summary>Spans that hold no words of print: numbers of databases.</summary>
    public IEnumerable<TextSpan> Identifiers() => note.Citations.SelectMany(citation => citation.Fields).Where(field => field.Label == MarkedLabel.Identifier).Select(field => field.Span);

    // "James Obelkevich, review of The Sixties (1998) by Arthur Marwick, Twent. Cent. Brit. Hist., 2000": the work tagged is not the one cited.
    private bool IsReview(CitationMarkup citation)
    {
        for (var i = tokens.IndexFrom(citation.Span.Start); i + 1 < tokens.Count && tokens[i].End <= citation.Span.End; i++)
        {
            if (tokens.Is(i, "review") && tokens.Is(i + 1, "of"))
            {
                return true;
            }
        }

        return false;
    }

    private bool PointsBack(MarkedWork work)
    {
        var range = new TokenRange(tokens.IndexFrom(work.Span.Start), tokens.IndexFrom(work.Span.End));
        return BackReferenceGrammar.Read(tokens, range) is not null || IdemGrammar.End(tokens, range) > 0;
    }

    // One sort of field alone says little; print may say more.
    private bool IsPoor(MarkedWork work, CitationMarkup citation)
    {
        if (!work.HasTitle)
        {
            return work.Sorts < 2;
        }

        var range = new TokenRange(tokens.IndexFrom(work.Span.Start), tokens.IndexFrom(work.Span.End));
        if (work.Sorts == 1)
        {
            var numbers = Enumerable.Range(range.From, range.Length).Count(i => tokens.Is(i, TokenKind.Number));
            return (numbers > 0 && range.Length > MostWordsAlone) || IsReadBetter(work, citation);
        }

        return work.Persons.Count == 0 && work.Sorts < 4 && IsReadBetter(work, citation);
    }

    // Authors that stand untagged before the title: "J. Smith, <source>Town</source>, <year>1990</year>".
    private bool IsReadBetter(MarkedWork work, CitationMarkup citation)
    {
        var range = new TokenRange(tokens.IndexFrom(citation.Span.Start), tokens.IndexFrom(citation.Span.End));
        while (!range.IsEmpty && (Vocabulary.Signals.Contains(tokens, range.From) || tokens[range.From].Kind == TokenKind.Mark))
        {
            range = range with { From = range.From + 1 };
        }

        range = range with { To = Math.Min(range.To, range.From + LongestInPrint) };
        return tokens.IndexFrom(work.Span.Start) > range.From && !range.IsEmpty && fields.Read(tokens, range, known) is { Title: not null, Authors.Count: > 0 } read && read.Span.Contains(work.Span.Start)
            || (work.Sorts == 1 && !range.IsEmpty && fields.Read(tokens, range, known) is { Title: not null } alone && (alone.Authors.Count > 0 || alone.Year is not null));
    }
}
