using Recto.Journals.Matching;
using Recto.Journals.Matching.Index;
using Recto.Journals.Matching.References;
using Recto.Journals.Matching.Words;
using Recto.Journals.Matching.Works;

namespace Recto.Journals.Tests.Matching.Index;

/// <summary>The format of the index: what is written is read, and what is damaged is said to be.</summary>
public sealed class IndexSegmentTests
{
    [Fact]
    public void What_is_written_is_found_by_each_of_its_terms()
    {
        var works = Some(300);
        var segment = Open(WorksMatcherTests.SegmentOf(works));

        Assert.Equal(300, segment.Works);
        var analysis = new WorkAnalysis();
        for (var i = 0; i < works.Count; i++)
        {
            analysis.Read(works[i]);
            Assert.Equal(analysis.Record.ToArray(), segment.Record(i).ToArray());
            Assert.Equal((works[i].Doi, works[i].Id), StoredWork.Names(segment.Record(i)));
            Assert.All(analysis.Terms, term => Assert.Contains(i, WorksOf(segment, term)));
        }

        Assert.False(segment.Find(TermHash.Of("nowhere"), out _));
        segment.Verify(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Merged_segments_are_as_one_that_was_built_at_once()
    {
        var works = Some(500);
        IndexSegment[] parts = [Open(WorksMatcherTests.SegmentOf(works.Take(120))), Open(WorksMatcherTests.SegmentOf(works.Skip(120).Take(5))), Open(WorksMatcherTests.SegmentOf([])), Open(WorksMatcherTests.SegmentOf(works.Skip(125)))];
        using var merged = new MemoryStream();
        using var scratch = new MemoryStream();

        SegmentMerge.Write(parts, merged, scratch, default, TestContext.Current.CancellationToken);

        Assert.Equal(Open(WorksMatcherTests.SegmentOf(works)).Terms, Open(merged.ToArray()).Terms);
        var (one, other) = (Open(WorksMatcherTests.SegmentOf(works)), Open(merged.ToArray()));
        for (var i = 0; i < one.Terms; i++)
        {
            Assert.Equal(one.Term(i).Term, other.Term(i).Term);
            Assert.Equal(WorksOf(one, one.Term(i).Term), WorksOf(other, one.Term(i).Term));
        }

        other.Verify(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_segment_that_is_cut_off_anywhere_is_refused()
    {
        var whole = WorksMatcherTests.SegmentOf(Some(40));

        for (var length = 0; length < whole.Length; length += 7)
        {
            Assert.Throws<InvalidDataException>(() => Open(whole[..length]));
        }

        Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => Open(whole[..^1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_that_is_changed_anywhere_is_noticed_and_never_read_beyond_the_end()
    {
        var whole = WorksMatcherTests.SegmentOf(Some(12));

        for (var at = 48; at < whole.Length; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x41;

            Assert.Throws<InvalidDataException>(() => Open(damaged).Verify(TestContext.Current.CancellationToken));
            UseWithoutChecking(damaged);
        }
    }

    [Fact]
    public void An_index_of_another_version_and_a_file_of_another_kind_are_refused_each_by_its_name()
    {
        var other = WorksMatcherTests.SegmentOf(Some(1));
        other[8] = 99;

        Assert.Contains("version 99", Assert.Throws<InvalidDataException>(() => Open(other)).Message, StringComparison.Ordinal);
        Assert.Contains("no index of works", Assert.Throws<InvalidDataException>(() => Open(new byte[500])).Message, StringComparison.Ordinal);
    }

    // Whoever leaves the checksums out gets an answer or a refusal, and no fault of another kind.
    private static void UseWithoutChecking(byte[] damaged)
    {
        try
        {
            new WorksMatcher(new WorksIndex([Open(damaged)]), Recto.Journals.Matching.Scoring.MatchModel.Shipped).Match(new ReferenceToMatch { Text = "Orlova 3, Road 3 of the north, Road Studies 3 (1903) 13" });
        }
        catch (InvalidDataException)
        {
            // Refused.
        }
    }

    private static List<int> WorksOf(IndexSegment segment, ulong term)
    {
        if (!segment.Find(term, out var entry))
        {
            return [];
        }

        if (entry.Works == 1)
        {
            return [(int)entry.Place];
        }

        var (postings, works, at, work) = (segment.PostingsOf(entry).ToArray(), new List<int>(), 0, 0);
        for (var i = 0; i < entry.Works; i++)
        {
            works.Add(work += (int)Varint.Read(postings, ref at));
        }

        return works;
    }

    private static List<Work> Some(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Work { Doi = i % 3 == 0 ? null : $"10.5555/{i}", Id = i % 3 == 0 ? $"id {i}" : null, Title = $"Road {i} of the north by n{i % 7}", Authors = [new WorkName($"Orlova{i % 11}", "A.")], Year = $"{1900 + i % 90}", Container = "Road Studies", Volume = $"{i}", Pages = $"{i + 10}-{i + 12}" })];

    private static IndexSegment Open(byte[] bytes) => IndexSegment.Open(new MemoryBytes(bytes));
}
