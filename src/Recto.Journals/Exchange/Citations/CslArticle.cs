using System.Text.Json;

namespace Recto.Journals.Exchange.Citations;

/// <summary>An article as CSL-JSON (CSL 1.0.2, <c>article-journal</c>).</summary>
public static class CslArticle
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <summary>Writes a list of one item, as citation managers take it.</summary>
    public static byte[] Write(ArticleCitation citation)
    {
        ArgumentNullException.ThrowIfNull(citation);
        var article = citation.Article;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            void Field(string name, string? value)
            {
                if (value is not null)
                {
                    json.WriteString(name, value);
                }
            }

            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("id", citation.Link);
            json.WriteString("type", "article-journal");
            Field("title", article.Subtitle is null ? article.Title : $"{article.Title.TrimEnd(':')}: {article.Subtitle}");
            Field("container-title", citation.JournalTitle);
            Field("volume", citation.Volume);
            Field("issue", citation.Number);
            Field("page", citation.Pages);
            Field("DOI", article.Doi?.Value);
            Field("URL", citation.Link);
            Field("language", article.Language);
            Field("ISSN", article.Journal?.OnlineIssn?.Value ?? article.Journal?.PrintIssn?.Value);
            json.WriteStartArray("author");
            foreach (var author in article.Authors)
            {
                json.WriteStartObject();
                Field(author.IsGroup || author.Given is null ? "literal" : "family", author.Family);
                Field("given", author.IsGroup ? null : author.Given);
                Field("suffix", author.Suffix);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (article.Published is { } published)
            {
                json.WriteStartObject("issued");
                json.WriteStartArray("date-parts");
                json.WriteStartArray();
                foreach (var part in new[] { published.Year, published.Month, published.Day }.TakeWhile(part => part is not null))
                {
                    json.WriteNumberValue(part!.Value);
                }

                json.WriteEndArray();
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndArray();
        }

        return stream.ToArray();
    }
}
