using System.Text;
using Recto.Storage.Files;

namespace Recto.Storage.Tests.Files;

/// <summary>What every file store does, wherever its files lie.</summary>
public abstract class FileStoreContract
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    [InlineData(6_000_000)] // Of two parts in the bucket, and two windows.
    public async Task Bytes_come_back_under_their_hash(int length)
    {
        var store = await StoreAsync();
        var bytes = Bytes(length);

        var stored = await store.WriteAsync(new MemoryStream(bytes), length, Ct);

        Assert.Equal(new StoredFile(FileHash.Of(bytes), length), stored);
        await using var read = await store.OpenAsync(stored.Hash, Ct);
        Assert.True(read!.CanSeek);
        Assert.Equal(length, read.Length);
        Assert.Equal(bytes, await ReadAsync(read));
    }

    [Fact]
    public async Task A_file_is_read_wherever_it_is_wanted()
    {
        var store = await StoreAsync();
        var bytes = Bytes(100_000);
        var stored = await store.WriteAsync(new MemoryStream(bytes), bytes.Length, Ct);
        await using var read = (await store.OpenAsync(stored.Hash, Ct))!;
        var piece = new byte[1000];

        foreach (var from in new[] { 99_000, 0, 50_001 })
        {
            Assert.Equal(from, read.Seek(from, SeekOrigin.Begin));
            await read.ReadExactlyAsync(piece, Ct);
            Assert.Equal(bytes[from..(from + 1000)], piece);
        }

        read.Seek(-10, SeekOrigin.End);
        Assert.Equal(10, read.ReadAtLeast(piece, 11, throwOnEndOfStream: false)); // Without awaiting, as archives are read.
        Assert.Equal(bytes[^10..], piece[..10]);
        Assert.Equal(0, await read.ReadAsync(piece, Ct));
    }

    [Fact]
    public async Task The_same_bytes_are_kept_once()
    {
        var store = await StoreAsync();

        var first = await WriteAsync(store, "same");
        var second = await WriteAsync(store, "same");

        Assert.Equal(first, second);
        Assert.Equal([first.Hash], await ListAsync(store));
    }

    [Fact]
    public async Task All_files_are_listed_by_name()
    {
        var store = await StoreAsync();
        Assert.Empty(await ListAsync(store));
        var written = new List<FileHash>();
        for (var one = 0; one < 20; one++)
        {
            written.Add((await WriteAsync(store, $"file {one}")).Hash);
        }

        Assert.Equal(written.OrderBy(hash => hash.Value, StringComparer.Ordinal), await ListAsync(store));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_null() => Assert.Null(await (await StoreAsync()).OpenAsync(FileHash.Of([9]), Ct));

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_and_leaves_nothing()
    {
        var store = await StoreAsync();

        var refusal = await Assert.ThrowsAsync<FileTooLargeException>(() => store.WriteAsync(new MemoryStream(new byte[101]), 100, Ct));

        Assert.Equal(100, refusal.MaximumBytes);
        Assert.Empty(await ListAsync(store));
        AssertNothingUnfinished();
        Assert.Equal(100, (await store.WriteAsync(new MemoryStream(new byte[100]), 100, Ct)).Length);
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_nothing()
    {
        var store = await StoreAsync();

        var fault = await Assert.ThrowsAsync<IOException>(() => store.WriteAsync(new BreakingStream(), long.MaxValue, Ct));

        Assert.Equal("The line went dead.", fault.Message);
        Assert.Empty(await ListAsync(store));
        AssertNothingUnfinished();
    }

    [Fact]
    public async Task Many_writers_of_the_same_bytes_do_not_disturb_each_other()
    {
        var store = await StoreAsync();

        var stored = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => WriteAsync(store, "crowd"), Ct)));

        Assert.Single(stored.Distinct());
        Assert.Single(await ListAsync(store));
        AssertNothingUnfinished();
    }

    [Fact]
    public async Task A_sweep_deletes_what_nobody_has_named_for_long_enough_and_nothing_else()
    {
        var store = await StoreAsync();
        var named = (await WriteAsync(store, "named")).Hash;
        var orphan = (await WriteAsync(store, "orphan")).Hash;
        var wanted = (await WriteAsync(store, "an orphan that is written again")).Hash;
        var back = (await WriteAsync(store, "an orphan that is named again")).Hash;
        var all = await ListAsync(store);

        Assert.Equal(new SweptFiles(0, 0, 3, 3, 0, 0), await SweepAsync(DateTimeOffset.UtcNow.AddDays(-1), isTrial: true, named));
        Assert.Equal(new SweptFiles(0, 0, 3, 3, 0, 0), await SweepAsync(DateTimeOffset.UtcNow.AddDays(-1), isTrial: false, named)); // As old as they may be: nobody knew until now.
        var instant = await PassAsync();
        var young = (await WriteAsync(store, "young")).Hash;
        await WriteAsync(store, "an orphan that is written again");

        Assert.Equal(new SweptFiles(1, 6, 2, 1, 0, 0), await SweepAsync(instant, isTrial: true, named, back));
        Assert.Equal(all.Append(young).OrderBy(hash => hash.Value, StringComparer.Ordinal), await ListAsync(store)); // Marks are no files.
        Assert.Equal(new SweptFiles(1, 6, 2, 1, 0, 0), await SweepAsync(instant, isTrial: false, named, back));

        Assert.Null(await store.OpenAsync(orphan, Ct));
        Assert.Equal(new SweptFiles(0, 0, 3, 1, 0, 0), await SweepAsync(instant, isTrial: false, named)); // What was named meanwhile begins anew.
        Assert.Equal(new[] { named, wanted, back, young }.OrderBy(hash => hash.Value, StringComparer.Ordinal), await ListAsync(store));
        Assert.Equal(new[] { wanted, back, young }.OrderBy(hash => hash.Value, StringComparer.Ordinal), await MarksAsync());

        async Task<SweptFiles> SweepAsync(DateTimeOffset before, bool isTrial, params FileHash[] names) => await new FileSweep(store, _ => Task.FromResult<IReadOnlySet<FileHash>>(names.ToHashSet())).RunAsync(before, isTrial, Ct);

        async Task<List<FileHash>> MarksAsync()
        {
            var marks = new List<FileHash>();
            await foreach (var found in store.SurveyAsync(Ct))
            {
                if (found.IsMark)
                {
                    marks.Add(found.Hash);
                }
            }

            return [.. marks.OrderBy(hash => hash.Value, StringComparer.Ordinal)];
        }
    }

    [Fact]
    public async Task Where_nothing_is_named_nothing_is_touched_and_what_is_named_at_the_last_moment_stays()
    {
        var store = await StoreAsync();
        var (one, other) = ((await WriteAsync(store, "one")).Hash, (await WriteAsync(store, "other")).Hash);
        await store.MarkAsync(one, Ct);
        var later = DateTimeOffset.UtcNow.AddDays(1);
        var asked = 0;

        var empty = await new FileSweep(store, _ => Task.FromResult<IReadOnlySet<FileHash>>(new HashSet<FileHash>())).RunAsync(later, isTrial: false, Ct);
        var hasty = await new FileSweep(store, _ => Task.FromResult<IReadOnlySet<FileHash>>(asked++ == 0 ? new HashSet<FileHash> { other } : new HashSet<FileHash> { one, other })).RunAsync(later, isTrial: false, Ct);

        Assert.Equal(new SweptFiles(0, 0, 0, 0, 0, 2), empty);
        Assert.Equal((0, 2), (hasty.Deleted, asked));
        Assert.Equal(2, (await ListAsync(store)).Count);
    }

    /// <summary>An empty store of the test’s own.</summary>
    protected abstract Task<IFileStore> StoreAsync();

    /// <summary>An instant after everything that was written, and before everything that will be, by the clock of the store.</summary>
    protected abstract Task<DateTimeOffset> PassAsync();

    /// <summary>Fails where half a file lies anywhere.</summary>
    protected abstract void AssertNothingUnfinished();

    protected static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    protected static Task<StoredFile> WriteAsync(IFileStore store, string text) => store.WriteAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), 1000, Ct);

    protected static async Task<List<FileHash>> ListAsync(IFileStore store)
    {
        var listed = new List<FileHash>();
        await foreach (var hash in store.ListAsync(Ct))
        {
            listed.Add(hash);
        }

        return listed;
    }

    protected static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    private sealed class BreakingStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ++_reads > 2 ? throw new IOException("The line went dead.") : ValueTask.FromResult(buffer.Length);
    }
}
