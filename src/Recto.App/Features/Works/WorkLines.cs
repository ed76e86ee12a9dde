using System.Text.Encodings.Web;
using System.Text.Json;

namespace Recto.App.Features.Works;

/// <summary>Sources and their works as lines of JSON.</summary>
internal static class WorkLines
{
    private static readonly byte[] NewLine = [(byte)'\n'];

    /// <summary>One source a line: file, source, work, where its best mention stands, its words, what they say, and why it was put there.</summary>
    public static void Write(ReadWorks works, Stream output)
    {
        foreach (var source in works.Sources)
        {
            using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                Write(json, works, source);
            }

            output.Write(NewLine);
        }
    }

    private static void Write(Utf8JsonWriter json, ReadWorks works, ReadSource source)
    {
        var record = source.Cited.Record;
        var mention = source.Cited.Mentions.FirstOrDefault(found => found.Form == Recto.Notes.References.ReferenceForm.Full) ?? source.Cited.Mentions[0];
        var note = works.Notes[source.File].Notes[mention.Note];
        var span = note.References[mention.Reference].Reference.Span;
        json.WriteStartObject();
        json.WriteString("file", source.File);
        json.WriteString("source", source.Cited.SourceId);
        json.WriteNumber("work", works.WorkOf(source));
        json.WriteNumber("note", mention.Note);
        json.WriteNumber("start", span.Start);
        json.WriteNumber("end", span.End);
        json.WriteString("words", span.In(note.Note.Text));
        json.WriteString("kind", record.Kind.ToString());
        json.WriteBoolean("full", record.IsFull);
        Write(json, "authors", string.Join("; ", record.Authors.Select(person => person.Inverted)));
        Write(json, "editors", string.Join("; ", record.Editors.Select(person => person.Inverted)));
        Write(json, "title", record.Title);
        Write(json, "container", record.Container);
        Write(json, "place", record.Place);
        Write(json, "publisher", record.Publisher);
        Write(json, "year", record.Year);
        Write(json, "volume", record.Volume);
        Write(json, "edition", record.Edition);
        Write(json, "pages", record.FirstPage);
        Write(json, "doi", record.Doi);
        Write(json, "url", record.Url);
        json.WriteNumber("mentions", source.Cited.Mentions.Count);
        json.WriteNumber("score", Math.Round(source.Link.Score, 2));
        json.WriteString("why", string.Join("; ", source.Link.Grounds.Select(ground => $"{ground.Ground}: {ground.Here} | {ground.There}")));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
