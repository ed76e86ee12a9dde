using Recto.Notes.Text;

namespace Recto.Notes.Tokens;

/// <summary>A word, a number or a mark of a note. Tokens and the gaps between them (white space only) give back the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands, in UTF-16 code units of the note's text.</param>
public readonly record struct Token(TokenKind Kind, TextSpan Span)
{
    /// <summary>First code unit.</summary>
    public int Start => Span.Start;

    /// <summary>The code unit after the last.</summary>
    public int End => Span.End;
}
