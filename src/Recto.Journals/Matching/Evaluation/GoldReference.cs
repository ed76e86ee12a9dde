using System.Text.Json;
using Recto.Journals.Matching.Works;

namespace Recto.Journals.Matching.Evaluation;

/// <summary>A reference whose work is known.</summary>
/// <param name="Id">Its identifier in the collection.</param>
/// <param name="Set">The collection's part that it belongs to.</param>
/// <param name="Reference">The printed string.</param>
/// <param name="Right">The DOIs or ids that are right, lower case; empty where the work is not in the index.</param>
/// <param name="Group">What is never parted between training and test: the DOI, also of a work that is not in the index, else the reference's own id.</param>
/// <param name="IndexSource">Where the index has the work's record from; null where that is not said.</param>
public sealed record GoldReference(string Id, string Set, string Reference, IReadOnlyList<string> Right, string Group, string? IndexSource)
{
    /// <summary>Reads references, one JSON object a line: <c>id, set, reference, doi, in_index</c>, and where known <c>also, index_source</c>.</summary>
    /// <exception cref="InvalidDataException">A line is nothing of the kind; the message names it.</exception>
    public static IReadOnlyList<GoldReference> ReadAll(TextReader lines)
    {
        var read = new List<GoldReference>();
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                using var json = JsonDocument.Parse(line);
                read.Add(Read(json.RootElement, number) ?? throw new InvalidDataException($"line {number} has no “reference”"));
            }
            catch (JsonException fault)
            {
                throw new InvalidDataException($"line {number} is no JSON object", fault);
            }
        }

        return read;
    }

    private static GoldReference? Read(JsonElement json, int number)
    {
        if (json.ValueKind != JsonValueKind.Object || WorkJson.Text(json, "reference") is not { } reference)
        {
            return null;
        }

        var (doi, id) = (WorkJson.Text(json, "doi")?.ToLowerInvariant(), WorkJson.Text(json, "id") ?? $"{number}");
        var inIndex = json.TryGetProperty("in_index", out var said) ? said.ValueKind == JsonValueKind.True : doi is not null;
        var also = json.TryGetProperty("also", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!.ToLowerInvariant()) : [];
        return new GoldReference(id, WorkJson.Text(json, "set") ?? "all", reference, inIndex && doi is not null ? [doi, .. also] : [], doi ?? id, WorkJson.Text(json, "index_source"));
    }
}
