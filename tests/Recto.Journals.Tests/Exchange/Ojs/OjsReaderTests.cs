using System.Text;
using System.Xml.Linq;
using Recto.Journals.Exchange.Ojs;

namespace Recto.Journals.Tests.Exchange.Ojs;

public sealed class OjsReaderTests
{
    private readonly List<MemoryStream> _aside = [];

    [Theory]
    [InlineData("en_US", "en")]
    [InlineData("en", "en")]
    [InlineData("en_GB", "en-GB")]
    [InlineData("pt_BR", "pt-BR")]
    [InlineData("fr_CA", "fr-CA")]
    [InlineData("ru_RU", "ru")]
    [InlineData("sr_RS@cyrillic", "sr-Cyrl")]
    [InlineData("sr_RS@latin", "sr-Latn")]
    [InlineData("zh_CN", "zh-CN")]
    public void A_locale_of_OJS_becomes_a_language(string locale, string language)
    {
        var article = Articles($"<article locale='{locale}' status='3'><publication locale='{locale}' status='3'><title locale='{locale}'>T</title></publication></article>").Single();

        Assert.Equal(language, article.Language);
    }

    [Theory]
    [InlineData("12-34", "fpage=12 lpage=34")]
    [InlineData("xii–xx", "fpage=xii lpage=xx")]
    [InlineData("e1234", "elocation-id=e1234")]
    [InlineData("7", "fpage=7")]
    [InlineData("1-4, 9", "fpage=1 lpage=9 page-range=1-4, 9")]
    [InlineData("see the printed issue", "")]
    public void Pages_are_read_where_they_are_pages(string printed, string read)
    {
        var meta = Articles($"<article status='3'><publication status='3'><title>T</title><pages>{printed}</pages></publication></article>").Single().Front.Element("article-meta")!;

        Assert.Equal(read, string.Join(' ', meta.Elements().Where(element => element.Name.LocalName is "fpage" or "lpage" or "page-range" or "elocation-id").Select(element => $"{element.Name}={element.Value}")));
    }

