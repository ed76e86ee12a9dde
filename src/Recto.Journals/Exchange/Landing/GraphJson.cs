using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Recto.Journals.Exchange.Landing;

/// <summary>What all JSON-LD of pages has in common: a graph of schema.org, letters as letters, and nothing in it that could end the <c>script</c> in which it stands.</summary>
internal static class GraphJson
{
    /// <summary>Letters of all scripts stay; <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c>, quotes, controls and private characters are escaped.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    /// <summary>Opens the graph.</summary>
    public static void Begin(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("@context", "https://schema.org");
        json.WriteStartArray("@graph");
    }

    /// <summary>Closes the graph.</summary>
    public static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A value; nothing where there is none.</summary>
    public static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>A list of values; nothing where there are none.</summary>
    public static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        var isOpen = false;
        foreach (var value in values)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                continue;
            }

            if (!isOpen)
            {
                json.WriteStartArray(name);
                isOpen = true;
            }

            json.WriteStringValue(value);
        }

        if (isOpen)
        {
            json.WriteEndArray();
        }
    }

    /// <summary>The pages above a page, and itself.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="steps">Name and absolute address of each, from the top.</param>
    public static void Trail(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string Address)> steps)
    {
        json.WriteStartObject();
        json.WriteString("@type", "BreadcrumbList");
        json.WriteStartArray("itemListElement");
        var position = 0;
        foreach (var (name, address) in steps)
        {
            json.WriteStartObject();
            json.WriteString("@type", "ListItem");
            json.WriteNumber("position", ++position);
            json.WriteString("name", name);
            json.WriteString("item", address);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
