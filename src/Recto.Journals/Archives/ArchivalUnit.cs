namespace Recto.Journals.Archives;

/// <summary>A unit of an archive as a note writes it: a fonds, a series, a file.</summary>
/// <param name="Address">Which unit.</param>
/// <param name="Printed">Each level of <see cref="UnitAddress.Segments"/> as it is printed, with the word before it where that tells the level (<c>Box 3</c>).</param>
/// <param name="ArchiveName">The archive as the note names it; null where it is named in the directory.</param>
public sealed record ArchivalUnit(UnitAddress Address, IReadOnlyList<string> Printed, string? ArchiveName);
