namespace Recto.Journals.Works;

/// <summary>The index of works in memory, built article by article by the same decisions as the one that is kept: for evaluation and for looking at files before they are imported.</summary>
public sealed class WorkClusters
{
    // A key that more works share tells nothing; no work is compared by more of its records.
    private const int MostUnderKey = 40;
    private const int MostForms = 24;

    private readonly Dictionary<string, SortedSet<int>> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<WorkShape>> _forms = [];
    private readonly Dictionary<(string Article, string Source), int> _links = [];
    private readonly Dictionary<int, int> _merged = [];
    private int _next;

    /// <summary>Adds an article.</summary>
    /// <param name="article">Its name.</param>
    /// <param name="cited">Its published sources.</param>
    /// <returns>To which work each was put, and why, in the same order.</returns>
    public IReadOnlyList<WorkLink> Add(string article, IReadOnlyList<CitedWork> cited)
    {
        ArgumentNullException.ThrowIfNull(cited);
        var shapes = cited.Select(work => new WorkShape(work.Record)).ToList();
        var candidates = shapes.SelectMany(WorkKeys.Of).Distinct().SelectMany(key => _byKey.TryGetValue(key, out var ids) ? ids.Take(MostUnderKey) : []).Distinct().Order();
        var linker = new WorkLinker(candidates.Select(id => new WorkForms(Key(id), [.. _forms[id].Take(MostForms)])), () => Key(++_next), (_, _) => false);
        var links = shapes.Select(shape => linker.Link(shape)).ToList();
        foreach (var (from, into) in linker.Merged)
        {
            Merge(Number(from), Number(into));
        }

        for (var i = 0; i < cited.Count; i++)
        {
            var id = Number(linker.Now(links[i].WorkId));
            _links[(article, cited[i].SourceId)] = id;
            Put(id, shapes[i]);
        }

        return links;
    }

    /// <summary>A number that is the same for all sources of one work; null where no such source was added.</summary>
    public int? WorkOf(string article, string source)
    {
        if (!_links.TryGetValue((article, source), out var id))
        {
            return null;
        }

        while (_merged.TryGetValue(id, out var into))
        {
            id = into;
        }

        return id;
    }

    private void Put(int id, WorkShape shape)
    {
        if (!_forms.TryGetValue(id, out var forms))
        {
            _forms.Add(id, forms = []);
        }

        // The fullest first, as the kept index reads them.
        var fullness = BestRecord.Fullness(shape.Record);
        var at = forms.FindIndex(form => BestRecord.Fullness(form.Record) < fullness);
        forms.Insert(at < 0 ? forms.Count : at, shape);
        foreach (var key in WorkKeys.Of(shape))
        {
            if (!_byKey.TryGetValue(key, out var ids))
            {
                _byKey.Add(key, ids = []);
            }

            ids.Add(id);
        }
    }

    private void Merge(int from, int into)
    {
        _merged[from] = into;
        if (!_forms.Remove(from, out var forms))
        {
            return;
        }

        foreach (var form in forms)
        {
            foreach (var key in WorkKeys.Of(form))
            {
                _byKey[key].Remove(from);
            }

            Put(into, form);
        }
    }

    // Ids that sort as the numbers do.
    private static Guid Key(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static int Number(Guid key) => BitConverter.ToInt32(key.ToByteArray());
}
