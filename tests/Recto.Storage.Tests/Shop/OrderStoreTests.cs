using Dapper;
using Recto.Journals.Shop;
using Recto.Storage.Access;
using Recto.Storage.Shop;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Shop;

public abstract class OrderStoreTests(Engine engine) : StoreTests(engine)
{
    private OrderStore Orders => new(Database);

    private ReceiptStore Receipts => new(Database);

    private RightStore Rights => new(Database);

    private SellerStore Sellers => new(Database);

    [Fact]
    public async Task A_paid_order_has_a_right_a_receipt_and_a_mail()
    {
        var (order, article) = await PlaceAsync();

        Assert.Equal(OrderOutcome.Done, await PayAsync(order.Id, Now.AddMinutes(3)));

        var paid = (await Orders.FindAsync(order.Id, Ct))!;
        Assert.Equal((OrderState.Paid, Now.AddMinutes(3), "2026-000001", "pi_1", "FR"), (paid.State, paid.PaidAt, paid.ReceiptNumber, paid.PaymentReference, paid.Evidence.Card));
        Assert.Equal(Now.AddMinutes(3).AddHours(48), paid.Lines[0].Until);
        var right = Assert.Single(await Rights.ListHeldAsync(new RightKeys { Orders = [order.Id] }, Ct));
        Assert.Equal((article, Now.AddMinutes(3), Now.AddMinutes(3).AddHours(48)), (right.Scope.ArticleId!.Value, right.From, right.Until!.Value));
        Assert.Single(await Rights.ListHeldAsync(new RightKeys { EmailKey = "READER@EXAMPLE.ORG" }, Ct));
        var receipt = (await Receipts.FindOfOrderAsync(order.Id, Ct))!;
        Assert.Equal(("2026-000001", 6360, 1060, "Four strokes: фонд, «опись»"), (receipt.Number, receipt.Gross.Minor, receipt.Tax.Minor, receipt.Lines[0].Words.Title));
        Assert.Equal(new Percentage(20000), receipt.Lines[0].Rate!.Rate);
        Assert.Equal([OrderStore.ReceiptMail], (await Orders.TakeMailsAsync(Now.AddHours(1), TimeSpan.FromMinutes(5), 10, Ct)).Select(mail => mail.Occasion));
        Assert.Empty(await Orders.TakeMailsAsync(Now.AddHours(1), TimeSpan.FromMinutes(5), 10, Ct));
    }

