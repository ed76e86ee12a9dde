using System.Buffers;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0420: one note cites one place of one work twice, in one list of references.</summary>
internal sealed class DuplicateReferenceInNote : Check
{
    private const double Enough = 0.85;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0420", "duplicate-reference-in-note", "A note cites the same place twice", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var index = 0; index < context.Count; index++)
        {
            List<int>? sentences = null;
            var seen = new Dictionary<string, Reference>(StringComparer.Ordinal);
            foreach (var resolved in context.References(index))
            {
                if (resolved.SourceId is not { } source || resolved.Confidence < Enough || Place(resolved.Reference) is not { } place)
                {
                    continue;
                }

                if (seen.TryGetValue($"{source}|{place.Text}", out var first))
                {
                    if (!StandsBetween(sentences ??= Sentences(context.Apparatus.Notes[index]), first.Span.End, resolved.Reference.Span.Start))
                    {
                        yield return At(index, resolved.Reference.Span, $"This note cites {place.Text} of the same work already: “{TextCut.At(context.Printed(index, first.Span), 60)}”. Leave one out, or mend the number.");
                    }
                }
                else
                {
                    seen.Add($"{source}|{place.Text}", resolved.Reference);
                }
            }
        }
    }

    // A pinpoint; what is described, or dated, is told from its neighbours by that.
    private static Field? Place(Reference reference) => reference switch
    {
        ArchivalReference { Description: null, Date: null, Folio: { } folio } => folio,
        PublishedReference { Form: ReferenceForm.Full or ReferenceForm.Short, Pages: { } pages, Volume: null } published when Certainty.HasPlainAuthor(published) && published.Title is not null => pages,
        _ => null,
    };

    // Where commentary begins that has words in it, in order.
    private static List<int> Sentences(ReadNote note) => [.. note.Commentary.Where(stretch => stretch.In(note.Note.Text).ContainsAny(Letters)).Select(stretch => stretch.Start)];

    private static bool StandsBetween(List<int> starts, int from, int to) => starts.BinarySearch(from) is var at && (at >= 0 ? at : ~at) is var next && next < starts.Count && starts[next] < to;
}
