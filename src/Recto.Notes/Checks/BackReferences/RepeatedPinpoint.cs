using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0412: "Ibid., 45" after "Smith, Title, 45", in an article that elsewhere leaves a page out that is the same.</summary>
internal sealed class RepeatedPinpoint : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0412", "repeated-pinpoint", "“Ibid.” repeats the page as well", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var repeated = new List<(int Note, BackReference Ibid, TextSpan Tail)>();
        var leavesOut = false;
        for (var index = 1; index < context.Count; index++)
        {
            if (context.References(index) is not [{ Reference: BackReference { Form: ReferenceForm.Ibid, Levels.Count: 0 } ibid, RefersTo: { NoteIndex: { } before, Reference: { } at }, SourceId: not null }, ..] || before != index - 1)
            {
                continue;
            }

            var pages = context.References(before)[at].Reference.Pages;
            leavesOut |= pages is not null && ibid.Pages is null && ibid.Span == ibid.Word.Span && IsAlone(context, index);
            if (pages is not null && ibid.Pages is { } again && again.Text == pages.Text && again.Span.End == ibid.Span.End && context.References(before).Count == 1 && IsAlone(context, index))
            {
                var from = ibid.Word.Span.End + (ibid.Word.Span.End < ibid.Span.End && context.Text(index)[ibid.Word.Span.End] == '.' ? 1 : 0);
                repeated.Add((index, ibid, new TextSpan(from, ibid.Span.End)));
            }
        }

        foreach (var (note, ibid, rest) in leavesOut ? repeated : [])
        {
            // "Ibid., 45." and "Ibid." both end with one stop.
            var text = context.Text(note);
            var stops = text[rest.Start - 1] == '.' && rest.End < text.Length && text[rest.End] == '.';
            yield return At(note, ibid.Pages!.Span, $"The note before cites {ibid.Pages.Text} as well; “{ibid.Word.Text}” alone says so.",
                rest.IsEmpty ? null : Suggest(rest with { End = rest.End + (stops ? 1 : 0) }, ""));
        }
    }

    private static bool IsAlone(CheckContext context, int note) => context.Text(note).Length <= context.References(note)[0].Reference.Span.End + 1;
}
