using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0405: "Ibid." after a note that cites two sources or more.</summary>
internal sealed class IbidAfterSeveralSources : Check
{
    // A semicolon or a full stop parts two sources; within that they must at least be read as well as this.
    private const double Enough = 0.75;
    private const double EnoughUnnamed = 0.85;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0405", "ibid-after-several-sources", "“Ibid.” follows a note that cites several sources", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var numbering = new NoteNumbering(context);
        for (var index = 1; index < context.Count; index++)
        {
            if (context.References(index) is [{ Reference: BackReference { Form: ReferenceForm.Ibid } ibid, SourceId: null }, ..] && numbering.AreOfOneCount(index - 1, index)
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
        var all = context.References(note);
        for (var k = 1; k < Math.Min(all.Count, Certainty.MostInNote); k++)
        {
            if (all[k - 1].SourceId != all[k].SourceId && NamesASource(all[k - 1]) && NamesASource(all[k]) && all[k].Reference is not BackReference
                && StandApart(context.Text(note), all[k - 1].Reference.Span.End, all[k].Reference.Span.Start))
            {
                return (all[k - 1].Reference, all[k].Reference);
            }
        }

        return null;
    }

    private static bool NamesASource(ResolvedReference resolved) => resolved.Confidence >= Enough && resolved.Reference switch
    {
        ArchivalReference archival => archival.Path.Count > 0 && (archival.RepositoryId ?? archival.Repository?.Text) is not null,
        PublishedReference { Form: ReferenceForm.Full } full => Certainty.HasPlainAuthor(full) ? Certainty.IsFull(full) : full is { Title: not null, Year: not null, Pages: not null } && resolved.Confidence >= EnoughUnnamed,
        PublishedReference { Form: ReferenceForm.Short, Title: not null } shortened => Certainty.HasPlainAuthor(shortened),
        BackReference { Form: ReferenceForm.Ibid } => resolved.SourceId is not null,
        _ => false,
    };

    private static bool StandApart(string text, int from, int to) => from < to && text.AsSpan(from, to - from).ContainsAny(";.\n");

    private static string Shown(CheckContext context, int note, Reference reference) => reference switch
    {
        PublishedReference { Authors: [var author, ..], Title: { } title } => $"{author.Family}, {TextCut.At(title.Text, 40)}",
        _ => TextCut.At(context.Printed(note, reference.Span), 40),
    };
}
