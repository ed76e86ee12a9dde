using Recto.Journals.Exchange;

namespace Recto.App.Features.Files.Pdf;

/// <summary>Brings the pictures of a document to where the typesetter reads them.</summary>
internal static class PictureFiles
{
    // What is larger would make a PDF that nobody wants to take away.
    private const long Largest = 48L * 1024 * 1024;
    private const long MostTogether = 160L * 1024 * 1024;

    /// <summary>Writes them.</summary>
    /// <param name="pictures">Files by path in the document.</param>
    /// <param name="open">Opens one by its key; null where it is not there.</param>
    /// <param name="folder">Takes them.</param>
    /// <param name="report">Takes a line for each that is not there.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>File names by path; those that are not there are written empty, so that the typesetter finds them unreadable and sets a place-holder.</returns>
    public static async Task<Dictionary<string, string>> WriteAsync(IReadOnlyDictionary<string, FinishedFile> pictures, Func<string, Task<Stream?>> open, string folder, List<string> report, CancellationToken ct)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var together = 0L;
        foreach (var (path, file) in pictures)
        {
            var name = Path.GetFileName(path);
            names[path] = name;
            await using var target = File.Create(Path.Combine(folder, name));
            together += file.Length;
            if (file.Length > Largest || together > MostTogether)
            {
                report.Add($"The picture “{file.Name}” is too large for a PDF that readers take away ({file.Length / 1_000_000} MB).");
                continue;
            }

            await using var content = await open(file.Key);
            if (content is null)
            {
                report.Add($"The picture “{file.Name}” is no longer among the files of the site.");
                continue;
            }

            await content.CopyToAsync(target, ct);
        }

        return names;
    }
}
