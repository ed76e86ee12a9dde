using System.Text;
using Recto.App.Tests.Features.Packages;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Import.Ojs;

/// <summary>Exports that are broken, or that somebody has made.</summary>
public sealed class OjsHostileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_that_is_cut_off_gives_the_articles_before_the_cut_and_says_where_it_is()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        var whole = OjsExports.Of31();
        var cut = whole[..whole.IndexOf("<seq>0</seq>", StringComparison.Ordinal)];

        Assert.Equal(1, await site.RectoAsync("import", site.Run.Write("cut.xml", cut), "--journal", "margin", "--format", "json"));

        var lines = site.Run.Lines;
        Assert.Equal(["imported", "refused"], lines.SkipLast(1).Select(line => line.GetProperty("status").GetString()));
        Assert.Equal(cut.Count(c => c == '\n') + 1, lines[1].GetProperty("line").GetInt32());
        Assert.True(lines[1].GetProperty("column").GetInt32() > 1);
        Assert.Contains("were taken, and nothing after it", lines[1].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE articles [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE articles [<!ENTITY x \"xxxxxxxxxx\"><!ENTITY y \"&x;&x;&x;&x;&x;&x;&x;&x;\">]>")]
    [InlineData("<!DOCTYPE articles SYSTEM \"http://127.0.0.1:9/native.dtd\">")]
    public async Task A_document_type_declaration_is_refused(string declaration)
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        var file = OjsExports.Of35(title: "&x;").Replace("<articles ", declaration + "\n<articles ", StringComparison.Ordinal);

        Assert.Equal(1, await site.RectoAsync("import", site.Run.Write("xxe.xml", file), "--format", "json"));

        Assert.Contains("document type declaration", site.Run.Lines[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("root:", site.Run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret.pdf", "leads elsewhere")]
    [InlineData("..\\secret.pdf", "leads elsewhere")]
    [InlineData("sub/../../secret.pdf", "leads elsewhere")]
    [InlineData("/etc/hostname", "is not beside it")]
    [InlineData("file:///etc/hostname", "Recto fetches nothing")]
    [InlineData("http://169.254.169.254/latest", "Recto fetches nothing")]
    [InlineData("link.pdf", "is not beside it")]
    public async Task A_galley_that_is_said_to_be_elsewhere_is_not_followed(string source, string message)
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        site.Run.Write("secret.pdf", OjsExports.Pdf);
        var file = site.Run.Write("in/articles.xml", OjsExports.Of35($"<href src=\"{source}\" mime_type=\"application/pdf\"/>"));
        File.CreateSymbolicLink(Path.Combine(site.Run.Folder, "in", "link.pdf"), Path.Combine(site.Run.Folder, "secret.pdf"));

        Assert.Equal(0, await site.RectoAsync("import", file, "--journal", "margin"));

        Assert.Contains(message, site.Run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain((await FilesAsync(site)), one => one.Role == FileRole.Download);
    }

    [Fact]
    public async Task A_galley_beside_the_export_is_taken_and_is_no_article_by_itself()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        site.Run.Write("in/native.xml", OjsExports.Of35("<href src=\"journals/1/articles/26/a.html\" mime_type=\"text/html\"/>").Replace("notes.pdf", "notes.html", StringComparison.Ordinal));
        site.Run.Write("in/journals/1/articles/26/a.html", OjsExports.Html);

        Assert.Equal(0, await site.RectoAsync("import", Path.Combine(site.Run.Folder, "in"), "--journal", "margin"));
        Assert.Contains("1 imported, 0 updated, 0 unchanged, 0 refused", site.Run.Out, StringComparison.Ordinal);

        // The same in an archive.
        var zip = site.Run.Write("all.zip", Samples.Zip(("journals/1/articles/26/a.html", Samples.Utf8(OjsExports.Html)), ("native.xml", File.ReadAllBytes(Path.Combine(site.Run.Folder, "in/native.xml")))));
        Assert.Equal(0, await site.RectoAsync("import", zip, "--journal", "margin"));
        Assert.Contains("0 imported, 0 updated, 1 unchanged, 0 refused", site.Run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AAA")]
    [InlineData("%%%%")]
    [InlineData("JVBERi0x!Lj")]
    [InlineData("")]
    [InlineData("<b/>JVBE")]
    [InlineData("JVBERi0xLjQ=KJSVFT0YK")]
    public async Task A_galley_whose_bytes_are_damaged_is_left_out_and_the_article_stands(string embedded)
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);

        Assert.Equal(0, await site.RectoAsync("import", site.Run.Write("a.xml", OjsExports.Of35($"<embed encoding=\"base64\">{embedded}</embed>")), "--journal", "margin"));

        Assert.Contains("The galley “PDF” was left out", site.Run.Out, StringComparison.Ordinal);
        Assert.Contains("1 imported", site.Run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain((await FilesAsync(site)), one => one.Role == FileRole.Download);
    }

    [Fact]
    public async Task Markup_in_titles_is_text_but_for_emphasis()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);

        Assert.Equal(0, await site.RectoAsync("import", site.Run.Write("a.xml", OjsExports.Of35(title: "A &lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(2)&gt; &lt;i&gt;b&lt;/i&gt; &amp;#1; c")), "--journal", "margin", "--format", "json"));

        await using var database = Database.At(site.Options);
        var page = (await new ArticleStore(database).FindPageAsync(site.Run.Lines[0].GetProperty("article").GetString()!, Visibility.Published, Ct))!;
        Assert.Equal("A <script>alert(1)</script> <img src=x onerror=alert(2)> b c", page.ReadArticle().Title);
        Assert.DoesNotContain("<script", Encoding.UTF8.GetString(page.TitleHtml), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", Encoding.UTF8.GetString(page.TitleHtml), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_that_stands_twice_is_taken_once()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        var one = OjsExports.Of35();
        var start = one.IndexOf("<article ", StringComparison.Ordinal);
        var article = one[start..(one.IndexOf("</article>", StringComparison.Ordinal) + "</article>".Length)];

        Assert.Equal(1, await site.RectoAsync("import", site.Run.Write("twice.xml", one.Insert(start, article)), "--journal", "margin", "--format", "json"));

        Assert.Equal(["imported", "refused"], site.Run.Lines.SkipLast(1).Select(line => line.GetProperty("status").GetString()));
        Assert.Contains("stands in the export twice", site.Run.Lines[1].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_are_not_taken_and_an_export_of_nothing_but_users_is_refused()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        const string Users = "<users><user><givenname locale=\"en\">Someone</givenname><email>someone@example.org</email></user></users>";

        Assert.Equal(0, await site.RectoAsync("import", site.Run.Write("a.xml", OjsExports.Of35().Replace("<article ", Users + "<article ", StringComparison.Ordinal)), "--journal", "margin"));
        Assert.Contains("users of OJS", site.Run.Out, StringComparison.Ordinal);

        Assert.Equal(1, await site.RectoAsync("import", site.Run.Write("b.xml", $"<PKPUsers xmlns=\"http://pkp.sfu.ca\">{Users}</PKPUsers>")));
        Assert.Contains("<PKPUsers>", site.Run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_export_is_left_in_the_temporary_folder()
    {
        await using var site = await PackageSite.StartAsync("sqlite", demo: false);
        var before = Directory.GetDirectories(Path.GetTempPath(), "recto-import-*").ToHashSet();

        await site.RectoAsync("import", site.Run.Write("a.xml", OjsExports.Of31()), "--journal", "margin");

        Assert.DoesNotContain(Directory.GetDirectories(Path.GetTempPath(), "recto-import-*").Except(before), folder => Directory.GetFiles(folder).Any(file => File.ReadAllBytes(file).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(OjsExports.Jats))));
    }

    private static async Task<IReadOnlyList<ArticleFile>> FilesAsync(PackageSite site)
    {
        await using var database = Database.At(site.Options);
        var page = (await new ArticleStore(database).FindPageAsync("lund-notes-in-situ", Visibility.Published, Ct))!;
        return await new ArticleFileStore(database).ListAsync(page.Id, Ct);
    }
}
