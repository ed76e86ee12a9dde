namespace Recto.Notes.Tokens;

/// <summary>A quoted stretch, by its marks.</summary>
/// <param name="Open">Index of the token that opens it.</param>
/// <param name="Close">Index of the token that closes it.</param>
public readonly record struct Quotation(int Open, int Close);
