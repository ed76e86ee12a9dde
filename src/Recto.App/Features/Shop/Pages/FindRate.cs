using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Sharing;

namespace Recto.App.Features.Shop.Pages;

/// <summary>How often one network may have mails of orders sent: nobody's mailbox is to be filled by a stranger.</summary>
internal sealed class FindRate : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "orders";

    /// <summary>Mails at once.</summary>
    public const int AtOnce = 20;

    private static readonly TimeSpan OneMoreAfter = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => RefuseAsync;

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => ClientNetwork.Sending(httpContext, Name, new Allowance(AtOnce, OneMoreAfter));

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        rejected.HttpContext.Response.Headers.RetryAfter = ((int)OneMoreAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await ErrorPages.WriteAsync(rejected.HttpContext, new ErrorView(StatusCodes.Status429TooManyRequests, Say.Here["Too much at once"],
            Say.Here["Your network has asked for many mails in a short time. Wait half a minute, then try again."], null));
    }
}
