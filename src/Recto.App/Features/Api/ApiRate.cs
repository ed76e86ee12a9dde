using Recto.App.Shell.Sharing;

namespace Recto.App.Features.Api;

/// <summary>How much may be asked.</summary>
/// <param name="Name">Name in the headers.</param>
/// <param name="AtOnce">Requests at one go.</param>
/// <param name="ASecond">Requests that are given back each second.</param>
public sealed record ApiLimit(string Name, int AtOnce, int ASecond)
{
    /// <summary>Seconds after which all are given back.</summary>
    public int Window => AtOnce / ASecond;
}

/// <summary>How much may be asked without and with a key.</summary>
public sealed record ApiLimits
{
    /// <summary>By one network.</summary>
    public ApiLimit Anonymous { get; init; } = new("network", 300, 5);

    /// <summary>By one key.</summary>
    public ApiLimit Keyed { get; init; } = new("key", 3000, 50);
}

/// <summary>What is left after a request.</summary>
/// <param name="IsAllowed">Whether it is answered.</param>
/// <param name="Limit">Which limit holds.</param>
/// <param name="Remaining">Requests that may follow at once.</param>
/// <param name="Reset">Seconds until all are given back.</param>
/// <param name="Wait">Seconds after which the same request is answered; 0 where it is allowed.</param>
internal readonly record struct ApiCount(bool IsAllowed, ApiLimit Limit, int Remaining, int Reset, int Wait);

/// <summary>Counts requests by network or key: for all nodes at once where they share a Redis, else in the memory of this process, never more than <see cref="Most"/> at once. What is full again is forgotten.</summary>
/// <param name="time">The clock of this process.</param>
/// <param name="shared">Counts for all nodes; null where none does.</param>
internal sealed class ApiRate(TimeProvider time, Counts? shared = null)
{
    /// <summary>Networks and keys that are counted at once. Where more come, those are forgotten that asked longest ago.</summary>
    public const int Most = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>How many are counted now.</summary>
    public int Count { get { lock (_lock) { return _buckets.Count; } } }

    /// <summary>Counts a request, for all nodes where that can be.</summary>
    /// <param name="who">Network or key.</param>
    /// <param name="limit">What holds for them.</param>
    /// <param name="cost">For how many it counts.</param>
    public async ValueTask<ApiCount> TakeAsync(string who, ApiLimit limit, int cost)
    {
        if (shared is null || await shared.TakeSharedAsync("api", who, new Allowance(limit.AtOnce, TimeSpan.FromSeconds(1.0 / limit.ASecond)), cost) is not { } counted)
        {
            return Take(who, limit, cost);
        }

        return new(counted.IsAllowed, limit, Math.Max(0, (int)(limit.AtOnce - counted.Used)), (int)Math.Ceiling(counted.Used / limit.ASecond), counted.IsAllowed ? 0 : Math.Max(1, (int)Math.Ceiling(counted.Wait.TotalSeconds)));
    }

    /// <summary>Counts a request in the memory of this process.</summary>
    /// <param name="who">Network or key.</param>
    /// <param name="limit">What holds for them.</param>
    /// <param name="cost">For how many it counts.</param>
    public ApiCount Take(string who, ApiLimit limit, int cost)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            var left = _buckets.TryGetValue(who, out var bucket) ? Left(bucket, limit, now) : limit.AtOnce;
            var isAllowed = left >= cost;
            left -= isAllowed ? cost : 0;
            if (_buckets.Count >= Most && bucket is null)
            {
                Forget(now);
            }

            _buckets[who] = new Bucket(left, now, limit);
            return new(isAllowed, limit, (int)left, (int)Math.Ceiling((limit.AtOnce - left) / limit.ASecond), isAllowed ? 0 : Math.Max(1, (int)Math.Ceiling((cost - left) / limit.ASecond)));
        }
    }

    private double Left(Bucket bucket, ApiLimit limit, long now) => Math.Min(limit.AtOnce, bucket.Left + (time.GetElapsedTime(bucket.At, now).TotalSeconds * limit.ASecond));

    private void Forget(long now)
    {
        foreach (var (who, bucket) in _buckets.Where(pair => Left(pair.Value, pair.Value.Limit, now) >= pair.Value.Limit.AtOnce).ToList())
        {
            _buckets.Remove(who);
        }

        if (_buckets.Count >= Most)
        {
            foreach (var (who, _) in _buckets.OrderBy(pair => pair.Value.At).Take(Most / 2).ToList())
            {
                _buckets.Remove(who);
            }
        }
    }

    private sealed record Bucket(double Left, long At, ApiLimit Limit);
}
