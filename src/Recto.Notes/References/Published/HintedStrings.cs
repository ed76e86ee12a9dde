using Recto.Notes.Labelling;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>
/// Gives reference strings the hints that a note would get: how the rules read them, what stood in the strings before, the language. The strings are taken in order, as those of one document; after
/// <see cref="DocumentLength"/> of them another is supposed to begin. Not safe for use by several threads.
/// </summary>
public sealed class HintedStrings
{
    /// <summary>How many strings are remembered as one document at most.</summary>
    public const int DocumentLength = 200;

    private static readonly PublishedGrammar Rules = new();

    private KnownWorks _known = new();
    private int _count;

    /// <summary>The string with its hints.</summary>
    public WordSequence Next(WordSequence sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        if (_count++ % DocumentLength == 0)
        {
            _known = new KnownWorks();
        }

        var tokens = new NoteTokens(new Note { Id = "s", Label = "s", Text = sequence.Text });
        var read = Rules.Read(tokens, new TokenRange(0, tokens.Count), _known);
        var hinted = sequence with { Hints = FieldHints.Of(tokens, sequence.Words, read, _known) };
        if (read is not null)
        {
            _known.Add(read);
        }

        return hinted;
    }

    /// <summary>Labelled strings with their hints, in order.</summary>
    public static IReadOnlyList<LabelledSequence> Of(IEnumerable<LabelledSequence> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        var hints = new HintedStrings();
        return [.. sequences.Select(sequence => sequence with { Sequence = hints.Next(sequence.Sequence) })];
    }
}
