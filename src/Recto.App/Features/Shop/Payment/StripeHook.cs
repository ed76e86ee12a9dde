using System.Text;
using Recto.App.Shell;
using Recto.Storage.Shop;
using Stripe;

namespace Recto.App.Features.Shop.Payment;

/// <summary>Where Stripe tells its news: the signature is looked at over the bytes as they came, what is told is kept once, and the answer goes out; the work is the job's.</summary>
internal static class StripeHook
{
    private const int LargestBody = 512 * 1024;
    private const long Tolerance = 300; // Seconds; what is older is a recording that somebody plays.

    /// <summary>Takes a piece of news.</summary>
    public static async Task<IResult> TakeAsync(HttpContext context, SiteOptions options, PaymentEventStore events, ShopBell bell, TimeProvider time, CancellationToken ct)
    {
        if (!options.Shop.Takes(ShopOptions.Stripe))
        {
            return Results.NotFound();
        }

        if (await ReadAsync(context.Request, ct) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!IsSigned(body, context.Request.Headers["Stripe-Signature"].ToString(), options.Shop.StripeSecrets, time.GetUtcNow()))
        {
            return Results.BadRequest();
        }

        if (About(body) is { } news && await events.AddAsync(news, time.GetUtcNow(), ct))
        {
            bell.Ring();
        }

        return Results.Ok();
    }

    /// <summary>Whether one of the secrets signed those bytes, not longer ago than 300 seconds.</summary>
    internal static bool IsSigned(string body, string signature, IEnumerable<string> secrets, DateTimeOffset now)
    {
        var signed = false;
        foreach (var secret in secrets)
        {
            try
            {
                EventUtility.ValidateSignature(body, signature, secret, Tolerance, now.ToUnixTimeSeconds());
                signed = true;
            }
            catch (StripeException)
            {
                // Not by this one.
            }
        }

        return signed;
    }

    /// <summary>What a piece of news is about: a session, else the payment that a charge, a refund or a dispute belongs to; null for what concerns no order.</summary>
    internal static PaymentEvent? About(string body)
    {
        Event read;
        try
        {
            read = EventUtility.ParseEvent(body, throwOnApiVersionMismatch: false);
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return null;
        }

        var about = (read.Type, read.Data?.Object) switch
        {
            ("checkout.session.completed" or "checkout.session.async_payment_succeeded" or "checkout.session.async_payment_failed" or "checkout.session.expired", Stripe.Checkout.Session session) => session.Id,
            ("charge.refunded", Charge charge) => charge.PaymentIntentId,
            ("refund.created" or "refund.updated" or "refund.failed" or "charge.refund.updated", Stripe.Refund refund) => refund.PaymentIntentId,
            ("charge.dispute.created" or "charge.dispute.updated" or "charge.dispute.closed" or "charge.dispute.funds_withdrawn" or "charge.dispute.funds_reinstated", Dispute dispute) => dispute.PaymentIntentId,
            _ => null,
        };
        return about is { Length: > 0 and <= 255 } && read.Id is { Length: > 0 and <= 255 } ? new(ShopOptions.Stripe, read.Id, read.Type, about, 0) : null;
    }

    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            if (body.Length + read > LargestBody)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}
