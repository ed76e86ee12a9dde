namespace Recto.App.Features.Files.Pdf;

/// <summary>The type that PDFs are set in: EB Garamond, which is in the program, and what this machine has of Noto for the scripts and signs that it lacks.</summary>
internal static class PdfType
{
    private const string Prefix = "Recto.Type.";

    // Few faces, chosen: all of Noto is two thousand files, and every process would read them.
    private static readonly string[] Noto =
    [
        "NotoSerif-Regular", "NotoSerif-Italic", "NotoSerif-Bold", "NotoSerif-BoldItalic", "NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold", "NotoSerifHebrew-Regular", "NotoSerifHebrew-Bold",
        "NotoSerifDevanagari-Regular", "NotoSerifArmenian-Regular", "NotoSerifGeorgian-Regular", "NotoSerifEthiopic-Regular", "NotoSansSyriac-Regular", "NotoSerifThai-Regular", "NotoSerifTibetan-Regular",
        "NotoSerifBengali-Regular", "NotoSerifTamil-Regular", "NotoSansCoptic-Regular", "NotoSansSymbols-Regular", "NotoSansSymbols2-Regular", "NotoSansMath-Regular", "NotoSansMono-Regular", "NotoSansMono-Bold",
        "NotoSerifCJK-Regular", "NotoSansCJK-Regular",
    ];

    private static readonly string[] Endings = [".ttf", ".otf", ".ttc"];
    private static readonly string[] Places =
    [
        "/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto", "/usr/share/fonts/google-noto", "/usr/share/fonts/noto-cjk", "/usr/local/share/fonts", "/Library/Fonts",
    ];

    /// <summary>Writes the faces into a folder; those of the system are named there by links.</summary>
    public static void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in typeof(PdfType).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            Write(name, Path.Combine(folder, name[Prefix.Length..]));
        }

        foreach (var file in SystemFaces())
        {
            try
            {
                File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Without links (Windows) the scripts that Garamond lacks come from what Typst itself brings.
            }
        }
    }

    /// <summary>Writes a resource of the program to a file.</summary>
    public static void Write(string resource, string file)
    {
        using var content = typeof(PdfType).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not in the program.");
        using var target = File.Create(file);
        content.CopyTo(target);
    }

    private static IEnumerable<string> SystemFaces() => Noto.SelectMany(face => Places.SelectMany(place => Endings.Select(ending => Path.Combine(place, face + ending))).Where(File.Exists).Take(1));
}
