using Recto.Notes.Text;

namespace Recto.App.Shell.Reports;

/// <summary>Reads the notes of one document: given by whoever puts the program together.</summary>
/// <param name="bytes">The document.</param>
/// <param name="fileName">Its name.</param>
/// <returns>The notes; or null and why the document cannot be used.</returns>
internal delegate (IReadOnlyList<Note>? Notes, string? Refusal) ReadDocument(ReadOnlySpan<byte> bytes, string fileName);
