using System.Runtime.CompilerServices;
using Recto.Storage.Sql;

namespace Recto.Storage.Search;

/// <summary>
/// Which pairs of word and key the index of one database is known to hold, so that the common words of every article are not sent again and again. Pairs are never deleted from an index.
/// Numbers stand for them, made of word and key; forgotten when there are too many, a few megabytes.
/// </summary>
internal sealed class KnownWords
{
    private const int Most = 400_000;

    // Stores are made anew for each act; the database is one.
    private static readonly ConditionalWeakTable<Database, KnownWords> All = [];

    private readonly Lock _lock = new();
    private readonly HashSet<ulong> _pairs = [];

    public static KnownWords Of(Database database) => All.GetOrCreateValue(database);

    /// <summary>Those of the pairs that may not be there yet.</summary>
    public IReadOnlyList<(string Form, string Key)> Except(IReadOnlyCollection<(string Form, string Key)> pairs)
    {
        lock (_lock)
        {
            return [.. pairs.Where(pair => !_pairs.Contains(NumberOf(pair)))];
        }
    }

    /// <summary>Remembers pairs that were written and committed.</summary>
    public void Add(IReadOnlyList<(string Form, string Key)> pairs)
    {
        lock (_lock)
        {
            if (_pairs.Count + pairs.Count > Most)
            {
                _pairs.Clear();
            }

            foreach (var pair in pairs)
            {
                _pairs.Add(NumberOf(pair));
            }
        }
    }

    // Mixed: most words are their own key, and a set looks at both halves laid over each other.
    private static ulong NumberOf((string Form, string Key) pair) =>
        ((((ulong)(uint)pair.Form.GetHashCode(StringComparison.Ordinal) << 32) | (uint)pair.Key.GetHashCode(StringComparison.Ordinal)) * 0x9E3779B97F4A7C15) ^ (uint)pair.Form.GetHashCode(StringComparison.Ordinal);
}
