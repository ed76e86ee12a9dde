using Recto.Notes.Resolution;

namespace Recto.App.Features.Proof;

/// <summary>What follows from a correction: which other notes now read otherwise.</summary>
internal static class LaterNotes
{
    /// <summary>Ids of the notes that cite something else than before, in document order, without the note itself.</summary>
    public static IReadOnlyList<string> Changed(Apparatus before, Apparatus after, string note)
    {
        var was = before.Notes.ToDictionary(read => read.Note.Id, Reading, StringComparer.Ordinal);
        return [.. after.Notes.Where(read => read.Note.Id != note && was.TryGetValue(read.Note.Id, out var old) && old != Reading(read)).Select(read => read.Note.Id)];
    }

    private static string Reading(ReadNote read) => string.Join('\n', read.References.Select(one => $"{one.Reference.Span} {one.Reference.Form} {one.Kind} {one.SourceId} {one.RefersTo?.NoteIndex} {one.RefersTo?.Reference}"));
}
