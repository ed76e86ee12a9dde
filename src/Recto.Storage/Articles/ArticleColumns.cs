using System.Globalization;
using Recto.Journals.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What the columns say again of an article's record, for lists and for seeking.</summary>
internal static class ArticleColumns
{
    /// <summary>Authors in one line (<c>A and B</c> is a matter of language, so commas only); editors where there are no authors; null where there is nobody.</summary>
    public static string? Authors(Article article)
    {
        var people = article.Authors.ToList();
        if (people.Count == 0)
        {
            people = [.. article.Contributors.Where(contributor => contributor.Role == "editor")];
        }

        return StoredText.Worded(string.Join(", ", people.Select(person => person.DisplayName).Where(name => name.Length > 0)));
    }

    /// <summary><c>685–714</c>, <c>685</c>, or the article number; null where the source says none.</summary>
    public static string? Pages(Article article) => (StoredText.Worded(article.FirstPage), StoredText.Worded(article.LastPage)) switch
    {
        ({ } first, { } last) when first != last => $"{first}–{last}",
        ({ } first, _) => first,
        (null, { } last) => last,
        _ => StoredText.Worded(article.ElocationId),
    };

    /// <summary>Position, else first page.</summary>
    public static string IssueOrder(int? position, Article article) =>
        string.Create(CultureInfo.InvariantCulture, $"{position ?? int.MaxValue:0000000000} {SortKeys.OfNumber(article.FirstPage ?? article.ElocationId)}");

    /// <summary>Refuses what cannot be kept, with the name of the field.</summary>
    public static void RequireKeepable(Article article)
    {
        StoredText.Require(article.Title, "The article's title");
        StoredText.Require(article.Subtitle, "The article's subtitle");
        StoredText.Require(article.Section, "The article's section");
        StoredText.Require(article.Type, "The article's type");
        StoredText.Require(article.Language, "The article's language");
        StoredText.Require(Pages(article), "The article's pages");
        StoredText.Require(article.Doi?.Value, "The article's DOI");
        StoredText.Require(Authors(article), "The article's list of authors");
    }
}
