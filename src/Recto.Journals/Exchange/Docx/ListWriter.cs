using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Makes lists of the paragraphs that Word numbers.</summary>
internal static class ListWriter
{
    /// <summary>Writes the list that begins at a block, with the lists in it.</summary>
    /// <returns>The index of the first block that is not of the list.</returns>
    public static int Write(IReadOnlyList<DocxBlock> blocks, int i, List<XElement> written)
    {
        var start = (DocxParagraph)blocks[i];
        var level = start.List!.Level;
        var items = new List<(XElement Item, ListPlace Place)>();
        while (i < blocks.Count)
        {
            if (ItemAt(blocks, i) is { } paragraph)
            {
                var place = paragraph.List!;
                if (place.Level < level || place.Level == level && (place.List != start.List.List && place.Format != start.List.Format || items.Count > 0 && place.Number <= items[^1].Place.Number && place.Label is not null))
                {
                    break;
                }

                if (place.Level > level && items.Count > 0)
                {
                    var nested = new List<XElement>();
                    i = Write(blocks, i, nested);
                    items[^1].Item.Add(nested);
                    continue;
                }

                items.Add((new XElement("list-item", BlockWriter.Plain(paragraph)), place));
                i++;
            }
            else if (items.Count > 0 && blocks[i] is DocxParagraph { Role: ParagraphRole.Text, List: null } more && IsContinued(more, blocks, i, start.List.List))
            {
                if (!more.Content.IsBlank)
                {
                    items[^1].Item.Add(BlockWriter.Plain(more));
                }

                i++;
            }
            else
            {
                break;
            }
        }

        written.Add(List(start.List.Format, items));
        return i;
    }

    private static DocxParagraph? ItemAt(IReadOnlyList<DocxBlock> blocks, int i) =>
        blocks[i] is DocxParagraph { List: not null, Role: ParagraphRole.Text or ParagraphRole.Abstract, Content.IsBlank: false } paragraph ? paragraph : null;

    // An item goes on in paragraphs without a number, where the next item follows.
    private static bool IsContinued(DocxParagraph more, IReadOnlyList<DocxBlock> blocks, int i, string list) =>
        (more.Content.IsBlank || more.Style.Name is "list paragraph" || more.Style.Name.StartsWith("list continue", StringComparison.Ordinal))
        && i + 1 < blocks.Count && ItemAt(blocks, i + 1)?.List is { } next && next.List == list;

    private static XElement List(string format, List<(XElement Item, ListPlace Place)> items)
    {
        // Printed numbers that a reader would count himself need not be written.
        var isPlain = items.Select((item, index) => item.Place.Number == index + 1 && item.Place.Label is { } label && label.Trim('.', ')', '(') == NumberWords.Of(index + 1, format)).All(isNext => isNext);
        if (!isPlain)
        {
            foreach (var (item, place) in items)
            {
                item.AddFirst(place.Label is null ? null : new XElement("label", place.Label));
            }
        }

        var type = format switch { "bullet" => "bullet", "none" => "simple", "lowerLetter" => "alpha-lower", "upperLetter" => "alpha-upper", "lowerRoman" => "roman-lower", "upperRoman" => "roman-upper", _ => "order" };
        return new XElement("list", new XAttribute("list-type", type), items.Select(item => item.Item));
    }
}
