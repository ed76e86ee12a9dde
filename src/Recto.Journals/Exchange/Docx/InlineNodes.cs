using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Makes JATS of the pieces of a paragraph: pieces set alike become one element, however many runs Word has made of them.</summary>
internal static class InlineNodes
{
    private static readonly XName Href = XName.Get("href", "http://www.w3.org/1999/xlink");

    private static readonly (Fount Fount, string Element)[] Order =
    [
        (Fount.Italic, "italic"), (Fount.Bold, "bold"), (Fount.SmallCaps, "sc"), (Fount.Underline, "underline"), (Fount.Strike, "strike"), (Fount.Monospace, "monospace"), (Fount.Superscript, "sup"), (Fount.Subscript, "sub"),
    ];

    /// <summary>The nodes of a paragraph.</summary>
    /// <param name="pieces">Its pieces.</param>
    /// <param name="without">Founts that are left out.</param>
    /// <param name="isPreformatted">Whether white space at the beginning counts.</param>
    public static List<XNode> Of(IReadOnlyList<InlinePiece> pieces, Fount without = Fount.None, bool isPreformatted = false)
    {
        var trimmed = Trim(pieces, isPreformatted);
        var nodes = new List<XNode>();
        for (var i = 0; i < trimmed.Count;)
        {
            var link = trimmed[i].Link;
            var end = i + 1;
            while (end < trimmed.Count && trimmed[end].Link == link)
            {
                end++;
            }

            var inner = Nest(trimmed.GetRange(i, end - i), 0, without);
            if (link is null)
            {
                nodes.AddRange(inner);
            }
            else
            {
                nodes.Add(new XElement("ext-link", new XAttribute("ext-link-type", "uri"), new XAttribute(Href, link), inner));
            }

            i = end;
        }

        return nodes;
    }

    /// <summary>Founts in which every word of a paragraph is set.</summary>
    public static Fount Throughout(IReadOnlyList<InlinePiece> pieces)
    {
        var words = pieces.Where(piece => !string.IsNullOrWhiteSpace(piece.Text)).ToList();
        return words.Count == 0 ? Fount.None : words.Aggregate((Fount)~0, (common, piece) => common & piece.Fount);
    }

    private static List<XNode> Nest(List<InlinePiece> pieces, int level, Fount without)
    {
        var nodes = new List<XNode>();
        if (level == Order.Length)
        {
            foreach (var piece in pieces)
            {
                nodes.Add(piece.Element ?? (XNode)new XText(piece.Text!));
            }

            return nodes;
        }

        var (fount, element) = Order[level];
        for (var i = 0; i < pieces.Count;)
        {
            var isSet = Has(pieces[i], fount, without);
            var end = i + 1;
            while (end < pieces.Count && Has(pieces[end], fount, without) == isSet)
            {
                end++;
            }

            var inner = Nest(pieces.GetRange(i, end - i), level + 1, without);

            // How white space alone is set cannot be seen.
            if (isSet && !pieces[i..end].TrueForAll(piece => piece.Element is null && string.IsNullOrWhiteSpace(piece.Text)))
            {
                nodes.Add(new XElement(element, inner));
            }
            else
            {
                nodes.AddRange(inner);
            }

            i = end;
        }

        return nodes;
    }

    private static bool Has(InlinePiece piece, Fount fount, Fount without) => (piece.Fount & fount & ~without) != 0;

    // White space at the ends says nothing, and neighbours set alike are one.
    private static List<InlinePiece> Trim(IReadOnlyList<InlinePiece> pieces, bool isPreformatted)
    {
        var start = 0;
        var end = pieces.Count;
        while (!isPreformatted && start < end && pieces[start].Element is null && string.IsNullOrWhiteSpace(pieces[start].Text))
        {
            start++;
        }

        while (end > start && pieces[end - 1].Element is null && string.IsNullOrWhiteSpace(pieces[end - 1].Text))
        {
            end--;
        }

        var trimmed = new List<InlinePiece>();
        var text = new System.Text.StringBuilder();
        for (var i = start; i < end; i++)
        {
            var piece = pieces[i];
            if (piece.Text is null)
            {
                trimmed.Add(piece);
                continue;
            }

            text.Clear().Append(piece.Text);
            while (i + 1 < end && pieces[i + 1].Text is { } more && pieces[i + 1].Fount == piece.Fount && pieces[i + 1].Link == piece.Link)
            {
                text.Append(more);
                i++;
            }

            var words = text.ToString();
            words = trimmed.Count == 0 && !isPreformatted ? words.TrimStart() : words;
            words = i == end - 1 ? words.TrimEnd() : words;
            trimmed.Add(piece with { Text = words });
        }

        return trimmed;
    }
}
