namespace Recto.Notes.Labelling.Features;

/// <summary>Which attributes, at which distance from the word, make a feature: alone, or two or three together.</summary>
internal static class Templates
{
    private static readonly (Attribute Attribute, int At)[][] All = Make();

    /// <summary>Features of one word.</summary>
    public static int Count => All.Length;

    /// <summary>Computes the features of one word out of the attributes of all.</summary>
    public static void Apply(ulong[] attributes, int word, int words, Span<ulong> features)
    {
        for (var t = 0; t < All.Length; t++)
        {
            var value = TextHash.Of(t + 1);
            foreach (var (attribute, at) in All[t])
            {
                var place = word + at;
                value = TextHash.Join(value, place < 0 ? 11UL : place >= words ? 13UL : attributes[place * (int)Attribute.Count + (int)attribute]);
            }

            features[t] = value;
        }
    }

    private static (Attribute, int)[][] Make()
    {
        var made = new List<(Attribute, int)[]>();
        void Window(Attribute attribute, int from, int to)
        {
            for (var at = from; at <= to; at++)
            {
                made.Add([(attribute, at)]);
            }
        }

        void Pair(Attribute left, int atLeft, Attribute right, int atRight) => made.Add([(left, atLeft), (right, atRight)]);
        Window(Attribute.Word, -1, 1);
        Window(Attribute.Core, -2, 2);
        Window(Attribute.Prefix1, 0, 0);
        Window(Attribute.Prefix2, 0, 0);
        Window(Attribute.Prefix3, -1, 1);
        Window(Attribute.Prefix4, 0, 0);
        Window(Attribute.Suffix1, 0, 0);
        Window(Attribute.Suffix2, 0, 0);
        Window(Attribute.Suffix3, -1, 1);
        Window(Attribute.Suffix4, 0, 0);
        Window(Attribute.Shape, -2, 2);
        Window(Attribute.ShortShape, -1, 1);
        Window(Attribute.Number, -3, 3);
        Window(Attribute.Leading, -1, 2);
        Window(Attribute.Trailing, -2, 1);
        Window(Attribute.Inner, 0, 0);
        Window(Attribute.Bracket, -1, 1);
        Window(Attribute.Quote, -1, 1);
        Window(Attribute.QuoteDistance, 0, 0);
        Window(Attribute.Italic, -1, 1);
        Window(Attribute.Tenth, 0, 0);
        Window(Attribute.FromStart, 0, 0);
        Window(Attribute.FromEnd, 0, 0);
        Window(Attribute.Keyword, -3, 3);
        Window(Attribute.KeywordBefore, 0, 0);
        Window(Attribute.KeywordAfter, 0, 0);
        Window(Attribute.PhraseIndex, 0, 0);
        Window(Attribute.PhrasePlace, 0, 0);
        Window(Attribute.PhraseFirst, 0, 0);
        Window(Attribute.PhraseLast, 0, 0);
        Window(Attribute.PhraseEnd, 0, 0);
        Window(Attribute.PhraseLength, 0, 0);
        Window(Attribute.PhraseDigits, 0, 0);
        Window(Attribute.NextPhraseFirst, 0, 0);
        Window(Attribute.NextPhraseDigits, 0, 0);
        Window(Attribute.SentencePlace, 0, 0);
        Window(Attribute.SentenceIndex, 0, 0);
        Window(Attribute.SentenceFirst, 0, 0);
        Window(Attribute.SentenceKeywords, 0, 0);
        Window(Attribute.YearBefore, 0, 0);
        Window(Attribute.NumbersBefore, 0, 0);
        Window(Attribute.Lexicon, -1, 1);
        Window(Attribute.LexiconBest, -2, 2);
        Window(Attribute.LexiconPerson, -1, 1);
        Window(Attribute.LexiconPublisher, -1, 1);
        Window(Attribute.LexiconPlace, -1, 1);
        Window(Attribute.LexiconJournal, -1, 1);
        Window(Attribute.LexiconTitle, -1, 1);
        Window(Attribute.KnownPhrase, 0, 0);
        Window(Attribute.KnownSentence, 0, 0);
        Window(Attribute.PhraseLexicon, 0, 0);
        Window(Attribute.Hint, -2, 2);
        Window(Attribute.Seen, -1, 1);
        Pair(Attribute.Hint, 0, Attribute.HintForm, 0);
        Pair(Attribute.Hint, 0, Attribute.Number, 0);
        Pair(Attribute.Hint, 0, Attribute.Keyword, 0);
        Pair(Attribute.Hint, 0, Attribute.PhraseIndex, 0);
        Pair(Attribute.Hint, 0, Attribute.PhraseEnd, 0);
        Pair(Attribute.Hint, 0, Attribute.Quote, 0);
        Pair(Attribute.Hint, 0, Attribute.LexiconBest, 0);
        Pair(Attribute.Hint, -1, Attribute.Hint, 0);
        Pair(Attribute.Hint, 0, Attribute.Hint, 1);
        Pair(Attribute.Seen, 0, Attribute.PhraseIndex, 0);
        Pair(Attribute.Language, 0, Attribute.Keyword, 0);
        Pair(Attribute.Language, 0, Attribute.Number, 0);
        Pair(Attribute.KnownPhrase, 0, Attribute.PhraseIndex, 0);
        Pair(Attribute.KnownPhrase, 0, Attribute.NextPhraseDigits, 0);
        Pair(Attribute.PhraseLexicon, 0, Attribute.NextPhraseDigits, 0);
        Pair(Attribute.PhraseLexicon, 0, Attribute.PhraseEnd, 0);
        Pair(Attribute.PhraseLexicon, 0, Attribute.SentenceIndex, 0);
        Pair(Attribute.Style, 0, Attribute.Number, 0);
        Pair(Attribute.Style, 0, Attribute.SentenceIndex, 0);
        Pair(Attribute.Style, 0, Attribute.PhraseIndex, 0);
        Pair(Attribute.Core, -1, Attribute.Core, 0);
        Pair(Attribute.Core, 0, Attribute.Core, 1);
        Pair(Attribute.Shape, -1, Attribute.Shape, 0);
        Pair(Attribute.Shape, 0, Attribute.Shape, 1);
        Pair(Attribute.Trailing, -1, Attribute.Shape, 0);
        Pair(Attribute.Trailing, -1, Attribute.Core, 0);
        Pair(Attribute.Number, 0, Attribute.Trailing, 0);
        Pair(Attribute.Number, 0, Attribute.YearBefore, 0);
        Pair(Attribute.Number, 0, Attribute.NumbersBefore, 0);
        Pair(Attribute.Number, 0, Attribute.Bracket, 0);
        Pair(Attribute.Number, 0, Attribute.Quote, 0);
        Pair(Attribute.Number, 0, Attribute.SentenceIndex, 0);
        Pair(Attribute.Number, 0, Attribute.PhraseIndex, 0);
        Pair(Attribute.Number, 0, Attribute.KeywordBefore, 0);
        Pair(Attribute.Number, 0, Attribute.PhraseEnd, 0);
        Pair(Attribute.Keyword, 0, Attribute.Bracket, 0);
        Pair(Attribute.SentenceIndex, 0, Attribute.SentenceKeywords, 0);
        Pair(Attribute.SentenceIndex, 0, Attribute.YearBefore, 0);
        Pair(Attribute.PhraseIndex, 0, Attribute.PhraseEnd, 0);
        Pair(Attribute.PhraseDigits, 0, Attribute.NextPhraseDigits, 0);
        Pair(Attribute.LexiconBest, 0, Attribute.Number, 0);
        Pair(Attribute.LexiconBest, -1, Attribute.LexiconBest, 0);
        Pair(Attribute.LexiconBest, 0, Attribute.LexiconBest, 1);
        made.Add([(Attribute.Number, -1), (Attribute.Number, 0), (Attribute.Number, 1)]);
        made.Add([(Attribute.Trailing, -1), (Attribute.Number, 0), (Attribute.Trailing, 0)]);
        made.Add([(Attribute.Keyword, -1), (Attribute.Number, 0), (Attribute.Keyword, 1)]);
        made.Add([(Attribute.Number, -2), (Attribute.Number, -1), (Attribute.Number, 0)]);
        made.Add([(Attribute.Number, 0), (Attribute.Number, 1), (Attribute.Number, 2)]);
        return [.. made];
    }
}
