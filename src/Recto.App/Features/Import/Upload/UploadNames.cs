using System.Text;

namespace Recto.App.Features.Import.Upload;

/// <summary>Judges the names of files that a browser sends. A name that leads elsewhere is refused, never mended.</summary>
internal static class UploadNames
{
    private const int LongestPart = 200;
    private const int Deepest = 20;

    /// <summary>The path of the file below the upload, with forward slashes; null for a name that cannot be one.</summary>
    /// <param name="name">As the browser sent it: a name, or the path below a chosen folder.</param>
    public static string? PathOf(string name)
    {
        var path = name.Replace('\\', '/');
        var parts = path.Split('/');
        return path.Length == 0 || path.StartsWith('/') || path.Any(char.IsControl) || parts.Length > Deepest || path.Contains('\uFFFD', StringComparison.Ordinal)
            || parts.Any(part => part.Length == 0 || part.Trim().Trim('.').Length == 0 || part.Contains(':', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(part) > LongestPart || part.Any(char.IsSurrogate) && !IsWhole(part))
                ? null : path;
    }

    /// <summary>The name as a report may show it: short, on one line.</summary>
    public static string Shown(string name) => new([.. name.Take(160).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c)]);

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
