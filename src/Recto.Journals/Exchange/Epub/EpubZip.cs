using System.IO.Compression;

namespace Recto.Journals.Exchange.Epub;

/// <summary>Packs a book as EPUB OCF 3.3 asks: <c>mimetype</c> first and as it is, names in UTF-8. The same book gives the same bytes.</summary>
/// <param name="output">Where it goes; it must be able to seek, since a head that is written twice leaves no mark behind the bytes. Stays open.</param>
public sealed class EpubZip(Stream output) : IDisposable
{
    // The first instant that a zip can name.
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // An ordinary file that everybody may read (Unix, 0644): whoever unpacks the book by hand can open it.
    private const int Readable = unchecked((int)0x81A40000);

    private readonly ZipArchive _zip = new(output, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Begins a file of the book; its bytes are written into the stream, which is closed before the next begins.</summary>
    public Stream Begin(EpubEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var file = _zip.CreateEntry(entry.Path, entry.IsPacked ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
        file.LastWriteTime = Always;
        file.ExternalAttributes = Readable;
        return file.Open();
    }

    /// <summary>Writes the directory of the zip.</summary>
    public void Dispose() => _zip.Dispose();
}
