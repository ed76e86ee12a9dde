using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Recto.Journals.Usage;

/// <summary>One line of a list of robots.</summary>
/// <param name="Text">What stands in the agent of a robot, in whatever case.</param>
/// <param name="IsExpression">Whether it is a regular expression, and not just words.</param>
public sealed record RobotPattern(string Text, bool IsExpression)
{
    /// <summary>The expression that tells such an agent; null where the text is none that can be read.</summary>
    public Regex? Expression()
    {
        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
        try
        {
            // Without backtracking: an agent is written by anybody, and a list may be newer than this program.
            return new Regex(IsExpression ? Text : Regex.Escape(Text), Options | RegexOptions.NonBacktracking);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Reads a list as it is published, by its content: COUNTER’s list of expressions (JSON, an array of objects with <c>pattern</c>, or text, one a line), or the list of crawlers of AI, which are names (JSON, an object). None where it is no such list.</summary>
    /// <param name="list">The file, UTF-8.</param>
    public static IReadOnlyList<RobotPattern> Read(ReadOnlyMemory<byte> list)
    {
        var bytes = list.Span.StartsWith("\uFEFF"u8) ? list[3..] : list;
        if (bytes.Span.TrimStart(" \t\r\n"u8) is not [(byte)'[' or (byte)'{', ..])
        {
            return Lines(bytes);
        }

        try
        {
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(Pattern).OfType<string>().Select(text => new RobotPattern(text, true))]
                : [.. json.RootElement.EnumerateObject().Where(robot => robot.Name.Trim().Length > 0).Select(robot => new RobotPattern(robot.Name.Trim(), false))];
        }
        catch (JsonException)
        {
            // A list of expressions may begin with a bracket of its own.
            return Lines(bytes);
        }
    }

    private static IReadOnlyList<RobotPattern> Lines(ReadOnlyMemory<byte> bytes) =>
        [.. Encoding.UTF8.GetString(bytes.Span).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0).Select(line => new RobotPattern(line, true))];

    private static string? Pattern(JsonElement entry) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("pattern", out var pattern) && pattern.ValueKind == JsonValueKind.String && pattern.GetString() is { Length: > 0 } text ? text : null;
}
