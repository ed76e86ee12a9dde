using Recto.Journals.Access;

namespace Recto.Journals.Tests.Access;

/// <summary>Lists of crawlers' networks as search engines publish them.</summary>
public sealed class CrawlerListTests
{
    [Fact]
    public void A_list_is_read_with_both_kinds_of_networks() => Assert.Equal(["66.249.64.0/27", "2001:4860:4801:10::/64"], CrawlerList.TryRead("""
        {"creationTime": "2026-01-01T00:00:00.000000", "prefixes": [{"ipv4Prefix": "66.249.64.0/27"}, {"ipv6Prefix": "2001:4860:4801:10::/64"}]}
        """)!.Select(range => range.ToString()));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"prefixes": [{"ipv4Prefix": "66.249.64.0/27"}, {"ipv4Prefix": "0.0.0.0/0"}]}""")]
    [InlineData("""{"prefixes": [{"ipv4Prefix": "12.0.0.0/7"}]}""")]
    [InlineData("""{"prefixes": [{"ipv4Prefix": "10.0.0.0/8"}]}""")]
    [InlineData("""{"prefixes": [{"ipv4Prefix": 7}]}""")]
    [InlineData("""{"prefixes": ["66.249.64.0/27"]}""")]
    [InlineData("<html>Not found</html>")]
    public void Of_what_is_no_such_list_or_would_let_everybody_in_nothing_is_believed(string json) => Assert.Null(CrawlerList.TryRead(json));
}
