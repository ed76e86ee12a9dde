using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Back;

/// <summary>Reads references that only point: Ibid., Ebd., Там же, <c>See note 37 above</c>, <c>s. Anm. 12</c>. They stand at the beginning of the stretch.</summary>
internal static class BackReferenceGrammar
{
    private static readonly WordSet Plural = new("notes nn fns footnotes endnotes anmerkungen anm fußnoten notas прим примечания");
    private static readonly WordSet Same = new("ibid ibidem ebd ebenda ebendort ibíd ibídem ivi там tam");

    /// <summary>The back reference with which the stretch begins; null where it begins with none.</summary>
    /// <param name="tokens">The note.</param>
    /// <param name="within">The stretch, without what stands before it (<c>and</c>, blanks); a signal may stand in it.</param>
    public static BackReference? Read(NoteTokens tokens, TokenRange within)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return within.IsEmpty ? null : ReadSame(tokens, within) ?? ReadNote(tokens, within);
    }

    /// <summary>Whether an Ibid. stands just before a place: what follows it there belongs to it.</summary>
    public static bool StandsBefore(NoteTokens tokens, int i)
    {
        do
        {
            i--;
        }
        while (tokens.Is(i, ',') || tokens.Is(i, '.') || tokens.Is(i, ':'));

        return IsZhe(tokens, i) ? IsTam(tokens, i - 1) : Same.Contains(tokens, i) && !IsTam(tokens, i);
    }

    // "Там же", "Tam zhe"
    private static bool IsTam(NoteTokens tokens, int i) => tokens.Is(i, "там") || tokens.Is(i, "tam");

    private static bool IsZhe(NoteTokens tokens, int i) => tokens.Is(i, "же") || tokens.Is(i, "zhe");

    // Ibid., 45; Ebd., S. 12; Там же. Л. 5
    private static BackReference? ReadSame(NoteTokens tokens, TokenRange within)
    {
        var i = within.From;
        while (i < within.To && Vocabulary.Signals.Contains(tokens, i) && !Same.Contains(tokens, i) && i < within.From + 3)
        {
            i++;
            while (tokens.Is(i, '.') || tokens.Is(i, ',') || (tokens.Is(i, "a") && tokens.Is(i - 1, '.')))
            {
                i++;
            }
        }

        // "Loc. cit.", "Op. cit., 45", "A.a.O., S. 3": without an author they repeat as Ibid. does.
        var cited = TitleReader.OpCitEnd(tokens, i, within.To);
        if (i >= within.To || (cited == i && !Same.Contains(tokens, i)) || (IsTam(tokens, i) && !IsZhe(tokens, i + 1)) || (tokens.Is(i, "ivi") && !tokens.Is(i + 1, ',') && !tokens.Is(i + 1, '.')))
        {
            return null;
        }

        var word = i;
        var end = cited > i ? cited : IsTam(tokens, i) ? i + 2 : i + 1;
        var wordEnd = end;
        var next = end;
        while (next < within.To && (tokens.Is(next, '.') || tokens.Is(next, ',')))
        {
            next++;
        }

        Field? pages = null;
        var added = next < within.To ? IbidLevels.Read(tokens, next, within.To) : null;
        if (added is not null)
        {
            pages = added.Leaf;
            end = added.End;
        }
        else if (VolumeEnd(tokens, next, within.To) is > 0 and var volume)
        {
            // "Ebd., Bd. 2, 41", "Ibid., III, 392": the place in another volume of the same work.
            end = volume;
            if (volume < within.To && (tokens.Is(volume, ',') || tokens.Is(volume, ':')) && PinpointReader.ReadAt(tokens, volume, within.To) is { } inVolume)
            {
                pages = Field.Of(tokens.Text, tokens.Span(inVolume.Number.From, inVolume.Number.To));
                end = inVolume.Whole.To;
            }
        }
        else if (next < within.To && PinpointReader.ReadAt(tokens, next, within.To) is { } pinpoint)
        {
            pages = Field.Of(tokens.Text, tokens.Span(pinpoint.Number.From, pinpoint.Number.To));
            end = pinpoint.Whole.To;
            // "13 (§ 3)"
            if (end + 1 < within.To && tokens[end].Kind == TokenKind.Opening && tokens.Is(end + 1, '§') && tokens.Partner(end) is var close && close > end && close < within.To)
            {
                pages = Field.Of(tokens.Text, tokens.Span(pinpoint.Number.From, close + 1));
                end = close + 1;
            }
        }
        else if (within.To - next is > 0 and <= 12 && !Vocabulary.Prose.IsIn(tokens, within with { From = next }))
        {
            // "Ibid., vol. 2, p. 45": what follows the word is where in the same work.
            end = within.To;
            pages = PinpointReader.ReadTrailing(tokens, next, end) is { } last ? Field.Of(tokens.Text, tokens.Span(last.Number.From, last.Number.To)) : null;
        }

        return new BackReference
        {
            Span = tokens.Span(word, end),
            Form = ReferenceForm.Ibid,
            Confidence = 0.97,
            Pages = pages,
            Levels = added?.Levels ?? [],
            Word = Field.Of(tokens.Text, tokens.Span(word, IsTam(tokens, word) ? word + 2 : word + 1)),
        };
    }

    // "Bd. 2", "vol. III", "III": the token after it; 0 where no volume is named.
    private static int VolumeEnd(NoteTokens tokens, int i, int to)
    {
        if (i >= to)
        {
            return 0;
        }

        var isNamed = Vocabulary.Volume.Contains(tokens, i);
        var number = !isNamed ? i : tokens.Is(i + 1, '.') ? i + 2 : i + 1;
        var isNumber = number < to && (isNamed ? tokens.Is(number, TokenKind.Number) || Numerals.IsRoman(tokens.TextOf(number)) : Numerals.IsRoman(tokens.TextOf(number)) && char.IsUpper(tokens.TextOf(number)[0]) && tokens.Is(number + 1, ','));
        return isNumber ? number + 1 : 0;
    }

    // See note 37 above; note 28 above; s. Anm. 12; voir supra note 4; см. прим. 5
    private static BackReference? ReadNote(NoteTokens tokens, TokenRange within)
    {
        var i = within.From;
        while (i < within.To && i < within.From + 6 && !IsNoteWord(tokens, i)
            && (Vocabulary.Signals.Contains(tokens, i) || Vocabulary.Direction.Contains(tokens, i) || tokens.Is(i, "wie") || tokens.Is(i, "as") || tokens.Is(i, "in") || tokens.Is(i, "the") || tokens.Is(i, "la") || tokens.Is(i, '.') || tokens.Is(i, ',')))
        {
            i++;
        }

        if (i >= within.To || !IsNoteWord(tokens, i))
        {
            return null;
        }

        var number = i + 1;
        while (tokens.Is(number, '.') || tokens.Is(number, '°') || tokens.Is(number, '#'))
        {
            number++;
        }

        if (number >= within.To || !(tokens.Is(number, TokenKind.Number) || tokens.Is(number, '*')))
        {
            return null;
        }

        var end = number + 1;
        while (end < within.To && (Vocabulary.Direction.Contains(tokens, end) || tokens.Is(end, TokenKind.Dash)) && (Vocabulary.Direction.Contains(tokens, end) || Vocabulary.Direction.Contains(tokens, end + 1)))
        {
            end++;
        }

        Field? pages = null;
        if (end < within.To && tokens.Is(end, ',') && PinpointReader.ReadAt(tokens, end, within.To) is { } pinpoint)
        {
            pages = Field.Of(tokens.Text, tokens.Span(pinpoint.Number.From, pinpoint.Number.To));
            end = pinpoint.Whole.To;
        }

        var first = FirstWord(tokens, within.From, i);
        return new BackReference
        {
            Span = tokens.Span(first, end),
            Form = ReferenceForm.CrossReference,
            Confidence = 0.95,
            Pages = pages,
            Word = Field.Of(tokens.Text, tokens.Span(first, i + 1)),
            TargetLabel = Field.Of(tokens.Text, tokens[number].Span),
        };
    }

    /// <summary>"3 and 4" of <c>See notes 3 and 4</c>: the further number that follows a back reference; null where none does.</summary>
    public static BackReference? ReadFurther(NoteTokens tokens, BackReference before, TokenRange rest)
    {
        var i = rest.From;
        while (i < rest.To && (tokens.Is(i, ',') || tokens.Is(i, '&') || tokens.Is(i, "and") || tokens.Is(i, "et") || tokens.Is(i, "und") || tokens.Is(i, "y") || tokens.Is(i, "e") || tokens.Is(i, "и")))
        {
            i++;
        }

        var word = before.Word.Text.AsSpan();
        var isPlural = Plural.Contains(word[(word.LastIndexOf(' ') + 1)..]);
        if (before.Form != ReferenceForm.CrossReference || !isPlural || before.Pages is not null || i == rest.From || i >= rest.To || !tokens.Is(i, TokenKind.Number) || (i + 1 < rest.To && tokens.Is(i + 1, TokenKind.Word) && !Vocabulary.Direction.Contains(tokens, i + 1) && !tokens.Is(i + 1, "and")))
        {
            return null;
        }

        var end = i + 1;
        while (end < rest.To && Vocabulary.Direction.Contains(tokens, end))
        {
            end++;
        }

        return before with { Span = tokens.Span(i, end), Word = Field.Of(tokens.Text, tokens.Span(i, end)), TargetLabel = Field.Of(tokens.Text, tokens[i].Span) };
    }

    private static bool IsNoteWord(NoteTokens tokens, int i)
    {
        if (!Vocabulary.Note.Contains(tokens, i))
        {
            return false;
        }

        var next = tokens.Is(i + 1, '.') ? i + 2 : i + 1;
        return tokens.Is(next, TokenKind.Number) || tokens.Is(next, '*');
    }

    private static int FirstWord(NoteTokens tokens, int from, int to)
    {
        while (from < to && tokens[from].Kind != TokenKind.Word)
        {
            from++;
        }

        // "and see note 5": the connector is no part of it.
        while (from < to && (tokens.Is(from, "and") || tokens.Is(from, "but") || tokens.Is(from, "und") || tokens.Is(from, "et")))
        {
            from++;
        }

        return from;
    }
}
