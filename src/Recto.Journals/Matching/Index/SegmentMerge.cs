using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.Index;

/// <summary>Writes several segments as one, in little memory: the works of the first come first.</summary>
public static class SegmentMerge
{
    /// <summary>Merges.</summary>
    /// <param name="segments">At least one.</param>
    /// <param name="output">The segment that is made.</param>
    /// <param name="scratch">Holds the terms until the postings are written: can be read back, begins empty.</param>
    /// <param name="stamp">Says what it was made from: 32 bytes, or none.</param>
    /// <param name="ct">Stops between two terms.</param>
    public static void Write(IReadOnlyList<IndexSegment> segments, Stream output, Stream scratch, ReadOnlySpan<byte> stamp, CancellationToken ct)
    {
        var parts = new PartWriter(output);
        parts.Head(stamp);
        Records(segments, parts, ct);
        var bits = SegmentLayout.BitsFor(segments.Sum(segment => (long)segment.Terms));
        var buckets = new BucketTable(bits);
        using var terms = new BufferedStream(scratch, 1 << 16);
        var count = Postings(segments, parts, terms, buckets, ct);
        terms.Flush();
        scratch.Position = 0;
        var buffer = new byte[1 << 16];
        for (int read; (read = scratch.Read(buffer)) > 0;)
        {
            parts.Write(buffer.AsSpan(0, read));
        }

        parts.EndPart();
        buckets.Write(parts);
        parts.Foot(segments.Sum(segment => segment.Works), count, bits);
    }

    private static void Records(IReadOnlyList<IndexSegment> segments, PartWriter parts, CancellationToken ct)
    {
        foreach (var segment in segments)
        {
            for (var at = 0L; at < segment.RecordsLength; at += 1 << 20)
            {
                ct.ThrowIfCancellationRequested();
                parts.Write(segment.RecordBytes(at, (int)Math.Min(1 << 20, segment.RecordsLength - at)));
            }
        }

        parts.EndPart();
        var before = 0L;
        foreach (var segment in segments)
        {
            for (var work = 0; work < segment.Works; work++)
            {
                parts.Write(before + segment.RecordOffset(work));
            }

            before += segment.RecordsLength;
        }

        parts.Write(before);
        parts.EndPart();
    }

    private static int Postings(IReadOnlyList<IndexSegment> segments, PartWriter parts, Stream terms, BucketTable buckets, CancellationToken ct)
    {
        var next = new PriorityQueue<int, (ulong Term, int Segment)>();
        var at = new int[segments.Count];
        var firstWork = new int[segments.Count];
        for (var i = 0; i < segments.Count; i++)
        {
            firstWork[i] = i == 0 ? 0 : firstWork[i - 1] + segments[i - 1].Works;
            if (segments[i].Terms > 0)
            {
                next.Enqueue(i, (segments[i].Term(0).Term, i));
            }
        }

        var (same, count) = (new List<(int Segment, TermEntry Entry)>(), 0);
        Span<byte> bytes = stackalloc byte[SegmentLayout.TermLength];
        while (next.TryPeek(out _, out var least))
        {
            if ((count & 0xFFFF) == 0)
            {
                ct.ThrowIfCancellationRequested();
            }

            same.Clear();
            while (next.TryPeek(out var segment, out var priority) && priority.Term == least.Term)
            {
                next.Dequeue();
                same.Add((segment, segments[segment].Term(at[segment])));
                if (++at[segment] < segments[segment].Terms)
                {
                    next.Enqueue(segment, (segments[segment].Term(at[segment]).Term, segment));
                }
            }

            Merged(segments, firstWork, same, parts).Write(bytes);
            terms.Write(bytes);
            buckets.Add(least.Term);
            count++;
        }

        parts.EndPart();
        return count;
    }

    private static TermEntry Merged(IReadOnlyList<IndexSegment> segments, int[] firstWork, List<(int Segment, TermEntry Entry)> same, PartWriter parts)
    {
        if (same is [{ Entry.Works: 1 } only])
        {
            return only.Entry with { Place = firstWork[only.Segment] + only.Entry.Place };
        }

        var (place, works, before) = (parts.Length, 0, 0);
        Span<byte> number = stackalloc byte[5];
        foreach (var (segment, entry) in same)
        {
            works += entry.Works;
            if (entry.Works == 1)
            {
                var work = firstWork[segment] + (int)entry.Place;
                parts.Write(number[..Varint.Write(number, (uint)(work - before))]);
                before = work;
                continue;
            }

            var postings = segments[segment].PostingsOf(entry);
            var (at, own) = (0, firstWork[segment]);
            for (var i = 0; i < entry.Works; i++)
            {
                own += (int)Varint.Read(postings, ref at);
                parts.Write(number[..Varint.Write(number, (uint)(own - before))]);
                before = own;
            }
        }

        return new TermEntry(same[0].Entry.Term, place, works);
    }
}
