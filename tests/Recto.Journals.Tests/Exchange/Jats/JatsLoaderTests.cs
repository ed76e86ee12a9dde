using System.Text;
using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Tests.Exchange.Jats;

public sealed class JatsLoaderTests
{
    private const string Doctype = "<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN\" \"JATS-journalpublishing1-3.dtd\">";

    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("windows-1252", "windows-1252")]
    [InlineData("iso-8859-15", "iso-8859-15")]
    [InlineData("UTF-16", "utf-16")]
    [InlineData("UTF-16BE", "utf-16BE")]
    public void A_declared_encoding_is_read(string declared, string written)
    {
        var bytes = Encode(Article($"<p>Vaïsse, « été »</p>", $"<?xml version=\"1.0\" encoding=\"{declared}\"?>"), written);

        Assert.Equal("Vaïsse, « été »", Body(bytes));
    }

    [Fact]
    public void Cyrillic_in_koi8_r_is_read()
    {
        var bytes = Encode(Article("<p>Там же. Л. 5 об.</p>", "<?xml version='1.0' encoding='koi8-r' ?>"), "koi8-r");

        Assert.Equal("Там же. Л. 5 об.", Body(bytes));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_wins_over_the_declaration(string written)
    {
        var encoding = Encoding.GetEncoding(written);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Article("<p>Там же</p>", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>"))];

        Assert.Equal("Там же", Body(bytes));
    }

    [Fact]
    public void Utf_16_declared_over_single_bytes_is_read_with_a_warning()
    {
        var loaded = Load(Article("<p>été</p>", "<?xml version=\"1.0\" encoding=\"utf-16\"?>"));

        Assert.Equal("été", loaded.Jats.Root!.Element("body")!.Value);
        Assert.Contains("utf-16", Assert.Single(loaded.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Curly_quotation_marks_of_windows_in_a_file_that_says_iso_8859_1_are_read_with_a_warning()
    {
        var bytes = Encode(Article("<p>“Ibid.”</p>", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"), "windows-1252");

        var loaded = Assert.IsType<JatsLoaded>(JatsLoader.Load(bytes)).Document;

        Assert.Equal("“Ibid.”", loaded.Jats.Root!.Element("body")!.Value);
        Assert.Contains("windows-1252", Assert.Single(loaded.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_the_declared_encoding_are_refused_with_their_place()
    {
        var bytes = Encode("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<article><body>\n<p>Vaïsse</p></body></article>", "windows-1252");

        var refusal = Refuse(bytes);

        Assert.Equal((3, 6), (refusal.Line, refusal.Column));
        Assert.Contains("EF", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_encoding_is_refused()
    {
        Assert.Contains("x-nobody", Refuse(Encode(Article("", "<?xml version=\"1.0\" encoding=\"x-nobody\"?>"), "utf-8")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\uFEFF", "white space")]
    [InlineData("  \n ", "white space")]
    [InlineData("Not XML at all.", "Not well-formed")]
    [InlineData("<article><body><p>a\0b</p></body></article>", "Not well-formed")]
    [InlineData("<!doctype html><html><head><title>x</title></head><body><article><p>x</p></article></body></html>", "web page")]
    [InlineData("<html><body><article><p>x</p></article></body></html>", "web page")]
    [InlineData("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text/></TEI>", "TEI")]
    [InlineData("<book><body/></book>", "book")]
    [InlineData("<article xmlns='http://docbook.org/ns/docbook'><title>x</title></article>", "DocBook")]
    [InlineData("<feed><entry/></feed>", "<feed>")]
    [InlineData("<articles><article><front/></article><article><front/></article></articles>", "2 articles")]
    public void What_is_no_jats_article_is_refused_and_told_why(string text, string why)
    {
        Assert.Contains(why, Refuse(Encoding.UTF8.GetBytes(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_off_is_refused_with_line_and_column()
    {
        var refusal = Refuse(Encoding.UTF8.GetBytes("<article>\n<body>\n<p>cut"));

        Assert.Equal((3, 7), (refusal.Line, refusal.Column));
        Assert.DoesNotContain("Line ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_character_entities_of_the_external_dtd_are_supplied()
    {
        var loaded = Load(Doctype + "<article><body><p title='&eacute;'>&nbsp;&ndash;&agr;&b.alpha;&lang;&amp;&lt;</p></body></article>");

        Assert.Equal("\u00a0–α\U0001D6C2⟨&<", loaded.Jats.Root!.Value);
        Assert.Equal("é", loaded.Jats.Descendants("p").Single().Attribute("title")!.Value);
        Assert.Null(loaded.Jats.DocumentType);
    }

    [Fact]
    public void An_entity_that_nobody_knows_is_refused_with_its_place()
    {
        var refusal = Refuse(Encoding.UTF8.GetBytes(Doctype + "\n<article><body>\n<p>a &nosuch; b</p></body></article>"));

        Assert.Equal(3, refusal.Line);
        Assert.Contains("nosuch", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_entity_without_any_dtd_is_refused() => Assert.Contains("eacute", Refuse(Encoding.UTF8.GetBytes("<article><body><p>&eacute;</p></body></article>")).Message, StringComparison.Ordinal);

    [Fact]
    public void Entities_of_the_internal_subset_work_and_win_over_the_standard_ones()
    {
        var loaded = Load("<!DOCTYPE article SYSTEM 'a.dtd' [<!ENTITY j 'Bulletin <italic>of</italic> History'><!ENTITY copy '(c)'><!ENTITY % iso SYSTEM 'iso-lat1.ent'> %iso;]><article><body><p>&j; &copy; &eacute;</p></body></article>");

        Assert.Equal("Bulletin of History (c) é", loaded.Jats.Root!.Value);
        Assert.Single(loaded.Jats.Descendants("italic"));
    }

    [Theory]
    [InlineData("<!DOCTYPE article [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><article><body><p>&x;</p></body></article>")]
    [InlineData("<!DOCTYPE article [<!ENTITY x SYSTEM 'http://127.0.0.1:9/x'>]><article><body><p>&x;</p></body></article>")]
    [InlineData("<!DOCTYPE article [<!ENTITY x PUBLIC 'p' 'file:///etc/passwd'>]><article><body><p>&x;</p></body></article>")]
    [InlineData("<!DOCTYPE article [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><article id='&x;'><body/></article>")]
    [InlineData("<!DOCTYPE article [<!ENTITY % f SYSTEM 'file:///etc/passwd'><!ENTITY % e \"<!ENTITY x SYSTEM 'http://127.0.0.1:9/?%f;'>\"> %e;]><article><body><p>&x;</p></body></article>")]
    public void An_external_entity_is_refused_and_never_opened(string text)
    {
        var refusal = Refuse(Encoding.UTF8.GetBytes(text));

        Assert.NotNull(refusal.Line);
        Assert.DoesNotContain("root:", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE article SYSTEM 'file:///etc/passwd'><article><body><p>x</p></body></article>")]
    [InlineData("<!DOCTYPE article SYSTEM 'http://127.0.0.1:9/x.dtd'><article><body><p>x</p></body></article>")]
    [InlineData("<!DOCTYPE article [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]><article><body><p>x</p></body></article>")]
    [InlineData("<!DOCTYPE article [<!NOTATION gif SYSTEM 'gif'><!ENTITY fig SYSTEM 'fig.gif' NDATA gif>]><article><body><p>x</p></body></article>")]
    [InlineData("<article xmlns:xi='http://www.w3.org/2001/XInclude'><body><p>x<xi:include href='file:///etc/passwd'/></p></body></article>")]
    public void What_is_named_but_not_asked_for_in_the_text_is_never_opened(string text)
    {
        Assert.Equal("x", Load(text).Jats.Root!.Value);
    }

    [Fact]
    public void An_entity_bomb_is_refused()
    {
        var bomb = new StringBuilder("<!DOCTYPE article [<!ENTITY l0 'lol'>");
        for (var i = 1; i < 30; i++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY l{i} '{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}'>");
        }

        bomb.Append("]><article><body><p>&l29;</p></body></article>");

        Assert.Contains("expand", Refuse(Encoding.UTF8.GetBytes(bomb.ToString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_in_an_attribute_is_refused()
    {
        var text = $"<!DOCTYPE article [<!ENTITY a '{new string('a', 50_000)}'>]><article id='{string.Concat(Enumerable.Repeat("&a;", 5_000))}'><body/></article>";

        Assert.Contains("expand", Refuse(Encoding.UTF8.GetBytes(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quadratic_bomb_is_refused()
    {
        var text = $"<!DOCTYPE article [<!ENTITY a '{new string('a', 50_000)}'>]><article><body><p>{string.Concat(Enumerable.Repeat("&a;", 50_000))}</p></body></article>";

        Assert.Contains("expand", Refuse(Encoding.UTF8.GetBytes(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entity_that_holds_itself_is_refused()
    {
        Refuse(Encoding.UTF8.GetBytes("<!DOCTYPE article [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><article><body><p>&a;</p></body></article>"));
    }

    [Fact]
    public void A_hundred_thousand_elements_in_one_another_are_refused()
    {
        var text = "<article><body>" + string.Concat(Enumerable.Repeat("<p>", 100_000)) + string.Concat(Enumerable.Repeat("</p>", 100_000)) + "</body></article>";

        Assert.Contains("deep", Refuse(Encoding.UTF8.GetBytes(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_are_arguments()
    {
        var bytes = Encoding.UTF8.GetBytes(Article("<p>one</p><p>two</p>"));

        Assert.Contains("bytes", Assert.IsType<JatsRefusal>(JatsLoader.Load(bytes, new JatsLimits { Bytes = 10 })).Message, StringComparison.Ordinal);
        Assert.Contains("deep", Assert.IsType<JatsRefusal>(JatsLoader.Load(bytes, new JatsLimits { Depth = 2 })).Message, StringComparison.Ordinal);
        Assert.Contains("elements", Assert.IsType<JatsRefusal>(JatsLoader.Load(bytes, new JatsLimits { Nodes = 3 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_megabytes_of_text_load()
    {
        var text = "<article><body><p>" + new string('x', 50_000_000) + "</p></body></article>";

        Assert.Equal(50_000_000, Load(text).Jats.Root!.Value.Length);
    }

    [Theory]
    [InlineData("xlink", "<ext-link xlink:href='a'>x</ext-link>")]
    [InlineData("mml", "<mml:math><mml:mi>x</mml:mi></mml:math>")]
    [InlineData("ali", "<ali:license_ref>x</ali:license_ref>")]
    [InlineData("xi", "x<xi:include/>")]
    [InlineData("xsi", "<p xsi:nil='true'>x</p>")]
    public void A_known_prefix_left_undeclared_is_supplied_with_one_warning(string prefix, string content)
    {
        var loaded = Load("<article>\n<body>" + content + content + "</body></article>");

        Assert.Equal((2, true), (Assert.Single(loaded.Warnings).Line, loaded.Warnings[0].Message.Contains($"\"{prefix}\"", StringComparison.Ordinal)));
        Assert.Equal("xx", XDocument.Parse(loaded.Jats.ToString(SaveOptions.DisableFormatting), LoadOptions.PreserveWhitespace).Root!.Value.Trim());
    }

    [Fact]
    public void An_unknown_prefix_left_undeclared_is_refused()
    {
        var refusal = Refuse(Encoding.UTF8.GetBytes("<article>\n<body><foo:p>x</foo:p></body></article>"));

        Assert.Equal(2, refusal.Line);
        Assert.Contains("'foo'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<article xmlns='http://jats.nlm.nih.gov'><front/><body><p id='a'>x</p></body></article>")]
    [InlineData("<j:article xmlns:j='urn:any'><j:front/><j:body><j:p j:id='a'>x</j:p></j:body></j:article>")]
    [InlineData("<article><front/><body xmlns=''><p id='a'>x</p></body></article>")]
    [InlineData("<articles><article><front/><body><p id='a'>x</p></body></article></articles>")]
    [InlineData("<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/' xmlns:xlink='http://www.w3.org/1999/xlink'><GetRecord><record><metadata><article xmlns='https://jats.nlm.nih.gov/ns/archiving/1.3/'><front/><body><p id='a'>x</p></body></article></metadata></record></GetRecord></OAI-PMH>")]
    public void Jats_elements_come_to_no_namespace_wherever_they_stood(string text)
    {
        var jats = Load(text).Jats;

        Assert.Equal("x", jats.Element("article")!.Element("body")!.Element("p")!.Value);
        Assert.Equal("a", jats.Descendants("p").Single().Attribute("id")!.Value);
        Assert.Equal("x", XDocument.Parse(jats.ToString(SaveOptions.DisableFormatting)).Element("article")!.Element("body")!.Value);
    }

    [Fact]
    public void Mathml_xlink_and_ali_keep_their_namespaces()
    {
        var jats = Load("<a:article xmlns:a='urn:x'><a:body><a:p><math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi></math><a:ext-link xmlns:l='http://www.w3.org/1999/xlink' l:href='h'/></a:p></a:body></a:article>").Jats;

        Assert.Single(jats.Descendants(XName.Get("mi", "http://www.w3.org/1998/Math/MathML")));
        Assert.Equal("h", jats.Descendants("ext-link").Single().Attribute(XName.Get("href", "http://www.w3.org/1999/xlink"))!.Value);
    }

    [Fact]
    public void White_space_comments_and_lines_are_kept()
    {
        var jats = Load("<!-- before --><article>\n  <body>\n    <p>a  b</p> \n</body></article>").Jats;

        Assert.Equal("\n  \n    a  b \n", jats.Root!.Value);
        Assert.Equal(3, ((IXmlLineInfo)jats.Descendants("p").Single()).LineNumber);
        Assert.Equal(" before ", Assert.IsType<XComment>(jats.FirstNode).Value);
    }

    [Theory]
    [InlineData("\n  <?xml version='1.0'?>\n<article><body><p>x</p></body></article>", "White space")]
    [InlineData("<?xml version='1.1'?><article><body><p>x</p></body></article>", "XML 1.1")]
    public void An_odd_declaration_is_passed_over_with_a_warning(string text, string warning)
    {
        var loaded = Load(text);

        Assert.Equal("x", loaded.Jats.Root!.Value);
        Assert.Contains(warning, Assert.Single(loaded.Warnings).Message, StringComparison.Ordinal);
    }

    private static string Article(string body, string declaration = "") => $"{declaration}<article><front/><body>{body}</body></article>";

    private static byte[] Encode(string text, string encoding) => (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)).GetBytes(text);

    private static string Body(byte[] bytes) => Assert.IsType<JatsLoaded>(JatsLoader.Load(bytes)).Document.Jats.Root!.Element("body")!.Value;

    private static ArticleDocument Load(string text) => JatsLoader.Load(Encoding.UTF8.GetBytes(text)) switch
    {
        JatsLoaded loaded => loaded.Document,
        var refusal => throw new Xunit.Sdk.XunitException(refusal.ToString()),
    };

    private static JatsRefusal Refuse(byte[] bytes) => Assert.IsType<JatsRefusal>(JatsLoader.Load(bytes));
}
