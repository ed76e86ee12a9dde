using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// RN0125: two hyphens for a dash (<c>word -- word</c>, <c>12--15</c>), a hyphen between blanks where the article sets dashes, and a dash in the place of a hyphen where the article writes the same word with one, or in an ISBN.
/// Options of programs (<c>--help</c>) and a dash between equals (Marx–Engels) are right.
/// </summary>
internal sealed class WrongDash : Check
{
    private static readonly WordSet Prefixes = new("non anti semi pseudo quasi pre co multi socio anglo franco");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0125", "wrong-dash", "A hyphen stands for a dash, or a dash for a hyphen", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var dashes = new Habit<string>();
        var hyphened = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var note = 0; note < context.Count; note++)
        {
            Count(context.Text(note), note, dashes, hyphened);
        }

        var dash = dashes.TryFind(out var mostly) ? mostly : null;
        Dictionary<string, int>? words = null;
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            for (var i = 1; i + 1 < text.Length; i++)
            {
                if (text[i] is not ('-' or '–') || Find(text, i, dash, hyphened) is not { } found)
                {
                    continue;
                }

                if (!(untouchables ??= Untouchables.Of(context, note)).Has(i) && (found.Next is null || (words ??= Words.Counted(context)).ContainsKey(found.Next)))
                {
                    yield return At(note, found.Span, found.Message, found.IsSafe ? Safe(found.Span, found.Meant) : Suggest(found.Span, found.Meant));
                }

                i = found.Span.End - 1;
            }
        }
    }

    // Dashes with their blanks, and compounds with a hyphen.
    private static void Count(string text, int note, Habit<string> dashes, Dictionary<string, int> hyphened)
    {
        for (var i = 1; i + 1 < text.Length; i++)
        {
            if (text[i] is '–' or '—')
            {
                if (text[i - 1] == ' ' && text[i + 1] == ' ')
                {
                    dashes.Add($" {text[i]} ", note, new TextSpan(i, i + 1));
                }
                else if (text[i] == '—' && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]))
                {
                    dashes.Add("—", note, new TextSpan(i, i + 1));
                }
            }
            else if (text[i] == '-' && char.IsLower(text[i - 1]) && char.IsLower(text[i + 1]) && Compound(text, i) is { } compound)
            {
                hyphened[compound] = hyphened.GetValueOrDefault(compound) + 1;
            }
        }
    }

    // Next: the word that must be known from elsewhere, since what follows the hyphen may be the rest of a word parted at a line's end.
    private static (TextSpan Span, string Meant, string Message, bool IsSafe, string? Next)? Find(string text, int i, string? dash, Dictionary<string, int> hyphened)
    {
        var (before, after) = (text[i - 1], text[i + 1]);
        if (text[i] == '–')
        {
            return char.IsLower(before) && char.IsLower(after) && Compound(text, i) is { } compound && (hyphened.ContainsKey(compound) || Prefixes.Contains(compound.AsSpan(0, compound.IndexOf('-', StringComparison.Ordinal))))
                ? (new TextSpan(i, i + 1), "-", $"“{compound.Replace('-', '–')}” has a dash where a hyphen joins its parts.", true, null)
                : null;
        }

        if (after == '-' && before != '-')
        {
            var end = i + 2;
            while (end < text.Length && text[end] == '-')
            {
                end++;
            }

            if (end - i > 3 || end == text.Length || before is '<' or '!' or '|' or '/' or '=' || text[end] is '>' or '|' or '/' or '=')
            {
                return null;
            }

            var next = text[end];
            if (char.IsAsciiDigit(before) && char.IsAsciiDigit(next) && end - i == 2)
            {
                return (new TextSpan(i, end), "–", "Two hyphens stand for the dash of a range.", true, null);
            }

            var (isSpacedBefore, isSpacedAfter) = (before == ' ', next == ' ');
            if (isSpacedBefore != isSpacedAfter || !(isSpacedBefore || (char.IsLetter(before) && char.IsLetter(next)) || char.IsPunctuation(before)))
            {
                return null;
            }

            var meant = isSpacedBefore ? dash is " — " or " – " ? dash.Trim() : "–" : "—";
            return (new TextSpan(i, end), meant, $"{(end - i == 2 ? "Two" : "Three")} hyphens stand for a dash ({meant}).", isSpacedBefore, null);
        }

        // A hyphen between blanks and words, where dashes are set.
        return dash is " — " or " – " && before == ' ' && after == ' ' && i > 1 && i + 2 < text.Length && (char.IsLower(text[i - 2]) || text[i - 2] is ')' or '”' or '’' or ',') && char.IsLetter(text[i + 2])
            ? (new TextSpan(i, i + 1), dash.Trim(), $"A hyphen stands for a dash ({dash.Trim()}).", true, WordAt(text, i + 2))
            : null;
    }

    private static string WordAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        return text[start..end];
    }

    // "well-known" around a hyphen or dash, always with a hyphen; null where it is no word of two parts.
    private static string? Compound(string text, int at)
    {
        var (start, end) = (at, at + 1);
        while (start > 0 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        return start < at - 1 && end > at + 2 ? text[start..at] + "-" + text[(at + 1)..end] : null;
    }
}
