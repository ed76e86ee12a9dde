using System.Security.Cryptography;
using System.Text.Json;

namespace Recto.Storage.Backups;

/// <summary>In what the rows of a key differ.</summary>
internal enum Difference
{
    Missing = 1,
    Extra,
    Changed,
}

/// <summary>Compares a table of two databases: both are read in the order of their keys, side by side, so that a table of any size needs no more memory than a few rows.</summary>
/// <param name="table">The table, as the source has it.</param>
/// <param name="mostKeys">How many keys that differ are kept for telling.</param>
internal sealed class TableDifference(TableShape table, int mostKeys)
{
    private readonly List<string> _keys = [];
    private readonly long[] _counts = new long[4];
    private long _rows;
    private string _digest = "";

    /// <summary>Compares it.</summary>
    /// <param name="here">The source.</param>
    /// <param name="there">The target.</param>
    /// <param name="read">Is told of each row of the source.</param>
    /// <param name="differs">Is told of each key that differs, with the source's rows.</param>
    /// <param name="ct">Cancels.</param>
    public async Task FindAsync(DatabaseSnapshot here, DatabaseSnapshot there, Action? read, Func<Difference, IReadOnlyList<object>, IReadOnlyList<byte[]>, Task>? differs, CancellationToken ct)
    {
        await using var source = new Groups(await here.ReadAsync(table, null, isExact: true, ct));
        await using var target = new Groups(await there.ReadAsync(table, null, isExact: true, ct));
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (hasSource, hasTarget) = (await source.NextAsync(ct), await target.NextAsync(ct));
        while (hasSource || hasTarget)
        {
            var order = !hasSource ? 1 : !hasTarget ? -1 : RowCursor.Compare(source.Key, target.Key);
            Difference? found = order < 0 ? Difference.Missing : order > 0 ? Difference.Extra : IsSame(source.Lines, target.Lines) ? null : Difference.Changed;
            if (found is { } kind)
            {
                var key = order > 0 ? target.Key : source.Key;
                _counts[(int)kind] += order > 0 ? target.Lines.Count : source.Lines.Count;
                if (_keys.Count < mostKeys)
                {
                    _keys.Add(RowCursor.Shown(table, key));
                }

                if (differs is not null)
                {
                    await differs(kind, key, order > 0 ? [] : source.Lines);
                }
            }

            if (order <= 0)
            {
                foreach (var line in source.Lines)
                {
                    digest.AppendData(line);
                    _rows++;
                    read?.Invoke();
                }

                hasSource = await source.NextAsync(ct);
            }

            hasTarget = order >= 0 ? await target.NextAsync(ct) : hasTarget;
        }

        _digest = Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>What was found.</summary>
    public MovedTable ToTable() => new(table.Name, _rows, _digest, _counts[(int)Difference.Missing], _counts[(int)Difference.Extra], _counts[(int)Difference.Changed], _keys);

    private static bool IsSame(List<byte[]> one, List<byte[]> other) => one.Count == other.Count && one.Zip(other).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second) || IsSameRow(pair.First, pair.Second));

    // The same number may be written in two ways, and SQLite keeps a UUID in the letters in which it was given.
    private static bool IsSameRow(byte[] one, byte[] other)
    {
        using var a = JsonDocument.Parse(one);
        using var b = JsonDocument.Parse(other);
        return a.RootElement.EnumerateArray().Zip(b.RootElement.EnumerateArray()).All(pair => IsSameValue(pair.First, pair.Second));
    }

    private static bool IsSameValue(JsonElement one, JsonElement other) => (one.ValueKind, other.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => one.ValueEquals(other.GetString()) || Guid.TryParseExact(one.GetString(), "D", out var a) && Guid.TryParseExact(other.GetString(), "D", out var b) && a == b,
        (JsonValueKind.Number, JsonValueKind.Number) => one.GetRawText() == other.GetRawText() || one.TryGetInt64(out var a) && other.TryGetInt64(out var b) ? one.GetRawText() == other.GetRawText() : one.GetDouble().Equals(other.GetDouble()),
        (JsonValueKind.Object, JsonValueKind.Object) => one.GetRawText() == other.GetRawText(),
        var (a, b) => a == b,
    };

    // The rows of one key; sorted, for where a key may stand several times nothing else orders them.
    private sealed class Groups(RowCursor rows) : IAsyncDisposable
    {
        private bool? _waits;

        public IReadOnlyList<object> Key { get; private set; } = [];

        public List<byte[]> Lines { get; private set; } = [];

        public async ValueTask<bool> NextAsync(CancellationToken ct)
        {
            if (!(_waits ??= await rows.ReadAsync(ct)))
            {
                return false;
            }

            Key = rows.Key;
            Lines = [rows.Line.ToArray()];
            while ((_waits = await rows.ReadAsync(ct)) == true && RowCursor.Compare(Key, rows.Key) == 0)
            {
                Lines.Add(rows.Line.ToArray());
            }

            if (Lines.Count > 1)
            {
                Lines.Sort((one, other) => one.AsSpan().SequenceCompareTo(other));
            }

            return true;
        }

        public ValueTask DisposeAsync() => rows.DisposeAsync();
    }
}
