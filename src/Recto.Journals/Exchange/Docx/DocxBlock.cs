namespace Recto.Journals.Exchange.Docx;

/// <summary>A block of a story: a closed family.</summary>
internal abstract record DocxBlock
{
    private protected DocxBlock()
    {
    }
}

/// <summary>A paragraph.</summary>
/// <param name="Content">What it holds.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Style">Its style.</param>
/// <param name="Level">Level of a heading from 0.</param>
/// <param name="List">Its place in a list, or its number where it is a heading; null where it is not numbered.</param>
/// <param name="IsCentred">Whether it is set in the middle of the line.</param>
internal sealed record DocxParagraph(InlineContent Content, ParagraphRole Role, DocxStyle Style, int Level, ListPlace? List, bool IsCentred) : DocxBlock;

/// <summary>A table.</summary>
/// <param name="Rows">Its rows.</param>
internal sealed record DocxTable(IReadOnlyList<DocxRow> Rows) : DocxBlock;

/// <summary>A text box.</summary>
/// <param name="Blocks">What it holds.</param>
internal sealed record DocxBox(IReadOnlyList<DocxBlock> Blocks) : DocxBlock;

/// <summary>A row of a table.</summary>
/// <param name="IsHeader">Whether it is repeated on each page.</param>
/// <param name="Cells">Its cells.</param>
internal sealed record DocxRow(bool IsHeader, List<DocxCell> Cells);

/// <summary>A cell of a table.</summary>
/// <param name="Blocks">What it holds.</param>
/// <param name="Columns">How many columns it is wide.</param>
internal sealed record DocxCell(List<DocxBlock> Blocks, int Columns)
{
    /// <summary>How many rows it is high.</summary>
    public int Rows { get; set; } = 1;
}
