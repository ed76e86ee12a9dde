using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>
/// Reads published references by rules: persons, title, container, then what follows. Knows no person and no title but those the document itself has cited.
/// Limits: an author without given name before a title of capitalised words is told from a title only by what the document has cited.
/// </summary>
internal sealed class PublishedGrammar : IFieldReader
{
    // A title may begin with one of these in lower case: "La Ginestra, la vita", "al-Kitāb".
    private static readonly WordSet Articles = new("la le les il lo gli i el los las o os as al der die das l un une");

    /// <inheritdoc/>
    public PublishedReference? Read(NoteTokens tokens, TokenRange within, KnownWorks known, bool isAuthorNamed = false)
    {
        if (within.Length > 1 && tokens.Is(within.To - 1, '.'))
        {
            within = within with { To = within.To - 1 };
        }

        if (within.IsEmpty)
        {
            return null;
        }

        var draft = new Draft(tokens, within);
        if (!isAuthorNamed && AuthorYear.Read(draft, known) is { } brief)
        {
            return brief;
        }

        draft.Clear();
        var to = within.To;

        if (CaseReader.Read(draft) is >= 0 and var first)
        {
            return draft.Build(ReferenceKind.Legal, ReferenceForm.Full, draft.Pages.IsEmpty && draft.Year.IsEmpty ? 0.6 : 0.85, tokens.Span(first, draft.End));
        }

        if (ReporterReader.Read(draft) > 0)
        {
            return draft.Build(ReferenceKind.Legal, ReferenceForm.Full, 0.85, tokens.Span(within.From, draft.End));
        }

        var i = Abbreviated(draft, known) is > 0 and var abbreviated ? abbreviated : TitleReader.Read(draft, isAuthorNamed ? within.From : Leading(draft, known), to);
        draft.End = Math.Max(i, TailReader.Read(draft, i, to));
        return Verdict.Of(draft, known);
    }

    // "DVP SSSR, 794"
    private static int Abbreviated(Draft draft, KnownWorks known)
    {
        var tokens = draft.Tokens;
        var from = draft.Within.From;
        for (var end = Math.Min(draft.Within.To, from + 6); end > from; end--)
        {
            if (tokens[end - 1].Kind == TokenKind.Word && (end >= draft.Within.To || tokens[end].Kind is TokenKind.Mark or TokenKind.Number or TokenKind.Opening || Vocabulary.Volume.Contains(tokens, end))
                && known.KnowsAbbreviation(tokens.Span(from, end).In(tokens.Text)))
            {
                draft.Title = new TokenRange(from, end);
                draft.Abbreviation = default;
                return end;
            }
        }

        return 0;
    }

    // The persons before the title; the token at which the title begins.
    private static int Leading(Draft draft, KnownWorks known)
    {
        var tokens = draft.Tokens;
        var (from, to) = draft.Within;
        var start = tokens.Is(from, TokenKind.Opening) && tokens.Partner(from) > 0 ? from + 1 : from;
        // "Kassell Medicine and Magic (n. 2)": a known name without its comma.
        if (start + 2 < to && tokens[start].Kind == TokenKind.Word && tokens[start + 1].Kind is TokenKind.Word or TokenKind.Quote && known.KnowsFamily(tokens.TextOf(start)) && !tokens.Is(start + 1, "et") && NamesNote(tokens, start, to))
        {
            draft.Authors.Add(new PersonTokens(new TokenRange(start, start + 1), new TokenRange(start, start + 1), default, false, 1, false));
            return start + 1;
        }

        if (PersonList.Read(tokens, start, to) is not { } list)
        {
            return from;
        }

        if (list.AreEditors)
        {
            draft.Editors.AddRange(list.Persons);
            return SkipMarks(tokens, list.End, to);
        }

        var next = start > from && tokens.Is(list.End, ']') ? list.End + 1 : list.End;
        if (!AreAuthors(tokens, list, next, to, known))
        {
            return from;
        }

        draft.Authors.AddRange(list.Persons);
        return SkipMarks(tokens, next, to);
    }

