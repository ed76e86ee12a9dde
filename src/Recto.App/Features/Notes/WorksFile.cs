using System.Text.Json;
using Recto.Notes.Labelling.Generation;

namespace Recto.App.Features.Notes;

/// <summary>Records of works, one JSON object a line, as <c>recto references match --works</c> takes them.</summary>
internal static class WorksFile
{
    /// <summary>Reads the records that have a title.</summary>
    /// <param name="path">The file; packed where its name ends in <c>.gz</c>.</param>
    /// <exception cref="InvalidDataException">A line is no JSON object; the message names it.</exception>
    public static IReadOnlyList<WorkRecord> Read(string path)
    {
        using var reader = DataFiles.Open(path);
        var works = new List<WorkRecord>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                using var record = JsonDocument.Parse(line);
                if (record.RootElement.ValueKind != JsonValueKind.Object)
                {
                    throw new JsonException("it is no object");
                }

                if (Text(record.RootElement, "title") is { } title)
                {
                    works.Add(Work(record.RootElement, title));
                }
            }
            catch (JsonException fault)
            {
                throw new InvalidDataException($"“{path}”, line {number}, is no record of a work: {fault.Message}", fault);
            }
        }

        return works;
    }

    private static WorkRecord Work(JsonElement record, string title) => new(title)
    {
        Authors = record.TryGetProperty("authors", out var authors) && authors.ValueKind == JsonValueKind.Array
            ? [.. authors.EnumerateArray().Where(author => author.ValueKind == JsonValueKind.Object).Select(Author).OfType<WorkAuthor>()]
            : [],
        Year = Text(record, "year"),
        Container = Text(record, "container"),
        Volume = Text(record, "volume"),
        Issue = Text(record, "issue"),
        Pages = Text(record, "pages"),
        Publisher = Text(record, "publisher"),
        Place = Text(record, "place"),
        Type = Text(record, "type"),
    };

    private static WorkAuthor? Author(JsonElement author) =>
        Text(author, "family") is { } family ? new WorkAuthor(family, Text(author, "given")) : Text(author, "name") is { } name ? new WorkAuthor(name, null) : null;

    private static string? Text(JsonElement record, string name) => !record.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String when !string.IsNullOrWhiteSpace(value.GetString()) => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
