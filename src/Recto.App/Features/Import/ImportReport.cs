using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Recto.App.Features.Import;

/// <summary>Tells what became of each file, and the sum at the end.</summary>
/// <param name="output">Where the report goes.</param>
/// <param name="json">One JSON object a line instead of words for people.</param>
/// <param name="isDryRun">Whether nothing was changed.</param>
internal sealed class ImportReport(TextWriter output, bool json, bool isDryRun)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private int _imported;
    private int _updated;
    private int _unchanged;

    /// <summary>How many files were refused so far.</summary>
    public int RefusedCount { get; private set; }

    /// <summary>How many files were told of so far.</summary>
    public int Count => _imported + _updated + _unchanged + RefusedCount;

    public void Tell(ImportOutcome outcome)
    {
        var status = StatusOf(outcome);
        if (json)
        {
            WriteJson(outcome, status);
        }
        else
        {
            WriteText(outcome, status);
        }
    }

    public void TellSummary()
    {
        if (json)
        {
            WriteLine(writer =>
            {
                writer.WriteStartObject("summary");
                writer.WriteNumber("imported", _imported);
                writer.WriteNumber("updated", _updated);
                writer.WriteNumber("unchanged", _unchanged);
                writer.WriteNumber("refused", RefusedCount);
                writer.WriteEndObject();
            });
            return;
        }

        output.WriteLine($"{(isDryRun ? "Nothing was changed. It would be: " : "")}{_imported} imported, {_updated} updated, {_unchanged} unchanged, {RefusedCount} refused");
    }

    private string StatusOf(ImportOutcome outcome)
    {
        switch (outcome)
        {
            case Imported: _imported++; return "imported";
            case Updated: _updated++; return "updated";
            case Unchanged: _unchanged++; return "unchanged";
            case Refused: RefusedCount++; return "refused";
            default: throw new UnreachableException();
        }
    }

    private void WriteText(ImportOutcome outcome, string status)
    {
        switch (outcome)
        {
            case ArticleOutcome article:
                output.WriteLine($"{status,-9} {outcome.Path} -> {article.Address}");
                break;
            case Refused refused:
                var place = refused.Line is { } line ? $"({line}{(refused.Column is { } column ? $",{column}" : "")})" : "";
                output.WriteLine($"{status,-9} {outcome.Path}{place}: {refused.Message}");
                break;
            default:
                throw new UnreachableException();
        }

        foreach (var warning in outcome.Warnings)
        {
            output.WriteLine($"          warning{(warning.Line is { } line ? $" line {line}" : "")}: {warning.Message}");
        }

        foreach (var left in outcome.LeftOut)
        {
            output.WriteLine($"          left out: {left}");
        }
    }

    private void WriteJson(ImportOutcome outcome, string status) => WriteLine(writer =>
    {
        var article = outcome as ArticleOutcome;
        var refused = outcome as Refused;
        writer.WriteString("path", outcome.Path);
        writer.WriteString("status", status);
        writer.WriteString("article", article?.Slug);
        writer.WriteString("address", article?.Address);
        WriteNumber("line", refused?.Line);
        WriteNumber("column", refused?.Column);
        writer.WriteString("message", refused?.Message);
        writer.WriteStartArray("warnings");
        foreach (var warning in outcome.Warnings)
        {
            writer.WriteStartObject();
            WriteNumber("line", warning.Line);
            writer.WriteString("message", warning.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("leftOut");
        foreach (var left in outcome.LeftOut)
        {
            writer.WriteStringValue(left);
        }

        writer.WriteEndArray();

        void WriteNumber(string name, int? number)
        {
            if (number is { } value)
            {
                writer.WriteNumber(name, value);
            }
            else
            {
                writer.WriteNull(name);
            }
        }
    });

    private void WriteLine(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
