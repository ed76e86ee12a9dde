using System.Buffers;

namespace Recto.Notes.Labelling.Features;

/// <summary>Reads the attributes of every word: of the word alone, of its phrase and sentence, of what stands before and after. Linear in the length of the string.</summary>
internal sealed class AttributeReader
{
    private const ulong Nothing = 0x5bd1e995;
    private static readonly SearchValues<char> OpeningQuotes = SearchValues.Create("“„«\"‘‚‟");
    private static readonly SearchValues<char> ClosingQuotes = SearchValues.Create("”»\"“’'");
    private static readonly SearchValues<char> PhraseEnds = SearchValues.Create(",;:?!)]”»");
    private static readonly SearchValues<char> InnerMarks = SearchValues.Create(".:()/-–,");
    private ObservedWord[] _words = [];

    public void Read(WordSequence sequence, Lexicon lexicon, Span<ulong> attributes, Span<int> contexts)
    {
        var count = sequence.Words.Count;
        if (_words.Length < count)
        {
            _words = new ObservedWord[Math.Max(64, count * 5 / 4)];
        }

        var words = _words.AsSpan(0, count);
        Alone(sequence, lexicon, words, attributes);
        WordSurroundings.Around(words);
        WordSurroundings.Known(words, lexicon);
        var style = StyleOf(words);
        for (var i = 0; i < count; i++)
        {
            Put(attributes.Slice(i * (int)Attribute.Count, (int)Attribute.Count), Attribute.Style, style);
            Write(words, i, count, sequence, attributes.Slice(i * (int)Attribute.Count, (int)Attribute.Count));
            contexts[i] = Context(words, i);
        }
    }

