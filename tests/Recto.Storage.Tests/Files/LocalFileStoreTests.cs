using System.Text;
using Recto.Storage.Files;

namespace Recto.Storage.Tests.Files;

public sealed class LocalFileStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recto-files-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private LocalFileStore Store => new(Path.Combine(_folder, "files"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Bytes_come_back_under_their_hash()
    {
        var bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);

        var stored = await Store.WriteAsync(new MemoryStream(bytes), bytes.Length, Ct);

        Assert.Equal(new StoredFile(FileHash.Of(bytes), bytes.Length), stored);
        await using var read = await Store.OpenAsync(stored.Hash, Ct);
        Assert.True(read!.CanSeek);
        Assert.Equal(bytes, await ReadAsync(read));
    }

    [Fact]
    public async Task The_same_bytes_are_kept_once()
    {
        var first = await WriteAsync("same");
        var second = await WriteAsync("same");

        Assert.Equal(first, second);
        Assert.Single(Files());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_null() => Assert.Null(await Store.OpenAsync(FileHash.Of([9]), Ct));

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_and_leaves_nothing()
    {
        var refusal = await Assert.ThrowsAsync<FileTooLargeException>(() => Store.WriteAsync(new MemoryStream(new byte[101]), 100, Ct));

        Assert.Equal(100, refusal.MaximumBytes);
        Assert.Empty(Files());
        Assert.Equal(100, (await Store.WriteAsync(new MemoryStream(new byte[100]), 100, Ct)).Length);
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => Store.WriteAsync(new BreakingStream(), long.MaxValue, Ct));

        Assert.Empty(Files());
    }

    [Fact]
    public async Task Many_writers_of_the_same_bytes_do_not_disturb_each_other()
    {
        var stored = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => WriteAsync("crowd"), Ct)));

        Assert.Single(stored.Distinct());
        Assert.Single(Files());
    }

    [Fact]
    public async Task A_sweep_deletes_what_is_old_and_not_named()
    {
        var named = (await WriteAsync("named")).Hash;
        var orphan = (await WriteAsync("orphan")).Hash;
        var young = (await WriteAsync("young")).Hash;
        Directory.CreateDirectory(Path.Combine(_folder, "files", "unfinished"));
        var leaving = Path.Combine(_folder, "files", "unfinished", "leaving");
        await File.WriteAllTextAsync(leaving, "half a fi", Ct);
        var stranger = Path.Combine(_folder, "files", "README");
        await File.WriteAllTextAsync(stranger, "not ours", Ct);
        var hourAgo = DateTimeOffset.UtcNow.AddHours(-1);
        foreach (var path in Files().Where(path => !path.EndsWith(young.Value, StringComparison.Ordinal)))
        {
            File.SetLastWriteTimeUtc(path, hourAgo.UtcDateTime.AddMinutes(-1));
        }

        var deleted = await Store.SweepAsync(new HashSet<FileHash> { named }, hourAgo, Ct);

        Assert.Equal(2, deleted);
        Assert.Null(await Store.OpenAsync(orphan, Ct));
        Assert.False(File.Exists(leaving));
        Assert.True(File.Exists(stranger));
        await using var kept = await Store.OpenAsync(named, Ct);
        await using var spared = await Store.OpenAsync(young, Ct);
        Assert.True(kept is not null && spared is not null);
    }

    [Fact]
    public async Task An_orphan_that_is_written_again_is_young_again()
    {
        var orphan = (await WriteAsync("orphan")).Hash;
        var hourAgo = DateTimeOffset.UtcNow.AddHours(-1);
        File.SetLastWriteTimeUtc(Files().Single(), hourAgo.UtcDateTime.AddHours(-1));
        await WriteAsync("orphan");

        Assert.Equal(0, await Store.SweepAsync(new HashSet<FileHash>(), hourAgo, Ct));

        await using var kept = await Store.OpenAsync(orphan, Ct);
        Assert.NotNull(kept);
    }

    [Fact]
    public async Task A_sweep_of_a_folder_that_is_not_there_deletes_nothing() =>
        Assert.Equal(0, await Store.SweepAsync(new HashSet<FileHash>(), DateTimeOffset.MaxValue, Ct));

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("gg")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85/")]
    public void What_is_no_hash_is_no_name(string text) => Assert.False(FileHash.TryParse(text, out _));

    [Fact]
    public void A_hash_is_that_of_the_standard()
    {
        // FIPS 180-4, the empty message.
        Assert.True(FileHash.TryParse("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", out var empty));

        Assert.Equal(FileHash.Of([]), empty);
    }

    private Task<StoredFile> WriteAsync(string text) => Store.WriteAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), 1000, Ct);

    private string[] Files() => Directory.Exists(Path.Combine(_folder, "files")) ? Directory.GetFiles(Path.Combine(_folder, "files"), "*", SearchOption.AllDirectories) : [];

    private static async Task<byte[]> ReadAsync(Stream stream)
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
