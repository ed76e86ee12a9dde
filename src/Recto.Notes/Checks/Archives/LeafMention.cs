using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>Leaves that a note cites: with a label (<c>fols. 12r–13v</c>), or as the last part of a number (<c>558/11/431/94</c>).</summary>
/// <param name="Note">Index of the note in document order.</param>
/// <param name="Label">The label without a stop behind it; null where none is printed.</param>
/// <param name="List">The leaves.</param>
/// <param name="File">The file that they are of, as a key; null where it is not known.</param>
internal sealed record LeafMention(int Note, TextSpan? Label, LeafList List, string? File)
{
    // Labels that mean leaves and nothing else, whatever stands around them.
    private static readonly WordSet Sure = new("fol fols folio folios fos bl blatt лл лист листы арк");

    // Mean leaves where the reader has read leaves, or behind other levels of a call number: l. is a line elsewhere, f. and c. are many things.
    private static readonly WordSet Doubtful = new("f ff fo l ll л list listy c cc k ark");

    // Announce pages and frames, which are counted otherwise.
    private static readonly WordSet Pages = new("p pp page pages s ss с стр frame frames col cols");

    /// <summary>All leaves of a note, in order.</summary>
    public static IReadOnlyList<LeafMention> In(CheckContext context, int note)
    {
        var tokens = context.Tokens(note);
        var found = new SortedDictionary<int, LeafMention>();
        foreach (var reference in context.References(note).Select(resolved => resolved.Reference).OfType<ArchivalReference>())
        {
            if (reference.Folio is { } folio && !Pages.Contains(tokens, LabelBefore(tokens, tokens.IndexFrom(folio.Span.Start))))
            {
                Add(tokens.IndexFrom(folio.Span.Start), KeyOf(reference));
            }
        }

        foreach (var run in LevelRuns.In(context, note))
        {
            foreach (var level in run.Levels)
            {
                if (level.Level == FondLevel.Leaf && run.Levels.Count > 1)
                {
                    Add(tokens.IndexFrom(level.Value.Start), null);
                }
            }
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            if (Sure.Contains(tokens, i))
            {
                Add(tokens.Is(i + 1, '.') ? i + 2 : i + 1, null);
            }
        }

        return [.. found.Values];

        void Add(int token, string? file)
        {
            if (token < tokens.Count && !found.ContainsKey(tokens[token].Start) && LeafList.Read(tokens, token) is { } list)
            {
                var label = LabelBefore(tokens, token);
                found.Add(tokens[token].Start, new LeafMention(note, Sure.Contains(tokens, label) || Doubtful.Contains(tokens, label) ? tokens[label].Span : null, list, file));
            }
        }
    }

    private static int LabelBefore(NoteTokens tokens, int token) => tokens.Is(token - 1, '.') ? token - 2 : token - 1;

    private static string? KeyOf(ArchivalReference reference) =>
        (reference.RepositoryId ?? reference.Repository?.Text) is { } house && reference.Path.Count > 0 ? house + '|' + string.Join('|', reference.Path.Select(level => level.Text)) : null;
}
