using System.Text;
using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Tests.Exchange.Html;

public sealed class AlsoCitedMarksTests
{
    [Fact]
    public void A_mark_becomes_a_link_where_others_cite_the_source_and_nothing_where_nobody_does() =>
        Assert.Equal("<li>A <a class=\"says also\" href=\"/articles/a/sources#source-1\" lang=\"en\">also cited in 2 articles</a></li><li>B</li><li>C <a class=\"says also\" href=\"/articles/a/sources#source-13\" lang=\"en\">also cited in more than 99 articles</a></li>",
            Filled("<li>A<!--also:0--></li><li>B<!--also:1--></li><li>C<!--also:12--></li>", (0, 2), (12, 100), (7, 3)));

    [Theory]
    [InlineData("<p>No mark.</p>")]
    [InlineData("<!--also:-->")]
    [InlineData("<!--also:x--><!--also:")]
    [InlineData("<!--also:99999999999999999999-->")]
    [InlineData("<!--also:0 -->")]
    public void What_is_no_mark_of_ours_stays(string html) => Assert.Equal(html, Filled(html, (0, 1)));

    private static string Filled(string html, params (int Ordinal, int Count)[] counts) =>
        WordMarks.InEnglish(Encoding.UTF8.GetString(AlsoCitedMarks.Fill(Encoding.UTF8.GetBytes(html), counts.ToDictionary(pair => pair.Ordinal, pair => pair.Count), "/articles/a/sources").Span));
}
