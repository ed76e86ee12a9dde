using System.Runtime.InteropServices;

namespace Recto.Notes.Labelling.Features;

/// <summary>What is seen of one word, alone and among the others, before it is written down as attributes. Numbers of sorts, keywords, heads and tails are those of <see cref="WordFacts"/>, <see cref="Keywords"/> and <see cref="AttributeReader"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ObservedWord
{
    public ulong Core;
    public int CoreLength;
    public int Sort;
    public int Keyword;
    public int Lexicon;
    public int KnownPhrase;
    public int KnownSentence;
    public int PhraseLexicon;
    public int Tail;
    public int Head;
    public bool EndsPhrase;
    public bool MayEndSentence;
    public bool OpensQuote;
    public bool ClosesQuote;
    public bool IsUpper;
    public bool HasYear;
    public int DepthBefore;
    public int DepthAfter;
    public int QuoteBefore;
    public int QuoteAfter;
    public int SinceQuote;
    public int Phrase;
    public int PhraseStart;
    public int PhraseEnd;
    public int PhraseDigits;
    public int Sentence;
    public int SentenceStart;
    public int SentenceEnd;
    public int SentenceKeywords;
    public int KeywordBefore;
    public int KeywordSince;
    public int KeywordAfter;
    public int KeywordUntil;
    public int YearsBefore;
    public int NumbersBefore;
}
