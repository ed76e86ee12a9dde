using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Files;

public abstract class MadeFileStoreTests(Engine engine) : StoreTests(engine)
{
    private const string Makers = "jats 1";
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private MadeFileStore Made => new(Database);

    [Fact]
    public async Task A_published_article_is_due_until_its_files_are_made_and_a_draft_never_is()
    {
        var journal = await JournalAsync();
        var article = await SaveAsync(Samples.Article(journal));
        await SaveAsync(Samples.Article(journal, "Not yet", source: "two", slug: "not-yet", draft: true));

        var claim = await ClaimNextAsync(Now);
        await FinishAsync(claim!, Now);

        Assert.Equal((article.Id, article.Slug), (claim!.ArticleId, claim.Slug));
        Assert.Null(await ClaimNextAsync(Now.AddHours(1)));
        Assert.Equal(new MadeTally(1, 0, null, 0, 0), await Made.TallyAsync(Ct));
    }

    [Fact]
    public async Task Of_two_who_want_the_same_article_at_once_one_is_given_it()
    {
        await SaveAsync(Samples.Article(await JournalAsync()));
        var other = new MadeFileStore(Home.Open());

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => ClaimNextAsync(i % 2 == 0 ? Made : other, Makers, Now, Now))));

        Assert.Single(claims, claim => claim is not null);
    }

    [Fact]
    public async Task Two_who_take_what_is_due_share_it_and_each_article_is_made_once()
    {
        var journal = await JournalAsync();
        for (var i = 0; i < 12; i++)
        {
            await SaveAsync(Samples.Article(journal, $"Leaf {i}", source: $"s{i}", slug: $"leaf-{i}"));
        }

        var taken = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        await Task.WhenAll(new[] { Made, new MadeFileStore(Home.Open()) }.Select(store => Task.Run(async () =>
        {
            while (await ClaimNextAsync(store, Makers, Now, Now) is { } claim)
            {
                taken.Add(claim.ArticleId);
            }
        })));

        Assert.Equal(12, taken.Count);
        Assert.Equal(12, taken.Distinct().Count());
    }

    [Fact]
    public async Task What_broke_off_without_a_word_is_given_again_after_its_lease_and_a_growing_pause()
    {
        await SaveAsync(Samples.Article(await JournalAsync()));
        var at = Now;
        foreach (var pause in MadeFileStore.Pauses.Take(3))
        {
            Assert.NotNull(await ClaimNextAsync(at));
            Assert.Null(await ClaimNextAsync(at + Lease + pause - TimeSpan.FromSeconds(1)));
            at += Lease + pause;
        }

        Assert.Equal(3, (await ClaimNextAsync(at))!.Attempts);
    }

    [Fact]
    public async Task What_was_given_back_unfinished_waits_and_a_change_of_the_article_ends_the_wait()
    {
        var journal = await JournalAsync();
        await SaveAsync(Samples.Article(journal));
        var first = await ClaimNextAsync(Now);
        await ReturnAsync(first!, false);
        Assert.Null(await ClaimNextAsync(Now.AddSeconds(59)));

        await SaveAsync(Samples.Article(journal, "Keepers after numbers", source: "another"), Now.AddSeconds(1));

        Assert.Equal(0, (await ClaimNextAsync(Now.AddSeconds(2)))!.Attempts);
    }

    [Fact]
    public async Task What_was_interrupted_is_given_again_at_once()
    {
        await SaveAsync(Samples.Article(await JournalAsync()));
        await ReturnAsync((await ClaimNextAsync(Now))!, true);

        Assert.Equal(0, (await ClaimNextAsync(Now))!.Attempts);
    }

    [Fact]
    public async Task Whoever_lost_an_article_writes_nothing()
    {
        var article = await SaveAsync(Samples.Article(await JournalAsync()));
        var slow = await ClaimNextAsync(Now);
        var late = Now + Lease + MadeFileStore.Pauses[0];
        var quick = await ClaimNextAsync(late);

        Assert.False(await SaveAsync(slow!, Jats(1)));
        Assert.False(await Made.RenewAsync(slow!, late, Lease, Ct));
        Assert.False(await WriteAsync(tx => Made.CompleteAsync(tx, slow!, Makers, late, Ct)));
        Assert.True(await SaveAsync(quick!, Jats(2)));
        Assert.Equal(FileHash.Of([2]), Assert.Single(await Made.ListAsync(article.Id, Ct)).File!.Hash);
    }

    [Fact]
    public async Task A_held_article_is_nobody_elses_after_it_was_renewed()
    {
        await SaveAsync(Samples.Article(await JournalAsync()));
        var claim = await ClaimNextAsync(Now);

        Assert.True(await Made.RenewAsync(claim!, Now + Lease, Lease, Ct));

        Assert.Null(await ClaimNextAsync(Now + Lease + MadeFileStore.Pauses[0]));
        Assert.True((await Made.FindStandingAsync(claim!.ArticleId, Makers, Now, Now + Lease, Ct))!.IsBeingMade);
    }

    [Fact]
    public async Task A_failed_try_keeps_the_file_from_before_and_one_that_finds_nothing_takes_it_away()
    {
        var article = await SaveAsync(Samples.Article(await JournalAsync()));
        var claim = (await ClaimNextAsync(Now))!;
        await SaveAsync(claim, Jats(1));

        await SaveAsync(claim, new MadeFileToSave("jats", MadeState.Failed, "2", "b", null, ["It broke off.\0"]));
        var failed = Assert.Single(await Made.ListAsync(article.Id, Ct));
        var hashes = await new ArticleFileStore(Database).ListHashesAsync(Ct);
        await SaveAsync(claim, new MadeFileToSave("jats", MadeState.None, "2", "c", null, []));
        var none = Assert.Single(await Made.ListAsync(article.Id, Ct));

        Assert.Equal((MadeState.Failed, FileHash.Of([1]), Now), (failed.State, failed.File!.Hash, failed.File.MadeAt));
        Assert.Equal(["It broke off.\uFFFD"], failed.Report);
        Assert.Contains(FileHash.Of([1]), hashes);
        Assert.Null(none.File);
    }

    [Fact]
    public async Task Changes_of_article_journal_and_issue_and_a_wish_make_an_article_due()
    {
        var journal = await JournalAsync();
        var article = await SaveAsync(Samples.Article(journal));
        await FinishAsync((await ClaimNextAsync(Now))!, Now);

        await SaveAsync(Samples.Article(journal, "Keepers after numbers", source: "another"));
        var changed = (await ClaimNextAsync(Now))!;
        await FinishAsync(changed, Now);
        Assert.True(await WriteAsync(tx => Made.AskAgainAsync(tx, article.Id, Ct)));
        var asked = (await ClaimNextAsync(Now))!;
        await FinishAsync(asked, Now);

        Assert.False(changed.WasAsked);
        Assert.True(asked.WasAsked);
        Assert.Null(await ClaimNextAsync(Now));
    }

    [Fact]
    public async Task Another_program_makes_what_was_made_before_it_began_and_leaves_alone_what_was_made_since()
    {
        var article = await SaveAsync(Samples.Article(await JournalAsync()));
        await FinishAsync((await ClaimNextAsync(Now))!, Now);

        Assert.NotNull(await ClaimNextAsync(Made, "jats 2", Now.AddMinutes(1), Now.AddMinutes(1)));
        Assert.Null(await Made.ClaimAsync(article.Id, "jats 3", Now.AddMinutes(-1), Now.AddMinutes(1), Lease, evenIfNotDue: true, Ct));
        Assert.Empty(await Made.ListDueAsync("jats 3", Now.AddMinutes(-1), Now.AddHours(20), 10, Ct));
    }

    [Fact]
    public async Task What_is_withdrawn_is_forgotten_and_nothing_is_written_for_it_any_more()
    {
        var article = await SaveAsync(Samples.Article(await JournalAsync()));
        var claim = (await ClaimNextAsync(Now))!;
        await SaveAsync(claim, Jats(1));
        Assert.False(await Made.HasUnpublishedAsync(Ct));

        await WriteAsync(tx => Articles.WithdrawAsync(tx, article.Id, "Taken back.", Now, Ct));
        Assert.True(await Made.HasUnpublishedAsync(Ct));
        Assert.False(await SaveAsync(claim, Jats(2)));
        await WriteAsync(tx => Made.ForgetUnpublishedAsync(tx, Ct));

        Assert.Empty(await Made.ListAsync(article.Id, Ct));
        Assert.Null(await ClaimNextAsync(Now.AddDays(2)));
        Assert.Null(await Made.FindStandingAsync(article.Id, Makers, Now, Now, Ct));
        Assert.False(await WriteAsync(tx => Made.AskAgainAsync(tx, article.Id, Ct)));
    }

    [Fact]
    public async Task The_page_of_an_article_names_what_can_be_taken_away_and_the_publishers_own_pdf_goes_before()
    {
        var article = await SaveAsync(Samples.Article(await JournalAsync()));
        var claim = (await ClaimNextAsync(Now))!;
        await SaveAsync(claim, Jats(1));
        await SaveAsync(claim, new MadeFileToSave("pdf", MadeState.Made, "1", "a", ("application/pdf", FileHash.Of([3]), 3), []));
        await SaveAsync(claim, new MadeFileToSave("epub", MadeState.Failed, "1", "a", null, ["It broke off."]));
        var own = new ArticleFile { Name = "Статья.pdf", Role = FileRole.Download, MediaType = "application/pdf", Hash = FileHash.Of([9]), Length = 900 };
        await WriteAsync(async tx =>
        {
            await new ArticleFileStore(Database).ReplaceAsync(tx, article.Id, [own], Ct);
            return 0;
        });

        var page = await Articles.FindPageAsync(article.Slug, Visibility.Published, Ct);
        var pdf = await Made.FindAtDoorAsync(article.Id, "pdf", Ct);
        var epub = await Made.FindAtDoorAsync(article.Id, "epub", Ct);

        Assert.Equal([new ArticleDownload("jats", 1, FileHash.Of([1]).Value[..12]), new ArticleDownload("pdf", 900, FileHash.Of([9]).Value[..12])], page!.Downloads);
        Assert.Equal(("Статья.pdf", own.Hash, 900L), (pdf!.OwnName, pdf.File!.Hash, pdf.File.Length));
        Assert.Equal((MadeState.Failed, null), (epub!.State, epub.File));
        Assert.Null((await Made.FindAtDoorAsync(article.Id, "apparatus", Ct))!.State);
    }

    [Fact]
    public async Task Failed_files_are_listed_page_by_page_latest_first()
    {
        var journal = await JournalAsync();
        for (var i = 0; i < 3; i++)
        {
            await SaveAsync(Samples.Article(journal, $"Leaf {i}", source: $"s{i}", slug: $"leaf-{i}"));
            var claim = (await ClaimNextAsync(Now))!;
            await SaveAsync(claim, new MadeFileToSave("epub", MadeState.Failed, "1", "a", null, ["No."]), Now.AddMinutes(i));
            await SaveAsync(claim, new MadeFileToSave("pdf", MadeState.Failed, "1", "a", null, ["No."]), Now.AddMinutes(i));
        }

        var first = await Made.ListFailedAsync(journal, 4, null, Ct);
        var second = await Made.ListFailedAsync(journal, 4, first.Next, Ct);

        Assert.Equal(["Leaf 2 pdf", "Leaf 2 epub", "Leaf 1 pdf", "Leaf 1 epub", "Leaf 0 pdf", "Leaf 0 epub"], first.Items.Concat(second.Items).Select(file => $"{file.Title} {file.File.Kind}"));
        Assert.Null(second.Next);
        Assert.Empty((await Made.ListFailedAsync(Guid.NewGuid(), 4, null, Ct)).Items);
        Assert.Empty((await Made.ListFailedAsync(null, 4, new Lists.Cursor("nonsense", Guid.Empty), Ct)).Items);
        Assert.Equal((6, 3), ((await Made.TallyAsync(Ct)).Failed, (await Made.TallyAsync(Ct)).FailedArticles));
    }

    [Fact]
    public async Task What_was_tried_lately_is_told_so_that_pages_can_be_renewed()
    {
        var article = await SaveAsync(Samples.Article(await JournalAsync()));
        Assert.Null(await Made.LastTriedAsync(Ct));
        await SaveAsync((await ClaimNextAsync(Now))!, Jats(1));

        Assert.Equal(Now, await Made.LastTriedAsync(Ct));
        Assert.Equal(article.Slug, Assert.Single(await Made.ListTriedAsync(Now, Ct)).Slug);
        Assert.Empty(await Made.ListTriedAsync(Now.AddSeconds(1), Ct));
    }

    private static MadeFileToSave Jats(byte content) => new("jats", MadeState.Made, "1", "a", ("application/xml", FileHash.Of([content]), 1), []);

    private Task<MadeClaim?> ClaimNextAsync(DateTimeOffset at) => ClaimNextAsync(Made, Makers, Now, at);

    // As the job does it: of what is due, the first that nobody else has taken meanwhile.
    private static async Task<MadeClaim?> ClaimNextAsync(MadeFileStore store, string makers, DateTimeOffset since, DateTimeOffset at)
    {
        foreach (var id in await store.ListDueAsync(makers, since, at, 20, Ct))
        {
            if (await store.ClaimAsync(id, makers, since, at, Lease, evenIfNotDue: false, Ct) is { } claim)
            {
                return claim;
            }
        }

        return null;
    }

    private Task<bool> SaveAsync(MadeClaim claim, MadeFileToSave file, DateTimeOffset? at = null) => WriteAsync(tx => Made.SaveAsync(tx, claim, file, at ?? Now, Ct));

    private Task<bool> FinishAsync(MadeClaim claim, DateTimeOffset at) => WriteAsync(tx => Made.CompleteAsync(tx, claim, Makers, at, Ct));

    private Task<int> ReturnAsync(MadeClaim claim, bool isInterrupted) => WriteAsync(async tx =>
    {
        await Made.ReturnAsync(tx, claim, isInterrupted, Now, Ct);
        return 0;
    });
}

public sealed class MadeFileStoreOnSqliteTests() : MadeFileStoreTests(Engine.Sqlite);

public sealed class MadeFileStoreOnPostgresTests() : MadeFileStoreTests(Engine.Postgres);
