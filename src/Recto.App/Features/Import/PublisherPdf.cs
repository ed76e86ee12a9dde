using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Storage.Files;

namespace Recto.App.Features.Import;

/// <summary>
/// The publisher's own PDF, which goes before one that Recto would make: the PDF that the document names as itself (<c>self-uri</c> of <c>content-type="pdf"</c>, or whose name ends in .pdf),
/// else the one beside the document with the same stem. It is kept with the role <see cref="FileRole.Download"/>, and that alone says so everywhere else.
/// </summary>
internal static class PublisherPdf
{
    private static readonly XName Href = XName.Get("href", "http://www.w3.org/1999/xlink");
    private const long Largest = 256L * 1024 * 1024;

    /// <summary>Looks for it.</summary>
    /// <param name="document">The article.</param>
    /// <param name="fileName">Name of the file that it came in.</param>
    /// <param name="files">What lies beside it.</param>
    /// <param name="warnings">Takes a line for a file that is named so and is none.</param>
    /// <returns>Null where there is none.</returns>
    public static FileToSave? Find(ArticleDocument document, string fileName, GraphicFiles files, List<ImportWarning> warnings)
    {
        var stem = Path.GetFileNameWithoutExtension(fileName);
        var named = (document.Jats.Root?.Element("front")?.Element("article-meta")?.Elements("self-uri") ?? []).Where(IsPdf).Select(uri => ((string?)uri.Attribute(Href) ?? uri.Value).Trim());
        foreach (var name in named.Append(stem + ".pdf").Where(name => name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal))
        {
            if (files.Find(name) is not { } path || !path.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (Refusal(path) is { } reason)
            {
                warnings.Add(new ImportWarning(null, $"The file “{name}” beside the article was left out: {reason}."));
                continue;
            }

            var shown = ArticleSlug.Key(Path.GetFileNameWithoutExtension(name.Replace('\\', '/')));
            return new FileToSave((shown.Length > 0 ? shown : "article") + ".publisher.pdf", FileRole.Download, "application/pdf", null, path);
        }

        return null;
    }

    private static bool IsPdf(XElement uri) => (string?)uri.Attribute("content-type") is "pdf" or "application/pdf" || ((string?)uri.Attribute(Href) ?? uri.Value).Trim().EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);

    private static string? Refusal(string path)
    {
        using var content = File.OpenRead(path);
        Span<byte> head = stackalloc byte[5];
        return content.Length > Largest ? "it is larger than 256 MB" : content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.SequenceEqual("%PDF-"u8) ? "it is no PDF" : null;
    }
}
