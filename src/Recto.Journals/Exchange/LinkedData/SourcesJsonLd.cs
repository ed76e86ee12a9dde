using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Recto.Journals.Exchange.Landing;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.LinkedData;

/// <summary>
/// What an article cites as JSON-LD, by CiTO, the Citation Typing Ontology (SPAR): the article <c>cites</c> its literature, and <c>citesAsSourceDocument</c> units of archives and editions of sources.
/// Each mention in a note is a <c>cito:Citation</c> of its own, with the note, the printed words and the pinpoint. Why something is cited beyond that (with agreement, as authority) is not read, and not told.
/// The context stands in the document: whoever expands it asks nobody.
/// </summary>
public static class SourcesJsonLd
{
    /// <summary>Media type.</summary>
    public const string MediaType = "application/ld+json";

    /// <summary>Media type of several documents, one a line.</summary>
    public const string LinesType = "application/jsonl";

    // Terms that lead to other things; the rest are values.
    private static readonly (string Term, string Iri)[] Links =
    [
        ("cites", "cito:cites"), ("citesAsSourceDocument", "cito:citesAsSourceDocument"), ("cited", "cito:hasCitedEntity"), ("as", "cito:hasCitationCharacterization"),
        ("note", "dcterms:source"), ("isPartOf", "dcterms:isPartOf"), ("sameAs", "schema:sameAs"),
    ];

    private static readonly (string Term, string Iri)[] Values =
        [("name", "schema:name"), ("words", "schema:text"), ("noteLabel", "schema:position"), ("locator", "bibo:locator"), ("language", "dcterms:language")];

    /// <summary>Writes the document, in one line.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="article">The article.</param>
    public static void Write(IBufferWriter<byte> output, LinkedArticle article)
    {
        ArgumentNullException.ThrowIfNull(article);
        using var json = new Utf8JsonWriter(output, GraphJson.Options);
        json.WriteStartObject();
        Context(json);
        json.WriteString("@id", article.Address);
        json.WriteString("@type", "schema:ScholarlyArticle");
        json.WriteString("name", article.Title);
        GraphJson.Text(json, "language", article.Language);
        GraphJson.Text(json, "sameAs", article.Doi?.Address);
        json.WriteString("isPartOf", article.JournalAddress);
        Sources(json, "cites", article.Sources.Where(source => !source.IsDocument));
        Sources(json, "citesAsSourceDocument", article.Sources.Where(source => source.IsDocument));
        if (article.Mentions.Count > 0)
        {
            json.WriteStartArray("citations");
            foreach (var mention in article.Mentions)
            {
                Mention(json, mention);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Context(Utf8JsonWriter json)
    {
        json.WriteStartObject("@context");
        json.WriteString("cito", "http://purl.org/spar/cito/");
        json.WriteString("dcterms", "http://purl.org/dc/terms/");
        json.WriteString("bibo", "http://purl.org/ontology/bibo/");
        json.WriteString("schema", "http://schema.org/");
        foreach (var (term, iri) in Values)
        {
            json.WriteString(term, iri);
        }

        foreach (var (term, iri) in Links)
        {
            json.WriteStartObject(term);
            json.WriteString("@id", iri);
            json.WriteString("@type", "@id");
            json.WriteEndObject();
        }

        json.WriteStartObject("citations");
        json.WriteString("@reverse", "cito:hasCitingEntity");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // One work may be several sources of an article, whose notes tell it otherwise each time: it is told once.
    private static void Sources(Utf8JsonWriter json, string term, IEnumerable<LinkedSource> sources)
    {
        var isOpen = false;
        foreach (var source in sources.DistinctBy(source => source.Address, StringComparer.Ordinal))
        {
            if (!isOpen)
            {
                json.WriteStartArray(term);
                isOpen = true;
            }

            json.WriteStartObject();
            json.WriteString("@id", source.Address);
            json.WriteString("@type", TypeOf(source.Kind));
            json.WriteString("name", source.Label);
            GraphJson.Text(json, "sameAs", source.Doi?.Address);
            GraphJson.Text(json, "isPartOf", source.HeldBy);
            json.WriteEndObject();
        }

        if (isOpen)
        {
            json.WriteEndArray();
        }
    }

    private static void Mention(Utf8JsonWriter json, LinkedMention mention)
    {
        json.WriteStartObject();
        json.WriteString("@id", string.Create(CultureInfo.InvariantCulture, $"{mention.NoteAddress}#reference-{mention.Reference + 1}"));
        json.WriteString("@type", "cito:Citation");
        json.WriteString("cited", mention.Source.Address);
        json.WriteString("as", mention.Source.IsDocument ? "cito:citesAsSourceDocument" : "cito:cites");
        json.WriteString("note", mention.NoteAddress);
        GraphJson.Text(json, "noteLabel", mention.NoteLabel);
        GraphJson.Text(json, "words", mention.Words);
        GraphJson.Text(json, "language", mention.Language);
        GraphJson.Text(json, "locator", mention.Locator);
        json.WriteEndObject();
    }

    private static string TypeOf(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Archival => "schema:ArchiveComponent",
        ReferenceKind.Book => "schema:Book",
        ReferenceKind.Chapter => "schema:Chapter",
        ReferenceKind.Article => "schema:ScholarlyArticle",
        ReferenceKind.Thesis => "schema:Thesis",
        ReferenceKind.Report => "schema:Report",
        ReferenceKind.Web => "schema:WebPage",
        _ => "schema:CreativeWork",
    };
}
