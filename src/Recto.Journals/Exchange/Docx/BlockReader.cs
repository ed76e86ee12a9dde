using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Reads the blocks of a story. Paragraphs whose mark a tracked change deletes run on into the next; deleted rows and cells are left out.</summary>
/// <param name="context">What the file shares.</param>
/// <param name="part">The part that is read.</param>
/// <param name="story">What is known of it beforehand.</param>
/// <param name="isNotes">Whether the part holds notes.</param>
internal sealed class BlockReader(DocxContext context, DocxPart part, DocxStory story, bool isNotes)
{
    /// <summary>Tables and boxes one in another; what lies deeper comes out as paragraphs.</summary>
    private const int Deepest = 12;

    private readonly InlineReader _inline = new(context, part, story, isNotes);
    private int _depth;

    /// <summary>Reads what a container holds: the body, a note, a cell, a text box.</summary>
    public List<DocxBlock> Read(XElement container)
    {
        var blocks = new List<DocxBlock>();
        var carried = new List<InlinePiece>();
        Children(container, blocks, carried);
        if (carried.Count > 0)
        {
            var content = new InlineContent();
            content.Pieces.AddRange(carried);
            blocks.Add(new DocxParagraph(content, ParagraphRole.Text, context.Styles.OfParagraph(null), 0, null, false));
        }

        return blocks;
    }

