using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Usage;

/// <summary>Which article of the site led to the next.</summary>
public sealed class ReferringArticleTests
{
    [Theory]
    [InlineData("https://journals.example.org/articles/a-leaf", "a-leaf")]
    [InlineData("http://JOURNALS.example.org/articles/a-leaf?notes=end", "a-leaf")] // the scheme may be that of a proxy
    [InlineData("https://journals.example.org/articles/%C3%A9tude#n1", "étude")]
    [InlineData("https://journals.example.org/articles/a-leaf/sources", null)] // another page, which has no lists
    [InlineData("https://journals.example.org/articles/", null)]
    [InlineData("https://journals.example.org/search?q=/articles/a-leaf", null)]
    [InlineData("https://journals.example.org:8443/articles/a-leaf", null)] // another origin
    [InlineData("https://journals.example.org.example.net/articles/a-leaf", null)]
    [InlineData("https://example.net/articles/a-leaf", null)]
    [InlineData("journals.example.org/articles/a-leaf", null)]
    [InlineData("https://journals.example.org", null)] // what other sites are told of ours
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_page_of_an_article_of_this_site_is_told_and_nothing_else(string? referrer, string? slug) => Assert.Equal(slug, ReferringArticle.TryRead(referrer, "journals.example.org", null));

    [Theory]
    [InlineData("https://journals.example.org/articles/a-leaf", "a-leaf")] // as readers know it
    [InlineData("http://inside:8080/articles/a-leaf", "a-leaf")]
    [InlineData("https://journals.example.org.example.net/articles/a-leaf", null)]
    [InlineData("http://journals.example.org/articles/a-leaf", null)]
    public void Behind_a_proxy_that_hides_the_host_the_address_of_the_site_is_its_own_too(string referrer, string? slug) => Assert.Equal(slug, ReferringArticle.TryRead(referrer, "inside:8080", "https://journals.example.org"));

    [Fact]
    public void A_long_name_is_none() => Assert.Null(ReferringArticle.TryRead("https://a.example/articles/" + new string('a', ReferringArticle.Longest + 1), "a.example", null));
}
