using Recto.Notes.Corrections;
using Recto.Notes.References;

namespace Recto.Notes.Resolution;

/// <content>What an editor says of a mention goes before what its words tell.</content>
internal sealed partial class BackReferenceResolver
{
    private const string EditorSays = "An editor of the journal says so.";

    private ResolvedReference Told(Reference reference, Mention here, List<Mention> forward)
    {
        var aim = new Aim(here.NoteIndex, here.ReferenceIndex);
        var resolved = _said.Apart.Contains(aim) ? Apart(reference, here, forward)
            : _said.Same.TryGetValue(aim, out var same) ? AsSaid(reference, here, same, forward)
            : Read(reference, here, forward);
        return Stamped(resolved, here);
    }

    private ResolvedReference Stamped(ResolvedReference resolved, Mention here) =>
        _said.ByNote.ContainsKey(here.NoteIndex) ? resolved with { Confidence = 1, Origin = ReadingOrigin.Editor } : resolved;

    private ResolvedReference AsSaid(Reference reference, Mention here, Aim same, List<Mention> forward) => reference switch
    {
        BackReference back => StandsFor(back, here, same, forward),
        _ when At(same, here) is { SourceId: { } id } target => Joined(reference, here, same, target, id),
        _ => Read(reference, here, forward),
    };

    // The mention that is named, where it comes before this one and is there.
    private ResolvedReference? At(Aim aim, Mention here) =>
        aim.CompareTo(new Aim(here.NoteIndex, here.ReferenceIndex)) < 0 && (aim.Reference ?? 0) < _resolved[aim.Note].Length ? _resolved[aim.Note][aim.Reference ?? 0] : null;

    private ResolvedReference StandsFor(BackReference reference, Mention here, Aim same, List<Mention> forward)
    {
        var label = _notes[same.Note].Label;
        var count = _references[same.Note].Count;
        var target = new ReferenceTarget(label, same.Note, same.Reference < count ? same.Reference : count == 1 ? 0 : null);
        var nothing = new ResolvedReference { Reference = reference, Kind = ReferenceKind.Unknown, RefersTo = target, Confidence = reference.Confidence, Reason = "It points to a later note." };
        if (same.Note > here.NoteIndex)
        {
            forward.Add(here);
            return nothing;
        }

        if (same.Note == here.NoteIndex && !(target.Reference < here.ReferenceIndex))
        {
            return nothing with { Reason = "The note points to itself." };
        }

        if (target.Reference is not { } index || _resolved[same.Note][index] is not { } known)
        {
            return Pointing(reference, target);
        }

        var place = new Mention(same.Note, index);
        if (reference.Levels.Count > 0 && known.Kind == ReferenceKind.Archival)
        {
            return OtherUnit(reference, here, place, label);
        }

        if (_keys.GetValueOrDefault(place) is { } key)
        {
            _keys[here] = key;
        }

        return nothing with { Kind = known.Kind, SourceId = known.SourceId, Reason = EditorSays };
    }

    // The same source as another mention, though it is written otherwise; later mentions that are written as this one follow it.
    private ResolvedReference Joined(Reference reference, Mention here, Aim same, ResolvedReference target, string id)
    {
        var isFull = reference.Form == ReferenceForm.Full;
        switch (reference)
        {
            case ArchivalReference archival:
                var key = ArchiveKeys.Of(archival, _repository);
                _repository = ArchiveKeys.RepositoryOf(archival, _repository);
                if (key.Count > 0 && target.Kind == ReferenceKind.Archival)
                {
                    _sources.IsAlso(key, id);
                }

                if ((_keys.GetValueOrDefault(new Mention(same.Note, same.Reference ?? 0)) ?? (archival.Path.Count > 0 ? key : null)) is { } unit)
                {
                    _keys[here] = unit;
                }

                break;
            case PublishedReference published when _works.Of(id) is { } work:
                if (isFull && !work.IsFull)
                {
                    (work.IsFull, work.First) = (true, here);
                    _sources.IsBest(id, here, published.Kind);
                }

                _works.AddOtherName(new KnownWork(published, work.First, id));
                break;
        }

        return new ResolvedReference
        {
            Reference = reference,
            Kind = isFull && reference is PublishedReference { Kind: var kind } && target.Kind != ReferenceKind.Archival ? kind : target.Kind,
            RefersTo = isFull ? null : new ReferenceTarget(_notes[same.Note].Label, same.Note, same.Reference ?? 0),
            SourceId = id,
            Confidence = reference.Confidence,
            Reason = EditorSays,
        };
    }

    // A source of its own, though it is written as one that is cited before.
    private ResolvedReference Apart(Reference reference, Mention here, List<Mention> forward)
    {
        switch (reference)
        {
            case ArchivalReference archival when ArchiveKeys.Of(archival, _repository) is { Count: > 0 } key:
                _keys[here] = key;
                _repository = ArchiveKeys.RepositoryOf(archival, _repository);
                return new ResolvedReference { Reference = archival, Kind = ReferenceKind.Archival, SourceId = _sources.OfArchiveApart(key, here), Confidence = archival.Confidence, Reason = EditorSays };
            case PublishedReference published:
                var work = New(published, here);
                return new ResolvedReference { Reference = published, Kind = published.Kind, SourceId = work.SourceId, Confidence = published.Confidence, Reason = EditorSays };
            default:
                return Read(reference, here, forward);
        }
    }
}
