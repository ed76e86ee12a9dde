using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0523: days are written in two ways within one language (12 May 1935, May 12, 1935, 12th May 1935; 12. Mai 1935, 12.5.1935). Quotations and titles keep what they have.</summary>
internal sealed class DateStyleChanges : HabitCheck
{
    private const string DayFirst = "with the day first (12 May 1935)";
    private const string MonthFirst = "with the month first (May 12, 1935)";
    private const string Ordinal = "with an ordinal (12th May 1935)";
    private const string Figures = "in figures only";
    private const string Words = "with the month in letters";
    private const int LongestInFigures = 10;

    private static readonly (string Language, WordSet Months)[] Months =
    [
        ("en", new WordSet("January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")),
        ("de", new WordSet("Januar Februar März Mai Juni Juli Oktober Dezember Jänner")),
        ("fr", new WordSet("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")),
        ("ru", new WordSet("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")),
        ("es", new WordSet("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")),
        ("it", new WordSet("gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre")),
    ];

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0523", "date-style-changes", "Days are written in two ways", Severity.Advice);

    private protected override string Subject(string scope) => "A date";

    private protected override string Verb(string scope) => "is written";

    private protected override string? Wanted(HouseStyle style, string scope) => scope != "order" ? null : style.Dates switch
    {
        DateOrder.DayFirst => DayFirst,
        DateOrder.MonthFirst => MonthFirst,
        _ => null,
    };

    private protected override IEnumerable<Choice> Choices(CheckContext context)
    {
        var languages = new NoteLanguages(context);
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            var isTitle = TitleTokens.In(context, note);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (tokens.QuotationAt(i) >= 0 || isTitle[i])
                {
                    continue;
                }

                if (tokens[i].Kind == TokenKind.Word && LanguageOf(tokens, i) is { } language)
                {
                    // "03. August": the months of both languages, the full stop of one.
                    language = language == "en" && tokens.Is(i - 1, '.') && tokens.Is(i - 2, TokenKind.Number) ? "de" : language;
                    if (IsDay(tokens, i - 1) is { } way && IsYear(tokens, i + 1 + (tokens.Is(i + 1, '.') ? 1 : 0)) is { } year)
                    {
                        if (language == "en")
                        {
                            yield return new Choice("order", way, note, tokens.Span(i - (tokens.Is(i - 1, '.') ? 2 : 1), year + 1));
                        }

                        yield return new Choice($"figures {language}", Words, note, tokens.Span(i - (tokens.Is(i - 1, '.') ? 2 : 1), year + 1));
                    }
                    else if (language == "en" && IsDayAfter(tokens, i) is { } after && IsYear(tokens, after + 2) is { } last && tokens.Is(after + 1, ','))
                    {
                        yield return new Choice("order", MonthFirst, note, tokens.Span(i, last + 1));
                        yield return new Choice("figures en", Words, note, tokens.Span(i, last + 1));
                    }
                }
            }

            foreach (var span in InFigures(context.Text(note)))
            {
                var at = tokens.IndexFrom(span.Start);
                if (at < tokens.Count && tokens.QuotationAt(at) < 0 && !isTitle[at])
                {
                    yield return new Choice($"figures {languages[note]}", Figures, note, span);
                }
            }
        }
    }

    private static string? LanguageOf(NoteTokens tokens, int i)
    {
        foreach (var (language, months) in Months)
        {
            if (months.Contains(tokens, i) && (language is not ("en" or "de") || char.IsUpper(tokens.TextOf(i)[0])))
            {
                return language;
            }
        }

        return null;
    }

    private static string? IsDay(NoteTokens tokens, int i)
    {
        i -= tokens.Is(i, '.') ? 1 : 0;
        if (!tokens.Is(i, TokenKind.Number) || tokens.Is(i - 1, TokenKind.Dash) || tokens.Is(i - 1, '/'))
        {
            return null;
        }

        var day = tokens.TextOf(i);
        return day.Length <= 2 && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 31 ? DayFirst
            : day.Length is 3 or 4 && day[^2..] is "st" or "nd" or "rd" or "th" && char.IsAsciiDigit(day[0]) ? Ordinal : null;
    }

    private static int? IsDayAfter(NoteTokens tokens, int month)
    {
        var i = month + (tokens.Is(month + 1, '.') ? 2 : 1);
        return tokens.Is(i, TokenKind.Number) && tokens[i].Span.Length <= 2 && char.IsAsciiDigit(tokens.TextOf(i)[^1]) ? i : null;
    }

    private static int? IsYear(NoteTokens tokens, int i) =>
        tokens.Is(i, TokenKind.Number) && tokens[i].Span.Length == 4 && tokens.TextOf(i)[0] is '1' or '2' && char.IsAsciiDigit(tokens.TextOf(i)[^1]) ? i : null;

    // 12.5.1935, 12/05/1935; not a part of a longer number or of an address.
    private static IEnumerable<TextSpan> InFigures(string text)
    {
        var at = 0;
        while ((at = NextDigit(text, at)) < text.Length)
        {
            var end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '/'))
            {
                end++;
            }

            var last = end;
            while (text[last - 1] is '.' or '/')
            {
                last--;
            }

            var next = last < text.Length ? text[last] : ' ';
            if (last - at <= LongestInFigures && IsDate(text[at..last]) && (at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '/' or '-' or '=' or '–')) && !char.IsLetterOrDigit(next) && next is not ('-' or '_'))
            {
                yield return new TextSpan(at, last);
            }

            at = end;
        }
    }

    private static int NextDigit(string text, int from)
    {
        var next = text.AsSpan(from).IndexOfAnyInRange('0', '9');
        return next < 0 ? text.Length : from + next;
    }

    private static bool IsDate(string figures) => figures.Split('.', '/') is [{ Length: 1 or 2 } day, { Length: 1 or 2 } month, { Length: 4 } year] && IsDayNumber(day) && IsDayNumber(month) && year[0] is '1' or '2';

    private static bool IsDayNumber(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 31;
}
