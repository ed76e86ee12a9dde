using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Reads what follows a title or a container, part after part: editors, volume, issue, imprint, pages, address. Stops at what it does not know.</summary>
internal static class TailReader
{
    /// <summary>Reads from <paramref name="from"/> on into the draft; the token after the last that was understood.</summary>
    public static int Read(Draft draft, int from, int to)
    {
        var tokens = draft.Tokens;
        var i = from;
        var end = from;
        while (i < to)
        {
            if (tokens.Is(i, ',') || tokens.Is(i, '.') || tokens.Is(i, ':') || tokens.Is(i, '–') || tokens.Is(i, '/') || (tokens[i].Kind == TokenKind.Quote && tokens.QuotationAt(i) < 0))
            {
                i++;
                continue;
            }

            var next = Part(draft, i, to);
            if (next <= i)
            {
                break;
            }

            i = end = next;
        }

        return end;
    }

    private static int Part(Draft draft, int i, int to)
    {
        var tokens = draft.Tokens;
        if (tokens[i].Kind == TokenKind.Opening)
        {
            return Bracket(draft, i, to);
        }

        if (TitleReader.IsOpCit(tokens, i) || tokens.Is(i, "cit"))
        {
            draft.OpCit = true;
            return TitleReader.IsOpCit(tokens, i) ? TitleReader.OpCitEnd(tokens, i, to) : i + 1;
        }

        if (TitleEnd.NamedNoteEnd(tokens, i, to, out var number) is > 0 and var named)
        {
            draft.NamedNote = new TokenRange(number, number + 1);
            return named;
        }

        // "op. cit., n. 24, p. 5"
        if (draft.OpCit && draft.NamedNote.IsEmpty && Vocabulary.Note.Contains(tokens, i) && (tokens.Is(i + 1, '.') ? i + 2 : i + 1) is var note && note < to && tokens.Is(note, TokenKind.Number))
        {
            draft.NamedNote = new TokenRange(note, note + 1);
            return note + 1;
        }

        if (Persons(draft, i, to) is > 0 and var persons)
        {
            return persons;
        }

        if (AddressReader.Read(draft, i, to) is > 0 and var address)
        {
            return address;
        }

        // "(London: Murray, 1899), 1: 133", "History (n. 19), 1: 19"
        if ((draft.HasImprint || !draft.NamedNote.IsEmpty) && draft.Volume.IsEmpty && draft.Pages.IsEmpty && tokens.Is(i, TokenKind.Number) && tokens[i].Span.Length <= 3 && tokens.Is(i + 1, ':') && i + 2 < to && PinpointReader.ReadAt(tokens, i + 2, to) is { } inVolume)
        {
            draft.Volume = new TokenRange(i, i + 1);
            draft.Pages = inVolume.Number;
            return inVolume.Whole.To;
        }

        if (VolumeReader.Read(draft, i, to) is > 0 and var numbered)
        {
            return numbered;
        }

        if (tokens.Is(i, TokenKind.Number) && tokens.Is(i + 1, "cong"))
        {
            draft.IsCongress = true;
            return CongressEnd(tokens, i, to);
        }

        // "Bingham to Fish, January 19, 1875, in Foreign Relations, 1875": the document's date stands before the container.
        if (draft.Container.IsEmpty && tokens.Is(i, "in") && i + 1 < to && char.IsUpper(tokens.TextOf(i + 1)[0]) && !draft.Title.IsEmpty && draft.Year.Length >= 3)
        {
            draft.IsIn = true;
            var stop = TitleEnd.Find(tokens, i + 1, to, isContainer: true);
            draft.Container = ImprintReader.Trimmed(tokens, new TokenRange(i + 1, stop));
            draft.Year = default;
            return stop;
        }

        if (TitleEnd.StartsThesis(tokens, i, to))
        {
            draft.IsThesis = true;
            var stop = i;
            while (stop < to && !tokens.Is(stop, ',') && tokens[stop].Kind != TokenKind.Opening)
            {
                stop++;
            }

            return stop;
        }

        if (TitleEnd.StartsEdition(tokens, i, to))
        {
            var stop = i;
            while (stop < to && !tokens.Is(stop, ',') && tokens[stop].Kind != TokenKind.Opening)
            {
                stop++;
            }

            draft.Edition = new TokenRange(i, stop);
            return stop;
        }

        if (TitleEnd.SeriesEnd(tokens, i, to) is > 0 and var series)
        {
            draft.Series = ImprintReader.Trimmed(tokens, new TokenRange(i, series));
            return series;
        }

        if (draft.Year.IsEmpty && !draft.HasImprint && i > draft.Within.From && FreeImprint.Find(tokens, Math.Max(draft.Within.From, i - 2), to) is { } imprint && imprint.Whole.From == i - 1)
        {
            draft.Take(imprint);
            return imprint.Whole.To;
        }

        return YearOrPages(draft, i, to);
    }

    // "44th Cong., 1st Sess., H. Rpt. 787 (Ser. 1713)"
    private static int CongressEnd(NoteTokens tokens, int i, int to)
    {
        while (i < to && !(tokens.Is(i, ',') && PinpointReader.ReadAt(tokens, i, to) is { IsAnnounced: true }))
        {
            i = tokens[i].Kind == TokenKind.Opening && tokens.Partner(i) is var close && close > i && close < to ? close + 1 : i + 1;
        }

        return i;
    }

