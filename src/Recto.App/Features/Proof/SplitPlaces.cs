using Recto.Notes.Text;

namespace Recto.App.Features.Proof;

/// <summary>Where a reference may be split in two: behind a semicolon or the end of a sentence.</summary>
internal static class SplitPlaces
{
    /// <summary>The mark that an editor puts where the split is.</summary>
    public const char Mark = '|';

    private const int Most = 12;

    /// <summary>Places to choose from, as positions in the note's text, in order.</summary>
    public static IReadOnlyList<int> Of(string text, TextSpan span)
    {
        var places = new List<int>();
        for (var i = span.Start + 1; i + 1 < span.End && places.Count < Most; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            var before = text[i - 1];
            var sentence = before is '.' or '!' or '?' && i >= 3 && char.IsLetter(text[i - 2]) == char.IsLetter(text[i - 3]) && (char.IsUpper(text[i + 1]) || text[i + 1] is '“' or '‘' or '«' or '„');
            if (before == ';' || sentence || text[i] == '\n')
            {
                places.Add(i);
            }
        }

        return places;
    }

    /// <summary>The place that the mark shows; null where the text holds no mark, several, or is no longer the reference's.</summary>
    /// <param name="text">The note's text.</param>
    /// <param name="span">The reference.</param>
    /// <param name="marked">The reference's text with the mark in it.</param>
    public static int? Marked(string text, TextSpan span, string marked)
    {
        var original = text[span.Start..span.End];
        var (mine, its) = (Squeezed(marked), Squeezed(original));
        if (mine.Length != its.Length + 1)
        {
            return null;
        }

        // The first of the signs that can be the mark: what stands before it is as in the note, and what stands behind it too.
        var before = mine.AsSpan().CommonPrefixLength(its.AsSpan());
        var after = 0;
        while (after < its.Length && mine[^(after + 1)] == its[^(after + 1)])
        {
            after++;
        }

        for (var (i, passed) = (0, 0); i < marked.Length && passed <= before; i++)
        {
            if (marked[i] == Mark && its.Length - passed <= after)
            {
                // White space beside the mark may have been added.
                var head = marked[..i].TrimEnd();
                return span.Start + Math.Min(head.Length, original.Length);
            }

            passed += char.IsWhiteSpace(marked[i]) ? 0 : 1;
        }

        return null;
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
