using Recto.Storage.Files;

namespace Recto.Storage.Tests.Files;

public sealed class LocalFileStoreTests : FileStoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recto-files-").FullName;

    private string Files => Path.Combine(_folder, "files");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_sweep_takes_leavings_of_broken_writes_and_leaves_what_is_not_ours()
    {
        var store = await StoreAsync();
        Directory.CreateDirectory(Path.Combine(Files, "unfinished"));
        var leaving = Path.Combine(Files, "unfinished", "leaving");
        await File.WriteAllTextAsync(leaving, "half a fi", Ct);
        var stranger = Path.Combine(Files, "README");
        await File.WriteAllTextAsync(stranger, "not ours", Ct);

        var named = await WriteAsync(store, "named");

        var swept = await new FileSweep(store, _ => Task.FromResult<IReadOnlySet<FileHash>>(new HashSet<FileHash> { named.Hash })).RunAsync(DateTimeOffset.UtcNow.AddHours(1), isTrial: false, Ct);

        Assert.Equal(1, swept.Leavings);
        Assert.False(File.Exists(leaving));
        Assert.True(File.Exists(stranger));
    }

    [Fact]
    public async Task What_an_import_writes_at_the_moment_at_which_it_is_swept_away_is_there_afterwards()
    {
        var store = await StoreAsync();
        var hash = (await WriteAsync(store, "wanted at last")).Hash;
        var path = Path.Combine(Files, hash.Value[..2], hash.Value);
        for (var round = 0; round < 300; round++)
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-40));

            await Task.WhenAll(Task.Run(() => WriteAsync(store, "wanted at last"), Ct), Task.Run(() => store.DeleteAsync(hash, DateTimeOffset.UtcNow.AddDays(-30), Ct), Ct));

            Assert.True(File.Exists(path), $"round {round}");
        }

        AssertNothingUnfinished();
    }

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

    protected override Task<IFileStore> StoreAsync() => Task.FromResult<IFileStore>(new LocalFileStore(Files));

    protected override Task<DateTimeOffset> PassAsync()
    {
        var hourAgo = DateTimeOffset.UtcNow.AddHours(-1);
        foreach (var path in Directory.GetFiles(Files, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(path, hourAgo.UtcDateTime.AddMinutes(-1));
        }

        return Task.FromResult(hourAgo);
    }

    protected override void AssertNothingUnfinished() => Assert.Empty(Directory.GetFiles(Path.Combine(Files, "unfinished")));
}
