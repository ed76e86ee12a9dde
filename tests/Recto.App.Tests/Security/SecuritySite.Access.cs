using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Shop.Orders;
using Recto.App.Features.Subscriptions.Links;
using Recto.App.Shell.Persons;
using Recto.App.Tests.Features.Accounts;
using Recto.App.Tests.Features.ArticleDesk;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Journals.Shop;
using Recto.Storage.Access;
using Recto.Storage.Accounts;
using Recto.Storage.Api;
using Recto.Storage.Federation;
using Recto.Storage.Issues;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Security;

/// <summary>What lets readers in, and what is sold; of each thing one of this site's addresses, and one of somebody else.</summary>
internal sealed partial class SecuritySite
{
    private T Get<T>() where T : notnull => Site.Services.GetRequiredService<T>();

    // The other journal, with one of everything that its people have.
    private async Task FillOthersAsync()
    {
        Assert.Equal(0, await Site.Commands.ImportAsync(Site.Commands.Write("others.xml", Samples.Jats("The leaf of others")), "--draft", "--journal", OtherJournal));
        var article = (await Site.ArticleAsync("maubert-the-leaf-of-others")).Row.Id;
        using var page = await Site.PostAsync($"/desk/journals/{OtherJournal}/pages/about/en", Site.Administrator(), ("title", "About"), ("markdown", "Aims."), ("version", "0"));
        Guid issue = default, deposit = Guid.CreateVersion7();
        await WriteAsync(async tx => issue = (await Get<IssueStore>().EnsureAsync(tx, OtherJournalId, new() { Key = "7-2", Volume = "7", Number = "2" }, DateTimeOffset.UtcNow, Ct)).Id);
        await using var connection = await Site.Database.Source.OpenConnectionAsync(Ct);
        await connection.ExecuteAsync("INSERT INTO deposits (id, journal_id, kind, doi, doi_key, state, changed_at) VALUES (@deposit, @OtherJournalId, 'journal', '10.5555/leaves', '10.5555/LEAVES', 'waiting', 0)", new { deposit, OtherJournalId });
        Others(("journals/key", OtherJournal), ("journal", OtherJournal), ("issue", "7-2"), ("articles/id", article.ToString("D")), ("deposits/id", deposit.ToString("D")), ("slug", "maubert-the-leaf-of-others"), ("form issue", issue.ToString("D")), ("form article", article.ToString("D")));
    }

