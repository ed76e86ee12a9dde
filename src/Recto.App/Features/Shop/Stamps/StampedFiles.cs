using System.Security.Cryptography;
using System.Text;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.Journals.Access;
using Recto.Journals.Shop;
using Recto.Storage.Files;
using Recto.Storage.Shop;

namespace Recto.App.Features.Shop.Stamps;

/// <summary>
/// Stamps of bought PDFs. What is made is kept in memory, the last used longest and never more than a few megabytes: a stamp is some kilobytes behind a file that is kept once. It is made anew to the same bytes, so that a
/// download goes on where it broke off, also by another process.
/// </summary>
internal sealed class StampedFiles(OrderStore orders, Say say, ILogger<StampedFiles> log) : IDisposable
{
    /// <summary>Most bytes that are kept.</summary>
    public const int Most = 16 * 1024 * 1024;

    private const int Least = 256; // What a stamp takes beside its bytes; files that cannot be stamped are remembered too.
    private static readonly Action<ILogger, string, string, Exception?> WasLeft = LoggerMessage.Define<string, string>(LogLevel.Warning, new EventId(1, nameof(WasLeft)), "The PDF {Hash} goes out without a stamp: {Why}");
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, byte[]? Appended)>> _kept = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, byte[]? Appended)> _byUse = new();
    private readonly SemaphoreSlim _making = new(1, 1);
    private readonly Lazy<StampType> _type = new();
    private long _size;

    /// <summary>How many bytes are kept.</summary>
    public long Size => Interlocked.Read(ref _size);

    /// <summary>The stamp of a file that a right opens; null where none is wanted, or none can be made.</summary>
    public async ValueTask<FileStamp?> FindAsync(Guid journalId, HeldRight right, FileHash hash, Stream content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(right);
        if (await orders.FindStampAsync(right.Id, journalId, ct) is not { } order)
        {
            return null;
        }

        var line = Line(order);
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)).AsSpan(0, 4));
        var key = $"{hash.Value} {line}";
        if (!TryFind(key, out var appended))
        {
            await _making.WaitAsync(ct); // Download managers ask for many parts at once: the first makes it.
            try
            {
                if (!TryFind(key, out appended))
                {
                    appended = Make(hash, content, line);
                    Keep(key, appended);
                }
            }
            finally
            {
                _making.Release();
            }
        }

        content.Position = 0;
        return appended is null ? null : new FileStamp(appended, mark);
    }

    /// <summary>What a stamp says, in the language of the order.</summary>
    public string Line(StampedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Say.In(order.Buyer.Language, () =>
        {
            var day = Dates.Day(order.PaidAt);
            return order is { Words: StampWords.Name, Buyer.Name: { Length: > 0 } name } && _type.Value.Set(name) is not null
                ? say["Licensed to {0}, order {1}, {2}", name, order.Reference, day]
                : say["Licensed under order {0}, {1}", order.Reference, day];
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _making.Dispose();
        if (_type.IsValueCreated)
        {
            _type.Value.Dispose();
        }
    }

    private byte[]? Make(FileHash hash, Stream content, string line)
    {
        switch (PdfStamp.Make(content, line, _type.Value))
        {
            case StampOutcome.Made made:
                return made.Appended;
            case StampOutcome.Left left:
                WasLeft(log, hash.Value, left.Why, null);
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private bool TryFind(string key, out byte[]? appended)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(key, out var node))
            {
                appended = null;
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            appended = node.Value.Appended;
            return true;
        }
    }

    private void Keep(string key, byte[]? appended)
    {
        lock (_lock)
        {
            _kept[key] = _byUse.AddFirst((key, appended));
            _size += Weight(appended);
            while (_size > Most && _byUse.Last is { } last && last.Value.Key != key)
            {
                _size -= Weight(last.Value.Appended);
                _kept.Remove(last.Value.Key);
                _byUse.RemoveLast();
            }
        }
    }

    private static int Weight(byte[]? appended) => Least + (appended?.Length ?? 0);
}
