using System.Text.Json;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.App.Features.Notes;

/// <summary>Writes one reference as <c>recto notes read --format json</c> promises: every key in every object, null where nothing is printed.</summary>
internal static class ReferenceJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter writer, ResolvedReference resolved)
    {
        var reference = resolved.Reference;
        var published = reference as PublishedReference;
        writer.WriteStartObject();
        writer.WriteString("kind", ReferenceWords.Of(resolved.Kind));
        writer.WriteString("form", ReferenceWords.Of(reference.Form));
        writer.WriteNumber("start", reference.Span.Start);
        writer.WriteNumber("end", reference.Span.End);
        Persons(writer, "authors", published?.Authors);
        Persons(writer, "editors", published?.Editors);
        Persons(writer, "translators", published?.Translators);
        Text(writer, "title", published?.Title ?? (reference as BackReference)?.Title);
        Text(writer, "container", published?.Container);
        Text(writer, "place", published?.Place);
        Text(writer, "publisher", published?.Publisher);
        Text(writer, "year", published?.Year);
        Text(writer, "volume", published?.Volume);
        Text(writer, "issue", published?.Issue);
        Text(writer, "pages", reference.Pages);
        Text(writer, "series", published?.Series);
        Text(writer, "edition", published?.Edition);
        if (reference is ArchivalReference archival)
        {
            Archive(writer, archival);
        }
        else
        {
            writer.WriteNull("archive");
        }

        Target(writer, resolved.RefersTo);
        Text(writer, "source", resolved.SourceId);
        Text(writer, "doi", published?.Doi);
        Text(writer, "url", published?.Url);
        writer.WriteNumber("confidence", Math.Round(resolved.Confidence, 2));
        Text(writer, "reason", resolved.Reason);
        writer.WriteEndObject();
    }

    private static void Archive(Utf8JsonWriter writer, ArchivalReference reference)
    {
        writer.WriteStartObject("archive");
        Text(writer, "repository", reference.Repository);
        Text(writer, "repositoryId", reference.RepositoryId);
        writer.WriteStartArray("path");
        foreach (var level in reference.Path)
        {
            writer.WriteStringValue(ReadNotes.Whole(level.Text));
        }

        writer.WriteEndArray();
        Text(writer, "folio", reference.Folio);
        Text(writer, "side", ReferenceWords.Of(reference.Side));
        Text(writer, "series", reference.Series);
        Text(writer, "description", reference.Description);
        Text(writer, "date", reference.Date);
        writer.WriteEndObject();
    }

    private static void Target(Utf8JsonWriter writer, ReferenceTarget? target)
    {
        if (target is null)
        {
            writer.WriteNull("refersTo");
            return;
        }

        writer.WriteStartObject("refersTo");
        writer.WriteString("note", ReadNotes.Whole(target.Label));
        if (target.Reference is { } index)
        {
            writer.WriteNumber("reference", index);
        }
        else
        {
            writer.WriteNull("reference");
        }

        writer.WriteEndObject();
    }

    private static void Persons(Utf8JsonWriter writer, string name, IReadOnlyList<PersonName>? persons)
    {
        writer.WriteStartArray(name);
        foreach (var person in persons ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("family", ReadNotes.Whole(person.Family));
            Text(writer, "given", person.Given);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter writer, string name, Field? field) => Text(writer, name, field?.Text);

    private static void Text(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, ReadNotes.Whole(text));
        }
    }
}
