using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>
/// RN0220: a book printed before printing or long hence: <c>(London: Faber, 1029)</c>, <c>2091</c>; a journal before there were journals. Where an article has several such years, they are of another calendar.
/// </summary>
internal sealed class ImplausibleYear : Check
{
    // The Journal des sçavans and the Philosophical Transactions began in 1665.
    private const int FirstJournal = 1660;
    private const int LongHence = 2040;
    private const int LongestImprint = 16;

    // In these towns books bear years of the Islamic, the Persian or the Buddhist calendar.
    private static readonly WordSet Elsewhere = new("cairo bulaq būlāq beirut bayrūt tehran tihran tihrān qom qum kabul istanbul constantinople lucknow lahore delhi damascus baghdad tunis fez mashhad isfahan tabriz shiraz najaf bombay bangkok krung kairo le-caire téhéran beyrouth jerusalem");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0220", "implausible-year", "A year in which the work cannot well have appeared", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var found = new List<(int Note, TextSpan Span, string Message)>();
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (tokens.Is(i, '(') && Imprint(tokens, i) is { } year)
                {
                    found.Add((note, tokens[year].Span, $"{tokens.TextOf(year)} cannot well be the year of this book. Look it up."));
                }
            }
        }

        // The calendar of the whole article is another one.
        if (found.Count > 1)
        {
            found.Clear();
        }

        foreach (var work in CitedWork.All(context))
        {
            if (work.Reference is { Kind: ReferenceKind.Article, Year: { } year, Container: { } journal, Volume: not null, Pages: not null, Authors.Count: > 0 } && year.Text.Length == 4 && CitedWork.FirstYear(year) is >= 1000 and < FirstJournal)
            {
                found.Add((work.Note, year.Span, string.Create(CultureInfo.InvariantCulture, $"There were no journals in {year.Text}; {journal.Text} cannot well be of that year. Look it up.")));
            }
        }

        return found.Select(finding => At(finding.Note, finding.Span, finding.Message));
    }

    // "(London: Faber, 1029)": the token of the year; null where it is right, or no imprint.
    private static int? Imprint(NoteTokens tokens, int open)
    {
        var close = tokens.Partner(open);
        if (close < 0 || close - open is < 5 or > LongestImprint || !tokens.Is(open + 1, TokenKind.Word) || !char.IsUpper(tokens.TextOf(open + 1)[0]) || Elsewhere.Contains(tokens, open + 1) || tokens.QuotationAt(open) >= 0)
        {
            return null;
        }

        var year = close - 1;
        if (!tokens.Is(year, TokenKind.Number) || tokens[year].Span.Length != 4 || !tokens.Is(year - 1, ',') || Digits.Value(tokens, year) is not ((>= 1000 and < 1450) or >= LongHence))
        {
            return null;
        }

        var colons = 0;
        for (var i = open + 1; i < year; i++)
        {
            if (tokens[i].Kind is TokenKind.Number || Elsewhere.Contains(tokens, i) || Months.Of(tokens.TextOf(i)) > 0)
            {
                return null;
            }

            colons += tokens.Is(i, ':') ? 1 : 0;
        }

        return colons == 1 && tokens.Is(year - 2, TokenKind.Word) ? year : null;
    }
}
