using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0218: an ISBN or ISSN whose last digit does not follow from the others (ISO 2108, ISO 3297), or with too few or too many digits: it finds another book, or none.</summary>
internal sealed class WrongCheckDigit : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0218", "wrong-check-digit", "An ISBN or ISSN with a wrong digit", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            for (var at = text.IndexOf("IS", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("IS", at + 2, StringComparison.OrdinalIgnoreCase))
            {
                var rest = text.AsSpan(at);
                var isIsbn = rest.StartsWith("ISBN", StringComparison.OrdinalIgnoreCase);
                if ((!isIsbn && !rest.StartsWith("ISSN", StringComparison.OrdinalIgnoreCase)) || NumberAfter(text, at + 4) is not { } number)
                {
                    continue;
                }

                if ((isIsbn ? WrongIsbn(text, number) : WrongIssn(text, number)) is { } wrong)
                {
                    yield return At(note, wrong.Span, wrong.Message);
                }
            }
        }
    }

    // "ISBN-13: 978-…", "ISBN (print) 978…", "e-ISSN 1234-5679"; the stretch of digits, hyphens and blanks.
    private static TextSpan? NumberAfter(string text, int at)
    {
        if (at + 3 <= text.Length && text.AsSpan(at, 3) is "-13" or "-10" or " 13" or " 10" && (at + 3 == text.Length || text[at + 3] is ':' or ' '))
        {
            at += 3;
        }

        while (at < text.Length && text[at] is ' ' or ':' or '\u00A0' or '.')
        {
            at++;
        }

        var end = at;
        while (end < text.Length && (IsDigit(text[end]) || (IsJoin(text[end]) && end > at && end + 1 < text.Length && IsDigit(text[end + 1]))))
        {
            end++;
        }

        // "ISBN 3-16-148410-X2": no number at all.
        return end - at >= 7 && (end == text.Length || !char.IsLetterOrDigit(text[end])) ? new TextSpan(at, end) : null;
    }

    private static bool IsDigit(char c) => char.IsAsciiDigit(c) || c is 'X' or 'x';

    private static bool IsJoin(char c) => c is '-' or '–' or '‑' or '‐' or ' ' or '\u00A0';

    private static (TextSpan Span, string Message)? WrongIsbn(string text, TextSpan number)
    {
        // What follows after a blank may be another number: any beginning that is right will do.
        (TextSpan Span, int Digits)? whole = null;
        foreach (var beginning in Beginnings(text, number))
        {
            var digits = DigitsOf(text, beginning);
            if (digits.Length is 10 or 13)
            {
                if (digits.Length == 10 ? CheckDigits.IsIsbn10(digits) : CheckDigits.IsIsbn13(digits))
                {
                    return null;
                }

                whole ??= (beginning, digits.Length);
            }
        }

        if (whole is { } wrong)
        {
            return (wrong.Span, $"ISBN {text[wrong.Span.Start..wrong.Span.End]} cannot be: its last digit does not follow from the others. Compare it with the book.");
        }

        var length = DigitsOf(text, number).Length;
        return length is >= 8 and <= 15 && text.AsSpan(number.Start, number.Length).IndexOf(' ') < 0
            ? (number, string.Create(CultureInfo.InvariantCulture, $"ISBN {text[number.Start..number.End]} has {length} digits; an ISBN has 13, or 10. Compare it with the book."))
            : null;
    }

    private static (TextSpan Span, string Message)? WrongIssn(string text, TextSpan number)
    {
        var first = Beginnings(text, number).First();
        var digits = DigitsOf(text, first);
        if (digits.Length != 8 || CheckDigits.IsIssn(digits))
        {
            return null;
        }

        return (first, $"ISSN {text[first.Start..first.End]} cannot be: its last digit does not follow from the others. Compare it with the journal.");
    }

    // The number up to each blank, the shortest first.
    private static IEnumerable<TextSpan> Beginnings(string text, TextSpan number)
    {
        const int LongestIsbn = 17;
        for (var i = number.Start; i < number.End && i <= number.Start + LongestIsbn; i++)
        {
            if (text[i] is ' ' or '\u00A0')
            {
                yield return new TextSpan(number.Start, i);
            }
        }

        yield return number;
    }

    private static string DigitsOf(string text, TextSpan span) => string.Concat(text[span.Start..span.End].Where(IsDigit));
}
