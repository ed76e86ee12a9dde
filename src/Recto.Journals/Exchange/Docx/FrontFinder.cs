using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>What stands before the text: title, authors, abstracts, keywords. Found by style, by heading, and the title at last by its look.</summary>
internal sealed partial class FrontFinder
{
    /// <summary>A title is hardly longer, in UTF-16 code units.</summary>
    private const int LongestTitle = 300;

    /// <summary>How many blocks may stand before the abstract.</summary>
    private const int Head = 30;

    public List<DocxParagraph> Title { get; } = [];

    public List<DocxParagraph> Subtitle { get; } = [];

    public List<DocxParagraph> Authors { get; } = [];

    /// <summary>Each with its heading; null where it has none.</summary>
    public List<(DocxParagraph? Heading, List<DocxBlock> Blocks)> Abstracts { get; } = [];

    public List<string> Keywords { get; } = [];

    /// <summary>What was found, and the blocks that remain.</summary>
    /// <param name="blocks">All blocks.</param>
    /// <param name="hasOtherTitle">Whether the properties of the file have a title.</param>
    public static (FrontFinder Front, List<DocxBlock> Text) Find(IReadOnlyList<DocxBlock> blocks, bool hasOtherTitle)
    {
        var front = new FrontFinder();
        var rest = front.TakeStyled(blocks);
        rest = front.TakeAbstracts(rest);
        if (front.Title.Count == 0)
        {
            rest = front.TakeTitle(rest, hasOtherTitle);
        }

        return (front, rest);
    }

    private List<DocxBlock> TakeStyled(IReadOnlyList<DocxBlock> blocks)
    {
        var rest = new List<DocxBlock>();
        var (isTitleOver, hasText, hasLongText, callsNotes) = (false, false, false, false);
        foreach (var block in blocks)
        {
            var paragraph = block as DocxParagraph;
            if (paragraph is { Content.IsBlank: true } && paragraph.Role is not (ParagraphRole.Text or ParagraphRole.Heading))
            {
                continue;
            }

            switch (paragraph?.Role)
            {
                // Several lines of one title; what is styled so further down is a heading.
                case ParagraphRole.Title when !isTitleOver && !hasText:
                    Title.Add(paragraph);
                    continue;
                case ParagraphRole.Subtitle when Title.Count > 0 && !hasText:
                    Subtitle.Add(paragraph);
                    isTitleOver = true;
                    continue;
                case ParagraphRole.Author when !hasLongText:
                    Authors.Add(paragraph);
                    isTitleOver = true;
                    continue;
                case ParagraphRole.Abstract when rest.Count < Head && !(callsNotes && CallsNotes(paragraph)):
                    AddToAbstract(paragraph);
                    continue;
                case ParagraphRole.Keywords:
                    AddKeywords(paragraph.Content.Words);
                    continue;
                case ParagraphRole.Title or ParagraphRole.Subtitle:
                    Keep(paragraph with { Role = ParagraphRole.Heading, Level = paragraph.Role == ParagraphRole.Title ? 0 : 1 });
                    continue;
                default:
                    isTitleOver |= paragraph is not { Content.IsBlank: true };
                    Keep(block);
                    continue;
            }
        }

        return rest;

        void Keep(DocxBlock block)
        {
            rest.Add(block);
            hasText |= IsText(block);
            hasLongText |= IsLongText(block);
            callsNotes |= CallsNotes(block);
        }
    }

    private void AddToAbstract(DocxParagraph paragraph)
    {
        if (AbstractHeading().IsMatch(paragraph.Content.Words))
        {
            Abstracts.Add((paragraph, []));
            return;
        }

        if (Abstracts.Count == 0)
        {
            Abstracts.Add((null, []));
        }

        Abstracts[^1].Blocks.Add(paragraph with { Role = ParagraphRole.Text });
    }

