using System.Xml.Linq;
using Recto.App.Features.Import.Markdown;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.App.Tests.Import.Markdown;

public sealed class MarkdownArticleTests
{
    private const string Jekyll = "---\ntitle: |\n  The leaf and\n  the folder\nlayout: lesson\nauthors:\n- Ida Maubert\n- Pieter van Aalst\neditors: [Ann Quill]\ndate: 2021-03-04\ndoi: 10.5555/leaf.9\ntopics: [leaves, folders]\nlang: en\nabstract: What a leaf *tells*.\n---\n";
    private const string Hugo = "+++\ntitle = \"The leaf and the folder\"\nlayout = 'lesson' # a comment\nauthors = [\"Ida Maubert\", \"Pieter van Aalst\"]\neditors = [\n  \"Ann Quill\",\n]\ndate = 2021-03-04T10:00:00Z\ndoi = \"10.5555/leaf.9\"\nkeywords = [\"leaves\", \"folders\"]\nlang = \"en\"\nabstract = \"\"\"\nWhat a leaf *tells*.\"\"\"\n+++\n";
    private const string Pandoc = "---\ntitle: The leaf and the folder\nlayout: lesson\nauthor:\n  - name: Ida Maubert\n    orcid: 0000-0002-1825-0097\n    affiliation: Noorderdiep College\n  - given: Pieter\n    family: van Aalst\neditor:\n  - Ann Quill\ndate: 4 March 2021\ndoi: https://doi.org/10.5555/leaf.9\nkeywords: leaves, folders\nlang: en\nabstract: |\n  What a leaf *tells*.\n...\n";

    [Theory]
    [InlineData(Jekyll)]
    [InlineData(Hugo)]
    [InlineData(Pandoc)]
    [InlineData("\uFEFF" + Jekyll)]
    public void Front_matter_becomes_the_record(string front)
    {
        var read = MarkdownNotesTests.Read(front + "# The leaf and the folder\n\nText.\n");

        Assert.Equal(("The leaf and the folder", "10.5555/leaf.9", "2021-03-04", "en"), (read.Article.Title, read.Article.Doi?.Value, read.Article.PublishedOnline?.ToString(), read.Article.Language));
        Assert.Equal(["Ida Maubert", "Pieter van Aalst", "Ann Quill"], read.Article.Contributors.Select(person => person.DisplayName));
        Assert.Equal("editor", read.Article.Contributors[2].Role);
        Assert.Equal(["leaves", "folders"], read.Article.Keywords);
        Assert.Equal("What a leaf tells.", Assert.Single(read.Article.Abstracts).Text);
        Assert.Equal("<body><p>Text.</p></body>", Body(read).ToString(SaveOptions.DisableFormatting));
        Assert.Contains("front matter: layout: lesson", read.Document.LeftOut);
    }

    [Fact]
    public void Without_front_matter_the_only_first_heading_is_the_title()
    {
        var read = MarkdownNotesTests.Read("# The *leaf*\n\nText.\n\n## Part\n\nMore.\n\n---\n\nEnd.");

        Assert.Equal("The leaf", read.Article.Title);
        Assert.Equal(["p", "sec"], Body(read).Elements().Select(child => child.Name.LocalName));
    }