    private async Task FillAccessAsync()
    {
        var now = DateTimeOffset.UtcNow;
        _librarian = new DeskPerson(Guid.CreateVersion7(), "Lib Rarian", "lib.rarian@example.org", []);
        Mallory = new DeskPerson(Guid.CreateVersion7(), "Mallory", "mallory@example.org", []);
        var colleague = new DeskPerson(Guid.CreateVersion7(), "Col League", "col.league@example.org", []);
        foreach (var person in new[] { _librarian, Mallory, colleague })
        {
            Site.SignedIn(person);
        }

        Others(("form session", Assert.Single(await Get<AccountStore>().ListSessionsAsync(Mallory.Id, now, Ct)).Id.ToString("D")));
        foreach (var (key, tended, of, put) in new[] { ("uni-x", _librarian, "192.0.2.0/24", (Action<(string, string)[]>)Values), ("uni-y", Mallory, "198.51.100.0/24", Others) })
        {
            var institution = new Institution { Id = Guid.CreateVersion7(), Key = key, Name = "University " + key[^1..].ToUpperInvariant() };
            Assert.Null(RangeReader.TryRead(of, out var network));
            var range = new InstitutionRangeRow(Guid.CreateVersion7(), institution.Id, network, of);
            var identity = new InstitutionIdentity { Id = Guid.CreateVersion7(), InstitutionId = institution.Id, Kind = IdentityKind.Oidc, Issuer = "https://127.0.0.1:9/" + key, Scope = key + ".example" };
            var provider = new IdentityProvider { Id = Guid.CreateVersion7(), Key = "of-" + key, Kind = ProviderKind.Institution, Name = "Provider of " + key, Issuer = identity.Issuer, ClientId = "recto", Scopes = "openid" };
            var (kbart, link, right, list) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
            var token = "token-of-" + key;
            await WriteAsync(async tx =>
            {
                Assert.Equal(InstitutionSaving.Saved, await Get<InstitutionStore>().SaveAsync(tx, institution, now, Ct));
                await Get<InstitutionStore>().AddRangesAsync(tx, institution.Id, [range], now, Ct);
                Assert.True(await Get<InstitutionPeopleStore>().AddAsync(tx, institution.Id, tended.Id, InstitutionRole.Manager, now, Ct));
                Assert.True(await Get<InstitutionPeopleStore>().AddAsync(tx, institution.Id, colleague.Id, InstitutionRole.Manager, now, Ct));
                Assert.True(await Get<InstitutionIdentityStore>().AddAsync(tx, identity, now, Ct));
                Assert.True(await Get<IdentityProviderStore>().AddAsync(tx, provider, now, Ct));
                Assert.True(await Get<AccessKeyStore>().AddAsync(tx, new(kbart, AccessKeyPurpose.Kbart, institution.Id, "Harvester", "recto_i_abcd", now, null), OrderKeys.HashOf(OrderKeys.New())!, Ct));
                Assert.True(await Get<TitleListStore>().AddAsync(tx, list, "list-of-" + key, "List of " + key, now, Ct));
                Assert.True(await Get<RightStore>().AddAsync(tx, Right(right, new RightHolder { InstitutionId = institution.Id }, RightKind.Subscription, now), now, Ct));
                Assert.True(await Get<RightStore>().AddAsync(tx, Right(link, new RightHolder { TokenHash = ReadingLinks.Hash(token) }, RightKind.Token, now), now, Ct));
            });
            put([("institutions/key", key), ("library/key", key), ("login/key", key), ("sign-in/key", provider.Key), ("oidc/key", provider.Key), ("title-lists/key", "list-of-" + key), ("subscriptions/id", right.ToString("D")), ("read/token", token),
                ("form range", range.Id.ToString("D")), ("form colleague", tended.Id.ToString("D")), ("form identity", identity.Id.ToString("D")), ("form kbart", kbart.ToString("D"))]);
        }

        foreach (var (pattern, query) in new[]
        {
            ("/desk/institutions/{key}/people/remove", "?account=" + _librarian.Id), ("/library/{key}/people/remove", "?account=" + _librarian.Id), ("/library/{key}/networks/remove", "?range=" + _values["form range"]),
            ("/desk/institutions/{key}/sign-in/remove", "?id=" + _values["form identity"]), ("/desk/shop/products/new", "?journal=" + Journal), ("/desk/shop/taxes/delete", "?country=FR&class=e-publication&day=2014-01-01"),
        })
        {
            _queries[pattern] = query;
        }

        var (apiKey, ownIdentity, credential) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7().ToByteArray());
        await WriteAsync(async tx =>
        {
            Assert.True(await Get<ApiKeyStore>().AddAsync(tx, new(apiKey, Mallory.Id, "Harvester", "recto_abcd", now, null), OrderKeys.HashOf(OrderKeys.New())!, Ct));
            Assert.True(await Get<AccountIdentityStore>().AddAsync(tx, new(ownIdentity, Mallory.Id, "https://orcid.org", "0000-0002-1825-0097", now), Ct));
            Assert.True(await Get<PasskeyStore>().SaveAsync(tx, Mallory.Id, new Passkey { CredentialId = credential, PublicKey = [1], CreatedAt = now, SignCount = 0, IsUserVerified = true, IsBackupEligible = false, IsBackedUp = false, AttestationObject = [1], ClientDataJson = [1] }, Ct));
        });
        Others(("form apiKey", apiKey.ToString("D")), ("form ownIdentity", ownIdentity.ToString("D")), ("form passkey", System.Buffers.Text.Base64Url.EncodeToString(credential)));
        await Get<KnownInstitutions>().RenewAsync(Ct);
    }

    private static RightToKeep Right(Guid id, RightHolder holder, RightKind kind, DateTimeOffset now) => new()
    {
        Id = id,
        Kind = kind,
        Holder = holder,
        Target = RightTarget.Site,
        StartsAt = now.AddDays(-1),
        EndsAt = now.AddDays(30),
        Uses = RightUses.Download | RightUses.Print,
        Details = new RightDetails { Reference = "R 1" },
    };

    // Two journals that sell, two buyers of the one; the first of them is this site's.
    private async Task FillShopAsync()
    {
        var (now, usd) = (DateTimeOffset.UtcNow, Currency.Parse("USD"));
        await using (var connection = await Site.Database.Source.OpenConnectionAsync(Ct))
        {
            await connection.ExecuteAsync("UPDATE articles SET reading = 'closed', has_open_licence = 0, opens_at = NULL WHERE slug = @slug", new { slug = ReadOnlySite.VanAalst.Split('/')[^1] });
        }

        var article = (await Site.ArticleAsync(ReadOnlySite.VanAalst.Split('/')[^1])).Row.Id;
        Product product = null!;
        foreach (var (journal, put) in new[] { (OtherJournalId, (Action<(string, string)[]>)Others), (JournalId, Values) })
        {
            var seller = new Seller { Id = Guid.CreateVersion7(), Name = "Society of " + journal.ToString("N")[..4], Address = ["4 Colophon Row"], Country = "DE", Email = "shop@example.org", Bank = ["IBAN DE00 1234"] };
            var coupon = new Coupon { Id = Guid.CreateVersion7(), Code = "LEAF" + journal.ToString("N")[^4..].ToUpperInvariant(), Percent = 10, IsOn = true };
            product = new() { Id = Guid.CreateVersion7(), JournalId = journal, Kind = ProductKind.Article, Period = Period.Parse("48h"), Uses = RightUses.Download | RightUses.Print, TaxClass = "e-publication", Prices = [new(5300, usd)], IsOn = true };
            await WriteAsync(async tx =>
            {
                Assert.True(await Get<SellerStore>().SaveAsync(tx, seller, 0, now, Ct));
                Assert.True(await Get<SellerStore>().SaveShopAsync(tx, new(journal, seller.Id, true, 30, usd, 0), now, Ct));
                Assert.True(await Get<ProductStore>().SaveAsync(tx, product, 0, now, Ct));
                Assert.True(await Get<CouponStore>().SaveAsync(tx, coupon, 0, now, Ct));
                await Get<TaxRateStore>().SaveAsync(tx, new("FR", "e-publication", new(2014, 1, 1), new(20000), "VAT"), Ct);
            });
            put([("products/id", product.Id.ToString("D")), ("sellers/id", seller.Id.ToString("D")), ("coupons/id", coupon.Id.ToString("D")), ("form seller", seller.Id.ToString("D"))]);
        }

        Others(await OrderAsync(article, product, Guid.Parse(_values["form seller"]), "bob@example.org"));
        Values(await OrderAsync(article, product, Guid.Parse(_values["form seller"]), "buyer@example.org"));
    }

    // Buys as a guest does, and leaves the browser's cookie in Buyer.
    private async Task<(string, string)[]> OrderAsync(Guid article, Product product, Guid seller, string email)
    {
        var owner = CartOwner.Guest(OrderKeys.HashOf(OrderKeys.New())!);
        await WriteAsync(async tx => Assert.True(await Get<CartStore>().AddAsync(tx, owner, new(product.Id, new() { Kind = ProductKind.Article, JournalId = product.JournalId, ArticleId = article }), DateTimeOffset.UtcNow, Ct)));
        var placed = Assert.IsType<CheckoutOutcome.Placed>(await Get<Checkout>().PlaceAsync(new CheckoutWish { Cart = owner, SellerId = seller, Currency = Currency.Parse("USD"), Buyer = new() { Email = email, Country = "FR", Language = "en" }, Gateway = Order.DemonstrationGateway, HasConsented = true }, Site.Address.ToString().TrimEnd('/'), Ct));
        var key = placed.GoTo.Split('/')[^1];
        using var paid = await Site.PostAsync("/orders/demonstration/" + key, AccountSite.Nobody, ("choice", "Paid"));
        using var back = await Site.GetAsync("/orders/return/" + key);
        Buyer = AccountSite.CookieOf(back, OrderAccess.Cookie)!.Value;
        var receipt = Assert.Single(await Get<ReceiptStore>().ListAsync(placed.Order.Id, Ct));
        return [("orders/reference", placed.Order.Reference), ("orders/id", placed.Order.Id.ToString("D")), ("receipts/number", receipt.Number), ("return/key", key), ("demonstration/key", key), ("order/key", await Get<OrderLinks>().MakeAsync(placed.Order.Id, Ct))];
    }

    private void Values(params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            _values[name] = value;
        }
    }

    private void Others(params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            _others[name] = value;
        }
    }

    private async Task WriteAsync(Func<WriteTransaction, Task> write)
    {
        await using var tx = await Site.Database.BeginAsync(Ct);
        await write(tx);
        await tx.CommitAsync(Ct);
    }
}
