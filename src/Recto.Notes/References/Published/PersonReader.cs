using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>One name as read: its tokens, and where in them the family name stands.</summary>
internal readonly record struct PersonTokens(TokenRange Whole, TokenRange Family, TokenRange Given, bool HasInitials, int Words, bool IsBody)
{
    public PersonName ToName(NoteTokens tokens)
    {
        string Cut(TokenRange range) => tokens.Text[tokens[range.From].Start..tokens[range.To - 1].End];
        if (!HasInitials && GluedAt(tokens.TextOf(Whole.From)) is > 0 and var glued && Whole.To - Whole.From == Words)
        {
            var start = tokens[Whole.From].Start;
            return new PersonName(tokens.Text[start..(start + glued)], tokens.Text[(start + glued)..tokens[Whole.To - 1].End], tokens.Span(Whole.From, Whole.To));
        }

        return new PersonName(Cut(Family), Given.IsEmpty ? null : Cut(Given), tokens.Span(Whole.From, Whole.To));
    }

    // "HallSherwin": files whose marked-up names lost the blank between them. "McNeill", "DeWitt", "O’Brien" are one name.
    private static int GluedAt(ReadOnlySpan<char> word)
    {
        for (var i = 3; i + 2 < word.Length; i++)
        {
            if (char.IsUpper(word[i]) && char.IsLower(word[i - 1]) && char.IsLower(word[i + 1]))
            {
                return word[..i] is "Mac" or "Fitz" or "Van" or "Von" or "Del" ? 0 : i;
            }
        }

        return 0;
    }
}

/// <summary>Reads one name of a person or body: <c>G.-H. Soutou</c>, <c>J. Calvitt Clarke III</c>, <c>Jean de Lattre de Tassigny</c>, <c>Иванов И. И.</c></summary>
internal static class PersonReader
{
    private const int MostWords = 8;

    /// <summary>The name that begins at <paramref name="from"/>; null where none does.</summary>
    public static PersonTokens? Read(NoteTokens tokens, int from, int to)
    {
        var i = from;
        while (i < to && Vocabulary.Ranks.Contains(tokens, i) && char.IsUpper(tokens.TextOf(i)[0]) && i + 1 < to && !(tokens.Is(i + 1, ',') && TitleReader.IsOpCit(tokens, i + 2)))
        {
            i = tokens.Is(i + 1, '.') ? i + 2 : i + 1;
        }

        var start = i;
        int words = 0, initials = 0, names = 0, particle = -1, lastName = -1, lastInitial = -1, end = i, firstName = -1;
        var isBody = false;
        while (i < to && words < MostWords)
        {
            if (tokens[i].Kind != TokenKind.Word)
            {
                if (initials > 0 && tokens.Is(i, TokenKind.Dash) && !tokens.HasGapBefore(i) && InitialEnd(tokens, i + 1, to) > 0 && end == i)
                {
                    i++;
                    continue;
                }

                break;
            }

            if (InitialEnd(tokens, i, to) is > 0 and var after)
            {
                initials++;
                words++;
                lastInitial = i;
                i = end = after;
                continue;
            }

            var text = tokens.TextOf(i);
            if (IsName(text) && !(names > 0 && tokens.Is(i, "in")))
            {
                // "Иванов И. И. Название": what follows the initials is the title. "John F. Kennedy" goes on.
                if (names == 1 && initials > 0 && lastInitial > firstName && (initials > 1 || text[0] > '\u03FF') && !GivenNames.Words.Contains(tokens, firstName))
                {
                    break;
                }

                words++;
                names++;
                isBody |= Vocabulary.Bodies.Contains(tokens, i);
                firstName = firstName < 0 ? i : firstName;
                if (Vocabulary.Suffixes.Contains(tokens, i) && names > 1)
                {
                    names--;
                }
                else
                {
                    if (particle < 0 && Vocabulary.Particles.Contains(tokens, i) && text.Length > 1 && i + 1 < to && tokens.Is(i + 1, TokenKind.Word))
                    {
                        particle = i;
                    }

                    lastName = i;
                }

                i = end = i + 1;
                if (tokens.Is(i, '.') && i + 1 < to && Vocabulary.Suffixes.Contains(tokens, i - 1) && names > 0)
                {
                    end = ++i;
                }
            }
            else if (i + 1 < to && (Vocabulary.Particles.Contains(tokens, i) || (isBody && tokens.Is(i, "of"))) && LeadsToName(tokens, i + 1, to))
            {
                particle = particle < 0 && !isBody ? i : particle;
                words++;
                i++;
            }
            else
            {
                break;
            }
        }

        if (names == 0 || lastName < 0 || (words == 1 && Numerals.IsRoman(tokens.TextOf(lastName))))
        {
            return null;
        }

        return Divide(tokens, start, end, particle, firstName, lastName, lastInitial, initials, words, isBody, to);
    }