    private static bool NamesNote(NoteTokens tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Kind == TokenKind.Opening)
            {
                return TitleEnd.IsAside(tokens, i);
            }
        }

        return false;
    }

    private static bool AreAuthors(NoteTokens tokens, PersonList list, int next, int to, KnownWorks known)
    {
        var first = list.Persons[0];
        var isKnown = known.KnowsFamily(tokens.Span(first.Family.From, first.Family.To).In(tokens.Text));
        if (next >= to)
        {
            return isKnown;
        }

        var isNamed = first.HasInitials || first.Whole.Length > first.Words || GivenNames.Words.Contains(tokens, first.Given.IsEmpty ? first.Family.From : first.Given.From);
        if (tokens.QuotationAt(next) >= 0 || tokens.IsItalic(next) || TitleReader.IsOpCit(tokens, tokens.Is(next, ',') ? next + 1 : next))
        {
            return !tokens.IsItalic(first.Whole.From);
        }

        if (tokens.Is(next, ','))
        {
            return HoldsTitle(tokens, next + 1, to) ? !tokens.IsItalic(first.Whole.From) || isKnown : first.Words <= 2 && (isKnown || IsOnlyPages(tokens, next + 1, to));
        }

        if (tokens[next].Kind == TokenKind.Opening)
        {
            return isKnown && first.Words <= 2 && TitleEnd.IsAside(tokens, next)
                || (ImprintReader.ReadBracket(tokens, next, to) is { Place: null, Publisher: null } && next + 2 < to && (first.HasInitials || isKnown || list.Persons.Count > 1));
        }

        return (tokens.Is(next, ':') || tokens.Is(next, '.')) && (isNamed || isKnown) && HoldsTitle(tokens, next + 1, to)
            || first.HasInitials && first.Given.From > first.Family.From && tokens[next].Kind == TokenKind.Word;
    }

    // Words that are no date, volume or page: "Smith, History" but not "New York Herald, January 19, 1873".
    private static bool HoldsTitle(NoteTokens tokens, int from, int to)
    {
        if (from >= to)
        {
            return false;
        }

        if (tokens.QuotationAt(from) >= 0 || tokens.IsItalic(from))
        {
            return true;
        }

        if (!NewspaperDate.Read(tokens, from, to).IsEmpty || (tokens[from].Kind == TokenKind.Number && (!tokens.Is(from + 1, TokenKind.Word) || tokens.Is(from + 1, "cong"))))
        {
            return false;
        }

        var words = 0;
        for (var i = from; i < to && i < from + 12 && !tokens.Is(i, ',') && tokens[i].Kind != TokenKind.Opening; i++)
        {
            words += tokens[i].Kind == TokenKind.Word && !Vocabulary.Months.Contains(tokens, i) && !Vocabulary.Volume.Contains(tokens, i)
                && !Vocabulary.Pages.Contains(tokens, i) && !Vocabulary.Issue.Contains(tokens, i) && !Numerals.IsRoman(tokens.TextOf(i)) ? 1 : 0;
        }

        return words > 0 && (char.IsUpper(tokens.TextOf(from)[0]) || char.IsDigit(tokens.TextOf(from)[0]) || tokens[from].Kind != TokenKind.Word || Articles.Contains(tokens, from) || tokens.TextOf(from)[1..].ContainsAny('’', '\''));
    }

    // "Poole, 59": a name and a page, and nothing else. A year is no page.
    private static bool IsOnlyPages(NoteTokens tokens, int from, int to) =>
        PinpointReader.ReadAt(tokens, from, to) is { } pinpoint && pinpoint.Whole.To >= to && !PinpointReader.HoldsYear(tokens, pinpoint.Number);

    private static int SkipMarks(NoteTokens tokens, int i, int to)
    {
        while (i < to && (tokens.Is(i, ',') || tokens.Is(i, ':') || tokens.Is(i, '.')))
        {
            i++;
        }

        return i;
    }
}
