using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>Where the files of a site lie: in its data folder, or in a bucket that all nodes share.</summary>
internal static class FilePlace
{
    /// <summary>For how long a file stays that nothing names any more, where nobody has said anything.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int MostDays = 3660;
    private static readonly TimeSpan LongestLink = TimeSpan.FromDays(1);

    /// <summary>Reads <c>RECTO_FILES_KEPT</c>.</summary>
    /// <param name="read">Gives a setting.</param>
    /// <param name="kept">For how long a file stays that nothing names any more; null for ever.</param>
    /// <param name="wrong">How to write it.</param>
    public static bool TryReadKept(Func<string, string?> read, out TimeSpan? kept, [NotNullWhen(false)] out string? wrong)
    {
        (kept, wrong) = (Kept, null);
        if (read("RECTO_FILES_KEPT")?.Trim() is not { Length: > 0 } said)
        {
            return true;
        }

        kept = said == "off" ? null : TryReadDays(said);
        wrong = said == "off" || kept is not null ? null : $"RECTO_FILES_KEPT “{said}” says for how many days a file stays that nothing names any more: a whole number from 1 to {MostDays}; or “off”.";
        return wrong is null;
    }

    /// <summary>Reads such a number of days; null where it is none. A day is the least: whoever imports writes files before the rows that name them.</summary>
    public static TimeSpan? TryReadDays(string said) => int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays ? TimeSpan.FromDays(days) : null;

    /// <summary>Reads <c>RECTO_S3_BUCKET</c> and what belongs to it.</summary>
    /// <param name="read">Gives a setting.</param>
    /// <param name="data">The site; what is sent lies in its data folder until it is whole.</param>
    /// <param name="bucket">The bucket; null where files lie in the data folder.</param>
    /// <param name="wrong">What cannot be used, and how to write it.</param>
    public static bool TryRead(Func<string, string?> read, DatabaseOptions data, out S3Options? bucket, [NotNullWhen(false)] out string? wrong)
    {
        (bucket, wrong) = (null, null);
        if (Said("RECTO_S3_BUCKET") is not { } name)
        {
            return true;
        }

        var (key, secret) = (Said("RECTO_S3_KEY"), Said("RECTO_S3_SECRET"));
        if (secret is null && Said("RECTO_S3_SECRET_FILE") is { } file)
        {
            try
            {
                secret = File.ReadAllText(file).Trim();
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                wrong = $"RECTO_S3_SECRET_FILE “{file}” cannot be read: {refused.Message.TrimEnd('.')}.";
                return false;
            }
        }

        var endpoint = Said("RECTO_S3_ENDPOINT");
        Uri? address = null;
        var links = Said("RECTO_S3_LINKS");
        var minutes = 0;
        wrong = name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')) ? $"RECTO_S3_BUCKET “{name}” is no name of a bucket; its address belongs into RECTO_S3_ENDPOINT."
            : endpoint is not null && (!Uri.TryCreate(endpoint, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https") || address.PathAndQuery != "/") ? $"RECTO_S3_ENDPOINT “{endpoint}” is no address of a service; write it as https://s3.example.org, without the bucket."
            : (key is null) != (secret is null) ? "RECTO_S3_KEY and RECTO_S3_SECRET belong together: set both, or neither where the machine has a role."
            : links is not null && links != "off" && (!int.TryParse(links, NumberStyles.None, CultureInfo.InvariantCulture, out minutes) || minutes < 1 || TimeSpan.FromMinutes(minutes) > LongestLink) ? $"RECTO_S3_LINKS “{links}” says for how many minutes a link to a file is good, 1 to 1440; or “off”."
            : null;
        if (wrong is not null)
        {
            return false;
        }

        var prefix = (Said("RECTO_S3_PREFIX") ?? "").Trim('/');
        bucket = new S3Options
        {
            Bucket = name,
            Endpoint = address,
            Region = Said("RECTO_S3_REGION") ?? "us-east-1",
            Prefix = prefix.Length == 0 ? "" : prefix + "/",
            Key = key,
            Secret = secret,
            IsPathStyle = Said("RECTO_S3_PATH_STYLE") is { } style ? style != "off" : address is not null,
            Links = minutes == 0 ? null : TimeSpan.FromMinutes(minutes),
            Unfinished = Path.Combine(data.DataFolder, "unfinished"),
        };
        return true;

        string? Said(string setting) => read(setting)?.Trim() is { Length: > 0 } said ? said : null;
    }

    /// <summary>The files of a site.</summary>
    public static IFileStore Open(DatabaseOptions data, S3Options? bucket) => bucket is null ? new LocalFileStore(DataPlace.FilesFolder(data)) : new S3FileStore(bucket, TimeProvider.System);

    /// <summary>The files of a site, as the environment says; for commands.</summary>
    /// <exception cref="FileStoreException">A setting cannot be used.</exception>
    public static IFileStore Open(DatabaseOptions data) => Open(data, BucketOf(data));

    /// <summary>The bucket that the environment names; null where it names none.</summary>
    /// <exception cref="FileStoreException">A setting cannot be used.</exception>
    public static S3Options? BucketOf(DatabaseOptions data) => TryRead(Environment.GetEnvironmentVariable, data, out var bucket, out var wrong) ? bucket : throw new FileStoreException(wrong);
}
