using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Judges what was read: whether it cites anything, as what, in full or shortened, how surely, and where it ends.</summary>
internal static class Verdict
{
    /// <summary>The reference that the draft amounts to; null where it amounts to none.</summary>
    public static PublishedReference? Of(Draft draft, KnownWorks known)
    {
        var tokens = draft.Tokens;
        var isKnownAuthor = draft.Authors.Count > 0 && Knows(draft, known);
        var evidence = Evidence(draft, isKnownAuthor);
        if (!draft.Title.IsEmpty && draft.Authors.Count == 0 && !draft.HasImprint && known.KnowsTitle(tokens.Span(draft.Title.From, draft.Title.To).In(tokens.Text)))
        {
            evidence += 2;
        }

        var isAbbreviation = !draft.Title.IsEmpty && draft.Title.From == draft.Within.From && known.KnowsAbbreviation(tokens.Span(draft.Title.From, draft.Title.To).In(tokens.Text));
        evidence += isAbbreviation ? 3 : 0;
        // "These sources inform …, 87–103": a sentence about something.
        if (draft.Authors.Count == 0 && draft.Editors.Count == 0 && !draft.HasImprint && !draft.TitleIsQuoted && !draft.TitleIsItalic && Vocabulary.Prose.Contains(tokens, draft.Within.From))
        {
            return null;
        }

        if (draft.Authors.Count == 0 && !draft.TitleIsQuoted && !draft.TitleIsItalic && HoldsClause(draft))
        {
            return null;
        }

        if (draft.Authors.Count == 0 && draft.Editors.Count == 0 && !draft.TitleIsQuoted && !draft.TitleIsItalic && (draft.Title.Length > 14 && Prose(draft) > 1 || draft.Title.Length > 20 && Prose(draft) > 0))
        {
            return null;
        }

        if (IsClassical(draft) || IsQuotedWord(draft))
        {
            return null;
        }

        if (evidence < 2 || Prose(draft) > 0 && evidence < 4 && !draft.TitleIsQuoted && !draft.TitleIsItalic)
        {
            return null;
        }

        var form = IsFull(draft) && !isAbbreviation ? ReferenceForm.Full : ReferenceForm.Short;
        return draft.Build(KindRules.Of(draft), form, Math.Min(0.97, 0.45 + 0.1 * evidence), Span(draft));
    }

    /// <summary>Whether a reference says enough to be one by itself: where or when the work came out, or where in it; a shortened one may be an author and nothing else.</summary>
    public static bool IsComplete(PublishedReference reference) =>
        (reference.Place ?? reference.Publisher ?? reference.Year ?? reference.Pages ?? reference.Url ?? reference.Doi ?? reference.NamedNote) is not null
        || (reference.Form == ReferenceForm.Short && reference.Title is null);

    // "Edward Strobel, who provided a critique in …"
    private static bool HoldsClause(Draft draft)
    {
        for (var i = draft.Title.From + 1; i < draft.Title.To; i++)
        {
            if (draft.Tokens.Is(i - 1, ',') && (draft.Tokens.Is(i, "who") || draft.Tokens.Is(i, "which") || draft.Tokens.Is(i, "whose")) && char.IsLower(draft.Tokens.TextOf(i)[0]))
            {
                return true;
            }
        }

        return false;
    }

    // "For ‘centre’ it would be better to say …": a word, no title.
    private static bool IsQuotedWord(Draft draft) =>
        draft.TitleIsQuoted && draft.Authors.Count == 0 && draft.Editors.Count == 0 && !draft.HasImprint && draft.Year.IsEmpty && draft.Pages.IsEmpty && draft.Volume.IsEmpty && draft.NamedNote.IsEmpty && draft.Url is null && draft.Doi is null
        && !draft.Title.IsEmpty && char.IsLower(draft.Tokens.TextOf(draft.Title.From)[0]);

