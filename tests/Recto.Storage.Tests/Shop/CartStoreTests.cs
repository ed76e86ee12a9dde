using Recto.Journals.Shop;
using Recto.Storage.Accounts;
using Recto.Storage.Shop;

namespace Recto.Storage.Tests.Shop;

public abstract class CartStoreTests(Engine engine) : StoreTests(engine)
{
    private static readonly string Key = new('a', 64);

    private CartStore Carts => new(Database);

    private ProductStore Products => new(Database);

    [Fact]
    public async Task A_cart_keeps_each_thing_once_in_the_order_in_which_it_came()
    {
        var (product, other, article) = await ProductsAsync();
        var first = Line(product, article);
        var second = Line(product, Guid.CreateVersion7());
        foreach (var line in new[] { first, second, first with { ProductId = other.Id } })
        {
            Assert.True(await WriteAsync(tx => Carts.AddAsync(tx, CartOwner.Guest(Key), line, Now.AddSeconds(line == second ? 1 : 0), Ct)));
        }

        await WriteAsync(async tx =>
        {
            await Carts.SayAsync(tx, CartOwner.Guest(Key), ShopSamples.Usd, "SPRING", Now, Ct);
            return 0;
        });
        var cart = (await Carts.FindAsync(CartOwner.Guest(Key), Ct))!;
        Assert.Equal([first.Thing, second.Thing], cart.Lines.Select(line => line.Thing));
        Assert.Equal((other.Id, ShopSamples.Usd, "SPRING"), (cart.Lines[0].ProductId, cart.Currency!.Value, cart.CouponCode));
        Assert.True(await WriteAsync(tx => Carts.RemoveAsync(tx, CartOwner.Guest(Key), ThingWords.Of(first.Thing), Ct)));
        Assert.False(await WriteAsync(tx => Carts.RemoveAsync(tx, CartOwner.Guest(Key), "article:\0", Ct)));
        Assert.Single((await Carts.FindAsync(CartOwner.Guest(Key), Ct))!.Lines);
        Assert.Null(await Carts.FindAsync(CartOwner.Guest(new string('b', 64)), Ct));
    }

