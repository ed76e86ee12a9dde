using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Files;
using Recto.App.Shell;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Web;
using Recto.App.Tests.Web.Sharing;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;
using Recto.Tests.S3;

namespace Recto.App.Tests.Features.Files;

/// <summary>A site whose files lie in a real bucket.</summary>
public sealed class BucketTests(S3Lab lab) : IClassFixture<S3Lab>
{
    private const string Slug = "van-aalst-what-is-written-on-the-folder-the-soviet-call-number-and-the-transfers";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_move_into_a_bucket_and_readers_find_them_there()
    {
        var bucket = await lab.BucketAsync(Ct);
        using var run = new Run();
        var data = (await PreparedData.MakeAsync("sqlite", run.Data)).Options;
        var film = new byte[2_000_000];
        new Random(1).NextBytes(film);
        await AddAsync(data, film);
        var folder = DataPlace.FilesFolder(data);
        var count = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length;

        var (first, second) = (await CopyAsync(data, bucket, toBucket: true), await CopyAsync(data, bucket, toBucket: true));

        Assert.Equal($"{count} copied, 0 were there already, 0 damaged.", first);
        Assert.Equal($"0 copied, {count} were there already, 0 damaged.", second); // Again, for what came meanwhile.
        Directory.Delete(folder, recursive: true);
        await using var site = await Node.StartAsync(data, null, options => options with { Bucket = bucket });
        await using var leading = await Node.StartAsync(data, null, options => options with { Bucket = bucket with { Links = TimeSpan.FromMinutes(5) }, CountsUsage = true });

        using var whole = await site.Client.GetAsync($"/articles/{Slug}/files/film.bin", Ct);
        Assert.Equal(film, await whole.Content.ReadAsByteArrayAsync(Ct));
        var piece = (await site.GetAsync($"/articles/{Slug}/files/film.bin", ("Range", "bytes=1000000-1000099"))).Answer;
        Assert.Equal(HttpStatusCode.PartialContent, piece.StatusCode);
        Assert.Equal(film[1_000_000..1_000_100], await piece.Content.ReadAsByteArrayAsync(Ct));
        Assert.Contains("<article", (await site.GetAsync($"/articles/{Slug}/source")).Text, StringComparison.Ordinal);

        var led = (await leading.GetAsync($"/articles/{Slug}/files/film.bin", ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"))).Answer;
        Assert.Equal((HttpStatusCode.Found, "no-store"), (led.StatusCode, led.Headers.CacheControl?.ToString()));
        using var reader = new HttpClient();
        using var fetched = await reader.GetAsync(led.Headers.Location, Ct);
        Assert.Equal(film, await fetched.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(("attachment", "film.bin"), (fetched.Content.Headers.ContentDisposition?.DispositionType, fetched.Content.Headers.ContentDisposition?.FileName?.Trim('"')));
        Assert.Equal(HttpStatusCode.OK, (await leading.GetAsync($"/articles/{Slug}/files/film.bin", ("If-None-Match", "\"another\""))).Status); // Who knows the site’s tag is answered by the site.
        Assert.Equal(HttpStatusCode.OK, (await leading.GetAsync($"/articles/{Slug}/source")).Status); // Small.
        await Node.EventuallyAsync(async () => await CountAsync(leading) >= 1);

        Assert.Equal($"{count} copied, 0 were there already, 0 damaged.", await CopyAsync(data, bucket, toBucket: false));
    }

    private static async Task AddAsync(DatabaseOptions data, byte[] film)
    {
        await using var database = Database.At(data);
        var stored = await new LocalFileStore(DataPlace.FilesFolder(data)).WriteAsync(new MemoryStream(film), film.Length, Ct);
        var (files, id) = (new ArticleFileStore(database), (await new ArticleStore(database).FindAccessAsync(Slug, Ct))!.Id);
        await using var tx = await database.BeginAsync(Ct);
        await files.ReplaceAsync(tx, id, [.. await files.ListAsync(id, Ct), new ArticleFile { Name = "film.bin", Role = FileRole.Supplement, MediaType = "application/octet-stream", Hash = stored.Hash, Length = stored.Length }], Ct);
        await tx.CommitAsync(Ct);
    }

    private static async Task<string> CopyAsync(DatabaseOptions data, S3Options bucket, bool toBucket)
    {
        using var told = new StringWriter();
        Assert.Equal(0, await FilesCopyCommand.RunAsync(data, bucket, toBucket, new Terminal(told, TextWriter.Null, () => Stream.Null, ShowsProgress: false), Ct));
        return told.ToString().Trim();
    }

    private static async Task<long> CountAsync(Node node)
    {
        await using var connection = await node.Services.GetRequiredService<Database>().Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM usage_events WHERE part = 'film.bin'";
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }
}
