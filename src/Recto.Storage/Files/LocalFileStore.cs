namespace Recto.Storage.Files;

/// <summary>Files in a folder of this machine: <c>ab/abcdef…</c>. Paths are made of hashes only, so no name from outside can lead anywhere.</summary>
/// <param name="folder">The folder; made where it is missing.</param>
public sealed class LocalFileStore(string folder) : IFileStore
{
    /// <inheritdoc/>
    public Task<StoredFile> WriteAsync(Stream content, long maximumBytes, CancellationToken ct) => throw new NotImplementedException(folder);

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(FileHash hash, CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task<int> SweepAsync(IReadOnlySet<FileHash> named, DateTimeOffset before, CancellationToken ct) => throw new NotImplementedException();
}
