using System.Text;
using Recto.App.Features.Import.Markdown;
using Recto.Journals.Exchange.Jats;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Import.Markdown;

public sealed class MarkdownHostileTests
{
    private const int Size = 300_000;

    [Theory]
    [InlineData(">")]
    [InlineData("> ")]
    [InlineData(">\n")]
    [InlineData("[")]
    [InlineData("[a](")]
    [InlineData("![")]
    [InlineData("[^")]
    [InlineData("[^1]")]
    [InlineData("[^1]: ")]
    [InlineData("[^1]:\n\n    ")]
    [InlineData("^[")]
    [InlineData("^[a ")]
    [InlineData("*")]
    [InlineData("*a ")]
    [InlineData("*a **a ")]
    [InlineData("_a_")]
    [InlineData("`")]
    [InlineData("`` a ` ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("<div>")]
    [InlineData("<div>\n\n")]
    [InlineData("</div>")]
    [InlineData("<a ")]
    [InlineData("<!--")]
    [InlineData("<?")]
    [InlineData("&")]
    [InlineData("&#x")]
    [InlineData("{{ a.b ")]
    [InlineData("{{< a ")]
    [InlineData("{% a ")]
    [InlineData("{% include figure.html\ncaption=\"x\" %}\n")]
    [InlineData("{:")]
    [InlineData("|")]
    [InlineData("|a\n|-\n")]
    [InlineData("a|b\n")]
    [InlineData("$")]
    [InlineData("$a ")]
    [InlineData("\"")]
    [InlineData("'a\"")]
    [InlineData("~~a")]
    [InlineData("# a\n")]
    [InlineData(": a\n")]
    [InlineData("a\n\n: a\n\n")]
    [InlineData("+---+\n|a|\n")]
    [InlineData("http://")]
    [InlineData("www.a")]
    [InlineData("\t")]
    [InlineData("    a\n\n")]
    [InlineData("[a]: b\n")]
    [InlineData("\\")]
    [InlineData("![a](b)")]
    [InlineData("a ")]
    public void Long_texts_of_one_kind_end_soon(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, Size / part.Length));
        var clock = ProcessorClock.StartNew();

        var outcome = MarkdownArticle.Read(text);

        Assert.True(outcome is JatsLoaded or JatsRefusal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed} for {part}");
    }

    [Theory]
    [InlineData(">")]
    [InlineData("[")]
    [InlineData("A sentence with *words*, \"marks\" and a note.[^1]\n\n")]
    public void Five_million_characters_do_not_hang(string part)
    {
        var clock = ProcessorClock.StartNew();

        MarkdownArticle.Read(string.Concat(Enumerable.Repeat(part, 5_000_000 / part.Length)));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(90), $"{clock.Elapsed} for {part}");
    }

    [Fact]
    public void Ten_thousand_notes_are_read_in_linear_time()
    {
        var text = new StringBuilder();
        for (var n = 1; n <= 10_000; n++)
        {
            text.Append("Text.[^").Append(n).Append("]\n\n[^").Append(n).Append("]: Leaf ").Append(n).Append(".\n\n");
        }

        var read = MarkdownNotesTests.Read(text.ToString());

        Assert.Equal(10_000, read.Notes.Count);
        Assert.Equal("Leaf 10000.", read.Notes[^1].Note.Text);
    }

    [Theory]
    [InlineData("Text.[^1]\n\n", "[^1]: Leaf.\n\n")]
    [InlineData("{{< figure\nsrc=\"x\" >}}\n\n", "[^u%]: Leaf.\n\n")]
    public void Calls_and_notes_of_one_label_take_time_in_proportion(string part, string note)
    {
        var text = string.Concat(Enumerable.Repeat(part, 20_000)) + string.Concat(Enumerable.Range(1, 20_000).Select(n => note.Replace("%", n.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        var clock = ProcessorClock.StartNew();

        MarkdownArticle.Read(text);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
    }

    [Fact]
    public void Any_text_is_read_or_refused()
    {
        string[] parts = ["[^1]", "[^1]: ", "^[", "]", "*", "**", "`", "\n", "\n\n", "    ", "> ", "- ", "<b>", "</b>", "<div>", "{{< x >}}", "{% y %}", "{{ a.b }}", "---\n", "+++\n", "a", "é", "\0", "\uFDD0", "\uFDD1", "0", "|", "$", "\"", "'", "--", "\ud83d", "&amp;", "&#0;", "title: x", "\t", "\r", "[a](b)", "{:.x}", "{#y}", "\u202e", "\uFFFE"];
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(random.GetItems(parts, random.Next(60)));
            var outcome = MarkdownArticle.Read(text);
            Assert.True(outcome is JatsRefusal || outcome is JatsLoaded loaded && JatsArticle.Of(loaded.Document).Document.Jats.ToString().Length > 0, text);
        }
    }

    [Fact]
    public void Nothing_that_could_run_comes_through()
    {
        var read = MarkdownNotesTests.Read("A <script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><iframe src=\"https://evil.example\"></iframe> <a href=\" java\nscript:alert(1)\">b</a> [c](data:text/html,x) <style>p{}</style>.[^1]\n\n[^1]: <object data=\"x\"></object><a href=\"vbscript:x\">d</a>");

        var written = read.Document.Jats.ToString();
        Assert.DoesNotContain("script", written, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onerror", written, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("data:", written, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(read.Document.LeftOut, line => line.StartsWith("<script>", StringComparison.Ordinal));
        Assert.Contains("d", read.Notes[0].Note.Text, StringComparison.Ordinal);
    }
}
