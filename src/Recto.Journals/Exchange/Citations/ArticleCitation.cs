using System.Globalization;
using System.Net;
using System.Text;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Citations;

/// <summary>What is needed to cite an article: its record, and what only the site knows.</summary>
/// <param name="Article">The record.</param>
/// <param name="JournalTitle">Title of the journal on this site.</param>
/// <param name="Volume">Volume as printed; null where there is none.</param>
/// <param name="Number">Issue number as printed; null where there is none.</param>
/// <param name="Address">Absolute address of the article, used where it has no DOI.</param>
public sealed record ArticleCitation(Article Article, string JournalTitle, string? Volume, string? Number, string Address)
{
    /// <summary>The DOI's address, else the site's own.</summary>
    public string Link => Article.Doi?.Address ?? Address;

    /// <summary>Pages as printed, or the article number; null where the source does not say.</summary>
    public string? Pages => (Article.FirstPage, Article.LastPage) switch
    {
        (not null, not null) when Article.FirstPage != Article.LastPage => $"{Article.FirstPage}–{Article.LastPage}",
        (not null, _) => Article.FirstPage,
        _ => Article.ElocationId,
    };

    /// <summary>As a note has it, HTML: Author, ‘Title’, <i>Journal</i> 3/2 (2026), 211–238, link. Text is encoded.</summary>
    /// <param name="locator">What stands after the pages (<c>n. 12</c>); null for the whole article.</param>
    public string ToNoteHtml(string? locator = null)
    {
        var html = new StringBuilder();
        var authors = Names();
        if (authors.Length > 0)
        {
            html.Append(Encode(authors)).Append(", ");
        }

        html.Append('‘').Append(Encode(Nested(Title()))).Append("’, <cite>").Append(Encode(JournalTitle)).Append("</cite>");
        if (Volume is not null || Number is not null)
        {
            html.Append(' ').Append(Encode(string.Join('/', new[] { Volume, Number }.Where(part => part is not null))));
        }

        if (Article.Published is { } published)
        {
            html.Append(CultureInfo.InvariantCulture, $" ({published.Year})");
        }

        foreach (var part in new[] { Pages, locator })
        {
            html.Append(part is null ? "" : ", " + Encode(part));
        }

        return html.Append(", <a href=\"").Append(Encode(Link)).Append("\">").Append(Encode(Link)).Append("</a>.").ToString();
    }

    /// <summary>RIS, one tag a line, CRLF.</summary>
    public string ToRis()
    {
        var ris = new StringBuilder();
        void Tag(string tag, string? value) => ris.Append(value is null ? "" : $"{tag}  - {Flat(value)}\r\n");
        Tag("TY", "JOUR");
        foreach (var author in Article.Authors)
        {
            Tag("AU", author.Given is null ? author.Family : $"{author.Family}, {author.Given}{(author.Suffix is null ? "" : ", " + author.Suffix)}");
        }

        Tag("TI", Title());
        Tag("T2", JournalTitle);
        Tag("VL", Volume);
        Tag("IS", Number);
        Tag("SP", Article.FirstPage ?? Article.ElocationId);
        Tag("EP", Article.LastPage);
        Tag("PY", Article.Published?.Year.ToString(CultureInfo.InvariantCulture));
        Tag("DA", Article.Published?.ToString().Replace('-', '/'));
        Tag("SN", Article.Journal?.OnlineIssn?.Value ?? Article.Journal?.PrintIssn?.Value);
        Tag("DO", Article.Doi?.Value);
        Tag("UR", Link);
        Tag("LA", Article.Language);
        foreach (var keyword in Article.Keywords)
        {
            Tag("KW", keyword);
        }

        return ris.Append("ER  - \r\n").ToString();
    }

    /// <summary>BibTeX, UTF-8, with braces round what must keep its capitals.</summary>
    public string ToBibTex()
    {
        var bib = new StringBuilder($"@article{{{Key()}");
        void Field(string name, string? value) => bib.Append(value is null ? "" : $",\n  {name} = {{{Escaped(Flat(value))}}}");
        var names = Article.Authors.Select(author => author.IsGroup || author.Given is null ? $"{{{Escaped(author.Family)}}}" : Escaped($"{author.Family}, {author.Given}")).ToArray();
        bib.Append(names.Length == 0 ? "" : $",\n  author = {{{string.Join(" and ", names)}}}");
        Field("title", Title());
        Field("journal", JournalTitle);
        Field("volume", Volume);
        Field("number", Number);
        Field("pages", Pages?.Replace("–", "--", StringComparison.Ordinal));
        Field("year", Article.Published?.Year.ToString(CultureInfo.InvariantCulture));
        Field("doi", Article.Doi?.Value);
        Field("url", Link);
        return bib.Append("\n}\n").ToString();
    }

    private string Title() => Article.Subtitle is null ? Article.Title : $"{Article.Title.TrimEnd(':')}: {Article.Subtitle}";

    private string Names()
    {
        var names = Article.Authors.Select(author => author.DisplayName).ToArray();
        return names.Length switch { 0 => "", 1 => names[0], > 6 => names[0] + " et al.", _ => string.Join(", ", names[..^1]) + " and " + names[^1] };
    }

    private string Key() => new([.. ((Article.Authors.FirstOrDefault()?.Family ?? "article") + Article.Published?.Year).Where(char.IsAsciiLetterOrDigit).DefaultIfEmpty('a')]);

    // Quotation marks inside quotation marks change their kind.
    private static string Nested(string title) => title.Replace('‘', '“').Replace("’ ", "” ", StringComparison.Ordinal).Replace("’:", "”:", StringComparison.Ordinal)
        .Replace("’,", "”,", StringComparison.Ordinal).Replace("’?", "”?", StringComparison.Ordinal) is var nested && title.EndsWith('’') && title.Contains('‘') ? nested[..^1] + "”" : nested;

    private static string Flat(string value) => value.ReplaceLineEndings(" ");

    private static string Escaped(string value) => value.Replace("\\", "", StringComparison.Ordinal).Replace("{", "\\{", StringComparison.Ordinal).Replace("}", "\\}", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("&", "\\&", StringComparison.Ordinal)
        .Replace("#", "\\#", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
