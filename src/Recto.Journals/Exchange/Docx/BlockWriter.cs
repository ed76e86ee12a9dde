using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Makes JATS of blocks: lists of their items, quotations of their paragraphs, figures and tables with their captions, and sections of headings.</summary>
internal static class BlockWriter
{
    /// <summary>The blocks of a text with headings: what stands before the first, then sections, one in another by their level.</summary>
    public static List<XElement> Sections(IReadOnlyList<DocxBlock> blocks)
    {
        var top = new List<XElement>();
        var open = new List<(int Level, XElement Section)>();
        for (var i = 0; i < blocks.Count;)
        {
            if (blocks[i] is DocxParagraph { Role: ParagraphRole.Heading } heading)
            {
                i++;
                if (heading.Content.IsBlank)
                {
                    continue;
                }

                open.RemoveAll(section => section.Level >= heading.Level);
                var opened = new XElement("sec", heading.List?.Label is { } label ? new XElement("label", label) : null, new XElement("title", TitleNodes(heading)));
                Add(opened);
                open.Add((heading.Level, opened));
                continue;
            }

            var end = i;
            while (end < blocks.Count && blocks[end] is not DocxParagraph { Role: ParagraphRole.Heading })
            {
                end++;
            }

            foreach (var element in Flow([.. blocks.Skip(i).Take(end - i)], isNote: false))
            {
                Add(element);
            }

            i = end;
        }

        return top;

        void Add(XElement element)
        {
            if (open.Count == 0)
            {
                top.Add(element);
            }
            else
            {
                open[^1].Section.Add(element);
            }
        }
    }

    /// <summary>The nodes of a heading or title. What the whole of it is set in says nothing.</summary>
    public static List<XNode> TitleNodes(DocxParagraph heading) =>
        InlineNodes.Of([.. heading.Content.Pieces.Select(piece => piece.Element is { Name.LocalName: "disp-formula" } formula ? piece with { Element = new XElement("inline-formula", formula.Nodes()) } : piece)],
            InlineNodes.Throughout(heading.Content.Pieces) & ~(Fount.Superscript | Fount.Subscript) | Fount.Underline);

    /// <summary>Blocks without sections: of a note, a cell, a box, or between two headings.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="isNote">Whether they are a note's, where numbers of lists and words for pictures are no words of the author.</param>
    public static List<XElement> Flow(IReadOnlyList<DocxBlock> blocks, bool isNote)
    {
        var written = new List<XElement>();
        for (var i = 0; i < blocks.Count;)
        {
            switch (blocks[i])
            {
                case DocxTable table:
                    written.Add(Table(table, null, isNote));
                    i++;
                    break;
                case DocxBox box:
                    var inside = Flow(box.Blocks, isNote);
                    written.AddRange(isNote || inside.Count == 0 ? inside : [new XElement("boxed-text", inside)]);
                    i++;
                    break;
                case DocxParagraph { Content.IsBlank: true }:
                    i++;
                    break;
                case DocxParagraph paragraph when isNote:
                    written.Add(Plain(paragraph));
                    i++;
                    break;
                case DocxParagraph { Role: ParagraphRole.Quotation }:
                    i = Quotation(blocks, i, written);
                    break;
                case DocxParagraph { Role: ParagraphRole.Code }:
                    i = Code(blocks, i, written);
                    break;
                case DocxParagraph { List: not null, Role: ParagraphRole.Text or ParagraphRole.Abstract }:
                    i = ListWriter.Write(blocks, i, written);
                    break;
                case DocxParagraph { Role: ParagraphRole.Caption } caption when i + 1 < blocks.Count && blocks[i + 1] is DocxTable captioned:
                    written.Add(Table(captioned, caption, isNote));
                    i += 2;
                    break;
                case DocxParagraph paragraph when IsPicture(paragraph):
                    var below = i + 1 < blocks.Count && blocks[i + 1] is DocxParagraph { Role: ParagraphRole.Caption, Content.IsBlank: false } words && !(i + 2 < blocks.Count && blocks[i + 2] is DocxTable) ? words : null;
                    written.Add(new XElement("fig", Caption(below), InlineNodes.Of(paragraph.Content.Pieces).OfType<XElement>().SelectMany(Graphics)));
                    i += below is null ? 1 : 2;
                    break;
                // A caption goes before its table in JATS; one that calls a note stays, for notes keep the order of their calls.
                case DocxParagraph { Role: ParagraphRole.Caption, Content.CallsNotes: false } caption when written.Count > 0 && written[^1] is { Name.LocalName: "table-wrap" } above && above.Element("caption") is null:
                    above.AddFirst(Caption(caption));
                    i++;
                    break;
                case DocxParagraph paragraph:
                    written.Add(Plain(paragraph));
                    i++;
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException(blocks[i].GetType().Name);
            }
        }

        return written;
    }

