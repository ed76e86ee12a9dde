using System.Text.Json;
using Recto.App.Tests.CommandLine;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Import;

public sealed class ImportCommandTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task An_article_that_comes_again_is_unchanged_and_one_that_has_changed_is_updated()
    {
        var file = _run.Write("a.xml", Samples.Jats("The leaf and the call number"));

        Assert.Equal(0, await _run.ImportAsync(file));
        Assert.Contains("imported  " + file + " -> /articles/maubert-the-leaf-and-the-call-number", _run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await _run.ImportAsync(file));
        Assert.Contains("0 imported, 0 updated, 1 unchanged, 0 refused", _run.Out, StringComparison.Ordinal);
        _run.Write("a.xml", Samples.Jats("The leaf and the call number", note: "RGASPI 558/11/432/1."));
        Assert.Equal(0, await _run.ImportAsync(file));
        Assert.Contains("updated   " + file + " -> /articles/maubert-the-leaf-and-the-call-number", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--issue", "archive", "“archive” cannot be the key of an issue: it is the address of another page of its journal.")]
    [InlineData("--issue", "online-first", "“online-first” cannot be the key of an issue")]
    [InlineData("--journal", "new", "“new” cannot be the key of a journal: it is the address of another page of the site.")]
    public async Task A_key_that_is_the_address_of_another_page_is_refused(string option, string key, string said)
    {
        var code = await _run.ImportAsync(_run.Write("a.xml", Samples.Jats("The leaf")), option, key);

        Assert.Equal(2, code);
        Assert.Contains(said, _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_volume_that_is_called_as_another_page_gets_an_address_of_its_own()
    {
        var file = _run.Write("a.xml", Samples.Jats("The leaf", journal: "<journal-title-group><journal-title>New</journal-title></journal-title-group>").Replace("<volume>3</volume><issue>1</issue>", "<volume>Archive</volume>", StringComparison.Ordinal));

        Assert.Equal(0, await _run.ImportAsync(file));

        await using var database = Database.At(new DatabaseOptions { DataFolder = _run.Data });
        Assert.NotNull(await new Storage.Issues.IssueStore(database).FindAsync("journal-new", "issue-archive", Ct));
    }

    [Fact]
    public async Task A_new_title_keeps_the_address_where_the_DOI_says_that_it_is_the_same_article()
    {
        await _run.ImportAsync(_run.Write("a.xml", Samples.Jats("First words", "10.5555/leaf.1")));
        await _run.ImportAsync(_run.Write("a.xml", Samples.Jats("Second thoughts", "10.5555/LEAF.1")), "--format", "json");

        Assert.Equal(("updated", "maubert-first-words"), (_run.Lines[0].GetProperty("status").GetString(), _run.Lines[0].GetProperty("article").GetString()));
    }

    [Fact]
    public async Task The_JSON_report_has_every_member_in_the_order_of_the_contract()
    {
        var good = _run.Write("a.xml", Samples.Jats("A"));
        var bad = _run.Write("b.xml", "<article>\n<front></article>");

        var code = await _run.ImportAsync(good, bad, "--format", "json");

        Assert.Equal(1, code);
        Assert.Equal(3, _run.Lines.Count);
        Assert.All(_run.Lines.Take(2), line => Assert.Equal(["path", "status", "article", "address", "line", "column", "message", "warnings", "leftOut"], line.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(("imported", "/articles/maubert-a", JsonValueKind.Null), (_run.Lines[0].GetProperty("status").GetString(), _run.Lines[0].GetProperty("address").GetString(), _run.Lines[0].GetProperty("line").ValueKind));
        Assert.Equal(("refused", 2, JsonValueKind.Null), (_run.Lines[1].GetProperty("status").GetString(), _run.Lines[1].GetProperty("line").GetInt32(), _run.Lines[1].GetProperty("article").ValueKind));
        Assert.Equal("""{"summary":{"imported":1,"updated":0,"unchanged":0,"refused":1}}""", _run.Lines[2].GetRawText());
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_makes_nothing()
    {
        var file = _run.Write("a.xml", Samples.Jats("A"));

        Assert.Equal(0, await _run.ImportAsync(file, "--dry-run"));
        Assert.Contains("imported  ", _run.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", _run.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.Data));

        await _run.ImportAsync(file);
        _run.Write("a.xml", Samples.Jats("A", note: "Another."));
        await _run.ImportAsync(file, "--dry-run");
        Assert.Contains("updated  ", _run.Out, StringComparison.Ordinal);
        Assert.Equal(1, await VersionAsync("maubert-a"));
    }

    [Fact]
    public async Task A_refused_file_leaves_nothing_and_the_rest_goes_on()
    {
        var folder = Path.GetDirectoryName(_run.Write("in/a.xml", "<article><front>"))!;
        _run.Write("in/b.xml", Samples.Jats("B"));
        _run.Write("in/c.xml", "<catalogue/>");
        _run.Write("in/d.docx", "PK\u0003\u0004 no");
        _run.Write("in/e.md", "# A title\n\nWords.");
        _run.Write("in/f.xml", "<mods/>");
        _run.Write("in/README.txt", "Nothing here.");
        _run.Write("in/MANIFEST.jsonl", "{}");

        var code = await _run.ImportAsync(folder, "--format", "json");

        Assert.Equal(1, code);
        Assert.Equal(["a.xml refused", "b.xml imported", "c.xml refused", "d.docx refused", "e.md imported", "f.xml refused"],
            _run.Lines.SkipLast(1).Select(line => Path.GetFileName(line.GetProperty("path").GetString()) + " " + line.GetProperty("status").GetString()));
        Assert.Contains("damaged", _run.Lines[3].GetProperty("message").GetString(), StringComparison.Ordinal);
        await using var database = Open();
        Assert.Equal(2, await new ArticleStore(database).CountAsync(Ct));
    }

    [Fact]
    public async Task The_source_and_its_pictures_are_kept_and_a_missing_picture_is_told()
    {
        var file = _run.Write("in/a.xml", Samples.Jats("A", body: """<fig id="f1"><graphic xlink:href="figs/one"/></fig><fig id="f2"><graphic xlink:href="two.tif"/></fig><p>Words.</p>"""));
        _run.Write("in/figs/one.png", Samples.Png);

        await _run.ImportAsync(file, "--format", "json");

        Assert.Contains("two.tif", _run.Lines[0].GetProperty("warnings").GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("figs/one", _run.Lines[0].GetProperty("warnings").GetRawText(), StringComparison.Ordinal);
        await using var database = Open();
        var files = new ArticleFileStore(database);
        Assert.Equal("image/png", (await files.FindAsync("maubert-a", "one.png", Visibility.Published, Ct))!.MediaType);
        var source = (await files.FindAsync("maubert-a", "a.xml", Visibility.Published, Ct))!;
        await using var kept = await new LocalFileStore(Path.Combine(_run.Data, "files")).OpenAsync(source.Hash, Ct);
        using var copy = new MemoryStream();
        await kept!.CopyToAsync(copy, Ct);
        Assert.Equal(await File.ReadAllBytesAsync(file, Ct), copy.ToArray());
    }

    [Fact]
    public async Task A_drawing_that_could_run_something_is_shown_without_it_and_kept_as_it_came()
    {
        var file = _run.Write("a.xml", Samples.Jats("A", body: """<fig id="f1"><graphic xlink:href="x.svg"/></fig>"""));
        var drawing = """<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="3" height="3"/></svg>""";
        _run.Write("x.svg", drawing);

        await _run.ImportAsync(file);

        Assert.Contains("“x.svg” is shown without what could run or fetch something: <script>", _run.Out, StringComparison.Ordinal);
        await using var database = Open();
        var files = new ArticleFileStore(database);
        Assert.DoesNotContain("alert", await TextAsync((await files.FindAsync("maubert-a", "x.svg", Visibility.Published, Ct))!), StringComparison.Ordinal);
        Assert.Equal(drawing, await TextAsync((await files.FindAsync("maubert-a", "x.original.svg", Visibility.Published, Ct))!));
    }

    private async Task<string> TextAsync(ArticleFile file)
    {
        await using var content = await new LocalFileStore(Path.Combine(_run.Data, "files")).OpenAsync(file.Hash, Ct);
        using var reader = new StreamReader(content!);
        return await reader.ReadToEndAsync(Ct);
    }

    [Fact]
    public async Task Journal_issue_and_DOI_come_from_the_options_where_they_are_given()
    {
        var file = _run.Write("page.txt", SavedPages.Plain);

        await _run.ImportAsync(file, "--journal", "cold-war-studies", "--issue", "20-4", "--doi", "10.5555/cws.1", "--format", "json");

        Assert.DoesNotContain("names no DOI", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("names no journal", _run.Out, StringComparison.Ordinal);
        await using var database = Open();
        var page = (await new ArticleStore(database).FindPageAsync(_run.Lines[0].GetProperty("article").GetString()!, Visibility.Published, Ct))!;
        Assert.Equal(("cold-war-studies", "20-4", "20", "4"), (page.JournalKey, page.IssueKey, page.IssueVolume, page.IssueNumber));
        Assert.Equal("10.5555/cws.1", page.ReadArticle().Doi!.Value.Value);
    }

    [Fact]
    public async Task An_article_that_names_no_journal_goes_to_Unsorted()
    {
        await _run.ImportAsync(_run.Write("a.xml", Samples.Jats("A", journal: "")));

        await using var database = Open();
        var page = (await new ArticleStore(database).FindPageAsync("maubert-a", Visibility.Published, Ct))!;
        Assert.Equal(("unsorted", "3-1"), (page.JournalKey, page.IssueKey));
    }

    [Fact]
    public async Task Chapters_that_all_bear_the_DOI_of_their_book_stay_apart()
    {
        var one = _run.Write("1.xml", Samples.Jats("The book", "10.5555/book", "<sec><title>1 The leaf</title><p>Words.</p></sec>"));
        var two = _run.Write("2.xml", Samples.Jats("The book", "10.5555/book", "<sec><title>2 The folder</title><p>Words.</p></sec>"));
        await _run.ImportAsync(one, two, "--format", "json");

        Assert.Equal(2, _run.Lines[^1].GetProperty("summary").GetProperty("imported").GetInt32());
        Assert.Contains("imported by itself", _run.Lines[1].GetProperty("warnings").GetRawText(), StringComparison.Ordinal);

        // They come again, the second with another note: nothing is mixed up.
        _run.Write("2.xml", Samples.Jats("The book", "10.5555/book", "<sec><title>2 The folder</title><p>Words.</p></sec>", note: "Another."));
        await _run.ImportAsync(two, one, "--format", "json");
        Assert.Equal(["updated maubert-the-book-2", "unchanged maubert-the-book"], _run.Lines.SkipLast(1).Select(line => line.GetProperty("status").GetString() + " " + line.GetProperty("article").GetString()));
    }

    [Fact]
    public async Task The_page_of_an_article_whose_address_was_taken_links_to_its_own_address()
    {
        var body = """<p>Words.<xref ref-type="fn" rid="n1">1</xref></p><fig id="f1"><graphic xlink:href="one.png"/></fig>""";
        _run.Write("one.png", Samples.Png);
        await _run.ImportAsync(_run.Write("1.xml", Samples.Jats("One title", "10.5555/a.1", body)), _run.Write("2.xml", Samples.Jats("One title", "10.5555/a.2", body)));

        await using var database = Open();
        var page = (await new ArticleStore(database).FindPageAsync("maubert-one-title-2", Visibility.Published, Ct))!;
        var html = System.Text.Encoding.UTF8.GetString(page.BodyHtml);
        Assert.Contains("\"/articles/maubert-one-title-2/files/one.png?v=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/articles/maubert-one-title/", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_not_public()
    {
        await _run.ImportAsync(_run.Write("a.xml", Samples.Jats("A")), "--draft");

        await using var database = Open();
        var store = new ArticleStore(database);
        Assert.Null(await store.FindAsync("maubert-a", Visibility.Published, Ct));
        Assert.NotNull(await store.FindAsync("maubert-a", Visibility.WithDrafts, Ct));
    }

    [Fact]
    public async Task Standard_input_is_a_file_too()
    {
        var code = await _run.RectoAsync(["import", "-", "--data", _run.Data, "--format", "json"], new MemoryStream(Samples.Utf8(Samples.Jats("A"))), Ct);

        Assert.Equal(0, code);
        Assert.Equal("-", _run.Lines[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task Two_imports_at_once_give_each_article_once()
    {
        var folder = Path.Combine(_run.Folder, "in");
        for (var i = 0; i < 12; i++)
        {
            _run.Write($"in/{i:00}.xml", Samples.Jats("Article " + i, $"10.5555/two.{i}"));
        }

        using var second = new Run();
        string[] args = ["import", folder, "--data", _run.Data, "--format", "json"];
        var codes = await Task.WhenAll(_run.RectoAsync(args), second.RectoAsync(args));

        Assert.Equal([0, 0], codes);
        Assert.Equal(12, _run.Lines.Concat(second.Lines).Count(line => line.TryGetProperty("status", out var status) && status.GetString() == "imported"));
        await using var database = Open();
        Assert.Equal(12, await new ArticleStore(database).CountAsync(Ct));
    }

    [Fact]
    public async Task An_import_that_is_stopped_leaves_whole_articles_only()
    {
        for (var i = 0; i < 40; i++)
        {
            _run.Write($"in/{i:00}.xml", Samples.Jats("Article " + i, $"10.5555/stop.{i}"));
        }

        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
        await _run.RectoAsync(["import", Path.Combine(_run.Folder, "in"), "--data", _run.Data], Stream.Null, stop.Token);

        Assert.Equal(0, await _run.ImportAsync(Path.Combine(_run.Folder, "in")));
        await using var database = Open();
        Assert.Equal(40, await new ArticleStore(database).CountAsync(Ct));
        for (var i = 0; i < 40; i++)
        {
            var page = (await new ArticleStore(database).FindPageAsync("maubert-article-" + i, Visibility.Published, Ct))!;
            Assert.Single((await new ApparatusStore(database).FindAsync(page.Id, Ct))!.Notes);
            Assert.Single(await new ArticleFileStore(database).ListAsync(page.Id, Ct));
        }
    }

    [Theory]
    [InlineData("there is no such option", "import", "a.xml", "--colour", "red")]
    [InlineData("does not exist", "import", "no-such-file.xml")]
    [InlineData("no DOI", "import", "a.xml", "--doi", "leaf")]
    [InlineData("key of a journal", "import", "a.xml", "--journal", "Cold War")]
    [InlineData("yaml", "import", "a.xml", "--format", "yaml")]
    [InlineData("PATH", "import")]
    [InlineData("command", "transport")]
    public async Task A_command_line_that_cannot_be_used_is_told_in_one_line(string says, params string[] args)
    {
        _run.Write("a.xml", Samples.Jats("A"));

        var code = await _run.RectoAsync([.. args.Select(arg => arg == "a.xml" ? Path.Combine(_run.Folder, arg) : arg)]);

        Assert.Equal(2, code);
        Assert.Equal("", _run.Out);
        Assert.Single(_run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(says == "there is no such option" ? "--colour" : says, _run.Error, StringComparison.Ordinal);
    }

    private Database Open() => Database.At(new DatabaseOptions { DataFolder = _run.Data });

    private async Task<int> VersionAsync(string slug)
    {
        await using var database = Open();
        return (await new ArticleStore(database).FindPageAsync(slug, Visibility.Published, Ct))!.Version;
    }
}
