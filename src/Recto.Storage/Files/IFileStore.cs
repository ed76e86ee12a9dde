namespace Recto.Storage.Files;

/// <summary>
/// Files by the hash of their bytes. A file is there whole or not at all, and never changes; which article it belongs to is told by the database
/// (<see cref="ArticleFileStore"/>), so writing files before the transaction is safe: what the transaction then does not name is swept away later (<see cref="FileSweep"/>).
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

    /// <summary>All files, and the marks of those that nobody names (<see cref="MarkAsync"/>), in any order: for a sweep (<see cref="FileSweep"/>).</summary>
    IAsyncEnumerable<SurveyedFile> SurveyAsync(CancellationToken ct);

    /// <summary>Notes beside a file that from now on nobody names it. One that is marked already keeps its mark.</summary>
    Task MarkAsync(FileHash hash, CancellationToken ct);

    /// <summary>Takes such a mark away.</summary>
    Task UnmarkAsync(FileHash hash, CancellationToken ct);

    /// <summary>Deletes a file, unless it was written at or after an instant: somebody may be about to name it.</summary>
    /// <returns>Whether it was deleted.</returns>
    Task<bool> DeleteAsync(FileHash hash, DateTimeOffset before, CancellationToken ct);

    /// <summary>Deletes what broken writes have left, begun before an instant.</summary>
    /// <returns>How many leavings were deleted.</returns>
    Task<int> DeleteLeavingsAsync(DateTimeOffset before, CancellationToken ct);
}

/// <summary>A file that is kept.</summary>
/// <param name="Hash">Its name.</param>
/// <param name="Length">Its length in bytes.</param>
public readonly record struct StoredFile(FileHash Hash, long Length);

/// <summary>A file, or the mark of one, as a sweep finds it.</summary>
/// <param name="Hash">The file’s name.</param>
/// <param name="IsMark">Whether it is the mark that says since when nobody names the file.</param>
/// <param name="Written">When it was last written, by the clock of the store.</param>
/// <param name="Length">Its length in bytes.</param>
public readonly record struct SurveyedFile(FileHash Hash, bool IsMark, DateTimeOffset Written, long Length)
{
    /// <summary>What a mark’s name has behind that of its file.</summary>
    internal const string Mark = ".unnamed";
}

/// <summary>A file holds more bytes than were allowed.</summary>
/// <param name="maximumBytes">The bytes that were allowed.</param>
public sealed class FileTooLargeException(long maximumBytes)
    : IOException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The file is larger than the {maximumBytes} bytes that are allowed here."))
{
    /// <summary>The bytes that were allowed.</summary>
    public long MaximumBytes { get; } = maximumBytes;
}
