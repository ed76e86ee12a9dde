namespace Recto.Storage.Matching;

/// <summary>The index of one file of works, kept as one file or made for one use.</summary>
public static class WorksIndexFile
{
    private const int MostParts = 8;

    /// <summary>Opens the index that is kept; builds it where it is missing, damaged or made from something else. The old one stays until the new one is whole.</summary>
    /// <param name="source">The works.</param>
    /// <param name="path">The index's file.</param>
    /// <param name="progress">Told how many works were read; null where nobody watches.</param>
    /// <param name="ct">Stops building.</param>
    /// <exception cref="InvalidDataException">The works cannot be read; the message names file and line.</exception>
    /// <exception cref="IOException">The index cannot be written.</exception>
    public static OpenWorks OpenOrBuild(WorksSource source, string path, Action<long>? progress, CancellationToken ct)
    {
        var stamp = source.Stamp();
        if (File.Exists(path) && FindUsable(path, stamp, ct) is { } usable)
        {
            return usable;
        }

        var (folder, name) = (Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));
        SegmentFiles.RemoveAbandoned(folder, name + ".*");
        var parts = new List<string>();
        try
        {
            var (built, _) = SegmentFiles.Build(SegmentFiles.Analysed(source.Batches(), ct), Next, stamp, progress, ct);
            if (built.Count == 1)
            {
                File.Move(built[0], path, overwrite: true);
            }
            else
            {
                SegmentFiles.Merge(built, path, stamp, ct);
            }
        }
        finally
        {
            parts.ForEach(File.Delete);
        }

        return OpenWorks.Of([path]);

        string Next()
        {
            parts.Add($"{path}.{Guid.NewGuid():N}.part");
            return parts[^1];
        }
    }

    /// <summary>Builds an index for one use: its files are gone when it is closed.</summary>
    /// <param name="source">The works.</param>
    /// <param name="progress">Told how many works were read; null where nobody watches.</param>
    /// <param name="ct">Stops building.</param>
    /// <exception cref="InvalidDataException">The works cannot be read; the message names file and line.</exception>
    public static OpenWorks BuildForOnce(WorksSource source, Action<long>? progress, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("recto-works-");
        try
        {
            var number = 0;
            var (built, _) = SegmentFiles.Build(SegmentFiles.Analysed(source.Batches(), ct), () => Path.Combine(folder.FullName, $"{number++}"), null, progress, ct);
            if (built.Count > MostParts)
            {
                var one = Path.Combine(folder.FullName, "all");
                SegmentFiles.Merge(built, one, null, ct);
                built = [one];
            }

            var open = OpenWorks.Of(built);
            open.Closed = () => Remove(folder);
            if (!OperatingSystem.IsWindows())
            {
                Remove(folder); // What is mapped stays readable, and nothing is left where the program is killed.
            }

            return open;
        }
        catch
        {
            Remove(folder);
            throw;
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        if (Directory.Exists(folder.FullName))
        {
            folder.Delete(recursive: true);
        }
    }

    private static OpenWorks? FindUsable(string path, byte[] stamp, CancellationToken ct)
    {
        try
        {
            var open = OpenWorks.Of([path]);
            try
            {
                var segment = open.Index.Parts[0];
                if (segment.Stamp.SequenceEqual(stamp))
                {
                    segment.VerifyUnlessHuge(ct);
                    return open;
                }
            }
            catch
            {
                open.Dispose();
                throw;
            }

            open.Dispose();
            return null;
        }
        catch (InvalidDataException)
        {
            return null; // It is built anew, which mends it.
        }
    }
}
