using Recto.Notes.Corrections;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Resolution;

/// <summary>Resolves what one document cites: one pass in document order. Keeps for every resolved reference the reason in words. Used once.</summary>
internal sealed partial class BackReferenceResolver
{
    private const double Fits = 0.72;

    // No author cites more in one note; the bound keeps resolving linear.
    private const int MostInNote = 64;

    private readonly IReadOnlyList<Note> _notes;
    private readonly IReadOnlyList<IReadOnlyList<Reference>> _references;
    private readonly ResolvedReference?[][] _resolved;
    private readonly Dictionary<string, List<int>> _byLabel = new(StringComparer.Ordinal);
    private readonly WorkIndex _works = new();
    private readonly SourceList _sources = new();
    private readonly Dictionary<Mention, IReadOnlyList<string>> _keys = [];
    private readonly PlacedCorrections _said;
    private Mention? _last;
    private string? _repository;

    private BackReferenceResolver(IReadOnlyList<Note> notes, IReadOnlyList<IReadOnlyList<Reference>> references, PlacedCorrections said)
    {
        _notes = notes;
        _said = said;
        _references = references;
        _resolved = [.. references.Select(inNote => new ResolvedReference?[inNote.Count])];
        for (var i = 0; i < notes.Count; i++)
        {
            if (!_byLabel.TryGetValue(notes[i].Label, out var places))
            {
                _byLabel.Add(notes[i].Label, places = []);
            }

            places.Add(i);
        }
    }

    /// <summary>The references of every note, resolved, and the sources in order of first mention.</summary>
    public static (IReadOnlyList<IReadOnlyList<ResolvedReference>> References, IReadOnlyList<Source> Sources) Resolve(IReadOnlyList<Note> notes, IReadOnlyList<IReadOnlyList<Reference>> references, PlacedCorrections said)
    {
        var resolver = new BackReferenceResolver(notes, references, said);
        resolver.Run();
        return ([.. resolver._resolved.Select(inNote => (IReadOnlyList<ResolvedReference>)[.. inNote.Select(reference => reference!)])], resolver._sources.ToList());
    }

    private void Run()
    {
        var forward = new List<Mention>();
        for (var i = 0; i < _references.Count; i++)
        {
            for (var j = 0; j < _references[i].Count; j++)
            {
                var here = new Mention(i, j);
                _resolved[i][j] = Told(_references[i][j], here, forward);
                _last = here;
                _sources.Mentioned(_resolved[i][j]!, here);
            }
        }

        foreach (var here in forward)
        {
            var cross = _resolved[here.NoteIndex][here.ReferenceIndex]!;
            var again = Stamped(Pointing((BackReference)cross.Reference, cross.RefersTo!), here);
            _resolved[here.NoteIndex][here.ReferenceIndex] = again;
            _sources.Mentioned(again, here);
        }
    }

    private ResolvedReference Read(Reference read, Mention here, List<Mention> forward) => read switch
    {
        ArchivalReference archival => Archival(archival, here),
        PublishedReference { Form: ReferenceForm.Full } full => Full(full, here),
        PublishedReference { Form: ReferenceForm.Idem } another => Idem(another, here),
        PublishedReference shortened => Short(shortened, here),
        BackReference { Form: ReferenceForm.CrossReference, TargetLabel: not null } cross => Cross(cross, here, forward),
        BackReference same => Ibid(same, here),
        var other => new ResolvedReference { Reference = other, Kind = ReferenceKind.Unknown, Confidence = other.Confidence },
    };

    private ResolvedReference Archival(ArchivalReference reference, Mention here)
    {
        var borrowed = reference.Repository is null && reference.RepositoryId is null && _repository is not null;
        var key = ArchiveKeys.Of(reference, _repository);
        if (reference.Path.Count > 0 && key.Count == reference.Path.Count + 1)
        {
            _keys[here] = key;
        }

        _repository = ArchiveKeys.RepositoryOf(reference, _repository);
        return new ResolvedReference
        {
            Reference = reference,
            Kind = ReferenceKind.Archival,
            SourceId = key.Count == 0 ? null : _sources.OfArchive(key, here),
            Confidence = borrowed ? reference.Confidence * 0.9 : reference.Confidence,
            Reason = borrowed ? "No archive is printed here: it is the one cited before." : null,
        };
    }

