using Recto.Notes.References;

namespace Recto.Notes.Resolution;

/// <summary>Everything cited, once each, in order of first mention, with all its mentions.</summary>
internal sealed class SourceList
{
    private readonly SourceIds _ids = new();
    private readonly List<string> _order = [];
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _archives = new(StringComparer.Ordinal);

    /// <summary>The id of an archival file; a new one where the key is new.</summary>
    public string OfArchive(IReadOnlyList<string> key, Mention here)
    {
        var joined = string.Join('/', key);
        if (!_archives.TryGetValue(joined, out var id))
        {
            id = _ids.Unique(string.Join('-', key));
            _archives.Add(joined, id);
            Open(id, ReferenceKind.Archival, here);
        }

        return id;
    }

    /// <summary>An id of its own for a file that has the key of another.</summary>
    public string OfArchiveApart(IReadOnlyList<string> key, Mention here)
    {
        var id = _ids.Unique(string.Join('-', key));
        _archives.TryAdd(string.Join('/', key), id);
        Open(id, ReferenceKind.Archival, here);
        return id;
    }

    /// <summary>From here on the file of that key is this source, unless the key has a source already.</summary>
    public void IsAlso(IReadOnlyList<string> key, string id) => _archives.TryAdd(string.Join('/', key), id);

    /// <summary>A new id for a published work.</summary>
    public string OfWork(PublishedReference reference, Mention here)
    {
        var id = _ids.ForWork(reference);
        Open(id, reference.Kind, here);
        return id;
    }

    /// <summary>From here on this mention describes the source best.</summary>
    public void IsBest(string id, Mention mention, ReferenceKind kind)
    {
        _entries[id].Best = mention;
        _entries[id].Kind = kind;
    }

    /// <summary>Notes a mention of whatever it resolved to.</summary>
    public void Mentioned(ResolvedReference reference, Mention here)
    {
        if (reference.SourceId is { } id)
        {
            _entries[id].Mentions.Add(here);
        }
    }

    public IReadOnlyList<Source> ToList() =>
    [
        .. _order.Select(id => (Id: id, Entry: _entries[id]))
            .Select(pair => new Source { Id = pair.Id, Kind = pair.Entry.Kind, Best = pair.Entry.Best, Mentions = [.. pair.Entry.Mentions.Distinct().OrderBy(mention => mention.NoteIndex).ThenBy(mention => mention.ReferenceIndex)] }),
    ];

    private void Open(string id, ReferenceKind kind, Mention here)
    {
        _order.Add(id);
        _entries.Add(id, new Entry { Kind = kind, Best = here });
    }

    private sealed class Entry
    {
        public required ReferenceKind Kind { get; set; }

        public required Mention Best { get; set; }

        public List<Mention> Mentions { get; } = [];
    }
}
