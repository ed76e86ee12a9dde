using System.Text.Json;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Identifiers;

namespace Recto.Journals.CitedBy;

/// <summary>Reads what the OpenCitations Index (API v2, <c>/citations/…</c>) says of one work. It knows names and dates alone; titles are to be had elsewhere.</summary>
public static class OpenCitationsAnswer
{
    /// <summary>Reads an answer, whole or not at all.</summary>
    /// <param name="answer">Its bytes, UTF-8.</param>
    /// <param name="cited">The work that was asked about; citations of others are left out.</param>
    /// <param name="fault">Why it is none, in English; null where it is one.</param>
    /// <returns>The citing works and whether their authors cite themselves; null where it is no such answer.</returns>
    public static IReadOnlyList<(CitingWork Work, bool IsSelf)>? Read(ReadOnlyMemory<byte> answer, Doi cited, out string? fault)
    {
        fault = null;
        try
        {
            using var json = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 16 });
            if (json.RootElement.ValueKind != JsonValueKind.Array)
            {
                fault = "The answer is no list of citations.";
                return null;
            }

            var key = WorkKeys.Of(cited);
            var works = new Dictionary<string, (CitingWork, bool)>(StringComparer.Ordinal);
            foreach (var item in json.RootElement.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Object || Names(Text(item, "citing")) is not { Count: > 0 } citing || !Names(Text(item, "cited")).Contains(key, StringComparer.Ordinal))
                {
                    continue;
                }

                var doi = citing.FirstOrDefault(name => name.StartsWith("10.", StringComparison.Ordinal));
                var work = new CitingWork
                {
                    Doi = doi is not null && Doi.TryParse(doi.ToLowerInvariant(), out var read) ? read : null,
                    OtherKeys = [.. citing.Where(name => name != doi)],
                    Year = WorkKeys.YearOf(Text(item, "creation")),
                };
                works.TryAdd(work.Key!, (work, Text(item, "author_sc") == "yes"));
            }

            return [.. works.Values];
        }
        catch (JsonException)
        {
            fault = "The answer breaks off or is no JSON.";
            return null;
        }
    }

    // omid:br/06101801781 doi:10.7717/peerj-cs.421 pmid:33817056
    private static IReadOnlyList<string> Names(string? list) =>
    [
        .. (list ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.StartsWith("doi:", StringComparison.OrdinalIgnoreCase) ? Doi.TryParse(name, out var doi) ? WorkKeys.Of(doi) : null
                : name.StartsWith("omid:", StringComparison.Ordinal) || name.StartsWith("pmid:", StringComparison.Ordinal) ? name : null)
            .OfType<string>().Where(name => name.Length is > 5 and <= 500).Distinct(StringComparer.Ordinal),
    ];

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? PrintedText.Line(value.GetString()) : null;
}
