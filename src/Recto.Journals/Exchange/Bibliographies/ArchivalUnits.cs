using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Which unit of an archive a mention names, also where it only repeats or changes what stands before.</summary>
internal static class ArchivalUnits
{
    private const int MostSteps = 200;

    /// <summary>The unit that a mention names, whether it prints the call number or repeats it by Ibid. with some levels changed; null where it names none.</summary>
    public static ArchivalReference? Of(Apparatus apparatus, ResolvedReference resolved)
    {
        var changed = new Stack<IReadOnlyList<ChangedLevel>>();
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (resolved.Reference is ArchivalReference archival)
            {
                return changed.Aggregate(archival, (unit, levels) => levels is [{ Level: ArchivalLevel.Code }, ..] ? unit with { Path = [.. levels.Select(level => level.Value)], Folio = null, Side = null, Description = null } : levels.Aggregate(unit, With));
            }

            if (resolved.RefersTo is not { NoteIndex: { } note, Reference: { } reference } || reference >= apparatus.Notes[note].References.Count)
            {
                return null;
            }

            changed.Push(resolved.Reference is BackReference back ? back.Levels : []);
            resolved = apparatus.Notes[note].References[reference];
        }

        return null;
    }

    // Fond, opis, delo are the last three levels.
    private static ArchivalReference With(ArchivalReference unit, ChangedLevel changed)
    {
        var at = unit.Path.Count - changed.Level switch { ArchivalLevel.Fonds => 3, ArchivalLevel.Series => 2, ArchivalLevel.ArchivalFile => 1, _ => unit.Path.Count + 1 };
        return at < 0 ? unit : unit with { Path = [.. unit.Path.Select((level, index) => index == at ? changed.Value : level)], Folio = null, Side = null, Description = null };
    }
}
