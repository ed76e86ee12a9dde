using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>
/// RN0204: a range of pages that ends before it begins: <c>pp. 345–312</c>, also <c>345–12</c>, which is 345–312. Looked at behind a word that announces pages, leaves or volumes, and in the pages of a work that is read surely.
/// <c>p. 6-5</c> may be page 5 of part 6.
/// </summary>
internal sealed class ImpossibleRange : Check
{
    private const int LastPartOfManual = 40;
    private const double Sure = 0.8;

    private static readonly WordSet Joins = new("and et und y e и u i");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0204", "impossible-range", "A range of pages ends before it begins", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            var addresses = Addresses.Of(context.Text(note));
            var said = new HashSet<int>();
            foreach (var (from, isPlural) in Ranges(tokens).Concat(OfReferences(context, note, tokens)))
            {
                if (!addresses.Contains(tokens[from].Start) && !IsOfLeaves(context, note, tokens, from) && Backwards(tokens, from, isPlural) is { } end && said.Add(from))
                {
                    var span = tokens.Span(from, from + 3);
                    var first = Digits.Value(tokens, from);
                    var printed = context.Printed(note, span);
                    yield return At(note, span, end == first
                        ? $"“{printed}” ends where it begins. Give one number, or the right end."
                        : string.Create(CultureInfo.InvariantCulture, $"“{printed}” runs backwards, from {first} to {end}. Look up both numbers."));
                }
            }
        }
    }

    // The leaves of a file are RN0311's, which knows their sides.
    private static bool IsOfLeaves(CheckContext context, int note, NoteTokens tokens, int from)
    {
        foreach (var resolved in context.References(note))
        {
            if (resolved.Reference is ArchivalReference { Folio: { } folio } && folio.Span.Overlaps(tokens[from].Span))
            {
                return true;
            }
        }

        var label = tokens.Is(from - 1, '.') ? from - 2 : from - 1;
        return PageLabels.IsLeaf(tokens, label);
    }

    // Every "345–312" in the list of numbers behind a label.
    private static IEnumerable<(int From, bool IsPlural)> Ranges(NoteTokens tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (PageLabels.NumberAfter(tokens, i) is not (> 0 and var at))
            {
                continue;
            }

            var isPlural = PageLabels.IsPlural(tokens, i);
            while (tokens.Is(at, TokenKind.Number))
            {
                var isRange = tokens.Is(at + 1, TokenKind.Dash) && tokens.Is(at + 2, TokenKind.Number);
                if (isRange)
                {
                    yield return (at, isPlural);
                }

                at += isRange ? 3 : 1;
                var next = tokens.Is(at, ',') || tokens.Is(at, '&') || Joins.Contains(tokens, at) ? at + 1 : at;
                if (next == at || Digits.Year(tokens, next) > 0)
                {
                    break;
                }

                at = next;
            }

            i = Math.Max(i, at - 1);
        }
    }

    private static IEnumerable<(int From, bool IsPlural)> OfReferences(CheckContext context, int note, NoteTokens tokens)
    {
        foreach (var resolved in context.References(note))
        {
            if (resolved.Reference is PublishedReference { Form: ReferenceForm.Full, Kind: ReferenceKind.Article or ReferenceKind.Chapter or ReferenceKind.Book, Pages: { } pages, Confidence: >= Sure }
                && tokens.IndexFrom(pages.Span.Start) is var at && tokens.Is(at, TokenKind.Number) && tokens.Is(at + 1, TokenKind.Dash) && tokens.Is(at + 2, TokenKind.Number) && tokens[at + 2].End == pages.Span.End)
            {
                yield return (at, true);
            }
        }
    }

    // The end, where it is no later than the beginning; null where the range is right, or no range.
    private static int? Backwards(NoteTokens tokens, int from, bool isPlural)
    {
        var first = tokens.TextOf(from);
        var last = tokens.TextOf(from + 2);
        var (begin, end) = (Digits.Value(first), Digits.Expanded(first, last));
        if (begin <= 0 || end <= 0 || first.Length > 5 || end > begin || first[0] == '0' || last[0] == '0')
        {
            return null;
        }

        // "12-10-5", "12–10/5": a number of several parts.
        if (IsJoined(tokens, from + 3) || IsJoined(tokens, from - 1))
        {
            return null;
        }

        var isHyphen = tokens.Text[tokens[from + 1].Start] is '-' or '‐' or '‑';
        var isGapped = tokens.HasGapBefore(from + 1) != tokens.HasGapBefore(from + 2);
        return isGapped || (isHyphen && (begin < 10 || (begin <= LastPartOfManual && !isPlural))) ? null : end;
    }

    private static bool IsJoined(NoteTokens tokens, int i) => (tokens.Is(i, TokenKind.Dash) || tokens.Is(i, '/')) && (tokens.Is(i + 1, TokenKind.Number) && !tokens.HasGapBefore(i + 1));
}
