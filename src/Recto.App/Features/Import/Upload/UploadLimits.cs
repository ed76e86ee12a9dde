namespace Recto.App.Features.Import.Upload;

/// <summary>How much one upload may bring.</summary>
internal static class UploadLimits
{
    /// <summary>Bytes of the whole form.</summary>
    public const int Body = 256 * 1024 * 1024;

    /// <summary>Files of one form.</summary>
    public const int Files = 5000;

    /// <summary>Bytes of one field that is no file.</summary>
    public const int Field = 64 * 1024;

    /// <summary>Bytes that stay free on the disk, whatever comes.</summary>
    public const long Reserve = 256L * 1024 * 1024;

    /// <summary>What the archives of one upload may unpack to.</summary>
    public static ArchiveLimits Archives { get; } = ArchiveLimits.Default with { Entries = 20_000, TotalBytes = 1024L * 1024 * 1024 };
}
