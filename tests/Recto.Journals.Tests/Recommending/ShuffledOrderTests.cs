using System.Net;
using Recto.Journals.Recommending;

namespace Recto.Journals.Tests.Recommending;

/// <summary>Lists in an order that chance gives.</summary>
public sealed class ShuffledOrderTests
{
    private static readonly DateOnly Day = new(2026, 11, 9);
    private static readonly Guid[] Lines = [.. Enumerable.Range(1, 5).Select(Id)];

    [Fact]
    public void An_order_has_every_line_once_is_the_same_all_day_and_another_on_other_days_and_beside_other_articles()
    {
        var orders = Enumerable.Range(0, 400).Select(i => Order(Id(99), Day.AddDays(i))).ToList();
        var beside = Enumerable.Range(100, 400).Select(i => Order(Id(i), Day)).ToList();

        Assert.All(orders.Concat(beside), order => Assert.Equal(Lines, order.Order()));
        Assert.Equal(orders[0], Order(Id(99), Day, [.. Lines.Reverse()])); // However the list was made.
        Assert.True(orders.Select(order => string.Join(' ', order)).Distinct().Count() > 100); // of 120
        foreach (var some in new[] { orders, beside })
        {
            for (var place = 0; place < Lines.Length; place++)
            {
                Assert.All(Lines, line => Assert.InRange(some.Count(order => order[place] == line), 50, 110)); // 80 of 400
            }
        }
    }

    [Fact]
    public void A_list_in_which_an_editor_has_chosen_a_line_keeps_its_order()
    {
        var order = ShuffledOrder.Of(Lines, Id(99), Day, id => id, id => id == Lines[0] ? ListReasonKind.Chosen : ListReasonKind.Text, out var isShuffled);

        Assert.Equal((false, true), (isShuffled, order.SequenceEqual(Lines)));
    }

    [Fact]
    public void The_share_is_as_large_as_was_asked_the_same_all_day_and_of_others_the_next()
    {
        var (today, tomorrow) = (ShuffledOrder.KeyOf(new byte[32]), ShuffledOrder.KeyOf([.. Enumerable.Repeat((byte)1, 32)]));
        var readers = Enumerable.Range(0, 20_000).Select(i => new IPAddress([198, 51, (byte)(i >> 8), (byte)i])).ToList();

        var drawn = readers.Where(reader => ShuffledOrder.Holds(today, reader, "Firefox", 1)).ToHashSet();

        Assert.InRange(drawn.Count, 140, 260); // 200
        Assert.All(drawn, reader => Assert.True(ShuffledOrder.Holds(today, reader.MapToIPv6(), "Firefox", 1)));
        Assert.InRange(drawn.Count(reader => ShuffledOrder.Holds(tomorrow, reader, "Firefox", 1)), 0, 12);
        Assert.InRange(drawn.Count(reader => ShuffledOrder.Holds(today, reader, "Chrome", 1)), 0, 12);
        Assert.False(ShuffledOrder.Holds(today, readers[0], new string('x', 100_000), 0.1) && ShuffledOrder.Holds(today, readers[1], new string('x', 100_000), 0.1));
        Assert.True(ShuffledOrder.Holds(today, readers[0], null, 100));
    }

    private static IReadOnlyList<Guid> Order(Guid article, DateOnly day, IReadOnlyList<Guid>? lines = null) => ShuffledOrder.Of(lines ?? Lines, article, day, id => id, _ => ListReasonKind.Text, out _);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
