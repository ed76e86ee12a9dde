using System.Text.Json;
using Recto.Journals.Archives;
using Recto.Journals.Exchange.Landing;

namespace Recto.Journals.Exchange.Archives;

/// <summary>A unit of an archive as an item of CSL 1.0.2 for reference managers.</summary>
public static class UnitCsl
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/vnd.citationstyles.csl+json";

    /// <summary>Writes a list of one item, UTF-8.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="origin">Scheme and host of this site.</param>
    public static byte[] Write(UnitRecord unit, string origin)
    {
        ArgumentNullException.ThrowIfNull(unit);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, GraphJson.Options))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("id", unit.Address.Key);
            json.WriteString("type", unit.Levels.Count <= 1 ? "collection" : "manuscript");
            json.WriteString("title", unit.CallNumber);
            json.WriteString("archive", unit.ArchiveName);
            GraphJson.Text(json, "archive-place", unit.Archive?.City);
            if (unit.Levels.Count > 0)
            {
                json.WriteString("archive_collection", unit.Levels[0]);
                json.WriteString("archive_location", CallNumberText.Levels(unit.Archive, unit.Levels));
            }

            json.WriteString("URL", origin + unit.Address.Path);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        return stream.ToArray();
    }
}
