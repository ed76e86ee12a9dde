using System.Runtime.CompilerServices;
using Recto.Notes.Resolution;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>Which words stand in which notes, as they are compared; so that a name may be looked for also where it was not read as one. Made when first asked for, once for all checks.</summary>
internal sealed class WordPlaces
{
    private static readonly ConditionalWeakTable<CheckContext, WordPlaces> Made = [];

    private readonly Dictionary<string, List<int>> _notes = new(StringComparer.Ordinal);

    private WordPlaces(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (tokens[i].Kind is not (TokenKind.Word or TokenKind.Number))
                {
                    continue;
                }

                foreach (var word in WordFolding.Words(tokens.TextOf(i).ToString()))
                {
                    if (!_notes.TryGetValue(word, out var notes))
                    {
                        _notes.Add(word, notes = []);
                    }

                    if (notes.Count == 0 || notes[^1] != note)
                    {
                        notes.Add(note);
                    }
                }
            }
        }
    }

    /// <summary>The words of all notes.</summary>
    public static WordPlaces Of(CheckContext context) => Made.GetValue(context, made => new WordPlaces(made));

    /// <summary>The notes in which a family name stands, in order.</summary>
    public IReadOnlyList<int> WithName(string family) => _notes.TryGetValue(FamilyKey.Of(family), out var notes) ? notes : [];

    /// <summary>Whether a family name stands in a note.</summary>
    public bool HoldsName(int note, string family) => Holds(note, FamilyKey.Of(family));

    /// <summary>Whether all words of a title stand in a note, in whatever order.</summary>
    public bool HoldsTitle(int note, string title) => WordFolding.Words(title).All(word => Holds(note, word));

    private bool Holds(int note, string word) => _notes.TryGetValue(word, out var notes) && notes.BinarySearch(note) >= 0;
}