    private static int Bracket(Draft draft, int open, int to)
    {
        var tokens = draft.Tokens;
        var close = tokens.Partner(open);
        if (close < 0 && TitleEnd.IsAside(tokens, open))
        {
            var number = tokens.Is(open + 1, TokenKind.Number) ? open + 1 : tokens.Is(open + 2, TokenKind.Number) ? open + 2 : tokens.Is(open + 3, TokenKind.Number) ? open + 3 : to;
            draft.NamedNote = number < to ? new TokenRange(number, number + 1) : default;
            return number < to ? number + 1 : 0;
        }

        if (close < 0 || close >= to)
        {
            return 0;
        }

        if (TitleEnd.IsAside(tokens, open))
        {
            for (var i = open + 1; i < close; i++)
            {
                if (tokens.Is(i, TokenKind.Number))
                {
                    draft.NamedNote = new TokenRange(i, i + 1);
                    return close + 1;
                }
            }
        }

        if (TitleEnd.Introduced(tokens, open) is { IsEmpty: false } abbreviation)
        {
            draft.Abbreviation = abbreviation;
            return close + 1;
        }

        if (draft.Year.IsEmpty && ImprintReader.ReadBracket(tokens, open, to) is { } imprint)
        {
            draft.Take(imprint);
            return close + 1;
        }

        // "Records of the Fort, 1752, vol. 80 (Madras: Government Press, 1941)": the year before was the title's.
        if (!draft.HasImprint && draft.Year.Length == 1 && draft.Container.IsEmpty && ImprintReader.ReadBracket(tokens, open, to) is { Place: not null, Publisher: not null, Year: not null } published)
        {
            draft.Title = !draft.Title.IsEmpty && draft.Year.From - draft.Title.To is 0 or 1 ? draft.Title with { To = draft.Year.To } : draft.Title;
            draft.Year = default;
            draft.Take(published);
            return close + 1;
        }

        if (draft.Issue.IsEmpty && !draft.Volume.IsEmpty && tokens.Is(open + 1, TokenKind.Number) && close == open + 2)
        {
            draft.Issue = new TokenRange(open + 1, close);
            return close + 1;
        }

        // "(Lot File 13D289)", "(Ser. 3224)", "(2007)" again: a few words that belong to what stands before.
        return close - open <= 6 && tokens.Is(close + 1, ',') ? close + 1 : 0;
    }

    // "ed. Marland and Pelling", "trans. Thomas Dunlap", "hg. v. X", "edited by X", "sous la direction de X", "под ред. X"
    private static int Persons(Draft draft, int i, int to)
    {
        var tokens = draft.Tokens;
        var isEditor = Vocabulary.Editor.Contains(tokens, i);
        var isTranslator = Vocabulary.Translator.Contains(tokens, i);
        if (!isEditor && !isTranslator)
        {
            return PersonList.Read(tokens, i, to) is { AreEditors: true } named && draft.Editors.Count == 0 && Take(draft.Editors, named) ? named.End : 0;
        }

        var at = i + 1;
        while (at < to && (tokens.Is(at, '.') || tokens.Is(at, "by") || tokens.Is(at, "par") || tokens.Is(at, "von") || tokens.Is(at, "v") || tokens.Is(at, "la") || tokens.Is(at, "direction") || tokens.Is(at, "dir") || tokens.Is(at, "de") || tokens.Is(at, "di")
            || tokens.Is(at, "ред") || tokens.Is(at, "редакцией") || tokens.Is(at, "and") || tokens.Is(at, "with") || tokens.Is(at, "an") || tokens.Is(at, "introduction") || Vocabulary.Translator.Contains(tokens, at) || Vocabulary.Editor.Contains(tokens, at)))
        {
            isTranslator |= Vocabulary.Translator.Contains(tokens, at) && !isEditor;
            at++;
        }

        if (at >= to || PersonList.Read(tokens, at, to) is not { } list)
        {
            return 0;
        }

        Take(isTranslator ? draft.Translators : draft.Editors, list);
        return list.End;
    }

    private static bool Take(List<PersonTokens> into, PersonList list)
    {
        into.AddRange(list.Persons);
        return true;
    }

    private static int YearOrPages(Draft draft, int i, int to)
    {
        var tokens = draft.Tokens;
        if (NewspaperDate.Read(tokens, i, to) is { IsEmpty: false } date && draft.Year.IsEmpty)
        {
            // A month without a day dates a journal: its year is the year.
            draft.Year = NewspaperDate.HasDay(tokens, date) ? date : new TokenRange(date.To - 1, date.To);
            return date.To;
        }

        if (draft.Year.IsEmpty && Numerals.IsYear(tokens, i) && (i + 1 >= to || tokens[i + 1].Kind is TokenKind.Mark or TokenKind.Dash))
        {
            var end = i + 2 < to && tokens.Is(i + 1, TokenKind.Dash) && tokens.Is(i + 2, TokenKind.Number) ? i + 3 : i + 1;
            draft.Year = new TokenRange(i, end);
            return end;
        }

        if (PinpointReader.ReadAt(tokens, i, to) is { } pinpoint && draft.Pages.IsEmpty)
        {
            draft.Pages = pinpoint.Number;
            return pinpoint.Whole.To;
        }

        return 0;
    }
}
