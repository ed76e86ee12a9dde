using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0315: a call number of fond and opis, and no archive named in this note or any before it. Said once, at the first.</summary>
internal sealed class RepositoryMissing : Check
{
    private static readonly WordSet Houses = new("archive archives archiv archivs архив архива архиве архивы arkhiv arkhiva arhiv библиотека библиотеки library institute институт музей museum otdel отдел collection собрание");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0315", "repository-missing", "A call number names no archive, and no note before it does", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var runs = CitedRun.In(context).ToLookup(cited => cited.Run.Note);
        var lost = new List<CitedRun>();
        for (var note = 0; note < context.Count && !NamesHouse(context, note); note++)
        {
            if (runs[note].Any(cited => cited.Source is HouseSource.Own or HouseSource.Ibid))
            {
                break;
            }

            lost.AddRange(runs[note].Where(cited => cited.Source == HouseSource.None && cited.Run.Levels[0].Level == FondLevel.Fond && cited.Run.Has(FondLevel.Inventory)));
        }

        if (lost.Count > 0)
        {
            var run = lost[0].Run;
            var where = lost.Count == 1 ? "" : $" So in notes {Named(context, lost.Select(cited => cited.Run.Note))}.";
            yield return At(run.Note, run.Span, $"{context.Printed(run.Note, run.Span)} names no archive, and no note before it does; put the archive in front.{where}");
        }
    }

    // An archive, or a word that may name one.
    private static bool NamesHouse(CheckContext context, int note)
    {
        if (context.References(note).Any(resolved => resolved.Reference is ArchivalReference { Repository: not null }))
        {
            return true;
        }

        var tokens = context.Tokens(note);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Houses.Contains(tokens, i))
            {
                return true;
            }
        }

        return false;
    }
}