    private ResolvedReference Full(PublishedReference reference, Mention here)
    {
        var work = _works.Best(reference) is { } best && best.Score >= 0.9 && IsSameWork(reference, best.Work) ? best.Work : _works.ByAuthorAlone(reference);
        if (work is null)
        {
            work = New(reference, here);
        }
        else if (!work.IsFull)
        {
            work.IsFull = true;
            work.First = here;
            _sources.IsBest(work.SourceId, here, reference.Kind);
        }

        return new ResolvedReference { Reference = reference, Kind = reference.Kind, SourceId = work.SourceId, Confidence = reference.Confidence };
    }

    private static bool IsSameWork(PublishedReference reference, KnownWork work)
    {
        var title = KnownWork.TitleWords(reference);
        var sameLength = Math.Min(title.Length, work.Title.Length) >= Math.Max(title.Length, work.Title.Length) * 0.75 || title.Length >= 3;
        var sameYear = reference.Year is null || work.Reference.Year is null || reference.Year.Text == work.Reference.Year.Text || reference.Kind != ReferenceKind.Newspaper;
        var sameContainer = reference.Kind is not (ReferenceKind.Article or ReferenceKind.Newspaper) || reference.Container is null || work.Reference.Container is null
            || TitleMatch.Score(WordFolding.Words(reference.Container.Text), WordFolding.Words(work.Reference.Container.Text)) > 0.6;
        return sameLength && sameYear && sameContainer;
    }

    private KnownWork New(PublishedReference reference, Mention here)
    {
        var work = new KnownWork(reference, here, _sources.OfWork(reference, here));
        _works.Add(work);
        return work;
    }

    private ResolvedReference Short(PublishedReference reference, Mention here)
    {
        var (work, confidence, reason) = Find(reference);
        if (work is null)
        {
            if (reference.Title is null && reference.Year is null)
            {
                return new ResolvedReference { Reference = reference, Kind = ReferenceKind.Unknown, Confidence = reference.Confidence * 0.5, Reason = reason };
            }

            work = New(reference, here);
            return new ResolvedReference { Reference = reference, Kind = reference.Kind, SourceId = work.SourceId, Confidence = reference.Confidence * 0.8, Reason = "No note before cites this work in full." };
        }

        return new ResolvedReference
        {
            Reference = reference,
            Kind = work.Kind,
            RefersTo = work.IsFull ? new ReferenceTarget(_notes[work.First.NoteIndex].Label, work.First.NoteIndex, work.First.ReferenceIndex) : null,
            SourceId = work.SourceId,
            Confidence = Math.Min(reference.Confidence + 0.1, 0.97) * confidence,
            Reason = reason,
        };
    }

    // "Smith, History (n. 12)": of what note 12 cites, the work of that author; where there are several, the one whose title fits best.
    private KnownWork? InNote(string label, PublishedReference reference)
    {
        if (!_byLabel.TryGetValue(label, out var places) || _last is not { } last || LastUpTo(places, last.NoteIndex) is var at && _resolved[at].Length == 0)
        {
            return null;
        }

        var words = WordFolding.Words(string.Join(' ', reference.Authors.Select(person => person.Family)) + " " + reference.Title?.Text);
        var title = WordFolding.Words(reference.Title?.Text ?? "");
        return _resolved[at].Take(MostInNote).Select(other => other?.SourceId is { } id ? _works.Of(id) : null).OfType<KnownWork>().Distinct()
            .Where(work => work.Names.Any(name => words.Take(3).Any(word => word.StartsWith(name, StringComparison.Ordinal))))
            .MaxBy(work => TitleMatch.Score(title, work.Title));
    }

