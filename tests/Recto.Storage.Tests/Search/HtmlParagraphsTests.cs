using Recto.Storage.Search;

namespace Recto.Storage.Tests.Search;

public sealed class HtmlParagraphsTests
{
    [Theory]
    [InlineData("<p>One</p><p>two</p>", "One|two")]
    [InlineData("<p>A <i>w</i>ord &amp; more</p>", "A word & more")] // an inline element parts no word
    [InlineData("<p>Text<a class=\"call c1\" href=\"#n1\">1</a>.</p><!--notes--><div class=\"note\">A note</div><!--/notes--><p>On</p>", "Text.|On")]
    [InlineData("<h2>Head</h2><ul><li>a</li><li>b</li></ul>", "Head|a|b")]
    [InlineData("<math><mi>x</mi><annotation>\\frac</annotation></math> is", "x is")]
    [InlineData("no markup", "no markup")]
    [InlineData("", "")]
    [InlineData("<p", "")]
    [InlineData("<!--notes--><p>cut off", "")]
    public void Html_becomes_paragraphs(string html, string paragraphs) => Assert.Equal(paragraphs, string.Join('|', HtmlParagraphs.Of(html)));
}
