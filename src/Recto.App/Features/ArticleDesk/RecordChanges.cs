using Recto.Journals.Articles;

namespace Recto.App.Features.ArticleDesk;

/// <summary>Which parts of a record differ, by the names that the history shows.</summary>
internal static class RecordChanges
{
    private static readonly (string Name, Func<Article, object?> Value)[] Fields =
    [
        ("title", article => article.Title), ("subtitle", article => article.Subtitle), ("translatedTitles", article => Text(article.TranslatedTitles, title => $"{title.Language} {title.Text}")),
        ("type", article => article.Type), ("language", article => article.Language), ("doi", article => article.Doi?.Value), ("section", article => article.Section),
        ("volume", article => article.Volume), ("issue", article => article.Issue), ("pages", article => $"{article.FirstPage}–{article.LastPage}"), ("elocationId", article => article.ElocationId),
        ("published", article => $"{article.PublishedOnline} {article.PublishedInPrint}"), ("history", article => Text(article.History, date => $"{date.Type} {date.Date}")),
        ("contributors", article => Text(article.Contributors, person => string.Join('|', person.Role, person.Family, person.Given, person.Suffix, person.IsGroup, person.Orcid, string.Join('|', person.Affiliations), person.Biography))),
        ("abstracts", article => Text(article.Abstracts, text => $"{text.Type} {text.Language} {text.Text}")), ("keywords", article => Text(article.Keywords, word => word)),
        ("licence", article => $"{article.Licence?.Address} {article.Licence?.Text}"), ("copyright", article => article.Copyright),
        ("funding", article => Text(article.Funding, money => $"{money.Funder} {string.Join('|', money.Awards)} {money.Statement}")), ("disclosure", article => article.Disclosure),
        ("related", article => Text(article.Related, related => $"{related.Type} {related.Doi} {related.Address}")),
    ];

    /// <summary>Names of the parts that differ, in the order of the record.</summary>
    public static IReadOnlyList<string> Between(Article before, Article after) => [.. Fields.Where(field => !Equals(field.Value(before), field.Value(after))).Select(field => field.Name)];

    /// <summary>The same, with the words for pictures.</summary>
    public static IReadOnlyList<string> Between(Article before, Article after, ArticleEdits editsBefore, ArticleEdits editsAfter) =>
        [.. Between(before, after), .. Alt(editsBefore) == Alt(editsAfter) ? Array.Empty<string>() : ["altTexts"]];

    private static string Alt(ArticleEdits edits) => edits.AltTexts is null ? "" : string.Join('\n', edits.AltTexts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Text<T>(IReadOnlyList<T> items, Func<T, string> text) => string.Join('\n', items.Select(text));
}
