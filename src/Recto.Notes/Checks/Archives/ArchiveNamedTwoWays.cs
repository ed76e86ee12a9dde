using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0317: one archive under two sigla (RGASPI, РГАСПИ; PRO, TNA), or by its full name after its siglum was introduced.</summary>
internal sealed class ArchiveNamedTwoWays : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0317", "archive-named-two-ways", "One archive is named in two ways", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var sigla = new Dictionary<string, Habit<string>>(StringComparer.Ordinal);
        var names = new List<(int Note, ArchivalReference Reference)>();
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var reference in context.References(note).Select(resolved => resolved.Reference).OfType<ArchivalReference>())
            {
                if (reference is not { RepositoryId: { } id, Repository: { } printed, Path.Count: > 0 })
                {
                    continue;
                }

                if (context.Directory.FindBySiglum(printed.Text).Any(repository => repository.Id == id))
                {
                    (sigla.TryGetValue(id, out var habit) ? habit : sigla[id] = new Habit<string>()).Add(NameFolding.Siglum(printed.Text), note, printed.Span);
                }
                else if (!SiglumForm.IsLike(printed.Text))
                {
                    names.Add((note, reference));
                }
            }
        }

        return sigla.Values.SelectMany(habit => Sigla(context, habit)).Concat(Names(context, names));
    }

    // The rarer siglum is told of, of two equal ones the later.
    private IEnumerable<Diagnostic> Sigla(CheckContext context, Habit<string> habit)
    {
        var ways = habit.Uses.GroupBy(use => use.Way, StringComparer.Ordinal).OrderByDescending(way => way.Count()).ThenBy(way => way.First().Note).ToList();
        return ways.Skip(1).SelectMany(way => Departures(context, way, use => Message(context, use, ways[0].First()), use => Mend(context, use, ways[0].First())));
    }

    private static string Message(CheckContext context, HabitUse<string> use, HabitUse<string> usual) =>
        $"{context.Printed(use)} is the archive that is called {context.Printed(usual)} in note {context.Label(usual.Note)} and elsewhere; use one siglum.";

    // In another alphabet the labels behind it would have to change as well.
    private static SuggestedFix? Mend(CheckContext context, HabitUse<string> use, HabitUse<string> usual) =>
        Lookalikes.ScriptOf(context.Printed(use)) == Lookalikes.ScriptOf(context.Printed(usual)) ? Suggest(use.Span, context.Printed(usual)) : null;

    private IEnumerable<Diagnostic> Names(CheckContext context, List<(int Note, ArchivalReference Reference)> names)
    {
        var introduced = SiglumIntroduction.In(context).Where(introduction => introduction.RepositoryId is not null && introduction.Way != SiglumWay.Bracketed)
            .DistinctBy(introduction => introduction.RepositoryId!, StringComparer.Ordinal).ToDictionary(introduction => introduction.RepositoryId!, StringComparer.Ordinal);
        var again = new Habit<SiglumIntroduction>();
        foreach (var (note, reference) in names)
        {
            if (reference.RepositoryName is null && introduced.TryGetValue(reference.RepositoryId!, out var introduction) && introduction.Note < note)
            {
                again.Add(introduction, note, reference.Repository!.Span);
            }
        }

        return Departures(context, again.Uses,
            use => $"“{context.Printed(use)}” has had the siglum {SiglumOf(context, use.Way)} since note {context.Label(use.Way.Note)}; use the siglum.",
            use => CallNumberFollows(context, use) ? Suggest(use.Span, SiglumOf(context, use.Way)) : null);
    }

    private static string SiglumOf(CheckContext context, SiglumIntroduction introduction) => context.Printed(introduction.Note, introduction.Siglum);

    // Else the place stands behind the name, and would stay behind the siglum.
    private static bool CallNumberFollows(CheckContext context, HabitUse<SiglumIntroduction> use)
    {
        var rest = context.Text(use.Note).AsSpan(use.Span.End).TrimStart(" ,:.");
        return rest.Length > 1 && (char.IsDigit(rest[0]) || (char.IsUpper(rest[0]) && !char.IsLower(rest[1])) || char.IsLower(rest[0]));
    }
}
