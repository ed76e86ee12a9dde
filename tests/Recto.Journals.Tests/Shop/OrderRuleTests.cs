using CsCheck;
using Recto.Journals.Shop;

namespace Recto.Journals.Tests.Shop;

public sealed class OrderRuleTests
{
    [Fact]
    public void Once_paid_nothing_that_is_said_of_an_attempt_takes_it_back()
    {
        OrderEvent[] attempts = [OrderEvent.Awaited, OrderEvent.Failed, OrderEvent.Expired, OrderEvent.Cancelled, OrderEvent.Paid];
        foreach (var state in Enum.GetValues<OrderState>().Where(OrderRule.WasPaid))
        {
            Assert.All(attempts, news => Assert.Null(OrderRule.Next(state, news)));
        }
    }

    [Fact]
    public void Money_that_is_there_always_counts()
    {
        foreach (var state in Enum.GetValues<OrderState>().Where(state => !OrderRule.WasPaid(state)))
        {
            Assert.Equal(OrderState.Paid, OrderRule.Next(state, OrderEvent.Paid));
        }
    }

    [Fact]
    public void News_in_any_order_and_number_ends_the_same_where_a_payment_is_among_it() => Gen.OneOfConst(OrderEvent.Awaited, OrderEvent.Failed, OrderEvent.Expired, OrderEvent.Cancelled).Array[0, 8].Select(Gen.Int[0, 8], (others, at) => (others, at)).Sample(one =>
    {
        var news = one.others.ToList();
        news.Insert(Math.Min(one.at, news.Count), OrderEvent.Paid);

        Assert.Equal(OrderState.Paid, news.Aggregate(OrderState.Open, (state, next) => OrderRule.Next(state, next) ?? state));
    });

    [Theory]
    [InlineData(OrderState.Paid, OrderEvent.Disputed, false, OrderState.Disputed)]
    [InlineData(OrderState.Disputed, OrderEvent.DisputeWon, false, OrderState.Paid)]
    [InlineData(OrderState.Disputed, OrderEvent.DisputeWon, true, OrderState.PartlyRefunded)]
    [InlineData(OrderState.Disputed, OrderEvent.DisputeLost, false, OrderState.Refunded)]
    [InlineData(OrderState.Refunded, OrderEvent.Disputed, false, null)]
    [InlineData(OrderState.Open, OrderEvent.Refunded, false, null)]
    [InlineData(OrderState.PartlyRefunded, OrderEvent.Refunded, true, OrderState.Refunded)]
    public void What_follows_a_payment(OrderState state, OrderEvent news, bool hasRefund, OrderState? next) => Assert.Equal(next, OrderRule.Next(state, news, hasRefund));

    [Theory]
    [InlineData("R-7Q4M-20KX", "R-7Q4M-20KX")]
    [InlineData(" r7q4m20kx ", "R-7Q4M-20KX")]
    [InlineData("7q4m-2oKx", "R-7Q4M-20KX")] // The letter O is read as the digit that it looks like.
    [InlineData("R-7Q4M-2", null)]
    [InlineData("R-7U4M-20KX", null)]
    [InlineData(null, null)]
    public void A_reference_is_read_as_people_type_it(string? typed, string? read) => Assert.Equal(read, OrderReference.Read(typed));

    [Fact]
    public void A_reference_says_all_its_bits() => Gen.Byte.Array[5].Sample(bytes =>
    {
        var text = OrderReference.Of(bytes);
        Assert.Equal(text, OrderReference.Read(text));
        Assert.Equal(bytes.SequenceEqual(new byte[5]), text == "R-0000-0000");
    });

    [Theory]
    [InlineData(ReceiptKind.Receipt, null, "2026-000417")]
    [InlineData(ReceiptKind.Receipt, "TLM", "TLM-2026-000417")]
    [InlineData(ReceiptKind.CreditNote, "TLM", "TLM-CN-2026-000417")]
    public void A_number_is_printed_so(ReceiptKind kind, string? prefix, string text) => Assert.Equal(text, new ReceiptNumber(kind, 2026, 417).ToText(prefix));
}
