using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Recto.Tests.Shared;

/// <summary>
/// A stand-in for Stripe on this machine: sessions, payments, refunds and disputes in the shapes that Stripe.net reads, idempotency keys that are kept, a page on which a browser pays, and news that is signed as Stripe
/// signs it. It misbehaves when it is told to.
/// </summary>
internal sealed class StripeHouse : IAsyncDisposable
{
    /// <summary>The secret key that it takes.</summary>
    public const string Key = "sk_test_standin";

    /// <summary>The secret by which its news is signed.</summary>
    public const string Secret = "whsec_standin";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<string, (string Asked, int Status, string Answer)> _answers = new();
    private readonly ConcurrentDictionary<string, JsonObject> _sessions = new();
    private readonly ConcurrentDictionary<string, string[]> _items = new();
    private readonly ConcurrentDictionary<string, JsonObject> _payments = new();
    private readonly ConcurrentDictionary<string, JsonObject> _refunds = new();
    private readonly ConcurrentDictionary<string, JsonObject> _disputes = new();
    private readonly object _lock = new();
    private int _number;
    private int _failures;
    private int _lost;

    private StripeHouse(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    /// <summary>Where it is asked: what RECTO_STRIPE_SERVER says.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Where it tells its news; null for nowhere.</summary>
    public Uri? Hook { get; set; }

    /// <summary>Whether a payment is told by itself as it is made.</summary>
    public bool Tells { get; set; } = true;

    /// <summary>How long it waits before it answers.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>What it answers to every question instead of the truth; null for the truth.</summary>
    public RequestDelegate? Lie { get; set; }

    /// <summary>The instant by its clock.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>What happened, in order, as it is told.</summary>
    public ConcurrentQueue<JsonObject> News { get; } = [];

    /// <summary>Refunds that it was asked for, doubled questions counted once.</summary>
    public IReadOnlyCollection<JsonObject> Refunds => [.. _refunds.Values];

    /// <summary>Sessions that were begun.</summary>
    public IReadOnlyCollection<JsonObject> Sessions => [.. _sessions.Values];

    /// <summary>Starts one at a port that the system chooses.</summary>
    public static async Task<StripeHouse> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var house = new StripeHouse(app, time ?? TimeProvider.System);
        app.Use(house.MisbehaveAsync);
        app.MapPost("/v1/checkout/sessions", (Delegate)((HttpContext context) => house.OnceAsync(context, house.Begin)));
        app.MapGet("/v1/checkout/sessions/{id}", (string id, HttpContext context) => house._sessions.TryGetValue(id, out var session) ? Json(house.Shown(session, context.Request.Query.Any(part => part.Key.StartsWith("expand", StringComparison.Ordinal)))) : Missing("session"));
        app.MapPost("/v1/checkout/sessions/{id}/expire", (string id) => house.Expire(id) ? Json(house.Shown(house._sessions[id], false)) : Refused(400, "invalid_request_error", "session_not_open"));
        app.MapPost("/v1/refunds", (Delegate)((HttpContext context) => house.OnceAsync(context, house.PayBack)));
        app.MapGet("/v1/refunds", (string payment_intent) => Json(List(house._refunds.Values.Where(refund => refund["payment_intent"]!.GetValue<string>() == payment_intent))));
        app.MapGet("/v1/disputes", (string payment_intent) => Json(List(house._disputes.Values.Where(dispute => dispute["payment_intent"]!.GetValue<string>() == payment_intent))));
        app.MapGet("/pay/{id}", (string id) => house.PayPage(id));
        app.MapPost("/pay/{id}", (string id, HttpContext context) => house.ChooseAsync(id, context));
        await app.StartAsync();
        return house;
    }

    /// <summary>Answers the next questions with a fault, without having done anything.</summary>
    public void FailNext(int questions) => _failures = questions;

    /// <summary>Does what the next questions ask, and answers with a fault all the same.</summary>
    public void LoseNext(int answers) => _lost = answers;

    /// <summary>A card pays.</summary>
    public Task PayAsync(string session, string cardCountry = "FR") => DoAsync(session, one => Complete(one, "paid", cardCountry), "checkout.session.completed");

    /// <summary>The buyer is done, and the money comes later.</summary>
    public Task PromiseAsync(string session) => DoAsync(session, one => Complete(one, "unpaid", null), "checkout.session.completed");

    /// <summary>Money that was promised is there.</summary>
    public Task ArriveAsync(string session) => DoAsync(session, one => Complete(one, "paid", null), "checkout.session.async_payment_succeeded");

