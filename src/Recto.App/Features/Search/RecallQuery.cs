using System.Text.Json;

namespace Recto.App.Features.Search;

/// <summary>A query of the recall test: what it must find, and what it must not.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Half"><c>train</c>, by which weights were chosen, or <c>test</c>.</param>
/// <param name="Kind">What it tries.</param>
/// <param name="Query">As somebody would type it.</param>
/// <param name="Must">Addresses of articles that must be found; with <c>#n12</c> where that note must be shown or named.</param>
/// <param name="MustNot">Addresses of articles that must not be found; <c>*</c> for all others.</param>
internal sealed record RecallQuery(string Id, string Half, string Kind, string Query, IReadOnlyList<string> Must, IReadOnlyList<string> MustNot)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads all lines; null with the reason where one is none.</summary>
    public static IReadOnlyList<RecallQuery>? ReadAll(IReadOnlyList<string> lines, out string? fault)
    {
        var queries = new List<RecallQuery>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Trim().Length == 0)
            {
                continue;
            }

            try
            {
                var query = JsonSerializer.Deserialize<RecallQuery>(lines[i], Json);
                if (query is not { Id: not null, Half: "train" or "test", Kind: not null, Query: not null })
                {
                    fault = $"Line {i + 1} lacks id, half (train or test), kind or query.";
                    return null;
                }

                queries.Add(query with { Must = query.Must ?? [], MustNot = query.MustNot ?? [] });
            }
            catch (JsonException refused)
            {
                fault = $"Line {i + 1} is no JSON object of the kind: {refused.Message}";
                return null;
            }
        }

        fault = null;
        return queries;
    }
}
