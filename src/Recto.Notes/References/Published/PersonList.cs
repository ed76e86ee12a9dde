using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Several names, and what is said of them.</summary>
internal sealed record PersonList(IReadOnlyList<PersonTokens> Persons, int End, bool AreEditors)
{
    /// <summary>Index of the token at which the names begin.</summary>
    public required int Start { get; init; }

    /// <summary>
    /// The list of persons that begins at <paramref name="from"/>; null where none does. <see cref="End"/> is the token after the last name (and after <c>(eds.)</c>, <c>et al.</c>).
    /// A comma joins two names only where the list is closed by a joiner or by an editor's mark, or where both names have initials: else it ends the list, for a title follows a name by a comma too.
    /// </summary>
    public static PersonList? Read(NoteTokens tokens, int from, int to)
    {
        if (PersonReader.Read(tokens, from, to) is not { } first)
        {
            return null;
        }

        var persons = new List<PersonTokens>(1) { Turned(tokens, first, to) };
        var i = persons[0].Whole.To;
        var sure = 1;
        var sureEnd = i;
        var isTurned = persons[0].Whole.To > first.Whole.To && persons[0].HasInitials;
        while (persons.Count < 40 && NextName(tokens, i, to, out var joined) is { } next)
        {
            next = isTurned && Turned(tokens, next, to) is { HasInitials: true } turned ? turned : next;
            // Inside a list a comma must not swallow the first word of a title.
            persons.Add(next);
            i = next.Whole.To;
            if (joined || (next.HasInitials && persons[^2].HasInitials))
            {
                sure = persons.Count;
                sureEnd = i;
            }

            if (joined && !tokens.Is(i, ','))
            {
                break;
            }
        }

        if (EditorMark(tokens, i, to) is > 0 and var marked)
        {
            return new PersonList(persons, marked, true) { Start = from };
        }

        var kept = Believable(tokens, persons, sure, sureEnd, to) ? sure : 1;
        persons.RemoveRange(kept, persons.Count - kept);
        var end = Others(tokens, persons[^1].Whole.To, to);
        return EditorMark(tokens, end, to) is > 0 and var mark ? new PersonList(persons, mark, true) { Start = from } : new PersonList(persons, end, false) { Start = from };
    }

    // "Scott, War and Peace, 5": after a list of persons there must be words, not a number; and names of one list are of one build.
    private static bool Believable(NoteTokens tokens, List<PersonTokens> persons, int sure, int end, int to)
    {
        if (sure == 1)
        {
            return true;
        }

        // "Петров И. И., Сидоров А. А. История": the last initial's full stop parts too.
        var last = persons[sure - 1];
        var isTurned = last.HasInitials && last.Given.From > last.Family.From;
        var next = tokens.Is(end, ',') || tokens.Is(end, ':') || tokens.Is(end, '.') ? end + 1 : end;
        if (next < to && next == end && tokens.QuotationAt(next) < 0 && !tokens.IsItalic(next) && !isTurned)
        {
            return false;
        }

        if (next >= to || tokens[next].Kind == TokenKind.Number || Vocabulary.Volume.Contains(tokens, next) || (Vocabulary.Pages.Contains(tokens, next) && tokens.Is(next + 1, '.')))
        {
            return false;
        }

        var bare = persons.Take(sure).Count(person => person.Words == 1);
        return bare == 0 || bare == sure || (next < to && (tokens.QuotationAt(next) >= 0 || TitleReader.IsOpCit(tokens, next)));
    }

    private static PersonTokens? NextName(NoteTokens tokens, int i, int to, out bool joined)
    {
        joined = false;
        var next = i;
        if (next < to && (tokens.Is(next, ',') || tokens.Is(next, '/')))
        {
            next++;
        }

        // "M. Bianchi – G. Verdi"
        if (next == i && next + 1 < to && tokens.Is(next, TokenKind.Dash) && tokens.HasGapBefore(next) && tokens.HasGapBefore(next + 1) && PersonReader.Read(tokens, next + 1, to) is { HasInitials: true } dashed)
        {
            joined = true;
            return dashed;
        }

        if (next < to && (Vocabulary.PersonJoiners.Contains(tokens, next) || tokens.Is(next, '&')) && (tokens[next].Kind != TokenKind.Word || char.IsLower(tokens.TextOf(next)[0])))
        {
            joined = true;
            next++;
        }

        if (next == i || next >= to || PersonReader.Read(tokens, next, to) is not { } person)
        {
            return null;
        }

        return person.IsBody && !joined ? null : person;
    }

