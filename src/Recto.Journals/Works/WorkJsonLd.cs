using System.Buffers;
using System.Text.Json;
using Recto.Journals.Exchange.Landing;
using Recto.Notes.References;

namespace Recto.Journals.Works;

/// <summary>An article that cites a work, as linked data name it.</summary>
/// <param name="Address">Absolute address of its page.</param>
/// <param name="Title">Its title.</param>
/// <param name="Doi">Its DOI; null where it has none.</param>
/// <param name="Notes">Absolute addresses of the notes that may be read.</param>
public sealed record WorkCitedBy(string Address, string Title, string? Doi, IReadOnlyList<string> Notes);

/// <summary>A work as schema.org has it, with who cites it by the Citation Typing Ontology (<c>cito:isCitedBy</c>).</summary>
public static class WorkJsonLd
{
    /// <summary>Writes the page of a work.</summary>
    /// <param name="output">Where it goes, UTF-8, safe in a <c>script</c>.</param>
    /// <param name="record">The best record.</param>
    /// <param name="doi">Its DOI; null where none is known.</param>
    /// <param name="address">Absolute address of its page.</param>
    /// <param name="citedBy">The articles that the page lists.</param>
    public static void Write(IBufferWriter<byte> output, WorkRecord record, string? doi, string address, IEnumerable<WorkCitedBy> citedBy)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(citedBy);
        using var json = new Utf8JsonWriter(output, GraphJson.Options);
        json.WriteStartObject();
        json.WriteStartArray("@context");
        json.WriteStringValue("https://schema.org");
        json.WriteStartObject();
        json.WriteString("cito", "http://purl.org/spar/cito/");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("@type", TypeOf(record.Kind));
        json.WriteString("@id", address);
        json.WriteString("url", address);
        GraphJson.Text(json, "name", record.DisplayTitle);
        GraphJson.Texts(json, "author", record.Authors.Select(person => person.Plain));
        GraphJson.Texts(json, "editor", record.Editors.Select(person => person.Plain));
        GraphJson.Texts(json, "translator", record.Translators.Select(person => person.Plain));
        GraphJson.Text(json, "datePublished", new WorkShape(record).Date?.From?.ToString());
        GraphJson.Text(json, "publisher", record.Publisher);
        GraphJson.Text(json, "isPartOf", record.Title is null ? null : record.Container);
        GraphJson.Text(json, "isbn", record.Isbn);
        GraphJson.Texts(json, "sameAs", new[] { doi is null ? null : "https://doi.org/" + doi, record.Oclc is null ? null : "https://www.worldcat.org/oclc/" + record.Oclc }.OfType<string>());
        json.WriteStartArray("cito:isCitedBy");
        foreach (var article in citedBy)
        {
            json.WriteStartObject();
            json.WriteString("@type", "ScholarlyArticle");
            json.WriteString("@id", article.Address);
            json.WriteString("name", article.Title);
            GraphJson.Text(json, "sameAs", article.Doi is null ? null : "https://doi.org/" + article.Doi);
            GraphJson.Texts(json, "hasPart", article.Notes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string TypeOf(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Book or ReferenceKind.EditedSource => "Book",
        ReferenceKind.Chapter => "Chapter",
        ReferenceKind.Article => "ScholarlyArticle",
        ReferenceKind.Newspaper => "NewsArticle",
        ReferenceKind.Thesis => "Thesis",
        ReferenceKind.Report => "Report",
        ReferenceKind.Web => "WebPage",
        ReferenceKind.Legal => "Legislation",
        _ => "CreativeWork",
    };
}
