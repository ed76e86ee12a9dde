using Microsoft.Extensions.DependencyInjection;
using Recto.Journals.Desk;
using Recto.Storage.Federation;

namespace Recto.App.Tests.Features.Subscriptions;

/// <summary>What belongs to an institution leads to each other: at the desk, for its librarians, and for its readers.</summary>
public sealed class LeadingOnTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_desk_leads_to_the_sign_in_of_an_institution_whoever_may_open_it_and_nobody_else()
    {
        await using var site = await RightsSite.StartAsync();
        await site.InstitutionAsync("mine");
        var (_, editor) = await site.PersonAsync("Ed", new DeskGrant(DeskRole.Editor, null));

        foreach (var part in new[] { "", "/ranges", "/keys", "/people" })
        {
            Assert.Contains("href=\"/desk/institutions/mine/sign-in\"", await site.PageAsync("/desk/institutions/mine" + part, site.Desk), StringComparison.Ordinal);
            Assert.DoesNotContain("/desk/institutions/mine/sign-in", await site.PageAsync("/desk/institutions/mine" + part, editor), StringComparison.Ordinal);
        }

        Assert.Contains("href=\"/desk/institutions/mine/sign-in\" aria-current=\"page\"", await site.PageAsync("/desk/institutions/mine/sign-in", site.Desk), StringComparison.Ordinal);
        Assert.Contains("href=\"/library/mine\"", await site.PageAsync("/desk/institutions/mine", editor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_librarian_sees_where_holdings_are_fetched_and_by_what_people_sign_in()
    {
        await using var site = await RightsSite.StartAsync();
        var mine = await site.InstitutionAsync("mine");
        var (ada, cookie) = await site.PersonAsync("Ada");
        await site.LooksAfterAsync(ada, mine);
        var before = await site.PageAsync("/library/mine", cookie);
        await using (var tx = await site.Site.Database.BeginAsync(Ct))
        {
            Assert.True(await site.Site.Services.GetRequiredService<InstitutionIdentityStore>().AddAsync(tx, new() { Id = Guid.CreateVersion7(), InstitutionId = mine.Id, Kind = IdentityKind.Saml, Issuer = "https://idp.mine.example/idp", Scope = "mine.example" }, site.Home.Clock.GetUtcNow(), Ct));
            await tx.CommitAsync(Ct);
        }

        var after = await site.PageAsync("/library/mine", cookie);

        Assert.Contains("No sign-in is set up", before, StringComparison.Ordinal);
        Assert.Contains("/kbart?customer_id=mine&api_key=KEY", after, StringComparison.Ordinal);
        Assert.Contains("SAML: https://idp.mine.example/idp (mine.example)", after, StringComparison.Ordinal);
        Assert.DoesNotContain("/desk/", after, StringComparison.Ordinal); // Not theirs to open.
        Assert.Contains("href=\"/desk/institutions/mine/sign-in\"", await site.PageAsync("/library/mine", site.Desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_reads_through_a_network_is_led_to_a_page_that_says_so()
    {
        await using var site = await RightsSite.StartAsync();
        await site.InstitutionAsync("mine", "8.8.8.0/24");
        await site.SubscribeAsync(("institution", "mine"));
        (string, string) reader = ("X-Forwarded-For", "8.8.8.9");

        Assert.Contains("<a href=\"/login\" rel=\"nofollow\">Access provided by University of mine</a>", await site.PageAsync(RightsSite.Closed, reader), StringComparison.Ordinal);
        var page = await site.PageAsync("/login", reader);
        Assert.Contains("You read through University of mine", page, StringComparison.Ordinal);
        Assert.Contains("You come from its network", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/library\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("You come from its network", await site.PageAsync("/login", ("X-Forwarded-For", "9.9.9.9")), StringComparison.Ordinal);
    }
}
