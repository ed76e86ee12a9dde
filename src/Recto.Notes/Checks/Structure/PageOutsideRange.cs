using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>
/// RN0214: a page of an article or chapter that lies outside the pages which the notes themselves give for the whole. The whole is told by a range with a page picked out of it (<c>345–380, here 351</c>), or by a long range at the one full mention.
/// </summary>
internal sealed class PageOutsideRange : Check
{
    // A range of so many pages without more is hardly picked out of a longer article.
    private const int LongRange = 12;
    private const double Sure = 0.8;
    private const int MostPages = 3;
    private const int LongestTitle = 300;

    private static readonly WordSet Picks = new("here at hier ici esp especially bes besonders insbes notamment spéc aquí qui здесь especialmente cit cited");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0214", "page-outside-range", "A page lies outside the article or chapter", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        foreach (var source in context.Apparatus.Sources.Where(source => source.Kind is ReferenceKind.Article or ReferenceKind.Chapter))
        {
            List<Given> given = [.. source.Mentions.SelectMany(mention => Of(context, mention))];
            var wholes = given.Where(pages => pages.IsWhole).ToList();
            if (wholes.Count == 0 || wholes.Exists(pages => pages.First != wholes[0].First || pages.Last != wholes[0].Last))
            {
                continue;
            }

            var whole = wholes[0];
            foreach (var pages in given.Where(pages => !pages.IsWhole && IsSameTitle(pages.Title, whole.Title) && (pages.First < whole.First || pages.Last > whole.Last)))
            {
                yield return At(pages.Note, pages.Span, string.Create(CultureInfo.InvariantCulture,
                    $"Page {context.Printed(pages.Note, pages.Span)} lies outside {whole.First}–{whole.Last}, the pages of the whole in note {context.Label(whole.Note)}. Look both up."));
            }
        }
    }

    private static List<Given> Of(CheckContext context, Mention mention)
    {
        var resolved = context.References(mention.NoteIndex)[mention.ReferenceIndex];
        if (resolved.Reference.Pages is not { } pages || resolved.Confidence < Sure)
        {
            return [];
        }

        var tokens = context.Tokens(mention.NoteIndex);
        var found = new List<Given>();
        var (isPicked, end) = (false, WithPicked(tokens, tokens.IndexFrom(pages.Span.End)));
        for (var i = tokens.IndexFrom(pages.Span.Start); i < end; i++)
        {
            isPicked |= Picks.Contains(tokens, i);
            if (Digits.Value(tokens, i) is not (> 0 and var first))
            {
                // "n. 12", "xii": another count.
                if (tokens[i].Kind is TokenKind.Word or TokenKind.Number && !Picks.Contains(tokens, i) && !PageLabels.IsPage(tokens, i) && !IsJoiner(tokens, i))
                {
                    return [];
                }

                continue;
            }

            var isRange = tokens.Is(i + 1, TokenKind.Dash) && Digits.Value(tokens, i + 2) > 0 && i + 2 < end;
            var last = isRange ? Digits.Expanded(tokens.TextOf(i), tokens.TextOf(i + 2)) : first;
            if (last < first)
            {
                return [];
            }

            found.Add(new Given(mention.NoteIndex, tokens.Span(i, isRange ? i + 3 : i + 1), first, last, false, (resolved.Reference as PublishedReference)?.Title?.Text));
            i += isRange ? 2 : 0;
        }

        // "345–380, here 351": the first is the whole. "345–380" alone, at the one full mention.
        if (found.Count > 0 && found[0].Last > found[0].First
            && ((isPicked && found.Count > 1) || (found.Count == 1 && found[0].Last - found[0].First >= LongRange && resolved.Reference is PublishedReference { Form: ReferenceForm.Full, Container: not null })))
        {
            found[0] = found[0] with { IsWhole = true };
        }

        // Many numbers are hardly pages of one work.
        return found.Count <= MostPages ? found : [];
    }

    // "S. 45–52, hier S. 51": what is picked out may stand behind the pages that were read.
    private static int WithPicked(NoteTokens tokens, int end)
    {
        var at = tokens.Is(end, ',') || tokens.Is(end, '(') ? end + 1 : end;
        if (!Picks.Contains(tokens, at))
        {
            return end;
        }

        at += tokens.Is(at + 1, '.') ? 2 : 1;
        at = PageLabels.NumberAfter(tokens, at) is > 0 and var number && PageLabels.IsPage(tokens, at) ? number : at;
        return !tokens.Is(at, TokenKind.Number) ? end : tokens.Is(at + 1, TokenKind.Dash) && tokens.Is(at + 2, TokenKind.Number) ? at + 3 : at + 1;
    }

    // Two chapters of one book may have been taken for one.
    private static bool IsSameTitle(string? one, string? other) => one is null || other is null || (one.Length <= LongestTitle && other.Length <= LongestTitle) && (EditDistance.Fold(other).Contains(EditDistance.Fold(one), StringComparison.Ordinal) || EditDistance.Fold(one).Contains(EditDistance.Fold(other), StringComparison.Ordinal));

    private static bool IsJoiner(NoteTokens tokens, int i) => tokens.Is(i, "and") || tokens.Is(i, "et") || tokens.Is(i, "und") || tokens.Is(i, "f") || tokens.Is(i, "ff");

    private readonly record struct Given(int Note, TextSpan Span, int First, int Last, bool IsWhole, string? Title);
}
