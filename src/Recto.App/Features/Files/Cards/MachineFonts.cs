using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;

namespace Recto.App.Features.Files.Cards;

/// <summary>The fonts that the machine has, for scripts that the program's own lack. The drawing library comes without fontconfig, so the folders are looked through; once for each block of letters.</summary>
internal static class MachineFonts
{
    private const int Block = 128;
    private static readonly ConcurrentDictionary<int, string?> Known = new();
    private static readonly Lazy<IReadOnlyList<string>> Files = new(List);

    /// <summary>Path of a font that has this letter, upright and with serifs where there is one; null where there is none.</summary>
    public static string? Find(Rune letter) => Known.GetOrAdd(letter.Value / Block, _ => Files.Value.FirstOrDefault(file => Has(file, letter)));

    private static bool Has(string file, Rune letter)
    {
        using var typeface = SKTypeface.FromFile(file);
        if (typeface is null)
        {
            return false;
        }

        using var font = new SKFont(typeface);
        return font.ContainsGlyph(letter.Value);
    }

    private static IReadOnlyList<string> List()
    {
        string[] folders = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts)];
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 6 };
        return [.. folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", options))
            .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".ttf" or ".otf" or ".ttc").Select(file => (file, Name: Path.GetFileNameWithoutExtension(file)))
            .OrderBy(font => font.Name.Contains("Regular", StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(font => font.Name.Contains("Serif", StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .ThenBy(font => font.Name.Length).ThenBy(font => font.file, StringComparer.Ordinal).Select(font => font.file)];
    }
}
