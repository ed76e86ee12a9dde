using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Shop;
using Recto.Notes.Text;
using Stripe;
using Stripe.Checkout;

namespace Recto.App.Features.Shop.Payment;

/// <summary>
/// Stripe Checkout Sessions: the buyer pays on Stripe's page, and no card is ever seen here. Each attempt has one session however often it is asked for (idempotency keys <c>order-{id}-v{n}</c>, <c>refund-{id}</c>);
/// whatever is decided is decided by what Stripe answers when it is asked, never by what is told.
/// </summary>
internal sealed class StripeGateway : IPaymentGateway, IDisposable
{
    private const int LongestName = 250;
    private const int LargestAnswer = 4 * 1024 * 1024; // Bytes; a hundred refunds are some 200 KB.
    private readonly HttpClient _http;
    private readonly StripeClient _client;

    /// <summary>With the key and the server that the operator names.</summary>
    /// <param name="options">How buyers pay.</param>
    public StripeGateway(ShopOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Patience, MaxResponseContentBufferSize = LargestAnswer };
        PaySites = options.StripeServer.IsLoopback ? [options.StripeServer.GetLeftPart(UriPartial.Authority)] : ["https://checkout.stripe.com"];
        _client = new StripeClient(options.StripeKey, httpClient: new SystemNetHttpClient(_http, maxNetworkRetries: 1, enableTelemetry: false), apiBase: options.StripeServer.ToString().TrimEnd('/'));
    }

    /// <summary>How long Stripe may take for one answer.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public string Name => ShopOptions.Stripe;

    /// <inheritdoc/>
    public bool PaysAtOnce => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> PaySites { get; }

    /// <inheritdoc/>
    TimeSpan? IPaymentGateway.Patience => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task<PaymentSession> StartAsync(Order order, ReturnAddresses back, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(back);
        var session = await AskAsync(() => new SessionService(_client).CreateAsync(new SessionCreateOptions
        {
            Mode = "payment",
            ClientReferenceId = order.Id.ToString("N"),
            Metadata = new() { ["order"] = order.Id.ToString("N"), ["reference"] = order.Reference },
            PaymentIntentData = new() { Description = order.Reference, Metadata = new() { ["order"] = order.Id.ToString("N"), ["reference"] = order.Reference } },
            CustomerEmail = order.Buyer.Email,
            Locale = order.Buyer.Language is "en" or "fr" or "de" or "es" or "ru" ? order.Buyer.Language : "auto",
            ExpiresAt = order.ExpiresAt?.UtcDateTime,
            SuccessUrl = back.Success,
            CancelUrl = back.Cancel,
            LineItems = [.. Lines(order)],
        }, new RequestOptions { IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"order-{order.Id:N}-v{order.Attempt}") }, ct));
        return session.Id is { Length: > 0 and <= 255 } id && Uri.TryCreate(session.Url, UriKind.Absolute, out var pay) && pay.Scheme is "https" or "http" ? new PaymentSession(id, session.Url) : throw Strange(null);
    }

    /// <inheritdoc/>
    public async Task<PaymentReport> AskAsync(Order order, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.SessionId is not { } id)
        {
            return new(PaymentState.Open);
        }

        var session = await AskAsync(() => new SessionService(_client).GetAsync(id, new SessionGetOptions { Expand = ["payment_intent.latest_charge"] }, cancellationToken: ct));
        if (session.ClientReferenceId != order.Id.ToString("N") || !string.Equals(session.Currency, order.Gross.Currency.Code, StringComparison.OrdinalIgnoreCase) || session.AmountTotal != StripeAmounts.Of(order.Gross))
        {
            throw new PaymentHouseException("The session at Stripe is of another order, or of another sum.", isFinal: true);
        }

        var payment = session.PaymentIntent;
        var charge = payment?.LatestCharge;
        if (session.PaymentStatus is not ("paid" or "no_payment_required"))
        {
            var failed = session.Status == "complete" && payment?.Status is "requires_payment_method" or "canceled";
            return new(session.Status switch { "expired" => PaymentState.Expired, "complete" when failed => PaymentState.Failed, "complete" => PaymentState.Waiting, _ => PaymentState.Open },
                Problem: failed ? payment?.LastPaymentError?.Code ?? "payment_failed" : null);
        }

        // The charge of a card is the payment. Of money that takes days it is the promise only: the right begins when the money is known to be there.
        var card = charge?.PaymentMethodDetails?.Card;
        var isRead = payment is not null && charge is not null;
        return new(PaymentState.Paid, card is not null && charge!.Created != default ? new DateTimeOffset(DateTime.SpecifyKind(charge.Created, DateTimeKind.Utc)) : null, session.PaymentIntentId, Country(card?.Country),
            Refunds: isRead && charge!.AmountRefunded > 0 ? await ListRefundsAsync(payment!.Id, order, ct) : null,
            Dispute: isRead && charge!.Disputed ? await FindDisputeAsync(payment!.Id, ct) : null);
    }

    /// <inheritdoc/>
    public async Task CloseAsync(Order order, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.SessionId is { } id && (await AskAsync(() => new SessionService(_client).GetAsync(id, cancellationToken: ct))).Status == "open")
        {
            await AskAsync(() => new SessionService(_client).ExpireAsync(id, cancellationToken: ct));
        }
    }

    /// <inheritdoc/>
    public async Task<string?> RefundAsync(Order order, Guid refundId, Money amount, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);
        return (await AskAsync(() => new RefundService(_client).CreateAsync(new RefundCreateOptions
        {
            PaymentIntent = order.PaymentReference,
            Amount = StripeAmounts.Of(amount),
            Metadata = new() { ["order"] = order.Id.ToString("N"), ["refund"] = refundId.ToString("N") },
        }, new RequestOptions { IdempotencyKey = $"refund-{refundId:N}" }, ct))).Id;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // What each line costs before tax, and the tax as a line of its own for each rate: it is reckoned here, not there.
    private static IEnumerable<SessionLineItemOptions> Lines(Order order)
    {
        foreach (var line in order.Lines)
        {
            yield return Item(order, $"{line.Words.Title} · {line.Words.Journal}", line.Net);
        }

        foreach (var taxes in order.Lines.Where(line => !line.Tax.IsZero).GroupBy(line => line.Rate))
        {
            yield return Item(order, $"{taxes.Key?.Name} {taxes.Key?.Rate}%", taxes.Aggregate(Money.Zero(order.Gross.Currency), (sum, line) => sum + line.Tax));
        }
    }

    private static SessionLineItemOptions Item(Order order, string name, Money amount) => new()
    {
        Quantity = 1,
        PriceData = new()
        {
            Currency = order.Gross.Currency.Code.ToLowerInvariant(),
            UnitAmount = StripeAmounts.Of(amount),
            ProductData = new() { Name = BoundedText.Shortened(name, LongestName) },
        },
    };

    private async Task<IReadOnlyList<ReportedRefund>> ListRefundsAsync(string payment, Order order, CancellationToken ct)
    {
        var refunds = await AskAsync(() => new RefundService(_client).ListAsync(new RefundListOptions { PaymentIntent = payment, Limit = 100 }, cancellationToken: ct));
        return [.. refunds.Data.Where(refund => refund.Status is "succeeded" or "pending").OrderBy(refund => refund.Created).Select(refund => new ReportedRefund(refund.Id, StripeAmounts.Read(refund.Amount, order.Gross.Currency),
            refund.Metadata?.GetValueOrDefault("refund") is { } ours && Guid.TryParseExact(ours, "N", out var id) ? id : null))];
    }

    // A warning is a question of the bank only, and no money has moved.
    private async Task<ReportedDispute?> FindDisputeAsync(string payment, CancellationToken ct)
    {
        var disputes = await AskAsync(() => new DisputeService(_client).ListAsync(new DisputeListOptions { PaymentIntent = payment, Limit = 100 }, cancellationToken: ct));
        return disputes.Data.Where(dispute => !dispute.Status.StartsWith("warning", StringComparison.Ordinal)).OrderByDescending(dispute => dispute.Created)
            .Select(dispute => new ReportedDispute(dispute.Id, dispute.Status switch { "won" or "prevented" => DisputeState.Won, "lost" => DisputeState.Lost, _ => DisputeState.Open })).FirstOrDefault();
    }

    private static string? Country(string? code) => code is { Length: 2 } && code.All(char.IsAsciiLetterUpper) ? code : null;

    private static PaymentHouseException Strange(Exception? cause) => new("Stripe's answer is none that is known.", isFinal: false, cause);

    // Stripe's own words go to the desk by their code: a message may hold what the buyer typed.
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StripeException refused)
        {
            var status = (int)refused.HttpStatusCode;
            throw new PaymentHouseException(string.Create(CultureInfo.InvariantCulture, $"Stripe refused (status {status}{(refused.StripeError?.Code ?? refused.StripeError?.Type) switch { { } code => $", {code}", null => "" }})."), isFinal: status is 400 or 402 or 404, refused);
        }
        catch (Exception strange) when (strange is NullReferenceException or Newtonsoft.Json.JsonException or System.Text.Json.JsonException)
        {
            throw Strange(strange); // Stripe.net falls over an answer that is empty, or “null”.
        }
        catch (Exception away) when (away is HttpRequestException or IOException or TimeoutException || (away is OperationCanceledException && away.InnerException is TimeoutException))
        {
            throw new PaymentHouseException("Stripe could not be reached, or did not answer in time.", isFinal: false, away);
        }
    }
}
