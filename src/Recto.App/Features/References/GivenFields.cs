using System.Text.Json;
using Recto.Journals.Matching.References;

namespace Recto.App.Features.References;

/// <summary>
/// A reference as a JSON object: <c>reference</c>, and what is known of its fields, either beside it under the names of a work (<c>title, authors, year, container, volume, issue, pages, doi</c>) or under <c>fields</c>,
/// also under the names of a Crossref deposit (<c>author, article-title, journal-title, volume-title, year, volume, issue, first-page, DOI</c>).
/// </summary>
internal static class GivenFields
{
    /// <summary>Reads one; null where there is neither a reference nor a field.</summary>
    public static ReferenceToMatch? Read(JsonElement json)
    {
        var fields = json.TryGetProperty("fields", out var own) && own.ValueKind == JsonValueKind.Object ? own : default(JsonElement?);
        var said = json.TryGetProperty("reference", out var printed) && printed.ValueKind == JsonValueKind.String;
        var known = Known(json, fields);
        return said ? new ReferenceToMatch { Text = printed.GetString()!, Fields = known } : known is null ? null : new ReferenceToMatch { Text = known.Joined(), Fields = known };
    }

    private static ReferenceFields? Known(JsonElement json, JsonElement? fields)
    {
        var known = new ReferenceFields
        {
            Authors = Authors(json) ?? (fields is { } own ? Authors(own) : null) ?? [],
            Title = First("title", "article-title"),
            Container = First("container", "journal-title", "container-title", "volume-title", "series-title"),
            Year = First("year"),
            Volume = First("volume"),
            Issue = First("issue"),
            Pages = First("pages", "page", "first-page"),
            Doi = fields is { } under ? Text(under, "DOI") ?? Text(under, "doi") : null, // Beside the reference a DOI is often the answer that is looked for.
        };
        return known.Authors.Count > 0 || known is not { Title: null, Container: null, Year: null, Volume: null, Issue: null, Pages: null, Doi: null } ? known : null;

        string? First(params string[] names)
        {
            foreach (var name in names)
            {
                if (Text(json, name) is { } beside)
                {
                    return beside;
                }

                if (fields is { } under && Text(under, name) is { } found)
                {
                    return found;
                }
            }

            return null;
        }
    }

    private static List<string>? Authors(JsonElement json)
    {
        if (Text(json, "author") is { } one)
        {
            return [one];
        }

        return json.TryGetProperty("authors", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            ? [.. list.EnumerateArray().Select(author => author.ValueKind == JsonValueKind.Object ? Text(author, "family") ?? Text(author, "name") : author.ValueKind == JsonValueKind.String ? author.GetString() : null).OfType<string>()]
            : null;
    }

    private static string? Text(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String when !string.IsNullOrWhiteSpace(value.GetString()) => value.GetString()!.Trim(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