    private static void Alone(WordSequence sequence, Lexicon lexicon, Span<ObservedWord> words, Span<ulong> attributes)
    {
        Span<char> buffer = stackalloc char[WordFacts.BufferLength];
        int depth = 0, quote = 0, sinceQuote = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var text = sequence[i];
            var facts = new WordFacts(text, buffer);
            var row = attributes.Slice(i * (int)Attribute.Count, (int)Attribute.Count);
            ref var word = ref words[i];
            word = default;
            word.Core = TextHash.Of(facts.Core);
            word.CoreLength = facts.Core.Length;
            word.Sort = facts.Sort();
            word.Keyword = Keywords.Of(facts.Core.IsEmpty && text is "&" ? text : facts.Core);
            word.HasYear = facts.HasYear();
            word.Lexicon = lexicon.Profile(word.Core);
            Marks(facts, text, ref word);
            word.DepthBefore = Math.Min(depth, 1);
            word.QuoteBefore = quote;
            word.SinceQuote = sinceQuote;
            foreach (var c in text)
            {
                depth = c is '(' or '[' ? depth + 1 : c is ')' or ']' ? Math.Max(0, depth - 1) : depth;
            }

            if (word.OpensQuote && quote == 0)
            {
                quote = 1;
                sinceQuote = 0;
            }

            if (word.ClosesQuote && (quote == 1 || word.OpensQuote))
            {
                quote = 0;
            }

            sinceQuote++;
            word.DepthAfter = Math.Min(depth, 1);
            word.QuoteAfter = quote;
            Texts(facts, text, row);
        }
    }

    private static void Marks(in WordFacts facts, ReadOnlySpan<char> text, ref ObservedWord word)
    {
        var tail = facts.Middle.IsEmpty ? facts.Leading : facts.Trailing;
        word.Tail = tail.IsEmpty ? (char.IsDigit(text[^1]) ? 1 : 0)
            : tail.ContainsAny(ClosingQuotes) ? 7
            : tail.ContainsAny(")]") ? 8
            : tail.Contains(';') ? 6
            : tail.Contains(',') ? 4
            : tail.Contains(':') ? 5
            : tail.Contains('.') ? (word.Sort is 3 or 4 ? 3 : 2)
            : 9;
        word.EndsPhrase = tail.ContainsAny(PhraseEnds) || (tail.Contains('.') && word.Sort is not (3 or 4) && word.Keyword is not (5 or 6 or 7 or 1));
        word.MayEndSentence = tail.ContainsAny("?!") || (tail.Contains('.') && word.Sort is not (3 or 4) && (facts.Core.Length > 2 || char.IsDigit(facts.Core.Length > 0 ? facts.Core[0] : '0')) && word.Keyword is not (5 or 6 or 7 or 1));
        var lead = facts.Leading;
        word.OpensQuote = lead.ContainsAny(OpeningQuotes) || (lead.Length > 0 && lead[0] is '\'' or '’' && !facts.Middle.IsEmpty);
        word.ClosesQuote = !facts.Middle.IsEmpty && facts.Trailing.ContainsAny(ClosingQuotes) || (facts.Middle.IsEmpty && lead.ContainsAny(ClosingQuotes));
        word.Head = lead.ContainsAny("([") ? 7 : word.OpensQuote ? 8 : word.Keyword switch
        {
            1 => 9,
            3 => 10,
            6 => 11,
            4 or 5 => 12,
            _ => word.Sort switch { 11 or 9 => 0, 7 or 8 or 6 => 1, 3 or 4 => 2, 5 or 2 => 3, 18 or 24 => 4, 19 or 20 or 21 or 22 or 23 or 17 => 5, 12 or 13 or 14 or 15 or 16 => 6, _ => 13 },
        };
        word.IsUpper = facts.Middle.Length > 0 && (char.IsUpper(facts.Middle[0]) || char.IsDigit(facts.Middle[0])) || word.Head is 7 or 8;
    }

    private static void Texts(in WordFacts facts, ReadOnlySpan<char> text, Span<ulong> row)
    {
        var core = facts.Core;
        Span<char> lower = stackalloc char[Math.Min(text.Length, 80)];
        for (var k = 0; k < lower.Length; k++)
        {
            lower[k] = char.ToLowerInvariant(text[k]);
        }

        row[(int)Attribute.Word] = TextHash.Of(lower);
        row[(int)Attribute.Core] = TextHash.Of(core);
        for (var n = 1; n <= 4; n++)
        {
            row[(int)Attribute.Prefix1 + n - 1] = core.Length >= n ? TextHash.Of(core[..n]) : Nothing;
            row[(int)Attribute.Suffix1 + n - 1] = core.Length >= n ? TextHash.Of(core[^n..]) : Nothing;
        }

        row[(int)Attribute.Shape] = WordFacts.Shape(text, isShort: false);
        row[(int)Attribute.ShortShape] = WordFacts.Shape(facts.Middle, isShort: true);
        row[(int)Attribute.Leading] = TextHash.Of(facts.Leading[..Math.Min(3, facts.Leading.Length)]);
        row[(int)Attribute.Trailing] = TextHash.Of(facts.Trailing[..Math.Min(3, facts.Trailing.Length)]);
        row[(int)Attribute.Inner] = WordFacts.Shape(facts.Middle.Length > 2 && facts.Middle[1..^1].ContainsAny(InnerMarks) ? facts.Middle : "", isShort: true);
    }

    private static int Best(int profile)
    {
        var best = 0;
        for (var field = 0; field < Lexicon.Fields; field++)
        {
            var share = profile >> (field * 2) & 3;
            best = share > best % 4 ? field * 4 + share : best;
        }

        return best;
    }

    private static void Write(ReadOnlySpan<ObservedWord> words, int i, int count, WordSequence sequence, Span<ulong> row)
    {
        ref readonly var word = ref words[i];
        Put(row, Attribute.Number, word.Sort);
        Put(row, Attribute.Bracket, word.DepthBefore + word.DepthAfter * 2 + (word.Head == 7 ? 4 : 0));
        Put(row, Attribute.Quote, word.QuoteBefore + word.QuoteAfter * 2 + (word.OpensQuote ? 4 : 0));
        Put(row, Attribute.QuoteDistance, word.QuoteBefore == 0 ? 0 : 1 + Math.Min(word.SinceQuote / 2, 6));
        Put(row, Attribute.Italic, sequence.Italic is { } italic ? (italic[i] ? 1 : 0) + (i > 0 && italic[i - 1] ? 2 : 0) + 1 : 0);
        Put(row, Attribute.Tenth, i * 10 / count);
        Put(row, Attribute.FromStart, Math.Min(i, 5));
        Put(row, Attribute.FromEnd, Math.Min(count - 1 - i, 5));
        Put(row, Attribute.Keyword, word.Keyword);
        Put(row, Attribute.KeywordBefore, word.KeywordBefore * 5 + Bucket(word.KeywordSince));
        Put(row, Attribute.KeywordAfter, word.KeywordAfter * 5 + Bucket(word.KeywordUntil));
        Put(row, Attribute.PhraseIndex, Math.Min(word.Phrase, 9));
        Put(row, Attribute.PhrasePlace, Math.Min(i - word.PhraseStart, 4) * 8 + Math.Min(word.PhraseEnd - i, 4));
        row[(int)Attribute.PhraseFirst] = words[word.PhraseStart].Core;
        row[(int)Attribute.PhraseLast] = words[word.PhraseEnd].Core;
        Put(row, Attribute.PhraseEnd, words[word.PhraseEnd].Tail * 32 + words[word.PhraseEnd].Sort);
        Put(row, Attribute.PhraseLength, Math.Min(word.PhraseEnd - word.PhraseStart, 9));
        Put(row, Attribute.PhraseDigits, word.PhraseDigits);
        var next = word.PhraseEnd + 1;
        row[(int)Attribute.NextPhraseFirst] = next < count ? words[next].Core : Nothing;
        Put(row, Attribute.NextPhraseDigits, next < count ? 1 + words[next].PhraseDigits + 4 * words[next].Head : 0);
        Put(row, Attribute.SentencePlace, Math.Min(i - word.SentenceStart, 3) * 8 + Math.Min(word.SentenceEnd - i, 3));
        Put(row, Attribute.SentenceIndex, Math.Min(word.Sentence, 6));
        row[(int)Attribute.SentenceFirst] = words[word.SentenceStart].Core;
        Put(row, Attribute.SentenceKeywords, word.SentenceKeywords);
        Put(row, Attribute.YearBefore, Math.Min(word.YearsBefore, 2));
        Put(row, Attribute.NumbersBefore, Math.Min(word.NumbersBefore, 3));
        var profile = word.Lexicon;
        Put(row, Attribute.Lexicon, profile);
        Put(row, Attribute.LexiconBest, Best(profile));
        Put(row, Attribute.LexiconPerson, profile & 15);
        Put(row, Attribute.LexiconTitle, profile >> 4 & 3);
        Put(row, Attribute.LexiconJournal, profile >> 6 & 15);
        Put(row, Attribute.LexiconPublisher, profile >> 10 & 3);
        Put(row, Attribute.LexiconPlace, profile >> 12 & 3);
        Put(row, Attribute.KnownPhrase, word.KnownPhrase);
        Put(row, Attribute.KnownSentence, word.KnownSentence);
        Put(row, Attribute.PhraseLexicon, word.PhraseLexicon);
        Hints(row, sequence.Hints, i);
    }

    private static void Hints(Span<ulong> row, WordHints? hints, int i)
    {
        var field = hints is null ? -1 : (int)hints.Fields[i];
        var goesOn = hints is not null && i > 0 && hints.Fields[i - 1] == hints.Fields[i];
        Put(row, Attribute.Hint, field * 2 + (goesOn ? 1 : 0));
        Put(row, Attribute.HintForm, hints is null ? -1 : hints.Form * 4 + hints.Sureness);
        Put(row, Attribute.Seen, hints is null ? -1 : (int)hints.Seen[i]);
        row[(int)Attribute.Language] = hints?.Language is { } language ? TextHash.Of(language) : Nothing;
    }

    // Whether the string has quotation marks, where its first year stands, how it begins.
    private static int StyleOf(ReadOnlySpan<ObservedWord> words)
    {
        var quotes = false;
        var year = 0;
        var pages = false;
        for (var i = 0; i < words.Length; i++)
        {
            quotes |= words[i].OpensQuote;
            pages |= words[i].Keyword == 6;
            if (year == 0 && words[i].HasYear)
            {
                year = (words[i].Head == 7 ? 1 : 4) + (i * 3 / words.Length);
            }
        }

        return (quotes ? 1 : 0) + (pages ? 2 : 0) + year * 4;
    }

    private static int Bucket(int distance) => distance switch { 0 => 0, 1 => 1, 2 or 3 => 2, <= 6 => 3, _ => 4 };

    private static void Put(Span<ulong> row, Attribute attribute, int value) => row[(int)attribute] = TextHash.Of(value);

    private static int Context(ReadOnlySpan<ObservedWord> words, int i)
    {
        ref readonly var word = ref words[i];
        var end = i == 0 ? 9 : words[i - 1].Tail;
        var quote = word.OpensQuote && word.QuoteBefore == 0 ? 2 : word.QuoteBefore == 1 ? 1 : i > 0 && (words[i - 1].QuoteBefore == 1 || words[i - 1].OpensQuote) ? 3 : 0;
        var bracket = word.Head == 7 ? 2 : word.DepthBefore;
        return StepContext.Of(end, word.Head, quote, bracket);
    }
}
