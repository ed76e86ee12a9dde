using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0301: a call number in the short form (<c>558/11/431/94</c>) with more or fewer parts than its archive has. Labelled numbers (<c>f. 17, op. 3</c>) may stop at any level.</summary>
internal sealed class WrongNumberOfParts : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0301", "wrong-number-of-parts", "A call number has the wrong number of parts for its archive", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var apparatus = context.Apparatus;
        for (var index = 0; index < apparatus.Notes.Count; index++)
        {
            var text = apparatus.Notes[index].Note.Text;
            foreach (var resolved in apparatus.Notes[index].References)
            {
                if (resolved.Reference is not ArchivalReference { RepositoryId: { } id, Path: { Count: > 1 } path } reference
                    || context.Directory.Find(id) is not { ShortLevels: { } levels } repository || !IsShortForm(text, path))
                {
                    continue;
                }

                var parts = path.Count + (reference.Folio is { } folio ? folio.Text.Split('/').Length : 0);
                if (path.Count == levels && parts <= levels + 1)
                {
                    continue;
                }

                // A folio that is taken from elsewhere in the note does not end the number.
                var end = reference.Folio is { } after && after.Span.End > path[^1].Span.End ? after.Span.End : path[^1].Span.End;
                var span = new TextSpan(path[0].Span.Start, end);
                yield return At(index, span,
                    $"{text[span.Start..span.End]} has {parts} parts; a call number of {reference.Repository?.Text ?? repository.Sigla[0]} has {levels} ({string.Join(", ", repository.Levels.Take(levels))}) and a leaf. Check it against the file.");
            }
        }
    }

    private static bool IsShortForm(string text, IReadOnlyList<Field> path)
    {
        for (var i = 1; i < path.Count; i++)
        {
            if (path[i].Span.Start - path[i - 1].Span.End != 1 || text[path[i].Span.Start - 1] != '/')
            {
                return false;
            }
        }

        return true;
    }
}
