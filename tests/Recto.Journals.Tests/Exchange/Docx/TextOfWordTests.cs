using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;
using Recto.Tests.Shared;
using static Recto.Tests.Shared.WordFile;

namespace Recto.Journals.Tests.Exchange.Docx;

/// <summary>What a Word file becomes in JATS.</summary>
public sealed class TextOfWordTests
{
    private const string Numbers = """
        <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
        """;

    private static string Item(string text, int list = 1, int level = 0) => P(text, $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");

    private static string Heading(int level, string text) => Styled($"Heading{level}", text);

    private static string Body(string body, Func<WordFile, WordFile>? with = null)
    {
        var file = new WordFile(body).Styles(string.Concat(Enumerable.Range(1, 3).Select(level => $"<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/><w:pPr><w:outlineLvl w:val=\"{level - 1}\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>")));
        var root = NotesOfWordTests.Read((with ?? (given => given))(file)).Document.Jats.Root!;
        foreach (var declaration in root.DescendantsAndSelf().Attributes().Where(attribute => attribute.IsNamespaceDeclaration).ToList())
        {
            declaration.Remove();
        }

        var written = string.Concat((root.Element("body")?.Nodes() ?? []).Select(node => node.ToString(SaveOptions.DisableFormatting)));
        return Regex.Replace(written, @" xmlns:p\d+=""[^""]*""|(?<= )p\d+(?=:href)", match => match.Value.StartsWith(' ') ? "" : "xlink");
    }

    [Fact]
    public void Headings_make_sections_one_in_another()
    {
        var body = Body(P("Before.") + Heading(1, "One") + P("a") + Heading(3, "Deep") + P("b") + Heading(2, "Less") + P("c") + Heading(1, "") + Heading(1, "Two") + P("d"));

        Assert.Equal("<p>Before.</p><sec><title>One</title><p>a</p><sec><title>Deep</title><p>b</p></sec><sec><title>Less</title><p>c</p></sec></sec><sec><title>Two</title><p>d</p></sec>", body);
    }

    [Fact]
    public void Numbered_headings_keep_their_numbers()
    {
        static string Numbered(int level, string text) => P(text, $"<w:pStyle w:val=\"Heading{level}\"/><w:numPr><w:ilvl w:val=\"{level - 1}\"/><w:numId w:val=\"3\"/></w:numPr>");

        Assert.Equal("<sec><label>I.</label><title>One</title></sec><sec><label>II.</label><title>Two</title><sec><label>2.1</label><title>Sub</title><p>x</p></sec></sec>",
            Body(Numbered(1, "One") + Numbered(1, "Two") + Numbered(2, "Sub") + P("x"), file => file.Numbering(Numbers)));
    }

    [Fact]
    public void Lists_are_nested_and_go_on_with_the_number_that_Word_prints()
    {
        var body = Body(P("Before.") + Item("a") + Item("b") + Item("inner", 1, 1) + Item("c") + P("Between.") + Item("d") + Item("bullet", 2), file => file.Numbering(Numbers));

        Assert.Equal("<p>Before.</p><list list-type=\"order\"><list-item><p>a</p></list-item><list-item><p>b</p><list list-type=\"alpha-lower\"><list-item><p>inner</p></list-item></list></list-item><list-item><p>c</p></list-item></list>"
            + "<p>Between.</p><list list-type=\"order\"><list-item><label>4.</label><p>d</p></list-item></list><list list-type=\"bullet\"><list-item><p>bullet</p></list-item></list>", body);
    }

    [Fact]
    public void Tables_keep_merged_cells_head_rows_and_their_captions_and_lose_deleted_rows()
    {
        static string Cell(string content, string properties = "") => $"<w:tc>{(properties.Length > 0 ? $"<w:tcPr>{properties}</w:tcPr>" : "")}{content}</w:tc>";
        var table = "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + Cell(P("Head"), "<w:gridSpan w:val=\"2\"/>") + "</w:tr><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>" + Cell(P("gone")) + Cell(P("gone")) + "</w:tr>"
            + "<w:tr>" + Cell(P("tall"), "<w:vMerge w:val=\"restart\"/>") + Cell(P("b") + P("c")) + "</w:tr><w:sdt><w:sdtContent><w:tr>" + Cell(P(""), "<w:vMerge/>") + Cell("<w:tbl><w:tr>" + Cell(P("in")) + "</w:tr></w:tbl>" + P("")) + "</w:tr></w:sdtContent></w:sdt></w:tbl>";

        Assert.Equal("<p>x</p><table-wrap><caption><p>Table 1</p></caption><table><thead><tr><th colspan=\"2\">Head</th></tr></thead><tbody><tr><td rowspan=\"2\">tall</td><td><p>b</p><p>c</p></td></tr><tr><td><p><table-wrap><table><tbody><tr><td>in</td></tr></tbody></table></table-wrap></p></td></tr></tbody></table></table-wrap><p>y</p>",
            Body(P("x") + Styled("Caption", "Table 1") + table + P("y")));
    }