    [Fact]
    public async Task A_guest_who_signs_in_takes_the_cart_along_and_two_become_one()
    {
        var (product, other, article) = await ProductsAsync();
        var account = await AccountAsync();
        var shared = Line(product, article);
        await WriteAsync(tx => Carts.AddAsync(tx, CartOwner.Member(account), shared with { ProductId = other.Id }, Now, Ct));
        await WriteAsync(tx => Carts.AddAsync(tx, CartOwner.Guest(Key), shared, Now, Ct));
        await WriteAsync(tx => Carts.AddAsync(tx, CartOwner.Guest(Key), Line(product, Guid.CreateVersion7()), Now.AddSeconds(1), Ct));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WriteAsync(async tx =>
        {
            await Carts.MergeAsync(tx, Key, account, Now, Ct);
            return 0;
        }))));

        var cart = (await Carts.FindAsync(CartOwner.Member(account), Ct))!;
        Assert.Equal([other.Id, product.Id], cart.Lines.Select(line => line.ProductId));
        Assert.Null(await Carts.FindAsync(CartOwner.Guest(Key), Ct));
    }

    [Fact]
    public async Task A_cart_is_full_at_fifty_and_goes_when_nobody_touches_it()
    {
        var (product, _, _) = await ProductsAsync();
        for (var i = 0; i < CartStore.MostLines; i++)
        {
            Assert.True(await WriteAsync(tx => Carts.AddAsync(tx, CartOwner.Guest(Key), Line(product, Guid.CreateVersion7()), Now, Ct)));
        }

        Assert.False(await WriteAsync(tx => Carts.AddAsync(tx, CartOwner.Guest(Key), Line(product, Guid.CreateVersion7()), Now, Ct)));
        Assert.Equal(0, await Carts.SweepAsync(Now + CartStore.Kept, Ct));
        Assert.Equal(1, await Carts.SweepAsync(Now + CartStore.Kept + TimeSpan.FromSeconds(1), Ct));
    }

    [Fact]
    public async Task A_product_comes_back_as_it_was_saved_and_whoever_was_slower_is_told()
    {
        var (product, _, _) = await ProductsAsync();
        var row = (await Products.FindAsync(product.Id, Ct))!;
        Assert.Equal(product with { Prices = [] }, row.Product with { Prices = [] });
        Assert.Equal(product.Prices, row.Product.Prices);
        var changed = product with { Prices = [new(100, ShopSamples.Usd), new(90, Currency.Parse("EUR"))], SoldUntil = Now, Year = null };

        Assert.True(await WriteAsync(tx => Products.SaveAsync(tx, changed, row.EditVersion, Now, Ct)));
        Assert.False(await WriteAsync(tx => Products.SaveAsync(tx, product, row.EditVersion, Now, Ct)));

        var after = (await Products.FindAsync(product.Id, Ct))!;
        Assert.Equal((2, 90L, Now), (after.EditVersion, after.Product.PriceIn(Currency.Parse("EUR"))!.Value.Minor, after.Product.SoldUntil));
        Assert.Null(after.Product.PriceIn(Currency.Parse("JPY")));
        Assert.False(after.Product.IsSold(Now));
        Assert.True(after.Product.IsSold(Now.AddTicks(-1)));
        Assert.True(await WriteAsync(tx => Products.DeleteAsync(tx, product.Id, Ct)));
        Assert.Single(await Products.ListAsync(product.JournalId, Ct));
    }

    [Fact]
    public async Task A_rate_that_changes_leaves_what_held_before()
    {
        var rates = new TaxRateStore(Database);
        await WriteAsync(async tx =>
        {
            await rates.SaveAsync(tx, new("FR", "e", new(2014, 1, 1), new(20000), "TVA"), Ct);
            await rates.SaveAsync(tx, new("FR", "e", new(2027, 1, 1), new(9975), "TVA"), Ct);
            return 0;
        });

        var table = new TaxTable(await rates.ListAsync(Ct));

        Assert.Equal([20000, 9975], new[] { new DateOnly(2026, 12, 31), new DateOnly(2027, 1, 1) }.Select(day => table.Find("FR", "e", day)!.Rate.Thousandths));
        Assert.Null(table.Find("FR", "e", new(2013, 12, 31)));
        Assert.Null(table.Find("DE", "e", new(2026, 1, 1)));
    }

    [Fact]
    public async Task News_is_kept_once_and_given_to_one_worker()
    {
        var events = new PaymentEventStore(Database);
        var news = new PaymentEvent("stripe", "evt_1", "checkout.session.completed", "cs_1", 0);
        var added = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => events.AddAsync(news, Now, Ct))));
        Assert.Equal(1, added.Count(one => one));

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => events.TakeAsync(Now, TimeSpan.FromMinutes(5), 10, Ct))));
        Assert.Equal(news, Assert.Single(taken.SelectMany(one => one)));
        Assert.Equal(news, Assert.Single(await events.TakeAsync(Now.AddMinutes(5), TimeSpan.FromMinutes(5), 10, Ct))); // Whoever had it died.
        await events.FinishAsync(news, "away", Now.AddMinutes(7), Now, Ct);
        Assert.Equal(1, Assert.Single(await events.TakeAsync(Now.AddMinutes(7), TimeSpan.FromMinutes(5), 10, Ct)).Tries);
        await events.FinishAsync(news, null, null, Now, Ct);

        Assert.Empty(await events.TakeAsync(Now.AddDays(1), TimeSpan.FromMinutes(5), 10, Ct));
        Assert.Equal("evt_1", (await events.FindLatestAsync("stripe", "cs_1", Ct))!.Value.News.EventId);
        await events.SweepAsync(Now.AddDays(91), Ct);
        Assert.Null(await events.FindLatestAsync("stripe", "cs_1", Ct));
    }

    [Fact]
    public async Task Five_browsers_may_open_an_order_however_many_come_at_once()
    {
        var journal = await JournalAsync();
        var seller = ShopSamples.Seller();
        await WriteAsync(tx => new SellerStore(Database).SaveAsync(tx, seller, 0, Now, Ct));
        var order = ShopSamples.Order(seller, journal, Now, [(await SaveAsync(Samples.Article(journal))).Id]);
        await WriteAsync(tx => new OrderStore(Database).CreateAsync(tx, order, Ct));
        var links = new OrderLinkStore(Database);
        await links.AddAsync(order.Order.Id, Key, Now, Ct);

        var opened = await Task.WhenAll(Enumerable.Range(0, 16).Select(device => Task.Run(() => links.OpenAsync(order.Order.Id, $"{device % 8:x64}", isMailed: true, 5, Now, Ct))));

        Assert.Equal(5, opened.Select((one, at) => (one, at % 8)).Where(one => one.one).Select(one => one.Item2).Distinct().Count());
        Assert.Equal((order.Order.Id, "READER@EXAMPLE.ORG"), ((await links.FindAsync(Key, Ct))!.Id, (await links.FindAsync(Key, Ct))!.EmailKey));
        Assert.Equal(5, await WriteAsync(tx => links.ForgetAsync(tx, order.Order.Id, Ct)));
    }

    [Fact]
    public async Task What_is_sold_is_told_of_what_is_public_and_closed()
    {
        var journal = await JournalAsync();
        var things = new ShopThingStore(Database);
        var article = (await SaveAsync(Samples.Article(journal))).Id;
        var draft = (await SaveAsync(Samples.Article(journal, title: "Another", source: "source-2", slug: "another", draft: true))).Id;

        var thing = (await things.FindAsync(new() { Kind = ProductKind.Article, JournalId = journal, ArticleId = article }, Now, Ct))!;

        Assert.Equal((article, "keepers-before-numbers", "The Lower Margin"), (thing.Terms!.ArticleId, thing.Slug, thing.JournalTitle));
        Assert.Null(await things.FindAsync(new() { Kind = ProductKind.Article, JournalId = journal, ArticleId = draft }, Now, Ct));
        Assert.Null(await things.FindAsync(new() { Kind = ProductKind.Article, JournalId = Guid.CreateVersion7(), ArticleId = article }, Now, Ct));
        Assert.Null(await things.FindAsync(new() { Kind = ProductKind.Issue, JournalId = journal, IssueId = Guid.CreateVersion7() }, Now, Ct));
        Assert.Equal(thing.ClosedArticles, (await things.FindAsync(new() { Kind = ProductKind.Journal, JournalId = journal }, Now, Ct))!.ClosedArticles);
        Assert.Equal(0, (await things.FindAsync(new() { Kind = ProductKind.JournalYear, JournalId = journal, Year = 1700 }, Now, Ct))!.ClosedArticles);
    }

    private static StoredCartLine Line(Product product, Guid article) => new(product.Id, new() { Kind = ProductKind.Article, JournalId = product.JournalId, ArticleId = article });

    private async Task<(Product, Product, Guid)> ProductsAsync()
    {
        var journal = await JournalAsync();
        var article = (await SaveAsync(Samples.Article(journal))).Id;
        var product = ShopSamples.Product(journal);
        var other = ShopSamples.Product(journal, price: 6000);
        await WriteAsync(async tx => await Products.SaveAsync(tx, product, 0, Now, Ct) && await Products.SaveAsync(tx, other, 0, Now, Ct));
        return (product, other, article);
    }

    private async Task<Guid> AccountAsync()
    {
        var account = new Account { Id = Guid.CreateVersion7(), Name = "Ada", Email = "ada@example.org", EmailKey = "ADA@EXAMPLE.ORG", SecurityStamp = "s", Grants = [] };
        Assert.True(await WriteAsync(tx => new AccountStore(Database).AddAsync(tx, account, Now, Ct)));
        return account.Id;
    }
}

public sealed class CartStoreOnSqliteTests() : CartStoreTests(Engine.Sqlite);

public sealed class CartStoreOnPostgresTests() : CartStoreTests(Engine.Postgres);
