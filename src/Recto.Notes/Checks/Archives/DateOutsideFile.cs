using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>
/// RN0318: a document whose year lies outside the years of the series that it is filed in: a letter of 1937 in <c>CDF 1910–1929</c> or in <c>Europe 1918–1930</c>.
/// Only a short series above the file counts: a folder's title tells what the papers are about. Where several documents lie outside, so do the years.
/// </summary>
internal sealed class DateOutsideFile : Check
{
    // The answer to a letter of December, the paper that founded a committee.
    private const int Margin = 1;

    private const int MostWords = 3;
    private const int MostOutside = 2;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0318", "date-outside-file", "A document’s date lies outside the years of its series", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var found = new Dictionary<string, List<Diagnostic>>(StringComparer.Ordinal);
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            foreach (var reference in context.References(note).Select(resolved => resolved.Reference).OfType<ArchivalReference>())
            {
                if (reference.Date is not { } date || OnlyYear(tokens, date) is not { } year)
                {
                    continue;
                }

                foreach (var level in reference.Path.SkipLast(1).Concat(reference.Series is { } series ? [series] : []))
                {
                    if (Years(tokens, level) is var (from, to) && (year < from - Margin || year > to + Margin))
                    {
                        (found.TryGetValue(level.Text, out var list) ? list : found[level.Text] = []).Add(At(note, date.Span, $"{date.Text} lies outside the years of {level.Text}. Check the date and the series."));
                        break;
                    }
                }
            }
        }

        return found.Values.Where(findings => findings.Count <= MostOutside).SelectMany(findings => findings);
    }

    private static int? OnlyYear(NoteTokens tokens, Field date)
    {
        int? year = null;
        for (var i = tokens.IndexFrom(date.Span.Start); i < tokens.Count && tokens[i].End <= date.Span.End; i++)
        {
            if (tokens.Is(i, TokenKind.Dash))
            {
                return null;
            }

            if (YearAt(tokens, i) is { } found)
            {
                if (year is not null)
                {
                    return null;
                }

                year = found;
            }
        }

        return year;
    }

    // The years with which a short level ends: "CDF 1910–1929", "Europe 1918–40"; null where there are none.
    private static (int From, int To)? Years(NoteTokens tokens, Field level)
    {
        var first = tokens.IndexFrom(level.Span.Start);
        var last = tokens.IndexFrom(level.Span.End) - 1;
        if (last - first < 3 || last - first > MostWords + 2 || !tokens.Is(last - 1, TokenKind.Dash) || YearAt(tokens, last - 2) is not { } from || !tokens.Is(last, TokenKind.Number))
        {
            return null;
        }

        var to = YearAt(tokens, last) ?? (tokens[last].Span.Length == 2 && int.TryParse(tokens.TextOf(last), NumberStyles.None, CultureInfo.InvariantCulture, out var two) ? (from / 100 * 100) + two : 0);
        return to > from ? (from, to) : null;
    }

    private static int? YearAt(NoteTokens tokens, int i) =>
        tokens.Is(i, TokenKind.Number) && tokens[i].Span.Length == 4 && int.TryParse(tokens.TextOf(i), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1500 and <= 2099 ? year : null;
}
