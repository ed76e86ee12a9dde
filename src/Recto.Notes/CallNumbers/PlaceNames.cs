using System.Collections.Frozen;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Takes the place behind an archive's name with it: <c>, Washington, D.C.</c>, <c>, Cleveland, Ohio</c>.</summary>
internal sealed class PlaceNames(NoteWords words)
{
    private static readonly FrozenSet<string> PlaceWords = """
        london kew paris moscow moskva berlin koblenz freiburg rome roma vienna wien madrid washington dc d college park md maryland virginia usa uk england oxford cambridge
        mass massachusetts ny n y new york haven c conn connecticut ohio cleveland boston chicago illinois ill philadelphia pa baltimore california calif ca stanford princeton nj j hyde tarrytown sleepy hollow
        texas tex houston austin atlanta georgia ann arbor michigan mich edinburgh dublin belfast amsterdam hague den haag brussels bruxelles munich munchen venice venezia florence firenze lisbon lisboa
        geneva geneve bern warsaw warszawa prague praha budapest kyiv kiev minsk st petersburg saint sankt peterburg leningrad vincennes la courneuve nantes simancas seville москва киев санкт петербург m н s
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private string Text => words.Text;

    /// <summary>The span with the places that follow it.</summary>
    public TextSpan Extend(TextSpan span)
    {
        var end = span.End;
        while (end + 2 < words.Within.End && Text[end] == ',' && Text[end + 1] == ' ')
        {
            var i = words.IndexFrom(end + 2);
            var stop = i;
            while (stop < words.Words.Count && stop - i < 3 && PlaceWords.Contains(words.Words[stop].Folded) && (stop == i || words.Words[stop].Start - words.Words[stop - 1].End <= 2)
                && (stop == i || Text[words.Words[stop - 1].End] is ' ' or '.' or '-'))
            {
                stop++;
            }

            if (stop == i || words.Words[i].Start != end + 2 || !char.IsUpper(Text[words.Words[i].Start]))
            {
                break;
            }

            // A single capital may as well begin a call number: "AN, F 7", "MAE, D".
            if (stop - i == 1 && words.Words[i].End - words.Words[i].Start == 1)
            {
                break;
            }

            var after = words.Words[stop - 1].End;
            // The stop of "D.C." or "Conn." belongs to the place, the stop of a sentence does not.
            if (after < words.Within.End && Text[after] == '.' && !(after + 2 < words.Within.End && Text[after + 1] == ' ' && char.IsUpper(Text[after + 2])))
            {
                after++;
            }
            else if (after < words.Within.End && Text[after] == '.')
            {
                end = after;
                break;
            }

            if (after < words.Within.End && Text[after] is not (',' or ';' or '.' or ')' or ']' or ' ' or ':'))
            {
                break;
            }

            if (after + 1 < words.Within.End && Text[after] == ' ' && Text[after + 1] is not ('(' or '['))
            {
                break;
            }

            end = after;
        }

        return new TextSpan(span.Start, end);
    }
}
