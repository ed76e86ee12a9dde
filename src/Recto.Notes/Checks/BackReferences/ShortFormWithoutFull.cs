using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0411: "Smith, Title, 45" where no note cites the work in full. Only in articles whose short forms mostly do have their full form in the notes: else a list of works cited may hold them.</summary>
internal sealed class ShortFormWithoutFull : Check
{
    private const int FewestShort = 3;
    private const double LeastShare = 0.75;
    private const int MostLookedAt = 64;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0411", "short-form-without-full", "A short form has no full form in the notes", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var alone = new List<(int Note, PublishedReference Reference)>();
        var resolved = 0;
        foreach (var source in context.Apparatus.Sources)
        {
            var first = source.Mentions[0];
            if (context.References(first.NoteIndex)[first.ReferenceIndex].Reference is PublishedReference { Pages: { } pages } reference && IsPlain(context.Text(first.NoteIndex), pages) && ShortForm.IsBare(context, first.NoteIndex, reference)
                && context.References(source.Best.NoteIndex)[source.Best.ReferenceIndex].Reference.Form == ReferenceForm.Short && !StandsElsewhere(context, first.NoteIndex, reference))
            {
                alone.Add((first.NoteIndex, reference));
            }

            resolved += source.Mentions.Take(MostLookedAt).Count(mention => context.References(mention.NoteIndex)[mention.ReferenceIndex] is { RefersTo: not null, Reference: PublishedReference { Form: ReferenceForm.Short } });
        }

        if (resolved < FewestShort || resolved < LeastShare * (resolved + alone.Count))
        {
            yield break;
        }

        foreach (var (note, reference) in alone)
        {
            yield return At(note, reference.Span, $"{reference.Authors[0].Family}, {TextCut.At(reference.Title!.Text, 60)} is cited in short, and no note cites it in full; give the full form here.");
        }
    }

    // "1451a" and "3.1" are places of the classics, which need no full form.
    private static bool IsPlain(string text, Field pages) => pages.Text.All(c => !char.IsLetter(c) && c != '.') && (pages.Span.End + 1 >= text.Length || text[pages.Span.End] != '.' || !char.IsDigit(text[pages.Span.End + 1]));

    // In a note that was not read as such; what is named in very many notes cannot be told.
    private static bool StandsElsewhere(CheckContext context, int note, PublishedReference reference)
    {
        var words = WordPlaces.Of(context);
        var named = words.WithName(reference.Authors[0].Family);
        return named.Count > MostLookedAt || named.Any(other => other != note && words.HoldsTitle(other, reference.Title!.Text));
    }
}
