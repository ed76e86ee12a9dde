using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Reads the title and, where there is one, the book or journal in which it stands.</summary>
internal static class TitleReader
{
    private static readonly WordSet Same = new("ders dies idem id eadem dens derselbe dieselbe");

    /// <summary>Reads from the token at which a title may begin; the token after title and container.</summary>
    public static int Read(Draft draft, int from, int to)
    {
        var tokens = draft.Tokens;
        if (from >= to)
        {
            return from;
        }

        // "Smith (1999), Title": the year stands behind the author.
        if (tokens[from].Kind == TokenKind.Opening && draft.Authors.Count > 0)
        {
            if (TitleEnd.IsAside(tokens, from))
            {
                return from;
            }

            if (ImprintReader.ReadBracket(tokens, from, to) is { Place: null, Publisher: null, Year: { } year })
            {
                draft.Year = year;
                from = tokens.Partner(from) + 1;
                while (from < to && (tokens.Is(from, ',') || tokens.Is(from, ':') || tokens.Is(from, '.')))
                {
                    from++;
                }
            }
        }

        if (from >= to)
        {
            return from;
        }

        // "Wood, 25": no title, only a page.
        if (draft.Authors.Count > 0 && PinpointReader.ReadAt(tokens, from, to) is { } only && (only.Whole.To >= to || tokens[only.Whole.To].Kind is TokenKind.Mark or TokenKind.Opening))
        {
            return from;
        }

        if (IsOpCit(tokens, from))
        {
            draft.OpCit = true;
            return OpCitEnd(tokens, from, to);
        }

        if (tokens.QuotationAt(from) is >= 0 and var quotation && tokens.Quotations[quotation].Open == from)
        {
            return AfterQuotation(draft, quotation, to);
        }

        if (tokens[from].Kind == TokenKind.Quote)
        {
            return Unclosed(draft, from, to);
        }

        if (tokens.IsItalic(from))
        {
            var end = ItalicEnd(tokens, from, to);
            draft.Title = ImprintReader.Trimmed(tokens, new TokenRange(from, end));
            draft.TitleIsItalic = true;
            return AfterPlain(draft, end, to);
        }

        var stop = TitleEnd.Find(tokens, from, to, isContainer: false);
        draft.Title = Plain(tokens, from, stop, to);
        return AfterPlain(draft, stop, to);
    }

    /// <summary>Whether <c>op. cit.</c>, <c>loc. cit.</c>, <c>art. cité</c>, <c>a.a.O.</c>, <c>указ. соч.</c> stands there.</summary>
    public static bool IsOpCit(NoteTokens tokens, int i) => OpCitEnd(tokens, i, tokens.Count) > i;

    public static int OpCitEnd(NoteTokens tokens, int i, int to)
    {
        if (i >= to)
        {
            return i;
        }

        if (tokens.Is(i, "op") || tokens.Is(i, "ob") || tokens.Is(i, "loc") || tokens.Is(i, "art") || tokens.Is(i, "ouvr") || tokens.Is(i, "указ") || tokens.Is(i, "ukaz"))
        {
            var next = tokens.Is(i + 1, '.') ? i + 2 : i + 1;
            if (next < to && (tokens.Is(next, "cit") || tokens.Is(next, "cité") || tokens.Is(next, "соч") || tokens.Is(next, "soch") || tokens.Is(next, "cité.")))
            {
                return next + 1 < to && tokens.Is(next + 1, '.') ? next + 2 : next + 1;
            }
        }

        return i + 5 < tokens.Count && i + 5 < to && tokens.Is(i, "a") && tokens.Is(i + 1, '.') && tokens.Is(i + 2, "a") && tokens.Is(i + 4, "o") && tokens.Is(i + 5, '.') ? i + 6 : i;
    }

    private static int AfterQuotation(Draft draft, int quotation, int to)
    {
        var tokens = draft.Tokens;
        var (open, close) = tokens.Quotations[quotation];
        draft.TitleIsQuoted = true;
        draft.Title = ImprintReader.Trimmed(tokens, new TokenRange(open + 1, Math.Min(close, to)));
        return Container(draft, Math.Min(close + 1, to), to);
    }