    // "Smith, J.A., Title", "Smith, John A., Title": the given names follow the family name by a comma.
    private static PersonTokens Turned(NoteTokens tokens, PersonTokens first, int to)
    {
        var comma = first.Whole.To;
        if (first.HasInitials || first.IsBody || first.Words > 3 || !tokens.Is(comma, ',') || comma + 1 >= to || first.Given.Length > 0)
        {
            return first;
        }

        var i = comma + 1;
        var initials = 0;
        var names = 0;
        while (i < to && names < 2)
        {
            if (PersonReader.InitialEnd(tokens, i, to) is > 0 and var end)
            {
                initials++;
                i = end;
            }
            else if (tokens.Is(i, TokenKind.Dash) && initials > 0 && !tokens.HasGapBefore(i))
            {
                i++;
            }
            else if (tokens[i].Kind == TokenKind.Word && names + initials == 0 && PersonReader.IsName(tokens.TextOf(i)))
            {
                names++;
                i++;
            }
            else
            {
                break;
            }
        }

        var stops = i < to && (tokens.Is(i, ',') || tokens.Is(i, '(') || tokens.Is(i, ':') || tokens.Is(i, "and") || tokens.Is(i, "et") || tokens.QuotationAt(i) >= 0 || (initials > 0 && names == 0) || tokens.Is(i, '.'));
        // "Cartwright, Martin and Thomson": three family names.
        if (initials == 0 && i + 1 < to && Vocabulary.PersonJoiners.Contains(tokens, i) && first.Words == 1 && PersonReader.Read(tokens, i + 1, to) is { Words: 1 })
        {
            return first;
        }

        var named = names == 0 || (GivenNames.Words.Contains(tokens, comma + 1) && i + 1 < to && !tokens.Is(i + 1, TokenKind.Number));
        return stops && named && initials + names > 0
            ? first with { Whole = new TokenRange(first.Whole.From, i), Given = new TokenRange(comma + 1, i), HasInitials = initials > 0, Words = first.Words + initials + names }
            : first;
    }

    // "et al.", "u. a.", "и др."
    private static int Others(NoteTokens tokens, int end, int to)
    {
        var i = tokens.Is(end, ',') ? end + 1 : end;
        if (i + 1 < to && ((tokens.Is(i, "et") && tokens.Is(i + 1, "al")) || (tokens.Is(i, "and") && tokens.Is(i + 1, "others")) || (tokens.Is(i, "и") && tokens.Is(i + 1, "др")) || (tokens.Is(i, "u") && tokens.Is(i + 2, "a"))))
        {
            i += tokens.Is(i, "u") ? 3 : 2;
            return i < to && tokens.Is(i, '.') ? i + 1 : i;
        }

        // "Stapleton (with Louise McCready)"
        if (end + 2 < to && tokens.Is(end, '(') && tokens.Is(end + 1, "with") && tokens.Partner(end) is var close && close > end && close < to && close - end < 14)
        {
            return close + 1;
        }

        return end;
    }

    // "(eds.)", "(ed.)", ", eds.,", "(Hg.)", "(dir.)", "(a cura di)"; 0 where none follows.
    private static int EditorMark(NoteTokens tokens, int end, int to)
    {
        var i = Others(tokens, end, to);
        i = tokens.Is(i, ',') ? i + 1 : i;
        if (i < to && tokens[i].Kind == TokenKind.Opening && tokens.Partner(i) is var close && close > i && close < to && close - i < 8)
        {
            return Vocabulary.Editor.Contains(tokens, i + 1) || (tokens.Is(i + 1, "a") && tokens.Is(i + 2, "cura")) ? close + 1 : 0;
        }

        if (i < to && Vocabulary.Editor.Contains(tokens, i) && (tokens.Is(i + 1, '.') || tokens.Is(i + 1, ',')) && !tokens.Is(i, "sous") && !tokens.Is(i, "под"))
        {
            return tokens.Is(i + 1, '.') ? i + 2 : i + 1;
        }

        return 0;
    }
}