    // A heading, or a paragraph that says nothing else, with what follows it: up to the next heading, or one paragraph.
    private List<DocxBlock> TakeAbstracts(List<DocxBlock> blocks)
    {
        var rest = new List<DocxBlock>();
        var isStyled = Abstracts.Exists(known => known.Heading is null);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (rest.Count >= Head || blocks[i] is not DocxParagraph { Role: ParagraphRole.Heading or ParagraphRole.Text, Content.IsBlank: false } paragraph)
            {
                rest.Add(blocks[i]);
                continue;
            }

            var words = paragraph.Content.Words;
            if (words.Length < 2000 && KeywordLine().Match(words) is { Success: true } keywords && !paragraph.Content.Pieces.Exists(piece => piece.Element is not null))
            {
                AddKeywords(keywords.Groups["words"].Value);
                continue;
            }

            if (isStyled || words.Length > 60 || !AbstractHeading().IsMatch(words))
            {
                rest.Add(paragraph);
                continue;
            }

            var taken = new List<DocxBlock>();
            var end = i + 1;
            while (end < blocks.Count && !(blocks[end] is DocxParagraph { Role: ParagraphRole.Heading } or DocxTable)
                && !(blocks[end] is DocxParagraph next && (KeywordLine().IsMatch(next.Content.Words) || AbstractHeading().IsMatch(next.Content.Words)))
                && !(paragraph.Role == ParagraphRole.Text && taken.Exists(IsText)) && taken.Count < Head)
            {
                taken.Add(blocks[end++]);
            }

            // Notes keep the order of their calls, so that what calls some is not moved before what calls others.
            if (!taken.Exists(IsText) || taken.Exists(CallsNotes) && rest.Exists(CallsNotes))
            {
                rest.Add(paragraph);
                continue;
            }

            Abstracts.Add((paragraph, taken));
            i = end - 1;
        }

        return rest;
    }

    private List<DocxBlock> TakeTitle(List<DocxBlock> blocks, bool hasOtherTitle)
    {
        var first = blocks.FindIndex(IsText);
        if (first < 0 || blocks[first] is not DocxParagraph paragraph || paragraph.Content.Words.Length > LongestTitle)
        {
            return blocks;
        }

        // The one heading of its rank that stands before everything; a first line in the middle or in bold that is no sentence.
        var headings = blocks.OfType<DocxParagraph>().Where(other => other is { Role: ParagraphRole.Heading, Content.IsBlank: false }).ToList();
        var isTitle = paragraph.Role == ParagraphRole.Heading
            ? headings.Count(other => other.Level <= paragraph.Level) == 1 && (!hasOtherTitle || headings.Count > 1)
            : !hasOtherTitle && paragraph is { Role: ParagraphRole.Text, List: null } && blocks.Skip(first + 1).Any(IsText) && !Sentence().IsMatch(paragraph.Content.Words)
                && (paragraph.IsCentred || (InlineNodes.Throughout(paragraph.Content.Pieces) & Fount.Bold) != 0);
        if (!isTitle)
        {
            return blocks;
        }

        Title.Add(paragraph);
        return [.. blocks.Take(first), .. blocks.Skip(first + 1)];
    }

    private void AddKeywords(string words) =>
        Keywords.AddRange((KeywordLine().Match(words) is { Success: true } line ? line.Groups["words"].Value : words).Split([';', ',', '\n', '·', '•'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => word.TrimEnd('.')).Where(word => word.Length > 0));

    private static bool IsText(DocxBlock block) => block is not DocxParagraph { Content.IsBlank: true };

    private static bool CallsNotes(DocxBlock block) => block is not DocxParagraph paragraph || paragraph.Content.CallsNotes;

    private static bool IsLongText(DocxBlock block) => block is DocxParagraph { Role: ParagraphRole.Text } paragraph && paragraph.Content.Words.Length > LongestTitle;

    [GeneratedRegex(@"^\W*(abstract|summary|zusammenfassung|abstrakt|kurzfassung|r[ée]sum[ée]|resumen|resumo|sommario|riassunto|аннотация|резюме|samenvatting|streszczenie|sammanfattning|摘要|ملخص)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AbstractHeading();

    [GeneratedRegex(@"^\s*(key ?-?words?|schl(ü|ue)ssel(w(ö|oe)rter|begriffe)|schlagw(ö|oe)rter|stichw(ö|oe)rter|mots[- ]cl[ée]s|palabras[ -]clave|palavras[- ]chave|parole[- ]chiave|ключевые слова|trefwoorden|słowa kluczowe)\s*[:：—–.]\s*(?<words>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex KeywordLine();

    // "… was signed." but not "What is history?" nor "Vol. I."
    [GeneratedRegex(@"\p{Ll}{2,}[.:;,]\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sentence();
}
