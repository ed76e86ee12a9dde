using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Recto.App.Shell.Rounds;
using Recto.Storage.Api;

namespace Recto.App.Features.Api.Keys;

/// <summary>Tells whose key a request brings, and notes the day of its use behind everything else. What is revoked on another process is refused within a minute.</summary>
internal sealed class ApiKeys(ApiKeyStore store, TimeProvider time, ILogger<ApiKeys> log) : BackgroundService
{
    private const string Beginning = "recto_";
    private const string Scheme = "Bearer ";
    private const int MostKnown = 10_000;
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(1);
    private static readonly Action<ILogger, Exception?> CouldNotNote = LoggerMessage.Define(LogLevel.Warning, new EventId(1, nameof(CouldNotNote)), "The database did not take the day of a key's use");

    private readonly ConcurrentDictionary<string, (Guid Id, long At)> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, DateOnly> _used = new();
    private readonly Channel<(Guid Id, DateOnly Day)> _uses = Channel.CreateBounded<(Guid, DateOnly)>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>A new key, its hash, and its first letters.</summary>
    public static (string Key, string Hash, string Hint) Make()
    {
        var key = Beginning + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (key, Hash(key), key[..(Beginning.Length + 4)]);
    }

    /// <summary>The hash of the key in the header; null where none is in it.</summary>
    public static string? HashOf(string authorization)
    {
        var key = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : "";
        return key.Length == Beginning.Length + 43 && key.StartsWith(Beginning, StringComparison.Ordinal) ? Hash(key) : null;
    }

    /// <summary>The id of a key that was good a moment ago; null where the database is to be asked.</summary>
    public Guid? Known(string hash) => _known.TryGetValue(hash, out var known) && time.GetElapsedTime(known.At) < Trusted ? known.Id : null;

    /// <summary>The id of a key that is good; null where it is not.</summary>
    public async Task<Guid?> FindAsync(string hash, CancellationToken ct)
    {
        if (await store.FindAsync(hash, ct) is not { } key)
        {
            _known.TryRemove(hash, out _);
            return null;
        }

        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[hash] = (key.Id, time.GetTimestamp());
        return key.Id;
    }

    /// <summary>Forgets a key that was revoked.</summary>
    public void Forget(Guid id)
    {
        foreach (var (hash, _) in _known.Where(known => known.Value.Id == id).ToList())
        {
            _known.TryRemove(hash, out _);
        }
    }

    /// <summary>Notes that a key was used: once a day.</summary>
    public void Used(Guid id)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (_used.TryGetValue(id, out var day) && day == today)
        {
            return;
        }

        if (_used.Count >= MostKnown)
        {
            _used.Clear();
        }

        _used[id] = today;
        _uses.Writer.TryWrite((id, today));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, day) in _uses.Reader.ReadAllAsync(stoppingToken))
        {
            await JobDoor.TryAsync("key-uses", ct => store.UsedAsync(id, day, ct), fault =>
            {
                _used.TryRemove(id, out _);
                CouldNotNote(log, fault);
            }, log, stoppingToken);
        }
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
