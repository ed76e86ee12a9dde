using Recto.Notes.Text;

namespace Recto.Notes.Corrections;

/// <summary>Finds notes by their keys.</summary>
internal sealed class NoteFinder
{
    private readonly IReadOnlyList<Note> _notes;
    private readonly string[] _hashes;
    private readonly ILookup<string, int> _byHash;

    public NoteFinder(IReadOnlyList<Note> notes)
    {
        _notes = notes;
        _hashes = [.. notes.Select(note => NoteKey.HashOf(note.Text))];
        _byHash = Enumerable.Range(0, notes.Count).ToLookup(i => _hashes[i], StringComparer.Ordinal);
    }

    /// <summary>
    /// The note that still says the same: the only one that does; among several (<c>Ibid.</c>) the only one behind the same note, else the one of the same id. Null where there is none.
    /// </summary>
    public int? Find(NoteKey key)
    {
        var alike = _byHash[key.TextHash].ToList();
        if (alike.Count == 1)
        {
            return alike[0];
        }

        var behindSame = alike.FindAll(i => (i == 0 ? null : _hashes[i - 1]) == key.BeforeHash);
        var candidates = behindSame.Count > 0 ? behindSame : alike;
        return candidates.Count == 1 && behindSame.Count == 1 ? candidates[0] : ById(candidates, key.Id);
    }

    private int? ById(List<int> candidates, string id) => candidates.FindIndex(i => _notes[i].Id == id) is >= 0 and var at ? candidates[at] : null;
}
