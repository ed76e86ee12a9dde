using System.IO.Compression;
using System.Text.Json;
using Recto.App.Features.Import;
using Recto.Notes.Text;

namespace Recto.Bench;

/// <summary>The notes of one document.</summary>
/// <param name="Name">Set and file.</param>
/// <param name="Notes">In document order.</param>
/// <param name="Year">The year in which it appeared; null where the file does not say.</param>
internal sealed record NotesDocument(string Name, IReadOnlyList<Note> Notes, int? Year = null);

/// <summary>The real notes of the shared folder, read with the program's own readers, document by document.</summary>
internal static class SharedNotes
{
    /// <summary>Every document that has notes, in a stable order. The folder: <c>RECTO_SHARED</c>, else <c>shared</c> beside the checkout.</summary>
    public static List<NotesDocument> Load()
    {
        var root = Environment.GetEnvironmentVariable("RECTO_SHARED") ?? Path.Combine(Directory.GetCurrentDirectory(), "..", "shared");
        var documents = new List<NotesDocument>();
        foreach (var set in Directory.EnumerateDirectories(Path.Combine(root, "data", "articles")).Order(StringComparer.Ordinal))
        {
            var before = documents.Count;
            documents.AddRange(Set(set));
            if (documents.Count == before && Path.Combine(set, "notes.jsonl.gz") is var lines && File.Exists(lines))
            {
                documents.AddRange(Lines(lines));
            }
        }

        documents.AddRange(Document("article-page.txt", File.ReadAllBytes(Path.Combine(root, "reference", "article-page.txt"))));
        return documents;
    }

    private static IEnumerable<NotesDocument> Set(string folder)
    {
        using var source = new ImportSource(ArchiveLimits.Default, () => Stream.Null);
        foreach (var file in source.Read([folder]).OfType<FoundFile>())
        {
            foreach (var document in Document(Path.GetFileName(folder) + "/" + Path.GetFileName(file.Path), file.Bytes))
            {
                yield return document;
            }
        }
    }

    private static NotesDocument[] Document(string name, byte[] bytes) =>
        NoteReading.ReadDated(bytes, Path.GetFileName(name)) is ({ Count: > 0 } notes, var year, _) ? [new NotesDocument(name, notes, year)] : [];

    // {"file": "a.xml", "n": "1", "id": null, "text": "…"}
    private static IEnumerable<NotesDocument> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var notes = new List<(string File, string Label, string Text)>();
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            notes.Add((root.GetProperty("file").GetString()!, root.GetProperty("n").GetString() ?? "*", root.GetProperty("text").GetString()!));
        }

        return notes.GroupBy(note => note.File, (file, found) => new NotesDocument(
            file, [.. found.Select((note, i) => new Note { Id = $"n{i + 1}", Label = note.Label, Text = note.Text })]));
    }
}
