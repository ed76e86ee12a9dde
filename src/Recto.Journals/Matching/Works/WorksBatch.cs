using System.Text.Json;

namespace Recto.Journals.Matching.Works;

/// <summary>A part of a stream of works: whole lines, or a whole document.</summary>
/// <param name="Bytes">UTF-8.</param>
/// <param name="FirstLine">The number of its first line, from 1.</param>
/// <param name="IsDocument">Whether it is one JSON document and not an object a line.</param>
public sealed record WorksBatch(ReadOnlyMemory<byte> Bytes, long FirstLine, bool IsDocument)
{
    /// <summary>What is said of where it comes from in messages; null for nothing.</summary>
    public string? Source { get; init; }

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>Reads its works.</summary>
    /// <exception cref="InvalidDataException">A line, or the document, is no JSON or says no work; the message names the line.</exception>
    public IReadOnlyList<Work> Read()
    {
        try
        {
            return IsDocument ? Document() : Lines();
        }
        catch (InvalidDataException refused) when (Source is not null)
        {
            throw new InvalidDataException($"“{Source}” cannot be used: {refused.Message}", refused);
        }
    }

    private List<Work> Lines()
    {
        var works = new List<Work>();
        var (rest, number) = (Bytes, FirstLine);
        while (rest.Length > 0)
        {
            var feed = rest.Span.IndexOf((byte)'\n');
            var line = feed < 0 ? rest : rest[..feed];
            rest = feed < 0 ? default : rest[(feed + 1)..];
            if (number == 1 && line.Span.StartsWith(Mark))
            {
                line = line[Mark.Length..];
            }

            if (line.Span.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') >= 0)
            {
                works.Add(Line(line, number));
            }

            number++;
        }

        return works;
    }

    private static Work Line(ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? WorkJson.Read(json.RootElement, number) ?? throw new InvalidDataException($"line {number}: the work has neither “doi” nor “id” nor “title”")
                : throw new InvalidDataException($"line {number} is no JSON object: one work a line, {{\"doi\":\"…\",\"title\":\"…\"}}");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"line {number} is no JSON object: {Reason(fault)}", fault);
        }
        catch (InvalidOperationException fault)
        {
            // A text with half a surrogate pair in it.
            throw new InvalidDataException($"line {number} holds text that is no Unicode", fault);
        }
    }

    private List<Work> Document()
    {
        try
        {
            var bytes = Bytes.Span.StartsWith(Mark) ? Bytes[Mark.Length..] : Bytes;
            using var json = JsonDocument.Parse(bytes);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object)
            {
                root = message;
            }

            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("items", out var items))
            {
                root = items;
            }

            var works = new List<Work>();
            if (root.ValueKind == JsonValueKind.Object)
            {
                works.Add(WorkJson.Read(root, 1) ?? throw new InvalidDataException("the object is no work: it has neither “DOI” nor “id” nor “title”, and no list of works as “items”"));
                return works;
            }

            if (root.ValueKind != JsonValueKind.Array)
            {
                throw new InvalidDataException("the document is neither a work nor a list of works");
            }

            foreach (var item in root.EnumerateArray())
            {
                works.Add((item.ValueKind == JsonValueKind.Object ? WorkJson.Read(item, works.Count + 1) : null) ?? throw new InvalidDataException($"work {works.Count + 1} of the list has neither “DOI” nor “id” nor “title”"));
            }

            return works;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"line {(fault.LineNumber ?? 0) + 1} is no JSON: {Reason(fault)}", fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new InvalidDataException("it holds text that is no Unicode", fault);
        }
    }

    private static string Reason(JsonException fault)
    {
        var at = fault.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (at > 0 ? fault.Message[..at] : fault.Message).TrimEnd('.', ' ');
    }

    /// <summary>Whether a stream that begins so is one document, and not an object a line.</summary>
    internal static bool BeginsDocument(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Mark))
        {
            start = start[Mark.Length..];
        }

        start = start.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || start[0] == '[')
        {
            return !start.IsEmpty;
        }

        var feed = start.IndexOf((byte)'\n');
        var line = (feed < 0 ? start : start[..feed]).TrimEnd(" \t\r"u8);
        return line.StartsWith("{"u8) && (IsWrapped(line) || (feed >= 0 && !Ends(line) && !start[(feed + 1)..].TrimStart(" \t\r\n"u8).StartsWith("{"u8)));
    }

    // {"status":"ok","message-type":"work-list",… : an answer of the REST API, on one line or several.
    private static bool IsWrapped(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            return reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && (reader.ValueTextEquals("status"u8) || reader.ValueTextEquals("items"u8) || reader.ValueTextEquals("message"u8));
        }
        catch (JsonException)
        {
            return false; // The line itself says what is wrong with it when it is read.
        }
    }

    private static bool Ends(ReadOnlySpan<byte> line) => line[^1] == '}';
}
