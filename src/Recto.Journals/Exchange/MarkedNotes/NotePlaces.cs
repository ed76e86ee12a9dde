using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.MarkedNotes;

/// <summary>Where the characters of a note's text stand in its element.</summary>
internal sealed class NotePlaces
{
    private readonly List<(XText? Node, int Index)> _places;
    private readonly int _offset;

    private NotePlaces(List<(XText? Node, int Index)> places, int offset) => (_places, _offset) = (places, offset);

    /// <summary>The places of a note; null where the element does not read as the text says.</summary>
    /// <param name="element">The element of the note.</param>
    /// <param name="text">The note's text, which may leave out a label at the head of the words.</param>
    public static NotePlaces? Of(XElement element, string text)
    {
        var places = new List<(XText? Node, int Index)>();
        var folded = new FoldedText { Places = places };
        folded.AppendNote(element);
        var whole = folded.ToString();
        return whole.EndsWith(text, StringComparison.Ordinal) ? new NotePlaces(places, whole.Length - text.Length) : null;
    }

    /// <summary>The first and the last character of a span; null where one of them is in no text node.</summary>
    public ((XText Node, int Index) First, (XText Node, int Index) Last)? Of(TextSpan span)
    {
        var (start, end) = (span.Start + _offset, span.End + _offset - 1);
        return start <= end && end < _places.Count && _places[start] is { Node: { } first } from && _places[end] is { Node: { } last } to ? ((first, from.Index), (last, to.Index)) : null;
    }
}
