using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0211: a DOI that cannot be resolved as printed (DOI Handbook, 2.2: <c>10.</c>, a registrant of four digits or more, a slash, a suffix without blanks): a blank inside, a dash for a hyphen, the resolver printed twice, a lost part.</summary>
internal sealed class MalformedDoi : Check
{
    private const int FewestDigits = 4;
    private const int MostDigits = 9;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0211", "malformed-doi", "A DOI that cannot be resolved as printed", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            var next = 0;
            for (var at = text.IndexOf("doi", StringComparison.OrdinalIgnoreCase); at >= 0; at = at + 3 < text.Length ? text.IndexOf("doi", at + 3, StringComparison.OrdinalIgnoreCase) : -1)
            {
                if (at < next || (at > 0 && char.IsLetterOrDigit(text[at - 1])) || Introduced(text, at) is not { } start)
                {
                    continue;
                }

                if ((Repeated(text, at, start) ?? Broken(text, start)) is { } found)
                {
                    next = found.Span.End;
                    yield return At(note, found.Span, found.Message, found.Fix);
                }
            }
        }
    }

    // Where the DOI begins behind "doi:", "DOI " or "doi.org/"; null where the word announces none.
    private static int? Introduced(string text, int at)
    {
        var i = at + 3;
        if (text.AsSpan(i).StartsWith(".org/", StringComparison.OrdinalIgnoreCase))
        {
            return i + 5;
        }

        var colon = false;
        while (i < text.Length && (text[i] is ' ' or '\u00A0' || (text[i] == ':' && !colon)))
        {
            colon |= text[i] == ':';
            i++;
        }

        return i > at + 3 && i < text.Length && (colon || text[i] is '1') ? i : null;
    }

    // "doi:doi:10.…", "https://doi.org/https://doi.org/10.…", "https://doi.org/doi:10.…"
    private static (TextSpan Span, string Message, SuggestedFix? Fix)? Repeated(string text, int at, int start)
    {
        var rest = text.AsSpan(start);
        var isResolver = text.AsSpan(at + 3).StartsWith(".org", StringComparison.OrdinalIgnoreCase);
        var begin = at;
        while (isResolver && begin > 0 && !char.IsWhiteSpace(text[begin - 1]) && text[begin - 1] is not ('(' or '<' or '['))
        {
            begin--;
        }

        if (isResolver && (rest.StartsWith("http", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("doi.org/", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("dx.doi.org/", StringComparison.OrdinalIgnoreCase)) && rest.IndexOf("doi.org/", StringComparison.OrdinalIgnoreCase) is >= 0 and <= 16 and var again)
        {
            return (new TextSpan(begin, start + again + 8), "The resolver doi.org is printed twice; the address leads nowhere. Print it once.", rest.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? Suggest(new TextSpan(begin, start), "") : Suggest(new TextSpan(start, start + again + 8), ""));
        }

        if (rest.StartsWith("doi:", StringComparison.OrdinalIgnoreCase) || (rest.StartsWith("doi ", StringComparison.OrdinalIgnoreCase) && !isResolver))
        {
            var own = start + 4;
            while (own < text.Length && text[own] == ' ')
            {
                own++;
            }

            return own < text.Length && text[own] == '1' ? (new TextSpan(begin, own), $"“{text[begin..own].Trim()}” says DOI twice. Print it once.", Suggest(new TextSpan(start, own), "")) : null;
        }

        return null;
    }

    private static (TextSpan Span, string Message, SuggestedFix? Fix)? Broken(string text, int start)
    {
        var blanks = Blanks(text, start);
        var first = start + blanks;
        var end = EndOf(text, first);
        if (end - first < 2)
        {
            return null;
        }

        // "l0.1234/…", "1O.1234/…": a letter for a figure.
        if (end - first > 7 && text[first] is '1' or 'l' or 'I' && text[first + 1] is '0' or 'O' or 'o' && text[first + 2] == '.' && char.IsAsciiDigit(text[first + 3]) && !(text[first] == '1' && text[first + 1] == '0'))
        {
            return (new TextSpan(first, end), $"“{text[first..end]}” begins with a letter for a figure; a DOI begins with 10. Write the figures.", Suggest(new TextSpan(first, first + 2), "10"));
        }

        if (!char.IsAsciiDigit(text[first]))
        {
            return null;
        }

        if (blanks > 0 && start > 0 && text[start - 1] == '/' && text.AsSpan(first).StartsWith("10."))
        {
            return Blank(text, start, first, first, EndOf(text, first));
        }

        if (!text.AsSpan(first).StartsWith("10"))
        {
            return LooksLikeDoi(text.AsSpan(first, end - first))
                ? (new TextSpan(first, end), $"“{text[first..end]}” is no DOI: every DOI begins with 10. Compare it with the article.", text.AsSpan(first).StartsWith("0.") ? Suggest(new TextSpan(first, first), "1") : null)
                : null;
        }

        return Prefix(text, first, end);
    }

    private static (TextSpan Span, string Message, SuggestedFix? Fix)? Prefix(string text, int first, int end)
    {
        var at = first + 2;
        if (at < end && text[at] == '/')
        {
            return null;
        }

        if (at >= text.Length || text[at] != '.')
        {
            // "10,1234/…", "10:1234/…"
            return at + 1 < end && text[at] is ',' or ':' or '-' && LooksLikeDoi(string.Concat("10.", text.AsSpan(at + 1, end - at - 1)))
                ? (new TextSpan(first, end), $"“{text[first..end]}” has “{text[at]}” behind its 10 and not a full stop. Put the stop.", Suggest(new TextSpan(at, at + 1), "."))
                : null;
        }

        at++;
        if (Blanks(text, at) is > 0 and var inside && at + inside < text.Length && char.IsAsciiDigit(text[at + inside]) && LooksLikeDoi(string.Concat("10.", text.AsSpan(at + inside, EndOf(text, at + inside) - at - inside))))
        {
            return Blank(text, at, at + inside, first, EndOf(text, at + inside));
        }

        var digits = at;
        while (digits < end && (char.IsAsciiDigit(text[digits]) || (text[digits] == '.' && digits + 1 < end && char.IsAsciiDigit(text[digits + 1]))))
        {
            digits++;
        }

        var registrant = text.AsSpan(at, digits - at).IndexOf('.') is >= 0 and var dot ? dot : digits - at;
        if (digits >= end || text[digits] != '/')
        {
            if (registrant is < FewestDigits or > MostDigits)
            {
                return null;
            }

            // "10.1234 /abc"
            if (digits == end && Blanks(text, end) is > 0 and var gap && end + gap + 1 < text.Length && text[end + gap] == '/' && char.IsLetterOrDigit(text[end + gap + 1]))
            {
                return Blank(text, end, end + gap, first, EndOf(text, end + gap));
            }

            return (new TextSpan(first, end), $"“{text[first..end]}” is only a part of a DOI: after 10. and the number of the publisher come a slash and more. Compare it with the article.", null);
        }

        if (registrant < FewestDigits)
        {
            return (new TextSpan(first, end), $"“{text[first..end]}” is no DOI: after 10. come at least four digits. Compare it with the article.", null);
        }

        return Suffix(text, first, digits + 1, end);
    }

    private static (TextSpan Span, string Message, SuggestedFix? Fix)? Suffix(string text, int first, int suffix, int end)
    {
        if (suffix >= end)
        {
            return Blanks(text, suffix) is > 0 and var gap && suffix + gap < text.Length && (char.IsAsciiDigit(text[suffix + gap]) || EndOf(text, suffix + gap) - suffix - gap is > 3 and var length && text.AsSpan(suffix + gap, length).IndexOfAnyInRange('0', '9') > 0)
                ? Blank(text, suffix, suffix + gap, first, EndOf(text, suffix + gap))
                : (new TextSpan(first, suffix), $"“{text[first..suffix]}” is only a part of a DOI: nothing follows the slash. Compare it with the article.", null);
        }

        List<TextEdit> dashes = [];
        for (var i = suffix; i < end; i++)
        {
            if (text[i] is '–' or '—' or '−' or '‑' or '‐')
            {
                dashes.Add(new TextEdit(new TextSpan(i, i + 1), "-"));
            }
        }

        return dashes.Count > 0 && dashes[^1].Span.End < end
            ? (new TextSpan(first, end), $"“{text[first..end]}” has a dash where the DOI has a hyphen: as printed it is not found. Put hyphens.", new SuggestedFix(FixSureness.Suggested, dashes))
            : null;
    }

    private static (TextSpan Span, string Message, SuggestedFix? Fix)? Blank(string text, int from, int to, int first, int end) =>
        (new TextSpan(Math.Min(from, first), end), $"A blank parts the DOI “{text[first..end]}”, and it is not found. Close it up.", Suggest(new TextSpan(from, to), ""));

    private static bool LooksLikeDoi(ReadOnlySpan<char> value)
    {
        var dot = value.IndexOf('.');
        var slash = value.IndexOf('/');
        return dot is > 0 and <= 2 && slash > dot + FewestDigits && slash <= dot + MostDigits + 1 && slash + 1 < value.Length && !value[(dot + 1)..slash].ContainsAnyExceptInRange('0', '9') && !value[..dot].ContainsAnyExceptInRange('0', '9');
    }

    private static int Blanks(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] is ' ' or '\u00A0' or '\u200B')
        {
            end++;
        }

        return end - at;
    }

    // To the next white space, without what ends the sentence.
    private static int EndOf(string text, int at)
    {
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('>' or '»' or '”' or '"'))
        {
            end++;
        }

        while (end > at && text[end - 1] is '.' or ',' or ';' or ')' or ']' or ':')
        {
            end--;
        }

        return end;
    }
}