    private static PersonTokens Divide(NoteTokens tokens, int start, int end, int particle, int firstName, int lastName, int lastInitial, int initials, int words, bool isBody, int to)
    {
        // "Иванов И. И.": the initials follow the family name.
        var turned = initials > 0 && lastInitial > lastName;
        var familyFrom = turned || isBody ? start : particle >= 0 && particle <= lastName ? particle : lastName;
        var familyTo = turned ? Math.Min(lastName + 1, end) : end;
        var given = turned ? new TokenRange(familyTo, end) : new TokenRange(start, familyFrom);
        if (IsSuffixApart(tokens, end, to) && given.Length > 0 && !turned)
        {
            end = familyTo = tokens.Is(end + 2, '.') ? end + 3 : end + 2;
        }

        var wholeEnd = Gloss(tokens, end, to);
        return new PersonTokens(new TokenRange(start, wholeEnd), new TokenRange(familyFrom, familyTo), given, initials > 0, words, isBody);
    }

    // "Martin King, Jr., Title"
    private static bool IsSuffixApart(NoteTokens tokens, int comma, int to) =>
        comma + 2 < to && tokens.Is(comma, ',') && (tokens.Is(comma + 1, "Jr") || tokens.Is(comma + 1, "Sr")) && (tokens.Is(comma + 2, '.') || tokens.Is(comma + 2, ','));

    /// <summary>The end of an initial or shortened given name that begins at the token (<c>G.</c>, <c>Iu.</c>, <c>Ch.</c>); 0 where none does.</summary>
    public static int InitialEnd(NoteTokens tokens, int i, int to)
    {
        if (i + 1 >= to || tokens[i].Kind != TokenKind.Word || !tokens.Is(i + 1, '.') || tokens.HasGapBefore(i + 1))
        {
            return 0;
        }

        var text = tokens.TextOf(i);
        return text.Length <= 2 && char.IsUpper(text[0]) && (text.Length == 1 || char.IsLower(text[1])) ? i + 2 : 0;
    }

    /// <summary>Whether the word looks like a name: a capital, after an elided particle too (<c>d’Encausse</c>).</summary>
    public static bool IsName(ReadOnlySpan<char> word)
    {
        if (char.IsUpper(word[0]))
        {
            return true;
        }

        // "al-Masri", "el-Sayed"
        if (word.Length > 4 && word[2] == '-' && char.IsUpper(word[3]) && word[0] is ('a' or 'e'))
        {
            return true;
        }

        return word.Length > 3 && word[1] is '’' or '\'' && char.IsUpper(word[2]);
    }

    // "S. Dullen (Sabine Dullin)", "E.A. Ris, (E.A. Rees)": another spelling of the same person.
    private static int Gloss(NoteTokens tokens, int end, int to)
    {
        var open = tokens.Is(end, ',') ? end + 1 : end;
        if (open >= to || !tokens.Is(open, '(') && !tokens.Is(open, '[') || tokens.Partner(open) is var close && (close < 0 || close >= to))
        {
            return end;
        }

        close = tokens.Partner(open);
        return close - open is > 2 and < 14 && !Vocabulary.Editor.Contains(tokens, open + 1) && !Vocabulary.Bodies.Contains(tokens, open + 1)
            && Read(tokens, open + 1, close) is { } inner && inner.Whole.To == close && inner.Words >= 2 ? close + 1 : end;
    }

    private static bool LeadsToName(NoteTokens tokens, int i, int to)
    {
        for (var k = 0; k < 3 && i < to; k++, i++)
        {
            if (tokens[i].Kind != TokenKind.Word)
            {
                return false;
            }

            if (IsName(tokens.TextOf(i)))
            {
                return true;
            }

            if (!Vocabulary.Particles.Contains(tokens, i))
            {
                return false;
            }
        }

        return false;
    }
}
