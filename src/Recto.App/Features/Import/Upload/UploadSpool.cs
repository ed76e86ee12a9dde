using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Recto.App.Features.Import.Upload;

/// <summary>What a form with files has brought, laid out in a temporary folder as the sender had it. Whoever has it takes it away again by disposing of it.</summary>
internal sealed class UploadSpool : IDisposable
{
    internal const string Prefix = "recto-upload-";

    private UploadSpool(string folder) => Folder = folder;

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    /// <summary>Fields that are no files; the first of each name.</summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths of the files below <see cref="Folder"/>, in the order in which they came.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Files that were not taken: the name, and why.</summary>
    public List<(string Name, string Message)> NotTaken { get; } = [];

    /// <summary>Reads the form, file by file to the disk.</summary>
    /// <returns>What was sent; or null and why it cannot be used: nothing is left of it then.</returns>
    public static async Task<(UploadSpool? Spool, UploadRefusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return (null, UploadRefusal.NoForm);
        }

        var temporary = Path.GetTempPath();
        if (new DriveInfo(temporary).AvailableFreeSpace < (request.ContentLength ?? UploadLimits.Body) * 2 + UploadLimits.Reserve)
        {
            return (null, UploadRefusal.NoRoom);
        }

        var spool = new UploadSpool(Directory.CreateTempSubdirectory(Prefix).FullName);
        try
        {
            var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 16 * 1024 };
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                await spool.TakeAsync(section, ct);
            }

            return (spool, null);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            // A form that breaks off in the middle, or that is none: no file of it is trusted.
            spool.Dispose();
            return (null, broken is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } ? UploadRefusal.TooLarge : UploadRefusal.BrokeOff);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>What is said of an upload that is too large.</summary>
    public const string TooLarge = "An upload takes up to 256 MB at once. Send the files in parts, or let the people who run this site import them with “recto import”.";

    /// <summary>Takes away what an earlier process left behind.</summary>
    public static void Sweep(DateTime before)
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*").Where(folder => folder.LastWriteTimeUtc < before))
        {
            Delete(folder.FullName);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Delete(Folder);

    /// <summary>Takes a folder of files away.</summary>
    internal static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, or taken away meanwhile; the next sweep looks again.
        }
    }

    private async Task TakeAsync(MultipartSection section, CancellationToken ct)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
        {
            throw new InvalidDataException("A part has no name.");
        }

        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
        if (!disposition.FileName.HasValue && !disposition.FileNameStar.HasValue)
        {
            await ReadFieldAsync(HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "", section.Body, ct);
        }
        else if (string.IsNullOrEmpty(name))
        {
            await section.Body.CopyToAsync(Stream.Null, ct); // A field for files in which none was chosen.
        }
        else
        {
            await ReadFileAsync(name, section.Body, ct);
        }
    }

    private async Task ReadFieldAsync(string name, Stream body, CancellationToken ct)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > UploadLimits.Field || Fields.Count > 100)
            {
                throw new InvalidDataException("A field is too long.");
            }
        }

        Fields.TryAdd(name, Encoding.UTF8.GetString(copy.ToArray()).Replace("\0", "", StringComparison.Ordinal).Trim());
    }

    private async Task ReadFileAsync(string name, Stream body, CancellationToken ct)
    {
        var path = UploadNames.PathOf(name);
        var refusal = path is null ? "Its name cannot be the name of a file here. Give it another name and send it again."
            : Files.Count >= UploadLimits.Files ? $"Up to {UploadLimits.Files} files are taken at once. Send the rest by itself, or all of them as one .zip."
            : null;
        var full = path is null ? "" : Path.GetFullPath(Path.Combine(Folder, path));
        if (refusal is null && (!full.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || File.Exists(full) || Directory.Exists(full)))
        {
            refusal = "Another file of this upload has the same name; the first was taken.";
        }

        if (refusal is not null)
        {
            NotTaken.Add((UploadNames.Shown(name), refusal));
            await body.CopyToAsync(Stream.Null, ct);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        await using var file = new FileStream(full, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        await body.CopyToAsync(file, ct);
        Files.Add(path!);
    }
}

/// <summary>Why a form with files cannot be used.</summary>
internal enum UploadRefusal
{
    /// <summary>It is none.</summary>
    NoForm = 1,

    /// <summary>The disk has no room for it.</summary>
    NoRoom,

    /// <summary>It ends before its end.</summary>
    BrokeOff,

    /// <summary>It is larger than <see cref="UploadLimits.Body"/>.</summary>
    TooLarge,
}
