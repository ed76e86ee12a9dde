using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.App.Shell;
using Recto.Notes.Labelling;
using Recto.Notes.References.Published;

namespace Recto.App.Features.Notes;

/// <summary>Labels reference strings, one a line: <c>recto notes label</c>.</summary>
internal static class LabelLines
{
    /// <summary>The longest line, in UTF-16 code units: no reference is nearly as long.</summary>
    public const int Longest = 1 << 20;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a JSON object for every line, also for a blank one, so that line answers line.</summary>
    /// <param name="lines">The references.</param>
    /// <param name="labeller">Labels them.</param>
    /// <param name="output">One object a line.</param>
    /// <param name="ct">Stops between two lines.</param>
    public static void Write(InputLines lines, ILabeller labeller, TextWriter output, CancellationToken ct)
    {
        var hints = new HintedStrings();
        using var one = new MemoryStream();
        using var writer = new Utf8JsonWriter(one, Options);
        while (lines.Read() is { } line)
        {
            ct.ThrowIfCancellationRequested();
            one.SetLength(0);
            writer.Reset(one);
            WriteLine(writer, line, labeller, hints);
            writer.Flush();
            output.Write(System.Text.Encoding.UTF8.GetString(one.GetBuffer(), 0, (int)one.Length));
            output.Write('\n');
        }
    }

    private static void WriteLine(Utf8JsonWriter writer, string line, ILabeller labeller, HintedStrings hints)
    {
        var words = WordSequence.Cut(line);
        writer.WriteStartObject();
        writer.WriteString("text", line);
        writer.WriteStartArray("labels");
        foreach (var field in words.Words.Count == 0 ? [] : FieldRun.Of(labeller.Label(hints.Next(words))))
        {
            writer.WriteStartObject();
            writer.WriteString("label", field.Label);
            writer.WriteNumber("start", words.Words[field.First].Start);
            writer.WriteNumber("end", words.Words[field.End - 1].End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
