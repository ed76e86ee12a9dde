using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0408: "Smith, Title, 45" in note 3, and its full form in note 9.</summary>
internal sealed class ShortBeforeFull : Check
{
    // Works of one author, or notes that name one, that are looked at; the bound keeps checking linear.
    private const int MostLookedAt = 64;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0408", "short-before-full", "A short form stands before its full form", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        ILookup<string, (int Note, PublishedReference Reference)>? fulls = null;
        foreach (var source in context.Apparatus.Sources)
        {
            var first = source.Mentions[0];
            if (context.References(first.NoteIndex)[first.ReferenceIndex] is not { RefersTo: null, Reference: PublishedReference shortened } || !ShortForm.IsBare(context, first.NoteIndex, shortened))
            {
                continue;
            }

            fulls ??= Fulls(context);
            var full = fulls[FamilyKey.Of(shortened.Authors[0].Family)].Take(MostLookedAt)
                .FirstOrDefault(other => other.Note > first.NoteIndex && numbering.AreOfOneCount(first.NoteIndex, other.Note) && Certainty.IsShortOf(shortened, other.Reference));
            if (full.Reference is not null && !MayStandBefore(context, first.NoteIndex, shortened))
            {
                yield return At(first.NoteIndex, shortened.Span,
                    $"{shortened.Authors[0].Family}, {TextCut.At(shortened.Title!.Text, 60)} is cited here in short, and in full only in note {context.Label(full.Note)}; give the full form here and the short one there.");
            }
        }
    }

    private static ILookup<string, (int Note, PublishedReference Reference)> Fulls(CheckContext context) =>
        Enumerable.Range(0, context.Count).SelectMany(note => context.References(note).Select(resolved => (Note: note, Reference: resolved.Reference as PublishedReference)))
            .Where(pair => pair.Reference is { } reference && Certainty.IsFull(reference) && Certainty.HasPlainAuthor(reference) && (reference.Year ?? reference.Place) is not null)
            .ToLookup(pair => FamilyKey.Of(pair.Reference!.Authors[0].Family), pair => (pair.Note, pair.Reference!), StringComparer.Ordinal);

    // In a note before that was not read as such.
    private static bool MayStandBefore(CheckContext context, int note, PublishedReference shortened)
    {
        var words = WordPlaces.Of(context);
        var named = words.WithName(shortened.Authors[0].Family);
        return named.Count > MostLookedAt || named.TakeWhile(other => other < note).Any(other => words.HoldsTitle(other, shortened.Title!.Text));
    }
}
