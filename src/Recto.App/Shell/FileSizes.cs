using Recto.App.Shell.Language;

namespace Recto.App.Shell;

/// <summary>How large files are, for people.</summary>
internal static class FileSizes
{
    /// <summary>214 KB; 1.2 MB. Kilobytes of 1,024 bytes.</summary>
    public static string Of(Say say, long bytes) => bytes < 1024 * 1024
        ? say["{0} KB", Math.Max(1, bytes / 1024)]
        : say["{0} MB", (bytes / (1024.0 * 1024)).ToString("0.#", say.Culture)];
}
