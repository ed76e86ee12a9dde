using Recto.Journals.Access;
using Recto.Journals.Articles;

namespace Recto.Storage.Articles;

/// <summary>What is needed to cite an article, one of many.</summary>
public sealed record CitedArticleRow
{
    /// <summary>The article's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>UTF-8 JSON of the <see cref="Article"/>.</summary>
    public required byte[] ArticleJson { get; init; }

    /// <summary>The journal's title.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>The issue's volume as printed; null where there is none.</summary>
    public string? IssueVolume { get; init; }

    /// <summary>The issue's number as printed; null where there is none.</summary>
    public string? IssueNumber { get; init; }

    /// <summary>What decides who may read it (<see cref="AccessRule"/>).</summary>
    public required AccessTerms Terms { get; init; }

    /// <summary>The record of the article, read from <see cref="ArticleJson"/> at each call.</summary>
    public Article ReadArticle() => StoredJson.ReadArticle(ArticleJson);
}
