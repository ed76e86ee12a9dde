using System.Threading.RateLimiting;

namespace Recto.App.Shell.Sharing;

/// <summary>One network’s share of a limit, as the framework asks for it; what is counted stands in <see cref="Counts"/>.</summary>
/// <param name="counts">Counts.</param>
/// <param name="what">Name of the limit.</param>
/// <param name="who">Who is counted.</param>
/// <param name="allowance">What holds.</param>
/// <param name="time">The clock.</param>
internal sealed class CountedLimiter(Counts counts, string what, string who, Allowance allowance, TimeProvider time) : RateLimiter
{
    private static readonly Lease Asks = new(false, null);
    private static readonly Lease Granted = new(true, null);
    private long _used = time.GetTimestamp();

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration => time.GetElapsedTime(Volatile.Read(ref _used));

    /// <inheritdoc/>
    public override RateLimiterStatistics? GetStatistics() => null;

    // Nothing is known without asking: the framework then awaits.
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => Asks;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _used, time.GetTimestamp());
        var counted = await counts.TakeAsync(what, who, allowance, permitCount);
        if (!counted.IsAllowed)
        {
            return new Lease(false, counted.Wait);
        }

        if (counted.Wait > TimeSpan.Zero)
        {
            await Task.Delay(counted.Wait, cancellationToken);
        }

        return Granted;
    }

    private sealed class Lease(bool isAcquired, TimeSpan? wait) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = wait is { } after && metadataName == MetadataName.RetryAfter.Name ? after : null;
            return metadata is not null;
        }
    }
}