    [Fact]
    public void Front_matter_that_is_no_YAML_is_told_and_the_text_is_read()
    {
        var read = MarkdownNotesTests.Read("---\ntitle: \"unended\nx: [\n---\nText.\n");

        Assert.Equal("Text.", Body(read).Value);
        Assert.Contains(read.Document.Warnings, warning => warning.Message.Contains("front matter is not well-formed", StringComparison.Ordinal));
        Assert.Contains(read.Document.LeftOut, line => line.Contains("unended", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("*a* _b_ **c** ***d***", "<italic>a</italic> <italic>b</italic> <bold>c</bold> <italic><bold>d</bold></italic>")]
    [InlineData("~~a~~ `b *c*` <sup>2</sup> H<sub>2</sub>O", "<strike>a</strike> <monospace>b *c*</monospace> <sup>2</sup> H<sub>2</sub>O")]
    [InlineData("[a](https://example.org/x \"t\") <https://example.org>", "<ext-link ext-link-type=\"uri\" xlink:href=\"https://example.org/x\">a</ext-link> <ext-link ext-link-type=\"uri\" xlink:href=\"https://example.org\">https://example.org</ext-link>")]
    [InlineData("[a](javascript:alert(1)) <script>alert(1)</script><b onclick=\"x()\">c</b>", "a <bold>c</bold>")]
    [InlineData("a [b][r] c\n\n[r]: https://example.org/r", "a <ext-link ext-link-type=\"uri\" xlink:href=\"https://example.org/r\">b</ext-link> c")]
    [InlineData("text ![leaf](leaf.png) text", "text <inline-graphic xlink:href=\"leaf.png\"><alt-text>leaf</alt-text></inline-graphic> text")]
    [InlineData("$a^2$ costs $5 and $6", "<inline-formula><tex-math>a^2</tex-math></inline-formula> costs $5 and $6")]
    [InlineData("a\\*b\\_c &eacute; &#8212;", "a*b_c é —")]
    [InlineData("[x]({{ site.baseurl }}/a) {{ page.title }} {% comment %}b{% endcomment %} b", "x   b")]
    [InlineData("A paragraph{:.lead} with *stars*{:.x #y}", "A paragraph with <italic>stars</italic>")]
    [InlineData("[Quill]{.smallcaps} and [plain]", "<sc>Quill</sc> and [plain]")]
    [InlineData("sets {a, b} and {x} stay", "sets {a, b} and {x} stay")]
    public void What_stands_in_a_line_becomes_what_JATS_calls_it(string markdown, string jats)
    {
        var paragraph = Body(MarkdownNotesTests.Read("Before.\n\n" + markdown)).Elements("p").Last();

        Assert.Equal(XElement.Parse($"<p xmlns:xlink=\"http://www.w3.org/1999/xlink\">{jats}</p>", LoadOptions.PreserveWhitespace).ToString(SaveOptions.DisableFormatting).Replace(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "", StringComparison.Ordinal),
            paragraph.ToString(SaveOptions.DisableFormatting).Replace(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Blocks_keep_their_structure()
    {
        var read = MarkdownNotesTests.Read("""
            Before.

            ## Part {#part}
            {:.no_toc}

            1. one
            2. two
               - deeper

            > Quoted.

            ```python
            print("[^1] -- 'x'")
            ```

                indented code

            | a | b |
            |---|---|
            | c | d |

            Term
            : Definition

            ![A leaf](leaf.png "Caption")

            <div class="alert" markdown="1">
            In a **box**.
            </div>

            <table><tr><td rowspan="2">x</td></tr></table>

            ### Deeper

            $$
            x^2
            $$

            See [the part](#part).
            """);

        var section = Body(read).Element("sec")!;
        Assert.Equal(("Part", "part"), (section.Element("title")!.Value, section.Attribute("id")!.Value));
        Assert.Equal(["title", "list", "disp-quote", "code", "code", "table-wrap", "def-list", "fig", "p", "table-wrap", "sec"], section.Elements().Select(child => child.Name.LocalName));
        Assert.Equal(("python", "print(\"[^1] -- 'x'\")"), (section.Element("code")!.Attribute("language")!.Value, section.Element("code")!.Value));
        Assert.Equal("<p>In a <bold>box</bold>.</p>", section.Element("p")!.ToString(SaveOptions.DisableFormatting));
        Assert.Equal("A leaf", section.Descendants("alt-text").Single().Value);
        Assert.Equal("Caption", section.Element("fig")!.Element("caption")!.Value);
        Assert.Equal("x^2", section.Descendants("disp-formula").Single().Value);
        Assert.Equal("part", section.Descendants("xref").Single().Attribute("rid")!.Value);
        Assert.DoesNotContain("no_toc", read.Document.Jats.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_of_a_sites_machinery_are_kept_and_the_machinery_is_listed()
    {
        var read = MarkdownNotesTests.Read("""
            Before.

            {% include figure.html filename="leaf.png" alt="A leaf" caption="Figure 1: A *torn* leaf" %}

            {{< figure src="images/fold er.png" alt="Folder" caption="A folder" attr="Photo: Quill" >}}

            {{<pullquote left `It was opened in 1992.`>}}

            {{< wrap class="txt" >}}
            Inside.
            {{</ wrap >}}

            {{< youtube w7Ft2ymGmfc >}}

            {% raw %}{{ shown.as.is }}{% endraw %}

            ```
            {{< figure src="x" >}}
            ```
            """);

        Assert.Equal(["Figure 1: A torn leaf", "A folderPhoto: Quill"], Body(read).Elements("fig").Select(figure => figure.Element("caption")!.Value));
        Assert.Equal(["leaf.png", "images/fold er.png"], Body(read).Descendants("graphic").Select(graphic => graphic.Attributes().First(attribute => attribute.Name.LocalName == "href").Value));
        Assert.Equal("It was opened in 1992.", Body(read).Element("disp-quote")!.Value);
        Assert.Equal(["Before.", "Inside.", "{{ shown.as.is }}"], Body(read).Elements("p").Select(paragraph => paragraph.Value));
        Assert.Equal("{{< figure src=\"x\" >}}", Body(read).Element("code")!.Value);
        Assert.Equal(["{{< wrap class=\"txt\" >}}", "{{< youtube w7Ft2ymGmfc >}}"], read.Document.LeftOut);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    public void Nothing_is_refused_in_words(string markdown) => Assert.IsType<JatsRefusal>(MarkdownArticle.Read(markdown));

    private static XElement Body(JatsArticle read) => read.Document.Jats.Root!.Element("body")!;
}
