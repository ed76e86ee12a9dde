using Recto.App.Shell;
using Recto.App.Shell.Recommending;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>
/// Makes vectors of new and changed articles where the operator has brought a model, some seconds at a time, so that it never fills the machine for long; without a model, or with another, old vectors go.
/// The model is in memory only while there is something to do.
/// </summary>
internal sealed class MakeVectors(VectorStore store, SiteOptions options, TimeProvider time, ILogger<MakeVectors> log)
{
    private const int ReadAtOnce = 50;
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(8);
    private static readonly Action<ILogger, string, Exception?> CannotUse = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1, nameof(CannotUse)), "RECTO_EMBEDDER: {Wrong} Lists are made without it");

    private string? _model;
    private string _stamp = "";
    private string? _told;
    private bool _isLooked;

    /// <summary>Does what is due, for some seconds at most.</summary>
    /// <returns>How many vectors were made.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (options.Recommendations.Embedder is not { } file)
        {
            if (!_isLooked)
            {
                await store.KeepOnlyAsync(null, ct);
                _isLooked = true;
            }

            return 0;
        }

        if (FindModel(file) is not { } model)
        {
            return 0; // What is there stays: a file that is being replaced is away for a moment.
        }

        await store.KeepOnlyAsync(model, ct);
        var ids = await store.ListBehindAsync(model, ReadAtOnce, ct);
        return ids.Count == 0 ? 0 : await MakeAsync(file, model, ids, ct);
    }

    private async Task<int> MakeAsync(string file, string model, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        if (!OnnxEmbedder.TryOpen(file, Math.Max(1, Environment.ProcessorCount / 2), out var embedder, out var wrong))
        {
            Tell(wrong);
            return 0;
        }

        using (embedder)
        {
            if (embedder.Model != model)
            {
                return 0; // Replaced this moment.
            }

            var (made, begun, seen) = (0, time.GetTimestamp(), new HashSet<Guid>());
            while (ids.Count > 0)
            {
                var isNew = false;
                foreach (var id in ids.Where(seen.Add))
                {
                    if (time.GetElapsedTime(begun) > AtOnce)
                    {
                        return made;
                    }

                    isNew = true;
                    if (await store.FindTextAsync(id, ct) is { } text)
                    {
                        await store.WriteAsync(id, model, text, embedder.Embed(text.Text), ct);
                        made++;
                    }
                }

                ids = isNew ? await store.ListBehindAsync(model, ReadAtOnce, ct) : []; // One that changes all the time is left to the next run.
            }

            return made;
        }
    }

    // Its hash is worked out once, and again when the file is another.
    private string? FindModel(string file)
    {
        var info = new FileInfo(file);
        var stamp = info.Exists ? $"{info.Length} {info.LastWriteTimeUtc.Ticks}" : "";
        if (stamp != _stamp || _model is null)
        {
            (_model, _stamp) = (OnnxEmbedder.FindModel(file, out var wrong), stamp);
            if (wrong is not null)
            {
                Tell(wrong);
            }
        }

        return _model;
    }

    private void Tell(string wrong)
    {
        if (wrong != _told)
        {
            CannotUse(log, wrong, null);
            _told = wrong;
        }
    }
}
