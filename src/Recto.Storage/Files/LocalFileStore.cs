using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Recto.Storage.Files;

/// <summary>Files in a folder of this machine: <c>ab/abcdef…</c>. Paths are made of hashes only, so no name from outside can lead anywhere.</summary>
/// <param name="folder">The folder; made where it is missing.</param>
public sealed class LocalFileStore(string folder) : IFileStore
{
    private const int BufferSize = 81920;

    /// <inheritdoc/>
    public async Task<StoredFile> WriteAsync(Stream content, long maximumBytes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumBytes);
        var unfinished = Path.Combine(Unfinished(), Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Unfinished());
        try
        {
            var stored = await CopyAsync(content, unfinished, maximumBytes, keep: true, ct);
            var path = PathOf(stored.Hash);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            if (!IsYoungAgain(path, File.GetLastWriteTimeUtc(unfinished)))
            {
                File.Move(unfinished, path, overwrite: true); // Whole or not at all.
            }

            return stored;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(FileHash hash, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FileHash> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask; // A folder is read without waiting.
        foreach (var file in Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.Name, StringComparer.Ordinal) : Enumerable.Empty<FileInfo>())
        {
            ct.ThrowIfCancellationRequested();
            if (FileHash.TryParse(file.Name, out var hash) && file.Directory!.Name == hash.Value[..2])
            {
                yield return hash;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SurveyedFile> SurveyAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask; // A folder is read without waiting.
        foreach (var file in Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories) : [])
        {
            ct.ThrowIfCancellationRequested();
            var isMark = file.Name.EndsWith(SurveyedFile.Mark, StringComparison.Ordinal);
            if (FileHash.TryParse(isMark ? file.Name[..^SurveyedFile.Mark.Length] : file.Name, out var hash) && file.Directory!.Name == hash.Value[..2])
            {
                file.Refresh();
                if (file.Exists)
                {
                    yield return new SurveyedFile(hash, isMark, new DateTimeOffset(file.LastWriteTimeUtc), file.Length);
                }
            }
        }
    }

    /// <inheritdoc/>
    public Task MarkAsync(FileHash hash, CancellationToken ct)
    {
        try
        {
            new FileStream(PathOf(hash) + SurveyedFile.Mark, FileMode.CreateNew, FileAccess.Write).Dispose();
        }
        catch (IOException) when (File.Exists(PathOf(hash) + SurveyedFile.Mark))
        {
            // Another sweep was faster.
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task UnmarkAsync(FileHash hash, CancellationToken ct)
    {
        File.Delete(PathOf(hash) + SurveyedFile.Mark);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(FileHash hash, DateTimeOffset before, CancellationToken ct)
    {
        var path = PathOf(hash);
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) >= before.UtcDateTime)
        {
            return Task.FromResult(false);
        }

        // Taken out of its place first, where nobody can make it young any more; whoever has done so until then has it back.
        Directory.CreateDirectory(Unfinished());
        var aside = Path.Combine(Unfinished(), Guid.NewGuid().ToString("N"));
        try
        {
            File.Move(path, aside);
        }
        catch (FileNotFoundException)
        {
            return Task.FromResult(false); // Another sweep was faster.
        }

        var isOld = File.GetLastWriteTimeUtc(aside) < before.UtcDateTime;
        if (isOld || File.Exists(path))
        {
            File.Delete(aside);
        }
        else
        {
            File.Move(aside, path, overwrite: true);
        }

        return Task.FromResult(isOld);
    }

    /// <inheritdoc/>
    public Task<int> DeleteLeavingsAsync(DateTimeOffset before, CancellationToken ct)
    {
        var deleted = 0;
        foreach (var file in Directory.Exists(Unfinished()) ? new DirectoryInfo(Unfinished()).EnumerateFiles() : [])
        {
            ct.ThrowIfCancellationRequested();
            if (file.LastWriteTimeUtc < before.UtcDateTime)
            {
                file.Delete();
                deleted++;
            }
        }

        return Task.FromResult(deleted);
    }

    /// <summary>Copies a stream to its end into a new file, and says what it is.</summary>
    /// <param name="content">The stream.</param>
    /// <param name="path">The file.</param>
    /// <param name="maximumBytes">Most bytes to take.</param>
    /// <param name="keep">Whether the file is to outlive a loss of power.</param>
    /// <param name="ct">Cancels.</param>
    internal static async Task<StoredFile> CopyAsync(Stream content, string path, long maximumBytes, bool keep, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
            {
                length += read;
                if (length > maximumBytes)
                {
                    throw new FileTooLargeException(maximumBytes);
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            file.Flush(flushToDisk: keep);
            return new StoredFile(FileHash.OfDigest(hash.GetHashAndReset()), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Young again: a sweep leaves it to whoever wants it now. False where it is not there, or a sweep has just taken it.
    private static bool IsYoungAgain(string path, DateTime now)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            File.SetLastWriteTimeUtc(path, now);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private string Unfinished() => Path.Combine(Path.GetFullPath(folder), "unfinished");

    private string PathOf(FileHash hash) => hash.Value is { Length: 64 } name
        ? Path.Combine(Path.GetFullPath(folder), name[..2], name)
        : throw new ArgumentException("An empty hash names no file.", nameof(hash));
}
