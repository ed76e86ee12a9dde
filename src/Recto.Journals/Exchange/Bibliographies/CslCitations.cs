using System.Text.Json;
using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>What CSL has no variable for, in an item's <c>custom</c>: the mentions, the printed date, ids of the archive.</summary>
internal static class CslCitations
{
    /// <summary>Writes the member <c>custom</c>.</summary>
    public static void Write(Utf8JsonWriter json, CitedSource source)
    {
        json.WriteStartObject("custom");
        if (source.Date is { From: not null } date && date.Printed != date.From.ToString())
        {
            json.WriteString("printed-date", date.Printed);
        }

        if (source.AreAuthorsInferred)
        {
            json.WriteBoolean("author-inferred", true);
        }

        if (source.Archive is { } archive)
        {
            Archive(json, archive);
        }

        json.WriteStartArray("citations");
        foreach (var mention in source.Mentions)
        {
            Mention(json, mention);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Archive(Utf8JsonWriter json, CitedArchive archive)
    {
        json.WriteStartObject("archive");
        Text(json, "siglum", archive.Siglum);
        Text(json, "repository", archive.RepositoryId);
        json.WriteStartArray("path");
        foreach (var (_, value) in archive.Levels)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Mention(Utf8JsonWriter json, CitedMention mention)
    {
        json.WriteStartObject();
        json.WriteString("note", mention.NoteLabel);
        json.WriteNumber("noteIndex", mention.NoteIndex + 1);
        json.WriteString("form", ReferenceWords.Of(mention.Form));
        if (mention.Locator is { } locator)
        {
            json.WriteString("locator", locator);
            json.WriteString("label", mention.LocatorKind.ToString().ToLowerInvariant());
            Text(json, "side", ReferenceWords.Of(mention.Side));
            if (mention.IsLocatorInferred)
            {
                json.WriteBoolean("locator-inferred", true);
            }
        }

        Text(json, "volume", mention.Volume);
        Text(json, "description", mention.Description);
        Text(json, "date", mention.Date?.Printed);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
