using Recto.Journals.Matching.Index;
using Recto.Journals.Matching.Works;

namespace Recto.Storage.Matching;

/// <summary>
/// The index of works of a site: a folder of segments, and a manifest that says which of them count. Appending writes a new segment and then a new manifest, each under another name first: whoever reads meanwhile reads the
/// old one, and a program that is killed leaves the old one. One writer at a time; any number of readers, also in other processes.
/// </summary>
/// <param name="folder">The folder; made by the first who writes.</param>
public sealed class WorksFolder(string folder)
{
    private const int MostSegments = 8;

    /// <summary>The name of the folder beside a site's other data.</summary>
    public const string Name = "works-index";

    private string ManifestPath => Path.Combine(folder, "manifest.json");

    /// <summary>What the index is made of now; empty where there is none.</summary>
    /// <exception cref="InvalidDataException">The manifest is damaged.</exception>
    public WorksManifest Manifest() => WorksManifest.Read(ManifestPath);

    /// <summary>Opens the index as it is now; null where there is none.</summary>
    /// <exception cref="InvalidDataException">A part of it is missing or damaged; the message names it.</exception>
    public OpenWorks? Open()
    {
        for (var attempt = 0; ; attempt++)
        {
            var manifest = Manifest();
            if (manifest.Segments.Count == 0)
            {
                return null;
            }

            try
            {
                return OpenWorks.Of(manifest.Segments.Select(PathOf));
            }
            catch (InvalidDataException) when (attempt < 3 && Manifest().Version != manifest.Version)
            {
                // Somebody merged between the two readings.
            }
        }
    }

    /// <summary>Appends the works of a file. A file that is in the index already is left alone.</summary>
    /// <param name="source">The file.</param>
    /// <param name="progress">Told how many works were read; null where nobody watches.</param>
    /// <param name="ct">Stops; the index stays as it was.</param>
    /// <returns>How many works were appended; null where the file is unchanged.</returns>
    /// <exception cref="InvalidDataException">The file, or the index, cannot be used.</exception>
    /// <exception cref="WorksBusyException">Another program writes the index.</exception>
    public long? Append(WorksSource source, Action<long>? progress, CancellationToken ct)
    {
        using var held = Hold();
        var (stamp, manifest) = (Convert.ToHexStringLower(source.Stamp()), Manifest());
        return manifest.Sources.Any(one => one.Stamp == stamp) ? null
            : Append(manifest, SegmentFiles.Analysed(source.Batches(), ct), next => next with { Sources = [.. next.Sources, new WorksManifestSource(Path.GetFileName(source.Path), stamp)] }, progress, ct);
    }

    /// <summary>Appends works, and says how far their source was read.</summary>
    /// <param name="works">The works; a work that is there already (by DOI, else by id) is given by its later record from then on.</param>
    /// <param name="mark">How far, in the words of whoever appends; null leaves what was said.</param>
    /// <param name="ct">Stops; the index stays as it was.</param>
    /// <returns>How many works were appended.</returns>
    /// <exception cref="WorksBusyException">Another program writes the index.</exception>
    public long Append(IReadOnlyList<Work> works, string? mark, CancellationToken ct)
    {
        using var held = Hold();
        var manifest = Manifest();
        return Append(manifest, works.Chunk(2_000).Select(AnalysedWorks.Of), next => next with { Mark = mark ?? next.Mark }, null, ct);
    }

    /// <summary>Forgets all works. Readers keep what they have open.</summary>
    /// <exception cref="WorksBusyException">Another program writes the index.</exception>
    public void Clear()
    {
        using var held = Hold();
        Replace(new WorksManifest { Version = VersionAfter(() => Manifest().Version) });
    }

    /// <summary>Reads every segment once and compares the checksums.</summary>
    /// <exception cref="InvalidDataException">One is wrong; the message names the file.</exception>
    public void Verify(CancellationToken ct)
    {
        foreach (var name in Manifest().Segments)
        {
            using var one = OpenWorks.Of([PathOf(name)]);
            try
            {
                one.Index.Parts[0].Verify(ct);
            }
            catch (InvalidDataException refused)
            {
                throw new InvalidDataException($"“{PathOf(name)}” cannot be used: {refused.Message}", refused);
            }
        }
    }

    private static long VersionAfter(Func<long> version)
    {
        try
        {
            return version() + 1;
        }
        catch (InvalidDataException)
        {
            return 1; // A damaged manifest is mended by a new one.
        }
    }

    private long Append(WorksManifest manifest, IEnumerable<AnalysedWorks> works, Func<WorksManifest, WorksManifest> noted, Action<long>? progress, CancellationToken ct)
    {
        var made = new List<string>();
        var counted = 0L;
        try
        {
            (_, counted) = SegmentFiles.Build(works, () => PathOf(NewName(made)), null, progress, ct);
            var names = counted == 0 ? manifest.Segments : Merged([.. manifest.Segments, .. made], made, ct);
            Replace(noted(manifest) with { Segments = names, Version = manifest.Version + 1 });
            return counted;
        }
        catch
        {
            made.ForEach(name => File.Delete(PathOf(name)));
            throw;
        }
    }

    // A later segment that has grown to half of the one before it is merged with it: few segments, and each work is written again a few times only.
    private List<string> Merged(List<string> names, List<string> made, CancellationToken ct)
    {
        while (names.Count > 1 && FirstToMerge(names) is >= 0 and var first)
        {
            var name = NewName(made);
            SegmentFiles.Merge([.. names.Skip(first).Select(PathOf)], PathOf(name), null, ct);
            names.RemoveRange(first, names.Count - first);
            names.Add(name);
        }

        return names;
    }

    private int FirstToMerge(List<string> names)
    {
        var lengths = names.ConvertAll(name => new FileInfo(PathOf(name)).Length);
        var (after, first) = (0L, -1);
        for (var i = names.Count - 1; i > 0; i--)
        {
            after += lengths[i];
            first = 2 * after >= lengths[i - 1] ? i - 1 : first;
        }

        return first >= 0 ? first : names.Count > MostSegments ? names.Count - 2 : -1;
    }

    private void Replace(WorksManifest manifest)
    {
        SegmentFiles.WriteWhole(ManifestPath, manifest.Write);
        foreach (var path in Directory.EnumerateFiles(folder, "*.works").Where(path => !manifest.Segments.Contains(Path.GetFileName(path))))
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException)
            {
                // A reader has it open where that forbids removing; the next writer removes it.
            }
        }
    }

    private FileStream Hold()
    {
        Directory.CreateDirectory(folder);
        try
        {
            var held = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            SegmentFiles.RemoveAbandoned(folder, "*");
            return held;
        }
        catch (IOException refused) when (refused is not DirectoryNotFoundException)
        {
            throw new WorksBusyException($"Another program writes the index of works in “{folder}”: wait until it is done.", refused);
        }
    }

    private static string NewName(List<string> made)
    {
        made.Add($"{Guid.NewGuid():N}.works");
        return made[^1];
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
