using System.Text;
using Recto.Journals.Access;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Citations;
using Recto.Storage.Articles;

namespace Recto.App.Shell.Citations;

/// <summary>Sends works as a file that reference managers take.</summary>
internal static class CitationDownload
{
    /// <summary>Most articles in one file.</summary>
    public const int Most = 500;

    /// <summary>Sends the file, to be kept under its name.</summary>
    /// <param name="context">The request.</param>
    /// <param name="format">The format.</param>
    /// <param name="works">What goes into it.</param>
    /// <param name="name">Name of the file without its ending.</param>
    public static Task SendAsync(HttpContext context, CitationFormat format, IReadOnlyList<CitedWork> works, string name) =>
        SendAsync(context, format.Write(works), format.MediaType(), $"{name}.{format.Ending()}");

    /// <summary>Sends bytes of UTF-8, to be kept under a name.</summary>
    public static Task SendAsync(HttpContext context, byte[] bytes, string mediaType, string name)
    {
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(bytes, mediaType + "; charset=utf-8", name).ExecuteAsync(context);
    }

    /// <summary>Sources as a file, each with what the notes say of it where the format has a place for that.</summary>
    public static byte[] Write(Bibliography bibliography, CitationFormat format)
    {
        ArgumentNullException.ThrowIfNull(bibliography);
        using var text = new StringWriter();
        switch (format)
        {
            case CitationFormat.Ris:
                RisRecords.Write(bibliography, text);
                break;
            case CitationFormat.BibTex:
                BibTexEntries.Write(bibliography, text);
                break;
            case CitationFormat.Csl:
                using (var stream = new MemoryStream())
                {
                    CslItems.Write(bibliography, stream);
                    return stream.ToArray();
                }

            default:
                return format.Write([.. bibliography.Sources.Select(SourceWork.Of)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The articles of which this reader may have the record, as works.</summary>
    /// <param name="rows">The articles.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="origin">Scheme and host, without a slash at the end.</param>
    public static IReadOnlyList<CitedWork> Works(IEnumerable<CitedArticleRow> rows, Asker reader, string origin) =>
        [.. rows.Where(row => reader.Decide(row.Terms).Record).Select(row => Cite(row.ReadArticle(), row.JournalTitle, row.IssueVolume, row.IssueNumber, row.Slug, origin).ToWork())];

    /// <summary>An article as it is cited: volume and number by its issue, else by its own record.</summary>
    public static ArticleCitation Cite(Recto.Journals.Articles.Article article, string journal, string? volume, string? number, string slug, string origin) =>
        new(article, journal, volume ?? article.Volume, number ?? article.Issue, $"{origin}/articles/{slug}");
}
