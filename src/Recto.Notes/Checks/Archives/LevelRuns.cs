using System.Collections.Frozen;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>Finds labelled levels in the tokens of a note: Latin and Cyrillic, short and written out.</summary>
internal static class LevelRuns
{
    // f. 17, op. 162, d. 14, l. 27 ob. · Ф. 17. Оп. 162. Д. 14. Л. 27 об. · спр. 5, арк. 3 · fond 17, opis 162, delo 14, list 27
    private static readonly FrozenDictionary<string, FondLevel>.AlternateLookup<ReadOnlySpan<char>> Levels = new Dictionary<FondLevel, string>
    {
        [FondLevel.Fond] = "f fond ф фонд",
        [FondLevel.Inventory] = "op opis opys оп опись опис",
        [FondLevel.Folder] = "p pap papka por п пап папка пор",
        [FondLevel.File] = "d dd delo spr sprava д дд дело спр справа",
        [FondLevel.Leaf] = "l ll list listy ark л лл лист листы арк",
    }.SelectMany(row => row.Value.Split(' ').Select(word => KeyValuePair.Create(word, row.Key))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Every run of a note, in order.</summary>
    public static IEnumerable<LevelRun> In(CheckContext context, int note)
    {
        var tokens = context.Tokens(note);
        for (var i = 0; i < tokens.Count;)
        {
            if (ReadLevel(tokens, i, out var next) is not { } first)
            {
                i++;
                continue;
            }

            var start = i;
            var levels = new List<LabelledLevel> { first };
            i = next;
            while (ReadLevel(tokens, Joined(tokens, i), out next) is { } level)
            {
                levels.Add(level);
                i = next;
            }

            yield return new LevelRun(note, start, levels);
        }
    }

    // What may stand between two levels of one number: a comma, a stop, a colon, or nothing.
    private static int Joined(NoteTokens tokens, int i) => tokens.Is(i, ',') || tokens.Is(i, '.') || tokens.Is(i, ':') ? i + 1 : i;

    private static LabelledLevel? ReadLevel(NoteTokens tokens, int i, out int next)
    {
        next = i;
        if (!tokens.Is(i, TokenKind.Word) || LevelOf(tokens, i, out var after) is not { } level)
        {
            return null;
        }

        var label = tokens.Span(i, after);
        after = tokens.Is(after, '.') || tokens.Is(after, TokenKind.Quote) ? after + 1 : after;
        after = tokens.Is(after, '№') ? after + 1 : after;
        if (level == FondLevel.Leaf)
        {
            if (LeafList.Read(tokens, after) is not { } leaves)
            {
                return null;
            }

            next = leaves.NextToken;
            return new LabelledLevel(level, label, leaves.Span);
        }

        next = EndOfNumber(tokens, after);
        return next > after ? new LabelledLevel(level, label, tokens.Span(after, next)) : null;
    }

    private static FondLevel? LevelOf(NoteTokens tokens, int i, out int after)
    {
        after = i + 1;
        if (Levels.TryGetValue(tokens.TextOf(i), out var level))
        {
            return level;
        }

        // "ed. khr. 12", "ед. хр. 12": one label of two words.
        if ((tokens.Is(i, "ed") || tokens.Is(i, "ед")) && (tokens.Is(i + 2, "khr") || tokens.Is(i + 2, "хр") || tokens.Is(i + 2, "kh")) && tokens.Is(i + 1, '.'))
        {
            after = i + 3;
            return FondLevel.File;
        }

        return null;
    }

    // "17", "162", "3a", "R-5446", "Р-1235", "33-б", "5–7": a figure or up to three capitals, and what is joined to it.
    private static int EndOfNumber(NoteTokens tokens, int i)
    {
        var capitals = tokens.Is(i, TokenKind.Word) && tokens[i].Span.Length <= 3 && WordCase.IsUpper(tokens.TextOf(i)) && (tokens.Is(i + 1, TokenKind.Dash) || IsRoman(tokens.TextOf(i)));
        if (!tokens.Is(i, TokenKind.Number) && !capitals)
        {
            return i;
        }

        i++;
        while (i < tokens.Count && !tokens.HasGapBefore(i) && (tokens.Is(i, TokenKind.Dash) || tokens.Is(i, '/') || tokens.Is(i, TokenKind.Number) || tokens.Is(i, TokenKind.Word)))
        {
            i++;
        }

        return i;
    }

    private static bool IsRoman(ReadOnlySpan<char> word) => !word.ContainsAnyExcept("IVXL");
}
