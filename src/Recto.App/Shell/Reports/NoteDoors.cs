using Recto.Notes.Text;

namespace Recto.App.Shell.Reports;

/// <summary>Reads the notes of one document: given by whoever puts the program together.</summary>
/// <param name="bytes">The document.</param>
/// <param name="fileName">Its name.</param>
/// <returns>The notes; or null and why the document cannot be used.</returns>
internal delegate (IReadOnlyList<Note>? Notes, string? Refusal) ReadDocument(ReadOnlySpan<byte> bytes, string fileName);

/// <summary>Reads the notes of one document and the year in which it appeared: given by whoever puts the program together.</summary>
/// <param name="bytes">The document.</param>
/// <param name="fileName">Its name.</param>
/// <returns>The notes, and the year or null; or null and why the document cannot be used.</returns>
internal delegate (IReadOnlyList<Note>? Notes, int? Year, string? Refusal) ReadDated(ReadOnlySpan<byte> bytes, string fileName);

/// <summary>How documents are read: given by whoever puts the program together.</summary>
/// <param name="Notes">Their notes.</param>
/// <param name="Dated">Their notes and year.</param>
/// <param name="Whole">All of them.</param>
/// <param name="Map">Where their notes stand in the file.</param>
internal sealed record NoteDoors(ReadDocument Notes, ReadDated Dated, ReadWhole Whole, MapDocument Map);
