using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// Some sources tag the fields of their citations and leave the punctuation between them to the printer: <c>London Macmillan 1988</c>, with a bracket opened in the text and closed by nobody.
/// What such a source lacks in or beside a citation is not the author's fault. Found where place, publisher and year stand beside each other with nothing but a blank between them, or a database number is printed along.
/// </summary>
internal sealed class LostPunctuation
{
    // A bracket or stop this near to a tagged citation belongs to it.
    private const int Beside = 3;

    private readonly CheckContext? _context;

    private LostPunctuation(CheckContext? context) => _context = context;

    /// <summary>What a document's own tagging tells.</summary>
    public static LostPunctuation Of(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            if (context.Apparatus.Notes[note].Note.Citations.Any(citation => Lacks(context.Text(note), citation)))
            {
                return new LostPunctuation(context);
            }
        }

        return new LostPunctuation(null);
    }

    /// <summary>Whether a note of such a document has a tagged citation, so that what stands beside its words may be missing.</summary>
    public bool Has(int note) => _context is not null && _context.Apparatus.Notes[note].Note.Citations.Count > 0;

    /// <summary>Whether a place in a note is in or beside a citation of such a document.</summary>
    public bool IsAt(int note, int position) => _context is not null
        && _context.Apparatus.Notes[note].Note.Citations.Any(citation => position >= citation.Span.Start - Beside && position < citation.Span.End + Beside);

    private static bool Lacks(string text, CitationMarkup citation)
    {
        for (var i = 1; i < citation.Fields.Count; i++)
        {
            var (before, after) = (citation.Fields[i - 1], citation.Fields[i]);
            if (after.Label == MarkedLabel.Identifier
                || (before.Label is MarkedLabel.Source or MarkedLabel.Place or MarkedLabel.Publisher && after.Label is MarkedLabel.Place or MarkedLabel.Publisher or MarkedLabel.Year or MarkedLabel.Volume
                    && after.Span.Start - before.Span.End is >= 0 and <= 1 && text.AsSpan(before.Span.Start, after.Span.Start - before.Span.Start).TrimEnd() is [.., var last] && char.IsLetterOrDigit(last)))
            {
                return true;
            }
        }

        return false;
    }
}
