using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0205: years that run backwards: <c>1945–1932</c>. Not where an article has years before Christ, nor in a number that may be a call number, a page or an ISSN.</summary>
internal sealed class ImpossibleYearRange : Check
{
    // Before it a range without "BC" may still be one.
    private const int EarliestEnd = 1500;

    private static readonly string[] BeforeChrist = ["BC", "B.C", "BCE", "v. Chr", "v.Chr", "av. J", "a.C.", "a. C.", "avant notre ère", "до н", "v. u. Z", "v.u.Z", "p.n.e", "př. n. l", "a.e.v"];

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0205", "impossible-year-range", "Years run backwards", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var isAncient = (bool?)null;
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            Addresses? addresses = null;
            for (var i = 0; i + 2 < tokens.Count; i++)
            {
                if (!tokens.Is(i + 1, TokenKind.Dash) || Digits.Year(tokens, i) is not (> 0 and var first) || Last(tokens, i, first) is not (> 0 and var last) || last >= first || last < EarliestEnd
                    || !IsYears(tokens, i) || (addresses ??= Addresses.Of(tokens.Text)).Contains(tokens[i].Start) || IsOther(context.References(note), tokens.Span(i, i + 3)))
                {
                    continue;
                }

                isAncient ??= IsAncient(context);
                if (isAncient.Value)
                {
                    yield break;
                }

                var span = tokens.Span(i, i + 3);
                yield return At(note, span, $"“{tokens.Text[span.Start..span.End]}” runs backwards. Look up both years.");
            }
        }
    }

    // "1945–1932"; "(1945–32)" only in a bracket of its own, since 1945-32 may be a number.
    private static int Last(NoteTokens tokens, int i, int first)
    {
        if (Digits.Year(tokens, i + 2) is > 0 and var year)
        {
            return year;
        }

        return tokens[i + 2].Span.Length == 2 && Digits.Value(tokens, i + 2) is > 12 and var short2 && tokens.Is(i - 1, '(') && tokens.Is(i + 3, ')') && IsDash(tokens, i + 1) ? first / 100 * 100 + short2 : -1;
    }

    private static bool IsDash(NoteTokens tokens, int i) => tokens.Text[tokens[i].Start] is '–' or '—';

    // Behind a comma, a bracket or a word in small letters; a hyphen only inside a bracket of its own.
    private static bool IsYears(NoteTokens tokens, int i)
    {
        if (!IsDash(tokens, i + 1) && !(tokens.Is(i - 1, '(') && tokens.Is(i + 3, ')')))
        {
            return false;
        }

        if (tokens.Is(i + 3, TokenKind.Dash) || tokens.Is(i + 3, '/') || (tokens.Is(i + 3, '.') && tokens.Is(i + 4, TokenKind.Number) && !tokens.HasGapBefore(i + 4)))
        {
            return false;
        }

        if (i == 0 || tokens.Is(i - 1, ',') || tokens.Is(i - 1, TokenKind.Opening) || tokens.Is(i - 1, TokenKind.Quote))
        {
            return true;
        }

        var word = tokens.Is(i - 1, '.') ? i - 2 : i - 1;
        return tokens.Is(word, TokenKind.Word) && !PageOrNumber(tokens, word) && !IsCode(tokens.TextOf(word));
    }

    private static bool PageOrNumber(NoteTokens tokens, int i) => Vocabulary.Pages.Contains(tokens, i) || Vocabulary.Volume.Contains(tokens, i) || Vocabulary.Issue.Contains(tokens, i) || Vocabulary.Note.Contains(tokens, i);

    private static bool IsCode(ReadOnlySpan<char> word) => word.Length <= 6 && !word.ContainsAnyExceptInRange('A', 'Z');

    private static bool IsOther(IEnumerable<Resolution.ResolvedReference> references, TextSpan span)
    {
        foreach (var resolved in references)
        {
            if (resolved.Reference.Pages is { } pages && pages.Span.Overlaps(span))
            {
                return true;
            }

            if (resolved.Reference is ArchivalReference archival && (archival.Path.Any(level => level.Span.Overlaps(span)) || archival.Folio is { } folio && folio.Span.Overlaps(span)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAncient(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var mark in BeforeChrist)
            {
                var text = context.Text(note);
                var at = text.IndexOf(mark, StringComparison.Ordinal);
                var before = text.AsSpan(0, Math.Max(at, 0)).TrimEnd();

                // "Vancouver, BC", "UBC Press"
                if (at > 0 && !char.IsLetter(text[at - 1]) && (at + mark.Length == text.Length || !char.IsLetter(text[at + mark.Length])) && before is not [.., ','])
                {
                    return true;
                }
            }
        }

        return false;
    }
}
