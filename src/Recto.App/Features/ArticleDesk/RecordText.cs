using Recto.Journals.Articles;

namespace Recto.App.Features.ArticleDesk;

/// <summary>A part of a record in words, to be set beside what somebody says otherwise.</summary>
internal static class RecordText
{
    /// <summary>Names of the parts that the form has.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "title", "subtitle", "translatedTitles", "type", "language", "doi", "section", "volume", "issue", "pages", "elocationId", "published", "history", "contributors", "abstracts", "keywords",
        "licence", "copyright", "funding", "disclosure",
    ];

    /// <summary>The part in words; null where the record says nothing of it.</summary>
    public static string? Of(Article article, string field) => field switch
    {
        "title" => article.Title,
        "subtitle" => article.Subtitle,
        "translatedTitles" => Lines(article.TranslatedTitles, title => $"{title.Language}: {title.Text}"),
        "type" => article.Type,
        "language" => article.Language,
        "doi" => article.Doi?.Value,
        "section" => article.Section,
        "volume" => article.Volume,
        "issue" => article.Issue,
        "pages" => article.FirstPage is null && article.LastPage is null ? null : $"{article.FirstPage}–{article.LastPage}",
        "elocationId" => article.ElocationId,
        "published" => string.Join("; ", new[] { article.PublishedOnline?.ToString(), article.PublishedInPrint?.ToString() }.OfType<string>()) is { Length: > 0 } dates ? dates : null,
        "history" => Lines(article.History, date => $"{date.Type} {date.Date}"),
        "contributors" => Lines(article.Contributors, person => string.Join(", ", new[] { person.DisplayName, person.Role == "author" ? null : person.Role, person.Orcid }.Concat(person.Affiliations).OfType<string>())),
        "abstracts" => Lines(article.Abstracts, text => $"{text.Language}: {(text.Text.Length > 200 ? text.Text[..199] + "…" : text.Text)}"),
        "keywords" => article.Keywords.Count == 0 ? null : string.Join("; ", article.Keywords),
        "licence" => article.Licence is null ? null : string.Join(' ', new[] { article.Licence.Address, article.Licence.Text }.OfType<string>()),
        "copyright" => article.Copyright,
        "funding" => Lines(article.Funding, money => string.Join(' ', new[] { money.Funder }.Concat(money.Awards).Append(money.Statement).OfType<string>())),
        "disclosure" => article.Disclosure,
        _ => null,
    };

    private static string? Lines<T>(IReadOnlyList<T> items, Func<T, string> text) => items.Count == 0 ? null : string.Join("\n", items.Select(text));
}
