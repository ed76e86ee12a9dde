using System.Globalization;
using StackExchange.Redis;

namespace Recto.App.Shell.Sharing;

/// <summary>How much of something is allowed.</summary>
/// <param name="AtOnce">At one go.</param>
/// <param name="OneMoreAfter">After how long one more.</param>
/// <param name="Waiting">How many beyond these wait for their turn.</param>
internal readonly record struct Allowance(int AtOnce, TimeSpan OneMoreAfter, int Waiting = 0);

/// <summary>What came of a request.</summary>
/// <param name="IsAllowed">Whether it is answered.</param>
/// <param name="Wait">Where it is: how long it has to wait for its turn; else after how long it would be answered.</param>
/// <param name="Used">How much of the allowance is used now.</param>
internal readonly record struct Counted(bool IsAllowed, TimeSpan Wait, double Used);

/// <summary>
/// Counts who asks how often: in Redis, for all nodes at once and by its clock, where it answers; else in the memory of this process, never more than <see cref="Most"/> at once.
/// One number is kept for each that is counted, the instant at which all is given back (the generic cell rate algorithm, ITU-T I.371), and forgotten at that instant. Whom it counts, Redis cannot read from the name.
/// </summary>
/// <param name="redis">The Redis of the site.</param>
/// <param name="time">The clock of this process.</param>
internal sealed class Counts(RedisServer redis, TimeProvider time)
{
    /// <summary>How many are counted at once in memory. Where more come, those are forgotten that are given all back first.</summary>
    public const int Most = 50_000;

    // In microseconds: for one number of 53 bits, and a clock of its own that all nodes share.
    private const string Script = """
        local t = redis.call('TIME')
        local now = t[1] * 1000000 + t[2]
        local full = tonumber(redis.call('GET', KEYS[1]) or now)
        if full < now then full = now end
        local each, most, cost, waiting = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
        local after = full + each * cost
        local wait = after - now - each * most
        if wait > each * waiting then return {0, string.format('%d', wait - each * waiting), string.format('%d', full - now)} end
        redis.call('SET', KEYS[1], string.format('%d', after), 'PX', math.ceil((after - now) / 1000))
        if wait < 0 then wait = 0 end
        return {1, string.format('%d', wait), string.format('%d', after - now)}
        """;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _full = new(StringComparer.Ordinal);

    /// <summary>Counts a request.</summary>
    /// <param name="what">What is counted: the name of a limit.</param>
    /// <param name="who">Network, browser or key.</param>
    /// <param name="allowance">What holds for them.</param>
    /// <param name="cost">For how many it counts.</param>
    public async ValueTask<Counted> TakeAsync(string what, string who, Allowance allowance, int cost = 1) => await TakeSharedAsync(what, who, allowance, cost) ?? Take(what, who, allowance, cost);

    /// <summary>Counts a request for all nodes; null where Redis does not count.</summary>
    public async ValueTask<Counted?> TakeSharedAsync(string what, string who, Allowance allowance, int cost)
    {
        if (!redis.Answers)
        {
            return null;
        }

        var each = (long)allowance.OneMoreAfter.TotalMicroseconds;
        var (answered, result) = await redis.TryAsync(database => database.ScriptEvaluateAsync(Script, [redis.Key("count", what + "\0" + who)], [each, allowance.AtOnce, cost, allowance.Waiting]));
        if (!answered || (RedisResult[]?)result is not [var allowed, var wait, var ahead])
        {
            return null;
        }

        return new Counted((int)allowed == 1, Microseconds(wait), Microseconds(ahead) / allowance.OneMoreAfter);
    }

    private Counted Take(string what, string who, Allowance allowance, int cost)
    {
        var (key, now, each) = (what + "\0" + who, time.GetTimestamp(), Ticks(allowance.OneMoreAfter));
        lock (_lock)
        {
            var full = Math.Max(now, _full.GetValueOrDefault(key, now));
            var after = full + (each * cost);
            var wait = after - now - (each * allowance.AtOnce);
            if (wait > each * allowance.Waiting)
            {
                return new Counted(false, Span(wait - (each * allowance.Waiting)), (double)(full - now) / each);
            }

            if (_full.Count >= Most && !_full.ContainsKey(key))
            {
                Forget(now);
            }

            _full[key] = after;
            return new Counted(true, Span(Math.Max(0, wait)), (double)(after - now) / each);
        }
    }

    private void Forget(long now)
    {
        foreach (var (key, _) in _full.Where(pair => pair.Value <= now).ToList())
        {
            _full.Remove(key);
        }

        if (_full.Count >= Most)
        {
            foreach (var (key, _) in _full.OrderBy(pair => pair.Value).Take(Most / 2).ToList())
            {
                _full.Remove(key);
            }
        }
    }

    private long Ticks(TimeSpan span) => Math.Max(1, (long)(span.TotalSeconds * time.TimestampFrequency));

    private TimeSpan Span(long ticks) => TimeSpan.FromSeconds((double)ticks / time.TimestampFrequency);

    private static TimeSpan Microseconds(RedisResult result) => TimeSpan.FromMicroseconds(double.Parse((string)result!, CultureInfo.InvariantCulture));
}
