namespace Recto.App.Features.JournalDesk;

/// <summary>What a cover may be.</summary>
internal static class CoverPicture
{
    /// <summary>Most bytes.</summary>
    public const int Largest = 8 * 1024 * 1024;

    /// <summary>Media type of PNG, JPEG and WebP by their first bytes, whatever the file's name says; null for anything else.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
