namespace Recto.Journals.Exchange.Jats;

/// <summary>Notes by their <c>id</c>. Where files use an id twice (in each translation, in each section), a call means the next one after it in its own part of the file.</summary>
internal sealed class NotesById
{
    private readonly Dictionary<string, List<FoundNote>> _notes = new(StringComparer.Ordinal);

    /// <summary>The index of notes.</summary>
    /// <param name="notes">In document order.</param>
    public NotesById(IEnumerable<FoundNote> notes)
    {
        foreach (var note in notes)
        {
            if (((string?)note.Element.Attribute("id"))?.Trim() is { Length: > 0 } id)
            {
                if (!_notes.TryGetValue(id, out var alike))
                {
                    _notes.Add(id, alike = []);
                }

                alike.Add(note);
            }
        }
    }

    /// <summary>The note that a call means by an id; null where none bears it.</summary>
    public FoundNote? Find(string id, FoundCall call)
    {
        if (!_notes.TryGetValue(id, out var alike) || alike.Count == 1)
        {
            return alike?[0];
        }

        // First of those that stand behind the call.
        var (low, high) = (0, alike.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = alike[middle].Position < call.Position ? (middle + 1, high) : (low, middle);
        }

        return low < alike.Count && alike[low].Part == call.Part ? alike[low]
            : low > 0 && alike[low - 1].Part == call.Part ? alike[low - 1]
            : alike[0];
    }

    /// <summary>The notes that a call means.</summary>
    public IEnumerable<FoundNote> Of(FoundCall call) => NoteScan.Ids(call.Element).Select(id => Find(id, call)).OfType<FoundNote>();
}
