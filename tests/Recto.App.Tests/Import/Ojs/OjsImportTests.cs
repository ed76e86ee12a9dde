using System.Text;
using Recto.App.Tests.Features.Packages;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Import.Ojs;

/// <summary>A journal that moves in from OJS.</summary>
public sealed class OjsImportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task An_issue_of_OJS_3_1_comes_with_record_text_notes_cover_sections_and_its_own_PDF(string kind)
    {
        await using var site = await PackageSite.StartAsync(kind, demo: false);
        var file = site.Run.Write("native.xml", OjsExports.Of31());

        Assert.True(await site.RectoAsync("import", file, "--journal", "margin", "--format", "json") == 0, site.Run.Out + site.Run.Error);

        Assert.Equal(["native.xml#article-21", "native.xml#article-22"], site.Run.Lines.SkipLast(1).Select(line => Path.GetFileName(line.GetProperty("path").GetString())));
        await using var database = Database.At(site.Options);
        var page = await PageAsync(database, site.Run.Lines[0].GetProperty("article").GetString()!);
        var article = page.ReadArticle();
        Assert.Equal("The Attaché’s Ledger", article.Title);
        Assert.Equal(["Le registre de l’attaché"], article.TranslatedTitles.Select(title => title.Text));
        Assert.Equal(["Maubert"], article.Contributors.Select(person => person.Family)); // The text says who wrote it.
        Assert.Equal(("3", "1", "12", "34"), (article.Volume, article.Issue, article.FirstPage, article.LastPage));
        Assert.Equal("10.5555/ledger", article.Doi?.Value);
        Assert.Equal("Articles", article.Section);
        Assert.Equal(["A ledger kept.\nAnd lost.", "Un registre."], article.Abstracts.Select(text => text.Text));
        Assert.Equal("https://creativecommons.org/licenses/by/4.0", article.Licence?.Address);
        Assert.Equal(["ledgers", "attachés"], article.Keywords);
        Assert.Equal("2018-05-04", article.PublishedOnline?.ToString());
        var files = await new ArticleFileStore(database).ListAsync(page.Id, Ct);
        Assert.Contains(files, one => one is { Role: FileRole.Download, MediaType: "application/pdf" });
        Assert.Contains(files, one => one.Role == FileRole.Figure);
        Assert.DoesNotContain(files, one => one.Name.Contains("manuscript", StringComparison.Ordinal));
        Assert.Equal(["RGVA, f. 33987, op. 3, d. 1036, l. 12.", "Ibid., l. 14."], await NotesAsync(database, page.Id));

        var issue = (await new IssueStore(database).FindAsync("margin", "3-1", Ct))!.Issue;
        Assert.Equal(("3", "1", "Ledgers", "2018-05-04", "On ledgers.", "A ledger"), (issue.Volume, issue.Number, issue.Title, issue.Published?.ToString(), issue.Details.Description, issue.Details.CoverAlt));
        Assert.NotNull(issue.Details.CoverFile);
        var journal = (await new JournalStore(database).FindAsync("margin", Ct))!;
        Assert.Equal(["Reviews", "Articles"], (await new SectionStore(database).ListAsync(journal.Id, Ct)).Select(section => section.Names["en"]));
        Assert.Contains("files of submission and review", site.Run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task An_article_that_is_only_a_PDF_has_its_record_and_references_and_an_odd_title_is_text(string kind)
    {
        await using var site = await PackageSite.StartAsync(kind, demo: false);
        Assert.Equal(0, await site.RectoAsync("import", site.Run.Write("native.xml", OjsExports.Of31()), "--journal", "margin", "--format", "json"));

        await using var database = Database.At(site.Options);
        var page = await PageAsync(database, site.Run.Lines[1].GetProperty("article").GetString()!);
        Assert.Equal("A review of x < y", page.ReadArticle().Title);
        Assert.Contains("Second, J. (2001). On reviews. Margin Press.", Encoding.UTF8.GetString(page.ReferencesHtml), StringComparison.Ordinal);
        Assert.Contains("Its text is in a PDF only", site.Run.Out, StringComparison.Ordinal);
        Assert.Contains(await new ArticleFileStore(database).ListAsync(page.Id, Ct), one => one.Role == FileRole.Download);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Of_OJS_3_3_the_publication_that_stands_comes_in_its_own_language_and_what_is_not_published_is_a_draft(string kind)
    {
        await using var site = await PackageSite.StartAsync(kind, demo: false);
        var file = site.Run.Write("native.xml", OjsExports.Of33());

        Assert.Equal(1, await site.RectoAsync("import", file, "--journal", "margin", "--format", "json"));

        var lines = site.Run.Lines;
        Assert.Equal(["imported", "imported", "refused"], lines.SkipLast(1).Select(line => line.GetProperty("status").GetString()));
        Assert.Contains("declined", lines[2].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True(lines[2].GetProperty("line").GetInt32() > 40);
        Assert.Contains("another version of the article (1)", lines[0].ToString(), StringComparison.Ordinal);
        await using var database = Database.At(site.Options);
        var page = await PageAsync(database, lines[0].GetProperty("article").GetString()!);
        var article = page.ReadArticle();
        Assert.Equal(("Дневник и архив", "ru", "Вершинина", "Анна"), (article.Title, article.Language, article.Contributors[0].Family, article.Contributors[0].Given));
        Assert.Equal(["О дневнике.", "On a diary."], article.Abstracts.Select(text => text.Text));
        Assert.Equal(["ГАРФ. Ф. 1235. Оп. 1. Д. 16. Л. 5."], (await NotesAsync(database, page.Id)).Select(note => note.TrimEnd(' ', '↑')));
        var files = await new ArticleFileStore(database).ListAsync(page.Id, Ct);
        Assert.Equal(["diary-91.html", "diary-92.epub", "diary-en-90.pdf"], files.Where(one => one.Role == FileRole.Supplement).Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Null(await new ArticleStore(database).FindPageAsync(lines[1].GetProperty("article").GetString()!, Visibility.Published, Ct));
        Assert.True((await new IssueStore(database).FindAsync("margin", "2022-1", Ct))!.Issue.IsDraft);
        Assert.False((await new IssueStore(database).FindAsync("margin", "2021-2", Ct))!.Issue.IsDraft);
        Assert.DoesNotContain("alert(1)", Encoding.UTF8.GetString(page.AbstractHtml), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Articles_of_OJS_3_5_come_without_their_issue_being_described(string kind)
    {
        await using var site = await PackageSite.StartAsync(kind, demo: false);

        Assert.True(await site.RectoAsync("import", site.Run.Write("articles.xml", OjsExports.Of35()), "--journal", "margin", "--format", "json") == 0, site.Run.Out);

        await using var database = Database.At(site.Options);
        var article = (await PageAsync(database, site.Run.Lines[0].GetProperty("article").GetString()!)).ReadArticle();
        Assert.Equal(("Notes in situ", "e14", "10", "1"), (article.Title, article.ElocationId, article.Volume, article.Issue));
        Assert.Equal(["Lund", "Working Group on Notes"], article.Contributors.Select(person => person.Family));
        Assert.Equal(["Institute of Notes"], article.Contributors[0].Affiliations);
        Assert.Equal(["notes"], article.Keywords);
        Assert.Contains("section “ART”", site.Run.Out, StringComparison.Ordinal);
        Assert.Equal("2025", (await new IssueStore(database).FindAsync("margin", "10-1", Ct))!.Issue.Published?.ToString());
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task The_same_export_again_changes_nothing_and_a_later_one_changes_what_it_changed(string kind)
    {
        await using var site = await PackageSite.StartAsync(kind, demo: false);
        var file = site.Run.Write("native.xml", OjsExports.Of33());
        Assert.Equal(1, await site.RectoAsync("import", file, "--journal", "margin"));

        Assert.Equal(1, await site.RectoAsync("import", file, "--journal", "margin"));
        Assert.Contains("0 imported, 0 updated, 2 unchanged, 1 refused", site.Run.Out, StringComparison.Ordinal);

        site.Run.Write("native.xml", OjsExports.Of33("Дневник и его архив"));
        Assert.Equal(1, await site.RectoAsync("import", file, "--journal", "margin"));
        Assert.Contains("0 imported, 1 updated, 1 unchanged, 1 refused", site.Run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_leaves_nothing()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);

        Assert.Equal(0, await site.RectoAsync("import", site.Run.Write("native.xml", OjsExports.Of31()), "--journal", "margin", "--dry-run"));

        Assert.Contains("2 imported", site.Run.Out, StringComparison.Ordinal);
        await using var database = Database.At(site.Options);
        Assert.Empty(await new JournalStore(database).ListAsync(Ct));
    }

    [Fact]
    public async Task Without_a_journal_and_an_old_path_the_report_says_what_to_give()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);

        Assert.Equal(0, await site.RectoAsync("import", site.Run.Write("native.xml", OjsExports.Of31())));

        Assert.Contains("--journal KEY", site.Run.Out, StringComparison.Ordinal);
        Assert.Contains("--ojs-path", site.Run.Out, StringComparison.Ordinal);
        Assert.Equal(1, site.Run.Out.Split("--ojs-path margin").Length - 1);
    }

    [Fact]
    public async Task Only_subscribers_read_what_only_subscribers_read_in_OJS_until_its_day()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        var closed = OjsExports.Of33().Replace("<open_access_date>2022-06-30</open_access_date>", "<open_access_date>2099-01-01</open_access_date>", StringComparison.Ordinal);
        Assert.Equal(1, await site.RectoAsync("import", site.Run.Write("closed.xml", closed), "--journal", "closed", "--format", "json"));

        await using var database = Database.At(site.Options);
        var row = await PageAsync(database, site.Run.Lines[0].GetProperty("article").GetString()!);
        Assert.Equal(ReadingPolicy.Closed, (await new ArticleStore(database).FindForDeskAsync(row.Id, Ct))!.Reading);
        Assert.Contains("OJS opens it on 2099-01-01", site.Run.Out, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> NotesAsync(Database database, Guid id) => (await new ApparatusStore(database).FindAsync(id, Ct))!.Notes.Select(note => note.Note.Text);

    private static async Task<ArticlePageRow> PageAsync(Database database, string slug) => (await new ArticleStore(database).FindPageAsync(slug, Visibility.WithDrafts, Ct))!;
}
