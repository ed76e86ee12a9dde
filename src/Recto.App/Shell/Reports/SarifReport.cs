using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.Notes;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;

namespace Recto.App.Shell.Reports;

/// <summary>
/// Findings as one SARIF 2.1.0 log (OASIS standard of 27 March 2020). A finding is located by its document and, logically, by its note;
/// offsets count in the note's own text and not in the file, and so they stand with the fix in the property bag, not in a region.
/// </summary>
internal static class SarifReport
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>Writes the log; a log without results where nothing was found.</summary>
    public static void Write(string path, Apparatus apparatus, IReadOnlyList<Diagnostic> findings, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var finding in findings)
            {
                WriteResult(json, path, apparatus, finding);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Recto");
        json.WriteString("version", typeof(SarifReport).Assembly.GetName().Version?.ToString(3));
        json.WriteStartArray("rules");
        foreach (var descriptor in CheckCatalogue.All.Select(check => check.Descriptor))
        {
            json.WriteStartObject();
            json.WriteString("id", descriptor.Id);
            json.WriteString("name", descriptor.Rule);
            WriteText(json, "shortDescription", descriptor.Title + ".");
            WriteText(json, "help", $"{descriptor.Title}. What it means and examples: {CheckCatalogue.HelpAddress(descriptor)}");
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(descriptor.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, string path, Apparatus apparatus, Diagnostic finding)
    {
        var note = apparatus.Notes[finding.NoteIndex].Note;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Descriptor.Id);
        json.WriteNumber("ruleIndex", IndexOf(finding.Descriptor));
        json.WriteString("level", Level(finding.Descriptor.Severity));
        WriteText(json, "message", finding.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(path));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", note.Label);
        json.WriteString("fullyQualifiedName", note.Id);
        json.WriteString("kind", "element");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("noteAndPlace/v1", string.Create(CultureInfo.InvariantCulture, $"{note.Id}:{finding.Descriptor.Id}:{finding.Span.Start}"));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("note", note.Label);
        json.WriteNumber("start", finding.Span.Start);
        json.WriteNumber("end", finding.Span.End);
        json.WritePropertyName("fix");
        JsonReport.WriteFix(json, finding.Fix);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static int IndexOf(DiagnosticDescriptor descriptor)
    {
        for (var i = 0; i < CheckCatalogue.All.Count; i++)
        {
            if (CheckCatalogue.All[i].Descriptor.Id == descriptor.Id)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    // An artifact's address is a URI: blanks escaped, slashes forward.
    private static string UriOf(string path) => path == "-" ? "stdin" : string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
