using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>A date as printed.</summary>
/// <param name="Day">The day as printed, also one that there is not.</param>
/// <param name="Month">Its number as printed, also one that there is not.</param>
/// <param name="Year">0 where none is printed.</param>
/// <param name="Span">From the day to the year.</param>
internal readonly record struct PrintedDate(int Day, int Month, int Year, TextSpan Span);

/// <summary>Finds dates that name a day, in words (<c>31 June 1935</c>, <c>31. Juni 1935</c>, <c>June 31, 1935</c>) or figures (<c>31.06.1935</c>, <c>1935-06-31</c>); only what can hardly be anything else.</summary>
internal static class DateFinder
{
    private static readonly WordSet Before = new("on of from dated date the since until till to accessed vom am zum den dem bis seit ab du le au dès dal del el da di от до с к de desde hasta stand abgerufen zugriff consulté consulta обращения");
    private static readonly WordSet Joins = new("of de di");
    private static readonly WordSet Endings = new("го е ого ое er st nd rd th");

    /// <summary>The dates of a note, in order; a part of an address is none.</summary>
    public static IEnumerable<PrintedDate> Find(NoteTokens tokens, Addresses addresses, bool hasDottedDays)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var date = tokens[i].Kind switch
            {
                TokenKind.Word when Months.Of(tokens.TextOf(i)) is > 0 and var month => DayFirst(tokens, i, month, hasDottedDays) ?? MonthFirst(tokens, i, month),
                TokenKind.Number => InFigures(tokens, i),
                _ => null,
            };
            if (date is { } found && !addresses.Contains(found.Span.Start))
            {
                yield return found;
            }
        }
    }

    private static PrintedDate? DayFirst(NoteTokens tokens, int month, int number, bool hasDottedDays)
    {
        var at = month - 1;
        at -= Joins.Contains(tokens, at) ? 1 : 0;
        at -= Endings.Contains(tokens, at) && tokens.Is(at - 1, TokenKind.Dash) ? 2 : 0;
        if (tokens.Is(at, '.'))
        {
            // "p. 31. April 1935 was": only where days bear a stop.
            if (!hasDottedDays && !Before.Contains(tokens, at - 2))
            {
                return null;
            }

            at--;
        }

        if (DayOf(tokens, at) is not (> 0 and var day) || IsNumbered(tokens, at))
        {
            return null;
        }

        var year = month + 1;
        while (year < month + 4 && (tokens.Is(year, ',') || tokens.Is(year, '.') || tokens.Is(year, "de") || tokens.Is(year, "del")))
        {
            year++;
        }

        var value = Math.Max(0, Digits.Year(tokens, year));
        // A title may be "31 June"; with a year or a preposition it is a date. A number above 31 may also be an issue: "Past, 47 May 1970".
        var isAnnounced = Before.Contains(tokens, at - 1);
        if ((value == 0 && (!isAnnounced || tokens.QuotationAt(at) >= 0)) || (day > 31 && (!isAnnounced || value == 0)) || IsDoubleYear(tokens, year, value))
        {
            return null;
        }

        return new PrintedDate(day, number, value, tokens.Span(at, (value > 0 ? year : month) + 1));
    }

    private static PrintedDate? MonthFirst(NoteTokens tokens, int month, int number)
    {
        var at = tokens.Is(month + 1, '.') ? month + 2 : month + 1;
        if (DayOf(tokens, at) is not (> 0 and var day) || !tokens.Is(at + 1, ',') || Digits.Year(tokens, at + 2) is not (> 0 and var year) || IsDoubleYear(tokens, at + 2, year) || !char.IsUpper(tokens.TextOf(month)[0]))
        {
            return null;
        }

        return new PrintedDate(day, number, year, tokens.Span(month, at + 3));
    }

    // "31.06.1935", "31. 6. 1935", "31/06/1935", "1935-06-31"
    private static PrintedDate? InFigures(NoteTokens tokens, int i)
    {
        if (i + 4 >= tokens.Count || tokens[i + 1].Span.Length != 1 || tokens.Text[tokens[i + 1].Start] is not ('.' or '/' or '-' or '‑') || !tokens.Is(i + 3, tokens.Text[tokens[i + 1].Start])
            || IsSeparator(tokens, i - 1) || (IsSeparator(tokens, i + 5) && tokens.Is(i + 6, TokenKind.Number) && !tokens.HasGapBefore(i + 6)) || IsNumbered(tokens, i))
        {
            return null;
        }

        var mark = tokens.Text[tokens[i + 1].Start];
        if (tokens.HasGapBefore(i + 1) || tokens.HasGapBefore(i + 3) || (mark != '.' && (tokens.HasGapBefore(i + 2) || tokens.HasGapBefore(i + 4))) || !tokens.Is(i + 2, TokenKind.Number))
        {
            return null;
        }

        var isIso = mark is '-' or '‑';
        var (year, day) = isIso ? (Digits.Year(tokens, i), Short(tokens, i + 4)) : (Digits.Year(tokens, i + 4), Short(tokens, i));
        var month = Short(tokens, i + 2);
        // Call numbers are written with slashes, and Americans put the month first.
        if (year < 0 || day < 1 || month < 1 || (mark == '/' && !IsAnnounced(tokens, i)) || (month > 12 && (day <= 12 || !IsAnnounced(tokens, i))))
        {
            return null;
        }

        return day > 31 ? null : new PrintedDate(day, month, year, tokens.Span(i, i + 5));
    }

    private static bool IsAnnounced(NoteTokens tokens, int i) => Before.Contains(tokens, tokens.Is(i - 1, ':') ? i - 2 : i - 1);

    private static int Short(NoteTokens tokens, int i) => tokens.Is(i, TokenKind.Number) && tokens[i].Span.Length <= 2 ? Digits.Value(tokens, i) : -1;

    // "31", "31st", "1er"
    private static int DayOf(NoteTokens tokens, int i)
    {
        if (!tokens.Is(i, TokenKind.Number))
        {
            return -1;
        }

        var text = tokens.TextOf(i);
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        return digits is 1 or 2 && (digits == text.Length || Endings.Contains(text[digits..])) ? Digits.Value(text[..digits]) : -1;
    }

    // "no. 31 June 1935", "№ 31", "12/31", "1:31", "12, 31 June": the number counts something else.
    private static bool IsNumbered(NoteTokens tokens, int at)
    {
        var before = at - 1;
        if (tokens.Is(before, TokenKind.Dash) && tokens.Is(before - 1, TokenKind.Number))
        {
            before -= 2;
        }

        if (before < 0)
        {
            return false;
        }

        if (tokens.Is(before, '№') || tokens.Is(before, '#') || tokens.Is(before, '/') || tokens.Is(before, '°') || tokens.Is(before, 'º') || tokens.Is(before, TokenKind.Number) || (tokens.Is(before, ':') && !tokens.HasGapBefore(at)))
        {
            return true;
        }

        var word = tokens.Is(before, '.') ? before - 1 : before;
        return Vocabulary.Volume.Contains(tokens, word) || Vocabulary.Issue.Contains(tokens, word) || Vocabulary.Note.Contains(tokens, word)
            || (Vocabulary.Pages.Contains(tokens, word) && !Before.Contains(tokens, word)) || (tokens.Is(before, ',') && tokens.Is(before - 1, TokenKind.Number) && tokens[before - 1].Span.Length < 4);
    }

    // "29 February 1747/8" counts the year in two ways.
    private static bool IsDoubleYear(NoteTokens tokens, int year, int value) => value > 0 && (tokens.Is(year + 1, '/') || tokens.Is(year + 1, TokenKind.Dash)) && tokens.Is(year + 2, TokenKind.Number) && !tokens.HasGapBefore(year + 2);

    private static bool IsSeparator(NoteTokens tokens, int i) => tokens.Is(i, '/') || ((tokens.Is(i, '.') || tokens.Is(i, TokenKind.Dash)) && tokens.Is(i + 1, TokenKind.Number) && !tokens.HasGapBefore(i + 1));
}
