using Recto.Storage.Lists;
using Recto.Storage.Reports;

namespace Recto.Storage.Tests.Reports;

public abstract class ReportStoreTests(Engine engine) : StoreTests(engine)
{
    private ReportStore Reports => new(Database);

    [Fact]
    public async Task A_report_is_kept_once_listed_and_closed_without_the_readers_address()
    {
        var journal = await JournalAsync();
        var article = (await SaveAsync(Samples.Article(journal))).Id;

        Assert.Equal(ReportOutcome.Kept, await AddAsync(article, "It is file 432."));
        Assert.Equal(ReportOutcome.Known, await AddAsync(article, "It is file 432."));
        Assert.Equal(ReportOutcome.Kept, await AddAsync(article, null, Now.AddSeconds(1)));

        var open = await Reports.ListOpenAsync(article, Ct);
        Assert.Equal(["It is file 432.", null], open.Select(report => report.Words));
        Assert.Equal(("Keepers before numbers", journal, "n1", "1", "RGASPI.", ReportChoice.Source, "reader@example.org", Now), (open[0].Title, open[0].JournalId, open[0].NoteId, open[0].NoteLabel, open[0].NoteText, open[0].Choice, open[0].Email, open[0].At));
        Assert.True(await WriteAsync(tx => Reports.CloseAsync(tx, open[0].Id, "A. Tarrow", "so it is", Now.AddDays(1), Ct)));
        Assert.False(await WriteAsync(tx => Reports.CloseAsync(tx, open[0].Id, "A. Tarrow", null, Now.AddDays(1), Ct)));

        var closed = Assert.Single((await Reports.ListAsync(closed: true, null, 10, null, Ct)).Items);
        Assert.Equal(("A. Tarrow", "so it is", null, Now.AddDays(1)), (closed.ClosedBy, closed.Answer, closed.Email, closed.ClosedAt!.Value));
        Assert.Equal(open[1], Assert.Single((await Reports.ListAsync(closed: false, null, 10, null, Ct)).Items));
    }

    [Fact]
    public async Task The_list_goes_on_where_it_broke_off_and_shows_a_persons_own_journals()
    {
        var mine = await JournalAsync();
        var article = (await SaveAsync(Samples.Article(mine))).Id;
        var other = (await SaveAsync(Samples.Article(await JournalAsync("other", "Another"), "Another text", source: "source-2", slug: "another"))).Id;
        for (var i = 0; i < 7; i++)
        {
            await AddAsync(i % 2 == 0 ? article : other, $"word {i}", Now.AddSeconds(i / 2)); // Some at the same instant.
        }

        var all = new List<string?>();
        for (Cursor? after = null; ;)
        {
            var page = await Reports.ListAsync(closed: false, null, 2, after, Ct);
            all.AddRange(page.Items.Select(report => report.Words));
            if ((after = page.Next) is null)
            {
                break;
            }
        }

        Assert.Equal(7, all.Distinct().Count());
        Assert.Equal(7, all.Count);
        Assert.Equal(["word 6", "word 4", "word 2", "word 0"], (await Reports.ListAsync(closed: false, new HashSet<Guid> { mine }, 10, null, Ct)).Items.Select(report => report.Words));
        Assert.Empty((await Reports.ListAsync(closed: false, new HashSet<Guid>(), 10, null, Ct)).Items);
        Assert.Empty((await Reports.ListAsync(closed: false, null, 10, new Cursor("no number", Guid.Empty), Ct)).Items);
    }

    private Task<ReportOutcome> AddAsync(Guid article, string? words, DateTimeOffset? at = null) => WriteAsync(tx => Reports.AddAsync(tx, new ReportToSave
    {
        ArticleId = article,
        NoteId = "n1",
        NoteLabel = "1",
        NoteText = "RGASPI.",
        Choice = ReportChoice.Source,
        Words = words,
        Email = "reader@example.org",
    }, at ?? Now, Ct));
}

public sealed class ReportStoreOnSqliteTests() : ReportStoreTests(Engine.Sqlite);

public sealed class ReportStoreOnPostgresTests() : ReportStoreTests(Engine.Postgres);
