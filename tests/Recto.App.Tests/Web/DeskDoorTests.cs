using System.Net;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Web;

public sealed class DeskDoorTests(ReadOnlySite home) : IClassFixture<ReadOnlySite>
{
    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_the_sign_in_and_back()
    {
        using var answer = await home.Site.GetAsync("/desk/articles?x=1");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/account/sign-in?to=%2Fdesk%2Farticles%3Fx%3D1", answer.Headers.Location!.OriginalString);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Whoever_is_signed_in_without_a_place_is_told_so()
    {
        using var answer = await home.Site.GetAsync("/desk", home.Site.SignedIn());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")] // Another name of the same domain may be another's.
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Nothing", "said")] // No browser.
    public async Task A_form_that_does_not_come_from_the_site_is_not_taken(string header, string value)
    {
        using var answer = await home.Site.SendAsync(HttpMethod.Post, "/desk/journals", home.Site.Administrator(), (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public void An_editor_of_one_journal_has_nothing_to_say_in_another()
    {
        var (mine, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var editor = new DeskPerson(Guid.CreateVersion7(), "E", "e@example.org", [new DeskGrant(DeskRole.Editor, mine)]);

        Assert.True(DeskRule.May(editor, DeskAct.Publish, mine));
        Assert.False(DeskRule.May(editor, DeskAct.Publish, other));
        Assert.False(DeskRule.May(editor, DeskAct.Publish));
        Assert.False(DeskRule.May(editor, DeskAct.ManagePeople, mine));
        Assert.False(DeskRule.May(null, DeskAct.SeeDrafts, mine));
    }
}