    // Idem, Title: the author is the one just before.
    private ResolvedReference Idem(PublishedReference reference, Mention here)
    {
        var before = _last is { } last ? _resolved[last.NoteIndex][last.ReferenceIndex]!.SourceId : null;
        var authors = before is null ? [] : _works.AuthorsOf(before);
        var named = reference with { Authors = authors };
        var work = _works.Best(named) is { } best && best.Score >= 0.9 ? best.Work : New(named, here);
        return new ResolvedReference
        {
            Reference = reference,
            Kind = work.Kind,
            RefersTo = work.IsFull && work.First != here && reference.Year is null ? new ReferenceTarget(_notes[work.First.NoteIndex].Label, work.First.NoteIndex, work.First.ReferenceIndex) : null,
            SourceId = work.SourceId,
            Confidence = authors.Count > 0 ? reference.Confidence : reference.Confidence * 0.6,
            Reason = authors.Count > 0 ? $"The author is the one named just before, {authors[0].Family}." : "No author is named just before.",
        };
    }

    private (KnownWork? Work, double Confidence, string Reason) Find(PublishedReference reference)
    {
        var words = reference.Title?.Text;
        if (words is null && reference is { Year: { } year, Authors: [var author, ..] })
        {
            return _works.ByYear(FamilyKey.Of(author.Family), year.Text) is { } dated ? (dated, 0.95, "Same author, same year.") : (null, 0, "Nothing cited before fits.");
        }

        if (words is not null && _works.ByAbbreviation(words) is { } abbreviated)
        {
            return (abbreviated, 1, $"“{words}” is the abbreviation introduced in note {_notes[abbreviated.First.NoteIndex].Label}.");
        }

        var found = _works.Best(reference);
        if (reference.NamedNote is { } named && InNote(named.Text, reference) is { } work
            && (found is not { } other || other.Score < Fits || TitleMatch.Score(KnownWork.TitleWords(reference), work.Title) >= 0.5))
        {
            return (work, 0.97, $"Note {named.Text} is named, and it cites this author.");
        }

        if (found is { } best && best.Score >= Fits)
        {
            return (best.Work, best.Score, best.Score >= 0.99 ? "Same author, and the title begins alike." : "Same author, and most words of the title are the same.");
        }

        if (words is null && reference.Authors.Count > 0 && _works.LastBy(FamilyKey.Of(reference.Authors[0].Family)) is { } last)
        {
            var several = _works.CountBy(FamilyKey.Of(reference.Authors[0].Family)) > 1;
            return (last, several ? 0.6 : 0.9, several ? "The last work of this author; others are cited too." : "The only work of this author that is cited before.");
        }

        return (null, 0, "Nothing cited before fits.");
    }

    // Ibid.: the reference just before.
    private ResolvedReference Ibid(BackReference reference, Mention place)
    {
        if (_last is not { } last)
        {
            return new ResolvedReference { Reference = reference, Kind = ReferenceKind.Unknown, Confidence = reference.Confidence * 0.5, Reason = "Nothing is cited before." };
        }

        var here = place.NoteIndex;
        var target = _resolved[last.NoteIndex][last.ReferenceIndex]!;
        var label = _notes[last.NoteIndex].Label;
        var skipped = here - last.NoteIndex > 1;
        var several = last.NoteIndex != here && _resolved[last.NoteIndex].Length > 1;
        if (several)
        {
            var same = _resolved[last.NoteIndex].Take(MostInNote * 4).All(other => other!.SourceId is not null && other.SourceId == target.SourceId);
            return new ResolvedReference
            {
                Reference = reference,
                Kind = same ? target.Kind : ReferenceKind.Unknown,
                RefersTo = new ReferenceTarget(label, last.NoteIndex, null),
                SourceId = same ? target.SourceId : null,
                Confidence = reference.Confidence * (same ? 0.8 : 0.5),
                Reason = same ? $"Note {label} cites one source in several places." : $"Note {label} cites several sources, and the words do not tell which is meant.",
            };
        }

        if (reference.Levels.Count > 0 && target.Kind == ReferenceKind.Archival)
        {
            return OtherUnit(reference, place, last, label);
        }

        if (_keys.GetValueOrDefault(last) is { } key)
        {
            _keys[place] = key;
        }

        return new ResolvedReference
        {
            Reference = reference,
            Kind = target.Kind,
            RefersTo = new ReferenceTarget(label, last.NoteIndex, last.ReferenceIndex),
            SourceId = target.SourceId,
            Confidence = reference.Confidence * (skipped ? 0.6 : 1),
            Reason = skipped ? $"The note before cites nothing; note {label} is the last that does." : "It repeats the reference just before.",
        };
    }

