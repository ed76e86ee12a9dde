using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Shell.Persons;
using Recto.App.Tests.Features.Accounts;
using Recto.App.Tests.Web;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Federation;

/// <summary>The session of a reader who signed in through an institution.</summary>
public sealed class LibrarySessionTests
{
    private const string Idp = "https://idp.uni-x.example/idp";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_ends_after_eight_hours_to_the_second_whatever_is_done_meanwhile()
    {
        var clock = new SteadyClock(new DateTimeOffset(2026, 10, 24, 20, 0, 0, TimeSpan.Zero)); // The night in which clocks are put back.
        await using var site = await FederationSite.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await site.IdentityAsync(await site.InstitutionAsync("uni-x"), Idp, "uni-x.example");
        var cookie = await SignInAsync(site);

        clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        Assert.True(await site.OpensAsync(cookie));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await site.OpensAsync(cookie));
    }

    [Fact]
    public async Task It_opens_what_the_consortium_of_the_institution_holds_and_ends_with_the_customer()
    {
        await using var site = await FederationSite.StartAsync();
        var consortium = await site.InstitutionAsync("consortium");
        var member = await site.InstitutionAsync("uni-x", subscribes: false, parents: consortium.Id);
        await site.IdentityAsync(member, Idp, "uni-x.example");
        var cookie = await SignInAsync(site);
        Assert.True(await site.OpensAsync(cookie));

        await site.RunAsync("UPDATE institutions SET closed_at = 1, updated_at = updated_at + 1 WHERE id = @id", ("id", member.Id));
        await site.Site.Services.GetRequiredService<KnownInstitutions>().RenewAsync(Ct);

        Assert.False(await site.OpensAsync(cookie));
    }

    [Fact]
    public async Task Each_sign_in_makes_a_new_one_and_nothing_of_a_person_is_in_it()
    {
        await using var site = await FederationSite.StartAsync();
        var institution = await site.InstitutionAsync("uni-x");
        await site.IdentityAsync(institution, Idp, "uni-x.example");

        var (first, second) = (await SignInAsync(site), await SignInAsync(site, "recto-library=planted"));

        Assert.NotEqual(first, second);
        Assert.False(await site.OpensAsync("recto-library=planted"));
        var text = site.Site.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Recto.Federation.Session.1").Unprotect(first["recto-library=".Length..]);
        Assert.Equal(["1", "Saml", institution.Id.ToString("N")], text.Split(' ').Where((_, at) => at is 0 or 1 or 4));
    }

    [Theory]
    [InlineData("recto-library=")]
    [InlineData("recto-library=CfDJ8")]
    [InlineData("recto-library=1 Saml 99999999999 x 00000000000000000000000000000000")]
    public async Task Nobody_brings_one_of_their_own_making(string cookie)
    {
        await using var site = await FederationSite.StartAsync();
        await site.InstitutionAsync("uni-x");

        Assert.False(await site.OpensAsync(cookie));
    }

    [Fact]
    public async Task A_page_that_it_opened_is_kept_for_nobody_else()
    {
        await using var site = await FederationSite.StartAsync();
        await site.IdentityAsync(await site.InstitutionAsync("uni-x"), Idp, "uni-x.example");
        var cookie = await SignInAsync(site);

        for (var i = 0; i < 2; i++)
        {
            var open = await AccountSite.TextAsync(await site.Site.GetAsync(FederationSite.Closed, ("Cookie", cookie)));
            var closed = await AccountSite.TextAsync(await site.Site.GetAsync(FederationSite.Closed));
            Assert.Contains("id=\"text\"", open, StringComparison.Ordinal);
            Assert.DoesNotContain("id=\"text\"", closed, StringComparison.Ordinal);
            Assert.Contains($"/login?to={Uri.EscapeDataString(FederationSite.Closed)}", closed, StringComparison.Ordinal); // The wall knows the way.
        }
    }

    [Fact]
    public async Task One_button_ends_it_and_a_form_of_another_site_does_not()
    {
        await using var site = await FederationSite.StartAsync();
        await site.IdentityAsync(await site.InstitutionAsync("uni-x", "Université X"), Idp, "uni-x.example");
        var cookie = await SignInAsync(site);

        var page = await AccountSite.TextAsync(await site.Site.GetAsync("/login?to=/articles", ("Cookie", cookie)));
        Assert.Contains("Leave Université X", page, StringComparison.Ordinal);

        using (var foreign = await site.Site.SendAsync(HttpMethod.Post, "/login/leave", ("Cookie", cookie), ("Sec-Fetch-Site", "cross-site")))
        {
            Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
            Assert.False(foreign.Headers.Contains("Set-Cookie"));
        }

        using var left = await site.Site.PostAsync("/login/leave", ("Cookie", cookie), ("to", "//evil.example"));
        Assert.Equal($"/Shibboleth.sso/Logout?return={Uri.EscapeDataString(site.Address + "/login?done=left")}", left.Headers.Location?.ToString());
        Assert.Contains(left.Headers.GetValues("Set-Cookie"), set => set.StartsWith("recto-library=;", StringComparison.Ordinal));
    }

    private static async Task<string> SignInAsync(FederationSite site, string? cookie = null)
    {
        using var answer = await site.Site.GetAsync("/login/shib", [("Recto-Saml-Secret", SamlLab.Secret), ("Shib-Identity-Provider", Idp), ("affiliation", "member@uni-x.example"), .. cookie is null ? Array.Empty<(string, string)>() : [("Cookie", cookie)]]);
        return FederationSite.CookieOf(answer) ?? throw new InvalidOperationException($"{answer.StatusCode}");
    }
}
