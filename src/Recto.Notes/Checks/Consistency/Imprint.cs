using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>Place, publisher and year where nothing else stands between them: what is read of a letter or of a catalogue may look like them.</summary>
internal static class Imprint
{
    private const int MostBetween = 3;

    /// <summary>Whether place, publisher and year follow each other with marks only in between.</summary>
    public static bool IsWhole(string text, PublishedReference reference)
    {
        if (reference is not { Place.Span: var place, Year.Span: var year } || place.End > year.Start)
        {
            return false;
        }

        if (reference.Publisher is not { Span: var publisher })
        {
            return place.Start > 0 && text[place.Start - 1] == '(' && HoldsMarksOnly(text, place.End, year.Start);
        }

        return publisher.Start >= place.End ? HoldsMarksOnly(text, place.End, publisher.Start) && HoldsMarksOnly(text, publisher.End, year.Start)
            : publisher.End <= place.Start && HoldsMarksOnly(text, publisher.End, place.Start) && HoldsMarksOnly(text, place.End, year.Start);
    }

    private static bool HoldsMarksOnly(string text, int from, int to) => from <= to && to - from <= MostBetween && !text.AsSpan(from, to - from).ContainsAnyInRange('0', '9') && text[from..to].All(c => !char.IsLetter(c) && c is not (')' or ']'));
}
