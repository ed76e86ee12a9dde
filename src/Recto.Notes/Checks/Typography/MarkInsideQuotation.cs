using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// RN0127: a comma or full stop inside the closing quotation mark where the article sets it outside, or the reverse; for each pair of marks, and for commas and stops, by its own habit.
/// A stop that ends a quoted sentence or an abbreviation has a place of its own.
/// </summary>
internal sealed class MarkInsideQuotation : Check
{
    private enum Place
    {
        Inside = 1,
        Outside,
    }

    private const int FewestLetters = 4;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0127", "mark-inside-quotation", "A comma or stop stands on the other side of a closing quotation mark than elsewhere", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var lost = LostPunctuation.Of(context);
        var habits = new Dictionary<(char Open, char Mark), Habit<Place>>();
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            Untouchables? untouchables = null;
            foreach (var quotation in tokens.Quotations)
            {
                var (open, close) = (tokens[quotation.Open].Start, tokens[quotation.Close].Start);
                if (PlaceOf(tokens.Text, open, close) is not { } place || lost.IsAt(note, close) || (untouchables ??= Untouchables.Of(tokens.Text)).Has(close - 2))
                {
                    continue;
                }

                var at = place == Place.Inside ? close - 1 : close + 1;
                var key = (tokens.Text[open], tokens.Text[at]);
                if (!habits.TryGetValue(key, out var habit))
                {
                    habits[key] = habit = new Habit<Place>();
                }

                habit.Add(place, note, place == Place.Inside ? new TextSpan(close - 1, close + 1) : new TextSpan(close, close + 2));
            }
        }

        foreach (var ((open, mark), habit) in habits)
        {
            // Where commas stand outside, a stop inside ends a quoted sentence, and one outside a fragment: that is no habit.
            if (!habit.TryFind(out var way) || (mark == '.' && way == Place.Inside && !(habits.TryGetValue((open, ','), out var commas) && commas.TryFind(out var ofCommas) && ofCommas == Place.Inside)))
            {
                continue;
            }

            var name = mark == ',' ? "comma" : "full stop";
            foreach (var finding in Departures(context, habit.Others(way).Where(use => mark == ',' || way == Place.Inside || EndsFragment(context.Tokens(use.Note), use.Span.End - 1)),
                use => $"The {name} at “{Words.Around(context.Text(use.Note), use.Span)}” stands {(way == Place.Outside ? "inside the closing quotation mark; elsewhere the article sets it outside" : "outside the closing quotation mark; elsewhere the article sets it inside")}.",
                use => Safe(use.Span, Turned(context.Text(use.Note), use.Span))))
            {
                yield return finding;
            }
        }
    }

    private static Place? PlaceOf(string text, int open, int close)
    {
        if (close < open + 3 || close >= text.Length)
        {
            return null;
        }

        var (last, after) = (text[close - 1], close + 1 < text.Length ? text[close + 1] : ' ');
        if (char.IsLetterOrDigit(last) || last is ')' or ']')
        {
            // A stop or comma behind the mark; not the three points of an ellipsis.
            return after is ',' or '.' && (close + 2 == text.Length || char.IsWhiteSpace(text[close + 2])) && !(close + 3 < text.Length && text[close + 3] == '.') ? Place.Outside : null;
        }

        return (last == ',' || (last == '.' && IsBehindWord(text, close - 1))) && (char.IsLetterOrDigit(text[close - 2]) || text[close - 2] is ')' or ']') && (close + 1 == text.Length || char.IsWhiteSpace(after)) ? Place.Inside : null;
    }

    // A stop behind a short word may be an abbreviation's.
    private static bool IsBehindWord(string text, int stop)
    {
        var start = stop;
        while (start > 0 && char.IsLower(text[start - 1]) && stop - start < FewestLetters)
        {
            start--;
        }

        return stop - start >= FewestLetters || char.IsAsciiDigit(text[stop - 1]);
    }

    // A quotation that begins with a small letter is no sentence of its own.
    private static bool EndsFragment(NoteTokens tokens, int close) =>
        tokens.QuotationAt(tokens.IndexFrom(close)) is >= 0 and var at && char.IsLower(tokens.Text[tokens[tokens.Quotations[at].Open].End]);

    private static string Turned(string text, TextSpan span) => $"{text[span.End - 1]}{text[span.Start]}";
}
