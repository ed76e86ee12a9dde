using System.Globalization;
using System.Text;
using Recto.Journals.Search;

namespace Recto.Storage.Search;

/// <summary>What a tsvector holds of one article: <c>'word':5D 'Tword'</c>. Positions only weigh: nothing is looked up by them.</summary>
internal static class TsVectorWords
{
    /// <summary>The mark of a word that stands elsewhere, and not in the text: so the words of the text, which are most, are not kept twice.</summary>
    public const char NotInText = 'X';

    /// <summary>Before a word, that it stands in that field, in the order of <see cref="SearchFields"/>; the text has none. No folded word begins with a capital.</summary>
    public const string FieldMarks = "TAB NS";

    private const int MostPositions = 12; // More of one word in one field say nothing more.
    private const int MostBytes = 900_000; // PostgreSQL refuses a tsvector of a megabyte.
    private const int MostMarks = 32;
    private const int MostBytesOfMarks = 2_000; // They stand in the row itself.
    private const int TextField = 3;
    private const string Weights = "AABDCB";
    private static readonly double[] Worth = [10, 8, 4, 1, 1.5, 3]; // As FTS5 is told.

    /// <summary>The words of the fields and where they stand.</summary>
    public static (string Words, string Marks) Of(IReadOnlyList<string> fields)
    {
        var found = new Dictionary<string, Found>(StringComparer.Ordinal);
        var at = 0;
        for (var field = 0; field < fields.Count; field++)
        {
            foreach (var range in fields[field].AsSpan().Split(' '))
            {
                var word = fields[field].AsSpan(range);
                if (word.IsEmpty || word.SequenceEqual(AnalysedText.Gap))
                {
                    continue;
                }

                var lookup = found.GetAlternateLookup<ReadOnlySpan<char>>();
                if (!lookup.TryGetValue(word, out var known))
                {
                    lookup[word] = known = new Found(word.ToString());
                }

                known.Counts[field]++;
                if (known.Counts[field] <= MostPositions)
                {
                    known.Places.Append(known.Places.Length > 0 ? "," : "").Append((++at % 16000) + 1).Append(Weights[field]);
                }
            }
        }

        return (Words(found.Values), Marks(found.Values));
    }

    private static string Words(IReadOnlyCollection<Found> found)
    {
        // Books of several megabytes: without places, and where that is not enough, the last new words are left out.
        var hasPlaces = found.Sum(word => Size(word) + word.Places.Length) <= MostBytes;
        var (vector, size) = (new StringBuilder(), 0);
        foreach (var word in found)
        {
            if ((size += Size(word)) > MostBytes && !hasPlaces)
            {
                break;
            }

            vector.Append('\'').Append(word.Word).Append('\'').Append(hasPlaces ? ":" : "").Append(hasPlaces ? word.Places : null).Append(' ');
            for (var field = 0; field < Weights.Length; field++)
            {
                if ((field == TextField) == (word.Counts[field] == 0))
                {
                    vector.Append('\'').Append(field == TextField ? NotInText : FieldMarks[field]).Append(word.Word).Append("' ");
                }
            }
        }

        return vector.ToString();
    }

    // All of title and names, and the weightiest of the rest, as often as they are worth it.
    private static string Marks(IReadOnlyCollection<Found> found)
    {
        var heads = found.Where(word => word.Counts[0] + word.Counts[1] > 0).Select(word => (word, Places: "A"));
        var rest = found.Where(word => word.Counts[0] + word.Counts[1] == 0).Select(word => (Word: word, Worth: word.Counts.Select((count, field) => count * Worth[field]).Sum()))
            .OrderByDescending(word => word.Worth).ThenBy(word => word.Word.Word, StringComparer.Ordinal).Take(MostMarks).Select(word => (word.Word, Places: word.Worth >= 8 ? "B" : word.Worth >= 3 ? "C" : "D"));
        var (vector, size, at) = (new StringBuilder(), 0, 0);
        foreach (var (word, weight) in heads.Concat(rest))
        {
            if ((size += Encoding.UTF8.GetByteCount(word.Word) + 12) > MostBytesOfMarks)
            {
                break;
            }

            vector.Append(CultureInfo.InvariantCulture, $"'{word.Word}':{++at}{weight} ");
        }

        return vector.ToString();
    }

    private static int Size(Found word) => word.Counts.Count(count => count > 0) * (Encoding.UTF8.GetByteCount(word.Word) + 8) + 8;

    private sealed class Found(string word)
    {
        public string Word { get; } = word;
        public int[] Counts { get; } = new int[6];
        public StringBuilder Places { get; } = new();
    }
}
