using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Recto.Notes.Text;

namespace Recto.Tests.Shared.Gold;

/// <summary>One annotated reference: spans, labels, targets.</summary>
internal sealed record GoldReference(string Kind, string Form, TextSpan Span, string? RefersToNote, int? RefersToReference, string? Source, IReadOnlyDictionary<string, IReadOnlyList<TextSpan>> Fields);

/// <summary>One annotated note.</summary>
/// <param name="Set">The shared set that the document stands in.</param>
/// <param name="File">The document's file name.</param>
/// <param name="Label">The note's label as printed.</param>
/// <param name="Digest">First 12 hexadecimal digits of the SHA-256 of the annotated text in UTF-8; null where the annotation gives none.</param>
/// <param name="References">What it cites, in order.</param>
/// <param name="Commentary">What cites nothing, in order.</param>
internal sealed record GoldNote(string Set, string File, string Label, string? Digest, IReadOnlyList<GoldReference> References, IReadOnlyList<TextSpan> Commentary)
{
    private static readonly Dictionary<char, string> Quotes = new() { ['“'] = "\"", ['”'] = "\"", ['‘'] = "'", ['’'] = "'" };
    private static readonly Dictionary<char, string> Dashes = new(Quotes) { ['–'] = "--", ['—'] = "---" };
    private static readonly Dictionary<char, string>[] TypedMarks = [Quotes, Dashes, new(Dashes) { ['…'] = "..." }, new(Quotes) { ['…'] = "..." }];

    private static readonly string[] Single = ["title", "container", "place", "publisher", "year", "volume", "issue", "pages", "series"];
    private static readonly string[] Lists = ["authors", "editors"];
    private static readonly string[] Archive = ["repository", "folio", "series", "description", "date"];

    public static IReadOnlyList<GoldNote> ReadAll(string jsonLines) => [.. jsonLines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    /// <summary>
    /// The annotation with its spans counted in a text as read; null where another text was annotated.
    /// What was typed (<c>"</c>, <c>--</c>) may be read as what is printed (<c>“</c>, <c>–</c>).
    /// </summary>
    public GoldNote? For(string text)
    {
        if (Digest is null || IsOf(text))
        {
            return this;
        }

        foreach (var marks in TypedMarks)
        {
            var typed = new StringBuilder();
            var at = new List<int>();
            for (var i = 0; i < text.Length; i++)
            {
                var mark = marks.GetValueOrDefault(text[i]) ?? text[i].ToString();
                typed.Append(mark);
                at.AddRange(Enumerable.Repeat(i, mark.Length));
            }

            at.Add(text.Length);
            if (IsOf(typed.ToString()))
            {
                return Moved(span => new TextSpan(at[span.Start], at[span.End]));
            }
        }

        return null;
    }

    private bool IsOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))).StartsWith(Digest!, StringComparison.Ordinal);

    private GoldNote Moved(Func<TextSpan, TextSpan> move) => this with
    {
        Commentary = [.. Commentary.Select(move)],
        References =
        [
            .. References.Select(reference => reference with
            {
                Span = move(reference.Span),
                Fields = reference.Fields.ToDictionary(field => field.Key, field => (IReadOnlyList<TextSpan>)[.. field.Value.Select(move)]),
            }),
        ],
    };

    private static GoldNote Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var note = document.RootElement;
        return new GoldNote(
            note.GetProperty("set").GetString()!,
            note.GetProperty("file").GetString()!,
            note.GetProperty("note").GetString()!,
            note.TryGetProperty("sha", out var digest) ? digest.GetString() : null,
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
