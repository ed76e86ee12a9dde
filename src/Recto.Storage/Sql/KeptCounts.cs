using System.Collections.Concurrent;

namespace Recto.Storage.Sql;

/// <summary>
/// Counts that go through very many rows, kept for some minutes: what thousands of articles say changes little by one more, and counting it anew for every page that shows it takes longer than all else on the page.
/// What few say is counted whenever it is asked for.
/// </summary>
/// <typeparam name="T">What was counted.</typeparam>
/// <param name="many">So many rows at least make a count worth keeping.</param>
/// <param name="time">Gives the time.</param>
internal sealed class KeptCounts<T>(int many, TimeProvider time)
    where T : class
{
    /// <summary>As many rows are counted in a millisecond or two.</summary>
    public const int Many = 2_000;

    /// <summary>How long a count is kept.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private const int Most = 20_000;
    private readonly ConcurrentDictionary<string, (T Counted, long At)> _kept = new(StringComparer.Ordinal);

    /// <summary>All that are kept and not too old.</summary>
    public IReadOnlyList<T> All => [.. _kept.Values.Where(IsYoung).Select(kept => kept.Counted)];

    /// <summary>What is kept of one thing; null where nothing is, or it is too old.</summary>
    public T? Find(string key) => _kept.TryGetValue(key, out var kept) && IsYoung(kept) ? kept.Counted : null;

    /// <summary>Keeps what was counted, where it was much.</summary>
    /// <param name="key">Of what.</param>
    /// <param name="counted">The count.</param>
    /// <param name="rows">Through how many rows it went.</param>
    public void Keep(string key, T counted, long rows)
    {
        if (rows < many)
        {
            _kept.TryRemove(key, out _);
            return;
        }

        if (_kept.Count >= Most)
        {
            _kept.Clear();
        }

        _kept[key] = (counted, time.GetTimestamp());
    }

    private bool IsYoung((T Counted, long At) kept) => time.GetElapsedTime(kept.At) < Longest;
}
