using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recto.App.Features.Shop.Window;
using Recto.App.Features.Usage;
using Recto.App.Shell;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Telemetry;
using Recto.App.Tests.Features.Shop;
using Recto.App.Tests.Web;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Operate;

/// <summary>
/// A day of a site with everything switched on that writes something down: a reader with a name does all that readers do, things break, jobs run. Afterwards neither the log, as text and as JSON,
/// nor what was sent by OTLP, nor what Prometheus fetches holds a word of that reader.
/// </summary>
public sealed class DayOfLogsTests
{
    private static readonly Action<ILogger, string, Exception?> Planted = LoggerMessage.Define<string>(LogLevel.Error, new EventId(1, nameof(Planted)), "Somebody sought {Words}");
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    // Who the reader is, and what the reader types; all of it is sent, and none of it may be found.
    private const string Name = "Ottilie Plantagenet", Email = "ottilie.plantagenet@reader.example", Password = "Plantedpassword9", Search = "zwiebelfischchen", Address = "198.51.100.77", AddressSix = "2001:db8:77::9",
        Agent = "PlantedBrowser/7.7", Token = "plantedtokenplantedtoken0123456789", Card = "4242424242424242", Path = "plantedpath", Street = "Plantagengasse";

    [Fact]
    public async Task Nothing_of_a_reader_is_in_the_log_or_in_telemetry_after_a_day()
    {
        var log = new FormattedLog();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var mail = MailServer.Start();
        mail.Refuses = verb => verb == "RCPT" ? $"550 5.1.1 <{Email}>: {Name} is no user here" : null;
        await using var shop = await StartAsync(receiver, log, mail);
        var secrets = await LiveAsync(shop);
        shop.Clock.Advance(TimeSpan.FromHours(13)); // Into the next day, which counts the one before.
        await shop.Get<RollUpUsage>().RunAsync(Ct);
        await shop.RunJobAsync();
        await BreakAsync(shop);

        // The log and telemetry are there at all.
        Assert.Contains("POST /cart 303", log.Text, StringComparison.Ordinal);
        Assert.Contains("GET /search 200", log.Text, StringComparison.Ordinal);
        Assert.Contains("\"error\":\"", log.Text, StringComparison.Ordinal);
        Assert.Contains("no such table", log.Text, StringComparison.Ordinal);
        var traces = await receiver.TextAsync("/v1/traces", "GET /search");
        var metrics = await receiver.TextAsync("/v1/metrics", "recto.pages");
        var logs = await receiver.TextAsync("/v1/logs", "exception.stacktrace");
        Assert.Contains("GET /search", traces, StringComparison.Ordinal);
        Assert.Contains("recto.pages", metrics, StringComparison.Ordinal);
        Assert.Contains("exception.stacktrace", logs, StringComparison.Ordinal);

        string[] planted = [Name, "Plantagenet", Email, Password, Search, Address, AddressSix, Agent, Token, Card, Path, Street, .. secrets];
        Assert.Empty(FindIn(("log", log.Text), ("traces", traces), ("metrics", metrics), ("logs by OTLP", logs), ("all by OTLP", string.Concat(receiver.Taken.Select(one => one.Body)))));

        // And what was looked for would have been found.
        Planted(shop.Get<ILoggerFactory>().CreateLogger("Recto.Planted"), Search, null);
        Assert.Contains("log: zwiebelfischchen", FindIn(("log", log.Text)));
        Assert.Contains("logs by OTLP: zwiebelfischchen", FindIn(("logs by OTLP", await receiver.TextAsync("/v1/logs", Search))));

        IReadOnlyList<string> FindIn(params (string Where, string Text)[] texts) => [.. texts.SelectMany(text => planted.Where(word => text.Text.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"{text.Where}: {word}"))];
    }

