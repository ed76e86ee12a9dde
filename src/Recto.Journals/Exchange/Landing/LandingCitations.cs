using System.Buffers;
using System.Text;
using System.Text.Json;
using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Landing;

/// <summary>What an article cites, made at import in the two forms in which its page tells machines of it. A request only copies them.</summary>
public static class LandingCitations
{
    /// <summary>Tags <c>citation_reference</c>, one a line; empty where it cites nothing.</summary>
    /// <param name="citations">What it cites, every work once.</param>
    public static string Tags(IReadOnlyList<OutgoingCitation> citations)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        foreach (var reference in HighwireTags.References(citations))
        {
            MetaTags.Write(output, "citation_reference", reference);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The JSON list of <c>citation</c>, safe in a <c>script</c>; empty where it cites nothing.</summary>
    /// <param name="citations">What it cites, every work once.</param>
    public static string Json(IReadOnlyList<OutgoingCitation> citations)
    {
        ArgumentNullException.ThrowIfNull(citations);
        if (citations.Count == 0)
        {
            return "";
        }

        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, GraphJson.Options))
        {
            json.WriteStartArray();
            foreach (var citation in citations)
            {
                Write(json, citation);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, OutgoingCitation citation)
    {
        var title = citation.ArticleTitle ?? citation.VolumeTitle;
        json.WriteStartObject();
        json.WriteString("@type", citation.Type switch
        {
            "book" => "Book",
            "book_chapter" => "Chapter",
            "journal_article" => "ScholarlyArticle",
            "dissertation" => "Thesis",
            "report" => "Report",
            "web_resource" => "WebPage",
            "dataset" => "Dataset",
            "software" => "SoftwareSourceCode",
            _ => "CreativeWork",
        });
        GraphJson.Text(json, "@id", citation.Doi?.Address);
        json.WriteString("name", title ?? citation.Unstructured ?? citation.Doi?.Value ?? "");
        GraphJson.Text(json, "author", title is null ? null : citation.Author);
        GraphJson.Text(json, "datePublished", title is null ? null : citation.Year);
        json.WriteEndObject();
    }
}
