using System.Text.Json;

namespace Recto.App.Features.Works;

/// <summary>A place of a note at which a work is cited.</summary>
/// <param name="File">The document: set and path, as the data have them.</param>
/// <param name="Note">Index of the note among the notes of the body, from 0.</param>
/// <param name="Start">Where the words begin, in UTF-16 code units.</param>
/// <param name="End">Where they end.</param>
internal sealed record GoldPlace(string File, int Note, int Start, int End);

/// <summary>Two mentions, and whether a reader says that they are of one work.</summary>
/// <param name="Half"><c>dev</c> or <c>test</c>.</param>
/// <param name="IsSame">Whether they are.</param>
/// <param name="Why">What makes the pair hard, in a word.</param>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
internal sealed record GoldPair(string Half, bool IsSame, string Why, GoldPlace Left, GoldPlace Right)
{
    /// <summary>Reads lines of JSON; null where one cannot be read, and then why.</summary>
    public static IReadOnlyList<GoldPair>? ReadAll(IReadOnlyList<string> lines, out string fault)
    {
        fault = "";
        var pairs = new List<GoldPair>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            try
            {
                using var json = JsonDocument.Parse(lines[i]);
                var root = json.RootElement;
                pairs.Add(new GoldPair(root.GetProperty("half").GetString()!, root.GetProperty("same").GetBoolean(), root.GetProperty("why").GetString()!, Place(root.GetProperty("a")), Place(root.GetProperty("b"))));
            }
            catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                fault = $"line {i + 1} is no pair: {broken.Message}";
                return null;
            }
        }

        return pairs;
    }

    private static GoldPlace Place(JsonElement json) => new(json.GetProperty("file").GetString()!, json.GetProperty("note").GetInt32(), json.GetProperty("start").GetInt32(), json.GetProperty("end").GetInt32());
}
