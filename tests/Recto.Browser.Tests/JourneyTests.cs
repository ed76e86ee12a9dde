using System.Formats.Tar;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Npgsql;
using Recto.Tests.Shared;

namespace Recto.Browser.Tests;

/// <summary>
/// A society publishes: somebody who knows nothing but what the program prints and what its pages say makes the first account, signs in again by mail, makes a journal and an issue, drops
/// files in, corrects a note and publishes; a reader without an account finds an article by a name in another script. By the pages alone. RECTO_SCREENSHOTS names a folder for pictures of each step.
/// </summary>
public sealed class JourneyTests(Site site)
{
    private const string Corrected = "PMC2646603.xml";
    private const string CorrectedTitle = "Not From the College, but Through the Public and the Legislature";
    private const string Sought = "The Cambridge Introduction to Mikhail Bakhtin";

    /// <summary>Ten articles of nine producers, by the archive that holds them: three of history and letters with notes, one that prints a Russian name in Latin letters only.</summary>
    private static readonly (string Archive, string[] Names)[] Jats =
    [
        ("jats-scielo", ["10.1590_2176-4573p59384.xml", "10.1590_S0036-36341997000100003.xml"]),
        ("jats-history-medicine", [Corrected, "PMC5944833.xml"]),
        ("jats-jose", ["10.21105_jose.00265.xml"]),
        ("jats-plos", ["10.1371_journal.pmed.1001186.xml"]),
        ("jats-elife", ["10.7554_eLife.23065.xml"]),
        ("jats-mixed", ["10.3897_zookeys.487.9176.xml", "10.12688_f1000research.14334.1.xml"]),
        ("jats-heidelberg-monograph", ["43-69-220-1-10-20150723.xml"]),
    ];

    private static readonly string[] Word = ["issues_3_on-spanish-parrots_index.en.docx", "fr_lecons_redaction-durable-avec-pandoc-et-markdown.docx"];

    private string _pictures = "";
    private int _pictured;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_society_publishes_its_first_issue_on_SQLite()
    {
        Site.Ready();
        var files = await FilesAsync();
        _pictures = "sqlite";
        await using var served = await Served.StartAsync(null, null, "--no-demo");

        await WalkAsync(served, files);
    }

    [Fact]
    public async Task A_society_publishes_its_first_issue_on_PostgreSQL()
    {
        Site.Ready();
        var files = await FilesAsync();
        _pictures = "postgres";
        var server = RequirePostgres();
        var schema = "recto_journey_" + Guid.NewGuid().ToString("N");
        await using var source = NpgsqlDataSource.Create(server);
        await ExecuteAsync(source, $"CREATE SCHEMA {schema}");
        try
        {
            await using var served = await Served.StartAsync(null, new NpgsqlConnectionStringBuilder(server) { SearchPath = schema, MaxPoolSize = 20 }.ToString(), "--no-demo");

            await WalkAsync(served, files);
            Assert.False(File.Exists(Path.Combine(served.Data, "recto.db")), "The site ran on SQLite.");
        }
        finally
        {
            await ExecuteAsync(source, $"DROP SCHEMA {schema} CASCADE");
        }
    }

    private async Task WalkAsync(Served served, IReadOnlyList<DroppedFile> files)
    {
        await using var desk = await site.ContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await desk.NewPageAsync();
        await MakeFirstAccountAsync(page, served);
        await SignInByMailAsync(page, served);
        await MakeJournalAndIssueAsync(page);
        await DropAsync(page, files);
        await CorrectAsync(page);
        await PublishAsync(page);

        await using var reading = await site.ContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await ReadAsync(await reading.NewPageAsync(), served);
    }

    // By keyboard alone.
    private async Task MakeFirstAccountAsync(IPage page, Served served)
    {
        Assert.NotNull(served.FirstLink);
        await page.GotoAsync(served.FirstLink);
        await PictureAsync(page, "first account");
        await TabToAsync(page, "#f-name");
        await page.Keyboard.TypeAsync("Ada Tarrow");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("ada@example.org");
        await page.Keyboard.PressAsync("Enter");

        await HeadedAsync(page, "Your account");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("administrator of this site");
        await PictureAsync(page, "account");
    }

