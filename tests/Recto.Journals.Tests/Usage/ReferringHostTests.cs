using Recto.Journals.Usage;

namespace Recto.Journals.Tests.Usage;

/// <summary>Of the page that led a reader here, the name of its host and nothing else.</summary>
public sealed class ReferringHostTests
{
    private static readonly UsageMonth May = new(2026, 5);

    [Theory]
    [InlineData("https://www.google.com/", "google.com")]
    [InlineData("https://scholar.google.com/scholar?q=my+illness&name=me", "scholar.google.com")] // What was sought is nobody's business.
    [InlineData("HTTP://Blog.Example.ORG:8080/a/b#c", "blog.example.org")]
    [InlineData("https://example.org.", "example.org")]
    [InlineData("https://xn--80ak6aa92e.com/x", "xn--80ak6aa92e.com")]
    [InlineData("https://example.org?q", "example.org")]
    public void A_host_is_read_without_port_path_and_query(string referrer, string host) => Assert.Equal(host, ReferringHost.TryRead(referrer, "journals.example.org"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("about:blank")]
    [InlineData("android-app://com.google.android.gm/")]
    [InlineData("https://localhost/")]
    [InlineData("https://192.0.2.7/page")] // An address may be a person's.
    [InlineData("https://[2001:db8::1]/")]
    [InlineData("https://me:secret@example.org/")]
    [InlineData("https://exa mple.org/")]
    [InlineData("https://<script>.org/")]
    [InlineData("https://-a.org/")]
    [InlineData("https://a..org/")]
    [InlineData("https:///")]
    public void What_is_no_name_of_the_internet_is_none(string? referrer) => Assert.Null(ReferringHost.TryRead(referrer, "journals.example.org"));

    [Theory]
    [InlineData("https://journals.example.org/articles/leaf")]
    [InlineData("https://www.journals.example.org/")]
    [InlineData("http://JOURNALS.example.org:80/")]
    public void The_site_itself_is_no_way_in(string referrer) => Assert.Null(ReferringHost.TryRead(referrer, "journals.example.org"));

    [Fact]
    public void A_name_that_is_too_long_is_none() => Assert.Null(ReferringHost.TryRead($"https://{string.Join('.', Enumerable.Repeat("abcdefghi", 11))}.org/", null));

    [Fact]
    public void Hosts_that_led_few_readers_in_a_month_stand_among_the_others_at_the_end()
    {
        var named = ReferringHost.Name([(May, "a.org", 2), (May, "b.org", 2), (May, "b.org", 1), (May, "", 4), (May.Plus(1), "a.org", 9), (May.Plus(1), "c.org", 1)]);

        Assert.Equal([("a.org", 9L), ("b.org", 3L), ("", 7L)], named);
    }
}