    /// <summary>Money that was promised does not come.</summary>
    public Task BounceAsync(string session) => DoAsync(session, one =>
    {
        var payment = _payments[one["payment_intent"]!.GetValue<string>()];
        payment["status"] = "requires_payment_method";
        payment["last_payment_error"] = new JsonObject { ["type"] = "card_error", ["code"] = "payment_intent_payment_attempt_failed" };
    }, "checkout.session.async_payment_failed");

    /// <summary>The time to pay is over.</summary>
    public Task LapseAsync(string session) => DoAsync(session, one => one["status"] = "expired", "checkout.session.expired");

    /// <summary>Pays back there, without having been asked by the shop.</summary>
    public async Task PayBackThereAsync(string payment, long amount)
    {
        lock (_lock)
        {
            AddRefund(payment, amount, []);
        }

        await TellAsync("charge.refunded", Charge(payment));
    }

    /// <summary>The bank disputes a payment.</summary>
    public async Task DisputeAsync(string payment)
    {
        var id = Next("du");
        _disputes[id] = new JsonObject { ["id"] = id, ["object"] = "dispute", ["payment_intent"] = payment, ["amount"] = 0, ["currency"] = "usd", ["status"] = "needs_response", ["created"] = Seconds() };
        Charge(payment)["disputed"] = true;
        await TellAsync("charge.dispute.created", _disputes[id]);
    }

    /// <summary>A dispute is settled.</summary>
    public async Task SettleAsync(string payment, bool isWon)
    {
        var dispute = _disputes.Values.Single(one => one["payment_intent"]!.GetValue<string>() == payment);
        dispute["status"] = isWon ? "won" : "lost";
        await TellAsync("charge.dispute.closed", dispute);
    }

    /// <summary>What the payment of a session is called.</summary>
    public string PaymentOf(string session) => _sessions[session]["payment_intent"]!.GetValue<string>();

    /// <summary>Where a buyer who has paid a session is led back to.</summary>
    public Uri SuccessOf(string session) => new(_sessions[session]["success_url"]!.GetValue<string>());

