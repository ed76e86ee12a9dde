namespace Recto.Storage.Files;

/// <summary>
/// Files by the hash of their bytes. A file is there whole or not at all, and never changes; which article it belongs to is told by the database
/// (<see cref="ArticleFileStore"/>), so writing files before the transaction is safe: what the transaction then does not name is swept away later.
/// </summary>
public interface IFileStore
{
    /// <summary>Keeps the bytes of a stream, read to its end. The same bytes again are kept once.</summary>
    /// <param name="content">The stream; stays open.</param>
    /// <param name="maximumBytes">Most bytes to take.</param>
    /// <param name="ct">Cancels; nothing is kept then.</param>
    /// <exception cref="FileTooLargeException">The stream holds more than <paramref name="maximumBytes"/>; nothing was kept.</exception>
    Task<StoredFile> WriteAsync(Stream content, long maximumBytes, CancellationToken ct);

    /// <summary>Opens a file for reading; null where there is none. The stream can seek, and the caller disposes of it.</summary>
    Task<Stream?> OpenAsync(FileHash hash, CancellationToken ct);

    /// <summary>All files that are there, by name; for whoever copies them. What is written or swept away meanwhile may be among them or not.</summary>
    IAsyncEnumerable<FileHash> ListAsync(CancellationToken ct);

    /// <summary>Deletes files that nobody names.</summary>
    /// <param name="named">The files to keep.</param>
    /// <param name="before">Files written at or after this instant stay: an import may be about to name them.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many files were deleted, leavings of broken writes included.</returns>
    Task<int> SweepAsync(IReadOnlySet<FileHash> named, DateTimeOffset before, CancellationToken ct);
}

/// <summary>A file that is kept.</summary>
/// <param name="Hash">Its name.</param>
/// <param name="Length">Its length in bytes.</param>
public readonly record struct StoredFile(FileHash Hash, long Length);

/// <summary>A file holds more bytes than were allowed.</summary>
/// <param name="maximumBytes">The bytes that were allowed.</param>
public sealed class FileTooLargeException(long maximumBytes)
    : IOException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The file is larger than the {maximumBytes} bytes that are allowed here."))
{
    /// <summary>The bytes that were allowed.</summary>
    public long MaximumBytes { get; } = maximumBytes;
}
