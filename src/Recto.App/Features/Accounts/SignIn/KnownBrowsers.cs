using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.DataProtection;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>
/// Browsers in which somebody has signed in before, told by a sealed cookie that says the account and a number and opens nothing. Whoever tries passwords from elsewhere locks an account for strangers only: its owner's
/// browser is counted by itself. So neither an attacker nor a whole library behind one address locks anybody out.
/// </summary>
internal sealed class KnownBrowsers(IDataProtectionProvider protection) : IDisposable
{
    private const string Cookie = "recto-browser";
    private const int Longest = 1000;
    private const int TriesWhileLocked = 5;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);
    private readonly IDataProtector _seal = protection.CreateProtector("Recto.KnownBrowsers");
    private readonly HostCookieManager _cookies = new();
    private readonly PartitionedRateLimiter<string> _tries = PartitionedRateLimiter.Create<string, string>(browser => RateLimitPartition.GetFixedWindowLimiter(browser, _ => new FixedWindowRateLimiterOptions
    {
        PermitLimit = TriesWhileLocked,
        Window = Users.AccountIdentity.Rest,
        QueueLimit = 0,
    }));

    /// <summary>Lets the browser be known again as one of this account.</summary>
    public void Remember(HttpContext context, Guid account) => _cookies.AppendResponseCookie(context, Cookie, _seal.Protect($"{account:N}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}"), new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = Kept,
        IsEssential = true,
    });

    /// <summary>The browser's own mark; null where it is not known.</summary>
    public string? Of(HttpContext context)
    {
        try
        {
            return _cookies.GetRequestCookie(context, Cookie) is { Length: > 0 and <= Longest } kept ? _seal.Unprotect(kept) : null;
        }
        catch (CryptographicException)
        {
            return null; // Not ours, or of another site's keys.
        }
    }

    /// <summary>Whether a password may be tried from this browser although the account takes none from strangers now.</summary>
    public bool MayTryWhileLocked(HttpContext context, Guid account) => Of(context) is { } mark && mark.StartsWith(account.ToString("N"), StringComparison.Ordinal) && _tries.AttemptAcquire(mark).IsAcquired;

    /// <inheritdoc/>
    public void Dispose() => _tries.Dispose();
}
