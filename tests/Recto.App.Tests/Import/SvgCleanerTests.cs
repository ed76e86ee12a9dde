using System.Text;
using System.Xml.Linq;
using Recto.App.Features.Import;

namespace Recto.App.Tests.Import;

/// <summary>What is taken out of a drawing, and what stays.</summary>
public sealed class SvgCleanerTests
{
    private const string Open = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="100">""";

    public static TheoryData<string, string> Hostile => new()
    {
        { "<script>alert(1)</script>", "script" },
        { "<script href=\"https://evil.example/a.js\"/>", "script" },
        { "<ns:script xmlns:ns=\"http://www.w3.org/2000/svg\">alert(1)</ns:script>", "script" },
        { "<rect onload=\"alert(1)\" width=\"1\"/>", "onload" },
        { "<rect ONCLICK=\"alert(1)\" width=\"1\"/>", "ONCLICK" },
        { "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>", "foreignObject" },
        { "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>", "script" },
        { "<h:iframe xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"https://evil.example\"/>", "iframe" },
        { "<image href=\"https://evil.example/pixel.png\"/>", "evil" },
        { "<image xlink:href=\"//evil.example/pixel.png\"/>", "evil" },
        { "<image href=\"data:image/svg+xml;base64,PHN2Zz4=\"/>", "data:" },
        { "<use href=\"https://evil.example/a.svg#x\"/>", "evil" },
        { "<use href=\"data:image/svg+xml,&lt;svg/&gt;#x\"/>", "data:" },
        { "<a href=\"javascript:alert(1)\"><text>x</text></a>", "javascript" },
        { "<a xlink:href=\" java&#10;script:alert(1)\"><text>x</text></a>", "script:alert" },
        { "<a href=\"#\"><animate attributeName=\"href\" values=\"javascript:alert(1)\"/><text>x</text></a>", "javascript" },
        { "<set attributeName=\"onmouseover\" to=\"alert(1)\"/>", "alert" },
        { "<style>@import url('https://evil.example/a.css'); rect { fill: red }</style>", "evil" },
        { "<style>rect { fill: url(https://evil.example/a) }</style>", "evil" },
        { "<style>@\\69mport 'https://evil.example/a.css';</style>", "evil" },
        { "<style>rect { background: u\\72l(https://evil.example/a) }</style>", "evil" },
        { "<style><![CDATA[ rect { fill: url( \"https://evil.example/a\" ) } ]]></style>", "evil" },
        { "<rect style=\"fill: url(https://evil.example/a)\"/>", "evil" },
        { "<rect fill=\"url(https://evil.example/a#b)\"/>", "evil" },
        { "<rect filter=\"url('https://evil.example/a#b')\"/>", "evil" },
        { "<g xml:base=\"https://evil.example/\"><use href=\"#a\"/></g>", "evil" },
        { "<handler xmlns:ev=\"http://www.w3.org/2001/xml-events\" ev:event=\"load\">alert(1)</handler>", "handler" },
        { "<audio src=\"https://evil.example/a.mp3\"/>", "audio" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_could_run_or_fetch_something_is_taken_out_and_named(string part, string gone)
    {
        var cleaned = Clean(Open + "<rect id=\"stays\" width=\"10\" height=\"10\"/>" + part + "<circle id=\"also\" r=\"3\"/></svg>");

        Assert.Null(cleaned.Refusal);
        Assert.NotEmpty(cleaned.TakenOut);
        var text = Encoding.UTF8.GetString(cleaned.Bytes!);
        Assert.DoesNotContain(gone, text, StringComparison.Ordinal);
        Assert.Contains("id=\"stays\"", text, StringComparison.Ordinal);
        Assert.Contains("id=\"also\"", text, StringComparison.Ordinal);
        Assert.Null(Clean(text).Bytes); // Clean is clean: a second time changes nothing.
        XDocument.Parse(text);
    }

    [Theory]
    [InlineData("<defs><linearGradient id=\"g\"><stop offset=\"0\"/></linearGradient></defs><rect fill=\"url(#g)\" style=\"stroke: url(#g)\"/>")]
    [InlineData("<style>rect { fill: url(#g); font-family: 'A' }</style><rect/>")]
    [InlineData("<image href=\"data:image/png;base64,iVBORw0KGgo=\"/>")]
    [InlineData("<a href=\"https://example.org/\"><text xml:space=\"preserve\"> a  b </text></a>")]
    [InlineData("<use href=\"#g\"/><animate attributeName=\"opacity\" from=\"0\" to=\"1\"/>")]
    [InlineData("<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:li>CC BY</rdf:li></rdf:RDF></metadata>")]
    [InlineData("<sodipodi:namedview xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" pagecolor=\"#ffffff\"/>")]
    [InlineData("<text transform=\"translate(1 2)\">Письмо в ЦК (1935) @ home: on time</text>")]
    public void A_drawing_that_only_draws_is_left_as_it_came(string part)
    {
        var cleaned = Clean(Open + part + "</svg>");

        Assert.Null(cleaned.Refusal);
        Assert.Empty(cleaned.TakenOut);
        Assert.Null(cleaned.Bytes);
        Assert.Equal((200, 100), (cleaned.Width, cleaned.Height));
    }

    [Fact]
    public void Entities_of_a_drawing_program_are_written_out_and_a_bomb_of_them_is_refused()
    {
        var illustrator = Clean("""<!DOCTYPE svg [<!ENTITY ns "http://ns.adobe.com/a/">]><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="&ns;" viewBox="0 0 30.4 20"><rect/></svg>""");
        Assert.Null(illustrator.Refusal);
        Assert.Equal((30, 20), (illustrator.Width, illustrator.Height));
        Assert.DoesNotContain("DOCTYPE", Encoding.UTF8.GetString(illustrator.Bytes!), StringComparison.Ordinal);

        var bomb = new StringBuilder("<!DOCTYPE svg [<!ENTITY a0 \"laughlaughlaugh\">");
        for (var i = 1; i < 12; i++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY a{i} \"{string.Concat(Enumerable.Repeat($"&a{i - 1};", 10))}\">");
        }

        var refused = Clean(bomb + "]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a11;</text></svg>");
        Assert.Contains("entities", refused.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entity_that_names_a_file_reads_none()
    {
        var cleaned = Clean("""<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>""");

        Assert.True(cleaned.Refusal is not null || !Encoding.UTF8.GetString(cleaned.Bytes!).Contains("root:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_drawing_without_end_of_nesting_is_refused()
    {
        var deep = Open + string.Concat(Enumerable.Repeat("<g>", 50_000)) + string.Concat(Enumerable.Repeat("</g>", 50_000)) + "</svg>";

        Assert.Contains("nests", Clean(deep).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body/></html>")]
    [InlineData("<svg")]
    [InlineData("plain text")]
    public void What_is_no_drawing_is_refused(string text) => Assert.Contains("no PNG", Clean(text).Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData("210mm", "297mm", null, 794, 1123)]
    [InlineData("2in", "72pt", null, 192, 96)]
    [InlineData("100%", "100%", "0 0 640 480", 640, 480)]
    [InlineData(null, null, "0,0,12.6,7", 13, 7)]
    [InlineData("0", "10", null, null, null)]
    [InlineData("1e9", "1", null, null, null)]
    public void The_natural_size_is_that_of_its_lengths_else_of_its_view_box(string? width, string? height, string? viewBox, int? wide, int? high) => Assert.Equal((wide, high), SvgSize.Of(width, height, viewBox));

    private static CleanedSvg Clean(string svg) => SvgCleaner.Clean(new MemoryStream(Encoding.UTF8.GetBytes(svg)));
}
