using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Sharing;

namespace Recto.App.Shell;

/// <summary>
/// How often one network may send something where nobody has to say who they are: the one home of such limits. Counted for all nodes where they share a Redis, else by each for itself (<see cref="Counts"/>), and forgotten as soon as the count is full again.
/// </summary>
internal static class ClientNetwork
{
    /// <summary>How many times as much an institution’s network may do as another one, where it is limited at all: many people sit behind one address.</summary>
    public const int Institution = 10;

    /// <summary>The count of the network that a request comes from, for what is only read: whoever comes through an institution is not counted.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">Name of the limit.</param>
    /// <param name="allowance">What holds.</param>
    public static RateLimitPartition<string> Reading(HttpContext context, string name, Allowance allowance) =>
        IsOfInstitution(context) ? RateLimitPartition.GetNoLimiter("institutions") : Partition(context, name, Networks.Of(context), allowance);

    /// <summary>The count of the network that a request comes from, for what costs the site much or reaches others (mails, reports): an institution’s may do <see cref="Institution"/> times as much.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">Name of the limit.</param>
    /// <param name="allowance">What holds.</param>
    public static RateLimitPartition<string> Sending(HttpContext context, string name, Allowance allowance) => Partition(context, name, Networks.Of(context), For(context, allowance));

    /// <summary>The count of somebody.</summary>
    public static RateLimitPartition<string> Partition(HttpContext context, string name, string who, Allowance allowance)
    {
        var (counts, time) = (context.RequestServices.GetRequiredService<Counts>(), context.RequestServices.GetRequiredService<TimeProvider>());
        return RateLimitPartition.Get(string.Create(CultureInfo.InvariantCulture, $"{who} {allowance.AtOnce}"), _ => (RateLimiter)new CountedLimiter(counts, name, who, allowance, time));
    }

    /// <summary>What holds for whoever sends this request.</summary>
    public static Allowance For(HttpContext context, Allowance allowance) => IsOfInstitution(context) ? allowance with { AtOnce = allowance.AtOnce * Institution, OneMoreAfter = allowance.OneMoreAfter / Institution } : allowance;

    /// <summary>Whether a request comes from the network of an institution of the site, or from somebody who has signed in to one.</summary>
    public static bool IsOfInstitution(HttpContext context) => ProvidedBy.Through(context).Length > 0;

    /// <summary>Refuses what comes too fast, and says when the next is taken.</summary>
    /// <param name="rejected">The request.</param>
    /// <param name="allowance">What holds for a network.</param>
    /// <param name="kept">A sentence that says what has become of what was sent.</param>
    /// <param name="time">Gives the time.</param>
    public static async ValueTask RefuseAsync(OnRejectedContext rejected, Allowance allowance, string kept, TimeProvider time)
    {
        allowance = For(rejected.HttpContext, allowance);
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) && told > TimeSpan.Zero ? told : allowance.OneMoreAfter;
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        var at = time.GetUtcNow().AddSeconds(seconds).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await ErrorPages.WriteAsync(rejected.HttpContext, new ErrorView(StatusCodes.Status429TooManyRequests, Say.Here["Too much at once"],
            Say.Here["Your network has sent {0} requests in a short time. The next is taken in {1}, at {2} UTC.", allowance.AtOnce, Say.Here.Count(seconds, "{0} second|{0} seconds"), at] + " " + kept, null));
    }
}
