using Recto.App.Tests.CommandLine;
using Recto.Journals.Desk;

namespace Recto.App.Tests.Features.Accounts;

/// <summary><c>recto user</c></summary>
public sealed class UserCommandTests : IDisposable
{
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task An_administrator_is_added_listed_and_signed_in_by_the_printed_link()
    {
        await using var home = await AccountSite.StartAsync();
        var run = home.Site.Commands;

        Assert.Equal(0, await run.RectoAsync("user", "add", "ada@example.org", "--name", "Ada Tarrow", "--admin", "--address", "https://j.example.org/", "--data", run.Data));
        var link = new Uri(run.Out.Split(' ')[^1].Trim());
        using var pressed = await home.Site.PostAsync("/account/link", AccountSite.Nobody, ("key", AccountSite.KeyOf(link.Query)));

        Assert.Equal("j.example.org", link.Host);
        using var people = await home.Site.GetAsync("/desk/people", AccountSite.CookieOf(pressed)!.Value);
        Assert.Contains("Ada Tarrow", await AccountSite.TextAsync(people), StringComparison.Ordinal);
        Assert.Equal(0, await run.RectoAsync("user", "list", "--data", run.Data));
        Assert.Matches("^ada@example.org\tAda Tarrow\tadministrator\t[0-9-]{10}\n$", run.Out);
        Assert.Equal(0, await run.RectoAsync("user", "link", "ADA@example.org", "--data", run.Data));
        Assert.StartsWith("http://127.0.0.1:5000/account/link?key=", run.Out, StringComparison.Ordinal);
        Assert.Equal(["person.linkMade", "person.invited"], await home.ActsAsync());
    }

    [Fact]
    public async Task Roles_are_given_and_taken_and_the_last_administrator_stays()
    {
        await using var home = await AccountSite.StartAsync();
        var run = home.Site.Commands;
        var ada = await home.AccountAsync("Ada", new DeskGrant(DeskRole.Administrator, null));

        Assert.Equal(0, await run.RectoAsync("user", "grant", ada.Email, "--editor", "lower-margin", "--copy-editor", "all", "--data", run.Data));
        Assert.Equal(3, (await home.AgainAsync(ada)).Grants.Count);
        Assert.Equal(2, await run.RectoAsync("user", "revoke", ada.Email, "--admin", "--data", run.Data));
        Assert.Contains("last administrator", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, await run.RectoAsync("user", "deactivate", ada.Email, "--data", run.Data));
        Assert.Equal(0, await run.RectoAsync("user", "revoke", ada.Email, "--editor", "lower-margin", "--data", run.Data));
        Assert.Equal(2, (await home.AgainAsync(ada)).Grants.Count);
    }

    [Theory]
    [InlineData("not an address", "user", "add", "not an address", "--name", "X")]
    [InlineData("Option '--name' is required", "user", "add", "x@example.org")]
    [InlineData("There is no journal “nothing”", "user", "add", "x@example.org", "--name", "X", "--editor", "nothing")]
    [InlineData("No account has the address", "user", "grant", "x@example.org", "--admin")]
    [InlineData("No account has the address", "user", "link", "x@example.org")]
    public async Task What_cannot_be_done_is_told_in_one_line(string said, params string[] args)
    {
        Assert.Equal(2, await _run.RectoAsync([.. args, "--data", _run.Data]));
        Assert.Equal("", _run.Out);
        Assert.Contains(said, Assert.Single(_run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
