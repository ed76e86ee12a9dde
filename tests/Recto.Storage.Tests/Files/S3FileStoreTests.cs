using System.Net;
using System.Net.Sockets;
using Recto.Storage.Files;
using Recto.Tests.S3;

namespace Recto.Storage.Tests.Files;

/// <summary>A real bucket, and what it says where it cannot be used. Alone, for the memory of the process is looked at.</summary>
[Collection(nameof(S3FileStoreTests))]
[CollectionDefinition(nameof(S3FileStoreTests), DisableParallelization = true)]
public sealed class S3FileStoreTests(S3Lab lab) : FileStoreContract, IClassFixture<S3Lab>, IDisposable
{
    private readonly string _unfinished = Directory.CreateTempSubdirectory("recto-unfinished-").FullName;
    private readonly List<S3FileStore> _stores = [];

    public void Dispose()
    {
        _stores.ForEach(store => store.Dispose());
        Directory.Delete(_unfinished, recursive: true);
    }

    [Fact]
    public async Task A_hundred_megabytes_go_in_and_out_without_being_held()
    {
        const int Length = 100_000_000;
        var store = Open((await BucketAsync()) with { PartBytes = 16 * 1024 * 1024 });
        await WriteAsync(store, "so that everything is loaded");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var stored = await store.WriteAsync(new Numbers(Length), Length, Ct);
        await using var read = (await store.OpenAsync(stored.Hash, Ct))!;
        var back = FileHash.OfStream(read);

        Assert.Equal(stored.Hash, back);
        Assert.Equal(Length, stored.Length);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Length / 2);
        AssertNothingUnfinished();
    }

    [Fact]
    public async Task A_link_is_good_for_one_file_and_a_short_while()
    {
        var options = await BucketAsync() with { Links = TimeSpan.FromMinutes(5) };
        var store = Open(options);
        var (first, second) = (await WriteAsync(store, "the first"), await WriteAsync(store, "the second"));
        using var client = new HttpClient();

        var link = (await store.LinkAsync(first.Hash, "application/pdf", "attachment; filename=\"one.pdf\""))!;

        using var answer = await client.GetAsync(link, Ct);
        Assert.Equal("the first", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("one.pdf", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        using var bare = await client.GetAsync(new Uri(link.GetLeftPart(UriPartial.Path)), Ct);
        Assert.False(bare.IsSuccessStatusCode);
        using var other = await client.GetAsync(new Uri(link.ToString().Replace($"{first.Hash.Value[..2]}/{first.Hash}", $"{second.Hash.Value[..2]}/{second.Hash}", StringComparison.Ordinal)), Ct);
        Assert.False(other.IsSuccessStatusCode);
        Assert.Matches("X-Amz-Expires=30[01]&", link.Query); // The SDK rounds by its own clock.
        Assert.Null(await Open(options with { Links = null }).LinkAsync(first.Hash, "application/pdf", "inline"));
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_named()
    {
        var store = Open((await BucketAsync()) with { Bucket = "elsewhere" });

        var written = await Assert.ThrowsAsync<FileStoreException>(() => WriteAsync(store, "lost"));
        var read = await Assert.ThrowsAsync<FileStoreException>(() => store.OpenAsync(FileHash.Of([1]), Ct)); // And is no missing file.
        var listed = await Assert.ThrowsAsync<FileStoreException>(() => ListAsync(store));

        Assert.All([written, read, listed], fault => Assert.StartsWith("There is no bucket “elsewhere” at http://127.0.0.1:", fault.Message, StringComparison.Ordinal));
        AssertNothingUnfinished();
    }

    [Theory]
    [InlineData("recto:tests", "another secret")]
    [InlineData("nobody:here", "another secret")]
    public async Task A_key_that_is_refused_is_said_to_be(string key, string secret)
    {
        var fault = await Assert.ThrowsAsync<FileStoreException>(async () => await ListAsync(Open((await BucketAsync()) with { Key = key, Secret = secret })));

        Assert.Contains("RECTO_S3_KEY", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_away_is_named()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var store = Open(new S3Options { Bucket = "away", Endpoint = new Uri($"http://127.0.0.1:{port}"), Key = "a", Secret = "b", IsPathStyle = true, Retries = 1 });

        var fault = await Assert.ThrowsAsync<FileStoreException>(() => WriteAsync(store, "lost"));

        Assert.StartsWith($"The file store “away” at http://127.0.0.1:{port} does not answer", fault.Message, StringComparison.Ordinal);
        AssertNothingUnfinished();
    }

    [Fact]
    public async Task A_service_that_hangs_is_not_waited_for_for_ever()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var store = Open(new S3Options { Bucket = "deaf", Endpoint = new Uri($"http://{deaf.LocalEndpoint}"), Key = "a", Secret = "b", IsPathStyle = true, Retries = 1, Patience = TimeSpan.FromMilliseconds(300) });

        var fault = await Assert.ThrowsAsync<FileStoreException>(() => store.OpenAsync(FileHash.Of([1]), Ct));

        Assert.Contains("“deaf”", fault.Message, StringComparison.Ordinal);
    }

    protected override async Task<IFileStore> StoreAsync() => Open(await BucketAsync());

    // Swift tells the second.
    protected override async Task<DateTimeOffset> PassAsync()
    {
        await Task.Delay(1100, Ct);
        var instant = DateTimeOffset.UtcNow;
        await Task.Delay(1100, Ct);
        return instant;
    }

    protected override void AssertNothingUnfinished() => Assert.Empty(Directory.GetFiles(_unfinished));

    private async Task<S3Options> BucketAsync() => await lab.BucketAsync(Ct) with { PartBytes = 5 * 1024 * 1024, WindowBytes = 4 * 1024 * 1024 };

    private S3FileStore Open(S3Options options)
    {
        var store = new S3FileStore(options with { Unfinished = _unfinished }, TimeProvider.System);
        _stores.Add(store);
        return store;
    }

    // Bytes that nobody has to hold.
    private sealed class Numbers(long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _position);
            for (var place = 0; place < read; place++)
            {
                buffer[offset + place] = (byte)((_position + place) * 2654435761 >> 13);
            }

            _position += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
