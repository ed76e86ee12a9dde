using Recto.Notes.Diagnostics;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0305: a siglum is introduced and never used in these notes.</summary>
internal sealed class SiglumNeverUsedAgain : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0305", "siglum-never-used-again", "A siglum is introduced and not used again", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var introductions = SiglumIntroduction.In(context).Where(introduction => introduction.Way != SiglumWay.Bracketed).ToList();
        var uses = SiglumUses.Of(context, introductions.Select(introduction => introduction.Key).Concat(introductions.SelectMany(introduction => Parts(context, introduction))).ToHashSet(StringComparer.Ordinal));
        var unused = new Habit<string>();
        foreach (var introduction in introductions.Where(introduction => uses.GetValueOrDefault(introduction.Key)?.Count is null or 1 && !Parts(context, introduction).Any(part => uses.GetValueOrDefault(part)?.Count > 1)))
        {
            unused.Add(introduction.Siglum.In(context.Text(introduction.Note)).ToString(), introduction.Note, introduction.Siglum);
        }

        return Departures(context, unused.Uses, use => $"{use.Way} is introduced here and not used in any other note. Leave it out, or use it where the source is cited again.");
    }

    // TNA/PRO is used where TNA is.
    private static IEnumerable<string> Parts(CheckContext context, SiglumIntroduction introduction)
    {
        var parts = context.Printed(introduction.Note, introduction.Siglum).Split('/', ' ');
        return parts.Length > 1 ? parts.Where(part => part.Length > 1).Select(part => Siglum.Key(part)) : [];
    }
}
