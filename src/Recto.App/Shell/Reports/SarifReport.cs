using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.Journals.Exchange.Fixes;
using Recto.Notes;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.App.Shell.Reports;

/// <summary>
/// Findings as one SARIF 2.1.0 log (OASIS standard of 27 March 2020). A finding is located in its note and, where the file is a text and the place in it is certain, in the file, with its fix as replacements there.
/// Offsets in the note's own text stand in the property bag, as JSON reports them.
/// </summary>
internal static class SarifReport
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>Writes the log; a log without results where nothing was found.</summary>
    /// <param name="path">The document as named on the command line.</param>
    /// <param name="apparatus">Its notes.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="output">Where to.</param>
    /// <param name="map">Where the notes stand in the file; null where that is not known.</param>
    public static void Write(string path, Apparatus apparatus, IReadOnlyList<Diagnostic> findings, TextWriter output, DocumentMap? map = null)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        var places = map?.Text is { } text ? new SarifPlaces(map, text) : null;
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json);
            json.WriteStartArray("artifacts");
            json.WriteStartObject();
            json.WriteStartObject("location");
            json.WriteString("uri", UriOf(path));
            json.WriteEndObject();
            json.WriteStartArray("roles");
            json.WriteStringValue("analysisTarget");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var finding in findings)
            {
                WriteResult(json, UriOf(path), apparatus, finding, places, seen);
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
        var version = typeof(SarifReport).Assembly.GetName().Version?.ToString(3);
        json.WriteString("version", version);
        json.WriteString("semanticVersion", version);
        json.WriteStartArray("rules");
        foreach (var descriptor in CheckCatalogue.All.Select(check => check.Descriptor))
        {
            json.WriteStartObject();
            json.WriteString("id", descriptor.Id);
            json.WriteString("name", PascalCase(descriptor.Rule));
            WriteText(json, "shortDescription", descriptor.Title + ".");
            var page = RulePages.Find(descriptor.Id);
            WriteText(json, "fullDescription", page?.Says ?? descriptor.Title + ".");
            json.WriteStartObject("help");
            json.WriteString("text", page?.Text ?? descriptor.Title + ".");
            if (page is not null)
            {
                json.WriteString("markdown", page.Markdown);
            }

            json.WriteEndObject();
            json.WriteString("helpUri", RulePages.Address(descriptor));
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(descriptor.Severity));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("rule", descriptor.Rule);
            json.WriteString("severity", ConsoleReport.SeverityWord(descriptor.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, string uri, Apparatus apparatus, Diagnostic finding, SarifPlaces? places, Dictionary<string, int> seen)
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
        WriteArtifact(json, uri);
        places?.WriteRegions(json, finding.NoteIndex, finding.Span);
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
        json.WriteString("noteText/v1", Fingerprint(note, finding, seen));
        json.WriteEndObject();
        WriteFix(json, uri, note, finding, places);
        json.WriteStartObject("properties");
        json.WriteString("note", note.Label);
        json.WriteNumber("start", finding.Span.Start);
        json.WriteNumber("end", finding.Span.End);
        json.WritePropertyName("fix");
        JsonReport.WriteFix(json, finding.Fix);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFix(Utf8JsonWriter json, string uri, Note note, Diagnostic finding, SarifPlaces? places)
    {
        if (finding.Fix is not { } fix || places?.Replacements(finding.NoteIndex, fix) is not { Count: > 0 } replacements)
        {
            return;
        }

        json.WriteStartArray("fixes");
        json.WriteStartObject();
        WriteText(json, "description", FixWords.Of(note.Text, fix));
        json.WriteStartArray("artifactChanges");
        json.WriteStartObject();
        WriteArtifact(json, uri);
        json.WriteStartArray("replacements");
        foreach (var replacement in replacements)
        {
            json.WriteStartObject();
            places.WriteRegion(json, "deletedRegion", replacement.Span, withSnippet: false);
            WriteText(json, "insertedContent", replacement.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteArtifact(Utf8JsonWriter json, string uri)
    {
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", uri);
        json.WriteNumber("index", 0);
        json.WriteEndObject();
    }

    // The same while note and complaint stay the same, wherever the note moves to: rule, words complained of, words of the note, and which of several alike.
    private static string Fingerprint(Note note, Diagnostic finding, Dictionary<string, int> seen)
    {
        var words = $"{finding.Descriptor.Id}\n{finding.Span.In(note.Text)}\n{note.Text}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 12));
        var count = seen[hash] = seen.GetValueOrDefault(hash) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{hash}:{count}");
    }

    internal static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    // self-reference -> SelfReference
    private static string PascalCase(string rule) => string.Concat(rule.Split('-').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..]));

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

    // An artifact's address is a URI: blanks escaped, slashes forward, an absolute path a file URI.
    private static string UriOf(string path) => path == "-" ? "stdin"
        : Path.IsPathRooted(path) ? new Uri(Path.GetFullPath(path)).AbsoluteUri
        : string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
