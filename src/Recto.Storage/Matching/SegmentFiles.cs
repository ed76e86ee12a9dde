using Recto.Journals.Matching.Index;
using Recto.Journals.Matching.Works;

namespace Recto.Storage.Matching;

/// <summary>
/// Builds segments of the index of works as files. A file has its name only when it is whole and on the disk: until then it is <c>*.building</c>, and who finds such a file that nobody writes may remove it.
/// </summary>
internal static class SegmentFiles
{
    private const string Building = ".building";

    /// <summary>Reads works and writes them as segments.</summary>
    /// <param name="works">Parts of streams of works, in order.</param>
    /// <param name="place">Gives each segment its path.</param>
    /// <param name="stamp">Says what they are made from; null for nothing.</param>
    /// <param name="progress">Told how many works were read; null where nobody watches.</param>
    /// <param name="ct">Stops; what is under way is removed.</param>
    /// <returns>The paths in order, and how many works.</returns>
    /// <exception cref="InvalidDataException">The works cannot be read.</exception>
    public static (IReadOnlyList<string> Paths, long Works) Build(IEnumerable<AnalysedWorks> works, Func<string> place, byte[]? stamp, Action<long>? progress, CancellationToken ct)
    {
        var (paths, builder, count) = (new List<string>(), new SegmentBuilder(), 0L);
        foreach (var batch in works)
        {
            ct.ThrowIfCancellationRequested();
            builder.Add(batch);
            count += batch.Count;
            progress?.Invoke(count);
            if (builder.Count >= SegmentBuilder.UsualWorks)
            {
                Write();
            }
        }

        if (builder.Count > 0 || paths.Count == 0)
        {
            Write();
        }

        return (paths, count);

        void Write()
        {
            ct.ThrowIfCancellationRequested();
            paths.Add(place());
            WriteWhole(paths[^1], output => builder.Write(output, stamp));
        }
    }

    /// <summary>Reads and analyses on all processors, a few parts ahead; the order stays.</summary>
    /// <exception cref="InvalidDataException">A part cannot be read.</exception>
    public static IEnumerable<AnalysedWorks> Analysed(IEnumerable<WorksBatch> batches, CancellationToken ct)
    {
        var under = new Queue<Task<AnalysedWorks>>();
        foreach (var batch in batches)
        {
            ct.ThrowIfCancellationRequested();
            under.Enqueue(Task.Run(() => AnalysedWorks.Of(batch.Read()), ct));
            if (under.Count > Environment.ProcessorCount)
            {
                yield return under.Dequeue().GetAwaiter().GetResult();
            }
        }

        while (under.TryDequeue(out var next))
        {
            yield return next.GetAwaiter().GetResult();
        }
    }

    /// <summary>Merges segments into one file.</summary>
    public static void Merge(IReadOnlyList<string> paths, string into, byte[]? stamp, CancellationToken ct)
    {
        using var open = OpenWorks.Of(paths);
        var scratch = into + ".terms" + Building;
        WriteWhole(into, output =>
        {
            using var terms = new FileStream(scratch, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            SegmentMerge.Write(open.Index.Parts, output, terms, stamp, ct);
        });
    }

    /// <summary>Writes a file under another name, puts it on the disk, and gives it its name.</summary>
    public static void WriteWhole(string path, Action<Stream> write)
    {
        var building = $"{path}.{Guid.NewGuid():N}{Building}";
        try
        {
            using (var output = new FileStream(building, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1))
            {
                write(output);
                output.Flush(flushToDisk: true);
            }

            File.Move(building, path, overwrite: true);
        }
        catch
        {
            File.Delete(building);
            throw;
        }
    }

    /// <summary>Removes what a killed program left half built.</summary>
    public static void RemoveAbandoned(string folder, string pattern)
    {
        foreach (var path in Directory.EnumerateFiles(folder, pattern + Building))
        {
            try
            {
                using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1))
                {
                    // Nobody writes it.
                }

                File.Delete(path);
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException)
            {
                // Somebody does.
            }
        }
    }
}
