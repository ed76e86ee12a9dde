using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0108: <c>Paris:Gallimard</c>, <c>1999,p. 12</c>. Only between words long enough to be no abbreviation, initial, sign or number; not in addresses, code and call numbers.</summary>
internal sealed class MissingSpaceAfterPunctuation : Check
{
    private static readonly WordSet Prefixes = new("doi hdl oai urn arxiv isbn issn pmid http https ftp file id orcid");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0108", "missing-space-after-punctuation", "A blank is missing behind a mark of punctuation", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            for (var i = 1; i + 1 < text.Length; i++)
            {
                if (text[i] is not (',' or ';' or ':' or '.' or '?' or '!') || !char.IsLetterOrDigit(text[i + 1]) || !WantsSpace(text, i))
                {
                    continue;
                }

                untouchables ??= Untouchables.Of(context, note);
                if (!untouchables.Has(i) && !untouchables.Has(i + 1) && !untouchables.Has(i - 1))
                {
                    yield return At(note, new TextSpan(i, i + 1), $"A blank is missing behind “{text[i]}” in “{Around(text, i)}”.", Safe(new TextSpan(i + 1, i + 1), " "));
                }
            }
        }
    }

    private static bool WantsSpace(string text, int at)
    {
        var (start, end) = (at, at + 1);
        while (start > 0 && char.IsLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        var before = text.AsSpan(start, at - start);
        var after = text.AsSpan(at + 1, end - at - 1);
        if (start > 0 && text[start - 1] is '=' or '&' or '%')
        {
            return false;
        }

        var isBehindCloser = before.IsEmpty && text[at - 1] is ')' or ']' or '”' or '’' or '»';
        return text[at] switch
        {
            ':' => IsName(before) && before.Length >= 3 && IsName(after) && after.Length >= 3 && !Prefixes.Contains(before) && !IsInCode(text, start, end),
            ',' => (IsLabel(text, at + 1, end) && (isBehindCloser || IsYear(before)))
                || ((isBehindCloser || IsWord(before) || IsYear(before)) && (IsWord(after) || (IsYear(after) && !IsYear(before))) && (isBehindCloser || before.Length + after.Length >= 4)),
            ';' => (isBehindCloser || IsWord(before) || IsNumber(before)) && IsWord(after) && !IsEntity(text, start),
            '.' => WordCase.IsLower(before) && before.Length >= 4 && IsName(after) && after.Length >= 4 && !IsInCode(text, start, end),
            _ => WordCase.IsLower(before) && before.Length >= 3 && IsName(after) && !IsInCode(text, start, end),
        };
    }

    // Only letters, the first a capital, the others small.
    private static bool IsName(ReadOnlySpan<char> word) => word.Length >= 2 && char.IsUpper(word[0]) && WordCase.IsLower(word[1..]);

    private static bool IsWord(ReadOnlySpan<char> word) => IsName(word) || (word.Length >= 2 && WordCase.IsLower(word));

    private static bool IsNumber(ReadOnlySpan<char> word) => word.Length is > 0 and <= 4 && word.IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsYear(ReadOnlySpan<char> word) => word.Length == 4 && word[0] is '1' or '2' && IsNumber(word);

    // "S. 12", "с. 12"
    private static bool IsLabel(string text, int start, int end) =>
        end == start + 1 && char.IsLetter(text[start]) && end + 2 < text.Length && text[end] == '.' && text[end + 1] == ' ' && char.IsAsciiDigit(text[end + 2]);

    // &amp;co
    private static bool IsEntity(string text, int start) => start > 0 && text[start - 1] is '&' or '#';

    // More marks of the kind in one run: a path, a namespace, a site.
    private static bool IsInCode(string text, int start, int end) =>
        (start > 0 && text[start - 1] is '/' or ':' or '.' or '#' or '@' or '-' or '<') || (end < text.Length && (text[end] is '/' or '(' or '#' or '@' or '=' or '>' || (text[end] is ':' or '.' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]))));

    private static string Around(string text, int at)
    {
        var (start, end) = (at, at + 1);
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && at - start < 20)
        {
            start--;
        }

        while (end < text.Length && !char.IsWhiteSpace(text[end]) && end - at < 20)
        {
            end++;
        }

        return text[start..end];
    }
}
