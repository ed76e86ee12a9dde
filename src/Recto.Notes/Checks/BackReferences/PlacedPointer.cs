using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>A place where notes are named and said to stand above or below: <c>see note 60 above</c>, <c>infra, n. 5</c>, <c>s. o. Anm. 12</c>, <c>см. прим. 4 ниже</c>.</summary>
/// <param name="Labels">Where the labels stand, in order.</param>
/// <param name="Side">Where the word stands that says on which side.</param>
/// <param name="IsAbove">Whether it says above.</param>
/// <param name="Opposite">The word that says the other side, written as the printed one is.</param>
internal sealed record PlacedPointer(IReadOnlyList<TextSpan> Labels, TextSpan Side, bool IsAbove, string Opposite)
{
    private const int MostLabels = 8;

    private static readonly WordSet Plural = new("notes nn fns footnotes endnotes anmerkungen fußnoten fussnoten notas примечания");

    // Names of notes that do not read as references by themselves.
    private static readonly WordSet Naming = new("примеч примечанию ссылка ссылке ссылку noot voetnoot przyp przypis poznámka pozn not fotnot fodnote");

    // Above, below.
    private static readonly (string Above, string Below)[] Sides =
    [
        ("above", "below"), ("supra", "infra"), ("oben", "unten"), ("ci-dessus", "ci-dessous"), ("выше", "ниже"), ("arriba", "abajo"), ("sopra", "sotto"), ("acima", "abaixo"),
        ("powyżej", "poniżej"), ("výše", "níže"), ("hierboven", "hieronder"), ("ovan", "nedan"), ("ovenfor", "nedenfor"),
    ];

    private static readonly Dictionary<string, (string Opposite, bool IsAbove)> Words = Sides.SelectMany(side => new[] { (side.Above, (side.Below, true)), (side.Below, (side.Above, false)) })
        .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>The pointers of a note outside quotations, in order.</summary>
    public static IEnumerable<PlacedPointer> Find(NoteTokens tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if ((Vocabulary.Note.Contains(tokens, i) || Naming.Contains(tokens, i)) && tokens.QuotationAt(i) < 0 && !IsInAnotherWork(tokens, i) && Read(tokens, i) is { } pointer)
            {
                yield return pointer;
            }
        }
    }

    // "p. 45 n. 3 above" is a note of the page.
    private static bool IsInAnotherWork(NoteTokens tokens, int i) => tokens.Is(i - 1, TokenKind.Number) || (tokens.Is(i - 1, ',') && tokens.Is(i - 2, TokenKind.Number));

    private static PlacedPointer? Read(NoteTokens tokens, int word)
    {
        var i = word + 1;
        while (tokens.Is(i, '.') || tokens.Is(i, '°'))
        {
            i++;
        }

        var labels = new List<TextSpan>();
        while (tokens.Is(i, TokenKind.Number) && labels.Count < MostLabels)
        {
            labels.Add(tokens[i].Span);
            i++;
            if (tokens.Is(i + 1, TokenKind.Number) && (tokens.Is(i, TokenKind.Dash) || tokens.Is(i, '&') || IsAnd(tokens, i) || (tokens.Is(i, ',') && Plural.Contains(tokens, word))))
            {
                i++;
            }
            else if (tokens.Is(i, ',') && IsAnd(tokens, i + 1) && tokens.Is(i + 2, TokenKind.Number))
            {
                i += 2;
            }
            else
            {
                break;
            }
        }

        if (labels.Count == 0)
        {
            return null;
        }

        var after = tokens.Is(i, ',') ? i + 1 : i;
        if (SideAt(tokens, after) is { } behind && !IsPhrase(tokens, after))
        {
            return new PlacedPointer(labels, behind.Span, behind.IsAbove, behind.Opposite);
        }

        return Before(tokens, word) is { } side ? new PlacedPointer(labels, side.Span, side.IsAbove, side.Opposite) : null;
    }

    private static (TextSpan Span, bool IsAbove, string Opposite)? Before(NoteTokens tokens, int word)
    {
        var last = tokens.Is(word - 1, ',') || tokens.Is(word - 1, '.') ? word - 2 : word - 1;
        if (last < 0 || !tokens.Is(last, TokenKind.Word))
        {
            return null;
        }

        // "s. o. Anm. 12", "s.u., Anm. 12"
        if (tokens.Is(last + 1, '.') || tokens.Is(last + 1, ','))
        {
            var letter = tokens.Is(last, "o") || tokens.Is(last, "u") ? last : -1;
            if (tokens.Is(word - 1, ',') && tokens.Is(word - 2, '.'))
            {
                letter = tokens.Is(word - 3, "o") || tokens.Is(word - 3, "u") ? word - 3 : -1;
            }

            if (letter >= 2 && tokens.Is(letter - 1, '.') && tokens.Is(letter - 2, "s"))
            {
                var isAbove = tokens.Is(letter, "o");
                return (tokens[letter].Span, isAbove, isAbove ? "u" : "o");
            }
        }

        if (tokens.Is(last + 1, '.'))
        {
            return null;
        }

        // "As said above, note 5 is wrong": behind a comma it must open the pointer.
        var opens = last == 0 || !tokens.Is(last + 1, ',') || Vocabulary.Signals.Contains(tokens, last - 1) || (tokens.Is(last - 1, '.') && Vocabulary.Signals.Contains(tokens, last - 2)) || tokens.Is(last - 1, TokenKind.Opening) || tokens.Is(last - 1, ';');
        return opens && SideAt(tokens, last) is { } side && !IsAnd(tokens, last - 1) ? side : null;
    }

    private static (TextSpan Span, bool IsAbove, string Opposite)? SideAt(NoteTokens tokens, int i)
    {
        if (tokens.Is(i, "plus") && (tokens.Is(i + 1, "haut") || tokens.Is(i + 1, "bas")))
        {
            var isAbove = tokens.Is(i + 1, "haut");
            return (tokens[i + 1].Span, isAbove, isAbove ? "bas" : "haut");
        }

        if ((tokens.Is(i, "haut") || tokens.Is(i, "bas")) && tokens.Is(i - 1, "plus"))
        {
            return SideAt(tokens, i - 1);
        }

        if (!tokens.Is(i, TokenKind.Word) || !Words.TryGetValue(tokens.TextOf(i).ToString().Replace('\u2011', '-').Replace('\u2010', '-'), out var side))
        {
            return null;
        }

        var printed = tokens.TextOf(i);
        return (tokens[i].Span, side.IsAbove, WordCase.Like(side.Opposite, printed));
    }

    // "above all"; "note 5 below the text of Smith" tells of another page; "sopra il" likewise.
    private static bool IsPhrase(NoteTokens tokens, int i) => tokens.Is(i + 1, "all") || tokens.Is(i + 1, "the");

    private static bool IsAnd(NoteTokens tokens, int i) =>
        tokens.Is(i, "and") || tokens.Is(i, "et") || tokens.Is(i, "und") || tokens.Is(i, "y") || tokens.Is(i, "e") || tokens.Is(i, "и") || tokens.Is(i, "or") || tokens.Is(i, "ou") || tokens.Is(i, "bis");
}
