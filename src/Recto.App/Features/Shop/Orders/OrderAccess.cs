using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Recto.App.Shell;
using Recto.Storage.Access;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Orders;

/// <summary>
/// Which orders a browser may use: told by a cookie that is sealed with the site's keys, so that asking costs no statement. Who has paid may use the order at once; who has followed a link that was mailed to an address
/// has whatever that address has bought. So many browsers may open one order, and no more.
/// </summary>
internal sealed class OrderAccess(IDataProtectionProvider protection, OrderLinkStore links, SiteOptions options, TimeProvider time)
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "recto-orders";

    private const int MostOrders = 40;
    private const int LongestCookie = 4000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400); // The longest that browsers keep one.
    private static readonly object Read = new();
    private readonly IDataProtector _seal = protection.CreateProtector("Recto.Orders");

    /// <summary>By what a browser is known here; null for a stranger.</summary>
    public RightKeys? Find(HttpContext context) => Of(context) is { } known && (known.Orders.Count > 0 || known.Email is not null) ? new RightKeys { Orders = known.Orders, EmailKey = known.Email } : null;

    /// <summary>Whether this browser may use that order: see its page, its receipt, pay it.</summary>
    public bool Has(HttpContext context, Guid orderId) => Of(context)?.Orders.Contains(orderId) == true;

    /// <summary>Lets the browser use an order from now on.</summary>
    /// <param name="context">The request; its answer has not begun.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="emailKey">The address to which the link was mailed that led here, folded; null where the buyer only typed it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where as many browsers have opened it as may.</returns>
    public async Task<bool> LetInAsync(HttpContext context, Guid orderId, string? emailKey, CancellationToken ct)
    {
        var known = Of(context) ?? new Carried(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), [], null);
        if (!await links.OpenAsync(orderId, OrderKeys.HashOf(known.Device)!, emailKey is not null, options.Shop.Devices, time.GetUtcNow(), ct))
        {
            return false;
        }

        known = known with { Orders = [.. known.Orders.Where(order => order != orderId).Append(orderId).TakeLast(MostOrders)], Email = emailKey ?? known.Email };
        context.Items[Read] = known;
        HostCookies.Set(context, Cookie, WebEncoders.Base64UrlEncode(_seal.Protect(JsonSerializer.SerializeToUtf8Bytes(known))), Kept);
        return true;
    }

    private Carried? Of(HttpContext context)
    {
        if (context.Items.TryGetValue(Read, out var known))
        {
            return (Carried?)known;
        }

        var carried = Open(HostCookies.Find(context, Cookie));
        context.Items[Read] = carried;
        return carried;
    }

    private Carried? Open(string? cookie)
    {
        try
        {
            return cookie is { Length: > 0 and <= LongestCookie } ? JsonSerializer.Deserialize<Carried>(_seal.Unprotect(WebEncoders.Base64UrlDecode(cookie))) : null;
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException or JsonException)
        {
            return null; // Not whole, or not ours.
        }
    }

    /// <param name="Device">By what the browser is counted.</param>
    /// <param name="Orders">Orders that it may use, the latest last.</param>
    /// <param name="Email">The address to which a link was mailed that led here, folded; null for none.</param>
    private sealed record Carried(string Device, IReadOnlyList<Guid> Orders, string? Email);
}
