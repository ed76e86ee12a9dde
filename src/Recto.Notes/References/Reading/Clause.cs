using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>A stretch of a note that holds one reference or part of one, or commentary.</summary>
/// <param name="Range">Its tokens.</param>
/// <param name="ClosedBySentence">Whether a full stop closes it: a title may go on behind it; a semicolon parts for good.</param>
internal readonly record struct Clause(TokenRange Range, bool ClosedBySentence);
