using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Landing;

/// <summary>What Open Graph asks of an article (ogp.me, <c>article</c>) beyond what every page of the site says.</summary>
public static class OpenGraph
{
    /// <summary>Names and contents in their order, contents not yet encoded for HTML.</summary>
    public static IEnumerable<(string Name, string Content)> Of(LandingArticle landing)
    {
        ArgumentNullException.ThrowIfNull(landing);
        var article = landing.Article;
        if (article.Published is { } published)
        {
            yield return ("article:published_time", published.ToString());
        }

        yield return ("article:modified_time", IsoInstant.Of(landing.Updated));
        foreach (var author in article.Authors.Select(author => author.DisplayName).Where(name => name.Length > 0))
        {
            yield return ("article:author", author);
        }

        if (article.Section is { Length: > 0 } section)
        {
            yield return ("article:section", section);
        }

        foreach (var keyword in article.Keywords.Where(keyword => !string.IsNullOrWhiteSpace(keyword)))
        {
            yield return ("article:tag", keyword);
        }
    }

    /// <summary>A language as Open Graph writes it: <c>fr_FR</c>; null where the tag names no country and none goes without saying.</summary>
    /// <param name="language">BCP 47 tag; null where it is not known.</param>
    public static string? Locale(string? language) => language?.Split('-') switch
    {
        [var primary, .., { Length: 2 } region] => $"{primary.ToLowerInvariant()}_{region.ToUpperInvariant()}",
        ["en"] => "en_US",
        ["fr"] => "fr_FR",
        ["de"] => "de_DE",
        ["es"] => "es_ES",
        ["ru"] => "ru_RU",
        ["it"] => "it_IT",
        ["pl"] => "pl_PL",
        ["uk"] => "uk_UA",
        _ => null,
    };
}
