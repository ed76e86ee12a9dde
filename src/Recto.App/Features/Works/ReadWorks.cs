using Recto.App.Shell.Reports;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Works;
using Recto.Notes;
using Recto.Notes.Resolution;

namespace Recto.App.Features.Works;

/// <summary>A source of a document and the work that it means.</summary>
/// <param name="File">The document, as its path lies under what was given.</param>
/// <param name="Cited">The source.</param>
/// <param name="Link">To which work it was put, and why.</param>
internal sealed record ReadSource(string File, CitedWork Cited, WorkLink Link);

/// <summary>Reads documents and puts what their notes cite together, in memory, in the order of their paths.</summary>
/// <param name="read">Reads the notes of a document.</param>
internal sealed class ReadWorks(ReadDocument read)
{
    private readonly NotesEngine _engine = new();
    private readonly WorkClusters _clusters = new();

    /// <summary>All sources in the order in which they were read.</summary>
    public List<ReadSource> Sources { get; } = [];

    /// <summary>The notes of each document.</summary>
    public Dictionary<string, Apparatus> Notes { get; } = new(StringComparer.Ordinal);

    /// <summary>Why one of these cannot be read at all; null where all are there.</summary>
    public static string? FindMissing(IEnumerable<string> paths) => paths.FirstOrDefault(path => !File.Exists(path) && !Directory.Exists(path)) is { } missing ? $"“{missing}” does not exist; check the path." : null;

    /// <summary>Reads documents, and folders of them.</summary>
    /// <param name="paths">They.</param>
    /// <param name="refused">Is told what cannot be read, and why.</param>
    /// <param name="ct">Cancels between two documents.</param>
    public async Task AddAsync(IEnumerable<string> paths, Action<string, string> refused, CancellationToken ct)
    {
        foreach (var path in paths)
        {
            var files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : new[] { path }.AsEnumerable();
            var root = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
            foreach (var file in files)
            {
                ct.ThrowIfCancellationRequested();
                var name = Path.GetRelativePath(root, file).Replace('\\', '/');
                var (notes, refusal) = read(await File.ReadAllBytesAsync(file, ct), Path.GetFileName(file));
                if (notes is null)
                {
                    refused(name, refusal ?? "It cannot be read.");
                    continue;
                }

                var apparatus = _engine.Read(notes);
                var cited = CitedWorks.Of(Bibliography.Of(apparatus, _engine.Directory));
                Notes[name] = apparatus;
                Sources.AddRange(cited.Zip(_clusters.Add(name, cited), (work, link) => new ReadSource(name, work, link)));
            }
        }
    }

    /// <summary>A number that is the same for all sources of one work.</summary>
    public int WorkOf(ReadSource source) => _clusters.WorkOf(source.File, source.Cited.SourceId)!.Value;

    /// <summary>The work that is cited at a place of a note; null where nothing is.</summary>
    /// <param name="file">The document.</param>
    /// <param name="note">Index of the note, from 0.</param>
    /// <param name="start">Where the words begin, in UTF-16 code units.</param>
    /// <param name="end">Where they end.</param>
    public int? WorkAt(string file, int note, int start, int end)
    {
        if (!Notes.TryGetValue(file, out var apparatus) || note >= apparatus.Notes.Count)
        {
            return null;
        }

        // The reference that covers most of it.
        var best = apparatus.Notes[note].References.Where(found => found.SourceId is not null)
            .MaxBy(found => Math.Min(end, found.Reference.Span.End) - Math.Max(start, found.Reference.Span.Start));
        return best is null || Math.Min(end, best.Reference.Span.End) <= Math.Max(start, best.Reference.Span.Start) ? null : _clusters.WorkOf(file, best.SourceId!);
    }
}
