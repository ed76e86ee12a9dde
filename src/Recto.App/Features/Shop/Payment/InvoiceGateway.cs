using Recto.App.Shell;
using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Payment;

/// <summary>An invoice that is paid by transfer: the order waits, and the desk says when the money is there. Money goes back by hand too.</summary>
internal sealed class InvoiceGateway : IPaymentGateway
{
    /// <inheritdoc/>
    public string Name => ShopOptions.Invoice;

    /// <inheritdoc/>
    public bool PaysAtOnce => false;

    /// <inheritdoc/>
    public TimeSpan? Patience => null;

    /// <inheritdoc/>
    public Task<PaymentSession> StartAsync(Order order, ReturnAddresses back, CancellationToken ct) => Task.FromResult(new PaymentSession(order.Reference, null));

    /// <inheritdoc/>
    public Task<PaymentReport> AskAsync(Order order, CancellationToken ct) => Task.FromResult(new PaymentReport(PaymentState.Waiting));

    /// <inheritdoc/>
    public Task CloseAsync(Order order, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<string?> RefundAsync(Order order, Guid refundId, Money amount, CancellationToken ct) => Task.FromResult<string?>(null);
}
