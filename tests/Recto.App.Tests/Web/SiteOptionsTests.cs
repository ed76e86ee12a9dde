using System.Net;
using Recto.App.Shell;

namespace Recto.App.Tests.Web;

/// <summary>What the site is told by its environment.</summary>
public sealed class SiteOptionsTests
{
    private static readonly SiteOptions Bare = new() { Database = new() { DataFolder = "/data" } };

    [Fact]
    public void An_empty_environment_keeps_mails_in_a_folder_and_believes_this_machine_only()
    {
        Assert.True(SiteOptions.TryRead(_ => null, Bare, out var told, out _));
        Assert.Null(told.Mail!.Host);
        Assert.Equal(Path.Combine("/data", "mail"), told.Mail.Folder);
        Assert.Equal(Networks.ThisMachine, told.Proxies);
        Assert.Null(told.Address);
    }

    [Theory]
    [InlineData("smtp://ed%40example.org:p%3Aw@mail.example.org", "mail.example.org", 587, false, "ed@example.org", "p:w", "ed@example.org")]
    [InlineData("smtps://mail.example.org", "mail.example.org", 465, true, null, null, "recto@example.org")]
    [InlineData("smtp://127.0.0.1:1025", "127.0.0.1", 1025, false, null, null, "recto@example.org")]
    public void A_mail_server_is_read(string address, string host, int port, bool tls, string? user, string? password, string from)
    {
        Assert.True(SiteOptions.TryRead(name => name switch { "RECTO_MAIL" => address, "RECTO_MAIL_FROM" => user is null ? "recto@example.org" : null, _ => null }, Bare, out var told, out _));
        Assert.Equal((host, port, tls, user, password, from), (told.Mail!.Host, told.Mail.Port, told.Mail.IsTls, told.Mail.User, told.Mail.Password, told.Mail.From));
    }

    [Theory]
    [InlineData("RECTO_MAIL", "mail.example.org")]
    [InlineData("RECTO_MAIL", "http://mail.example.org")]
    [InlineData("RECTO_MAIL", "smtp://mail.example.org")] // From whom?
    [InlineData("RECTO_ADDRESS", "journals.example.org")]
    [InlineData("RECTO_ADDRESS", "https://example.org/journals")]
    [InlineData("RECTO_PROXIES", "10.0.0.0/8, proxy")]
    public void What_cannot_be_used_is_named(string variable, string value)
    {
        Assert.False(SiteOptions.TryRead(name => name == variable ? value : null, Bare, out _, out var wrong));
        Assert.Contains(variable, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_proxy_that_is_trusted_says_that_the_reader_came_over_TLS()
    {
        await using var trusting = await WebSite.StartAsync();
        await using var wary = await WebSite.StartAsync(options: told => told with { Proxies = [] });

        using var over = await trusting.GetAsync("/language/fr", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Host", "evil.example"));
        using var alleged = await wary.GetAsync("/language/fr", ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.7"));

        Assert.Equal(HttpStatusCode.SeeOther, over.StatusCode);
        Assert.Contains("secure", over.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", alleged.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }
}
