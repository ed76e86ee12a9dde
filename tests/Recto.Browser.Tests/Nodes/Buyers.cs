using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Recto.Tests.Shared;

namespace Recto.Browser.Tests.Nodes;

/// <summary>Buyers who buy one after the other by the forms of the site and pay at Stripe's stand-in, which tells each payment to both nodes and twice to the balancer, each time again until somebody takes it.</summary>
internal sealed partial class Buyers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);
    private readonly TwoNodes _nodes;
    private readonly StripeHouse _house;
    private readonly (string Product, string Thing) _offer;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Paid> _paid = [];
    private readonly ConcurrentQueue<string> _refused = [];
    private readonly ConcurrentQueue<Task<string?>> _news = [];
    private readonly HttpClient _hooks = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly Task _buying;

    private Buyers(TwoNodes nodes, StripeHouse house, (string, string) offer)
    {
        (_nodes, _house, _offer) = (nodes, house, offer);
        _buying = Task.WhenAll(Enumerable.Range(1, 2).Select(BuyAsync));
    }

    /// <summary>Those who have paid, in order.</summary>
    public IReadOnlyCollection<Paid> Paid => [.. _paid];

    /// <summary>What was not taken.</summary>
    public IReadOnlyCollection<string> Refused => [.. _refused];

    public static async Task<Buyers> StartAsync(TwoNodes nodes, StripeHouse house)
    {
        using var looker = new Caller(nodes.Address, "81.9.0.1");
        var wall = await looker.GetAsync(Till.Article);
        var offer = Offer().Match(wall.Text);
        Assert.True(offer.Success, $"Nothing is sold: {wall}");
        return new Buyers(nodes, house, (offer.Groups[1].Value, WebUtility.HtmlDecode(offer.Groups[2].Value)));
    }

    /// <summary>Nobody buys any more; all that was told is taken.</summary>
    /// <returns>What was not.</returns>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await _stop.CancelAsync();
        await _buying;
        return [.. (await Task.WhenAll(_news)).OfType<string>()];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _buying;
        foreach (var paid in _paid)
        {
            paid.Buyer.Dispose();
        }

        _hooks.Dispose();
        _stop.Dispose();
    }

    // <input type="hidden" name="product" value="0199…">
    // <input type="hidden" name="thing" value="article:0199…">
    [GeneratedRegex("name=\"product\" value=\"([^\"]+)\"[^<]*<input type=\"hidden\" name=\"thing\" value=\"(article:[^\"]+)\"")]
    private static partial Regex Offer();

    [GeneratedRegex("name=\"shown\" value=\"([^\"]+)\"")]
    private static partial Regex Shown();

    private async Task BuyAsync(int which)
    {
        for (var number = 1; !_stop.IsCancellationRequested; number++)
        {
            var email = string.Create(CultureInfo.InvariantCulture, $"buyer-{which}-{number}@example.org");
            var buyer = new Caller(_nodes.Address, string.Create(CultureInfo.InvariantCulture, $"81.{which}.{number / 200}.{(number % 200) + 1}"));
            if (await OrderAsync(buyer, email) is { } session)
            {
                await PayAsync(buyer, email, session, comesBack: number % 2 == 0);
            }
            else
            {
                buyer.Dispose();
            }

            await Task.Delay(150, CancellationToken.None);
        }
    }

    // The session at Stripe to which the buyer was led; null where a form was not taken: the buyer begins anew, whatever became of it.
    private async Task<string?> OrderAsync(Caller buyer, string email)
    {
        if (await buyer.PostAsync("/cart/add", ("product", _offer.Product), ("thing", _offer.Thing)) is { IsTaken: false } full)
        {
            _refused.Enqueue("cart: " + full);
            return null;
        }

        var summed = await buyer.PostAsync("/cart", ("email", email), ("country", "FR"));
        if (Shown().Match(summed.Text) is not { Success: true } shown)
        {
            _refused.Enqueue("sum: " + summed);
            return null;
        }

        var placed = await buyer.PostAsync("/cart", ("email", email), ("country", "FR"), ("now", "on"), ("shown", WebUtility.HtmlDecode(shown.Groups[1].Value)));
        if (placed.IsTaken && placed.Location!.StartsWith(_house.Address + "pay/", StringComparison.Ordinal))
        {
            return placed.Location.Split('/')[^1];
        }

        _refused.Enqueue("order: " + placed);
        return null;
    }

    private async Task PayAsync(Caller buyer, string email, string session, bool comesBack)
    {
        await _house.PayAsync(session);
        _paid.Enqueue(new Paid(email, session, buyer, comesBack));
        var news = _house.News.Last(one => one["data"]!["object"]!["id"]!.GetValue<string>() == session);
        var body = news.ToJsonString();
        foreach (var address in (string[])[_nodes.AddressOf("node-1"), _nodes.AddressOf("node-2"), _nodes.Address, _nodes.Address])
        {
            _news.Enqueue(TellAsync(address, body));
        }

        if (comesBack)
        {
            await buyer.GetAsync(_house.SuccessOf(session).PathAndQuery);
        }
    }

    // As Stripe tells: again and again until it is taken. Null where it was; else the last answer.
    private async Task<string?> TellAsync(string address, string body)
    {
        var last = "";
        for (var end = DateTimeOffset.UtcNow + Patience; DateTimeOffset.UtcNow < end; await Task.Delay(300, CancellationToken.None))
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address + "/hooks/stripe")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                request.Headers.TryAddWithoutValidation("Stripe-Signature", StripeHouse.Sign(body, StripeHouse.Secret, DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
                using var answer = await _hooks.SendAsync(request, CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                {
                    return null;
                }

                last = $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(CancellationToken.None)}";
            }
            catch (Exception broke) when (broke is HttpRequestException or TaskCanceledException or IOException)
            {
                last = broke.Message;
            }
        }

        return $"{body[..60]} to {address}: {last}";
    }
}

/// <summary>Somebody who has paid.</summary>
/// <param name="Email">The address.</param>
/// <param name="Session">The session at Stripe.</param>
/// <param name="Buyer">The browser.</param>
/// <param name="CameBack">Whether it went back to the site after paying.</param>
internal sealed record Paid(string Email, string Session, Caller Buyer, bool CameBack);