    // "Cass. Dio 54,10,5f.": book, chapter and section of an ancient author, no volume and page.
    private static bool IsClassical(Draft draft)
    {
        var tokens = draft.Tokens;
        if (draft.HasImprint || !draft.Container.IsEmpty || draft.TitleIsQuoted || !draft.Year.IsEmpty)
        {
            return false;
        }

        for (var i = draft.Within.From; i + 2 < draft.Within.To; i++)
        {
            if (tokens.Is(i, TokenKind.Number) && tokens[i].Span.Length <= 3 && tokens.Is(i + 1, ',') && tokens.Is(i + 2, TokenKind.Number) && tokens[i].End + 1 == tokens[i + 2].Start && tokens[i + 2].Span.Length <= 2)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Knows(Draft draft, KnownWorks known)
    {
        var family = draft.Authors[0].Family;
        return known.KnowsFamily(draft.Tokens.Span(family.From, family.To).In(draft.Tokens.Text));
    }

    private static int Evidence(Draft draft, bool isKnownAuthor)
    {
        var score = 0;
        score += draft.Authors.Count > 0 ? 1 : 0;
        score += draft.Authors.Count > 0 && draft.Authors[0].HasInitials ? 1 : 0;
        score += isKnownAuthor && (!draft.Title.IsEmpty || !draft.NamedNote.IsEmpty || draft.OpCit || !draft.Pages.IsEmpty) ? 2 : 0;
        score += draft.Editors.Count > 0 ? 1 : 0;
        score += draft.HasImprint ? 2 : 0;
        score += !draft.Year.IsEmpty ? 1 : 0;
        score += !draft.Pages.IsEmpty ? 1 : 0;
        score += draft.TitleIsQuoted ? 1 : 0;
        score += draft.TitleIsItalic ? 1 : 0;
        score += draft.TitleIsQuoted && !draft.Container.IsEmpty ? 1 : 0;
        score += !draft.Volume.IsEmpty ? 1 : 0;
        score += !draft.NamedNote.IsEmpty ? 2 : 0;
        score += draft.IsThesis ? 1 : 0;
        score += draft.Url is not null || draft.Doi is not null ? 2 : 0;
        score += draft.OpCit ? 3 : 0;
        score += draft.IsCongress ? 2 : 0;
        score += IsDatedPaper(draft) ? 1 : 0;
        score += draft.Authors.Count == 0 && (!draft.Pages.IsEmpty || !draft.Volume.IsEmpty || !draft.Container.IsEmpty) && NamesSource(draft) ? 1 : 0;
        return draft.Title.IsEmpty && draft.Authors.Count == 0 && draft.Url is null && draft.Doi is null ? 0 : score;
    }

    // "New York Herald, January 12, 1873": a few capitalised words, a day, nothing besides.
    private static bool IsDatedPaper(Draft draft)
    {
        var tokens = draft.Tokens;
        if (draft.Authors.Count > 0 || draft.Editors.Count > 0 || draft.TitleIsQuoted || draft.Title.IsEmpty || draft.Title.Length > 9 || draft.Title.From > draft.Within.From || draft.Year.Length < 3 || !NewspaperDate.HasDay(tokens, draft.Year))
        {
            return false;
        }

        var words = 0;
        for (var i = draft.Title.From; i < draft.Title.To; i++)
        {
            if (Vocabulary.Documents.Contains(tokens, i) || tokens[i].Kind == TokenKind.Number)
            {
                return false;
            }

            if (tokens[i].Kind == TokenKind.Word)
            {
                words++;
                if (!char.IsUpper(tokens.TextOf(i)[0]) && tokens[i].Span.Length > 3)
                {
                    return false;
                }
            }
        }

        return words <= 6 && !Vocabulary.Signals.Contains(tokens, draft.Title.From);
    }

    private static bool NamesSource(Draft draft)
    {
        var range = draft.Container.IsEmpty ? draft.Title : draft.Container;
        for (var i = range.From; i < range.To && i < range.From + 3; i++)
        {
            if (Vocabulary.Sources.Contains(draft.Tokens, i) && char.IsUpper(draft.Tokens.TextOf(i)[0]))
            {
                return char.IsUpper(draft.Tokens.TextOf(draft.Title.From)[0]);
            }
        }

        return false;
    }

    private static bool IsFull(Draft draft)
    {
        // "Jane Smith, “Ports,” in Braun, op. cit.": the book is shortened, what stands in it is not.
        if (draft.OpCit || !draft.NamedNote.IsEmpty)
        {
            return draft.TitleIsQuoted && draft.IsIn && !draft.Container.IsEmpty && draft.Authors.Count > 0 && draft.Authors[0].Words > 1;
        }

        return draft.HasImprint || draft.IsThesis || draft.Url is not null || draft.Doi is not null || !draft.Container.IsEmpty || !draft.Year.IsEmpty
            || (!draft.Volume.IsEmpty && draft.Authors.Count == 0) || (draft.Authors.Count == 0 && draft.Editors.Count == 0);
    }

    // Words of a sentence outside quotations make prose of it.
    private static int Prose(Draft draft)
    {
        var tokens = draft.Tokens;
        var found = 0;
        for (var i = draft.Within.From; i < draft.End && i < draft.Within.To; i++)
        {
            found += tokens.QuotationAt(i) < 0 && tokens.Depth(i) == 0 && !tokens.IsItalic(i) && Vocabulary.Prose.Contains(tokens, i) && char.IsLower(tokens.TextOf(i)[0]) ? 1 : 0;
        }

        return found;
    }

    private static TextSpan Span(Draft draft)
    {
        var tokens = draft.Tokens;
        var end = Math.Clamp(draft.End, draft.Within.From + 1, draft.Within.To);
        while (end > draft.Within.From + 1 && (tokens.Is(end - 1, ',') || tokens.Is(end - 1, '.') || tokens.Is(end - 1, ':')))
        {
            end--;
        }

        return tokens.Span(draft.Within.From, end);
    }
}
