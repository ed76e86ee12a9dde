using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Exchange.Citations;

/// <summary>CSL-JSON (CSL 1.0.2): an array with one item a work; ids are unique in it.</summary>
internal static class CslFile
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write(IReadOnlyList<CitedWork> works)
    {
        var keys = new BibTexKeys();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartArray();
            foreach (var work in works)
            {
                Item(json, work, keys.Of(work.Id ?? "work"));
            }

            json.WriteEndArray();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Item(Utf8JsonWriter json, CitedWork work, string id)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", TypeOf(work.Type));
        CslItems.Names(json, "author", work.Authors);
        CslItems.Names(json, "editor", work.Editors);
        CslItems.Names(json, "translator", work.Translators);
        Field("title", work.Title);
        Field("container-title", work.Container);
        Field("container-title-short", work.ContainerShort);
        Field("collection-title", work.Series);
        Field("volume", work.Volume);
        Field("issue", work.Issue);
        Field("page", PageRange.Of(work.Pages, PageForm.Full)?.Replace('–', '-'));
        Field("number", work.ArticleNumber ?? work.Number);
        Field("edition", CslTypes.Edition(work.Edition));
        Field("publisher", work.Publisher);
        Field("publisher-place", work.Place);
        Field("genre", work.Genre);
        CslItems.Date(json, work.Issued);
        Field("archive", work.Archive);
        Field("archive-place", work.ArchivePlace);
        Field("archive_collection", work.ArchiveCollection);
        Field("archive_location", work.ArchiveLocation);
        Field("DOI", work.Doi);
        Field("URL", work.Url ?? work.Link);
        Field("ISSN", work.Issn);
        Field("language", work.Language);
        Field("abstract", work.Abstract);
        Field("keyword", work.Keywords.Count > 0 ? string.Join(", ", work.Keywords) : null);
        Field("note", work.Locator ?? work.Remark);
        if (work.Locator is { } locator)
        {
            // As a citation of CSL has it; an item has no place for it.
            json.WriteStartObject("custom");
            json.WriteStartArray("citations");
            json.WriteStartObject();
            json.WriteString("locator", locator.StartsWith("n. ", StringComparison.Ordinal) ? locator[3..] : locator);
            json.WriteString("label", "note");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();

        void Field(string name, string? value)
        {
            if (PrintedText.Line(value) is { } line)
            {
                json.WriteString(name, line);
            }
        }
    }

    private static string TypeOf(WorkType type) => type switch
    {
        WorkType.Article => "article-journal",
        WorkType.Newspaper => "article-newspaper",
        WorkType.Book => "book",
        WorkType.Chapter => "chapter",
        WorkType.Thesis => "thesis",
        WorkType.Archival => "manuscript",
        WorkType.Report => "report",
        WorkType.Web => "webpage",
        WorkType.LegalCase => "legal_case",
        WorkType.Legislation => "legislation",
        _ => "document",
    };
}
