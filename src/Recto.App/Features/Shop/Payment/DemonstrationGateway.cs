using System.Globalization;
using Recto.App.Shell;
using Recto.Journals.Shop;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Payment;

/// <summary>Plays a payment house: a page of our own on which a visitor says whether the payment succeeds. What was said is kept as news, so that it is asked for as a payment house is asked.</summary>
internal sealed class DemonstrationGateway(PaymentEventStore news, TimeProvider time) : IPaymentGateway
{
    /// <summary>How long money takes that comes later.</summary>
    public static TimeSpan Later { get; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => ShopOptions.Demonstration;

    /// <inheritdoc/>
    public bool PaysAtOnce => true;

    /// <inheritdoc/>
    public TimeSpan? Patience => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public Task<PaymentSession> StartAsync(Order order, ReturnAddresses back, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(back);
        return Task.FromResult(new PaymentSession(string.Create(CultureInfo.InvariantCulture, $"played-{order.Id:N}-{order.Attempt}"), back.Play));
    }

    /// <inheritdoc/>
    public async Task<PaymentReport> AskAsync(Order order, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);
        var now = time.GetUtcNow();
        return order.SessionId is { } session && await news.FindLatestAsync(Name, session, ct) is { } said
            ? Enum.Parse<PlayedPayment>(said.News.Kind) switch
            {
                PlayedPayment.Paid => new(PaymentState.Paid, said.At, session, order.Buyer.Country),
                PlayedPayment.Later when now >= said.At + Later => new(PaymentState.Paid, said.At + Later, session),
                PlayedPayment.Later => new(PaymentState.Waiting),
                _ => new(PaymentState.Failed, Problem: "card_declined"),
            }
            : new(now >= order.ExpiresAt ? PaymentState.Expired : PaymentState.Open);
    }

    /// <summary>Says what the visitor chose. Of an attempt that was paid, or is to be paid later, nothing else is said.</summary>
    public async Task PlayAsync(Order order, PlayedPayment choice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.SessionId is { } session && (await AskAsync(order, ct)).State is PaymentState.Open or PaymentState.Failed)
        {
            await news.AddAsync(new(Name, $"{session}-{Guid.CreateVersion7(time.GetUtcNow()):N}", choice.ToString(), session, 0), time.GetUtcNow(), ct);
        }
    }

    /// <inheritdoc/>
    public Task CloseAsync(Order order, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<string?> RefundAsync(Order order, Guid refundId, Money amount, CancellationToken ct) => Task.FromResult<string?>($"played-{refundId:N}");
}

/// <summary>What a visitor of the demonstration chooses.</summary>
internal enum PlayedPayment
{
    /// <summary>The payment succeeds.</summary>
    Paid = 1,

    /// <summary>It fails.</summary>
    Failed,

    /// <summary>It succeeds after a while.</summary>
    Later,
}
