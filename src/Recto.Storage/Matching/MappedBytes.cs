using System.IO.MemoryMappedFiles;
using Recto.Journals.Matching.Index;

namespace Recto.Storage.Matching;

/// <summary>A segment of the index of works, mapped into memory: what is not read takes none, and the operating system keeps what is read often.</summary>
/// <remarks>Whoever disposes of it while another thread reads, ends the process: <see cref="OpenWorks"/> counts its readers.</remarks>
internal sealed unsafe class MappedBytes : IndexBytes, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    private MappedBytes(MemoryMappedFile file, MemoryMappedViewAccessor view, byte* start, long length)
    {
        (_file, _view, Length) = (file, view, length);
        _start = start;
    }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <summary>Maps a file.</summary>
    /// <exception cref="InvalidDataException">It is empty.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static MappedBytes Of(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
        var length = stream.Length;
        if (length == 0)
        {
            throw new InvalidDataException("the index is empty");
        }

        var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return new MappedBytes(file, view, start + view.PointerOffset, length);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Part(long offset, int length) => new(_start + offset, length);
}