    private async Task SignInByMailAsync(IPage page, Served served)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await HeadedAsync(page, "Sign in");
        await page.GetByLabel("E-mail address").First.FillAsync("ada@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a link" }).ClickAsync();
        await Assertions.Expect(page.Locator("#asked")).ToContainTextAsync("a link is on its way");
        await PictureAsync(page, "link asked for");

        string[] mails;
        for (var tries = 0; (mails = Directory.Exists(Path.Combine(served.Data, "mail")) ? Directory.GetFiles(Path.Combine(served.Data, "mail"), "*.eml") : []).Length == 0 && tries < 100; tries++)
        {
            await Task.Delay(100, Ct);
        }

        var link = Regex.Match(await File.ReadAllTextAsync(Assert.Single(mails), Ct), @"http://\S+/account/link\?\S+");
        Assert.True(link.Success, "The mail holds no link.");
        await page.GotoAsync(link.Value);
        await PictureAsync(page, "link opened");
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Desk", Exact = true }).First.ClickAsync();
        await HeadedAsync(page, "Articles");
        await PictureAsync(page, "empty desk");
    }

    private async Task MakeJournalAndIssueAsync(IPage page)
    {
        await FollowAsync(page, "Add the first");
        await PictureAsync(page, "no journal");
        await FollowAsync(page, "Make a journal");
        await HeadedAsync(page, "A new journal");
        await page.GetByLabel("Title").FillAsync("The Lower Margin");
        await page.GetByLabel("Main language").FillAsync("en");
        await PictureAsync(page, "new journal");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make this journal" }).ClickAsync();
        await HeadedAsync(page, "The Lower Margin");
        await PictureAsync(page, "journal made");

        await FollowAsync(page, "Make an issue");
        await page.GetByLabel("Volume").FillAsync("1");
        await page.GetByLabel("Number").FillAsync("1");
        await page.GetByLabel("Date").FillAsync("2026-11");
        await PictureAsync(page, "new issue");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make this issue" }).ClickAsync();
        await HeadedAsync(page, "Volume 1, issue 1");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Draft: only the desk sees it");
        await PictureAsync(page, "issue made");
    }

    private async Task DropAsync(IPage page, IReadOnlyList<DroppedFile> files)
    {
        await FollowAsync(page, "Add articles");
        await Assertions.Expect(page.GetByLabel("Issue")).ToHaveValueAsync("the-lower-margin/1-1");
        await page.Locator(".drop").EvaluateAsync("""
            (area, files) => {
              const held = new DataTransfer();
              for (const file of files) { held.items.add(new File([Uint8Array.from(atob(file.Content), (sign) => sign.charCodeAt(0))], file.Name)); }
              area.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
            }
            """, files);
        await PictureAsync(page, "files dropped");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add as drafts" }).ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("What became of your files", new() { Timeout = 90_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("12 new drafts.");
        await Assertions.Expect(page.Locator(".outcomes > li.imported")).ToHaveCountAsync(12);
        await PictureAsync(page, "report");
    }

    private async Task CorrectAsync(IPage page)
    {
        await page.Locator(".outcomes > li", new() { HasText = Corrected }).GetByRole(AriaRole.Link, new() { Name = "proof" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(CorrectedTitle);
        var first = page.Locator(".apparatus > li", new() { Has = page.Locator("#n17") });
        var later = page.Locator(".apparatus > li", new() { Has = page.Locator("#n21") });
        await Assertions.Expect(later.Locator(".reading")).Not.ToContainTextAsync("(1801)");
        await first.GetByRole(AriaRole.Link, new() { Name = "Correct this reading" }).ClickAsync();
        await page.GetByLabel("Year or date").FillAsync("1801");
        await page.GetByLabel("Why, for the record").FillAsync("The year stands on the title page.");
        await PictureAsync(page, "correction", isWhole: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep this correction" }).ClickAsync();

        await Assertions.Expect(first.Locator(".reading")).ToContainTextAsync("John Brown MD (1801)");
        await Assertions.Expect(first).ToContainTextAsync("Corrected by Ada Tarrow");
        await Assertions.Expect(first).ToContainTextAsync("The year stands on the title page.");
        await Assertions.Expect(later.Locator(".reading")).ToContainTextAsync("John Brown MD (1801), 20");
        await Assertions.Expect(page.Locator("#proof-done")).ToContainTextAsync("other notes now read otherwise");
        await PictureAsync(page, "corrected", isWhole: false);
    }

    private async Task PublishAsync(IPage page)
    {
        await FollowAsync(page, "record and publishing");
        await PictureAsync(page, "article at the desk");
        await FollowAsync(page, "Or publish it with its issue");
        await HeadedAsync(page, "Publish Volume 1, issue 1");
        await Assertions.Expect(page.Locator("input[name=article]:checked")).ToHaveCountAsync(12);
        await PictureAsync(page, "before publishing");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish the issue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The issue is public.");
        await Assertions.Expect(page.Locator(".toc .badge.free")).ToHaveCountAsync(12);
        await PictureAsync(page, "published");
    }

    private async Task ReadAsync(IPage page, Served served)
    {
        await page.GotoAsync(served.Address + "/");
        await HeadedAsync(page, "The Lower Margin");
        await PictureAsync(page, "front");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "1/1, November 2026" }).First.ClickAsync();
        await HeadedAsync(page, "Issue 1, November 2026");
        await Assertions.Expect(page.Locator("main .toc li .title")).ToHaveCountAsync(12);
        await Assertions.Expect(page.Locator("main .toc li .badge", new() { HasTextRegex = new Regex("^(open|free)$") })).ToHaveCountAsync(12);
        await PictureAsync(page, "issue");

        await page.GetByRole(AriaRole.Link, new() { Name = CorrectedTitle }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#n18")).ToContainTextAsync("London Printed for the Author 1810"); // Fields of a citation that the file sets without a blank.
        await page.Locator("#n17 summary", new() { HasText = "as Recto reads it" }).ClickAsync();
        await Assertions.Expect(page.Locator("#n17")).ToContainTextAsync("Corrected by an editor");
        await PictureAsync(page, "article", isWhole: false);

        await page.GotoAsync(served.Address + "/");
        for (var tries = 0; tries < 20; tries++)
        {
            await page.GetByRole(AriaRole.Searchbox).First.FillAsync("Бахтин");
            await page.Keyboard.PressAsync("Enter");
            await HeadedAsync(page, "Search");
            if (await page.GetByText("1 article", new() { Exact = true }).CountAsync() > 0)
            {
                break;
            }

            await Task.Delay(500, Ct); // What was published is indexed a moment later.
        }

        var found = page.Locator("main .title a");
        await Assertions.Expect(found).ToHaveCountAsync(1);
        await Assertions.Expect(found).ToContainTextAsync(Sought);
        await Assertions.Expect(page.Locator("main mark").First).ToContainTextAsync("Bakhtin");
        await PictureAsync(page, "found");
        await found.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(Sought);
    }

    private static Task FollowAsync(IPage page, string words) => page.Locator("main").GetByRole(AriaRole.Link, new() { Name = words, Exact = true }).First.ClickAsync();

    private static Task HeadedAsync(IPage page, string words) => Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(words);

    private static async Task TabToAsync(IPage page, string what)
    {
        for (var i = 0; i < 30 && await page.Locator(what + ":focus").CountAsync() == 0; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Assertions.Expect(page.Locator(what)).ToBeFocusedAsync();
    }

    private async Task PictureAsync(IPage page, string step, bool isWhole = true)
    {
        _pictured++;
        if (Environment.GetEnvironmentVariable("RECTO_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"journey-{_pictures}-{_pictured:00}-{step.Replace(' ', '-')}.png"), FullPage = isWhole });
        }
    }

    private static async Task<IReadOnlyList<DroppedFile>> FilesAsync()
    {
        var files = new List<DroppedFile>();
        foreach (var (archive, names) in Jats)
        {
            await using var packed = new GZipStream(File.OpenRead(SharedData.Require($"data/articles/{archive}/articles.tar.gz")), CompressionMode.Decompress);
            await using var entries = new TarReader(packed);
            while (await entries.GetNextEntryAsync(copyData: false, Ct) is { } entry)
            {
                if (entry.DataStream is not null && names.Contains(Path.GetFileName(entry.Name)))
                {
                    using var content = new MemoryStream();
                    await entry.DataStream.CopyToAsync(content, Ct);
                    files.Add(new(Path.GetFileName(entry.Name), Convert.ToBase64String(content.ToArray())));
                }
            }
        }

        foreach (var name in Word)
        {
            files.Add(new(name, Convert.ToBase64String(await File.ReadAllBytesAsync(SharedData.Require($"data/articles/docx-derived/{name}"), Ct))));
        }

        Assert.Equal(12, files.Count);
        return files;
    }

    internal static string RequirePostgres()
    {
        if (Environment.GetEnvironmentVariable("RECTO_TEST_POSTGRES") is { Length: > 0 } server)
        {
            return server;
        }

        const string How = "RECTO_TEST_POSTGRES holds no connection string of a PostgreSQL 15 or newer ('.ci/postgres.sh run dotnet test' gives one).";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", How);
        Assert.Skip(How);
        return "";
    }

    internal static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>A file as script makes one: name and content in base 64.</summary>
    private sealed record DroppedFile(string Name, string Content);
}
