using Recto.App.Features.Import;
using Recto.Notes;
using Recto.Notes.Text;
using Recto.Tests.Shared.Gold;

namespace Recto.Tests.Shared;

/// <summary>The annotated documents, read whole from the shared data with the program's own readers, and compared.</summary>
internal static class GoldDocuments
{
    /// <summary>Compares every document of an annotation.</summary>
    /// <param name="gold">The notes of the annotation, the notes of a document together.</param>
    /// <param name="shared">The folder of the shared data.</param>
    /// <returns>A comparison for each document, with its set and file, in the order of the annotation.</returns>
    public static IReadOnlyList<(string Set, string File, GoldComparison Comparison)> Compare(IReadOnlyList<GoldNote> gold, string shared)
    {
        var engine = new NotesEngine();
        var compared = new List<(string, string, GoldComparison)>();
        foreach (var set in gold.GroupBy(note => note.Set))
        {
            var wanted = set.GroupBy(note => note.File).ToDictionary(group => group.Key, group => group.ToList());
            var found = Read(Path.Combine(shared, "data", "articles", set.Key), wanted.Keys);
            compared.AddRange(wanted.Select(document => (set.Key, document.Key, GoldComparison.Of(document.Value, engine.Read(found.GetValueOrDefault(document.Key) ?? [])))));
        }

        return compared;
    }

    private static Dictionary<string, IReadOnlyList<Note>> Read(string folder, IReadOnlyCollection<string> names)
    {
        using var source = new ImportSource(ArchiveLimits.Default, () => Stream.Null);
        return source.Read([folder]).OfType<FoundFile>()
            .Where(file => names.Contains(Path.GetFileName(file.Path)))
            .ToDictionary(file => Path.GetFileName(file.Path), file => NoteReading.Read(file.Bytes, Path.GetFileName(file.Path)).Notes ?? []);
    }
}