    [Fact]
    public void Of_an_exception_the_kind_the_place_and_the_words_stay_and_what_it_quotes_goes()
    {
        Assert.Equal("23505: duplicate key value violates unique constraint \"…\" Key (email)=(…) already exists.", FaultText.Plain($"23505: duplicate key value violates unique constraint \"accounts_email\" Key (email)=({Email}) already exists."));
        Assert.Equal("The input string '…' was not in a correct format.", FaultText.Plain("The input string 'zwiebel' was not in a correct format."));
        Assert.Equal("550 5.1.1 <…>: no user here", FaultText.Plain($"550 5.1.1 <{Email}>: no user here"));
        Assert.Equal("GET https://api.example.org/… failed for … and …", FaultText.Plain($"GET https://api.example.org/works/10.1/x?mail={Email} failed for {Address} and {AddressSix}"));
        Assert.Equal("Value cannot be null. (Parameter 'name')", FaultText.Plain("Value cannot be null. (Parameter 'name')"));
        Assert.Equal("It’s broken, isn't it? It doesn't matter.", FaultText.Plain("It’s broken, isn't it? It doesn't matter."));
        Assert.Equal("key … card …", FaultText.Plain($"key {Token} card 4242 4242 4242 4242"));
        var unique = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() =>
        {
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE persons (email TEXT UNIQUE); INSERT INTO persons VALUES ('a'), ('a')";
            command.ExecuteNonQuery();
        });
        Assert.Contains("UNIQUE constraint failed: persons.email.", FaultText.Of(unique), StringComparison.Ordinal);
        Assert.Contains(" ---> System.FormatException: '…'", FaultText.Of(new InvalidOperationException("Outer", new FormatException("'zwiebel'"))), StringComparison.Ordinal);
    }

    private static Task<ShopSite> StartAsync(OtlpReceiver receiver, FormattedLog log, MailServer mail) => ShopSite.StartAsync("sqlite", "stripe", builder =>
    {
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton<IStartupFilter>(new Faults());
    }, options => options with
    {
        Log = LogFormat.Json,
        CountsUsage = true,
        KeepsReads = true,
        MakesLists = true,
        SendsReminders = true,
        AsksForCitations = true,
        Mail = new MailSettings { Host = "127.0.0.1", Port = mail.Port, User = "recto", Password = "secret", From = "site@journals.example.org", Folder = "mail" },
        Telemetry = new TelemetryOptions { Variables = receiver.Variables },
    });

    // Everything that a reader does. Gives what the site itself has made of the reader: cookies, keys of links, numbers of orders.
    private static async Task<List<string>> LiveAsync(ShopSite shop)
    {
        foreach (var (name, value) in ((string, string)[])[("User-Agent", Agent), ("X-Forwarded-For", Address), ("Referer", $"https://elsewhere.example/?q={Search}"), ("From", Email), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("tracestate", $"planted={Token}"), ("baggage", $"email={Email}")])
        {
            shop.Client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        var visitor = new Visitor(shop.Client);
        await visitor.PageAsync("/");
        var article = Regex.Match(await visitor.PageAsync("/articles"), "href=\"(/articles/[a-z0-9-]+)\"").Groups[1].Value;
        foreach (var path in (string[])
        [
            article, article + $"?utm={Search}", article + "/notes/1", article + "/sources", $"/search?q={Search}", $"/search?q={Uri.EscapeDataString($"\"{Search} AND ((")}", $"/{Path}/{Token}", $"/articles/{Path}", $"/articles/{Path}/notes/{Token}",
            $"/account/link?key={Token}", $"/account/sign-in?to=/desk&email={Email}", $"/orders/{Token}", $"/read/{Token}", $"/link/{Token}", $"/library/{Path}", $"/people/{Path}", $"/api/v1/articles?q={Search}", $"/api/v1/{Path}", $"/oai?verb={Path}&identifier={Token}",
            $"/check/{Path}", $"/%00{Path}", $"/%c0%ae{Path}", $"/articles/{new string('a', 3000)}{Path}", $"/authors/{Path}", $"/hooks/stripe?key={Token}", $"/planted-fault/{Path}?email={Email}",
        ])
        {
            using var answer = await visitor.GetAsync(path);
        }

        shop.Client.DefaultRequestHeaders.Remove("X-Forwarded-For");
        shop.Client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", AddressSix);
        await shop.SignedInAsync(Email);
        foreach (var (path, fields) in ((string, (string, string)[])[])
        [
            ("/account/sign-in/password", [("email", Email), ("password", Password)]), ("/account/sign-in/password", [("email", Email), ("password", Token)]), ("/account/sign-in/link", [("email", Email)]), ("/account/sign-in/link", [("email", $"{Path}@reader.example")]),
            (article + "/notes/1/report", [("choice", "other"), ("words", $"{Name}: {Search}"), ("email", Email)]), ("/check", [("text", $"{Name}, {Search}, {Card}")]), ("/orders/find", [("email", Email), ("number", Token)]),
            ("/account/link", [("key", Token)]), ("/hooks/stripe", [("id", Token)]), ("/cart", [("email", Card), ("country", Path)]), ("/planted-fault/form", [("email", Email), ("card", Card), ("address", Street)]),
        ])
        {
            using var answer = await visitor.PostAsync(path, fields);
        }

        // Buys; the payment house is away for a while.
        await shop.Get<LayOut>().RenewAsync(Ct);
        await visitor.PostAsync("/cart/add", ("product", shop.Product.Id.ToString()), ("thing", $"article:{shop.Articles[0].Id:N}"));
        shop.House.FailNext(2);
        (string, string)[] buyer = [("email", Email), ("name", Name), ("country", "FR"), ("address", Street)];
        var summed = await (await visitor.PostAsync("/cart", buyer)).Content.ReadAsStringAsync(Ct);
        var shown = WebUtility.HtmlDecode(Regex.Match(summed, "name=\"shown\" value=\"([^\"]+)\"").Groups[1].Value);
        for (var i = 0; i < 3; i++)
        {
            using var bought = await visitor.PostAsync("/cart", [.. buyer, ("now", "on"), ("shown", shown)]);
        }

        var placed = await shop.PlaceAsync(change: wish => wish with { Buyer = wish.Buyer with { Email = Email, Name = Name } });
        var order = await shop.OrderAsync(placed.Order.Id);
        shop.House.FailNext(1);
        await shop.RunJobAsync();
        await shop.House.PayAsync(order.SessionId!);
        await shop.RunJobAsync();
        var (account, cookie) = await shop.SignedInAsync($"second.{Email}");
        foreach (var path in (string[])["/account", "/account/rights", article, "/account/data"])
        {
            await shop.AskAsync(cookie, path);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), Ct); // What readers did is written more than once a second.
        return [cookie.Split('=', 2)[1], account.Id.ToString(), account.SecurityStamp, order.SessionId!, .. visitor.Cookies.Values.Where(value => value.Length > 12)];
    }

    // Tables go away under the hands of a reader.
    private static async Task BreakAsync(ShopSite shop)
    {
        await using (var connection = await shop.Database.Source.OpenConnectionAsync(Ct))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA foreign_keys = OFF; DROP TABLE IF EXISTS search_index; DROP TABLE carts";
            await command.ExecuteNonQueryAsync(Ct);
        }

        var visitor = new Visitor(shop.Client);
        using var sought = await visitor.GetAsync($"/search?q={Search}");
        visitor.Cookies["recto-cart"] = Token;
        using var added = await visitor.PostAsync("/cart/add", ("product", shop.Product.Id.ToString()), ("thing", $"article:{shop.Articles[0].Id:N}"), ("email", Email));
        Assert.True(sought.StatusCode == HttpStatusCode.InternalServerError || added.StatusCode == HttpStatusCode.InternalServerError, $"{sought.StatusCode} {added.StatusCode}");
    }

    /// <summary>Faults as frameworks and drivers make them, with what was sent in their messages, where nothing of the site's own catches them.</summary>
    private sealed class Faults : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                if (!context.Request.Path.StartsWithSegments("/planted-fault"))
                {
                    await rest(context);
                    return;
                }

                throw new InvalidOperationException($"No reader “{Email}” from {Address}", new FormatException($"The input string '{Search}' was not in a correct format."));
            });
            next(app);
        };
    }
}