    [Theory]
    [InlineData("a &lt;i&gt;b&lt;/i&gt; c", "a <italic>b</italic> c")]
    [InlineData("x &lt; y and &lt;b&gt;z", "x &lt; y and <bold>z</bold>")] // An end that is missing.
    [InlineData("Tom &amp;amp; Ann", "Tom &amp; Ann")]
    [InlineData("H&lt;sub&gt;2&lt;/sub&gt;O", "H<sub>2</sub>O")]
    [InlineData("&lt;p&gt;in p&lt;/p&gt;", "&lt;p&gt;in p&lt;/p&gt;")] // Not one of the few: words.
    [InlineData("&lt;/i&gt;x", "x")]
    [InlineData("a&amp;#0;b&amp;#2;c", "abc")] // Characters that XML cannot hold.
    public void A_title_keeps_its_emphasis_and_nothing_else(string written, string read)
    {
        var title = Articles($"<article status='3'><publication status='3'><title>{written}</title></publication></article>").Single().Front.Descendants("article-title").Single();

        Assert.Equal(read, string.Concat(title.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))).Replace("\uFFFD", "", StringComparison.Ordinal));
    }

    [Fact]
    public void An_abstract_keeps_paragraphs_and_emphasis_and_loses_scripts()
    {
        var front = Articles("<article status='3'><publication locale='en' status='3'><title>T</title><abstract locale='en'>&lt;p&gt;A &lt;em&gt;b&lt;/em&gt;&amp;nbsp;c.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;ul&gt;&lt;li&gt;One&lt;/li&gt;&lt;li&gt;&lt;/li&gt;&lt;/ul&gt;</abstract></publication></article>").Single().Front;

        Assert.Equal("<abstract><p>A <italic>b</italic>\u00A0c.</p><p>One</p></abstract>", front.Descendants("abstract").Single().ToString(SaveOptions.DisableFormatting));
    }

    [Fact]
    public void Mail_is_kept_of_the_corresponding_author_only()
    {
        var front = Articles("""
            <article status='3'><publication status='3' primary_contact_id='2'><title>T</title><authors>
              <author seq='1' id='2'><givenname>A</givenname><familyname>B</familyname><email>a@example.org</email></author>
              <author seq='0' id='1'><givenname>C</givenname><familyname>D</familyname><email>c@example.org</email></author>
            </authors></publication></article>
            """).Single().Front;

        Assert.Equal(["D", "B"], front.Descendants("surname").Select(name => name.Value));
        Assert.Equal(["a@example.org"], front.Descendants("email").Select(mail => mail.Value));
    }

    [Fact]
    public void Files_are_laid_aside_and_what_is_a_galley_is_told_from_what_is_not()
    {
        var article = Articles("""
            <article status='3'>
              <submission_file id='1' file_id='7' stage='proof'><name>a.pdf</name><file id='6' extension='pdf'><embed encoding='base64'>AAAA</embed></file><file id='7' extension='pdf'><embed encoding='base64'>aGVs
              bG8=</embed></file></submission_file>
              <submission_file id='2' file_id='8' stage='review_file'><name>secret.docx</name><file id='8'><embed encoding='base64'>AAAA</embed></file></submission_file>
              <submission_file id='3' file_id='9' stage='dependent'><name>fig.png</name><submission_file_ref id='1'/><file id='9'><embed encoding='base64'>AAAA</embed></file></submission_file>
              <publication status='3'><title>T</title><article_galley><id>4</id><name>PDF</name><submission_file_ref id='1'/></article_galley></publication>
            </article>
            """).Single();

        Assert.Equal("hello", Encoding.ASCII.GetString(_aside[article.Galleys.Single().File!.Aside!.Value].ToArray()));
        Assert.Equal(["fig.png"], article.Dependents.Select(file => file.Name));
        Assert.Contains("files of submission and review that are no galleys: 1", article.LeftOut);
    }

    [Theory]
    [InlineData("revision='1'", "one")]
    [InlineData("revision='2'", "two")]
    [InlineData("", "two")]
    public void Of_several_revisions_of_a_file_the_one_is_taken_that_is_named(string named, string content)
    {
        string File(int number, string text) => $"<submission_file id='1'><revision number='{number}' filename='a.pdf'><embed encoding='base64'>{Convert.ToBase64String(Encoding.ASCII.GetBytes(text))}</embed></revision></submission_file>";

        var article = Articles($"<article date_published='2018-01-01'>{File(2, "two")}{File(1, "one")}<title>T</title><article_galley><name>PDF</name><submission_file_ref id='1' {named}/></article_galley></article>").Single();

        Assert.Equal(content, Encoding.ASCII.GetString(_aside[article.Galleys.Single().File!.Aside!.Value].ToArray()));
        Assert.Empty(article.LeftOut);
        Assert.Equal(OjsState.Published, article.State);
    }

    [Theory]
    [InlineData("<articles xmlns='http://pkp.sfu.ca'><article><title>T</title>", "cannot be read from here on")]
    [InlineData("<articles xmlns='http://pkp.sfu.ca'><article></articles>", "cannot be read from here on")]
    [InlineData("<!DOCTYPE x><articles xmlns='http://pkp.sfu.ca'/>", "document type declaration")]
    [InlineData("<monographs xmlns='http://pkp.sfu.ca'/>", "The root is <monographs>")]
    [InlineData("", "cannot be read")]
    [InlineData("<articles xmlns='http://pkp.sfu.ca'><article>&#1;</article></articles>", "cannot be read from here on")]
    public void What_cannot_be_read_ends_the_reading_with_its_place(string xml, string message)
    {
        var fault = Assert.IsType<OjsFault>(Read(xml).Last());

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.True(fault.Line >= 1 || xml.Length == 0);
    }

    [Fact]
    public void What_asks_for_too_much_ends_the_reading()
    {
        var limits = new OjsLimits { FileBytes = 4, TotalBytes = 20, Characters = 2000, Elements = 50, Depth = 10, TagBytes = 1000 };
        string Article(string inside) => $"<articles xmlns='http://pkp.sfu.ca'><article status='3'>{inside}<publication status='3'><title>T</title></publication></article></articles>";

        Assert.IsType<OjsFault>(Read(Article($"<x>{new string('a', 3000)}</x>"), limits).Last());
        Assert.IsType<OjsFault>(Read(Article(string.Concat(Enumerable.Repeat("<x/>", 60))), limits).Last());
        Assert.IsType<OjsFault>(Read(Article(string.Concat(Enumerable.Repeat("<x>", 20)) + string.Concat(Enumerable.Repeat("</x>", 20))), limits).Last());
        Assert.IsType<OjsFault>(Read(Article($"<x y='{new string('a', 3000)}'/>"), limits).Last());
        Assert.IsType<OjsFault>(Read(Article($"<embed encoding='base64'>{new string('A', 40)}</embed>"), limits).Last());
        Assert.IsType<OjsArticle>(Read(Article("<submission_file id='1'><file><embed encoding='base64'>AAAAAAAA</embed></file></submission_file>"), limits).Last());
    }

    [Fact]
    public void An_issue_comes_before_its_articles_and_an_article_by_itself_names_its_own()
    {
        var items = Read("""
            <issues xmlns='http://pkp.sfu.ca'>
              <issue published='1'><id type='internal'>1</id><issue_identification><number>1</number><year>2020</year></issue_identification><articles><article status='3'><publication status='3'><title>A</title></publication></article></articles></issue>
              <issue published='0'><id type='internal'>2</id><issue_identification><number>2</number></issue_identification></issue>
            </issues>
            """);

        Assert.Equal(["OjsIssue", "OjsArticle", "OjsIssue"], items.Select(item => item.GetType().Name));
        Assert.Same(items[0], ((OjsArticle)items[1]).Issue);
        Assert.False(((OjsIssue)items[2]).IsPublished);
    }

    private IEnumerable<OjsArticle> Articles(string articles) => Read($"<articles xmlns='http://pkp.sfu.ca'>{articles}</articles>").OfType<OjsArticle>();

    private List<OjsItem> Read(string xml, OjsLimits? limits = null) =>
        [.. new OjsReader(new MemoryStream(Encoding.UTF8.GetBytes(xml)), number =>
        {
            while (_aside.Count <= number)
            {
                _aside.Add(new MemoryStream());
            }

            return _aside[number];
        }, limits).Read()];
}
