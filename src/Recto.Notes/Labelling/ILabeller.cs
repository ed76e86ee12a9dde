namespace Recto.Notes.Labelling;

/// <summary>Gives every word of a string a label. A linear-chain CRF ships with Recto; another model may stand here.</summary>
public interface ILabeller
{
    /// <summary>The labels it may give.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>One label for each word, in order. Never throws for what the string says; safe for use by several threads.</summary>
    IReadOnlyList<string> Label(WordSequence sequence);
}
