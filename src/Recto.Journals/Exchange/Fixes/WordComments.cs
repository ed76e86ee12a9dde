using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>A comment and what it hangs on.</summary>
/// <param name="Anchor">Indices of the start and end tag of the run that calls the note; null where nothing calls it.</param>
/// <param name="Text">Its words; paragraphs parted by line feeds.</param>
internal readonly record struct WordComment((int Opening, int Closing)? Anchor, string Text);

/// <summary>
/// Writes comments. Word passes over an anchor in a footnote or endnote ([MS-OI29500] 2.1.315, c), and so a comment on a note hangs on the note's call in the text; on a note that nothing calls, on the first paragraph.
/// </summary>
internal static class WordComments
{
    /// <summary>Word opens no file with more ([MS-OI29500] 2.1.315, a).</summary>
    public const int Most = 32_767;

    private const string Transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private const string TransitionalWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string StrictWord = "http://purl.oclc.org/ooxml/wordprocessingml/main";

    /// <summary>Whether a part is in the namespaces of ISO/IEC 29500 Strict.</summary>
    public static bool IsStrict(string document) => document.Contains(StrictWord, StringComparison.Ordinal);

    /// <summary>The document with the anchors of comments.</summary>
    /// <param name="text">The text of the document's part.</param>
    /// <param name="tokens">Its pieces.</param>
    /// <param name="comments">The comments with their ids, in any order.</param>
    /// <param name="style">Id of the style of a comment's mark; null where the file has none.</param>
    public static string Anchored(string text, IReadOnlyList<XmlToken> tokens, IReadOnlyList<(WordComment Comment, string Id)> comments, string? style)
    {
        var pieces = new List<(int At, int Order, string Markup)>();
        var first = FirstParagraph(tokens);
        foreach (var (comment, id) in comments)
        {
            if (comment.Anchor is var (opening, closing))
            {
                var prefix = tokens[opening].Prefix(text);
                pieces.Add((tokens[opening].Start, pieces.Count, $"<{prefix}commentRangeStart {prefix}id=\"{id}\"/>"));
                pieces.Add((tokens[closing].End, pieces.Count, $"<{prefix}commentRangeEnd {prefix}id=\"{id}\"/>{Mark(prefix, id)}"));
            }
            else if (first is { } at)
            {
                pieces.Add((at.Place, pieces.Count, Mark(at.Prefix(text), id)));
            }
        }

        var result = new StringBuilder(text.Length + (pieces.Count * 200));
        var done = 0;
        foreach (var (at, _, markup) in pieces.OrderBy(piece => piece.At).ThenBy(piece => piece.Order))
        {
            result.Append(text, done, at - done).Append(markup);
            done = at;
        }

        return result.Append(text, done, text.Length - done).ToString();

        string Mark(string prefix, string id) =>
            $"<{prefix}r>{(style is null ? "" : $"<{prefix}rPr><{prefix}rStyle {prefix}val=\"{style}\"/></{prefix}rPr>")}<{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>";
    }

    /// <summary>A part of comments with more at its end.</summary>
    /// <param name="text">The part; null for a new one.</param>
    /// <param name="isStrict">Whether a new one is in the namespaces of Strict.</param>
    /// <param name="comments">The comments with their ids.</param>
    /// <param name="marks">Gives author and date.</param>
    /// <param name="style">Id of the style of a comment's paragraphs; null where the file has none.</param>
    public static string Added(string? text, bool isStrict, IReadOnlyList<(WordComment Comment, string Id)> comments, WordMarks marks, string? style)
    {
        text ??= $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<w:comments xmlns:w=\"{(isStrict ? StrictWord : TransitionalWord)}\"></w:comments>";
        var root = XmlToken.Cut(text).Find(token => token.Kind is XmlTokenKind.Start or XmlTokenKind.Empty);
        var prefix = root.Prefix(text);
        var written = new StringBuilder();
        foreach (var (comment, id) in comments)
        {
            written.Append(CultureInfo.InvariantCulture, $"<{prefix}comment {marks.Attributes(prefix, id)} {prefix}initials=\"R\">");
            foreach (var paragraph in comment.Text.Split('\n'))
            {
                var properties = style is null ? "" : $"<{prefix}pPr><{prefix}pStyle {prefix}val=\"{style}\"/></{prefix}pPr>";
                written.Append(CultureInfo.InvariantCulture, $"<{prefix}p>{properties}<{prefix}r><{prefix}t xml:space=\"preserve\">{XmlCharacters.Escaped(paragraph)}</{prefix}t></{prefix}r></{prefix}p>");
            }

            written.Append(CultureInfo.InvariantCulture, $"</{prefix}comment>");
        }

        return BeforeEnd(text, written.ToString());
    }

    /// <summary>The relationships of the document with one to the comments.</summary>
    public static string Related(string? relations, bool isStrict, string target)
    {
        relations ??= "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        var number = 1;
        while (relations.Contains($"\"rIdRecto{number}\"", StringComparison.Ordinal))
        {
            number++;
        }

        var prefix = XmlToken.Cut(relations).Find(token => token.Kind is XmlTokenKind.Start or XmlTokenKind.Empty).Prefix(relations);
        return BeforeEnd(relations, $"<{prefix}Relationship Id=\"rIdRecto{number}\" Type=\"{(isStrict ? Strict : Transitional)}/comments\" Target=\"{target}\"/>");
    }

    /// <summary>The content types with that of the comments.</summary>
    public static string Typed(string types, string part)
    {
        var prefix = XmlToken.Cut(types).Find(token => token.Kind is XmlTokenKind.Start or XmlTokenKind.Empty).Prefix(types);
        return BeforeEnd(types, $"<{prefix}Override PartName=\"/{part}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/>");
    }

    private static string BeforeEnd(string text, string markup)
    {
        var tokens = XmlToken.Cut(text);
        var root = tokens.Find(token => token.Kind is XmlTokenKind.Start or XmlTokenKind.Empty);
        if (root.Kind == XmlTokenKind.Empty)
        {
            return $"{text.AsSpan(0, root.End - 2)}>{markup}</{root.Prefix(text)}{root.Name}>{text.AsSpan(root.End)}";
        }

        var end = tokens.FindLast(token => token.Kind == XmlTokenKind.End).Start;
        return string.Concat(text.AsSpan(0, end), markup, text.AsSpan(end));
    }

    // Behind the properties of the first paragraph of the body.
    private static ParagraphPlace? FirstParagraph(IReadOnlyList<XmlToken> tokens)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i] is { Kind: XmlTokenKind.Start, Name: "p" })
            {
                var properties = i + 1;
                while (tokens[properties].Kind is XmlTokenKind.Text or XmlTokenKind.Other)
                {
                    properties++;
                }

                return new ParagraphPlace(tokens[i], tokens[properties].Name == "pPr" && tokens[properties].Kind != XmlTokenKind.End ? tokens[XmlToken.Closing(tokens, properties)].End : tokens[i].End);
            }
        }

        return null;
    }

    private readonly record struct ParagraphPlace(XmlToken Paragraph, int Place)
    {
        public string Prefix(string text) => Paragraph.Prefix(text);
    }
}
