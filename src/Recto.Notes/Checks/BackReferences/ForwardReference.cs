using Recto.Notes.Diagnostics;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0403: "see note 60 above" in note 50. Certain: the note stands on the other side of this one, wherever its label is used.</summary>
internal sealed class ForwardReference : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0403", "forward-reference", "A note said to stand above stands below", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        for (var index = 0; index < context.Count; index++)
        {
            foreach (var pointer in PlacedPointer.Find(context.Tokens(index)))
            {
                var labels = pointer.Labels.Select(span => context.Printed(index, span)).ToList();
                var wrong = labels.Where(label => IsOnTheOtherSide(numbering, context, index, label, pointer.IsAbove)).ToList();
                if (wrong.Count == 0)
                {
                    continue;
                }

                var said = context.Printed(index, pointer.Side);
                var all = wrong.Count == labels.Count;
                yield return At(index, pointer.Side,
                    $"{(wrong.Count == 1 ? $"Note {wrong[0]} stands" : $"Notes {string.Join(" and ", wrong)} stand")} {(pointer.IsAbove ? "below" : "above")} this note, not {(pointer.IsAbove ? "above" : "below")}; "
                    + (all ? $"write “{Shown(pointer.Opposite)}” for “{Shown(said)}”, or name the note that is meant." : "name the note that is meant."),
                    all ? Suggest(pointer.Side, pointer.Opposite) : null);
            }
        }
    }

    // "s. o.", "plus haut"
    private static string Shown(string word) => word.Length == 1 ? $"s. {word}." : word is "haut" or "bas" ? "plus " + word : word;

    private static bool IsOnTheOtherSide(NoteNumbering numbering, CheckContext context, int index, string label, bool isAbove)
    {
        var places = numbering.All(label);
        return places.Count > 0 && label != context.Label(index)
            && (isAbove ? places[0] > index && numbering.AreInOrder(index, places[0]) : places[^1] < index && numbering.AreInOrder(places[^1], index));
    }
}
