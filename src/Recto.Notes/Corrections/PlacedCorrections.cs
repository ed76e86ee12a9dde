using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Corrections;

/// <summary>The corrections of one document in their places, ready for reading and resolving.</summary>
/// <param name="ByNote">What editors say, by index of the note; every reference is sure.</param>
/// <param name="Same">What a mention shares its source with, or stands for.</param>
/// <param name="Apart">Mentions that are sources of their own.</param>
internal sealed record PlacedCorrections(IReadOnlyDictionary<int, NoteCorrection> ByNote, IReadOnlyDictionary<Aim, Aim> Same, IReadOnlySet<Aim> Apart)
{
    public static PlacedCorrections None { get; } = new(new Dictionary<int, NoteCorrection>(), new Dictionary<Aim, Aim>(), new HashSet<Aim>());

    public static PlacedCorrections Of(IReadOnlyList<Note> notes, IReadOnlyList<NoteCorrection> corrections)
    {
        if (corrections.Count == 0)
        {
            return None;
        }

        var finder = new NoteFinder(notes);
        var places = CorrectionPlaces.Find(notes, corrections);
        var byNote = new SortedDictionary<int, NoteCorrection>();
        for (var i = 0; i < corrections.Count; i++)
        {
            if (places[i] is { } at)
            {
                byNote[at] = corrections[i] with { References = [.. corrections[i].References.Select(said => said with { Reference = said.Reference with { Confidence = 1 } })] };
            }
        }

        var same = new Dictionary<Aim, Aim>();
        var later = new List<(Aim Here, Aim There)>();
        var apart = new HashSet<Aim>();
        foreach (var (note, correction) in byNote)
        {
            for (var j = 0; j < correction.References.Count; j++)
            {
                var (said, here) = (correction.References[j], new Aim(note, j));
                if (said.Reference is not BackReference && said.IsApart)
                {
                    apart.Add(here);
                }
                else if (said.SameAs is { } key && finder.Find(key.Note) is { } at)
                {
                    var there = new Aim(at, key.Reference is >= 0 ? key.Reference : said.Reference is BackReference ? null : 0);
                    if (said.Reference is BackReference || there.CompareTo(here) < 0)
                    {
                        same[here] = there;
                    }
                    else if (there != here)
                    {
                        later.Add((here, there));
                    }
                }
            }
        }

        // Sources are found in document order: that this mention is the same as a later one means that the later one is the same as this.
        foreach (var (here, there) in later)
        {
            same.TryAdd(there, here);
        }

        return new PlacedCorrections(byNote, same, apart);
    }
}

/// <summary>A place that an editor names.</summary>
/// <param name="Note">Index of the note.</param>
/// <param name="Reference">Index of the reference in it; null for the note as a whole.</param>
internal readonly record struct Aim(int Note, int? Reference) : IComparable<Aim>
{
    public int CompareTo(Aim other) => Note != other.Note ? Note.CompareTo(other.Note) : (Reference ?? -1).CompareTo(other.Reference ?? -1);
}
