using System.Globalization;
using System.Text;

namespace Recto.Notes.Labelling;

/// <summary>What two reference strings have in common when they are the same but for spaces, punctuation and case: their letters and digits in lower case.</summary>
public static class SequenceKey
{
    /// <summary>The key of a string; empty where it has neither letter nor digit.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                key.Append(Rune.ToLower(rune, CultureInfo.InvariantCulture));
            }
        }

        return key.ToString();
    }

    /// <summary>The sequences without those whose string came before.</summary>
    public static IEnumerable<LabelledSequence> WithoutDoubles(IEnumerable<LabelledSequence> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return sequences.Where(sequence => seen.Add(Of(sequence.Sequence.Text)));
    }
}
