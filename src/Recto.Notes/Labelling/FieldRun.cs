namespace Recto.Notes.Labelling;

/// <summary>A field: a run of neighbouring words with one label.</summary>
/// <param name="Label">The label.</param>
/// <param name="First">Its first word, from 0.</param>
/// <param name="End">The word after its last.</param>
public readonly record struct FieldRun(string Label, int First, int End)
{
    /// <summary>The fields of a labelled string, in order; they tile its words.</summary>
    public static IReadOnlyList<FieldRun> Of(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var fields = new List<FieldRun>();
        for (var first = 0; first < labels.Count;)
        {
            var end = first + 1;
            while (end < labels.Count && labels[end] == labels[first])
            {
                end++;
            }

            fields.Add(new FieldRun(labels[first], first, end));
            first = end;
        }

        return fields;
    }

    /// <summary>
    /// The fields where labels may say by <c>b-</c>, <c>i-</c> and <c>e-</c> where one begins, goes on and ends (<c>b-r i-r e-r</c> is one field <c>r</c>),
    /// so that two of a kind may be neighbours. Labels without such a beginning are taken as in <see cref="Of"/>.
    /// </summary>
    public static IReadOnlyList<FieldRun> OfMarked(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var fields = new List<FieldRun>();
        for (var first = 0; first < labels.Count;)
        {
            var kind = KindOf(labels[first]);
            var end = first + 1;
            while (end < labels.Count && KindOf(labels[end]) == kind && !Marks(labels[end], 'b') && !Marks(labels[end - 1], 'e'))
            {
                end++;
            }

            fields.Add(new FieldRun(kind, first, end));
            first = end;
        }

        return fields;
    }

    private static string KindOf(string label) => Marks(label, 'b') || Marks(label, 'i') || Marks(label, 'e') ? label[2..] : label;

    private static bool Marks(string label, char mark) => label.Length > 2 && label[1] == '-' && label[0] == mark;
}
