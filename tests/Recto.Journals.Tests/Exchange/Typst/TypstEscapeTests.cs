using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using Recto.Journals.Exchange.Typst;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Typst;

/// <summary>No word of an article is code: it stands in string literals, and nothing in it ends one.</summary>
public sealed partial class TypstEscapeTests
{
    private const string Mark = "zqz";

    private static readonly string[] Hostile =
    [
        "#eval(\"1\")", "$x$", "*b*", "_i_", "\\", "\\\"", "\"", "\"]#panic()[\"", "//", "/* */", "<label>", "@ref", "https://a.example/#b", "= h", "- l", "+ e", "1. n", "/ t: d", "`raw`", "~", "---", "...",
        "]", "[", "{", "}", "(", ")", ";", ":", "#", "##", "#{", "\u0000".Replace("\0", "", StringComparison.Ordinal), "\u2028", "\u2029", "\u0085", "\uFEFF", "\u202E", "\uE000", "\\u{22}", "\\n", "\t", "'", "’", "“",
    ];

    [Fact]
    public void A_literal_says_what_it_was_given()
    {
        foreach (var text in Hostile.Append("a\\\"b").Append("\\\\"))
        {
            var literal = TypstText.Literal(text);

            Assert.Matches(@"^""(?:[^""\\]|\\.)*""$", literal);
            Assert.Equal(new string([.. text.Where(character => !char.IsControl(character) || character is '\t' or '\n')]), Said(literal));
        }
    }

    [Fact]
    public void Half_of_a_pair_becomes_a_sign_of_its_own() => Assert.Equal("\"a\uFFFDb\"", TypstText.Literal("a\uD800b"));

    [Fact]
    public void No_text_of_an_article_stands_outside_a_literal()
    {
        foreach (var hostile in Hostile)
        {
            var text = SecurityElement.Escape($"{Mark}{hostile}{Mark}")!;
            var document = ArticleTypst.Write(FinishedArticles.Of(
                $"""
                <sec id="s1"><title>{text}<xref ref-type="fn" rid="f1">{text}</xref></title><p xml:lang="{text}">{text} <italic>{text}</italic> <ext-link xlink:href="{text}">{text}</ext-link>
                <inline-formula><mml:math><mml:mi>{text}</mml:mi><mml:mo>{text}</mml:mo><mml:mtext>{text}</mml:mtext><mml:mspace width="{text}"/></mml:math></inline-formula><inline-graphic xlink:href="{text}"/></p>
                <list list-type="{text}"><list-item id="{text}"><label>{text}</label><p>{text}</p></list-item></list><code>{text}</code>
                <fig id="g"><label>{text}</label><caption><p>{text}</p></caption><alt-text>{text}</alt-text><graphic xlink:href="{text}"/></fig>
                <table-wrap id="t"><label>{text}</label><table><thead><tr><th colspan="{text}" align="{text}" style="{text}">{text}</th></tr></thead><tbody><tr><td>{text}</td></tr></tbody></table><table-wrap-foot><fn><p>{text}</p></fn></table-wrap-foot></table-wrap>
                <p><xref rid="g">{text}</xref><{"unknown-element"}>{text}</{"unknown-element"}></p></sec>
                """,
                $"""<fn-group><fn id="f1"><label>{text}</label><p>{text}</p></fn></fn-group><ref-list><ref id="r"><mixed-citation>{text}</mixed-citation></ref></ref-list>""", title: text));

            var code = Literals().Replace(document.Source, "\"\"");

            Assert.DoesNotContain(Mark, code, StringComparison.Ordinal);
            Assert.Matches(@"^[A-Za-z0-9\s#\[\](){},:.""=*/+<>-]*$", code);
        }
    }

    private static string Said(string literal)
    {
        var said = new StringBuilder();
        for (var i = 1; i < literal.Length - 1; i++)
        {
            said.Append(literal[i] != '\\' ? literal[i] : literal[++i] switch { 'n' => '\n', 't' => '\t', var other => other });
        }

        return said.ToString();
    }

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""", RegexOptions.Singleline | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Literals();
}
