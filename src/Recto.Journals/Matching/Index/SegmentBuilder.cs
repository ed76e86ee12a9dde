using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.Index;

/// <summary>Collects works in memory and writes them as one segment of the index. About 600 bytes of memory a work, and once more as much for the time of writing.</summary>
public sealed class SegmentBuilder
{
    /// <summary>How many works a segment takes before it had better be written.</summary>
    public const int UsualWorks = 3 << 15;

    private const int RadixBits = 12;

    private readonly List<AnalysedWorks> _works = [];
    private long _terms;

    /// <summary>How many works there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds works, after those that are there.</summary>
    public void Add(AnalysedWorks works)
    {
        _works.Add(works);
        Count += works.Count;
        _terms += works.AllTerms.Length;
    }

    /// <summary>Writes the segment and forgets the works.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="stamp">Says what it was made from: 32 bytes, or none.</param>
    public void Write(Stream output, ReadOnlySpan<byte> stamp = default)
    {
        var parts = new PartWriter(output);
        parts.Head(stamp);
        Records(parts);
        var (terms, works) = Postings();
        _works.Clear();
        var total = Count;
        Sort(ref terms, ref works);
        var (count, dictionary) = WritePostings(parts, terms, works);
        WriteTerms(parts, dictionary, count, total);
        (Count, _terms) = (0, 0);
    }

    private void Records(PartWriter parts)
    {
        foreach (var batch in _works)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                parts.Write(batch.Record(i));
            }
        }

        parts.EndPart();
        var at = 0L;
        parts.Write(at);
        foreach (var batch in _works)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                parts.Write(at += batch.Record(i).Length);
            }
        }

        parts.EndPart();
    }

    private (ulong[] Terms, int[] Works) Postings()
    {
        var (terms, works, at, work) = (new ulong[_terms], new int[_terms], 0, 0);
        foreach (var batch in _works)
        {
            batch.AllTerms.CopyTo(terms.AsSpan(at));
            for (var i = 0; i < batch.Count; i++)
            {
                var own = batch.Terms(i).Length;
                works.AsSpan(at, own).Fill(work++);
                at += own;
            }
        }

        return (terms, works);
    }

    // By term, and within a term as they came: works ascend.
    private static void Sort(ref ulong[] terms, ref int[] works)
    {
        var (otherTerms, otherWorks) = (new ulong[terms.Length], new int[terms.Length]);
        var counts = new int[1 << RadixBits];
        for (var shift = 0; shift < TermHash.Bits; shift += RadixBits)
        {
            Array.Clear(counts);
            foreach (var term in terms)
            {
                counts[(int)(term >> shift) & ((1 << RadixBits) - 1)]++;
            }

            var sum = 0;
            for (var i = 0; i < counts.Length; i++)
            {
                (counts[i], sum) = (sum, sum + counts[i]);
            }

            for (var i = 0; i < terms.Length; i++)
            {
                var place = counts[(int)(terms[i] >> shift) & ((1 << RadixBits) - 1)]++;
                otherTerms[place] = terms[i];
                otherWorks[place] = works[i];
            }

            (terms, otherTerms, works, otherWorks) = (otherTerms, terms, otherWorks, works);
        }
    }

    // The dictionary takes the place of the terms that are written: it is never longer.
    private static (int Count, TermEntry[] Dictionary) WritePostings(PartWriter parts, ulong[] terms, int[] works)
    {
        var distinct = 0;
        for (var i = 0; i < terms.Length; i++)
        {
            distinct += i == 0 || terms[i] != terms[i - 1] ? 1 : 0;
        }

        var (dictionary, count) = (new TermEntry[distinct], 0);
        Span<byte> number = stackalloc byte[5];
        for (var i = 0; i < terms.Length;)
        {
            var end = i + 1;
            while (end < terms.Length && terms[end] == terms[i])
            {
                end++;
            }

            if (end - i == 1)
            {
                dictionary[count++] = new TermEntry(terms[i], works[i], 1);
            }
            else
            {
                dictionary[count++] = new TermEntry(terms[i], parts.Length, end - i);
                for (var (at, before) = (i, 0); at < end; at++)
                {
                    parts.Write(number[..Varint.Write(number, (uint)(works[at] - before))]);
                    before = works[at];
                }
            }

            i = end;
        }

        parts.EndPart();
        return (count, dictionary);
    }

    private static void WriteTerms(PartWriter parts, TermEntry[] dictionary, int count, int works)
    {
        var bits = SegmentLayout.BitsFor(count);
        var buckets = new BucketTable(bits);
        Span<byte> entry = stackalloc byte[SegmentLayout.TermLength];
        for (var i = 0; i < count; i++)
        {
            dictionary[i].Write(entry);
            parts.Write(entry);
            buckets.Add(dictionary[i].Term);
        }

        parts.EndPart();
        buckets.Write(parts);
        parts.Foot(works, count, bits);
    }
}