    // Ibid., d. 432: the archive just before, another file.
    private ResolvedReference OtherUnit(BackReference reference, Mention place, Mention last, string label)
    {
        var key = _keys.GetValueOrDefault(last) is { } before ? ArchiveKeys.With(before, reference.Levels) : null;
        if (key is not null)
        {
            _keys[place] = key;
        }

        return new ResolvedReference
        {
            Reference = reference,
            Kind = ReferenceKind.Archival,
            RefersTo = new ReferenceTarget(label, last.NoteIndex, last.ReferenceIndex),
            SourceId = key is null ? null : _sources.OfArchive(key, place),
            Confidence = reference.Confidence * (key is null ? 0.5 : 0.9),
            Reason = key is null ? $"It names another place in the archive of note {label}; the words do not tell which level it replaces." : $"The archive of note {label}, another file.",
        };
    }

    private ResolvedReference Cross(BackReference reference, Mention here, List<Mention> forward)
    {
        var label = reference.TargetLabel!.Text;
        if (!_byLabel.TryGetValue(label, out var places))
        {
            return new ResolvedReference { Reference = reference, Kind = ReferenceKind.Unknown, RefersTo = new ReferenceTarget(label, null, null), Confidence = reference.Confidence * 0.6, Reason = $"There is no note {label}." };
        }

        var at = places[0] <= here.NoteIndex ? LastUpTo(places, here.NoteIndex) : places[0];
        var one = _references[at].Count == 1 ? (int?)0 : null;
        var target = new ReferenceTarget(label, at, one);
        if (at == here.NoteIndex)
        {
            return new ResolvedReference { Reference = reference, Kind = ReferenceKind.Unknown, RefersTo = target, Confidence = reference.Confidence * 0.6, Reason = "The note points to itself." };
        }

        if (at > here.NoteIndex)
        {
            forward.Add(here);
            return new ResolvedReference { Reference = reference, Kind = ReferenceKind.Unknown, RefersTo = target, Confidence = reference.Confidence * 0.9, Reason = "It points to a later note." };
        }

        return Pointing(reference, target);
    }

    // The last of the notes that is none behind the given one; the first note of all where none is. They are in order.
    private static int LastUpTo(List<int> places, int note) => places.BinarySearch(note) is var at && at >= 0 ? note : ~at > 0 ? places[~at - 1] : 0;

    private ResolvedReference Pointing(BackReference reference, ReferenceTarget target)
    {
        var cited = _resolved[target.NoteIndex!.Value];
        var first = target.Reference < cited.Length ? cited[target.Reference.Value] : cited.Length > 0 ? cited[0] : null;
        var same = first?.SourceId is not null && (target.Reference < cited.Length || cited.Take(MostInNote * 4).All(other => other?.SourceId == first.SourceId));
        return new ResolvedReference
        {
            Reference = reference,
            Kind = same ? first!.Kind : ReferenceKind.Unknown,
            RefersTo = target,
            SourceId = same ? first!.SourceId : null,
            Confidence = reference.Confidence * (same ? 1 : 0.7),
            Reason = cited.Length == 0 ? $"Note {target.Label} cites nothing that could be read."
                : same ? $"Note {target.Label} is named."
                : cited.Length > 1 ? $"Note {target.Label} cites several sources, and the words do not tell which is meant." : $"Note {target.Label} itself points to nothing that could be found.",
        };
    }
}
