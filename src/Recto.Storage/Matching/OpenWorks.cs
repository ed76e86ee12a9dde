using Recto.Journals.Matching.Index;

namespace Recto.Storage.Matching;

/// <summary>An index of works that is open: it stays as it is until the last reader lets go, whatever is appended meanwhile.</summary>
public sealed class OpenWorks : IDisposable
{
    private readonly IReadOnlyList<MappedBytes> _files;
    private int _holders = 1;

    private OpenWorks(IReadOnlyList<MappedBytes> files, WorksIndex index) => (_files, Index) = (files, index);

    /// <summary>The works.</summary>
    public WorksIndex Index { get; }

    /// <summary>What is done when it is closed; null for nothing.</summary>
    internal Action? Closed { get; set; }

    /// <summary>Opens segments.</summary>
    /// <param name="paths">Their files, in order.</param>
    /// <exception cref="InvalidDataException">One is no index, cut off, damaged or of another version; the message names the file.</exception>
    public static OpenWorks Of(IEnumerable<string> paths)
    {
        var (files, segments) = (new List<MappedBytes>(), new List<IndexSegment>());
        foreach (var path in paths)
        {
            try
            {
                files.Add(MappedBytes.Of(path));
                segments.Add(IndexSegment.Open(files[^1]));
            }
            catch (Exception refused) when (refused is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                files.ForEach(file => file.Dispose());
                throw new InvalidDataException($"“{path}” cannot be used: {refused.Message.TrimEnd('.')}", refused);
            }
        }

        return new OpenWorks(files, new WorksIndex(segments));
    }

    /// <summary>Holds it open once more; false where it is closed already. Each holder disposes.</summary>
    public bool TryHold()
    {
        for (var holders = Volatile.Read(ref _holders); holders > 0; holders = Volatile.Read(ref _holders))
        {
            if (Interlocked.CompareExchange(ref _holders, holders + 1, holders) == holders)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets go; the last holder closes the files.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            foreach (var file in _files)
            {
                file.Dispose();
            }

            Closed?.Invoke();
        }
    }
}