    [Fact]
    public void Quotations_verse_and_code_are_set_apart()
    {
        var body = Body(P("x") + Styled("Quote", "One.") + Styled("BlockText", "Two.") + P("y") + Styled("Quote", "<w:r><w:t>Line</w:t><w:br/><w:t>and line</w:t></w:r>") + Styled("SourceCode", Run("a = 1")) + Styled("SourceCode", Run("  b = 2")),
            file => file.Styles("<w:style w:type=\"paragraph\" w:styleId=\"Quote\"><w:name w:val=\"Quote\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"BlockText\"><w:name w:val=\"Block Text\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"SourceCode\"><w:name w:val=\"Source Code\"/></w:style>"));

        Assert.Equal("<p>x</p><disp-quote><p>One.</p><p>Two.</p></disp-quote><p>y</p><disp-quote><verse-group><verse-line>Line</verse-line><verse-line>and line</verse-line></verse-group></disp-quote><preformat>a = 1\n  b = 2</preformat>", body);
    }

    [Fact]
    public void Links_are_kept_also_those_of_fields()
    {
        const string Field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"https://example.org/a b\" \\l \"part\" \\o \"A tip\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t>field</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
        var body = Body(P("<w:hyperlink r:id=\"l1\"><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t>a </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>link</w:t></w:r></w:hyperlink>" + Run(" and ") + Field + Run(", ") + "<w:hyperlink w:anchor=\"below\"><w:r><w:t>below</w:t></w:r></w:hyperlink>") + P("y"), file => file.Link("l1", "https://example.org/"));

        Assert.Equal("<p><ext-link ext-link-type=\"uri\" xlink:href=\"https://example.org/\">a <italic>link</italic></ext-link> and <ext-link ext-link-type=\"uri\" xlink:href=\"https://example.org/a b#part\">field</ext-link>, below</p><p>y</p>", body);
    }

    [Fact]
    public void Pictures_are_named_described_and_kept()
    {
        var drawing = "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"P\" descr=\"A leaf\"/><a:graphic><a:graphicData><a:blip r:embed=\"p1\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";
        var file = new WordFile(P(drawing) + Styled("Caption", "Figure 1. A leaf") + P(Run("In line: ") + drawing)).Picture("p1", "image1.png", [1, 2, 3]);

        var read = NotesOfWordTests.Read(file);

        Assert.Equal("Figure 1. A leaf", read.Document.Jats.Descendants("fig").Single().Element("caption")!.Value);
        Assert.Equal(["media/image1.png A leaf", "media/image1.png A leaf"], read.Document.Jats.Descendants().Where(element => element.Name.LocalName is "graphic" or "inline-graphic").Select(element => $"{element.Attributes().Single().Value} {element.Element("alt-text")!.Value}"));
        Assert.Equal([1, 2, 3], Assert.Single(read.Document.Pictures).Bytes);
    }

    [Fact]
    public void A_text_box_is_read_once_and_after_its_paragraph()
    {
        var box = $"<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent>{P("In the box.")}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{P("In the box.")}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>";

        Assert.Equal("<p>Text.</p><boxed-text><p>In the box.</p></boxed-text><p>y</p>", Body(P(box + Run("Text.")) + P("y")));
    }

    [Fact]
    public void A_table_of_contents_is_left_out_and_told()
    {
        const string Begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC \\o</w:instrText><w:fldChar w:fldCharType=\"separate\"/></w:r>";
        var read = NotesOfWordTests.Read(new WordFile(P(Begin + Run("Chapter") + "<w:r><w:tab/><w:t>3</w:t></w:r>") + P("<w:r><w:t>Other</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>") + P("Text.") + P("More.")));

        Assert.Equal("Text.More.", read.Document.Jats.Root!.Element("body")!.Value);
        Assert.Equal(["Chapter 3", "Other"], read.Document.LeftOut);
    }

