using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0405: "Ibid." after a note that cites two sources or more.</summary>
internal sealed class IbidAfterSeveralSources : Check
{
    // No note cites more; the bound keeps checking linear.
    private const int MostLookedAt = 64;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0405", "ibid-after-several-sources", "“Ibid.” follows a note that cites several sources", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        for (var index = 1; index < context.Count; index++)
        {
            if (context.References(index) is [{ Reference: BackReference { Form: ReferenceForm.Ibid } ibid } resolved, ..] && resolved.SourceId is null && numbering.AreOfOneCount(index - 1, index)
                && Commentary.OpensWith(context.Tokens(index), ibid.Span.Start) && Several(context, index - 1) is var (first, second))
            {
                yield return At(index, ibid.Word.Span,
                    $"Note {context.Label(index - 1)} cites several sources ({Shown(context, index - 1, first)}; {Shown(context, index - 1, second)}), and “{ibid.Word.Text}” does not tell which is meant; name it.");
            }
        }
    }

    // Two sources that were read without a doubt and stand apart: what was read as two may be one.
    private static (Reference First, Reference Second)? Several(CheckContext context, int note)
    {
        var sure = context.References(note).Take(MostLookedAt).Where(Certainty.NamesASource).ToList();
        for (var k = 1; k < sure.Count; k++)
        {
            var (before, after) = (sure[k - 1], sure[k]);
            if (before.SourceId != after.SourceId && StandApart(context.Text(note), before.Reference.Span.End, after.Reference.Span.Start))
            {
                return (before.Reference, after.Reference);
            }
        }

        return null;
    }

    private static bool StandApart(string text, int from, int to) => from < to && text.AsSpan(from, to - from).ContainsAny(";.\n");

    private static string Shown(CheckContext context, int note, Reference reference) => reference switch
    {
        PublishedReference { Authors: [var author, ..], Title: { } title } => $"{author.Family}, {Beginning(title.Text)}",
        PublishedReference { Title: { } title } => Beginning(title.Text),
        _ => Beginning(context.Text(note)[reference.Span.Start..reference.Span.End]),
    };

    private static string Beginning(string words) => TextCut.At(words, 40);
}
