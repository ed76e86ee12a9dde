using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.References.Back;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>Where a run of levels gets its archive from.</summary>
internal enum HouseSource
{
    /// <summary>From nowhere.</summary>
    None = 1,

    /// <summary>It stands directly before the run, or the reader has read both as one reference.</summary>
    Own,

    /// <summary>It was named earlier in the note: the run goes on from it.</summary>
    Earlier,

    /// <summary>An Ibid. stands before the run.</summary>
    Ibid,
}

/// <summary>A run of labelled levels with the archive that it belongs to.</summary>
/// <param name="Run">The run.</param>
/// <param name="Source">Where the archive was found.</param>
/// <param name="House">The archive's id, else what is printed for it, folded; null where none is named in the note.</param>
/// <param name="Repository">Its record; null where we do not know it.</param>
/// <param name="Unknown">The abbreviation directly before the run where neither the reader nor we know it as an archive; null elsewhere.</param>
internal sealed record CitedRun(LevelRun Run, HouseSource Source, string? House, Repository? Repository, TextSpan? Unknown)
{
    /// <summary>All runs of two levels and more, in document order.</summary>
    public static IEnumerable<CitedRun> In(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            List<ArchivalReference> references = [.. context.References(note).Select(resolved => resolved.Reference).OfType<ArchivalReference>().Where(reference => reference.RepositoryId is not null || reference.Repository is not null)];
            CitedRun? before = null;
            var next = 0;
            foreach (var run in LevelRuns.In(context, note).Where(run => run.Levels.Count > 1))
            {
                while (next < references.Count && references[next].Span.End <= run.Span.Start)
                {
                    next++;
                }

                yield return before = Of(context, run, references, next, before);
            }
        }
    }

    private static CitedRun Of(CheckContext context, LevelRun run, List<ArchivalReference> references, int next, CitedRun? before)
    {
        var tokens = context.Tokens(run.Note);
        if (next < references.Count && references[next].Span.Overlaps(run.Span))
        {
            return new CitedRun(run, HouseSource.Own, KeyOf(references[next]), RecordOf(context, references[next]), null);
        }

        if (Siglum.Before(tokens, run.FirstToken) is { } abbreviation)
        {
            var known = context.Directory.FindBySiglum(abbreviation.In(tokens.Text).ToString());
            return new CitedRun(run, HouseSource.Own, known is [var only] ? only.Id : NameFolding.Siglum(abbreviation.In(tokens.Text)), known.Count == 1 ? known[0] : null, known.Count == 0 ? abbreviation : null);
        }

        if (BackReferenceGrammar.StandsBefore(tokens, run.FirstToken))
        {
            return new CitedRun(run, HouseSource.Ibid, null, null, null);
        }

        var earlier = next > 0 ? references[next - 1] : null;
        if (before is not null && (earlier is null || before.Run.Span.End >= earlier.Span.End))
        {
            return before with { Run = run, Source = before.Source == HouseSource.Own ? HouseSource.Earlier : before.Source, Unknown = null };
        }

        return earlier is null ? new CitedRun(run, HouseSource.None, null, null, null) : new CitedRun(run, HouseSource.Earlier, KeyOf(earlier), RecordOf(context, earlier), null);
    }

    private static string KeyOf(ArchivalReference reference) => reference.RepositoryId ?? NameFolding.Siglum(reference.Repository!.Text);

    private static Repository? RecordOf(CheckContext context, ArchivalReference reference) => reference.RepositoryId is { } id ? context.Directory.Find(id) : null;
}
