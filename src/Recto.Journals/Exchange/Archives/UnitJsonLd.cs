using System.Text.Json;
using Recto.Journals.Archives;
using Recto.Journals.Exchange.Landing;

namespace Recto.Journals.Exchange.Archives;

/// <summary>A unit of an archive as linked data: schema.org's <c>ArchiveComponent</c>, cited by notes (CiTO).</summary>
public static class UnitJsonLd
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/ld+json";

    /// <summary>Writes it, UTF-8.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="origin">Scheme and host of this site.</param>
    public static byte[] Write(UnitRecord unit, string origin)
    {
        ArgumentNullException.ThrowIfNull(unit);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, GraphJson.Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("@context");
            json.WriteStringValue("https://schema.org");
            json.WriteStartObject();
            json.WriteString("cito", "http://purl.org/spar/cito/");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("@id", origin + unit.Address.Path);
            if (unit.Levels.Count == 0)
            {
                WriteArchive(json, unit);
            }
            else
            {
                WriteUnit(json, unit, origin);
            }

            if (unit.Parts.Count > 0)
            {
                json.WriteStartArray(unit.Levels.Count == 0 ? "archiveHeld" : "hasPart");
                foreach (var (address, levels) in unit.Parts)
                {
                    WritePart(json, origin, address, CallNumberText.Of(unit.Archive, unit.ArchiveName, levels));
                }

                json.WriteEndArray();
            }

            WriteCitations(json, unit, origin);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteUnit(Utf8JsonWriter json, UnitRecord unit, string origin)
    {
        json.WriteString("@type", "ArchiveComponent");
        json.WriteString("name", unit.CallNumber);
        json.WriteString("identifier", unit.Address.Key);
        json.WriteStartObject("holdingArchive");
        json.WriteString("@id", $"{origin}{unit.Address.Line[0].Path}");
        WriteArchive(json, unit);
        json.WriteEndObject();
        if (unit.Address.Parent is { Segments.Count: > 0 } parent)
        {
            json.WritePropertyName("isPartOf");
            WritePart(json, origin, parent, CallNumberText.Of(unit.Archive, unit.ArchiveName, [.. unit.Levels.SkipLast(1)]));
        }
    }

    private static void WriteArchive(Utf8JsonWriter json, UnitRecord unit)
    {
        json.WriteString("@type", "ArchiveOrganization");
        json.WriteString("name", unit.Archive?.Name ?? unit.ArchiveName);
        GraphJson.Texts(json, "alternateName", (unit.Archive?.Sigla ?? []).Concat(unit.Archive is { } archive && archive.EnglishName != archive.Name ? [archive.EnglishName] : []));
        if (unit.Archive is { } known)
        {
            json.WriteStartObject("address");
            json.WriteString("@type", "PostalAddress");
            GraphJson.Text(json, "addressLocality", known.City);
            json.WriteString("addressCountry", known.Country);
            json.WriteEndObject();
        }
    }

    private static void WritePart(Utf8JsonWriter json, string origin, UnitAddress address, string name)
    {
        json.WriteStartObject();
        json.WriteString("@type", "ArchiveComponent");
        json.WriteString("@id", origin + address.Path);
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    private static void WriteCitations(Utf8JsonWriter json, UnitRecord unit, string origin)
    {
        if (unit.Citations.Count == 0)
        {
            return;
        }

        json.WriteStartArray("cito:isCitedBy");
        foreach (var note in unit.Citations.GroupBy(citation => citation.NotePath))
        {
            var first = note.First();
            json.WriteStartObject();
            json.WriteString("@type", "CreativeWork");
            json.WriteString("@id", origin + note.Key);
            json.WriteString("name", $"{first.ArticleTitle}, note {first.NoteLabel}");
            GraphJson.Texts(json, "pagination", note.Select(citation => citation.Leaf).OfType<string>().Distinct());
            json.WriteStartObject("isPartOf");
            json.WriteString("@type", "ScholarlyArticle");
            json.WriteString("@id", origin + first.ArticlePath);
            json.WriteString("name", first.ArticleTitle);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
