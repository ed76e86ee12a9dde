namespace Recto.App.Features.Import;

/// <summary>What a file's name promises.</summary>
internal enum FileKind
{
    /// <summary>May be an article.</summary>
    Article = 1,

    /// <summary>A picture.</summary>
    Graphic,

    /// <summary>A .zip, .tar or .tar.gz.</summary>
    Archive,

    /// <summary>One packed file.</summary>
    Packed,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Tells files apart by name, for folders and archives; what a file really is, its bytes say (<see cref="FormatDetection"/>).</summary>
internal static class FileKinds
{
    private static readonly string[] Articles = [".xml", ".nxml", ".txt", ".text", ".html", ".htm", ".xhtml", ".docx", ".docm", ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd", ".tei"];
    private static readonly string[] Graphics = [".png", ".jpg", ".jpeg", ".jpe", ".gif", ".webp", ".svg", ".avif", ".tif", ".tiff", ".eps", ".bmp"];
    private static readonly string[] BesideArticles = ["readme", "license", "licence", "copying", "manifest", "changelog", "changes", "notice", "authors", "contributing", "citation", "imsmanifest", "catalog", "checksums", "sha256sums", "md5sums"];

    public static FileKind Of(string name)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        var lower = file.ToLowerInvariant();
        if (lower.EndsWith(".zip", StringComparison.Ordinal) || lower.EndsWith(".tar", StringComparison.Ordinal) || lower.EndsWith(".tar.gz", StringComparison.Ordinal) || lower.EndsWith(".tgz", StringComparison.Ordinal))
        {
            return FileKind.Archive;
        }

        if (lower.EndsWith(".gz", StringComparison.Ordinal))
        {
            return Of(file[..^3]) == FileKind.Article ? FileKind.Packed : FileKind.Other;
        }

        if (file.StartsWith('.') || file.StartsWith("._", StringComparison.Ordinal) || file.StartsWith("~$", StringComparison.Ordinal))
        {
            return FileKind.Other;
        }

        var extension = Path.GetExtension(lower);
        return Graphics.Contains(extension) ? FileKind.Graphic
            : !Articles.Contains(extension) || BesideArticles.Contains(Path.GetFileNameWithoutExtension(lower)) ? FileKind.Other
            : FileKind.Article;
    }

    /// <summary>Whether a path runs through a folder that is no part of a delivery: resources of a saved page, remains of a Mac, hidden folders.</summary>
    public static bool IsAside(string path)
    {
        var parts = path.Split('/')[..^1];
        return parts.Any(part => part is "__MACOSX" || part.Length > 1 && part[0] == '.' && part != ".." || part.EndsWith("_files", StringComparison.Ordinal) || part.EndsWith("-Dateien", StringComparison.Ordinal));
    }
}
