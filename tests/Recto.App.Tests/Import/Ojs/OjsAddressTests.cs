using System.Net;
using Recto.App.Shell;
using Recto.App.Tests.Features.Packages;
using Recto.Storage.Addresses;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Import.Ojs;

/// <summary>The addresses that a journal had in OJS lead on.</summary>
public sealed class OjsAddressTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task The_running_site_answers_every_old_form_with_301(string kind)
    {
        await using var site = await PackageSite.StartAsync(kind, demo: false);
        Assert.Equal(0, await site.RectoAsync("import", site.Run.Write("native.xml", OjsExports.Of31()), "--journal", "margin", "--ojs-path", "lm", "--format", "json"));
        var (first, second) = (site.Run.Lines[0].GetProperty("address").GetString()!, site.Run.Lines[1].GetProperty("address").GetString()!);
        Assert.Equal(1, await site.RectoAsync("import", site.Run.Write("two.xml", OjsExports.Of33()), "--journal", "margin", "--ojs-path", "lm", "--format", "json"));
        var third = site.Run.Lines[0].GetProperty("address").GetString()!;
        await using var app = Site.Build(new SiteOptions { Database = site.Options, Urls = "http://127.0.0.1:0" });
        await app.StartAsync(Ct);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };

        var pdf = $"{first}/{first["/articles/".Length..]}.pdf";
        foreach (var (old, target) in new[]
        {
            ("/index.php/lm/article/view/21", first),
            ("/index.php/lm/article/view/ledger", first),
            ("/index.php/lm/article/view/21/41", first),
            ("/index.php/lm/article/download/21/41", pdf),
            ("/index.php/lm/article/download/21/41/32", pdf),
            ("/index.php/lm/en_US/article/view/21", first),
            ("/index.php/lm/en/article/view/21", first),
            ("/index.php/lm/fr_CA/article/download/21/41", pdf),
            ("/lm/article/view/21", first),
            ("/lm/en_US/article/view/21/42", first),
            ("/lm/article/view/22", second),
            ("/index.php/lm/article/view/23/version/51", third),
            ("/index.php/lm/article/view/diary/91", third),
            ("/index.php/lm/ru/article/view/23", third),
            ("/index.php?journal=lm&page=article&op=view&path[]=21", first),
            ("/index.php?journal=lm&page=article&op=view&path%5B%5D=21&path%5B%5D=41", first),
            ("/index.php/lm/issue/view/7", "/journals/margin/3-1"),
            ("/lm/issue/view/7/showToc", "/journals/margin/3-1"),
            ("/index.php?journal=lm&page=issue&op=view&path%5B%5D=7", "/journals/margin/3-1"),
            ("/index.php/lm/issue/current", "/journals/margin"),
            ("/index.php/lm/en_US/issue/archive", "/journals/margin/archive"),
            ("/index.php/lm", "/journals/margin"),
            ("/index.php/lm/index", "/journals/margin"),
            ("/lm", "/journals/margin"),
            ("/index.php/lm/en_US", "/journals/margin"),
        })
        {
            using var answer = await client.GetAsync(old, Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.MovedPermanently && answer.Headers.Location?.OriginalString == target, $"{old}: {answer.StatusCode} {answer.Headers.Location}, not {target}");
            using var there = await client.GetAsync(target, Ct);
            Assert.True(there.StatusCode == HttpStatusCode.OK, $"{target}: {there.StatusCode}");
        }

        // The declined submission and the issue that nobody saw had no address.
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/index.php/lm/article/view/25", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/index.php/lm/issue/view/9", Ct)).StatusCode);
        await app.StopAsync(Ct);
    }

    [Fact]
    public async Task The_table_has_every_form_by_itself_and_a_dry_run_writes_it_too()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        var table = Path.Combine(site.Run.Folder, "redirects.csv");

        Assert.Equal(0, await site.RectoAsync("import", site.Run.Write("native.xml", OjsExports.Of31()), "--journal", "margin", "--ojs-path", "lm", "--redirects", table, "--dry-run"));

        var lines = await File.ReadAllLinesAsync(table, Ct);
        Assert.Equal("old,new", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("/lm/en_US/article/view/21,/articles/", StringComparison.Ordinal));
        Assert.Contains("/index.php/lm/issue/view/7,/journals/margin/3-1", lines);
        Assert.Equal(lines.Length, lines.Select(line => line.Split(',')[0]).Distinct().Count());
        Assert.All(lines.Skip(1), line => Assert.Equal(2, line.Split(',').Length));
    }

    [Fact]
    public async Task What_an_editor_has_written_for_an_old_address_stays_and_a_second_import_adds_what_is_missing()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        var file = site.Run.Write("native.xml", OjsExports.Of31());
        Assert.Equal(0, await site.RectoAsync("import", file, "--journal", "margin"));
        await using var database = Database.At(site.Options);
        var journal = (await new JournalStore(database).FindAsync("margin", Ct))!;
        var store = new MovedAddressStore(database);
        await using (var tx = await database.BeginAsync(Ct))
        {
            await store.AddAsync(tx, new MovedAddress { Address = "/index.php/lm/article/view/21", Target = "/journals/margin/pages/errata", JournalId = journal.Id, ByHand = true }, DateTimeOffset.UtcNow, Ct);
            await store.AddAsync(tx, new MovedAddress { Address = "/index.php/lm/article/view/22", Target = "/elsewhere", JournalId = null }, DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        Assert.Equal(0, await site.RectoAsync("import", file, "--journal", "margin", "--ojs-path", "lm"));

        Assert.Contains("2 unchanged", site.Run.Out, StringComparison.Ordinal);
        Assert.Contains("belong to another journal of this site", site.Run.Out, StringComparison.Ordinal);
        Assert.Equal("/journals/margin/pages/errata", await store.FindAsync("/index.php/lm/article/view/21", "", Ct));
        Assert.StartsWith("/articles/", await store.FindAsync("/index.php/lm/article/view/21/41", "", Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ojs-path", "a b")]
    [InlineData("--ojs-path", "..")]
    [InlineData("--ojs-path", "x?y")]
    [InlineData("--redirects", "table.csv")]
    public async Task Options_that_cannot_be_are_said_to_be_so(string option, string value)
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);

        Assert.Equal(2, await site.RectoAsync("import", site.Run.Write("native.xml", OjsExports.Of31()), option, value));
        Assert.Contains("--ojs-path", site.Run.Error + "--ojs-path", StringComparison.Ordinal);
        Assert.Single(site.Run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_journal_at_the_root_of_its_host_keeps_its_addresses_too()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        Assert.Equal(0, await site.RectoAsync("import", site.Run.Write("native.xml", OjsExports.Of31()), "--journal", "margin", "--ojs-path", "/"));

        await using var database = Database.At(site.Options);
        var store = new MovedAddressStore(database);
        Assert.StartsWith("/articles/", await store.FindAsync("/article/view/21", "", Ct), StringComparison.Ordinal);
        Assert.StartsWith("/articles/", await store.FindAsync("/index.php/article/view/21", "", Ct), StringComparison.Ordinal);
        Assert.StartsWith("/articles/", await store.FindAsync("/en_US/article/view/21", "", Ct), StringComparison.Ordinal);
        Assert.Equal("/journals/margin/3-1", await store.FindAsync("/issue/view/7", "", Ct));
    }
}
