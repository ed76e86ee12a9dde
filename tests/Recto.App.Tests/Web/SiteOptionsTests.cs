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
    [InlineData(null, "http://0.0.0.0:5000", "http://localhost:5000")]
    [InlineData(null, "http://[::]:5000/;https://[::]:5001", "http://localhost:5000")]
    [InlineData(null, "http://*:80", "http://localhost:80")]
    [InlineData(null, "http://+:80", "http://localhost:80")]
    [InlineData(null, "http://192.168.1.2:80", "http://192.168.1.2:80")]
    [InlineData("https://journals.example.org", "http://0.0.0.0:5000", "https://journals.example.org")]
    public void Where_no_request_says_it_links_lead_to_the_told_address_or_to_this_machine(string? address, string urls, string origin) =>
        Assert.Equal(origin, (Bare with { Address = address, Urls = urls }).AddressOfSite);

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
    [InlineData("RECTO_REDIS", "http://redis.example.org")]
    [InlineData("RECTO_REDIS", "redis.example.org,colour=red")]
    [InlineData("RECTO_PAGE_LIMIT", "many")]
    [InlineData("RECTO_PAGE_LIMIT", "0/5")]
    [InlineData("RECTO_S3_BUCKET", "https://s3.example.org/journals")]
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

    [Theory]
    [InlineData("redis://recto:p%40ss@redis.example.org:6380/2", "redis.example.org", 6380, "recto", "p@ss", 2, false, "redis://recto:…@redis.example.org:6380/2")]
    [InlineData("rediss://redis.example.org", "redis.example.org", 6379, null, null, null, true, "rediss://redis.example.org/")]
    [InlineData("redis.example.org:6379,password=secret,defaultDatabase=1", "redis.example.org", 6379, null, "secret", 1, false, "redis.example.org:6379,password=…,defaultDatabase=1")]
    public void A_Redis_is_read_and_its_password_shown_to_nobody(string text, string host, int port, string? user, string? password, int? database, bool tls, string shown)
    {
        Assert.True(SiteOptions.TryRead(name => name == "RECTO_REDIS" ? text : null, Bare, out var told, out _));

        var redis = told.Redis!;
        var place = Assert.IsType<DnsEndPoint>(redis.EndPoints.Single());
        Assert.Equal((host, port, user, password, database, tls), (place.Host, place.Port, redis.User, redis.Password, redis.DefaultDatabase, redis.Ssl));
        Assert.Equal(shown, Recto.App.Shell.Settings.SettingCatalogue.All.Single(setting => setting.Name == "RECTO_REDIS").Show(text));
    }

    [Fact]
    public void A_bucket_is_read_with_what_belongs_to_it()
    {
        var said = new Dictionary<string, string> { ["RECTO_S3_BUCKET"] = "journals", ["RECTO_S3_ENDPOINT"] = "https://s3.example.org", ["RECTO_S3_PREFIX"] = "/recto/", ["RECTO_S3_KEY"] = "key", ["RECTO_S3_SECRET"] = "secret", ["RECTO_S3_LINKS"] = "5" };
        Assert.True(SiteOptions.TryRead(said.GetValueOrDefault, Bare, out var told, out _));

        Assert.Equal(("journals", "https://s3.example.org/", "recto/", "key", "secret", true, TimeSpan.FromMinutes(5)),
            (told.Bucket!.Bucket, told.Bucket.Endpoint!.ToString(), told.Bucket.Prefix, told.Bucket.Key, told.Bucket.Secret, told.Bucket.IsPathStyle, told.Bucket.Links));

        foreach (var (name, value, fault) in new[] { ("RECTO_S3_ENDPOINT", "s3.example.org", "RECTO_S3_ENDPOINT"), ("RECTO_S3_SECRET", "", "RECTO_S3_KEY and RECTO_S3_SECRET"), ("RECTO_S3_LINKS", "for ever", "RECTO_S3_LINKS") })
        {
            Assert.False(SiteOptions.TryRead(asked => asked == name ? value : said.GetValueOrDefault(asked), Bare, out _, out var wrong));
            Assert.Contains(fault, wrong, StringComparison.Ordinal);
        }
    }
}