    [Fact]
    public void Front_matter_is_read_from_styles()
    {
        var file = new WordFile(Styled("Title", "On Leaves") + Styled("Subtitle", "and Folios") + Styled("Author", "Ada Lund, Nils Berg and Ida van der Maubert") + Styled("Abstract", "In short.") + Styled("Keywords", "Keywords: leaves; folios") + Heading(1, "Begin") + P("Text."))
            .Styles("<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"de-CH\"/></w:rPr></w:rPrDefault></w:docDefaults>");

        var article = NotesOfWordTests.Read(file).Article;

        Assert.Equal(("On Leaves", "and Folios", "de-CH"), (article.Title, article.Subtitle, article.Language));
        Assert.Equal(["Lund, Ada", "Berg, Nils", "van der Maubert, Ida"], article.Contributors.Select(person => $"{person.Family}, {person.Given}"));
        Assert.Equal("In short.", Assert.Single(article.Abstracts).Text);
        Assert.Equal(["leaves", "folios"], article.Keywords);
    }

    [Theory]
    [InlineData("Ada Lund, Jr., Nils Berg", "Lund|Ada|Jr. Berg|Nils|")]
    [InlineData("Ada Lund,  III and Nils Berg", "Lund|Ada|III Berg|Nils|")]
    [InlineData("Lund, Ada; Berg, Nils", "Lund|Ada| Berg|Nils|")]
    public void A_suffix_behind_a_comma_belongs_to_the_name_before_it(string line, string people) =>
        Assert.Equal(people, string.Join(' ', NotesOfWordTests.Read(new WordFile(Styled("Title", "On Leaves") + Styled("Author", line) + Heading(1, "Begin") + P("Text."))).Article.Contributors.Select(person => $"{person.Family}|{person.Given}|{person.Suffix}")));

    [Theory]
    [InlineData("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Only one</w:t></w:r></w:p>", "", "Only one")]
    [InlineData("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>In the middle</w:t></w:r></w:p>", "", "In the middle")]
    [InlineData("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>In bold</w:t></w:r></w:p>", "", "In bold")]
    [InlineData("<w:p><w:r><w:t>No title at all.</w:t></w:r></w:p>", "<dc:title>Of the file</dc:title>", "Of the file")]
    [InlineData("<w:p><w:r><w:t>No title at all.</w:t></w:r></w:p>", "<dc:title>Microsoft Word - final_3.doc</dc:title>", "[untitled]")]
    public void Without_a_style_the_title_is_found_otherwise(string first, string properties, string title) =>
        Assert.Equal(title, NotesOfWordTests.Read(new WordFile(first + P("Text that goes on.")).Core(properties)).Article.Title);

    [Theory]
    [InlineData("Ada Lund; Nils Berg", 2)]
    [InlineData("jazh", 0)]
    [InlineData("Windows User", 0)]
    public void Authors_in_the_properties_of_the_file_are_taken_with_a_warning(string creator, int count)
    {
        var read = NotesOfWordTests.Read(new WordFile(P("Text.")).Core($"<dc:creator>{creator}</dc:creator>"));

        Assert.Equal(count, read.Article.Contributors.Count);
        Assert.Equal(count > 0, read.Document.Warnings.Any(warning => warning.Message.Contains("properties of the file", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_abstract_under_a_heading_is_taken_up_to_the_next()
    {
        var read = NotesOfWordTests.Read(new WordFile(Styled("Title", "On Leaves") + Styled("heading 1", "Zusammenfassung") + P("Kurz.") + Styled("heading 1", "Abstract") + P("In short.") + P("Key words: a, b") + Styled("heading 1", "Begin") + P("Text.")));

        Assert.Equal(["Kurz.", "In short."], read.Article.Abstracts.Select(summary => summary.Text));
        Assert.Equal("BeginText.", read.Document.Jats.Root!.Element("body")!.Value);
        Assert.Equal(["a", "b"], read.Article.Keywords);
    }

    [Theory]
    [InlineData("<w:lang w:val=\"en-US\" w:eastAsia=\"ja-JP\"/>", "脚注について", "ja-JP")]
    [InlineData("<w:rtl/><w:lang w:val=\"en-US\" w:bidi=\"ar-EG\"/>", "الحواشي", "ar-EG")]
    [InlineData("<w:lang w:val=\"fr-FR\" w:eastAsia=\"ja-JP\"/>", "Des notes", "fr-FR")]
    [InlineData("<w:lang w:val=\"x-none\"/>", "Words", null)]
    public void The_language_is_that_of_the_script(string properties, string words, string? language) =>
        Assert.Equal(language, NotesOfWordTests.Read(new WordFile(P(Run(words, properties)))).Article.Language);
}
