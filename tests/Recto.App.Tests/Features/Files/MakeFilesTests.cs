using Recto.App.Features.Files;
using Recto.App.Features.Files.Makers;
using Recto.App.Shell;
using Recto.Storage.Articles;
using Recto.Storage.Files;

namespace Recto.App.Tests.Features.Files;

/// <summary>The job that makes files.</summary>
public sealed class MakeFilesTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_published_article_gets_every_file_once_and_then_there_is_rest()
    {
        await using var site = await FilesSite.StartAsync();

        var articles = await site.MakeAllAsync();

        Assert.True(articles > 1, "the demo journal and the leaf");
        Assert.All(site.Makers.All, maker => Assert.Equal(articles, maker.Made.Count));
        Assert.All(await site.Made.ListAsync(await site.IdAsync(), Ct), file => Assert.NotNull(file.File));
        Assert.Equal(0, await site.MakeAllAsync());
    }

    [Fact]
    public async Task Several_who_work_at_once_make_each_article_once()
    {
        await using var site = await FilesSite.StartAsync();

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(site.MakeAllAsync)));

        Assert.Equal(site.Makers.Pdf.Made.Distinct().Count(), site.Makers.Pdf.Made.Count);
        Assert.Equal(site.Makers.Pdf.Made.Count, counts.Sum());
    }

    [Fact]
    public async Task A_new_text_makes_new_files_and_until_then_the_old_ones_are_given()
    {
        await using var site = await FilesSite.StartAsync();
        await site.MakeAllAsync();

        await site.ImportAsync("The leaf", body: "<p>They knew more.</p>");
        var meanwhile = await site.Web.TextAsync(FilesSite.Leaf + "/maubert-the-leaf.epub");
        await site.MakeAllAsync();

        Assert.Contains("One paragraph", meanwhile, StringComparison.Ordinal);
        Assert.Contains("They knew more", await site.Web.TextAsync(FilesSite.Leaf + "/maubert-the-leaf.epub"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_goes_into_no_file_makes_none()
    {
        await using var site = await FilesSite.StartAsync();
        await site.MakeAllAsync();
        var made = site.Makers.Pdf.Made.Count;

        await using (var tx = await site.Web.Database.BeginAsync(Ct))
        {
            // Withdrawn and shown again: another version, the same article.
            var articles = new ArticleStore(site.Web.Database);
            await articles.WithdrawAsync(tx, await site.IdAsync(), "By mistake.", DateTimeOffset.UtcNow, Ct);
            await articles.RestoreAsync(tx, await site.IdAsync(), DateTimeOffset.UtcNow, Ct);
            await tx.CommitAsync(Ct);
        }

        Assert.Equal(1, await site.MakeAllAsync());
        Assert.Equal(made, site.Makers.Pdf.Made.Count);
    }

    [Fact]
    public async Task A_maker_of_another_version_makes_its_files_again_and_only_these()
    {
        await using var site = await FilesSite.StartAsync();
        await site.MakeAllAsync();
        site.Makers.Epub.Version = "plain 2";
        var later = new MakeArticleFiles(site.Web.Database, new LocalFileStore(Path.Combine(site.Web.Commands.Data, "files")), Finish(site), site.Makers.All, DateTimeOffset.UtcNow, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        var done = await later.MakeNextAsync(new HashSet<Guid>(), Ct);

        Assert.Equal(["epub"], done!.Files.Where(file => file.IsNew).Select(file => file.Kind));
    }

    [Fact]
    public async Task A_broken_article_stops_neither_its_other_files_nor_other_articles()
    {
        var makers = new FilesMakers();
        makers.Pdf.Instead = (article, _) => article.Slug == "maubert-the-leaf" ? throw new InvalidOperationException("boom") : Task.FromResult<MadeFile?>(null);
        await using var site = await FilesSite.StartAsync(makers: makers);

        var articles = await site.MakeAllAsync();
        var files = (await site.Made.ListAsync(await site.IdAsync(), Ct)).ToDictionary(file => file.Kind);
        var standing = await site.Made.FindStandingAsync(await site.IdAsync(), site.Make.Makers, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, Ct);

        Assert.Equal(articles, makers.Jats.Made.Count);
        Assert.Equal((MadeState.Failed, MadeState.Made, MadeState.Made), (files["pdf"].State, files["epub"].State, files["jats"].State));
        Assert.DoesNotContain("boom", string.Join(' ', files["pdf"].Report), StringComparison.Ordinal);
        Assert.Equal((true, 1), (standing!.IsDue, standing.Attempts));
        Assert.NotNull(standing.NotBefore);
    }

    [Fact]
    public async Task What_a_maker_says_cannot_be_made_is_told_and_not_tried_again_and_again()
    {
        var makers = new FilesMakers();
        makers.Epub.Instead = (_, _) => Task.FromResult<MadeFile?>(PlainMaker.Failed("The formula in note 3 is refused."));
        await using var site = await FilesSite.StartAsync(makers: makers);
        await site.MakeAllAsync();

        var file = (await site.Made.ListAsync(await site.IdAsync(), Ct)).Single(file => file.Kind == "epub");

        Assert.Equal(["The formula in note 3 is refused."], file.Report);
        Assert.Equal(0, await site.MakeAllAsync());
    }

    [Fact]
    public async Task What_somebody_asks_for_is_made_again()
    {
        await using var site = await FilesSite.StartAsync();
        await site.MakeAllAsync();
        var cookie = site.Web.Administrator();
        var id = await site.IdAsync();

        using var answer = await site.Web.PostAsync($"/desk/articles/{id}/files/again", cookie);
        var page = await (await site.Web.GetAsync($"/desk/articles/{id}", cookie)).Content.ReadAsStringAsync(Ct);
        await site.MakeAllAsync();

        Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("They wait to be made", page, StringComparison.Ordinal);
        Assert.Equal(2, site.Makers.Pdf.Made.Count(slug => slug == "maubert-the-leaf"));
    }

    [Fact]
    public async Task Whoever_only_reads_the_desk_of_another_journal_asks_for_nothing()
    {
        await using var site = await FilesSite.StartAsync();
        await site.MakeAllAsync();

        using var stranger = await site.Web.PostAsync($"/desk/articles/{await site.IdAsync()}/files/again", site.Web.SignedIn(new Recto.Journals.Desk.DeskGrant(Recto.Journals.Desk.DeskRole.Editor, Guid.NewGuid())));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, stranger.StatusCode);
        Assert.Equal(0, await site.MakeAllAsync());
    }

    [Fact]
    public async Task Bytes_that_are_gone_are_made_anew_when_a_reader_asks()
    {
        await using var site = await FilesSite.StartAsync();
        await site.MakeAllAsync();
        var file = (await site.Made.ListAsync(await site.IdAsync(), Ct)).Single(file => file.Kind == "pdf").File!;
        File.Delete(Path.Combine(site.Web.Commands.Data, "files", file.Hash.Value[..2], file.Hash.Value));

        using var first = await site.Web.GetAsync(FilesSite.Leaf + "/maubert-the-leaf.pdf");
        await site.MakeAllAsync();
        using var second = await site.Web.GetAsync(FilesSite.Leaf + "/maubert-the-leaf.pdf");

        Assert.Equal((System.Net.HttpStatusCode.ServiceUnavailable, System.Net.HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task A_program_that_is_stopped_gives_its_article_back()
    {
        var makers = new FilesMakers();
        using var stop = new CancellationTokenSource();
        makers.Pdf.Instead = async (_, token) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        };
        await using var site = await FilesSite.StartAsync(makers: makers);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => site.Make.MakeNextAsync(new HashSet<Guid>(), stop.Token));
        makers.Pdf.Instead = null;

        Assert.NotEmpty(await site.Made.ListDueAsync(site.Make.Makers, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, 10, Ct));
        Assert.True(await site.MakeAllAsync() > 1);
    }

    [Fact]
    public async Task The_running_site_makes_files_by_itself_lists_them_on_the_kept_page_and_forgets_those_of_what_is_withdrawn()
    {
        await using var site = await FilesSite.StartAsync(runs: true);
        var page = await UntilAsync(async () => await site.Web.TextAsync(FilesSite.Leaf), text => text.Contains(">EPUB</a>", StringComparison.Ordinal) && text.Contains("-apparatus.pdf", StringComparison.Ordinal));
        Assert.Contains("""<a href="/articles/maubert-the-leaf/maubert-the-leaf.pdf" type="application/pdf">PDF</a>, <span class="keep">1 KB</span>""", page, StringComparison.Ordinal);

        var id = await site.IdAsync();
        await site.WithdrawAsync();

        await UntilAsync(async () => await site.Made.ListAsync(id, Ct), files => files.Count == 0);
        using var gone = await site.Web.GetAsync(FilesSite.Leaf + "/maubert-the-leaf.pdf");
        Assert.Equal(System.Net.HttpStatusCode.Gone, gone.StatusCode);
    }

    [Fact]
    public async Task Files_that_another_process_made_stand_on_the_kept_page_soon()
    {
        await using var site = await FilesSite.StartAsync();
        var before = await site.Web.TextAsync(FilesSite.Leaf);

        await site.MakeAllAsync(); // Nobody tells the page cache.

        Assert.DoesNotContain(">EPUB</a>", before, StringComparison.Ordinal);
        await UntilAsync(async () => await site.Web.TextAsync(FilesSite.Leaf), text => text.Contains(">EPUB</a>", StringComparison.Ordinal));
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isRight)
    {
        for (var i = 0; ; i++)
        {
            var found = await look();
            if (isRight(found))
            {
                return found;
            }

            Assert.True(i < 300, $"It did not come: {found}");
            await Task.Delay(100, Ct);
        }
    }

    private static FinishArticle Finish(FilesSite site) => (FinishArticle)site.Web.Services.GetService(typeof(FinishArticle))!;
}
