using System.Text.Json;
using Recto.App.Shell;
using Recto.Journals.Matching.References;

namespace Recto.App.Features.References;

/// <summary>References to match, a line each: plain strings, or JSON objects with a <c>reference</c> (and its fields where they are known). What the first line that is not blank is, all are. Packed by gzip or not.</summary>
internal sealed class ReferenceInput : IDisposable
{
    /// <summary>The longest line, in UTF-16 code units.</summary>
    public const int Longest = 1 << 20;

    private readonly InputLines _lines;
    private bool? _isJson;

    private ReferenceInput(InputLines lines) => _lines = lines;

    /// <summary>Opens a file, or standard input where it is called <c>-</c>.</summary>
    public static ReferenceInput Open(string path, Terminal terminal) => new(InputLines.Open(path, terminal, Longest, "reference"));

    /// <summary>The next reference; an empty one for a blank line, null at the end.</summary>
    /// <exception cref="InvalidDataException">The line cannot be used; the message names file and line.</exception>
    public ReferenceToMatch? Read()
    {
        if (_lines.Read() is not { } line)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(line))
        {
            return new ReferenceToMatch { Text = line };
        }

        _isJson ??= IsObject(line);
        return _isJson.Value ? Json(line) : new ReferenceToMatch { Text = line };
    }

    public void Dispose() => _lines.Dispose();

    // A reference may begin with a brace; an object with “reference” in it is none.
    private static bool IsObject(string line)
    {
        if (!line.TrimStart().StartsWith('{'))
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return line.Contains("\"reference\"", StringComparison.Ordinal);
        }
    }

    private ReferenceToMatch Json(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object && GivenFields.Read(json.RootElement) is { } reference
                ? reference
                : throw _lines.Refuse("there is no “reference”: {\"reference\":\"…\"} a line");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw _lines.Refuse("it is no JSON object with a “reference”", fault);
        }
    }
}
