using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;

namespace Recto.App.Shell.Reports;

/// <summary>Findings as JSON, one object a line (docs/contracts: <c>recto notes check --format json</c>).</summary>
internal static class JsonReport
{
    // Cyrillic stays readable; the output is a file or a terminal, never a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes the findings; nothing where there are none.</summary>
    public static void Write(Apparatus apparatus, IReadOnlyList<Diagnostic> findings, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, Options);
        foreach (var finding in findings)
        {
            WriteOne(json, apparatus, finding);
            json.Flush();
            output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
            output.Write('\n');
            buffer.ResetWrittenCount();
            json.Reset();
        }
    }

    private static void WriteOne(Utf8JsonWriter json, Apparatus apparatus, Diagnostic finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Descriptor.Id);
        json.WriteString("rule", finding.Descriptor.Rule);
        json.WriteString("severity", ConsoleReport.SeverityWord(finding.Descriptor.Severity));
        json.WriteString("note", apparatus.Notes[finding.NoteIndex].Note.Label);
        json.WriteNumber("start", finding.Span.Start);
        json.WriteNumber("end", finding.Span.End);
        json.WriteString("message", finding.Message);
        json.WritePropertyName("fix");
        WriteFix(json, finding.Fix);
        json.WriteEndObject();
    }

    /// <summary>Writes a fix as the contract has it; null where there is none.</summary>
    public static void WriteFix(Utf8JsonWriter json, SuggestedFix? fix)
    {
        if (fix is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("sure", fix.Sureness == FixSureness.Safe ? "safe" : "suggested");
        json.WriteStartArray("edits");
        foreach (var edit in fix.Edits)
        {
            json.WriteStartObject();
            json.WriteNumber("start", edit.Span.Start);
            json.WriteNumber("end", edit.Span.End);
            json.WriteString("text", edit.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
