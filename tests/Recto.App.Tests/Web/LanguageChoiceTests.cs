using System.Net;

namespace Recto.App.Tests.Web;

/// <summary>Choosing the language of the interface.</summary>
public sealed class LanguageChoiceTests(ReadOnlySite home) : IClassFixture<ReadOnlySite>
{
    [Fact]
    public async Task A_choice_is_kept_in_a_cookie_and_leads_back()
    {
        using var chosen = await home.Site.GetAsync("/language/fr?to=" + Uri.EscapeDataString("/articles?after=é"));
        var cookie = chosen.Headers.GetValues("Set-Cookie").Single();

        using var page = await home.Site.GetAsync("/account/sign-in", ("Cookie", cookie.Split(';')[0]), ("Accept-Language", "de"));

        Assert.Equal(HttpStatusCode.SeeOther, chosen.StatusCode);
        Assert.Equal("/articles?after=%C3%A9", chosen.Headers.Location!.OriginalString);
        Assert.StartsWith("recto-language=fr;", cookie, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"fr\"", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_does_not_say_its_address_is_found_again_by_what_the_browser_tells()
    {
        using var here = await home.Site.GetAsync("/language/ru", ("Referer", new Uri(home.Site.Address, "/desk/people?q=a").ToString()));
        using var elsewhere = await home.Site.GetAsync("/language/ru", ("Referer", "https://elsewhere.example/desk"));
        using var unknown = await home.Site.GetAsync("/language/xx");

        Assert.Equal("/desk/people?q=a", here.Headers.Location!.OriginalString);
        Assert.Equal("/", elsewhere.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Every_page_offers_the_languages_and_stays_one_page_for_all()
    {
        using var page = await home.Site.GetAsync("/articles");

        Assert.Contains("href=\"/language/de?to=%2Farticles\" rel=\"nofollow\" lang=\"de\"", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(page.Headers.Contains("Set-Cookie"));
    }
}
