namespace Recto.Notes.References;

/// <summary>A stretch that cites something which we could not read. Kept with its span, never dropped.</summary>
public sealed record UnreadReference : Reference;
