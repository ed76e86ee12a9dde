using Recto.Notes.Archives;
using Recto.Notes.CallNumbers;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Back;

/// <summary>What an Ibid. in an archive adds: <c>Ibid., d. 432, l. 5</c>, <c>Там же. Оп. 2. Д. 17. Л. 3–4 об.</c>, <c>Ibid., box 12</c>.</summary>
/// <param name="Levels">The levels that are named anew.</param>
/// <param name="Leaf">The leaf or leaves; null where none is named.</param>
/// <param name="End">The token after the last.</param>
internal sealed record IbidLevels(IReadOnlyList<ChangedLevel> Levels, Field? Leaf, int End)
{
    private const int LongestCode = 9;

    private static readonly WordSet Fonds = new("fond fonds фонд ф");
    private static readonly WordSet Series = new("op opis опись оп");
    private static readonly WordSet Files = new("d delo дело д khr хр");
    private static readonly WordSet Leaves = new("l ll list listy л лл лист листы bl");
    private static readonly WordSet Others = new("box boxes folder folders carton cartons reel bundle busta fascicolo legajo carpeta kasten mappe karton коробка папка");

    /// <summary>Reads them; null where what follows is of another kind.</summary>
    public static IbidLevels? Read(NoteTokens tokens, int from, int to)
    {
        var levels = new List<ChangedLevel>();
        Field? leaf = null;
        var end = Code(tokens, from, to, levels);
        for (var i = end; i < to && leaf is null;)
        {
            while (i < to && (tokens.Is(i, ',') || tokens.Is(i, '.')))
            {
                i++;
            }

            var level = Level(tokens, i, to);
            var isLeaf = Leaves.Contains(tokens, i);
            if (i >= to || (level is null && !isLeaf))
            {
                break;
            }

            var value = i + 1;
            while (value < to && tokens.Is(value, '.'))
            {
                value++;
            }

            if (value >= to || !char.IsDigit(tokens.Text[tokens[value].Span.Start]))
            {
                break;
            }

            end = value + 1;
            while (end < to && (isLeaf ? IsLeafPart(tokens, end) : !tokens.Is(end, ',') && !tokens.Is(end, '.') && !tokens.Is(end, ';') && tokens[end].Span.Start == tokens[end - 1].Span.End))
            {
                end++;
            }

            var field = Field.Of(tokens.Text, tokens.Span(value, end));
            leaf = isLeaf ? field : null;
            if (level is { } named)
            {
                levels.Add(new ChangedLevel(named, field));
            }

            i = end;
        }

        return end == from ? null : new IbidLevels(levels, leaf, end);
    }

    /// <summary>Whether a word is the label of a level or leaf that Russian apparatus set off by full stops: <c>Д. 17. Л. 3</c>.</summary>
    public static bool IsLabel(NoteTokens tokens, int i) => Series.Contains(tokens, i) || Files.Contains(tokens, i) || Fonds.Contains(tokens, i) || Leaves.Contains(tokens, i);

    // "FO 371/12346", "R 43-I/133", "7N 3122": letters, figures, and a slash or a blank between. "A13" is a page of a newspaper.
    private static int Code(NoteTokens tokens, int from, int to, List<ChangedLevel> levels)
    {
        var end = from;
        while (end < to && end < from + LongestCode && !tokens.Is(end, ',') && !tokens.Is(end, ';') && !tokens.Is(end, '.') && (tokens[end].Kind is TokenKind.Number or TokenKind.Dash || tokens.Is(end, '/') || IsCapitals(tokens, end)))
        {
            end++;
        }

        if (end - from < 2 || !char.IsDigit(tokens.Text[tokens[end - 1].End - 1]))
        {
            return from;
        }

        var code = tokens.Span(from, end);
        var text = code.In(tokens.Text);
        if (!text.ContainsAny('/', ' ') || !text.ContainsAnyInRange('A', 'Z') || (end < to && tokens[end].Kind == TokenKind.Word))
        {
            return from;
        }

        var style = text.Contains('/') ? char.IsLetter(text[0]) && text.IndexOf('-') < 0 ? CallNumberStyle.Code : CallNumberStyle.Bestand : CallNumberStyle.Cote;
        levels.AddRange(CallNumberCodes.Split(tokens.Text, code, style, null).Levels.Select(level => new ChangedLevel(ArchivalLevel.Code, Field.Of(tokens.Text, level))));
        return end;
    }

    private static bool IsCapitals(NoteTokens tokens, int i) => tokens[i].Kind == TokenKind.Word && tokens[i].Span.Length <= 5 && WordCase.IsUpper(tokens.TextOf(i));

    private static ArchivalLevel? Level(NoteTokens tokens, int i, int to) =>
        Series.Contains(tokens, i) ? ArchivalLevel.Series
        : Files.Contains(tokens, i) || (tokens.Is(i, "ed") && tokens.Is(i + 1, '.')) ? ArchivalLevel.ArchivalFile
        : Fonds.Contains(tokens, i) ? ArchivalLevel.Fonds
        : Others.Contains(tokens, i) ? ArchivalLevel.Other
        // "f." alone is as often a folio: it is a fond where an inventory follows.
        : tokens.Is(i, "f") && Enumerable.Range(i + 1, Math.Min(6, to - i - 1)).Any(next => Series.Contains(tokens, next)) ? ArchivalLevel.Fonds
        : null;

    private static bool IsLeafPart(NoteTokens tokens, int i) => tokens.Is(i, TokenKind.Number) || tokens.Is(i, TokenKind.Dash) || tokens.Is(i, '-') || tokens.Is(i, "ob") || tokens.Is(i, "об")
        || (tokens.Is(i, ',') && tokens.Is(i + 1, TokenKind.Number));
}
