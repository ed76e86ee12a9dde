using System.Buffers;
using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0115: letters among the figures of a year or page: <c>l999</c>, <c>2OO1</c>, <c>I9I4</c>, <c>p. l2</c>. Codes and call numbers mix both by right.</summary>
internal sealed class DigitForLetter : Check
{
    private const int Earliest = 1450;
    private const int Latest = 2049;

    private static readonly SearchValues<char> Letters = SearchValues.Create("lIOo");
    private static readonly SearchValues<char> Figures = SearchValues.Create("0123456789lIOo");
    private static readonly WordSet PageLabels = new("p pp S s Seite Seiten с стр pág págs pag pagg fol f ff л");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0115", "digit-for-letter", "Letters stand among the figures of a number", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            for (var i = 0; i < text.Length; i++)
            {
                if (!char.IsLetterOrDigit(text[i]))
                {
                    continue;
                }

                var end = i + 1;
                while (end < text.Length && char.IsLetterOrDigit(text[end]))
                {
                    end++;
                }

                if (IsMixed(text.AsSpan(i, end - i)) && Meant(text, i, end) is { } meant && !(untouchables ??= Untouchables.Of(context, note)).Has(i) && !IsPartOfCode(text, i, end))
                {
                    var span = new TextSpan(i, end);
                    yield return At(note, span, $"“{text[i..end]}” has letters among its figures; {meant} is probably meant.", Suggest(span, meant));
                }

                i = end;
            }
        }
    }

    private static bool IsMixed(ReadOnlySpan<char> word) => word.Length is >= 2 and <= 5 && word.ContainsAnyInRange('0', '9') && word.ContainsAny(Letters) && word.IndexOfAnyExcept(Figures) < 0;

    private static string? Meant(string text, int start, int end)
    {
        var meant = text[start..end].Replace('l', '1').Replace('I', '1').Replace('O', '0').Replace('o', '0');
        if (meant.Length == 4)
        {
            var year = int.Parse(meant, CultureInfo.InvariantCulture);
            return year is >= Earliest and <= Latest ? meant : null;
        }

        // "p. 1o" may be a Spanish ordinal, "f. 2o" a folio's side.
        return meant[0] != '0' && !text.AsSpan(start, end - start).Contains('o') && IsBehindPageLabel(text, start) ? meant : null;
    }

    private static bool IsBehindPageLabel(string text, int start)
    {
        if (start < 2 || text[start - 1] != ' ')
        {
            return false;
        }

        var end = text[start - 2] == '.' ? start - 2 : start - 1;
        var from = end;
        while (from > 0 && end - from < 8 && char.IsLetter(text[from - 1]))
        {
            from--;
        }

        return PageLabels.Contains(text.AsSpan(from, end - from));
    }

    private static bool IsPartOfCode(string text, int start, int end) =>
        (start > 0 && text[start - 1] is '/' or '_' or '-' or '.' or '#' or '=') || (end < text.Length && (text[end] is '/' or '_' or '#' or '=' or '-' || (text[end] is '.' or ':' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]))));
}
