namespace Recto.Journals.Works;

/// <summary>A work that may be meant, with the records by which it is known.</summary>
/// <param name="Id">The work.</param>
/// <param name="Forms">Its records, each once.</param>
public sealed record WorkForms(Guid Id, IReadOnlyList<WorkShape> Forms);

/// <summary>To which work a source belongs, and why.</summary>
/// <param name="WorkId">The work.</param>
/// <param name="IsNew">Whether it is new with this source.</param>
/// <param name="Score">How much speaks for it; 0 for a new one.</param>
/// <param name="Grounds">Why, the weightiest first.</param>
public sealed record WorkLink(Guid WorkId, bool IsNew, double Score, IReadOnlyList<WorkReason> Grounds);

/// <summary>
/// Puts the sources of one article to the works that they mean. A source belongs to the work that one of its records fits best, where none of its records contradicts;
/// where it fits several that contradict each other in nothing, these were one all the time, and become one.
/// </summary>
/// <param name="works">The works that share a key with one of the sources.</param>
/// <param name="newId">Gives the id of a new work.</param>
/// <param name="areApart">Whether an editor keeps two works apart.</param>
public sealed class WorkLinker(IEnumerable<WorkForms> works, Func<Guid> newId, Func<Guid, Guid, bool> areApart)
{
    // Two works that fit nearly alike, and are not editions of one thing: nobody can say which is meant.
    private const double Margin = 0.5;
    private const int MostForms = 24;
    private const int MostCompared = 8;

    private readonly Dictionary<Guid, List<WorkShape>> _works = works.ToDictionary(work => work.Id, work => work.Forms.ToList());
    private readonly Dictionary<string, HashSet<Guid>> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Guid> _mergedInto = [];
    private bool _isIndexed;

    /// <summary>Works that turned out to be one with another, in order: what was the first belongs to the second.</summary>
    public List<(Guid From, Guid Into)> Merged { get; } = [];

    /// <summary>Where a work is now.</summary>
    public Guid Now(Guid id)
    {
        while (_mergedInto.TryGetValue(id, out var into))
        {
            id = into;
        }

        return id;
    }

    /// <summary>Puts a source to its work, a new one where none fits.</summary>
    /// <param name="shape">The source's record.</param>
    /// <param name="own">The work that it was before, which it founds anew where it fits none; null where it is new.</param>
    public WorkLink Link(WorkShape shape, Guid? own = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Index();
        var keys = WorkKeys.Of(shape);
        var found = keys.SelectMany(key => _byKey.GetValueOrDefault(key) ?? []).Select(Now).Distinct()
            .Select(id => (Id: id, Fit: Weigh(shape, id))).Where(found => found.Fit is not null)
            .OrderByDescending(found => found.Fit!.Value.Judgement.Score).ThenBy(found => found.Fit!.Value.Name, StringComparer.Ordinal).ThenBy(found => found.Id).ToList();
        if (found.Count > 1 && !shape.Record.IsFull && IsTossUp(found[0], found[1]))
        {
            found.Clear();
        }

        if (found.Count == 0)
        {
            var id = own is { } before && !_mergedInto.ContainsKey(before) && (!_works.TryGetValue(before, out var forms) || forms.Count == 0) ? before : newId();
            Add(id, shape, keys);
            return new WorkLink(id, IsNew: true, 0, [new WorkReason(WorkGround.First)]);
        }

        var best = found[0];
        foreach (var (other, _) in found.Skip(1))
        {
            var here = Now(best.Id);
            if (other != here && CanBeOne(here, other))
            {
                Merge(here, other);
            }
        }

        var work = Now(best.Id);
        Add(work, shape, keys);
        return new WorkLink(work, IsNew: false, best.Fit!.Value.Judgement.Score, best.Fit.Value.Judgement.Grounds);
    }

    /// <summary>Adds a record to a work whatever it says: an editor put it there.</summary>
    public void Put(Guid id, WorkShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Index();
        Add(id, shape, WorkKeys.Of(shape));
    }

    private (WorkJudgement Judgement, string Name)? Weigh(WorkShape shape, Guid id)
    {
        WorkJudgement? best = null;
        foreach (var form in _works[id].Take(MostForms))
        {
            var judgement = WorkComparison.Of(shape, form);
            if (Speaks(judgement, shape, form))
            {
                return null;
            }

            if (judgement.Verdict == WorkVerdict.Same && (best is null || judgement.Score > best.Score))
            {
                best = judgement;
            }
        }

        return best is null ? null : (best, _works[id].Min(form => $"{form.Record.Year}\u001f{form.Record.DisplayTitle}")!);
    }

    // What cannot be of one work; another title counts where both are given in full.
    private static bool Speaks(WorkJudgement judgement, WorkShape one, WorkShape other) =>
        judgement.IsContradicted || (judgement.Verdict == WorkVerdict.Different && one.Record.IsFull && other.Record.IsFull);

    private bool IsTossUp((Guid Id, (WorkJudgement Judgement, string Name)? Fit) first, (Guid Id, (WorkJudgement Judgement, string Name)? Fit) second) =>
        first.Fit!.Value.Judgement.Score - second.Fit!.Value.Judgement.Score < Margin && !CanBeOne(first.Id, second.Id) && !AreKin(first.Id, second.Id);

    private bool AreKin(Guid one, Guid other) => _works[one].Take(MostCompared).Any(form => _works[other].Take(MostCompared).Any(its => WorkComparison.Of(form, its).IsKin));

    private bool CanBeOne(Guid one, Guid other)
    {
        if (areApart(one, other))
        {
            return false;
        }

        var isLinked = false;
        foreach (var form in _works[one].Take(MostCompared))
        {
            foreach (var its in _works[other].Take(MostCompared))
            {
                var judgement = WorkComparison.Of(form, its);
                if (Speaks(judgement, form, its))
                {
                    return false;
                }

                isLinked |= judgement.Verdict >= WorkVerdict.Unsure;
            }
        }

        return isLinked;
    }

    // The older one keeps its address; ids sort by time.
    private void Merge(Guid one, Guid other)
    {
        var (into, from) = one.CompareTo(other) < 0 ? (one, other) : (other, one);
        _mergedInto[from] = into;
        Merged.Add((from, into));
        foreach (var form in _works[from])
        {
            Add(into, form, WorkKeys.Of(form));
        }

        _works.Remove(from);
    }

    private void Add(Guid id, WorkShape shape, IReadOnlyList<string> keys)
    {
        if (!_works.TryGetValue(id, out var forms))
        {
            _works.Add(id, forms = []);
        }

        forms.Add(shape);
        Index(id, keys);
    }

    private void Index()
    {
        if (_isIndexed)
        {
            return;
        }

        _isIndexed = true;
        foreach (var (id, forms) in _works)
        {
            foreach (var form in forms)
            {
                Index(id, WorkKeys.Of(form));
            }
        }
    }

    private void Index(Guid id, IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            if (!_byKey.TryGetValue(key, out var ids))
            {
                _byKey.Add(key, ids = []);
            }

            ids.Add(id);
        }
    }
}
