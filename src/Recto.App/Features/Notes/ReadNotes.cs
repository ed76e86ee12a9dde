using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.App.Features.Notes;

/// <summary>Writes the resolved apparatus of a document: <c>recto notes read --format json|text</c>.</summary>
internal static class ReadNotes
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false };

    /// <summary>One JSON object a line for each note, in document order, as <c>recto notes read --format json</c> promises. UTF-8 without byte order mark.</summary>
    public static void WriteJson(Apparatus apparatus, Stream output)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        foreach (var note in apparatus.Notes)
        {
            WriteNote(writer, note);
            writer.Flush();
            writer.Reset(output);
            output.WriteByte((byte)'\n');
        }
    }

    /// <summary>The apparatus for people: every note, and below it what it cites and what that resolves to.</summary>
    public static void WriteText(Apparatus apparatus, TextWriter output)
    {
        foreach (var note in apparatus.Notes)
        {
            output.WriteLine($"{note.Note.Label}  {note.Note.Text}");
            foreach (var reference in note.References)
            {
                output.WriteLine($"    {Describe(reference)}");
                if (reference.Reason is { } reason)
                {
                    output.WriteLine($"      {reason}");
                }
            }

            foreach (var commentary in note.Commentary)
            {
                output.WriteLine($"    commentary: {commentary.In(note.Note.Text)}");
            }
        }

        output.WriteLine();
        output.WriteLine($"{apparatus.Notes.Count} notes, {apparatus.Notes.Sum(note => note.References.Count)} references, {apparatus.Sources.Count} sources.");
    }

    private static string Describe(ResolvedReference resolved)
    {
        var target = resolved.RefersTo is { } to ? $" -> note {to.Label}" : "";
        var source = resolved.SourceId is { } id ? $" = {id}" : "";
        return FormattableString.Invariant($"{ReferenceWords.Of(resolved.Kind)}, {ReferenceWords.Of(resolved.Reference.Form)}{target}{source} ({resolved.Confidence:0.00}){Fields(resolved.Reference)}");
    }

    private static string Fields(Reference reference)
    {
        var parts = new List<string>();
        if (reference is PublishedReference published)
        {
            parts.AddRange(published.Authors.Select(person => "author " + Name(person)));
            parts.AddRange(published.Editors.Select(person => "editor " + Name(person)));
            Add("title", published.Title);
            Add("in", published.Container);
            Add("place", published.Place);
            Add("publisher", published.Publisher);
            Add("year", published.Year);
            Add("volume", published.Volume);
            Add("issue", published.Issue);
            Add("series", published.Series);
        }
        else if (reference is ArchivalReference archival)
        {
            Add("archive", archival.Repository);
            if (archival.Path.Count > 0)
            {
                parts.Add("path " + string.Join(" / ", archival.Path.Select(level => level.Text)));
            }

            Add("folio", archival.Folio);
        }

        Add("pages", reference.Pages);
        return parts.Count == 0 ? "" : ": " + string.Join("; ", parts);

        void Add(string name, Field? field)
        {
            if (field is not null)
            {
                parts.Add($"{name} {field.Text}");
            }
        }
    }

    private static string Name(PersonName person) => person.Given is { } given ? $"{given} {person.Family}" : person.Family;

    private static void WriteNote(Utf8JsonWriter writer, ReadNote note)
    {
        writer.WriteStartObject();
        writer.WriteString("note", Whole(note.Note.Label));
        writer.WriteString("id", Whole(note.Note.Id));
        writer.WriteString("text", Whole(note.Note.Text));
        writer.WriteStartArray("references");
        foreach (var reference in note.References)
        {
            ReferenceJson.Write(writer, reference);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("commentary");
        foreach (var commentary in note.Commentary)
        {
            writer.WriteStartObject();
            writer.WriteNumber("start", commentary.Start);
            writer.WriteNumber("end", commentary.End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // The writer refuses half a surrogate pair; U+FFFD takes one code unit too, so offsets stay right.
    internal static string Whole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return Mended(text);
            }
        }

        return text;
    }

    private static string Mended(string text)
    {
        var chars = text.ToCharArray();
        for (var i = 0; i < chars.Length; i++)
        {
            if (char.IsHighSurrogate(chars[i]) && i + 1 < chars.Length && char.IsLowSurrogate(chars[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(chars[i]))
            {
                chars[i] = '\uFFFD';
            }
        }

        return new string(chars);
    }
}
