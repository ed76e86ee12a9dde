using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Works;

/// <summary>A piece of a citation.</summary>
/// <param name="Text">Its words.</param>
/// <param name="IsTitle">Whether it is the title of what stands by itself, which is set in italics.</param>
public readonly record struct WorkLinePiece(string Text, bool IsTitle);

/// <summary>A work as a bibliography has it.</summary>
public static class WorkLine
{
    /// <summary>The line in pieces, DOI and web address left out; empty where nothing is told.</summary>
    public static IReadOnlyList<WorkLinePiece> Of(WorkRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return [.. BibliographyLine.Of((record with { Doi = null, Url = null }).ToCited("work")).Select(piece => new WorkLinePiece(piece.Text, piece.Role is LineRole.Title or LineRole.Container))];
    }

    /// <summary>The line as plain text.</summary>
    public static string Text(WorkRecord record) => string.Concat(Of(record).Select(piece => piece.Text));
}
