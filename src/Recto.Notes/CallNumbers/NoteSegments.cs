using System.Buffers;
using System.Collections.Frozen;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Cuts a stretch where one reference can no longer go on: at semicolons, line ends and ends of sentences.</summary>
internal static class NoteSegments
{
    private const int LongestAfterthought = 8;

    // A longer sentence is no description; the bound keeps cutting linear.
    private const int LongestSentence = 2_000;

    private static readonly SearchValues<char> Ends = SearchValues.Create(";\n.?!");

    private static readonly FrozenSet<string> Foreign = "de du des la le les sur au der die das von vom zur zum uber del della di sulla el los от о об из по na z".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> English = "the of to and by in on see was is with ibid voir siehe vgl".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Abbreviations = """
        no nos vol vols st dr mr mrs ms mss prof gen col lt capt sgt rev jr sr ed eds trans rep abt bd bde bl nr fol fols ff pp p op d l f ch pt sec fig ca cf etc vs add corp dept govt conf misc ser tit kt kart inv sygn fasc cat
        sig lit mass calif conn ill mich penn wash oct nov dec jan feb mar apr jun jul aug sept sep hist bibl arch nat univ inst intro bodl acc ref pos arm div bull segr nunz eng cod vat lat pal reg leg exp doc docs
        г гг см т тт ч стр сост ред им др оп ф д л ед хр
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The segments of the stretch, in order, trimmed, none empty.</summary>
    public static List<TextSpan> Cut(NoteWords words, List<RepositoryMention> mentions)
    {
        var segments = new List<TextSpan>();
        var text = words.Text;
        var start = words.Within.Start;
        var mention = 0;
        for (var i = NextEnd(words, words.Within.Start); i >= 0; i = NextEnd(words, i + 1))
        {
            while (mention < mentions.Count && mentions[mention].Span.End <= i)
            {
                mention++;
            }

            var inMention = mention < mentions.Count && mentions[mention].Span.Contains(i);
            if (text[i] is ';' or '\n')
            {
                Add(segments, text, start, i);
                start = i + 1;
            }
            else if (text[i] is '.' or '?' or '!' && !inMention && words.EnclosingBracket(i) < 0 && EndsSentence(words, i, out var next)
                && !ContinuesInto(words, new TextSpan(start, i), next, mentions, mention)
                && !(mention > 0 && mentions[mention - 1].Span.Start >= start && DescribesOn(words, new TextSpan(start, i), next)))
            {
                Add(segments, text, start, i);
                start = next;
            }
        }

        Add(segments, text, start, words.Within.End);
        return segments;
    }

    private static int NextEnd(NoteWords words, int from) => words.Text.AsSpan(from, words.Within.End - from).IndexOfAny(Ends) is >= 0 and var at ? from + at : -1;

    private static bool EndsSentence(NoteWords words, int at, out int next)
    {
        var text = words.Text;
        next = at + 1;
        while (next < words.Within.End && text[next] is '”' or '’' or '"' or '»' or ')' or ']')
        {
            next++;
        }

        if (next + 1 >= words.Within.End || text[next] != ' ' || !(char.IsUpper(text[next + 1]) || text[next + 1] is '“' or '‘' or '«' or '['))
        {
            return false;
        }

        next++;
        var following = words.IndexFrom(next);
        var before = following - 1;
        if (text[at] == '.' && before >= 0 && words.Words[before].End == at)
        {
            var word = words.Words[before];
            if (word.End - word.Start == 1 && char.IsLetter(text[word.Start]))
            {
                return false;
            }

            if (Abbreviations.Contains(word.Folded))
            {
                return false;
            }
        }

        // "Box 12. Folder 3", "ГАРФ. Ф. 1235": a call number goes on.
        return !(following + 1 < words.Words.Count && words.Words[following].Start == next && CallNumberLabels.KindOf(words.Words[following].Folded) != LabelKind.None
            && (char.IsDigit(text[words.Words[following + 1].Start]) || text[words.Words[following].End] == '.') && words.Words[following].Folded is not "book" and not "series" and not "a" and not "section");
    }

    // "Telegram …, 5 June 1914. National Archives, RG 59": the archive stands in a sentence of its own.
    private static bool ContinuesInto(NoteWords words, TextSpan sentence, int next, List<RepositoryMention> mentions, int from)
    {
        for (var k = from; k < mentions.Count && mentions[k].Span.Start <= next + 40; k++)
        {
            if (mentions[k].Span.Start >= next)
            {
                return words.IndexFrom(mentions[k].Span.Start) - words.IndexFrom(next) <= 2 && sentence.Length <= LongestSentence && CollectionWords.DescribesDocument(words, sentence)
                    && !words.Text.AsSpan(sentence.Start, sentence.Length).StartsWith("See ", StringComparison.Ordinal) && !CollectionWords.IsProse(words, sentence);
            }
        }

        return false;
    }

    // "Note sur Ventzow. Renseignement datant de février 1932": the last few words of a description in another language than English.
    // An English sentence there is the author's own ("Emphasis in original.").
    private static bool DescribesOn(NoteWords words, TextSpan sentence, int next)
    {
        var first = words.IndexFrom(next);
        if (words.Words.Count - first is 0 or > LongestAfterthought || words.Text.AsSpan(next, words.Within.End - next).Contains(';'))
        {
            return false;
        }

        var foreign = false;
        var date = false;
        for (var i = first; i < words.Words.Count; i++)
        {
            foreign |= Foreign.Contains(words.Words[i].Folded);
            date |= DateWords.IsYear(words.Words[i].Folded);
            if (English.Contains(words.Words[i].Folded) || Foreign.Contains(words.Words[first].Folded))
            {
                return false;
            }
        }

        return foreign && date && !CollectionWords.LooksPublished(words, new TextSpan(next, words.Within.End))
            && Enumerable.Range(words.IndexFrom(sentence.Start), words.IndexFrom(sentence.End) - words.IndexFrom(sentence.Start)).Any(i => Foreign.Contains(words.Words[i].Folded));
    }

    private static void Add(List<TextSpan> segments, string text, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is ',' or '.' or '”' or '’' or ')'))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is ',' or ';'))
        {
            end--;
        }

        if (end > start)
        {
            segments.Add(new TextSpan(start, end));
        }
    }
}
