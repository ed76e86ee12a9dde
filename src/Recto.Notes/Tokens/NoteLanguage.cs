namespace Recto.Notes.Tokens;

/// <summary>Guesses the language of a note, or of any string, by its small words and letters. A note that cites in several languages has the one that most of its small words belong to.</summary>
internal static class NoteLanguage
{
    private static readonly (string Tag, WordSet Words)[] Small =
    [
        ("en", new WordSet("the of and in to for from see by with on at an its his her this that was were is are as also which between above below ibid vol eds ed trans cited quoted")),
        ("fr", new WordSet("le la les de du des et en dans par pour sur au aux une un est voir dir éd sous chez avec ce cette ses son entre ou où qui que tome op l d")),
        ("de", new WordSet("der die das des dem den und im in von vom zu zum zur mit für bei auf über aus ein eine eines einer nach siehe vgl hrsg bd bde s aufl ders dies ebd ebenda als auch nicht")),
        ("it", new WordSet("il lo la gli le i di del della dello dei degli delle dal dalla e ed nel nella nelle nei per con su sul sulla una un cura si che vedi cfr ivi è da al alla")),
        ("es", new WordSet("el la los las de del y en por para con una un al su sus sobre entre véase ed coord edición siglo que se e o como")),
        ("pt", new WordSet("o a os as de do da dos das e em no na nos nas por para com uma um ao à sobre entre ver org orgs edição século que se como")),
        ("nl", new WordSet("de het een van en in op te met voor door uit over bij zie onder aan tot dat die als niet naar ook")),
        ("la", new WordSet("de et in ad ex cum pro per sub ab est sive seu atque qui quae quod")),
        ("pl", new WordSet("i w z na do o od za przez dla oraz pod red zob się nie jest")),
    ];

    private static readonly WordSet Transliterated = new("i v na po o ob iz k s za ot dlia dlya pod red sm gg gody istoriia istoriya istorii sbornik dokumentov dokumenty sssr tam zhe");

    /// <summary>A BCP 47 tag of two letters; null where nothing tells.</summary>
    public static string? Of(NoteTokens tokens)
    {
        Span<int> counts = stackalloc int[Small.Length];
        counts.Clear();
        var (cyrillic, letters, transliterated) = (0, 0, 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != TokenKind.Word)
            {
                continue;
            }

            var word = tokens.TextOf(i);
            letters++;
            if (word[0] is >= '\u0400' and <= '\u052F')
            {
                cyrillic++;
                continue;
            }

            transliterated += Transliterated.Contains(word) ? 1 : 0;
            for (var language = 0; language < Small.Length; language++)
            {
                counts[language] += Small[language].Words.Contains(word) ? 1 : 0;
            }
        }

        if (cyrillic * 2 > letters)
        {
            return "ru";
        }

        var best = 0;
        for (var language = 1; language < Small.Length; language++)
        {
            if (counts[language] > counts[best])
            {
                best = language;
            }
        }

        if (transliterated > counts[best] && transliterated >= 2)
        {
            return "ru";
        }

        return counts[best] == 0 ? null : Small[best].Tag;
    }
}
