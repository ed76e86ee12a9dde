namespace Recto.Notes.Labelling.Corpora;

/// <summary>Labels that say where references begin and end.</summary>
internal static class SpanLabels
{
    /// <summary><c>b-r</c>, <c>i-r</c>, <c>e-r</c> for the words of each run of one mark, <c>o</c> for unmarked words. A reference of one word is <c>b-r</c> alone.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string?> marks) =>
    [
        .. marks.Select((mark, word) =>
            mark is null ? "o"
            : word == 0 || marks[word - 1] != mark ? "b-r"
            : word + 1 == marks.Count || marks[word + 1] != mark ? "e-r"
            : "i-r"),
    ];
}
