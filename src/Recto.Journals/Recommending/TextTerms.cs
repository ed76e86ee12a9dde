using System.Buffers.Binary;
using Recto.Journals.Search;

namespace Recto.Journals.Recommending;

/// <summary>Reads an article into its words and how often they stand there: folded as the search folds them (<see cref="WordScanner"/>), so that spellings and scripts that it makes one are one here too; each word as a number, and the most frequent alone.</summary>
public static class TextTerms
{
    /// <summary>Raised whenever the same text would be read otherwise.</summary>
    public const string Version = "1";

    /// <summary>Most words that are kept of an article. Words that all articles have fall out later, by how many have them.</summary>
    public const int Most = 600;

    private const int Shortest = 3;
    private const int HighestCount = ushort.MaxValue;
    private const int Width = sizeof(int) + sizeof(ushort);

    /// <summary>The words, most frequent first.</summary>
    /// <param name="parts">Texts, and how much each of their words counts.</param>
    public static IReadOnlyList<TermCount> Of(IEnumerable<(string Text, int Weight)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var counts = new Dictionary<int, int>();
        foreach (var (text, weight) in parts)
        {
            var scanner = new WordScanner(text);
            while (scanner.Next())
            {
                var form = scanner.Form;
                // A Chinese or Japanese character is a word of its own.
                if ((form.Length >= Shortest || form[0] >= '\u2E80') && !char.IsAsciiDigit(form[0]))
                {
                    var term = NumberOf(form);
                    counts[term] = Math.Min(counts.GetValueOrDefault(term) + weight, HighestCount);
                }
            }
        }

        return [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(Most).Select(pair => new TermCount(pair.Key, pair.Value))];
    }

    /// <summary>The words as they are kept: six bytes each.</summary>
    public static byte[] Write(IReadOnlyList<TermCount> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var bytes = new byte[terms.Count * Width];
        for (var i = 0; i < terms.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * Width), terms[i].Term);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan((i * Width) + sizeof(int)), (ushort)terms[i].Count);
        }

        return bytes;
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<TermCount> Read(ReadOnlySpan<byte> bytes)
    {
        var terms = new TermCount[bytes.Length / Width];
        for (var i = 0; i < terms.Length; i++)
        {
            terms[i] = new(BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * Width)..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[((i * Width) + sizeof(int))..]));
        }

        return terms;
    }

    // FNV-1a: the same on every machine and at every start.
    private static int NumberOf(ReadOnlySpan<char> form)
    {
        var hash = 2166136261u;
        foreach (var c in form)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return unchecked((int)hash);
    }
}
