using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>Words that stand before the number of a page, a leaf or a volume.</summary>
internal static class PageLabels
{
    private static readonly WordSet Plural = new("pp págs pags pagg cols fols лл сс vols nos nn notes paras chaps bde pages páginas pagine seiten");
    private static readonly WordSet Single = new("p pág pag col fol page seite pagina página");
    private static readonly WordSet Either = new("s с стр bl л str");
    private static readonly WordSet Leaves = new("fol fols bl л лл");
    private static readonly WordSet Pages = new("p pp pág págs pag pags pagg page pages pagina pagine página páginas seite seiten s с сс стр str");

    /// <summary>The token of the number after a label at <paramref name="i"/>; 0 where no label stands there. <c>S.</c>, <c>с.</c> and <c>л.</c> need their stop.</summary>
    public static int NumberAfter(NoteTokens tokens, int i)
    {
        if (!tokens.Is(i, TokenKind.Word) || tokens[i].Span.Length > 7)
        {
            return 0;
        }

        var hasStop = tokens.Is(i + 1, '.');
        return Plural.Contains(tokens, i) || Single.Contains(tokens, i) ? (hasStop ? i + 2 : i + 1) : hasStop && Either.Contains(tokens, i) ? i + 2 : 0;
    }

    public static bool IsPlural(NoteTokens tokens, int i) => Plural.Contains(tokens, i);

    /// <summary>Whether it announces leaves.</summary>
    public static bool IsLeaf(NoteTokens tokens, int i) => Leaves.Contains(tokens, i);

    /// <summary>Whether it announces pages, and not leaves or volumes.</summary>
    public static bool IsPage(NoteTokens tokens, int i) => Pages.Contains(tokens, i);
}
