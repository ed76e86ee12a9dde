using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Finds the date of a document in what describes it.</summary>
internal static class DocumentDate
{
    /// <summary>The date without articles and prepositions before it: <c>le 1er décembre 1934</c> is <c>1er décembre 1934</c>.</summary>
    public static TextSpan Trim(NoteWords words, TextSpan span)
    {
        var first = words.IndexFrom(span.Start);
        var last = words.IndexFrom(span.End) - 1;
        while (first < last && DateWords.IsFiller(words.Words[first].Folded))
        {
            first++;
        }

        return new TextSpan(words.Words[first].Start, words.Words[last].End);
    }

    /// <summary>A date at the end of a description that is announced as such (<c>datant de février 1932</c>, <c>от 3 мая 1921</c>); null where there is none. Dates of a subject (<c>du 8 au 23 avril</c>) are none.</summary>
    public static TextSpan? AtEndOf(NoteWords words, TextSpan description)
    {
        var last = words.IndexFrom(description.End) - 1;
        var lowest = words.IndexFrom(description.Start);
        var first = last + 1;
        while (first > lowest && (DateWords.IsMonth(words.Words[first - 1].Folded) || DateWords.IsYear(words.Words[first - 1].Folded) || DateWords.IsDay(words.Words[first - 1].Folded)))
        {
            first--;
        }

        if (first > last || first - 1 < lowest || last - first < 1 || !DateWords.IsYear(words.Words[last].Folded))
        {
            return null;
        }

        var before = words.Words[first - 1].Folded;
        var announced = before is "dated" or "datiert" or "от" or "vom"
            || (before is "de" or "du" && first - 2 >= lowest && words.Words[first - 2].Folded is "datant" or "date" or "datee")
            || (before is "at" && first - 2 >= lowest && words.Words[first - 2].Folded is "dated");
        return announced ? new TextSpan(words.Words[first].Start, words.Words[last].End) : null;
    }
}
