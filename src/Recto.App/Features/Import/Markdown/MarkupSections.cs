using System.Xml.Linq;

namespace Recto.App.Features.Import.Markdown;

/// <summary>A piece of the flow: a heading or a block.</summary>
/// <param name="Block">The block, or the <c>title</c> of a heading.</param>
/// <param name="Level">1 to 6 for a heading; 0 for a block.</param>
/// <param name="Id">Id of a heading; null where it has none.</param>
internal sealed record MarkupPiece(XElement Block, int Level, string? Id = null);

/// <summary>Makes sections of headings and what follows them.</summary>
internal static class MarkupSections
{
    public static IEnumerable<XElement> Build(IReadOnlyList<MarkupPiece> pieces)
    {
        var root = new XElement("sec");
        var open = new Stack<(XElement Section, int Level)>();
        open.Push((root, 0));
        foreach (var piece in pieces)
        {
            if (piece.Level == 0)
            {
                open.Peek().Section.Add(piece.Block);
                continue;
            }

            while (open.Peek().Level >= piece.Level)
            {
                open.Pop();
            }

            var section = new XElement("sec", piece.Id is { } id ? new XAttribute("id", id) : null, piece.Block);
            open.Peek().Section.Add(section);
            open.Push((section, piece.Level));
        }

        return root.Elements();
    }
}
