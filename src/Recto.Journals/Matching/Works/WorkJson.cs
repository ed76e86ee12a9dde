using System.Globalization;
using System.Text.Json;

namespace Recto.Journals.Matching.Works;

/// <summary>A work as a JSON object: as of <c>recto references match</c>, as Crossref's REST API gives it, or CSL-JSON. Names of members tell which; the three do not contradict one another.</summary>
internal static class WorkJson
{
    private static readonly string[] Dates = ["issued", "published", "published-print", "published-online", "original-date"];

    /// <summary>Reads one.</summary>
    /// <param name="json">An object.</param>
    /// <param name="number">Its line, or its place in the list: names a work that has neither DOI nor id.</param>
    /// <returns>Null where it has neither DOI nor id nor title.</returns>
    public static Work? Read(JsonElement json, long number)
    {
        var (doi, id) = (Text(json, "doi") ?? Text(json, "DOI"), Text(json, "id"));
        if (doi is null && id is null)
        {
            id = Text(json, "title") is null ? null : number.ToString(CultureInfo.InvariantCulture);
        }

        return doi is null && id is null ? null : new Work
        {
            Doi = doi is null ? null : Identifiers.Doi.Bare(doi),
            Id = id,
            Title = Text(json, "title"),
            Subtitle = Text(json, "subtitle"),
            Authors = Names(json, "authors") ?? Names(json, "author") ?? Names(json, "editors") ?? Names(json, "editor") ?? [],
            Year = Year(json),
            Container = Text(json, "container") ?? Text(json, "container-title"),
            Volume = Text(json, "volume"),
            Issue = Text(json, "issue"),
            Pages = Text(json, "pages") ?? Text(json, "page") ?? Text(json, "article-number") ?? Text(json, "number"),
            Type = Text(json, "type"),
            Publisher = Text(json, "publisher"),
        };
    }

    // A text, a number, or the first of a list of texts.
    internal static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when !string.IsNullOrWhiteSpace(value.GetString()) => value.GetString()!.Trim(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array when value.GetArrayLength() > 0 && value[0].ValueKind != JsonValueKind.Array => Text(value[0]),
        _ => null,
    };

    private static List<WorkName>? Names(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            return null;
        }

        var names = new List<WorkName>(Math.Min(list.GetArrayLength(), Work.MostAuthors));
        foreach (var one in list.EnumerateArray())
        {
            if (names.Count == Work.MostAuthors)
            {
                break;
            }

            if (one.ValueKind == JsonValueKind.String && Text(one) is { } plain)
            {
                names.Add(new WorkName(null, null, plain));
            }
            else if (one.ValueKind == JsonValueKind.Object && Text(one, "family") is { } family)
            {
                names.Add(new WorkName(Text(one, "non-dropping-particle") is { } particle ? particle + " " + family : family, Text(one, "given")));
            }
            else if (one.ValueKind == JsonValueKind.Object && (Text(one, "name") ?? Text(one, "literal") ?? Text(one, "given")) is { } whole)
            {
                names.Add(new WorkName(null, null, whole));
            }
        }

        return names.Count == 0 ? null : names;
    }

    private static string? Year(JsonElement json)
    {
        if (Text(json, "year") is { } year)
        {
            return year;
        }

        foreach (var name in Dates)
        {
            if (json.TryGetProperty(name, out var date) && date.ValueKind == JsonValueKind.Object)
            {
                if (date.TryGetProperty("date-parts", out var parts) && parts.ValueKind == JsonValueKind.Array && parts.GetArrayLength() > 0 && parts[0].ValueKind == JsonValueKind.Array && parts[0].GetArrayLength() > 0
                    && Text(parts[0][0]) is { } part && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                {
                    return part;
                }

                if ((Text(date, "literal") ?? Text(date, "raw")) is { } said)
                {
                    return said;
                }
            }
        }

        return null;
    }
}