    [Fact]
    public async Task Two_hundred_fulfilments_at_once_give_one_right_one_receipt_and_one_mail()
    {
        var (order, _) = await PlaceAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => PayAsync(order.Id, Now.AddMinutes(1)))));

        Assert.Equal(1, outcomes.Count(outcome => outcome == OrderOutcome.Done));
        Assert.Equal((1, 1, 1), (await CountAsync("rights"), await CountAsync("receipts"), await CountAsync("order_mails")));
        Assert.Equal(1, await NumberAsync("SELECT last_number FROM receipt_series"));
    }

    [Fact]
    public async Task Numbers_have_no_gaps_where_many_orders_are_paid_at_once_and_some_break_off()
    {
        var seller = await SellerAsync();
        var journal = await JournalAsync();
        var article = (await SaveAsync(Samples.Article(journal))).Id;
        var orders = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            orders.Add((await CreateAsync(seller, journal, [article])).Id);
        }

        await Task.WhenAll(orders.Select((id, at) => Task.Run(async () =>
        {
            if (at % 3 == 0)
            {
                await using var broken = await Database.BeginAsync(Ct);
                await Orders.PayAsync(broken, id, new PaymentMade(Now, "pi"), Now, Ct); // And never committed.
            }

            await PayAsync(id, Now);
        })));

        await using var connection = await Database.OpenAsync(Ct);
        Assert.Equal(Enumerable.Range(1, 12), await connection.QueryAsync<int>("SELECT number FROM receipts ORDER BY number"));
    }

    [Fact]
    public async Task The_database_refuses_to_change_or_delete_a_receipt()
    {
        var (order, _) = await PlaceAsync();
        await PayAsync(order.Id, Now);

        await using var connection = await Database.OpenAsync(Ct);
        foreach (var sql in new[] { "UPDATE receipts SET net = 1", "DELETE FROM receipts" })
        {
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => connection.ExecuteAsync(sql));
            Assert.Contains("never changed", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_refunds_at_once_are_one()
    {
        var (order, _) = await PlaceAsync();
        await PayAsync(order.Id, Now);

        var asked = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => WriteAsync(tx => Orders.AskRefundAsync(tx, order.Id, [1], "by mistake", null, Now.AddHours(1), Ct)))));
        var refund = Assert.Single(asked, one => one is not null)!;
        var done = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => WriteAsync(tx => Orders.FinishRefundAsync(tx, refund.Id, "re_1", Now.AddHours(1), Ct)))));

        Assert.Equal(1, done.Count(outcome => outcome == OrderOutcome.Done));
        var after = (await Orders.FindAsync(order.Id, Ct))!;
        Assert.Equal((OrderState.Refunded, 6360L, Now.AddHours(1)), (after.State, after.Refunded.Minor, after.Lines[0].RevokedAt));
        var notes = (await Receipts.ListAsync(order.Id, Ct)).Where(one => one.Kind == ReceiptKind.CreditNote).ToList();
        Assert.Equal(("CN-2026-000001", "2026-000001", 6360L, "by mistake"), (Assert.Single(notes).Number, notes[0].CreditsNumber, notes[0].Gross.Minor, notes[0].Reason));
        Assert.NotNull(Assert.Single(await Rights.ListHeldAsync(new RightKeys { Orders = [order.Id] }, Ct)).RevokedAt);
    }

    [Fact]
    public async Task A_refund_of_one_line_leaves_the_other_open()
    {
        var (order, _) = await PlaceAsync(articles: 2);
        await PayAsync(order.Id, Now);

        var refund = (await WriteAsync(tx => Orders.AskRefundAsync(tx, order.Id, [2], null, null, Now, Ct)))!;
        Assert.Null(await WriteAsync(tx => Orders.AskRefundAsync(tx, order.Id, [1], null, null, Now, Ct))); // One is under way.
        await WriteAsync(tx => Orders.FinishRefundAsync(tx, refund.Id, "re_1", Now, Ct));
        Assert.Null(await WriteAsync(tx => Orders.AskRefundAsync(tx, order.Id, [2], null, null, Now, Ct))); // It went back already.

        var after = (await Orders.FindAsync(order.Id, Ct))!;
        Assert.Equal(OrderState.PartlyRefunded, after.State);
        Assert.Equal([null, Now], after.Lines.Select(line => line.RevokedAt));
    }

    [Fact]
    public async Task A_refund_that_was_made_at_the_payment_house_is_known_once()
    {
        var (order, _) = await PlaceAsync(articles: 2);
        await PayAsync(order.Id, Now);
        var part = new Money(1000, ShopSamples.Usd);

        Assert.Equal(OrderOutcome.Done, await WriteAsync(tx => Orders.ReportRefundAsync(tx, order.Id, "re_9", part, null, Now, Ct)));
        Assert.Equal(OrderOutcome.Unchanged, await WriteAsync(tx => Orders.ReportRefundAsync(tx, order.Id, "re_9", part, null, Now, Ct)));

        var note = (await Receipts.ListAsync(order.Id, Ct))[1];
        Assert.Equal((1000L, 833L, 167L), (note.Gross.Minor, note.Net.Minor, note.Tax.Minor));
        Assert.All((await Orders.FindAsync(order.Id, Ct))!.Lines, line => Assert.Null(line.RevokedAt));
        Assert.Equal(OrderOutcome.Done, await WriteAsync(tx => Orders.ReportRefundAsync(tx, order.Id, "re_10", new Money(99999, ShopSamples.Usd), null, Now, Ct)));
        Assert.Equal(OrderState.Refunded, (await Orders.FindAsync(order.Id, Ct))!.State);
    }

    [Fact]
    public async Task A_dispute_closes_what_was_bought_and_gives_the_time_back_where_it_is_won()
    {
        var (order, _) = await PlaceAsync();
        await PayAsync(order.Id, Now);

        await WriteAsync(tx => Orders.DisputeAsync(tx, order.Id, OrderEvent.Disputed, "du_1", Now.AddHours(8), Ct));
        Assert.Equal(Now.AddHours(8), (await Orders.FindAsync(order.Id, Ct))!.Lines[0].RevokedAt);
        await WriteAsync(tx => Orders.DisputeAsync(tx, order.Id, OrderEvent.DisputeWon, "du_1", Now.AddHours(108), Ct));

        var won = (await Orders.FindAsync(order.Id, Ct))!;
        Assert.Equal((OrderState.Paid, null, Now.AddHours(148)), (won.State, won.Lines[0].RevokedAt, won.Lines[0].Until));
    }

    [Fact]
    public async Task A_lost_dispute_is_a_refund_also_where_its_beginning_was_never_told()
    {
        var (order, _) = await PlaceAsync();
        await PayAsync(order.Id, Now);

        Assert.Equal(OrderOutcome.Done, await WriteAsync(tx => Orders.DisputeAsync(tx, order.Id, OrderEvent.DisputeLost, "du_1", Now.AddDays(1), Ct)));
        Assert.Equal(OrderOutcome.Unchanged, await WriteAsync(tx => Orders.DisputeAsync(tx, order.Id, OrderEvent.DisputeLost, "du_1", Now.AddDays(1), Ct)));
        Assert.Equal(OrderOutcome.Unchanged, await WriteAsync(tx => Orders.DisputeAsync(tx, order.Id, OrderEvent.Disputed, "du_1", Now.AddDays(1), Ct)));

        Assert.Equal(2, (await Receipts.ListAsync(order.Id, Ct)).Count);
    }

    [Theory]
    [InlineData(OrderEvent.Expired)]
    [InlineData(OrderEvent.Cancelled)]
    [InlineData(OrderEvent.Failed)]
    public async Task Money_that_comes_after_all_opens_what_was_bought(OrderEvent before)
    {
        var (order, _) = await PlaceAsync();
        await WriteAsync(tx => Orders.TellAsync(tx, order.Id, before, "late", Now, Ct));

        Assert.Equal(OrderOutcome.Done, await PayAsync(order.Id, Now.AddHours(2)));
        Assert.Equal(OrderOutcome.Unchanged, await WriteAsync(tx => Orders.TellAsync(tx, order.Id, before, "later still", Now, Ct)));

        Assert.Equal(OrderState.Paid, (await Orders.FindAsync(order.Id, Ct))!.State);
    }

    [Fact]
    public async Task A_clock_that_went_wrong_makes_no_right_shorter_or_longer()
    {
        var (early, _) = await PlaceAsync();
        var late = await CreateAsync(early.Seller, early.Lines[0].Thing.JournalId, [early.Lines[0].Thing.ArticleId!.Value]);

        await WriteAsync(tx => Orders.PayAsync(tx, early.Id, new PaymentMade(Now.AddDays(-3), "pi_1"), Now.AddMinutes(5), Ct));
        await WriteAsync(tx => Orders.PayAsync(tx, late.Id, new PaymentMade(Now.AddDays(3), "pi_2"), Now.AddMinutes(5), Ct));

        Assert.Equal(Now.AddMinutes(5).AddHours(48), (await Orders.FindAsync(early.Id, Ct))!.Lines[0].Until);
        Assert.Equal(Now.AddMinutes(5).AddHours(48), (await Orders.FindAsync(late.Id, Ct))!.Lines[0].Until);
    }

    [Fact]
    public async Task A_line_is_credited_by_one_order_only()
    {
        var (bought, _) = await PlaceAsync();
        await PayAsync(bought.Id, Now);
        var credited = Assert.Single(await Orders.ListCreditableAsync(null, "READER@EXAMPLE.ORG", [], Now.AddDays(-1), Ct));
        Assert.Equal(5300, credited.Paid.Minor);
        NewOrder Crediting() => ShopSamples.Order(bought.Seller, bought.Lines[0].Thing.JournalId, Now, [bought.Lines[0].Thing.ArticleId!.Value]) with { Credits = [(1, credited)] };

        var first = Crediting();
        Assert.True(await WriteAsync(tx => Orders.CreateAsync(tx, first, Ct)));
        Assert.False(await WriteAsync(tx => Orders.CreateAsync(tx, Crediting(), Ct)));
        Assert.Empty(await Orders.ListCreditableAsync(null, "READER@EXAMPLE.ORG", [], Now.AddDays(-1), Ct));
        await WriteAsync(tx => Orders.TellAsync(tx, first.Order.Id, OrderEvent.Expired, null, Now, Ct));

        Assert.True(await WriteAsync(tx => Orders.CreateAsync(tx, Crediting(), Ct)));
    }

    [Fact]
    public async Task A_coupon_is_used_no_more_often_than_it_may_be()
    {
        var coupons = new CouponStore(Database);
        var coupon = new Coupon { Id = Guid.CreateVersion7(), Code = "Spring-26", Percent = 10, MostUses = 2, IsOn = true };
        await WriteAsync(tx => coupons.SaveAsync(tx, coupon, 0, Now, Ct));
        var seller = await SellerAsync();
        var journal = await JournalAsync();
        var article = (await SaveAsync(Samples.Article(journal))).Id;

        var placed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteAsync(tx => Orders.CreateAsync(tx, ShopSamples.Order(seller, journal, Now, [article], coupon: coupon.Id), Ct)))));

        Assert.Equal(2, placed.Count(one => one));
        Assert.Equal(CouponAnswer.UsedUp, (await coupons.FindAsync(" spring-26 ", Ct))!.Coupon.Ask(ShopSamples.Usd, Now));
    }

    [Fact]
    public async Task Orders_are_found_by_what_people_know_of_them()
    {
        var (order, _) = await PlaceAsync();
        await WriteAsync(tx => Orders.SetSessionAsync(tx, order.Id, 1, "cs_1", "https://pay.example/1", Now, Ct));
        Assert.False(await WriteAsync(tx => Orders.SetSessionAsync(tx, order.Id, 1, "cs_2", null, Now, Ct)));
        await PayAsync(order.Id, Now);

        Assert.Equal(order.Id, (await Orders.FindBySessionAsync("stripe", "cs_1", Ct))!.Id);
        Assert.Equal(order.Id, (await Orders.FindByPaymentAsync("stripe", "pi_1", Ct))!.Id);
        foreach (var words in new[] { order.Reference.ToLowerInvariant(), "pi_1", "cs_1", "2026-000001" })
        {
            Assert.Equal(order.Id, Assert.Single((await Orders.ListAsync(new OrderFilter { Words = words }, 10, null, Ct)).Items).Id);
        }

        Assert.Single((await Orders.ListAsync(new OrderFilter { Words = "reader@example.org", EmailKey = "READER@EXAMPLE.ORG", State = OrderState.Paid }, 10, null, Ct)).Items);
        Assert.Empty((await Orders.ListAsync(new OrderFilter { Words = "nobody", State = OrderState.Paid }, 10, null, Ct)).Items);
        Assert.Empty((await Orders.ListAsync(new OrderFilter { Journals = new HashSet<Guid>() }, 10, null, Ct)).Items);
        var revenue = Assert.Single(await Orders.ListRevenueAsync(null, Now.AddDays(-1), Now.AddDays(1), false, Ct));
        Assert.Equal((2026, 3, 1, 5300L, 1060L), (revenue.Year, revenue.Month, revenue.Sold, revenue.Net.Minor, revenue.Tax.Minor));
    }

    [Fact]
    public async Task Another_attempt_is_begun_where_the_first_failed_and_not_where_it_was_paid()
    {
        var (order, _) = await PlaceAsync();
        await WriteAsync(tx => Orders.SetSessionAsync(tx, order.Id, 1, "cs_1", null, Now, Ct));
        await WriteAsync(tx => Orders.TellAsync(tx, order.Id, OrderEvent.Failed, "card_declined", Now, Ct));

        var again = await WriteAsync(tx => Orders.TryAgainAsync(tx, order.Id, new string('a', 64), Now.AddHours(2), Now, Ct));
        await PayAsync(order.Id, Now);

        Assert.Equal((2, OrderState.Open, null), (again!.Attempt, again.State, again.SessionId));
        Assert.Equal(order.Id, (await Orders.FindByKeyAsync(new string('a', 64), Ct))!.Id);
        Assert.Null(await WriteAsync(tx => Orders.TryAgainAsync(tx, order.Id, new string('b', 64), Now.AddHours(2), Now, Ct)));
    }

    private Task<OrderOutcome> PayAsync(Guid id, DateTimeOffset at) => WriteAsync(tx => Orders.PayAsync(tx, id, new PaymentMade(at, "pi_1", "FR"), at, Ct));

    private async Task<(Order Order, Guid Article)> PlaceAsync(int articles = 1)
    {
        var journal = await JournalAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < articles; i++)
        {
            ids.Add((await SaveAsync(Samples.Article(journal, title: $"Keepers {i}", source: $"source-{i}", slug: $"keepers-{i}"))).Id);
        }

        return (await CreateAsync(await SellerAsync(), journal, ids), ids[0]);
    }

    private async Task<Seller> SellerAsync()
    {
        var seller = ShopSamples.Seller();
        Assert.True(await WriteAsync(tx => Sellers.SaveAsync(tx, seller, 0, Now, Ct)));
        return seller;
    }

    private async Task<Order> CreateAsync(Seller seller, Guid journal, IReadOnlyList<Guid> articles)
    {
        var order = ShopSamples.Order(seller, journal, Now, articles);
        Assert.True(await WriteAsync(tx => Orders.CreateAsync(tx, order, Ct)));
        return order.Order;
    }

    private Task<long> CountAsync(string table) => NumberAsync($"SELECT COUNT(*) FROM {table}");

    private async Task<long> NumberAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(Ct);
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}

public sealed class OrderStoreOnSqliteTests() : OrderStoreTests(Engine.Sqlite);

public sealed class OrderStoreOnPostgresTests() : OrderStoreTests(Engine.Postgres);
