using Recto.Journals.Access;

namespace Recto.Storage.Articles;

/// <summary>An article in a list: nothing here needs the article's JSON.</summary>
public sealed record ArticleListRow
{
    /// <summary>The article's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title.</summary>
    public required string Title { get; init; }

    /// <summary>Plain subtitle; null where there is none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Title and subtitle as phrasing content, UTF-8.</summary>
    public required byte[] TitleHtml { get; init; }

    /// <summary>Authors in one line, in reading order; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>Heading in the issue; null where there is none.</summary>
    public string? Section { get; init; }

    /// <summary>JATS <c>article-type</c>; null where the source does not say.</summary>
    public string? Type { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Pages (<c>685–714</c>) or the article number; null where the source does not say.</summary>
    public string? Pages { get; init; }

    /// <summary>Date to show as ISO 8601, as far as it is known (<c>2020</c>, <c>2020-04-28</c>); null where it is not.</summary>
    public string? Published { get; init; }

    /// <summary>DOI as written; null where there is none.</summary>
    public string? Doi { get; init; }

    /// <summary>The journal's part of the address.</summary>
    public required string JournalKey { get; init; }

    /// <summary>The journal's title.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>The issue's part of the address; null where it stands in none.</summary>
    public string? IssueKey { get; init; }

    /// <summary>Place in the issue, from 1; null where none was given.</summary>
    public int? Position { get; init; }

    /// <summary>What decides who may read it (<see cref="AccessRule"/>).</summary>
    public required AccessTerms Terms { get; init; }
}
