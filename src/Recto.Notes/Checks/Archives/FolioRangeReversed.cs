using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0311: a range of leaves that runs backwards: l. 45–32, fols. 12v–12r. A shortened second number (145–7) runs on.</summary>
internal sealed class FolioRangeReversed : Check
{
    private const int Turn = 8;

    private static readonly WordSet Turned = new("rev reversed reverse inverted back backwards umgekehrt rückwärts inversé inverse tête-bêche обороте");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0311", "folio-range-reversed", "A range of leaves runs backwards", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var mention in LeafMention.In(context, note))
            {
                var leaves = mention.List.Leaves;
                for (var i = 1; i < leaves.Count; i++)
                {
                    if (leaves[i].EndsRange && RunsBack(leaves[i - 1], leaves[i]) && !IsTurned(context.Tokens(note), mention.List.NextToken))
                    {
                        var span = new TextSpan(leaves[i - 1].Figures.Start, leaves[i].Side?.End ?? leaves[i].Figures.End);
                        yield return At(note, span, $"The leaves {context.Printed(note, span)} run backwards. Check both numbers against the file.");
                    }
                }
            }
        }
    }

    // "92v–50v (from the back of the volume)", "fols 92v–50v rev.": the volume was turned round and written from the other end.
    private static bool IsTurned(NoteTokens tokens, int next)
    {
        for (var i = next; i < next + Turn; i++)
        {
            if (Turned.Contains(tokens, i))
            {
                return true;
            }
        }

        return false;
    }

    // 145–7 is 145–147; 145–32 is neither 132 nor 32.
    private static bool RunsBack(ListedLeaf from, ListedLeaf to)
    {
        var unit = 10;
        while (unit <= to.Number)
        {
            unit *= 10;
        }

        var end = unit <= from.Number ? (from.Number / unit * unit) + to.Number : to.Number;
        return end < from.Number || (end == from.Number && from.Side is not null && !from.IsFront && to.IsFront);
    }
}
