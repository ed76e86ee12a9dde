using System.Text.Json;

namespace Recto.Journals.Access;

/// <summary>Lists of the networks of crawlers, as Google and Bing publish them: <c>{"prefixes": [{"ipv4Prefix": "66.249.64.0/27"}, {"ipv6Prefix": "2001:4860:4801:10::/64"}]}</c>.</summary>
public static class CrawlerList
{
    /// <summary>The networks of a list.</summary>
    /// <param name="json">The list.</param>
    /// <returns>Null where it is no such list, or one of its networks cannot be: then none of it is believed.</returns>
    public static IReadOnlyList<AddressRange>? TryRead(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("prefixes", out var prefixes) || prefixes.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var networks = new List<AddressRange>();
            foreach (var entry in prefixes.EnumerateArray())
            {
                if (entry.ValueKind != JsonValueKind.Object || (Text(entry, "ipv4Prefix") ?? Text(entry, "ipv6Prefix")) is not { } written || RangeReader.TryRead(written, out var range) is not null || range.IsWide)
                {
                    return null;
                }

                networks.Add(range);
            }

            return networks;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
