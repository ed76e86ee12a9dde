using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Recto.Browser.Tests.Nodes;

/// <summary>Small articles, as many as are wanted.</summary>
internal static class Leaves
{
    /// <summary>A ZIP of articles whose DOIs begin so and end with a number from 1.</summary>
    public static byte[] Zip(string doi, int count)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var number = 1; number <= count; number++)
            {
                using var entry = zip.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"{doi.Replace('/', '-')}-{number}.xml")).Open();
                entry.Write(Encoding.UTF8.GetBytes(Article(doi, number)));
            }
        }

        return stream.ToArray();
    }

    /// <summary>Imports by the command, into a journal.</summary>
    /// <returns>Where the articles are.</returns>
    public static async Task<IReadOnlyList<string>> ImportAsync(TwoNodes nodes, string journal, byte[] zip, CancellationToken ct)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("recto-leaves-").FullName, "leaves.zip");
        try
        {
            await File.WriteAllBytesAsync(file, zip, ct);
            using var import = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recto.dll"), "import", file, "--journal", journal, "--format", "json", "--data", nodes.Data])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["RECTO_DATABASE"] = nodes.Database },
            })!;
            var (said, wrong) = (import.StandardOutput.ReadToEndAsync(ct), import.StandardError.ReadToEndAsync(ct));
            await import.WaitForExitAsync(ct);
            Assert.True(import.ExitCode == 0, $"recto import: {import.ExitCode} {await wrong} {(await said)[..Math.Min(1000, (await said).Length)]}");
            return [.. (await said).Split('\n').Where(line => line.StartsWith("{\"path\"", StringComparison.Ordinal)).Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("address").GetString()!)];
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    /// <summary>Sends them at the desk, again until it says that it has them.</summary>
    /// <returns>The id of the report.</returns>
    public static async Task<Guid> UploadAsync(Caller desk, string journal, byte[] zip)
    {
        var said = new Said(null, "", null);
        for (var end = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(60); !said.IsTaken && DateTimeOffset.UtcNow < end; await Task.Delay(100, CancellationToken.None))
        {
            said = await desk.SendAsync(() =>
            {
                var file = new ByteArrayContent(zip);
                file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"files\"", FileName = "\"leaves.zip\"" };
                return new HttpRequestMessage(HttpMethod.Post, new Uri("/desk/articles/new", UriKind.Relative)) { Content = new MultipartFormDataContent("----boundary7MA4YWxk") { { new StringContent(journal), "journal" }, file } };
            });
        }

        Assert.True(said.IsTaken, $"upload: {said}");
        return Guid.Parse(said.Location!.Split('/')[^1]);
    }

    private static string Article(string doi, int number) => string.Create(CultureInfo.InvariantCulture, $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
          <front><journal-meta><journal-title-group><journal-title>Leaves</journal-title></journal-title-group></journal-meta>
          <article-meta><article-id pub-id-type="doi">{doi}.{number}</article-id><title-group><article-title>Leaf {number} of {doi.Split('/')[1]}</article-title></title-group>
          <contrib-group><contrib contrib-type="author"><name><surname>Maubert</surname><given-names>Ida</given-names></name></contrib></contrib-group>
          <pub-date date-type="pub" publication-format="print"><year>2024</year></pub-date><volume>3</volume><issue>1</issue><fpage>{number}</fpage><lpage>{number}</lpage></article-meta></front>
          <body><p>One paragraph.<xref ref-type="fn" rid="n1">1</xref></p></body>
          <back><fn-group><fn id="n1"><label>1</label><p>RGASPI 558/11/{number}/94.</p></fn></fn-group></back>
        </article>
        """);
}
