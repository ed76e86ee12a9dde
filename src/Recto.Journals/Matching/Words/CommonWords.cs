using System.Collections.Frozen;

namespace Recto.Journals.Matching.Words;

/// <summary>Words that say nothing about which work is meant, folded.</summary>
internal static class CommonWords
{
    private static readonly FrozenSet<ulong> Small = Set("""
        a an the of in on for to and or by with from at as is are its be into between after under during via versus vs
        de la le les des du et en un une dans sur pour par au aux
        der die das den dem des und im ein eine einer eines zu zur zum von mit auf für bei aus nach über am
        di il lo gli i e del della dei delle nel nella per con da dal dalla sul sulla una
        el los las y para por con del al o os do da dos das no na em um uma
        v i s o na po k za iz ob ot dlia
        """);

    private static readonly FrozenSet<ulong> Journals = Set("journal journals the of and for in on a an de la le der die das des und et e di del zeitschrift fur revue rivista");

    private static readonly FrozenSet<ulong> Apparatus = Set("et al vol no nr pp p s n nd pag ed eds hrsg cit available retrieved accessed online http https www org com doi press print article issue volume pages page");

    /// <summary>Words of which a reference is made, and not its work's: <c>et al.</c>, <c>pp.</c>, <c>eds</c>.</summary>
    public static bool IsApparatus(ulong word) => Apparatus.Contains(word);

    /// <summary>Articles and prepositions of the languages most used: not indexed.</summary>
    public static bool IsSmall(ulong word) => Small.Contains(word);

    /// <summary>What names of journals begin with and references leave away.</summary>
    public static bool IsJournalWord(ulong word) => Journals.Contains(word);

    /// <summary>The term of one word as printed.</summary>
    public static ulong HashOf(string word)
    {
        var folded = new FoldedWords();
        folded.Add(word, 1);
        return folded[0].Hash;
    }

    private static FrozenSet<ulong> Set(string words)
    {
        var folded = new FoldedWords();
        folded.Add(words);
        return Enumerable.Range(0, folded.Count).Select(at => folded[at].Hash).ToFrozenSet();
    }
}
