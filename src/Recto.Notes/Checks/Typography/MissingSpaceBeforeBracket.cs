using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0103: <c>1981(Montpellier, Paris: …)</c>. An issue (30(2)), a plural (author(s)) and a sign (Art. 5(1)) want no space.</summary>
internal sealed class MissingSpaceBeforeBracket : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0103", "missing-space-before-bracket", "A space is missing before an opening bracket", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var apparatus = context.Apparatus;
        for (var index = 0; index < apparatus.Notes.Count; index++)
        {
            var text = apparatus.Notes[index].Note.Text;
            for (var open = text.IndexOf('(', StringComparison.Ordinal); open >= 0; open = text.IndexOf('(', open + 1))
            {
                if (open > 0 && IsWordEnd(text[open - 1]) && WantsSpace(text, open))
                {
                    var word = WordBefore(text, open);
                    yield return At(index, new TextSpan(open, open + 1), $"A space is missing between “{word}” and the bracket that follows it.", Safe(new TextSpan(open, open), " "));
                }
            }
        }
    }

    private static bool IsWordEnd(char c) => char.IsLetterOrDigit(c) || c is '’' or '”' or '»' or ',' or ';';

    // An imprint or a year in the bracket says that it is no part of the word before.
    private static bool WantsSpace(string text, int open)
    {
        var close = text.IndexOf(')', open);
        if (close < 0 || IsAddress(text, open))
        {
            return false;
        }

        var inside = text.AsSpan(open + 1, close - open - 1);
        if (inside.Length == 4 && inside.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return char.IsLower(text[open - 1]) && inside[0] is '1' or '2';
        }

        return inside.Length >= 8 && char.IsUpper(inside[0]) && char.IsLetter(inside[1]) && inside.Contains(' ') && HasYearOrColon(inside);
    }

    private static bool HasYearOrColon(ReadOnlySpan<char> inside)
    {
        var digits = 0;
        foreach (var c in inside)
        {
            digits = char.IsAsciiDigit(c) ? digits + 1 : 0;
            if (digits == 4)
            {
                return true;
            }
        }

        return inside.Contains(": ", StringComparison.Ordinal);
    }

    private static bool IsAddress(string text, int open)
    {
        var start = text.LastIndexOf(' ', open) + 1;
        var token = text.AsSpan(start, open - start);
        return token.Contains("://", StringComparison.Ordinal) || token.StartsWith("www.", StringComparison.Ordinal) || token.StartsWith("10.", StringComparison.Ordinal);
    }

    private static string WordBefore(string text, int open)
    {
        var start = open;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && open - start < 30)
        {
            start--;
        }

        return text[start..open];
    }
}
