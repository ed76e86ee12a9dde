namespace Recto.App.Features.Import;

/// <summary>Finds the pictures of an article: beside it, in the folder that it names, with or without an extension.</summary>
/// <param name="find">Gives the file on disk for a path relative to the article; null where there is none that may be read.</param>
internal sealed class GraphicFiles(Func<string, string?> find)
{
    private static readonly string[] Extensions = ["", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".PNG", ".JPG", ".GIF", ".tif", ".tiff", ".eps"];

    /// <summary>No pictures at all.</summary>
    public static GraphicFiles None { get; } = new(_ => null);

    /// <summary>The pictures in and below the folder of an article.</summary>
    /// <param name="folder">The article's folder.</param>
    public static GraphicFiles In(string folder) => new(FilesIn(folder));

    /// <summary>The files in and below a folder, by their path in it.</summary>
    /// <param name="folder">The folder.</param>
    public static Func<string, string?> FilesIn(string folder)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        return relative =>
        {
            var full = Path.GetFullPath(Path.Combine(root, relative));
            return full.StartsWith(root, StringComparison.Ordinal) && File.Exists(full) && !LeadsOut(full, root) ? full : null;
        };
    }

    // A link may lead anywhere, and so may a folder on the way: only what lies in the folder in truth is read.
    private static bool LeadsOut(string full, string root)
    {
        FileSystemInfo step = new FileInfo(full);
        while (step.FullName.Length > root.Length)
        {
            if (step.ResolveLinkTarget(returnFinalTarget: true) is { } target && !Path.GetFullPath(target.FullName).StartsWith(root, StringComparison.Ordinal))
            {
                return true;
            }

            step = new DirectoryInfo(Path.GetDirectoryName(step.FullName)!);
        }

        return false;
    }

    /// <summary>The file that a <c>graphic</c> means; null where there is none.</summary>
    /// <param name="href">As the article writes it.</param>
    public string? Find(string href)
    {
        if (href.Length is 0 or > 1000 || href.Contains("://", StringComparison.Ordinal) || href.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || href.Any(char.IsControl))
        {
            return null;
        }

        var path = href.Replace('\\', '/').TrimStart('/');
        if (path.Split('/').Contains(".."))
        {
            return null;
        }

        var name = path[(path.LastIndexOf('/') + 1)..];
        string[] places = [path, name, Unescaped(path), "images/" + name, "figures/" + name, "graphics/" + name, "media/" + name];
        foreach (var place in places.Distinct(StringComparer.Ordinal))
        {
            foreach (var extension in Extensions)
            {
                if (place.Length > 0 && find(place + extension) is { } found)
                {
                    return found;
                }
            }
        }

        // "fig1.tif" in the article, "fig1.png" in the delivery.
        var stem = Path.ChangeExtension(path, null);
        return Path.HasExtension(path) ? Extensions.Skip(1).Select(extension => find(stem + extension) ?? find(Path.GetFileName(stem) + extension)).FirstOrDefault(found => found is not null) : null;
    }

    private static string Unescaped(string path) => path.Contains('%', StringComparison.Ordinal) && !Uri.UnescapeDataString(path).Split('/', '\\').Contains("..") ? Uri.UnescapeDataString(path) : path;
}
