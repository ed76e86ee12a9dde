using System.Net;

namespace Recto.App.Tests.Features.JournalDesk;

/// <summary>Old addresses that an editor writes down.</summary>
public sealed class RedirectsTests
{
    private const string Redirects = DeskSite.Journal + "/redirects";

    [Fact]
    public async Task A_list_is_taken_whole_and_the_old_addresses_lead_on_for_good()
    {
        await using var desk = await DeskSite.StartAsync();
        const string List = "old address;new address\n"
            + "https://old.example/index.php/margin/article/view/12;/journals/lower-margin/1-1\n"
            + "\"/index.php/margin/issue/*\";/journals/lower-margin\n"
            + "/?journal=margin&op=index;/journals/lower-margin\n\n"
            + "/стар%D1%8B%D0%B9/лист;/articles/лист";

        using var added = await desk.PostAsync(Redirects, ("do", "list"), ("list", List));
        async Task<string?> LeadsAsync(string path) => await desk.Site.GetAsync(path) is { StatusCode: HttpStatusCode.MovedPermanently } answer ? answer.Headers.Location?.OriginalString : null;

        Assert.Equal(Redirects + "?done=added", added.Headers.Location?.OriginalString);
        Assert.Equal("/journals/lower-margin/1-1", await LeadsAsync("/index.php/margin/article/view/12"));
        Assert.Equal("/journals/lower-margin/archive?p=2", await LeadsAsync("/index.php/margin/issue/archive?p=2"));
        Assert.Equal("/articles/%D0%BB%D0%B8%D1%81%D1%82", await LeadsAsync("/%D1%81%D1%82%D0%B0%D1%80%D1%8B%D0%B9/%D0%BB%D0%B8%D1%81%D1%82"));
        Assert.Null(await LeadsAsync("/index.php/margin/article/view/13"));
        Assert.Equal(HttpStatusCode.OK, (await desk.Site.GetAsync("/?journal=margin&op=index")).StatusCode); // A page that is there is stronger.
    }

    [Fact]
    public async Task A_list_with_a_fault_is_not_taken_at_all_and_every_faulty_line_is_named()
    {
        await using var desk = await DeskSite.StartAsync();
        const string List = "/old/1,/journals/lower-margin\n/old/2\n/old/3,https://evil.example/\n/desk/x,/articles/a\n/old/4,//evil.example\n/journals/other/1,/articles/a\n/old/5,/desk";

        using var answer = await desk.PostAsync(Redirects, ("do", "list"), ("list", List));
        var page = await DeskSite.TextAsync(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Line 2: An old address and where it leads belong together", page, StringComparison.Ordinal);
        Assert.Contains("Line 3: “https://evil.example/” is not an address of this site.", page, StringComparison.Ordinal);
        Assert.Contains("Line 4: “/desk/x” is not this journal's to lead elsewhere.", page, StringComparison.Ordinal);
        Assert.Contains("Line 5: “//evil.example” is not an address of this site.", page, StringComparison.Ordinal);
        Assert.Contains("Line 6: “/journals/other/1” is not this journal's", page, StringComparison.Ordinal);
        Assert.Contains("Line 7: “/desk” is not a page for readers.", page, StringComparison.Ordinal);
        Assert.Contains("/old/1,/journals/lower-margin", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Site.GetAsync("/old/1")).StatusCode);
    }

    [Fact]
    public async Task What_would_lead_back_to_itself_is_refused()
    {
        await using var desk = await DeskSite.StartAsync();
        using var first = await desk.PostAsync(Redirects, ("from", "/a"), ("to", "/b"));

        using var loop = await desk.PostAsync(Redirects, ("from", "/b"), ("to", "/a"));
        using var self = await desk.PostAsync(Redirects, ("from", "/c/*"), ("to", "/c/d"));

        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Contains("“/b” would lead back to itself, by way of /a.", await DeskSite.TextAsync(loop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, self.StatusCode);
    }

    [Fact]
    public async Task An_old_address_is_removed_and_another_journal_cannot_take_it()
    {
        await using var desk = await DeskSite.StartAsync();
        await desk.MakeJournalAsync("other", "Another journal");
        using var added = await desk.PostAsync(Redirects, ("from", "/old"), ("to", "/journals/lower-margin"));

        using var taken = await desk.PostAsync("/desk/journals/other/redirects", ("from", "/old"), ("to", "/journals/other"));
        using var foreign = await desk.PostAsync("/desk/journals/other/redirects", ("remove", "/old"));
        Assert.Equal(HttpStatusCode.MovedPermanently, (await desk.Site.GetAsync("/old")).StatusCode);
        using var removed = await desk.PostAsync(Redirects, ("remove", "/old"));

        Assert.Contains("“/old” leads elsewhere already, for another journal.", await DeskSite.TextAsync(taken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Site.GetAsync("/old")).StatusCode);
        Assert.Equal(["redirect.removed", "redirect.added"], (await desk.LogAsync()).Take(2).Select(row => row.Entry.Act));
    }

    [Theory]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    [InlineData("/a b")]
    [InlineData("/../etc")]
    [InlineData("/a\\b")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://old.example/a")]
    [InlineData("/")]
    public async Task A_hostile_old_address_is_refused(string from)
    {
        await using var desk = await DeskSite.StartAsync();

        using var answer = await desk.PostAsync(Redirects, ("from", from), ("to", "/journals/lower-margin"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }
}