    private void Children(XElement container, List<DocxBlock> blocks, List<InlinePiece> carried)
    {
        for (var node = container.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is XElement child)
            {
                Block(child, blocks, carried);
            }
        }
    }

    private void Block(XElement element, List<DocxBlock> blocks, List<InlinePiece> carried)
    {
        switch (Ooxml.NameOf(element))
        {
            case "p":
                Paragraph(element, blocks, carried);
                break;
            case "tbl":
                Table(element, blocks);
                break;
            case "sdt":
                if (element.Child("sdtContent") is { } controlled)
                {
                    Children(controlled, blocks, carried);
                }

                break;
            case "mc:AlternateContent" when DocxAlternatives.Choose(element) is { } chosen:
                Children(chosen, blocks, carried);
                break;
            case "m:oMath" or "m:oMathPara" or "r" or "hyperlink" or "fldSimple":
                Paragraph(new XElement(ParagraphBeside(element), new XElement(element)), blocks, carried);
                break;
            case "altChunk":
                context.Warn("A piece of the text is kept in another format (altChunk) and was not read: open the file in Word and save it, which makes it one text.");
                break;
            case "del" or "moveFrom" or "sectPr" or "tcPr" or "trPr" or "tblPr" or "tblGrid" or "sdtPr" or "mc:AlternateContent":
                break;
            default:
                // ins, moveTo, customXml, and what is not known.
                Children(element, blocks, carried);
                break;
        }

        static XName ParagraphBeside(XElement child) => child.Parent is { } parent ? parent.Name.Namespace + "p" : "p";
    }

    private void Paragraph(XElement paragraph, List<DocxBlock> blocks, List<InlinePiece> carried)
    {
        var properties = paragraph.Child("pPr");
        if (properties.Switch("pageBreakBefore") == true)
        {
            context.Notes.NextPage();
        }

        var style = context.Styles.OfParagraph(properties);
        var startsInContents = _inline.IsInContents;
        var content = _inline.Read(paragraph, style);
        var (role, level) = ParagraphRoles.Of(style, properties);
        var mark = properties.Child("rPr");
        if (mark.Child("del") is not null || mark.Child("moveFrom") is not null)
        {
            carried.AddRange(content.Pieces);
        }
        else
        {
            if (carried.Count > 0)
            {
                content.Pieces.InsertRange(0, carried);
                content.MarkAt += carried.Count;
                carried.Clear();
            }

            if (role == ParagraphRole.Contents && !isNotes && !content.CallsNotes)
            {
                context.LeftOut.AddRange(content.IsBlank ? [] : [content.Words.Replace('\t', ' ').Trim()]);
            }
            else if (!content.IsBlank || !startsInContents)
            {
                blocks.Add(new DocxParagraph(content, role, style, level, List(properties, style, content), properties.ValueOf("jc") == "center"));
            }
        }

        foreach (var box in content.Boxes)
        {
            Box(box, blocks);
        }

        if (properties.Child("sectPr") is not null)
        {
            context.Notes.NextSection();
        }
    }

    private void Box(XElement box, List<DocxBlock> blocks)
    {
        if (_depth >= Deepest)
        {
            blocks.AddRange(Read(box));
            return;
        }

        _depth++;
        var inside = Read(box);
        _depth--;
        if (inside.Exists(block => block is not DocxParagraph { Content.IsBlank: true }))
        {
            blocks.Add(new DocxBox(inside));
        }
    }

    private ListPlace? List(XElement? properties, DocxStyle style, InlineContent content)
    {
        if (isNotes || content.IsBlank)
        {
            return null;
        }

        var own = properties.Child("numPr");
        var list = own.ValueOf("numId") ?? style.NumberId;
        var level = int.TryParse(own.ValueOf("ilvl"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var written) ? written : style.NumberLevel;
        return list is null or "0" ? null : context.Lists.Next(list, level);
    }

    private void Table(XElement table, List<DocxBlock> blocks)
    {
        _depth++;
        var rows = new List<DocxRow>();
        var above = new Dictionary<int, DocxCell>();
        foreach (var element in Flat(table, "tr"))
        {
            var properties = element.Child("trPr");
            if (properties.Child("del") is null)
            {
                rows.Add(new DocxRow(properties.Switch("tblHeader") == true, Cells(element, Width(properties.ValueOf("gridBefore"), 0), above)));
            }
        }

        _depth--;
        if (_depth >= Deepest)
        {
            blocks.AddRange(rows.SelectMany(row => row.Cells).SelectMany(cell => cell.Blocks));
        }
        else if (rows.Count > 0)
        {
            blocks.Add(new DocxTable(rows));
        }
    }

    private List<DocxCell> Cells(XElement row, int before, Dictionary<int, DocxCell> above)
    {
        var cells = new List<DocxCell>();
        if (before > 0)
        {
            cells.Add(new DocxCell([], before));
        }

        var column = before;
        foreach (var element in Flat(row, "tc"))
        {
            var properties = element.Child("tcPr");
            if (properties.Child("cellDel") is not null)
            {
                continue;
            }

            var columns = Width(properties.ValueOf("gridSpan"), 1);
            var merge = properties.Child("vMerge");
            var content = Read(element);
            if (merge is not null && merge.Value("val") is null or "continue" && above.TryGetValue(column, out var origin) && origin.Columns == columns)
            {
                origin.Rows++;
                origin.Blocks.AddRange(content.Where(block => block is not DocxParagraph { Content.IsBlank: true }));
            }
            else
            {
                var cell = new DocxCell(content, columns);
                cells.Add(cell);
                above.Remove(column);
                if (merge is not null)
                {
                    above[column] = cell;
                }
            }

            column += columns;
        }

        return cells;
    }

    private static int Width(string? written, int otherwise) => int.TryParse(written, NumberStyles.Integer, CultureInfo.InvariantCulture, out var width) ? Math.Clamp(width, otherwise, 100) : otherwise;

    // Rows and cells may stand in content controls and tracked changes.
    private static IEnumerable<XElement> Flat(XElement container, string name)
    {
        foreach (var element in container.Elements())
        {
            var own = Ooxml.NameOf(element);
            if (own == name)
            {
                yield return element;
            }
            else if (own is "sdt" or "sdtContent" or "customXml" or "ins" or "moveTo" or "smartTag")
            {
                foreach (var inner in Flat(element, name))
                {
                    yield return inner;
                }
            }
        }
    }
}
