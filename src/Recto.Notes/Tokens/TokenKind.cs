namespace Recto.Notes.Tokens;

/// <summary>What sort of thing a token is.</summary>
public enum TokenKind
{
    /// <summary>A run that begins with a letter: <c>Vaïsse</c>, <c>l’Armée</c>, <c>OLMA-PRESS</c>, <c>3a</c> is none.</summary>
    Word = 1,

    /// <summary>A run that begins with a digit: <c>1935</c>, <c>7N</c>, <c>1ère</c>.</summary>
    Number,

    /// <summary>An opening bracket.</summary>
    Opening,

    /// <summary>A closing bracket.</summary>
    Closing,

    /// <summary>A mark that may be a quotation mark (also the apostrophe that closes one).</summary>
    Quote,

    /// <summary>A dash or hyphen that stands between tokens.</summary>
    Dash,

    /// <summary>Any other single mark.</summary>
    Mark,
}