    /// <summary>Tells a piece of news once more, or late: signed by that secret, at that time.</summary>
    /// <returns>The status that was answered.</returns>
    public async Task<HttpStatusCode> TellAgainAsync(JsonObject news, string secret = Secret, DateTimeOffset? signedAt = null, string? otherBody = null)
    {
        var body = news.ToJsonString();
        var at = (signedAt ?? _time.GetUtcNow()).ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, Hook) { Content = new StringContent(otherBody ?? body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", Sign(body, secret, at));
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The header by which news is signed.</summary>
    public static string Sign(string body, string secret, long at) =>
        string.Create(CultureInfo.InvariantCulture, $"t={at},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at}.{body}"))))}");

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task MisbehaveAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/v1"))
        {
            await next(context);
            return;
        }

        if (Slowness > TimeSpan.Zero)
        {
            await Task.Delay(Slowness, context.RequestAborted);
        }

        if (Lie is { } lie)
        {
            await lie(context);
            return;
        }

        if (context.Request.Headers.Authorization != "Bearer " + Key)
        {
            await Refused(401, "invalid_request_error", null).ExecuteAsync(context);
            return;
        }

        if (Interlocked.Decrement(ref _failures) >= 0)
        {
            await Refused(500, "api_error", null).ExecuteAsync(context);
            return;
        }

        if (Interlocked.Decrement(ref _lost) >= 0)
        {
            var real = context.Response.Body;
            context.Response.Body = Stream.Null;
            await next(context);
            context.Response.Body = real;
            context.Abort();
            return;
        }

        await next(context);
    }

    // The same key gives the same answer; the same key with another question is refused, as Stripe refuses it.
    private async Task<IResult> OnceAsync(HttpContext context, Func<IFormCollection, (int Status, JsonObject Answer)> work)
    {
        var form = await context.Request.ReadFormAsync();
        var asked = string.Join('&', form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        lock (_lock)
        {
            if (key.Length > 0 && _answers.TryGetValue(key, out var known))
            {
                return known.Asked == asked ? Results.Content(known.Answer, "application/json", statusCode: known.Status) : Refused(400, "idempotency_error", "idempotency_key_in_use");
            }

            var (status, answer) = work(form);
            var text = answer.ToJsonString();
            if (key.Length > 0)
            {
                _answers[key] = (asked, status, text);
            }

            return Results.Content(text, "application/json", statusCode: status);
        }
    }

    private (int, JsonObject) Begin(IFormCollection form)
    {
        long total = 0;
        var items = new List<string>();
        for (var at = 0; form.ContainsKey($"line_items[{at}][price_data][unit_amount]"); at++)
        {
            total += long.Parse(form[$"line_items[{at}][price_data][unit_amount]"]!, CultureInfo.InvariantCulture) * long.Parse(form[$"line_items[{at}][quantity]"]!, CultureInfo.InvariantCulture);
            items.Add(form[$"line_items[{at}][price_data][product_data][name]"].ToString());
        }

        var expires = form["expires_at"].ToString() is { Length: > 0 } said ? long.Parse(said, CultureInfo.InvariantCulture) : Seconds() + 86400;
        if (expires < Seconds() + 1800 - 60 || expires > Seconds() + 86400)
        {
            return (400, Fault("invalid_request_error", "parameter_invalid_integer"));
        }

        var id = Next("cs_test");
        _items[id] = [.. items];
        var metadata = new JsonObject();
        foreach (var field in form.Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal)))
        {
            metadata[field.Key["metadata[".Length..^1]] = field.Value.ToString();
        }

        _sessions[id] = new JsonObject
        {
            ["id"] = id,
            ["object"] = "checkout.session",
            ["amount_total"] = total,
            ["client_reference_id"] = form["client_reference_id"].ToString(),
            ["created"] = Seconds(),
            ["currency"] = form["line_items[0][price_data][currency]"].ToString(),
            ["customer_email"] = form["customer_email"].ToString(),
            ["expires_at"] = expires,
            ["livemode"] = false,
            ["metadata"] = metadata,
            ["mode"] = "payment",
            ["payment_intent"] = null,
            ["payment_status"] = "unpaid",
            ["status"] = "open",
            ["success_url"] = form["success_url"].ToString(),
            ["cancel_url"] = form["cancel_url"].ToString(),
            ["url"] = new Uri(Address, "/pay/" + id).ToString(),
        };
        return (200, Shown(_sessions[id], false));
    }

    private (int, JsonObject) PayBack(IFormCollection form)
    {
        var payment = form["payment_intent"].ToString();
        var amount = long.Parse(form["amount"]!, CultureInfo.InvariantCulture);
        if (!_payments.ContainsKey(payment))
        {
            return (404, Fault("invalid_request_error", "resource_missing"));
        }

        var metadata = new JsonObject { ["refund"] = form["metadata[refund]"].ToString(), ["order"] = form["metadata[order]"].ToString() };
        return AddRefund(payment, amount, metadata) is { } refund ? (200, (JsonObject)refund.DeepClone()) : (400, Fault("invalid_request_error", "charge_already_refunded"));
    }

    private JsonObject? AddRefund(string payment, long amount, JsonObject metadata)
    {
        var charge = Charge(payment);
        var refunded = charge["amount_refunded"]!.GetValue<long>();
        if (refunded + amount > charge["amount"]!.GetValue<long>())
        {
            return null;
        }

        charge["amount_refunded"] = refunded + amount;
        charge["refunded"] = refunded + amount == charge["amount"]!.GetValue<long>();
        var id = Next("re");
        return _refunds[id] = new JsonObject { ["id"] = id, ["object"] = "refund", ["amount"] = amount, ["charge"] = charge["id"]!.GetValue<string>(), ["created"] = Seconds(), ["currency"] = charge["currency"]!.GetValue<string>(), ["metadata"] = metadata, ["payment_intent"] = payment, ["status"] = "succeeded" };
    }

    private void Complete(JsonObject session, string status, string? cardCountry)
    {
        var paid = status == "paid";
        var id = session["payment_intent"]?.GetValue<string>() ?? Next("pi");
        var details = cardCountry is null ? new JsonObject { ["type"] = "sepa_debit", ["sepa_debit"] = new JsonObject { ["country"] = "DE" } } : new JsonObject { ["type"] = "card", ["card"] = new JsonObject { ["country"] = cardCountry, ["last4"] = "4242" } };
        var charge = _payments.TryGetValue(id, out var known) ? (JsonObject)known["latest_charge"]!.DeepClone() : new JsonObject
        {
            ["id"] = Next("ch"),
            ["object"] = "charge",
            ["amount"] = session["amount_total"]!.GetValue<long>(),
            ["amount_refunded"] = 0L,
            ["created"] = Seconds(),
            ["currency"] = session["currency"]!.GetValue<string>(),
            ["disputed"] = false,
            ["payment_intent"] = id,
            ["payment_method_details"] = details,
            ["refunded"] = false,
        };
        charge["paid"] = paid;
        charge["status"] = paid ? "succeeded" : "pending";
        _payments[id] = new JsonObject { ["id"] = id, ["object"] = "payment_intent", ["amount"] = session["amount_total"]!.GetValue<long>(), ["currency"] = session["currency"]!.GetValue<string>(), ["status"] = paid ? "succeeded" : "processing", ["latest_charge"] = charge };
        session["payment_intent"] = id;
        session["payment_status"] = status;
        session["status"] = "complete";
    }

    private bool Expire(string id)
    {
        lock (_lock)
        {
            if (!_sessions.TryGetValue(id, out var session) || session["status"]!.GetValue<string>() != "open")
            {
                return false;
            }

            session["status"] = "expired";
            return true;
        }
    }

    private async Task DoAsync(string id, Action<JsonObject> change, string kind)
    {
        JsonObject told;
        lock (_lock)
        {
            change(_sessions[id]);
            told = Shown(_sessions[id], false);
        }

        await TellAsync(kind, told);
    }

    private async Task TellAsync(string kind, JsonObject about)
    {
        var news = new JsonObject { ["id"] = Next("evt"), ["object"] = "event", ["api_version"] = "2025-01-27.acacia", ["created"] = Seconds(), ["data"] = new JsonObject { ["object"] = about.DeepClone() }, ["livemode"] = false, ["pending_webhooks"] = 1, ["type"] = kind };
        News.Enqueue(news);
        if (Tells && Hook is not null)
        {
            await TellAgainAsync(news);
        }
    }

    private JsonObject Shown(JsonObject session, bool whole)
    {
        lock (_lock)
        {
            var shown = (JsonObject)session.DeepClone();
            if (whole && session["payment_intent"]?.GetValue<string>() is { } payment)
            {
                shown["payment_intent"] = _payments[payment].DeepClone();
            }

            return shown;
        }
    }

    private IResult PayPage(string id)
    {
        if (!_sessions.TryGetValue(id, out var session))
        {
            return Results.NotFound();
        }

        var sum = (session["amount_total"]!.GetValue<long>() / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        return Results.Content($"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Stand-in of a payment house</title></head><body><main><h1>Pay {sum} {session["currency"]!.GetValue<string>().ToUpperInvariant()}</h1>
            <ul>{string.Concat(_items[id].Select(item => $"<li>{WebUtility.HtmlEncode(item)}</li>"))}</ul><p>{WebUtility.HtmlEncode(session["customer_email"]!.GetValue<string>())}</p>
            <form method="post"><button name="choice" value="pay">Pay</button> <button name="choice" value="promise">Pay by a slow way</button></form>
            <p><a href="{WebUtility.HtmlEncode(session["cancel_url"]!.GetValue<string>())}">Back</a></p></main></body></html>
            """, "text/html; charset=utf-8");
    }

    private async Task<IResult> ChooseAsync(string id, HttpContext context)
    {
        if (!_sessions.TryGetValue(id, out var session) || session["status"]!.GetValue<string>() != "open")
        {
            return Results.Content("<!DOCTYPE html><title>Over</title><p>This session is over.</p>", "text/html; charset=utf-8");
        }

        await ((await context.Request.ReadFormAsync())["choice"] == "promise" ? PromiseAsync(id) : PayAsync(id));
        return Results.Redirect(session["success_url"]!.GetValue<string>().Replace("{CHECKOUT_SESSION_ID}", id, StringComparison.Ordinal));
    }

    private JsonObject Charge(string payment) => (JsonObject)_payments[payment]["latest_charge"]!;

    private string Next(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{Interlocked.Increment(ref _number):000000}");

    private long Seconds() => _time.GetUtcNow().ToUnixTimeSeconds();

    private static JsonObject List(IEnumerable<JsonObject> items) => new() { ["object"] = "list", ["has_more"] = false, ["data"] = new JsonArray([.. items.Select(item => item.DeepClone())]) };

    private static JsonObject Fault(string type, string? code) => new() { ["error"] = new JsonObject { ["type"] = type, ["code"] = code, ["message"] = "The stand-in says no." } };

    private static IResult Json(JsonObject answer) => Results.Content(answer.ToJsonString(), "application/json");

    private static IResult Missing(string what) => Refused(404, "invalid_request_error", $"resource_missing_{what}");

    private static IResult Refused(int status, string type, string? code) => Results.Content(Fault(type, code).ToJsonString(), "application/json", statusCode: status);
}
