using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Recto.App.Features.Import;
using Recto.App.Tests.Import;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Packages;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Notes;
using Recto.Notes.Corrections;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Packages;

/// <summary>A whole issue as a package, out of one site and into another.</summary>
public sealed class IssuePackageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite", "sqlite")]
    [InlineData("postgresql", "postgresql")]
    [InlineData("sqlite", "postgresql")]
    public async Task An_issue_that_went_out_is_the_same_issue_in_an_empty_site_and_the_second_time_nothing_changes(string from, string to)
    {
        await using var here = await PackageSite.StartAsync(from, demo: true);
        await EditAsync(here.Options);
        var package = Path.Combine(here.Run.Folder, "issue.zip");

        Assert.True(await here.RectoAsync("export", "lower-margin/1-2", package) == 0, here.Run.Error);
        await using var there = await PackageSite.StartAsync(to, demo: false);
        var first = await there.RectoAsync("import", package);
        var told = there.Run.Out;

        Assert.True(first == 0, told + there.Run.Error);
        Assert.Contains("2 imported, 0 updated, 0 unchanged, 0 refused", told, StringComparison.Ordinal);
        Assert.Equal(await here.RowsAsync("lower-margin", "1-2"), await there.RowsAsync("lower-margin", "1-2"));
        Assert.Equal(0, await there.RectoAsync("import", package));
        Assert.Contains("0 imported, 0 updated, 2 unchanged, 0 refused", there.Run.Out, StringComparison.Ordinal);
        Assert.Equal(await here.RowsAsync("lower-margin", "1-2"), await there.RowsAsync("lower-margin", "1-2"));
        Assert.Equal(await CoverAsync(here), await CoverAsync(there));
    }

    [Fact]
    public async Task The_same_issue_gives_the_same_bytes_and_every_checksum_holds()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: true);
        var (one, two) = (Path.Combine(site.Run.Folder, "1.zip"), Path.Combine(site.Run.Folder, "2.zip"));

        Assert.Equal(0, await site.RectoAsync("export", "/journals/lower-margin/1-1/", one));
        Assert.Equal(0, await site.RectoAsync("export", "lower-margin/1-1", two));

        Assert.Equal(await File.ReadAllBytesAsync(one, Ct), await File.ReadAllBytesAsync(two, Ct));
        var folder = Path.Combine(site.Run.Folder, "bag");
        await ZipFile.ExtractToDirectoryAsync(one, folder, Ct);
        Assert.Equal("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", await File.ReadAllTextAsync(Path.Combine(folder, "bagit.txt"), Ct));
        await CheckAsync(folder, "manifest-sha256.txt");
        await CheckAsync(folder, "tagmanifest-sha256.txt");
        var jats = Directory.GetFiles(Path.Combine(folder, "data", "articles"), "*.xml", SearchOption.AllDirectories).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != "source").ToList();
        Assert.Equal(2, jats.Count);
        foreach (var file in jats)
        {
            var document = System.Xml.Linq.XDocument.Load(file);
            Assert.All(document.Descendants("graphic"), graphic => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, (string)graphic.Attribute(System.Xml.Linq.XName.Get("href", "http://www.w3.org/1999/xlink"))!))));
        }

        // A bag that lies unpacked is taken as well.
        await using var other = await PackageSite.StartAsync("sqlite", demo: false);
        Assert.Equal(0, await other.RectoAsync("import", folder));
        Assert.Equal(await site.RowsAsync("lower-margin", "1-1"), await other.RowsAsync("lower-margin", "1-1"));
    }

    [Fact]
    public async Task An_article_goes_out_as_JATS_that_is_the_same_article_when_it_comes_back()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: true);
        await using var database = Database.At(site.Options);
        var slug = (await new ArticleStore(database).ListAsync(1, null, Ct)).Items[0].Slug;
        var file = Path.Combine(site.Run.Folder, "out.xml");

        Assert.True(await site.RectoAsync("export", slug, file) == 0, site.Run.Error);

        Assert.Equal(2, await site.RectoAsync("export", slug, file));
        Assert.Contains("--force", site.Run.Error, StringComparison.Ordinal);
        Assert.Equal(2, await site.RectoAsync("export", "no-such-article", file + "2"));
        Assert.Contains("no-such-article", site.Run.Error, StringComparison.Ordinal);
        Assert.Equal(2, await site.RectoAsync("export", "lower-margin/9-9", file + "2"));
        Assert.Equal(0, await site.Run.RectoAsync("notes", "read", file, "--format", "text"));
    }

    [Theory]
    [InlineData("damaged", "is damaged")]
    [InlineData("missing", "is missing")]
    [InlineData("unnamed", "is not in manifest-sha256.txt")]
    [InlineData("no manifest", "neither manifest-sha256.txt nor")]
    [InlineData("tag", "bag-info.txt")]
    [InlineData("fetch", "fetch.txt")]
    [InlineData("upwards", "leads out of it")]
    [InlineData("bomb", "zip bombs")]
    [InlineData("not json", "cannot be read")]
    [InlineData("newer", "update Recto")]
    [InlineData("bad key", "is no address of an issue")]
    [InlineData("gone source", "is missing")]
    public async Task A_bag_that_is_not_whole_or_hostile_is_refused_whole_with_the_file_named(string harm, string told)
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: true);
        var package = Path.Combine(site.Run.Folder, "issue.zip");
        Assert.Equal(0, await site.RectoAsync("export", "lower-margin/1-1", package));
        Harm(package, harm);
        await using var other = await PackageSite.StartAsync("sqlite", demo: false);

        Assert.Equal(1, await other.RectoAsync("import", package));

        Assert.Contains(told, other.Run.Out, StringComparison.Ordinal);
        Assert.Contains("0 imported, 0 updated, 0 unchanged, 1 refused", other.Run.Out, StringComparison.Ordinal);
        Assert.Empty(await other.RowsAsync("lower-margin", "1-1"));
    }

    [Fact]
    public async Task A_bag_of_others_gives_its_articles_where_its_checksums_hold()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        var bag = site.Run.Folder + "/bag.zip";
        var article = Samples.Jats("A title", "10.5555/bag.1");
        Write(bag, ("mine/bagit.txt", BagManifest.Declaration), ("mine/data/a.xml", article), ("mine/manifest-sha256.txt", BagManifest.Write([KeyValuePair.Create("data/a.xml", Sum(article))])));

        Assert.Equal(0, await site.RectoAsync("import", bag));

        Assert.Contains("1 imported", site.Run.Out, StringComparison.Ordinal);
    }

    private static async Task EditAsync(DatabaseOptions options)
    {
        await using var database = Database.At(options);
        var files = new LocalFileStore(Path.Combine(options.DataFolder, "files"));
        var now = DateTimeOffset.UtcNow;
        var issues = new IssueStore(database);
        var found = (await issues.FindAsync("lower-margin", "1-2", Ct))!;
        var cover = await files.WriteAsync(new MemoryStream([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]), 1000, Ct);
        var rows = await new IssueContentsStore(database).ListAsync(found.Id, Ct);
        var notes = (await new ApparatusStore(database).FindAsync(rows[0].Id, Ct))!.Notes.Select(note => note.Note).ToList();
        await using (var tx = await database.BeginAsync(Ct))
        {
            await issues.SaveAsync(tx, found.JournalId, found.Issue with
            {
                Title = "Marginalia & “others”",
                Kind = IssueKind.Special,
                Published = PartialDate.TryParse("2026-10", out var date) ? date : null,
                Details = new IssueDetails { Description = "A few words.\n\nMore.", Editors = "A. Tarrow", CoverFile = cover.Hash.Value, CoverType = "image/png", CoverAlt = "A margin" },
            }, now, Ct);
            await new SectionStore(database).NameAsync(tx, found.JournalId, "reviews", new Dictionary<string, string> { ["en"] = "Reviews", ["fr"] = "Comptes rendus" }, 0, Ct);
            await new SectionStore(database).NameAsync(tx, found.JournalId, "essays", new Dictionary<string, string> { ["en"] = "Essays" }, 0, Ct);
            var articles = new ArticleStore(database);
            Assert.True(await articles.SaveEditsAsync(tx, rows[0].Id, new ArticleEdits { Title = "Another title", Keywords = ["one", "two"] }, (await articles.FindToRemakeAsync(rows[0].Id, Ct))!.EditVersion, now, Ct));
            await articles.SetReadingAsync(tx, rows[1].Id, ReadingPolicy.Closed, now, Ct);
            await new IssueContentsStore(database).OrderAsync(tx, found.Id, [rows[1].Id, rows[0].Id], now, Ct);
            await new CorrectionStore(database).SaveAsync(tx, new CorrectionToSave { ArticleId = rows[0].Id, Note = NoteKey.Of(notes, 0), References = [], PersonId = Guid.Empty, Person = "A. Tarrow", Reason = "cites nothing" }, now, Ct);
            await tx.CommitAsync(Ct);
        }

        var import = new ImportArticle(database, files, new NotesEngine(), TimeProvider.System);
        foreach (var row in rows)
        {
            Assert.IsAssignableFrom<ArticleOutcome>(await import.RemakeAsync(row.Id, Ct));
        }
    }

    private static async Task<byte[]> CoverAsync(PackageSite site)
    {
        await using var database = Database.At(site.Options);
        var issue = (await new IssueStore(database).FindAsync("lower-margin", "1-2", Ct))!;
        Assert.True(FileHash.TryParse(issue.Issue.Details.CoverFile, out var hash));
        await using var content = (await new LocalFileStore(Path.Combine(site.Options.DataFolder, "files")).OpenAsync(hash, Ct))!;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    // By a program of others.
    private static async Task CheckAsync(string folder, string manifest)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var process = Process.Start(new ProcessStartInfo("sha256sum", ["--check", "--strict", "--quiet", manifest]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(Ct) + await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, said);
    }

    private static string Sum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Write(string path, params (string Name, string Text)[] files)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in files)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
    }

    private static void Harm(string path, string harm)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        var source = zip.Entries.First(entry => entry.FullName.Contains("/source/", StringComparison.Ordinal)).FullName;
        switch (harm)
        {
            case "damaged":
                Put(source, Text(source) + " ");
                break;
            case "missing":
                zip.GetEntry(source)!.Delete();
                break;
            case "unnamed":
                Put("data/more.txt", "x");
                break;
            case "no manifest":
                zip.GetEntry("manifest-sha256.txt")!.Delete();
                break;
            case "tag":
                Put("bag-info.txt", "Bag-Software-Agent: somebody\n");
                break;
            case "fetch":
                Put("fetch.txt", "http://127.0.0.1/ 1 data/x\n");
                break;
            case "upwards":
                Put("data/../../../etc/cron.d/x", "x");
                break;
            case "bomb":
                using (var entry = zip.CreateEntry("data/zeros.txt").Open())
                {
                    for (var i = 0; i < 120; i++)
                    {
                        entry.Write(new byte[1_000_000]);
                    }
                }

                break;
            case "not json":
                Issue("{");
                break;
            case "newer":
                Issue(Text(IssuePackage.Path).Replace("\"form\": 1", "\"form\": 2", StringComparison.Ordinal));
                break;
            case "bad key":
                Issue(Text(IssuePackage.Path).Replace("\"key\": \"lower-margin\"", "\"key\": \"../x\"", StringComparison.Ordinal));
                break;
            case "gone source":
                Issue(Text(IssuePackage.Path).Replace(source, "data/nowhere.xml", StringComparison.Ordinal));
                break;
        }

        string Text(string name)
        {
            using var reader = new StreamReader(zip.GetEntry(name)!.Open());
            return reader.ReadToEnd();
        }

        void Put(string name, string text)
        {
            zip.GetEntry(name)?.Delete();
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        void Issue(string json)
        {
            var was = Sum(Text(IssuePackage.Path));
            Put(IssuePackage.Path, json);
            var manifest = Text("manifest-sha256.txt");
            var mended = manifest.Replace(was, Sum(json), StringComparison.Ordinal);
            Put("manifest-sha256.txt", mended);
            Put("tagmanifest-sha256.txt", Text("tagmanifest-sha256.txt").Replace(Sum(manifest), Sum(mended), StringComparison.Ordinal));
        }
    }
}