    // The closing mark is missing: the title goes to ", in" or to its end as a plain title does.
    private static int Unclosed(Draft draft, int open, int to)
    {
        var tokens = draft.Tokens;
        if (open + 1 >= to)
        {
            return to;
        }

        var stop = TitleEnd.Find(tokens, open + 1, to, isContainer: false);
        draft.TitleIsQuoted = true;
        draft.Title = ImprintReader.Trimmed(tokens, new TokenRange(open + 1, stop));
        return Container(draft, stop, to);
    }

    private static int AfterPlain(Draft draft, int stop, int to)
    {
        var tokens = draft.Tokens;
        var next = stop;
        while (next < to && (tokens.Is(next, ',') || tokens.Is(next, '.')))
        {
            next++;
        }

        // "Title, in Container"; "Название // Журнал"
        if (next + 1 < to && (tokens.Is(next, "in") || tokens.Is(next, "dans") || (tokens.Is(next, '/') && tokens.Is(next + 1, '/'))))
        {
            return Container(draft, next, to);
        }

        return draft.TitleIsItalic || stop >= to ? stop : SetApartContainer(draft, stop, next, to);
    }

    // "Title of an article, Journal in italics 5 (1982)"
    private static int SetApartContainer(Draft draft, int stop, int next, int to) => next < to && draft.Tokens.IsItalic(next) ? Container(draft, next, to) : stop;

    private static int Container(Draft draft, int from, int to)
    {
        var tokens = draft.Tokens;
        var i = from;
        while (i < to && (tokens.Is(i, ',') || tokens.Is(i, '.') || tokens.Is(i, '/') || tokens.Is(i, ':')))
        {
            i++;
        }

        if (Dated(draft, i, to) is > 0 and var dated)
        {
            return dated;
        }

        if (i < to && (tokens.Is(i, "in") || tokens.Is(i, "dans") || tokens.Is(i, "en") || tokens.Is(i, "в")) && i + 1 < to)
        {
            draft.IsIn = true;
            i++;
            while (i < to && (tokens.Is(i, ':') || tokens.Is(i, ',') || (tokens.Is(i, "кн") || tokens.Is(i, "сб")) || tokens.Is(i, '.')))
            {
                i++;
            }
        }

        if (i + 1 < to && Same.Contains(tokens, i))
        {
            i++;
            while (i < to && (tokens.Is(i, '.') || tokens.Is(i, ',') || tokens.Is(i, ':')))
            {
                i++;
            }
        }

        if (i >= to)
        {
            return from;
        }

        if (PersonList.Read(tokens, i, to) is { } editors && (editors.AreEditors || (draft.IsIn && IsNamed(tokens, editors, to))))
        {
            draft.Editors.AddRange(editors.Persons);
            draft.IsIn = true;
            i = editors.End;
            while (i < to && (tokens.Is(i, ',') || tokens.Is(i, ':')))
            {
                i++;
            }
        }

        if (i >= to || !BeginsContainer(tokens, i, to))
        {
            return i > from && draft.Editors.Count > 0 ? i : from;
        }

        if (tokens[i].Kind == TokenKind.Quote && tokens.QuotationAt(i) is >= 0 and var quotation && tokens.Quotations[quotation].Open == i && tokens.Quotations[quotation].Close < to && (!draft.TitleIsQuoted || tokens.Is(i, '«')))
        {
            draft.Container = ImprintReader.Trimmed(tokens, new TokenRange(i + 1, tokens.Quotations[quotation].Close));
            return tokens.Quotations[quotation].Close + 1;
        }

        var end = tokens.IsItalic(i) ? ItalicEnd(tokens, i, to) : TitleEnd.Find(tokens, i, to, isContainer: true);
        draft.Container = Plain(tokens, i, end, to);
        return end;
    }

