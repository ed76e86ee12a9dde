using System.Buffers.Binary;
using System.Net;
using Recto.Journals.Exchange.Html;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>
/// A short sketch of a text that tells how much of its wording another has: runs of three words, hashed, the least of each of 128 classes kept (one-permutation MinHash, Li, Owen and Zhang 2012).
/// Chapters of one book come with one DOI and one title each; without this the last would overwrite the others.
/// </summary>
internal static class TextSketch
{
    /// <summary>Texts with less in common than this are different texts; a corrected article has most in common with itself.</summary>
    public const double Different = 0.1;

    private const int Classes = 128;
    private const int Run = 3;
    private const int LeastRuns = 40; // A note that was corrected must not make a very short text another one.

    /// <summary>A sketch of the words of an HTML fragment; null where there are too few to tell anything.</summary>
    public static byte[]? Of(string html)
    {
        var words = TextKey.Of(WithoutTags(html)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < LeastRuns + Run)
        {
            return null;
        }

        var leasts = new uint[Classes];
        Array.Fill(leasts, uint.MaxValue);
        var hashes = Array.ConvertAll(words, Hash);
        for (var i = 0; i + Run <= hashes.Length; i++)
        {
            var hash = Mix(hashes[i] + 3 * Mix(hashes[i + 1] + 3 * Mix(hashes[i + 2])));
            ref var least = ref leasts[hash % Classes];
            least = Math.Min(least, (uint)(hash >> 32));
        }

        var sketch = new byte[Classes * sizeof(uint)];
        for (var i = 0; i < Classes; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(sketch.AsSpan(i * sizeof(uint)), leasts[i]);
        }

        return sketch;
    }

    /// <summary>The share of wording that two texts have in common, 0 to 1; null where one of them says too little.</summary>
    public static double? Likeness(byte[]? one, byte[]? other)
    {
        if (one is null || other is null || one.Length != other.Length)
        {
            return null;
        }

        var (same, filled) = (0, 0);
        for (var i = 0; i < one.Length; i += sizeof(uint))
        {
            var (left, right) = (BinaryPrimitives.ReadUInt32BigEndian(one.AsSpan(i)), BinaryPrimitives.ReadUInt32BigEndian(other.AsSpan(i)));
            filled += left == uint.MaxValue && right == uint.MaxValue ? 0 : 1;
            same += left == right && left != uint.MaxValue ? 1 : 0;
        }

        return filled == 0 ? null : (double)same / filled;
    }

    private static string WithoutTags(string html)
    {
        var text = new System.Text.StringBuilder(html.Length);
        var inTag = false;
        var words = 0; // What Recto says itself, in whatever language, is not the author's wording.
        foreach (var c in html)
        {
            words += c == WordMarks.Begin ? 1 : c == WordMarks.End && words > 0 ? -1 : 0;
            inTag = c == '<' || (inTag && c != '>');
            text.Append(inTag || words > 0 || c is '>' or WordMarks.End ? ' ' : c);
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    // FNV-1a: a sketch is kept for years, so the hash must be the same in every process.
    private static ulong Hash(string word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }

    // The finalizer of SplitMix64.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