    /// <summary>A paragraph by itself.</summary>
    public static XElement Plain(DocxParagraph paragraph) => new("p", InlineNodes.Of(paragraph.Content.Pieces));

    private static bool IsPicture(DocxParagraph paragraph) =>
        paragraph.Content.Pieces.TrueForAll(piece => piece.Element is { Name.LocalName: "inline-graphic" } || piece.Element is null && string.IsNullOrWhiteSpace(piece.Text));

    private static IEnumerable<XElement> Graphics(XElement element) => element.DescendantsAndSelf("inline-graphic").Select(picture => new XElement("graphic", picture.Attributes(), picture.Nodes()));

    private static XElement? Caption(DocxParagraph? caption) => caption is null ? null : new XElement("caption", Plain(caption));

    // Lines of verse are parted by line breaks.
    private static int Quotation(IReadOnlyList<DocxBlock> blocks, int i, List<XElement> written)
    {
        var quotation = new XElement("disp-quote");
        for (; i < blocks.Count && blocks[i] is DocxParagraph { Role: ParagraphRole.Quotation } paragraph; i++)
        {
            var lines = Lines(paragraph.Content.Pieces);
            if (lines.Count > 1)
            {
                quotation.Add(new XElement("verse-group", lines.Select(line => new XElement("verse-line", InlineNodes.Of(line)))));
            }
            else if (!paragraph.Content.IsBlank)
            {
                quotation.Add(Plain(paragraph));
            }
        }

        written.Add(quotation);
        return i;
    }

    private static List<List<InlinePiece>> Lines(List<InlinePiece> pieces)
    {
        var lines = new List<List<InlinePiece>> { new() };
        foreach (var piece in pieces)
        {
            var parts = (piece.Text ?? "").Split('\n');
            lines[^1].Add(piece.Text is null ? piece : piece with { Text = parts[0] });
            lines.AddRange(parts.Skip(1).Select(part => new List<InlinePiece> { piece with { Text = part } }));
        }

        return [.. lines.Where(line => line.Exists(piece => piece.Element is not null || !string.IsNullOrWhiteSpace(piece.Text)))];
    }

    private static int Code(IReadOnlyList<DocxBlock> blocks, int i, List<XElement> written)
    {
        var code = new XElement("preformat");
        for (; i < blocks.Count && blocks[i] is DocxParagraph { Role: ParagraphRole.Code } paragraph; i++)
        {
            code.Add(code.FirstNode is null ? null : "\n", InlineNodes.Of([.. paragraph.Content.Pieces.Where(piece => piece.Element is not { Name.LocalName: "inline-graphic" })], Fount.Monospace, isPreformatted: true));
        }

        written.Add(code);
        return i;
    }

    private static XElement Table(DocxTable table, DocxParagraph? caption, bool isNote)
    {
        var heads = table.Rows.TakeWhile(row => row.IsHeader).Count();
        heads = heads == table.Rows.Count ? 0 : heads;
        var body = table.Rows.Skip(heads).Select(row => Row(row, "td", isNote)).ToList();
        return new XElement("table-wrap", Caption(caption), new XElement("table",
            heads > 0 ? new XElement("thead", table.Rows.Take(heads).Select(row => Row(row, "th", isNote))) : null,
            new XElement("tbody", body)));
    }

    private static XElement Row(DocxRow row, string cell, bool isNote) => new("tr", row.Cells.Count == 0 ? new XElement(cell) : row.Cells.Select(inside => new XElement(cell,
        inside.Columns > 1 ? new XAttribute("colspan", inside.Columns) : null,
        inside.Rows > 1 ? new XAttribute("rowspan", inside.Rows) : null,
        isNote ? Flow(inside.Blocks, isNote).Select(InParagraph) : CellContent(Flow(inside.Blocks, isNote)))));

    private static IEnumerable<XNode> CellContent(List<XElement> blocks) =>
        blocks is [{ Name.LocalName: "p" } only] ? only.Nodes().ToList() : blocks.Select(InParagraph);

    /// <summary>A block where JATS allows paragraphs only.</summary>
    public static XElement InParagraph(XElement block) => block.Name.LocalName == "p" ? block : new XElement("p", block);
}
