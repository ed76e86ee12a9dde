using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0524: works in one note are parted by a semicolon here and by a full stop there. Only where nothing else stands between two published works.</summary>
internal sealed class SeparatorBetweenReferences : HabitCheck
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0524", "separator-between-references", "Works in one note are parted by a semicolon here and by a full stop there", Severity.Advice);

    private protected override string Subject(string scope) => "The mark between two works of one note";

    private protected override IEnumerable<Choice> Choices(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            var references = context.References(note);
            for (var i = 1; i < references.Count; i++)
            {
                if (references[i - 1].Reference is not PublishedReference { Form: ReferenceForm.Full or ReferenceForm.Short, Confidence: > 0.8 } left
                    || references[i].Reference is not PublishedReference { Form: ReferenceForm.Full or ReferenceForm.Short, Confidence: > 0.8, Authors: [var author, ..] } right || author.Span.Start != right.Span.Start || left.Span.End >= right.Span.Start)
                {
                    continue;
                }

                var gap = text[left.Span.End..right.Span.Start];
                if (gap.Trim() is ";" or "." && !gap.Contains('\n', StringComparison.Ordinal) && (gap[0] is ';' || char.IsUpper(text[right.Span.Start])))
                {
                    yield return new Choice("", gap.Trim() == ";" ? "a semicolon" : "a full stop", note, new TextSpan(left.Span.End, left.Span.End + gap.TrimEnd().Length));
                }
            }
        }
    }
}
