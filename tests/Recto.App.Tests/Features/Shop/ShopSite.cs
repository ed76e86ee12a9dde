using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Features.Accounts.Users;
using Recto.App.Features.Shop.Jobs;
using Recto.App.Features.Shop.Orders;
using Recto.App.Shell;
using Recto.App.Tests.Features.Packages;
using Recto.App.Tests.Web;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Journals.Shop;
using Recto.Storage.Access;
using Recto.Storage.Accounts;
using Recto.Storage.Issues;
using Recto.Storage.Shop;
using Recto.Storage.Sql;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Shop;

/// <summary>The demo journal on one of the databases, selling; with a payment house of our own. The tests run the job themselves, by their own clock.</summary>
internal sealed class ShopSite : IAsyncDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly PackageSite _data;
    private readonly List<WebApplication> _nodes = [];
    private int _buyers;

    private ShopSite(PackageSite data) => _data = data;

    public StripeHouse House { get; private set; } = null!;

    public FakeTimeProvider Clock { get; } = new SteadyClock(new DateTimeOffset(DateTimeOffset.UtcNow.Year, 6, 15, 12, 0, 0, TimeSpan.Zero));

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _nodes[0].Services;

    public Database Database => Get<Database>();

    public OrderStore Orders => Get<OrderStore>();

    public Product Product { get; private set; } = null!;

    public Product Issue { get; private set; } = null!;

    public Seller Seller { get; private set; } = null!;

    public IReadOnlyList<(Guid Id, Guid? IssueId)> Articles { get; private set; } = [];

    public static async Task<ShopSite> StartAsync(string engine, string gateways = "stripe", Action<WebApplicationBuilder>? configure = null, Func<SiteOptions, SiteOptions>? options = null)
    {
        var site = new ShopSite(await PackageSite.StartAsync(engine, demo: true));
        site.House = await StripeHouse.StartAsync(site.Clock);
        var app = site.Node(gateways, configure, options);
        await app.StartAsync(Ct);
        site.Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        site.House.Hook = new Uri(site.Client.BaseAddress, "/hooks/stripe");
        await site.FillAsync();
        return site;
    }

    /// <summary>Another process on the same data.</summary>
    public WebApplication Node(string gateways = "stripe", Action<WebApplicationBuilder>? configure = null, Func<SiteOptions, SiteOptions>? options = null)
    {
        var told = new SiteOptions
        {
            Database = _data.Options,
            Urls = "http://127.0.0.1:0",
            Address = "https://journals.example.org",
            Shop = new ShopOptions { Gateways = gateways.Split(' '), StripeKey = StripeHouse.Key, StripeSecrets = ["whsec_old", StripeHouse.Secret], StripeServer = House.Address },
        };
        var node = Site.Build(options?.Invoke(told) ?? told, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            configure?.Invoke(builder);
        });
        _nodes.Add(node);
        return node;
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Puts things into a new guest's cart, and goes to pay.</summary>
    public async Task<CheckoutOutcome> BuyAsync(IReadOnlyList<StoredCartLine> lines, string gateway = "stripe", Func<CheckoutWish, CheckoutWish>? change = null, IServiceProvider? node = null)
    {
        var owner = CartOwner.Guest(OrderKeys.HashOf(OrderKeys.New())!);
        await WriteAsync(async tx =>
        {
            foreach (var line in lines)
            {
                Assert.True(await Get<CartStore>().AddAsync(tx, owner, line, Clock.GetUtcNow(), Ct));
            }
        });
        var wish = new CheckoutWish
        {
            Cart = owner,
            SellerId = Seller.Id,
            Currency = Currency.Parse("USD"),
            Buyer = new() { Email = $"reader{Interlocked.Increment(ref _buyers)}@example.org", Country = "FR", Language = "en" },
            Gateway = gateway,
            HasConsented = true,
        };
        return await (node ?? Services).GetRequiredService<Checkout>().PlaceAsync(change?.Invoke(wish) ?? wish, "https://journals.example.org", Ct);
    }

    public async Task<CheckoutOutcome.Placed> PlaceAsync(int articles = 1, string gateway = "stripe", Func<CheckoutWish, CheckoutWish>? change = null) =>
        Assert.IsType<CheckoutOutcome.Placed>(await BuyAsync([.. Articles.Take(articles).Select(article => Line(article.Id))], gateway, change));

    public StoredCartLine Line(Guid article) => new(Product.Id, new() { Kind = ProductKind.Article, JournalId = Product.JournalId, ArticleId = article });

    public Task RunJobAsync(IServiceProvider? node = null) => (node ?? Services).GetRequiredService<ShopJob>().RunOnceAsync(Ct);

    public async Task<Order> OrderAsync(Guid id) => (await Orders.FindAsync(id, Ct))!;

    public async Task<IReadOnlyList<HeldRight>> RightsAsync(Guid order) => await Get<RightStore>().ListHeldAsync(new RightKeys { Orders = [order] }, Ct);

    public async Task<long> CountAsync(string what)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {what}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The mails that left, oldest first.</summary>
    public IReadOnlyList<string> Mails()
    {
        var folder = Path.Combine(_data.Options.DataFolder, "mail");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText)] : [];
    }

    /// <summary>An account of these grants, and the cookie by which it is signed in.</summary>
    public async Task<(Account Account, string Cookie)> SignedInAsync(string email, params DeskGrant[] grants)
    {
        var now = Clock.GetUtcNow();
        var account = new Account { Id = Guid.CreateVersion7(), Name = "A. Tarrow", Email = email, EmailKey = email.ToUpperInvariant(), SecurityStamp = Guid.NewGuid().ToString("N"), Grants = grants };
        var session = new AccountSession(Guid.CreateVersion7(), account.Id, SignInWay.Link, null, null, now, now);
        await WriteAsync(async tx =>
        {
            Assert.True(await Get<AccountStore>().AddAsync(tx, account, now, Ct));
            await Get<AccountStore>().AddSessionAsync(tx, session, account.SecurityStamp, Ct);
        });
        var options = Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(AccountPrincipal.Of(account, session.Id), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) }, IdentityConstants.ApplicationScheme);
        return (account, $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}");
    }

    /// <summary>A page as whoever has that cookie sees it; a form where fields are given.</summary>
    public async Task<(HttpStatusCode Status, string Page)> AskAsync(string cookie, string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(fields.Length == 0 ? HttpMethod.Get : HttpMethod.Post, path) { Content = fields.Length == 0 ? null : new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        using var answer = await Client.SendAsync(request, Ct);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)).Replace('\u00A0', ' '));
    }

    public async Task WriteAsync(Func<WriteTransaction, Task> write)
    {
        await using var tx = await Database.BeginAsync(Ct);
        await write(tx);
        await tx.CommitAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var node in _nodes)
        {
            await node.StopAsync(CancellationToken.None); // Else its jobs are torn off, and each says so at length.
            await node.DisposeAsync();
        }

        if (House is not null)
        {
            await House.DisposeAsync();
        }

        await _data.DisposeAsync();
    }

    private async Task FillAsync()
    {
        var journal = (await Get<JournalStore>().FindAsync("lower-margin", Ct))!;
        var now = Clock.GetUtcNow();
        await using (var connection = await Database.Source.OpenConnectionAsync(Ct))
        {
            await using var close = connection.CreateCommand();
            close.CommandText = "UPDATE articles SET opens_at = NULL, has_open_licence = 0";
            await close.ExecuteNonQueryAsync(Ct);
            await using var list = connection.CreateCommand();
            list.CommandText = "SELECT id, issue_id FROM articles WHERE is_draft = 0 AND issue_id IS NOT NULL ORDER BY issue_id, id";
            await using var reader = await list.ExecuteReaderAsync(Ct);
            var articles = new List<(Guid, Guid?)>();
            while (await reader.ReadAsync(Ct))
            {
                articles.Add((reader.GetGuid(0), reader.GetGuid(1)));
            }

            Articles = articles;
        }

        Seller = new() { Id = Guid.CreateVersion7(), Name = "Society for the History of Annotation", Address = ["4 Colophon Row"], Country = "DE", VatId = "DE123456789", Bank = ["IBAN DE00 1234"] };
        var usd = Currency.Parse("USD");
        Product = new() { Id = Guid.CreateVersion7(), JournalId = journal.Id, Kind = ProductKind.Article, Period = Period.Parse("48h"), Uses = RightUses.Download | RightUses.Print, TaxClass = "e-publication", Prices = [new(5300, usd)], IsOn = true };
        Issue = Product with { Id = Guid.CreateVersion7(), Kind = ProductKind.Issue, Period = Period.Parse("30d"), Prices = [new(32900, usd)] };
        await WriteAsync(async tx =>
        {
            await Get<SellerStore>().SaveAsync(tx, Seller, 0, now, Ct);
            await Get<SellerStore>().SaveShopAsync(tx, new(journal.Id, Seller.Id, true, 30, usd, 0), now, Ct);
            await Get<ProductStore>().SaveAsync(tx, Product, 0, now, Ct);
            await Get<ProductStore>().SaveAsync(tx, Issue, 0, now, Ct);
            await Get<TaxRateStore>().SaveAsync(tx, new("FR", "e-publication", new(2014, 1, 1), new(20000), "VAT"), Ct);
        });
    }
}
