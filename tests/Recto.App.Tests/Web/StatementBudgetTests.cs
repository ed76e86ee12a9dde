using Microsoft.Data.Sqlite;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using SQLitePCL;

namespace Recto.App.Tests.Web;

/// <summary>How often a page asks the database. SQLite itself counts: every connection of the site's pool is given a trace before the first page is asked for.</summary>
[Collection(nameof(StatementBudgetTests))]
public sealed class StatementBudgetTests
{
    private const int Connections = 16;
    private readonly List<string> _statements = [];

    [Theory]
    [InlineData("/", 5)]
    [InlineData("/articles", 5)]
    [InlineData("/journals/lower-margin", 5)]
    [InlineData("/journals/lower-margin/articles", 5)]
    [InlineData("/journals/lower-margin/archive", 5)]
    [InlineData("/journals/lower-margin/online-first", 5)]
    [InlineData("/journals/lower-margin/sections/articles", 5)]
    [InlineData("/authors/edith-marchmont", 5)]
    [InlineData("/journals/lower-margin/1-1", 5)]
    [InlineData(ReadOnlySite.Marchmont, 4)] // who may read it, the page, who else cites its sources, and what to read next
    [InlineData(ReadOnlySite.Marchmont + "?notes=end", 4)]
    [InlineData(ReadOnlySite.Marchmont + "/sources", 5)]
    [InlineData(ReadOnlySite.Marchmont + "/notes/1", 4)]
    [InlineData(ReadOnlySite.VanAalst + "/notes/1", 4)]
    [InlineData("/sources", 5)]
    [InlineData("/sources/rgaspi", 6)]
    [InlineData("/sources/rgaspi/558/11/431", 8)] // the line, what it holds, its notes, leaves, ways of writing, its neighbours on both sides
    [InlineData(ReadOnlySite.Marchmont + "/notes.json", 5)]
    [InlineData(ReadOnlySite.Marchmont + "/metrics", 3)] // who may see it, its record, who cites it; what is asked of usage is left out of this count
    [InlineData("/works/genette-1987-seuils", 6)]
    public async Task A_page_asks_little_when_it_is_fresh_and_nothing_from_the_cache(string path, int most)
    {
        // The driver's pool closes idle connections every other minute, for the whole process, and the trace with them: then it is tried again.
        var (first, second) = await AskTwiceAsync(path) is { First.Count: > 0 } asked ? asked : await AskTwiceAsync(path);

        Assert.True(first.Count >= 1 && first.Count <= most, $"{first.Count} statements:\n{string.Join('\n', first)}");
        Assert.Empty(second);
    }

    [Theory]
    [InlineData(ReadOnlySite.Marchmont, 4)]
    [InlineData(ReadOnlySite.Marchmont + "/sources", 6)] // who may read it is asked once more, to be counted from the cache
    [InlineData(ReadOnlySite.VanAalst + "/notes/1", 5)]
    public async Task A_page_that_is_counted_asks_no_more_than_who_may_read_it_and_nothing_from_the_cache(string path, int most)
    {
        var (first, second) = await AskTwiceAsync(path, counts: true) is { First.Count: > 0 } asked ? asked : await AskTwiceAsync(path, counts: true);

        Assert.True(first.Count >= 1 && first.Count <= most, $"{first.Count} statements:\n{string.Join('\n', first)}");
        Assert.Empty(second);
    }

