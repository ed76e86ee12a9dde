using System.Globalization;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>One leaf of a list.</summary>
/// <param name="Number">Its number, 1 to 99999.</param>
/// <param name="Figures">The figures in the note.</param>
/// <param name="Side">The mark of the side without a stop; null where it has none.</param>
/// <param name="IsFront">Whether the mark says the front; false also where there is none.</param>
/// <param name="EndsRange">Whether a dash stands before it: it ends what the leaf before began.</param>
internal readonly record struct ListedLeaf(int Number, TextSpan Figures, TextSpan? Side, bool IsFront, bool EndsRange);

/// <summary>Leaves as they are listed behind a label: <c>5–7 ob., 12</c>, <c>30r–31v</c>.</summary>
/// <param name="Leaves">At least one.</param>
/// <param name="Span">From the first figure to the last, sides included.</param>
/// <param name="NextToken">Index of the token behind the list.</param>
internal sealed record LeafList(IReadOnlyList<ListedLeaf> Leaves, TextSpan Span, int NextToken)
{
    private static readonly WordSet Backs = new("ob об oborot оборот v va vb vo verso rs zv зв");
    private static readonly WordSet Fronts = new("r ra rb ro recto vs");
    private static readonly WordSet Joiners = new("and und et e y i и та");

    /// <summary>Whether more than one leaf is meant: a list, or a range.</summary>
    public bool IsSeveral => Leaves.Count > 1 && Leaves[^1].Number != Leaves[0].Number;

    /// <summary>The leaves that begin at a token; null where it is no leaf's number.</summary>
    public static LeafList? Read(NoteTokens tokens, int at)
    {
        var leaves = new List<ListedLeaf>();
        var next = at;
        while (ReadLeaf(tokens, next, leaves.Count > 0 && tokens.Is(next - 1, TokenKind.Dash), out var after) is { } leaf && (leaves.Count == 0 || leaf.EndsRange || IsListed(tokens, leaf, after)))
        {
            leaves.Add(leaf);
            next = after;
            if (tokens.Is(next, TokenKind.Dash) || tokens.Is(next, ',') || Joiners.Contains(tokens, next))
            {
                next++;
            }
            else if (tokens.Is(next, '.') && leaf.Side is not null && (tokens.Is(next + 1, TokenKind.Dash) || tokens.Is(next + 1, ',')))
            {
                next += 2;
            }
            else
            {
                break;
            }
        }

        if (leaves.Count == 0)
        {
            return null;
        }

        var last = leaves[^1];
        var span = new TextSpan(leaves[0].Figures.Start, last.Side?.End ?? last.Figures.End);
        next = tokens.IndexFrom(span.End);
        return new LeafList(leaves, span, next);
    }

    // "l. 5, 12 May 1937": a figure behind a comma is a leaf only where no other word follows it, and four figures may be a year.
    private static bool IsListed(NoteTokens tokens, ListedLeaf leaf, int after) =>
        leaf.Figures.Length < 4 && !tokens.Is(after, TokenKind.Word) && !(tokens.Is(after, '.') && tokens.Is(after + 1, TokenKind.Number) && !tokens.HasGapBefore(after + 1)) && !tokens.Is(after, '/');

    private static ListedLeaf? ReadLeaf(NoteTokens tokens, int i, bool endsRange, out int after)
    {
        after = i + 1;
        if (!tokens.Is(i, TokenKind.Number))
        {
            return null;
        }

        var text = tokens.TextOf(i);
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length : digits;
        if (digits is 0 or > 5 || !int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var start = tokens[i].Start;
        var figures = new TextSpan(start, start + digits);
        if (digits < text.Length)
        {
            // "12r", "7об"; what else is joined to the figures belongs to the number ("12a").
            var mark = text[digits..];
            return Backs.Contains(mark) || Fronts.Contains(mark)
                ? new ListedLeaf(number, figures, new TextSpan(figures.End, tokens[i].End), Fronts.Contains(mark), endsRange)
                : new ListedLeaf(number, tokens[i].Span, null, false, endsRange);
        }

        if (Backs.Contains(tokens, i + 1) || Fronts.Contains(tokens, i + 1))
        {
            after = i + 2;
            return new ListedLeaf(number, figures, tokens[i + 1].Span, Fronts.Contains(tokens, i + 1), endsRange);
        }

        // "14 (recto)"
        if (tokens.Is(i + 1, TokenKind.Opening) && tokens.Partner(i + 1) == i + 3 && tokens.TextOf(i + 2).Length > 1 && (Backs.Contains(tokens, i + 2) || Fronts.Contains(tokens, i + 2)))
        {
            after = i + 4;
            return new ListedLeaf(number, figures, tokens.Span(i + 1, i + 4), Fronts.Contains(tokens, i + 2), endsRange);
        }

        return new ListedLeaf(number, figures, null, false, endsRange);
    }
}
