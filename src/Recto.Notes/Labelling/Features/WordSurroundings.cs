namespace Recto.Notes.Labelling.Features;

/// <summary>Tells of every word of a string what stands around it: its phrase and sentence, the keywords and years before and behind. Linear in the number of words.</summary>
internal static class WordSurroundings
{
    /// <summary>Tells of every word its phrase and sentence, and what is to the left and right.</summary>
    public static void Around(Span<ObservedWord> words)
    {
        int phrase = 0, phraseStart = 0, sentence = 0, sentenceStart = 0, keyword = 0, since = 0, years = 0, numbers = 0;
        for (var i = 0; i < words.Length; i++)
        {
            ref var word = ref words[i];
            word.Phrase = phrase;
            word.PhraseStart = phraseStart;
            word.Sentence = sentence;
            word.SentenceStart = sentenceStart;
            word.KeywordBefore = keyword;
            word.KeywordSince = since;
            word.YearsBefore = years;
            word.NumbersBefore = numbers;
            since++;
            if (word.Keyword is > 0 and not (16 or 21 or 22 or 23))
            {
                keyword = word.Keyword;
                since = 0;
            }

            years += word.HasYear ? 1 : 0;
            numbers += word.Sort is >= 12 and <= 28 && !word.HasYear ? 1 : 0;
            var closes = word.EndsPhrase || (i + 1 < words.Length && words[i + 1].Head is 7 or 8);
            if (closes)
            {
                phrase++;
                phraseStart = i + 1;
            }

            if (word.MayEndSentence && (i + 1 >= words.Length || words[i + 1].IsUpper))
            {
                sentence++;
                sentenceStart = i + 1;
            }
        }

        int next = 0, until = 0, phraseEnd = words.Length - 1, sentenceEnd = words.Length - 1;
        var digits = false;
        var year = false;
        var kinds = 0;
        for (var i = words.Length - 1; i >= 0; i--)
        {
            ref var word = ref words[i];
            word.KeywordAfter = next;
            word.KeywordUntil = until;
            until++;
            if (word.Keyword is > 0 and not (16 or 21 or 22 or 23))
            {
                next = word.Keyword;
                until = 0;
            }

            if (i + 1 < words.Length && words[i + 1].Phrase != word.Phrase)
            {
                phraseEnd = i;
                digits = false;
                year = false;
            }

            if (i + 1 < words.Length && words[i + 1].Sentence != word.Sentence)
            {
                sentenceEnd = i;
                kinds = 0;
            }

            word.PhraseEnd = phraseEnd;
            word.SentenceEnd = sentenceEnd;
            digits |= word.Sort is >= 12 and <= 28;
            year |= word.HasYear;
            kinds |= KindBit(word.Keyword);
            word.PhraseDigits = (digits ? 1 : 0) + (year ? 2 : 0);
            word.SentenceKeywords = kinds;
        }

        // The start of a phrase knows whether it holds digits; its other words learn it from there.
        for (var i = 0; i < words.Length; i++)
        {
            words[i].PhraseDigits = words[words[i].PhraseStart].PhraseDigits;
            words[i].SentenceKeywords = words[words[i].SentenceStart].SentenceKeywords;
        }
    }

    /// <summary>Tells of every word whether the lexicon knows its phrase or sentence as a name, and which field the words of its phrase mostly speak for. After <see cref="Around"/>.</summary>
    public static void Known(Span<ObservedWord> words, Lexicon lexicon)
    {
        if (lexicon.Count == 0)
        {
            return;
        }

        Span<int> sums = stackalloc int[Lexicon.Fields];
        for (var i = 0; i < words.Length; i++)
        {
            ref var word = ref words[i];
            if (i == word.PhraseStart)
            {
                var hash = Lexicon.PhraseSeed;
                sums.Clear();
                for (var k = i; k <= word.PhraseEnd; k++)
                {
                    hash = With(hash, words[k]);
                    for (var field = 0; field < Lexicon.Fields; field++)
                    {
                        sums[field] += words[k].Lexicon >> (field * 2) & 3;
                    }
                }

                word.KnownPhrase = lexicon.Phrase(hash);
                var best = 0;
                for (var field = 1; field < Lexicon.Fields; field++)
                {
                    best = sums[field] > sums[best] ? field : best;
                }

                var length = word.PhraseEnd - i + 1;
                word.PhraseLexicon = sums[best] == 0 ? 0 : 1 + best * 3 + (sums[best] >= length * 2 ? 2 : sums[best] >= length ? 1 : 0);
            }
            else
            {
                word.KnownPhrase = words[word.PhraseStart].KnownPhrase;
                word.PhraseLexicon = words[word.PhraseStart].PhraseLexicon;
            }

            if (i == word.SentenceStart)
            {
                var hash = Lexicon.PhraseSeed;
                for (var k = i; k <= word.SentenceEnd; k++)
                {
                    hash = With(hash, words[k]);
                }

                word.KnownSentence = lexicon.Phrase(hash);
            }
            else
            {
                word.KnownSentence = words[word.SentenceStart].KnownSentence;
            }
        }
    }

    // The hash of a phrase goes on with a word; with a number, or a mark alone, it stays.
    private static ulong With(ulong hash, in ObservedWord word) => word.CoreLength == 0 || word.Sort is >= 12 ? hash : TextHash.Join(hash, word.Core);

    private static int KindBit(int keyword) => keyword switch { 1 => 1, 3 => 2, 4 or 5 => 4, 6 => 8, 7 => 16, 8 or 9 => 32, 10 => 64, 11 => 128, 12 => 256, 15 => 512, 23 => 1024, _ => 0 };
}
