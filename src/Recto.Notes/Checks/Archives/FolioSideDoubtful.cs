using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Archives;

/// <summary>
/// RN0310: the side of a leaf cannot be told, since others beside it bear r and v (<c>fols. 12r–14</c>); and the mark of a side set now with, now without a blank (<c>7ob, 7 ob.</c>).
/// Where fronts are never marked, as in most Russian notes (<c>л. 5–7 об.</c>), a bare number is the front, and nothing is in doubt.
/// </summary>
internal sealed class FolioSideDoubtful : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0310", "folio-side-doubtful", "The side of a leaf is in doubt, or is marked in two ways", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        List<LeafMention> mentions = [.. Enumerable.Range(0, context.Count).SelectMany(note => LeafMention.In(context, note))];
        return Spacing(context, mentions, words: true).Concat(Spacing(context, mentions, words: false)).Concat(Sides(context, mentions)).Concat(FrontsElsewhereBare(context, mentions));
    }

    private IEnumerable<Diagnostic> Spacing(CheckContext context, List<LeafMention> mentions, bool words)
    {
        var habit = new Habit<bool>();
        foreach (var mention in mentions)
        {
            foreach (var leaf in mention.List.Leaves)
            {
                if (leaf.Side is { } side && side.In(context.Text(mention.Note)) is [not '(' and not '[', ..] mark && mark is "r" or "v" != words)
                {
                    habit.Add(side.Start > leaf.Figures.End, mention.Note, new TextSpan(leaf.Figures.Start, side.End));
                }
            }
        }

        return habit.TryFind(out var apart)
            ? Departures(context, habit.Others(apart), use => $"“{context.Printed(use)}” is written {(apart ? "with" : "without")} a blank before the side elsewhere; write “{Respaced(context.Printed(use), apart)}”.", use => Safe(use.Span, Respaced(context.Printed(use), apart)))
            : [];
    }

    private static string Respaced(string leaf, bool apart)
    {
        var letter = 0;
        while (char.IsAsciiDigit(leaf[letter]))
        {
            letter++;
        }

        return leaf[..letter] + (apart ? " " : "") + leaf[letter..].TrimStart();
    }

    private IEnumerable<Diagnostic> Sides(CheckContext context, List<LeafMention> mentions)
    {
        // A file in which some front is marked: there a bare number is not simply the front.
        var fronts = mentions.Where(mention => mention.File is not null && mention.List.Leaves.Any(leaf => leaf.IsFront)).Select(mention => mention.File!).ToHashSet(StringComparer.Ordinal);
        var bare = new Habit<string>();
        foreach (var mention in mentions)
        {
            var leaves = mention.List.Leaves;
            if (leaves.Any(leaf => leaf.IsFront) || (mention.File is { } file && fronts.Contains(file) && leaves.Any(leaf => leaf.Side is not null)))
            {
                for (var i = 0; i < leaves.Count; i++)
                {
                    if (leaves[i].Side is null && Marked(leaves, i) is { } marked)
                    {
                        bare.Add(context.Text(mention.Note)[marked.Figures.Start..marked.Side!.Value.End], mention.Note, leaves[i].Figures);
                    }
                }
            }
        }

        return Departures(context, bare.Uses, use => $"Leaf {context.Printed(use)} has no side, and {use.Way} beside it has one; say which side is meant.");
    }

    // 14 (recto) here, 14 there: the front is what a bare number means, or the back was meant.
    private IEnumerable<Diagnostic> FrontsElsewhereBare(CheckContext context, List<LeafMention> mentions)
    {
        var bare = new Dictionary<(string File, int Number), int>();
        foreach (var mention in mentions.Where(mention => mention is { File: not null, List.Leaves: [{ Side: null }] }))
        {
            bare.TryAdd((mention.File!, mention.List.Leaves[0].Number), mention.Note);
        }

        var marked = new Habit<int>();
        foreach (var mention in mentions.Where(mention => mention is { File: not null, List.Leaves: [{ IsFront: true }] }))
        {
            if (bare.TryGetValue((mention.File!, mention.List.Leaves[0].Number), out var other) && other != mention.Note)
            {
                marked.Add(other, mention.Note, mention.List.Span);
            }
        }

        return Departures(context, marked.Uses, use => $"{context.Printed(use)} says the front, and note {context.Label(use.Way)} has this leaf without a side. If the back was meant, say so; else write both alike.");
    }

    // The marked neighbour that puts a bare number in doubt: the other end of its range, or, for a leaf alone, one before it in the list. Both ends bare are whole leaves.
    private static ListedLeaf? Marked(IReadOnlyList<ListedLeaf> leaves, int i)
    {
        if (leaves[i].EndsRange)
        {
            return leaves[i - 1].Side is null ? null : leaves[i - 1];
        }

        if (i + 1 < leaves.Count && leaves[i + 1].EndsRange)
        {
            return leaves[i + 1].Side is null ? null : leaves[i + 1];
        }

        foreach (var leaf in leaves)
        {
            if (leaf.Side is not null)
            {
                return leaf;
            }
        }

        return null;
    }
}
