using System.Xml.Linq;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>An element to be put around a stretch of a note.</summary>
/// <param name="Name">Name of the JATS element.</param>
/// <param name="Span">The stretch, in the note's text.</param>
/// <param name="Role">What the stretch is, for <c>named-content</c> where the element may not hold what stands there.</param>
internal sealed record Mark(string Name, TextSpan Span, string Role)
{
    /// <summary>Attributes of the element.</summary>
    public IReadOnlyList<(XName Name, string Value)> Attributes { get; init; } = [];

    /// <summary>Marks inside, in order, not overlapping.</summary>
    public IReadOnlyList<Mark> Inside { get; init; } = [];
}
