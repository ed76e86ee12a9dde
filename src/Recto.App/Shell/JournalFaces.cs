using System.Collections.Frozen;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Recto.Storage.Issues;

namespace Recto.App.Shell;

/// <summary>
/// What journals put into the frame of their pages: links to pages of their own, their colour, what they say of mining, and whether readers see how often articles are read. Kept in memory, for every page of a journal shows it and an article's page asks the database once only;
/// loaded when the site starts, after a change at the desk, and when the watch finds that another process has changed something.
/// </summary>
internal sealed class JournalFaces(JournalPageStore pages, ILogger<JournalFaces> log) : IHostedService
{
    private static readonly Action<ILogger, Exception?> CouldNotLoad = LoggerMessage.Define(LogLevel.Warning, new EventId(3, nameof(CouldNotLoad)), "The links and colours of journals could not be read; they are read again when something changes");

    private volatile Loaded _loaded = new(FrozenDictionary<string, JournalFace>.Empty, FrozenDictionary<Guid, JournalFace>.Empty, "0");

    /// <summary>A word that changes whenever a frame does: part of every page's version.</summary>
    public string Stamp => _loaded.Stamp;

    /// <summary>A journal's; null for a journal that puts nothing into it, and for pages of no journal.</summary>
    public JournalFace? Find(string? journalKey) => journalKey is null ? null : _loaded.Faces.GetValueOrDefault(journalKey);

    /// <summary>The same by the journal's id; null for a journal that came in a moment ago.</summary>
    public JournalFace? Find(Guid journalId) => _loaded.ById.GetValueOrDefault(journalId);

    /// <summary>That of a site with one journal; null where there are several, or none is known.</summary>
    public JournalFace? Only => _loaded.ById is { Count: 1 } one ? one.Values[0] : null;

    /// <summary>Reads them anew.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        var rows = await pages.ListFacesAsync(ct);
        var text = new StringBuilder();
        foreach (var row in rows.Where(row => row.Pages.Count > 0 || row.Colour is not null || row.ReservesMining is not null || row.MiningTerms is not null || row.HidesMetrics))
        {
            text.Append(row.JournalKey).Append('\n').Append(row.Language).Append('\n').Append(row.Colour).Append('\n').Append(row.ReservesMining).Append('\n').Append(row.MiningTerms).Append('\n').Append(row.HidesMetrics ? "hides\n" : "").AppendJoin('\n', row.Pages).Append('\n');
        }

        List<JournalFace> faces = [.. rows.Select(JournalFace.Of)];
        _loaded = new(faces.ToFrozenDictionary(face => face.JournalKey, StringComparer.Ordinal), faces.ToFrozenDictionary(face => face.JournalId), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 6)));
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LoadAsync(cancellationToken);
        }
        catch (DbException fault)
        {
            // A database that is away for a moment must not keep the site from starting.
            CouldNotLoad(log, fault);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed record Loaded(FrozenDictionary<string, JournalFace> Faces, FrozenDictionary<Guid, JournalFace> ById, string Stamp);
}
