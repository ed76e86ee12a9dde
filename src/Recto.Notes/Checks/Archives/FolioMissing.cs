using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0316: a file cited without a leaf, where nearly every other file of that archive has one.</summary>
internal sealed class FolioMissing : Check
{
    // A habit of leaves is stricter than others: a whole file may well be meant.
    private const int Fewest = 5;
    private const double Share = 0.85;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0316", "folio-missing", "A file is cited without a leaf, unlike the others", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var houses = new Dictionary<string, List<(int Note, ArchivalReference Reference)>>(StringComparer.Ordinal);
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var reference in context.References(note).Select(resolved => resolved.Reference).OfType<ArchivalReference>())
            {
                if ((reference.RepositoryId ?? reference.Repository?.Text) is { } house && reference.Path.Count > 0)
                {
                    (houses.TryGetValue(house, out var list) ? list : houses[house] = []).Add((note, reference));
                }
            }
        }

        foreach (var (house, mentions) in houses)
        {
            var leaved = mentions.Count(mention => mention.Reference.Folio is not null);
            if (leaved < Fewest || leaved < Share * mentions.Count)
            {
                continue;
            }

            // A shorter number is a whole fond or series, and has no leaf by right.
            var levels = mentions.Where(mention => mention.Reference.Folio is not null).Min(mention => mention.Reference.Path.Count);
            var bare = new Habit<ArchivalReference>();
            foreach (var (note, reference) in mentions.Where(mention => mention.Reference.Folio is null && mention.Reference.Path.Count >= levels))
            {
                bare.Add(reference, note, new Text.TextSpan(reference.Path[0].Span.Start, reference.Path[^1].Span.End));
            }

            var name = NameOf(context, house, mentions[0].Reference);
            foreach (var finding in Departures(context, bare.Uses, use => $"{context.Printed(use)} has no leaf, and {leaved} of {mentions.Count} other numbers of {name} have one; add it, unless the whole file is meant."))
            {
                yield return finding;
            }
        }
    }

    private static string NameOf(CheckContext context, string house, ArchivalReference reference) => reference.Repository?.Text ?? context.Directory.Find(house)?.Sigla[0] ?? house;
}
