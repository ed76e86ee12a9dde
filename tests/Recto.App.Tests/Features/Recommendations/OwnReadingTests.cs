using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Recommendations;
using Recto.App.Shell;
using Recto.App.Tests.Features.Accounts;
using Recto.App.Tests.Features.ArticleDesk;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Features.Recommendations;

/// <summary>Recommendations of one’s own: off until somebody switches them on, seen by nobody else, and gone when they say so.</summary>
public sealed class OwnReadingTests
{
    private const string List = "/account/recommendations";
    private const string Reads = List + "/reads";
    private const string First = "/articles/maubert-ledgers-of-the-harbour";
    private const string Second = "/articles/maubert-watermarks-under-lamplight";
    private const string Third = "/articles/maubert-seals-and-ribbons";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_kept_until_it_is_switched_on_and_then_only_what_a_person_reads_who_may_be_followed()
    {
        await using var site = await StartAsync();
        var (ada, bo) = (site.SignedIn(), site.SignedIn());
        await ReadAsync(site, First, ada);
        Assert.Contains("It is off, and nothing is kept", await site.DeskAsync(List, ada), StringComparison.Ordinal);
        using var on = await site.PostAsync(List + "/on", ada);
        Assert.Equal(List + "?done=on", on.Headers.Location?.OriginalString);
        var empty = await site.DeskAsync(List, ada);
        Assert.Contains("Nothing has been kept yet", empty, StringComparison.Ordinal);
        Assert.DoesNotContain("See them, delete them", empty, StringComparison.Ordinal); // There are none.

        await ReadAsync(site, Second, ada, ("DNT", "1"));
        await ReadAsync(site, Second, ada, ("Sec-GPC", "1"));
        await ReadAsync(site, Second, ada, ("Sec-Purpose", "prefetch"));
        await ReadAsync(site, Second, bo);
        await ReadAsync(site, Second, AccountSite.Nobody);
        using (var head = await site.SendAsync(HttpMethod.Head, Second, ada))
        {
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        }

        using (var cited = await site.GetAsync(Second + "/sources", ada))
        {
            Assert.Equal(HttpStatusCode.OK, cited.StatusCode); // Something about it is not its text.
        }

        await KeepAsync(site);
        Assert.Equal(0, await CountAsync(site, "account_reads"));

        await ReadAsync(site, First, ada);
        await ReadAsync(site, First, ada); // From the cache now.
        await KeepAsync(site);
        Assert.Equal(1, await CountAsync(site, "account_reads"));
        Assert.Contains("Your browser says", await site.TextAsync(List, ada, ("DNT", "1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_article_is_the_same_for_all_and_from_the_cache_whoever_keeps_a_list()
    {
        await using var site = await StartAsync();
        var (ada, bo) = (site.SignedIn(), site.SignedIn());
        using var on = await site.PostAsync(List + "/on", ada);

        var pages = new[] { await site.TextAsync(First, AccountSite.Nobody), await site.TextAsync(First, ada), await site.TextAsync(First, bo), await site.TextAsync(First, ada) };

        Assert.All(pages, page => Assert.Equal(pages[0], page));
        await KeepAsync(site);
        Assert.Equal(1, await CountAsync(site, "account_reads"));
        using var fresh = await site.GetAsync(Second, ada);
        using var same = await site.GetAsync(Second, ada, ("If-None-Match", fresh.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.False(fresh.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_list_says_because_of_what_and_follows_what_is_deleted_withdrawn_and_switched_off()
    {
        await using var site = await StartAsync();
        var (ada, bo) = (site.SignedIn(), site.SignedIn());
        foreach (var cookie in new[] { ada, bo })
        {
            using var on = await site.PostAsync(List + "/on", cookie);
        }

        await ReadAsync(site, First, ada);
        await KeepAsync(site);
        await MakeAsync(site);

        var list = await site.DeskAsync(List, ada);
        Assert.Contains($"href=\"{Second}\"", list, StringComparison.Ordinal);
        Assert.Contains($"Because you read <a href=\"{First}\"><bdi>Ledgers of the harbour</bdi></a>: both cite <a href=\"/sources/rgaspi/17/162/14\">", list, StringComparison.Ordinal);
        Assert.DoesNotContain($"<p class=\"title\"><a href=\"{First}\"", list, StringComparison.Ordinal);
        Assert.Contains("Parce que vous avez lu", await site.TextAsync(List + "?lang=fr", ada), StringComparison.Ordinal);
        Assert.Contains("Nothing has been kept yet", await site.DeskAsync(List, bo), StringComparison.Ordinal);

        var kept = await site.DeskAsync(Reads, ada);
        Assert.Contains("Ledgers of the harbour", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Ledgers of the harbour", await site.DeskAsync(Reads, bo), StringComparison.Ordinal);
        var first = (await site.ArticleAsync(First[10..])).Row;
        using var ofAnother = await site.PostAsync(Reads + "/remove", bo, ("article", first.Id.ToString())); // Deletes what is bo’s, and that is nothing.
        Assert.Equal(1, await CountAsync(site, "account_reads"));

        using var withdrawn = await site.PostAsync($"/desk/articles/{(await site.ArticleAsync(Second[10..])).Row.Id}/withdraw", site.Administrator(), ("reason", "It was another’s."));
        Assert.Equal(HttpStatusCode.SeeOther, withdrawn.StatusCode);
        Assert.DoesNotContain(Second, await site.DeskAsync(List, ada), StringComparison.Ordinal);

        using var removed = await site.PostAsync(Reads + "/remove", ada, ("article", first.Id.ToString()));
        Assert.Equal(Reads + "?done=removed", removed.Headers.Location?.OriginalString);
        Assert.Contains("Nothing has been kept yet", await site.DeskAsync(List, ada), StringComparison.Ordinal);
        await ReadAsync(site, Third, ada);
        await KeepAsync(site);
        using var off = await site.PostAsync(List + "/off", ada);
        Assert.Equal((1, 0), (await CountAsync(site, "reading_accounts"), await CountAsync(site, "account_reads")));
        using var noReads = await site.GetAsync(Reads, ada);
        Assert.Equal(List, noReads.Headers.Location?.OriginalString);
        using var offToo = await site.PostAsync(List + "/off", bo);
        await MakeAsync(site);
        Assert.Equal(0, await CountAsync(site, "near_articles"));
    }

    [Fact]
    public async Task It_is_taken_along_as_a_table_and_for_programs_and_stands_in_the_copy_of_ones_data()
    {
        await using var site = await StartAsync();
        var ada = site.SignedIn();
        using (var before = await site.PostAsync("/account/data", ada))
        {
            using var empty = new ZipArchive(await before.Content.ReadAsStreamAsync(Ct));
            using var nothing = JsonDocument.Parse(empty.GetEntry("my-data.json")!.Open());
            Assert.False(nothing.RootElement.TryGetProperty("reading", out _));
        }

        using var on = await site.PostAsync(List + "/on", ada);
        await ReadAsync(site, First, ada);
        await KeepAsync(site);
        var day = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        using var table = await site.PostAsync(Reads + "/copy", ada, ("as", "csv"));
        using var json = await site.PostAsync(Reads + "/copy", ada, ("as", "json"));
        using var copy = await site.PostAsync("/account/data", ada);

        Assert.Equal($"title,address,first_read_on\r\nLedgers of the harbour,{site.Address.ToString().TrimEnd('/')}{First},{day}\r\n", await table.Content.ReadAsStringAsync(Ct));
        Assert.Equal("attachment", json.Content.Headers.ContentDisposition?.DispositionType);
        using var read = JsonDocument.Parse(await json.Content.ReadAsStringAsync(Ct));
        Assert.Equal(("Ledgers of the harbour", day), (read.RootElement[0].GetProperty("title").GetString(), read.RootElement[0].GetProperty("firstReadOn").GetString()));
        using var zip = new ZipArchive(await copy.Content.ReadAsStreamAsync(Ct));
        using var all = JsonDocument.Parse(zip.GetEntry("my-data.json")!.Open());
        Assert.Equal("Ledgers of the harbour", all.RootElement.GetProperty("reading")[0].GetProperty("title").GetString());

        using var cleared = await site.PostAsync(Reads + "/clear", ada);
        Assert.Equal((1, 0), (await CountAsync(site, "reading_accounts"), await CountAsync(site, "account_reads")));
    }

    [Fact]
    public async Task It_goes_with_the_account()
    {
        await using var site = await StartAsync();
        var person = new DeskPerson(Guid.CreateVersion7(), "Ada", "ada@example.org", []);
        var ada = site.SignedIn(person);
        using var on = await site.PostAsync(List + "/on", ada);
        await ReadAsync(site, First, ada);
        await KeepAsync(site);
        var account = await site.Services.GetRequiredService<Storage.Accounts.AccountStore>().FindAsync(person.Id, Ct);

        Assert.True(await site.Services.GetRequiredService<App.Features.Accounts.Own.Erasure>().EraseAsync(account!, Ct));

        Assert.Equal((0, 0), (await CountAsync(site, "reading_accounts"), await CountAsync(site, "account_reads")));
    }

    [Fact]
    public async Task What_staff_read_for_their_work_is_not_kept_and_no_form_of_another_site_switches_anything()
    {
        await using var site = await StartAsync();
        var journal = (await site.ArticleAsync(First[10..])).Row.JournalId;
        var editor = site.SignedIn(new DeskGrant(DeskRole.Editor, journal));
        using var on = await site.PostAsync(List + "/on", editor);

        await ReadAsync(site, First, editor);
        await KeepAsync(site);

        Assert.Equal(0, await CountAsync(site, "account_reads"));
        Assert.Contains("articles of the journals that you work for are not kept", await site.DeskAsync(List, editor), StringComparison.Ordinal);
        var ada = site.SignedIn();
        using var foreign = await site.SendAsync(HttpMethod.Post, List + "/on", ada, ("Origin", "https://elsewhere.example"), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(1, await CountAsync(site, "reading_accounts"));
    }

    [Theory]
    [InlineData(null, 24)]
    [InlineData("6", 6)]
    [InlineData("0", null)]
    [InlineData("forever", null)]
    public void How_long_it_is_kept_is_a_setting(string? written, int? months)
    {
        var isRight = RecommendationOptions.TryRead(name => name == "RECTO_READING_MONTHS" ? written : null, out var told, out var wrong);

        Assert.Equal((months, months is null), (told?.ReadingMonths, wrong?.Contains("RECTO_READING_MONTHS", StringComparison.Ordinal) ?? false));
        Assert.Equal(months is not null, isRight);
    }

    private static async Task<WebSite> StartAsync()
    {
        var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1), options: options => options with { KeepsReads = true });
        await site.JournalAsync();
        foreach (var (name, title, note) in new[] { ("a", "Ledgers of the harbour", "RGASPI 17/162/14/3."), ("b", "Watermarks under lamplight", "RGASPI 17/162/14/8."), ("c", "Seals and ribbons", "GARF 1235/1/16/5.") })
        {
            Assert.Equal(0, await site.Commands.ImportAsync(site.Commands.Write($"{name}.xml", Leaf(title, note))));
        }

        await MakeAsync(site);
        return site;
    }

    private static string Leaf(string title, string note) => Samples.Jats(title, body: $"<p>{string.Join(' ', Enumerable.Range(0, 40).Select(i => $"{title.Split(' ')[0]}x{(char)('a' + (i % 26))}{i / 26}"))}<xref ref-type=\"fn\" rid=\"n1\">1</xref></p>", note: note);

    private static async Task MakeAsync(WebSite site)
    {
        await site.Services.GetRequiredService<MakeLists>().RunAsync(Ct);
        await site.Services.GetRequiredService<MakeNear>().RunAsync(Ct);
        await site.Services.GetRequiredService<PublishedPages>().RenewAsync(Ct);
    }

    private static async Task ReadAsync(WebSite site, string path, (string, string) cookie, params (string, string)[] headers)
    {
        using var answer = await site.GetAsync(path, [cookie, .. headers]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static Task KeepAsync(WebSite site) => site.Services.GetRequiredService<WriteReads>().WriteAsync(Ct);

    private static async Task<long> CountAsync(WebSite site, string table)
    {
        await using var connection = await site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM " + table;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), CultureInfo.InvariantCulture);
    }
}

internal static class OwnReadingPages
{
    /// <summary>The page as whoever sends these headers sees it.</summary>
    public static async Task<string> TextAsync(this WebSite site, string path, params (string Name, string Value)[] headers)
    {
        using var answer = await site.GetAsync(path, headers);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await AccountSite.TextAsync(answer);
    }
}
