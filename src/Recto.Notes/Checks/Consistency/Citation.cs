using Recto.Notes.References;

namespace Recto.Notes.Checks.Consistency;

/// <summary>One mention of something published, and where it stands.</summary>
/// <param name="Note">Index of the note in document order.</param>
/// <param name="Reference">What the words say.</param>
/// <param name="SourceId">Equal where the work is the same; null where that is not known.</param>
internal readonly record struct Citation(int Note, PublishedReference Reference, string? SourceId)
{
    // Below this a field may well be another field.
    private const double Sure = 0.75;

    /// <summary>
    /// Whether the mention stands in the text as it is printed. Sources that tag every field often leave the punctuation to the printer (<c>Allen Mary Rivers of Trade London Verso 1998</c>): they say nothing of style.
    /// </summary>
    public bool IsTypeset(CheckContext context)
    {
        var text = context.Text(Note);
        if (Reference.Title is not { } title)
        {
            return false;
        }

        var next = title.Span.End;
        while (next < text.Length && IsSkipped(text[next]))
        {
            next++;
        }

        var before = title.Span.Start - 1;
        while (before >= 0 && IsSkipped(text[before]))
        {
            before--;
        }

        var isParted = next >= text.Length || !char.IsLetterOrDigit(text[next]) || text.AsSpan(next).StartsWith("in ", StringComparison.OrdinalIgnoreCase);
        return isParted && (before < 0 || Reference.Authors.Count == 0 || Reference.Authors[0].Span.Start > title.Span.Start || !char.IsLetterOrDigit(text[before]));
    }

    private static bool IsSkipped(char c) => c is ' ' or '\u00A0' or '“' or '”' or '„' or '‘' or '’' or '«' or '»' or '"' or '\'' or '\u02B9' or '\u02BC' or '\u2032' or '\u2033';

    /// <summary>Every mention that is read with some sureness, in document order.</summary>
    public static IEnumerable<Citation> All(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var resolved in context.References(note))
            {
                if (resolved.Reference is PublishedReference { Confidence: >= Sure } reference)
                {
                    yield return new Citation(note, reference, resolved.SourceId);
                }
            }
        }
    }

    /// <summary>Every full mention that is read with some sureness, in document order.</summary>
    public static IEnumerable<Citation> Full(CheckContext context) => All(context).Where(citation => citation.Reference.Form == ReferenceForm.Full);
}
