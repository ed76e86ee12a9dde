using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>
/// CSL-JSON (CSL 1.0.2): an array with one item a source, as citation managers and pandoc read it. <c>custom.citations</c> of an item holds its mentions: the note, and
/// <c>locator</c> and <c>label</c> as a citation of CSL has them.
/// </summary>
public static class CslItems
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the array, UTF-8 without byte order mark, ended by a line feed.</summary>
    public static void Write(Bibliography bibliography, Stream output)
    {
        ArgumentNullException.ThrowIfNull(bibliography);
        ArgumentNullException.ThrowIfNull(output);
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            json.WriteStartArray();
            foreach (var source in bibliography.Sources)
            {
                Item(json, source);
                json.Flush();
            }

            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Item(Utf8JsonWriter json, CitedSource source)
    {
        json.WriteStartObject();
        json.WriteString("id", source.Id);
        json.WriteString("type", CslTypes.Of(source));
        Names(json, "author", source.Authors);
        Names(json, "editor", source.Editors);
        Names(json, "translator", source.Translators);
        Text(json, "title", source.DisplayTitle);
        Text(json, "container-title", source.Container);
        Text(json, "collection-title", source.Series);
        Text(json, "publisher", source.Publisher);
        Text(json, "publisher-place", source.Place);
        Text(json, "volume", source.Volume);
        Text(json, "issue", source.Issue);
        Text(json, "edition", CslTypes.Edition(source.Edition));
        Text(json, "page", source.Pages is var (first, last) ? $"{first}–{last}" : null);
        Text(json, "genre", source.Kind == ReferenceKind.Thesis ? "thesis" : null);
        Text(json, "title-short", source.Abbreviation);
        Date(json, source.Date);
        Archive(json, source.Archive);
        Text(json, "DOI", source.Doi);
        Text(json, "URL", source.Url);
        CslCitations.Write(json, source);
        json.WriteEndObject();
    }

    private static void Archive(Utf8JsonWriter json, CitedArchive? archive)
    {
        Text(json, "archive", archive?.Name);
        Text(json, "archive-place", archive?.Place);
        Text(json, "archive_collection", archive?.Collection);
        Text(json, "archive_location", archive?.CallNumber);
    }

    /// <summary>Writes a variable of names; nothing for nobody.</summary>
    internal static void Names(Utf8JsonWriter json, string variable, IReadOnlyList<CitedName> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        json.WriteStartArray(variable);
        foreach (var name in names)
        {
            json.WriteStartObject();
            Text(json, name.IsWhole ? "literal" : "family", name.Family);
            Text(json, "given", name.Given);
            Text(json, "dropping-particle", name.Dropping);
            Text(json, "non-dropping-particle", name.NonDropping);
            Text(json, "suffix", name.Suffix);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes <c>issued</c>; nothing for null.</summary>
    internal static void Date(Utf8JsonWriter json, CitedDate? date)
    {
        if (date is null)
        {
            return;
        }

        json.WriteStartObject("issued");
        if (date.From is { } from)
        {
            json.WriteStartArray("date-parts");
            Parts(json, from);
            if (date.To is { } to)
            {
                Parts(json, to);
            }

            json.WriteEndArray();
            if (date.IsCirca)
            {
                json.WriteBoolean("circa", true);
            }
        }
        else
        {
            json.WriteString("literal", date.Printed);
        }

        json.WriteEndObject();
    }

    private static void Parts(Utf8JsonWriter json, CitedDay day)
    {
        json.WriteStartArray();
        foreach (var part in new[] { day.Year, day.Month, day.Day }.TakeWhile(part => part is not null))
        {
            json.WriteNumberValue(part!.Value);
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string variable, string? value)
    {
        if (value is not null)
        {
            json.WriteString(variable, value);
        }
    }
}
