using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0530: a French, Italian, Spanish or Russian month with a capital inside a date (8 au 23 Avril): those languages write months small. Names that English or German share are looked at only in notes of the language; titles and quotations are left alone.</summary>
internal sealed class MonthCapital : Check
{
    private static readonly (string Language, string Name, WordSet Own, WordSet Shared)[] Months =
    [
        ("fr", "French", new WordSet("janvier février fevrier avril juin juillet août septembre octobre novembre décembre"), new WordSet("mars mai aout")),
        ("it", "Italian", new WordSet("gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre"), new WordSet("marzo agosto novembre")),
        ("es", "Spanish", new WordSet("enero febrero mayo junio julio septiembre noviembre diciembre"), new WordSet("marzo abril agosto octubre")),
        ("ru", "Russian", new WordSet("января февраля марта апреля мая июня июля августа сентября октября ноября декабря ianvaria fevralia aprelia iiunia iiulia sentiabria oktiabria noiabria dekabria"), new WordSet("marta maia avgusta")),
    ];

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0530", "month-capital", "A month has a capital in a language that writes it small", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            bool[]? isTitle = null;
            for (var i = 1; i < tokens.Count; i++)
            {
                if (tokens[i].Kind == TokenKind.Word && IsCapitalised(tokens.TextOf(i)) && tokens.QuotationAt(i) < 0 && IsInDate(tokens, i) && LanguageOf(tokens, i, context.Language(note)) is { } language && !(isTitle ??= TitleTokens.In(context, note))[i])
                {
                    var month = tokens.TextOf(i).ToString();
                    yield return At(note, tokens[i].Span, $"{month} has a capital, and {language} months are written small.", Suggest(new TextSpan(tokens[i].Start, tokens[i].Start + 1), month[..1].ToLowerInvariant()));
                }
            }
        }
    }

    private static bool IsCapitalised(ReadOnlySpan<char> word) => word.Length >= 3 && char.IsUpper(word[0]) && char.IsLower(word[1]);

    // "23 Avril 1933", "1er Mars 1921", "23 de Abril de 1933": a day before, a year behind.
    private static bool IsInDate(NoteTokens tokens, int i)
    {
        var day = tokens.Is(i - 1, "de") ? i - 2 : i - 1;
        var year = tokens.Is(i + 1, "de") || tokens.Is(i + 1, "del") || tokens.Is(i + 1, ',') ? i + 2 : i + 1;
        return tokens.Is(day, TokenKind.Number) && tokens[day].Span.Length <= 3 && tokens.Is(year, TokenKind.Number) && tokens[year].Span.Length == 4;
    }

    private static string? LanguageOf(NoteTokens tokens, int i, string note)
    {
        foreach (var (language, name, own, shared) in Months)
        {
            if (own.Contains(tokens, i) ? note != "pt" : note == language && shared.Contains(tokens, i))
            {
                return name;
            }
        }

        return null;
    }
}
