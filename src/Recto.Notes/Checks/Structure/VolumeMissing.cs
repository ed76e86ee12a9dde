using System.Buffers;
using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0201: a page of a work in several volumes, and no volume. That there are several the notes themselves say: <c>22 vols.</c>, or two mentions with different volumes.</summary>
internal sealed class VolumeMissing : Check
{
    private static readonly string[] CountedVolumes = ["vols", "vols.", "volumes", "Bde.", "Bde", "Bände", "tomes", "volumi", "tomos", "tt.", "томах", "т."];

    private static readonly SearchValues<char> Numerals = SearchValues.Create("IVXLCDM1l");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0201", "volume-missing", "The volume is missing where the work has several", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var apparatus = context.Apparatus;
        foreach (var source in apparatus.Sources)
        {
            if (source.Kind is not (ReferenceKind.Book or ReferenceKind.EditedSource or ReferenceKind.Report or ReferenceKind.Unknown) || SaysSeveral(apparatus, source) is not { } teller)
            {
                continue;
            }

            foreach (var mention in source.Mentions)
            {
                var resolved = apparatus.Notes[mention.NoteIndex].References[mention.ReferenceIndex];
                if (resolved.Reference is PublishedReference { Volume: null, Pages: not null } reference && !CountsVolumes(apparatus.Notes[mention.NoteIndex].Note.Text, reference) && !MayBeNumbered(context, mention.NoteIndex, reference))
                {
                    yield return At(mention.NoteIndex, reference.Span,
                        $"{TitleOf(reference, apparatus, source)} has several volumes (note {apparatus.Notes[teller].Note.Label}); this page is given without one. Add the volume.");
                }
            }
        }
    }

    // "Register, XV, 126": a numeral behind the title that was not read as a volume; also one misread by a scanner, XV11I.
    private static bool MayBeNumbered(CheckContext context, int note, PublishedReference reference)
    {
        var tokens = context.Tokens(note);
        for (var i = tokens.IndexFrom(reference.Span.Start); i < tokens.Count && tokens[i].Start < reference.Span.End; i++)
        {
            if (tokens.TextOf(i) is ['I' or 'V' or 'X' or 'L', ..] word && word.IndexOfAnyExcept(Numerals) < 0 && !reference.Pages!.Span.Contains(tokens[i].Span))
            {
                return true;
            }
        }

        return false;
    }

    // The note that says so; null where none does.
    private static int? SaysSeveral(Apparatus apparatus, Source source)
    {
        string? volume = null;
        foreach (var mention in source.Mentions)
        {
            if (apparatus.Notes[mention.NoteIndex].References[mention.ReferenceIndex].Reference is not PublishedReference reference)
            {
                continue;
            }

            if (CountsVolumes(apparatus.Notes[mention.NoteIndex].Note.Text, reference) || (volume is not null && reference.Volume is { } other && other.Text != volume))
            {
                return mention.NoteIndex;
            }

            volume ??= reference.Volume?.Text;
        }

        return null;
    }

    // "22 vols." inside the reference.
    private static bool CountsVolumes(string text, Reference reference)
    {
        var words = text[reference.Span.Start..reference.Span.End].Split([' ', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < words.Length; i++)
        {
            if (CountedVolumes.Contains(words[i]) && words[i - 1].Length <= 3 && words[i - 1].All(char.IsAsciiDigit) && words[i - 1] is not "1")
            {
                return true;
            }
        }

        return false;
    }

    private static string TitleOf(PublishedReference reference, Apparatus apparatus, Source source) =>
        reference.Title?.Text ?? (apparatus.Notes[source.Best.NoteIndex].References[source.Best.ReferenceIndex].Reference as PublishedReference)?.Title?.Text ?? "The work";
}