    [Fact]
    public async Task Lists_in_another_order_are_kept_like_any_other_page_and_ask_nothing_from_the_cache()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1), options: told => told with { CountsUsage = true, Recommendations = new() { ShuffledPercent = 50 } });
        await TraceAsync(site);

        var first = await OfReadersAsync(20);
        var drawn = 0;
        for (var turn = 0; turn < 300 && first + drawn < 5; turn++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken); // Readers are drawn by the secret of the day, which is there soon.
            drawn += await OfReadersAsync(20);
        }

        var again = await OfReadersAsync(20);

        Assert.InRange(first + drawn, 5, 7); // The page, and its copy for those who were drawn; who may read it is known by then.
        Assert.Equal(0, again);

        async Task<int> OfReadersAsync(int readers)
        {
            OfPages();
            for (var i = 1; i <= readers; i++)
            {
                using var answer = await site.GetAsync(ReadOnlySite.Marchmont, ("X-Forwarded-For", $"198.51.100.{i}"), ("User-Agent", Recto.App.Tests.Features.Usage.UsageSite.Browser));
                Assert.True(answer.IsSuccessStatusCode);
            }

            return OfPages().Count;
        }
    }

    private async Task<(List<string> First, List<string> Second)> AskTwiceAsync(string path, bool counts = false)
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1), options: told => told with { CountsUsage = counts }); // The look at the clock would be counted too.
        await TraceAsync(site);

        using var fresh = await site.GetAsync(path);
        var first = OfPages();
        using var kept = await site.GetAsync(path);
        var second = OfPages();

        Assert.True(fresh.IsSuccessStatusCode && kept.IsSuccessStatusCode);
        return (first, second);
    }

    [Fact]
    public async Task A_page_from_the_cache_costs_a_reader_with_rights_one_statement_and_a_stranger_none()
    {
        await using var site = new InstitutionSite(await WebSite.StartAsync(FiveReadersTests.KnowBuyers, TimeSpan.FromHours(1)));
        await site.RunAsync("UPDATE articles SET reading = 'closed', has_open_licence = 0, opens_at = NULL");
        await site.SubscribeAsync((await site.AddAsync("bern", ["130.92.0.0/16"])).Id);
        await site.Known.RenewAsync(TestContext.Current.CancellationToken);
        await TraceAsync(site.Site);

        foreach (var path in new[] { InstitutionSite.Closed, InstitutionSite.Closed + "/notes/1", "/", "/articles", "/sources", "/journals/lower-margin", "/journals/lower-margin/1-1" })
        {
            foreach (var (header, statements) in new[] { (("X-Forwarded-For", "130.92.4.7"), 1), (("X-Nobody", "1"), 0) })
            {
                using var fresh = await site.Site.GetAsync(path, header);
                OfPages();
                using var kept = await site.Site.GetAsync(path, header);
                var asked = OfPages();

                Assert.True(asked.Count == statements, $"{path}: {asked.Count} statements:\n{string.Join('\n', asked)}");
                Assert.All(asked, sql => Assert.Contains("FROM rights", sql, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("/search", 0)]
    [InlineData("/search?q=Litvinov+archives+%22the+note%22", 6)]
    [InlineData("/search?q=Рудаковой&archive=rgaspi&sort=new", 6)]
    [InlineData("/search?q=Marchmint", 7)] // nothing found, and what may have been meant
    public async Task A_search_asks_little_however_it_ends(string path, int most)
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        await TraceAsync(site);

        using var answer = await site.GetAsync(path);
        var asked = OfPages();

        Assert.True(answer.IsSuccessStatusCode);
        Assert.True(asked.Count <= most, $"{asked.Count} statements:\n{string.Join('\n', asked)}");
    }

    /// <summary>Ten times what the largest journals have in an issue, and a weekly of a century.</summary>
    [Fact]
    public async Task A_contents_page_of_300_articles_and_an_archive_of_5000_issues_ask_as_little()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        await GrowAsync(site);
        await TraceAsync(site);

        foreach (var (path, articles) in new[] { ("/journals/weekly/1-1", 300), ("/journals/weekly/archive", 0), ("/journals/weekly", 50), ("/journals/weekly/articles", 50), ("/journals/weekly/sections/articles", 50), ("/authors/sara-contin", 50), ("/", 50) })
        {
            var page = await site.TextAsync(path);
            var asked = OfPages();

            Assert.True(asked.Count is >= 1 and <= 5, $"{path}: {asked.Count} statements:\n{string.Join('\n', asked)}");
            Assert.True(articles == 0 || page.Split("<p class=\"title\"><a href=\"/articles/").Length - 1 == articles, $"{path} lists {page.Split("<p class=\"title\"><a href=\"/articles/").Length - 1} articles.");
            Assert.True(page.Length < 600_000, $"{path} has {page.Length} characters.");
        }
    }

    [Fact]
    public async Task An_archive_of_5000_issues_goes_on_from_page_to_page_and_names_every_issue_once()
    {
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1));
        await GrowAsync(site);

        var found = new List<string>();
        var pages = 0;
        for (var address = "/journals/weekly/archive"; address is not null && pages < 100; pages++)
        {
            var page = await site.TextAsync(address);
            found.AddRange(System.Text.RegularExpressions.Regex.Matches(page, "<p class=\"title\"><a href=\"(/journals/weekly/[^\"]+)\"").Select(match => match.Groups[1].Value));
            address = System.Text.RegularExpressions.Regex.Match(page, "href=\"([^\"]+)\" rel=\"next\"") is { Success: true } next ? System.Net.WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        Assert.Equal(5000, found.Count);
        Assert.Equal(5000, found.Distinct().Count());
        Assert.InRange(pages, 10, 40);
        Assert.Contains("1940–1949", await site.TextAsync("/journals/weekly/archive"), StringComparison.Ordinal);
    }

    // A weekly from 1920 to 2019, fifty issues a volume; 300 articles in the first issue.
    private static async Task GrowAsync(WebSite site)
    {
        var ct = TestContext.Current.CancellationToken;
        var (journals, issues, articles) = (new JournalStore(site.Database), new IssueStore(site.Database), new ArticleStore(site.Database));
        await using var tx = await site.Database.BeginAsync(ct);
        var journal = (await journals.SaveAsync(tx, new Journal { Key = "weekly", Title = "The Weekly" }, DateTimeOffset.UnixEpoch, ct)).Id;
        Guid first = default;
        for (var i = 0; i < 5000; i++)
        {
            var (volume, number) = ((i / 50) + 1, (i % 50) + 1);
            var row = await issues.SaveAsync(tx, journal, new Issue { Key = $"{volume}-{number}", Volume = $"{volume}", Number = $"{number}", Published = new PartialDate(1919 + volume, ((number - 1) / 5) + 1, (((number - 1) % 5) * 5) + 1) }, DateTimeOffset.UnixEpoch, ct);
            first = i == 0 ? row.Id : first;
        }

        for (var i = 0; i < 300; i++)
        {
            var article = new Article { Title = $"Leaf {i}", FirstPage = $"{i + 1}", Section = i % 3 == 0 ? "Reviews" : "Articles", PublishedOnline = new PartialDate(1920, 1, 1), Contributors = [new() { Role = "author", Family = "Contin", Given = "Sara" }] };
            await articles.SaveAsync(tx, new ArticleToSave
            {
                Slug = $"leaf-{i}",
                JournalId = journal,
                IssueId = first,
                Position = i + 1,
                Article = article,
                Identity = ArticleIdentity.Of(article, null),
                Format = SourceFormat.Jats,
                SourceHash = $"s{i}",
                IsDraft = false,
                Fragments = new() { Title = $"Leaf {i}", Abstract = "", Body = "<p>Text.</p>", Notes = "", Sources = "", References = "", About = "", Contents = [], NoteBodies = [] },
            }, DateTimeOffset.UnixEpoch, ct);
        }

        await tx.CommitAsync(ct);
    }

    private async Task TraceAsync(WebSite site)
    {
        var open = new List<System.Data.Common.DbConnection>();
        for (var i = 0; i < Connections; i++)
        {
            var connection = await site.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
            raw.sqlite3_trace(((SqliteConnection)connection).Handle, (_, statement) => { lock (_statements) { _statements.Add(statement.TrimStart()); } }, null);
            open.Add(connection);
        }

        foreach (var connection in open)
        {
            await connection.DisposeAsync(); // Back into the pool, trace and all.
        }

        // What the site does of itself with new articles, indexes above all, is to be done first.
        var quiet = 0;
        for (var tries = 0; tries < 400; tries++)
        {
            OfPages();
            await Task.Delay(250, TestContext.Current.CancellationToken);
            quiet = OfPages().Count == 0 ? quiet + 1 : 0;
            if (quiet == 3) // On a machine that does much else an index may rest for a moment in the middle.
            {
                return;
            }
        }

        Assert.Fail("The site has not come to rest.");
    }

    // Not what sets a connection up or frames a picture of several tables.
    private List<string> OfPages()
    {
        lock (_statements)
        {
            var asked = _statements.Where(sql => !sql.StartsWith("PRAGMA", StringComparison.Ordinal) && !sql.StartsWith("BEGIN", StringComparison.Ordinal) && !sql.StartsWith("COMMIT", StringComparison.Ordinal)
                && !sql.Contains("publish_at <= ", StringComparison.Ordinal) && !sql.Contains("shown_until <= ", StringComparison.Ordinal) && !sql.Contains("made_by <> ", StringComparison.Ordinal) && !sql.Contains("archives_read <> ", StringComparison.Ordinal) && !sql.Contains("t.analysis <> ", StringComparison.Ordinal) // What jobs ask by the clock.
                && !sql.Contains("usage_", StringComparison.Ordinal) && !sql.StartsWith("SELECT DISTINCT journal_id FROM issues", StringComparison.Ordinal) && !sql.StartsWith("SELECT r.list, a.id, r.reasons", StringComparison.Ordinal) // What is written of readers, behind everything else.
                && !sql.StartsWith("ROLLBACK", StringComparison.Ordinal) && !sql.StartsWith("--", StringComparison.Ordinal)
                && !sql.Contains("'main'.'search_index", StringComparison.Ordinal)).ToList(); // What FTS5 asks its own tables is part of the one statement.
            _statements.Clear();
            return asked;
        }
    }
}

/// <summary>Runs alone: other tests empty the connection pools of the process.</summary>
[CollectionDefinition(nameof(StatementBudgetTests), DisableParallelization = true)]
public sealed class StatementBudgetAlone;
