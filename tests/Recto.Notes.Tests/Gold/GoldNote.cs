using System.Text.Json;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Gold;

/// <summary>One annotated reference: spans, labels, targets.</summary>
internal sealed record GoldReference(string Kind, string Form, TextSpan Span, string? RefersToNote, int? RefersToReference, string? Source, IReadOnlyDictionary<string, IReadOnlyList<TextSpan>> Fields);

/// <summary>One annotated note of the reference page.</summary>
internal sealed record GoldNote(string Label, IReadOnlyList<GoldReference> References, IReadOnlyList<TextSpan> Commentary)
{
    private static readonly string[] Single = ["title", "container", "place", "publisher", "year", "volume", "issue", "pages", "series"];
    private static readonly string[] Lists = ["authors", "editors"];
    private static readonly string[] Archive = ["repository", "folio", "series", "description", "date"];

    public static IReadOnlyList<GoldNote> ReadAll(string jsonLines) => [.. jsonLines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    private static GoldNote Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var note = document.RootElement;
        return new GoldNote(
            note.GetProperty("note").GetString()!,
            [.. note.GetProperty("references").EnumerateArray().Select(Reference)],
            [.. note.GetProperty("commentary").EnumerateArray().Select(SpanOf)]);
    }

    private static GoldReference Reference(JsonElement element)
    {
        var fields = new Dictionary<string, IReadOnlyList<TextSpan>>();
        foreach (var name in Single.Where(name => element.GetProperty(name).ValueKind != JsonValueKind.Null))
        {
            fields[name] = [SpanOf(element.GetProperty(name))];
        }

        foreach (var name in Lists.Where(name => element.GetProperty(name).GetArrayLength() > 0))
        {
            fields[name] = [.. element.GetProperty(name).EnumerateArray().Select(SpanOf)];
        }

        if (element.GetProperty("archive") is { ValueKind: JsonValueKind.Object } archive)
        {
            fields["path"] = [.. archive.GetProperty("path").EnumerateArray().Select(SpanOf)];
            foreach (var name in Archive.Where(name => archive.GetProperty(name).ValueKind != JsonValueKind.Null))
            {
                fields[name] = [SpanOf(archive.GetProperty(name))];
            }
        }

        var target = element.GetProperty("refersTo");
        return new GoldReference(
            element.GetProperty("kind").GetString()!,
            element.GetProperty("form").GetString()!,
            new TextSpan(element.GetProperty("start").GetInt32(), element.GetProperty("end").GetInt32()),
            target.ValueKind == JsonValueKind.Null ? null : target.GetProperty("note").GetString(),
            target.ValueKind == JsonValueKind.Null || target.GetProperty("reference").ValueKind == JsonValueKind.Null ? null : target.GetProperty("reference").GetInt32(),
            element.GetProperty("source").GetString(),
            fields);
    }

    private static TextSpan SpanOf(JsonElement pair) => new(pair[0].GetInt32(), pair[1].GetInt32());
}