    // "(1994) 57 Modern Law Rev. 467, 468": year and volume before the journal.
    private static int Dated(Draft draft, int open, int to)
    {
        var tokens = draft.Tokens;
        if (open + 4 >= to || tokens[open].Kind != TokenKind.Opening || !Numerals.IsYear(tokens, open + 1) || tokens.Partner(open) != open + 2)
        {
            return 0;
        }

        var name = open + 3;
        name += tokens.Is(name, TokenKind.Number) ? 1 : 0;
        var page = name;
        while (page < to && (tokens[page].Kind == TokenKind.Word || tokens.Is(page, '.') || tokens.Is(page, '&') || tokens.Is(page, ':')) && !(Vocabulary.Pages.Contains(tokens, page) && tokens.Is(page + 1, '.')))
        {
            page++;
        }

        if (page == name || page >= to || !char.IsUpper(tokens.TextOf(name)[0]) || PinpointReader.ReadAt(tokens, page, to) is not { } pinpoint)
        {
            return 0;
        }

        draft.Year = new TokenRange(open + 1, open + 2);
        draft.Volume = name > open + 3 ? new TokenRange(open + 3, name) : default;
        draft.Container = new TokenRange(name, page);
        draft.Pages = pinpoint.Number;
        return pinpoint.Whole.To;
    }

    // "in Gianna Pomata and Nancy Siraisi, Historia": persons, then a comma and a title.
    private static bool IsNamed(NoteTokens tokens, PersonList list, int to)
    {
        var first = list.Persons[0];
        return !first.IsBody && list.End + 1 < to && tokens.Is(list.End, ',') && tokens[list.End + 1].Kind == TokenKind.Word && !Vocabulary.Volume.Contains(tokens, list.End + 1)
            && (first.HasInitials || list.Persons.Count > 1 || (!first.Given.IsEmpty && GivenNames.Words.Contains(tokens, first.Given.From)));
    }

    private static bool BeginsContainer(NoteTokens tokens, int i, int to) =>
        tokens[i].Kind == TokenKind.Word && !Numerals.IsPage(tokens, i)
        && (char.IsUpper(tokens.TextOf(i)[0]) || tokens.IsItalic(i) || !char.IsLower(tokens.TextOf(i)[0]) || (tokens.TextOf(i).Length <= 4 && !Vocabulary.Pages.Contains(tokens, i) && !Vocabulary.Editor.Contains(tokens, i) && !Vocabulary.Translator.Contains(tokens, i) && !Vocabulary.Volume.Contains(tokens, i) && !Vocabulary.PersonJoiners.Contains(tokens, i) && !Vocabulary.Issue.Contains(tokens, i)) || tokens.TextOf(i).Contains('’'))
        && !Vocabulary.Months.Contains(tokens, i) && !TitleEnd.StartsThesis(tokens, i, to) && !((Vocabulary.Volume.Contains(tokens, i) || Vocabulary.Pages.Contains(tokens, i)) && tokens.Is(i + 1, '.'))
        && !tokens.TextOf(i).StartsWith("http", StringComparison.OrdinalIgnoreCase) && !tokens.Is(i, "doi") || tokens[i].Kind == TokenKind.Quote && tokens.QuotationAt(i) >= 0;

    private static int ItalicEnd(NoteTokens tokens, int from, int to)
    {
        var end = from;
        while (end < to && (tokens.IsItalic(end) || (end + 1 < to && tokens[end].Kind is TokenKind.Mark or TokenKind.Quote or TokenKind.Dash && tokens.IsItalic(end + 1) && !tokens.Is(end, ','))))
        {
            end++;
        }

        return Math.Max(end, from + 1);
    }

    // A title keeps the full stop of its last word only where that word is a shortened one: "1918–1953 gg. (Moscow".
    private static TokenRange Plain(NoteTokens tokens, int from, int stop, int to)
    {
        var trimmed = ImprintReader.Trimmed(tokens, new TokenRange(from, stop));
        if (trimmed.To < stop && trimmed.To > from && tokens.Is(trimmed.To, '.') && tokens.Is(stop, '(') && stop < to && tokens.Is(trimmed.To - 1, TokenKind.Word)
            && char.IsLower(tokens.TextOf(trimmed.To - 1)[0]) && tokens[trimmed.To - 1].Span.Length <= 3)
        {
            return trimmed with { To = trimmed.To + 1 };
        }

        return trimmed;
    }
}
