using Recto.Journals.Access;
using Recto.Journals.Search;

namespace Recto.Storage.Search;

/// <summary>Articles in which everything was found, the best (or the newest) first.</summary>
/// <param name="Plan">What was looked for, with all spellings.</param>
/// <param name="Hits">At most <see cref="SearchStore.MostHits"/>.</param>
/// <param name="IsCapped">Whether there are more.</param>
public sealed record SearchHits(SearchPlan Plan, IReadOnlyList<SearchHit> Hits, bool IsCapped);

/// <summary>An article that was found: what narrows and counts.</summary>
public sealed record SearchHit
{
    /// <summary>Its row in the index.</summary>
    public required long Id { get; init; }

    /// <summary>The article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>How well it fits; greater is better, and it compares within one search only.</summary>
    public required double Score { get; init; }

    /// <summary>The journal's part of the address.</summary>
    public required string JournalKey { get; init; }

    /// <summary>The journal's title.</summary>
    public required string JournalTitle { get; init; }

    /// <summary>Year of publication; null where the source does not say.</summary>
    public string? Year { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Ids of the archives that it cites.</summary>
    public required IReadOnlyList<string> Archives { get; init; }

    /// <summary>Authors and editors: key and name.</summary>
    public required IReadOnlyList<(string Key, string Name)> People { get; init; }

    /// <summary>What decides who may read it.</summary>
    public required AccessTerms Terms { get; init; }
}

/// <summary>What one result shows.</summary>
public sealed record FoundArticle
{
    /// <summary>Its row in the index.</summary>
    public required long Id { get; init; }

    /// <summary>The article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>Its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Title and subtitle as phrasing content, UTF-8.</summary>
    public required byte[] TitleHtml { get; init; }

    /// <summary>BCP 47 tag; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Authors in one line; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>Pages or article number; null where the source does not say.</summary>
    public string? Pages { get; init; }

    /// <summary>Date as ISO 8601, as far as it is known; null where it is not.</summary>
    public string? Published { get; init; }

    /// <summary>Volume; null where it stands in no issue.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue; null where it stands in none.</summary>
    public string? Number { get; init; }

    /// <summary>Abstracts and keywords, one paragraph a line.</summary>
    public required string Abstract { get; init; }

    /// <summary>The text, one paragraph a line.</summary>
    public required string Body { get; init; }

    /// <summary>What it cites, in order.</summary>
    public required IReadOnlyList<FoundSource> Sources { get; init; }

    /// <summary>All its notes, in order.</summary>
    public required IReadOnlyList<FoundNote> Notes { get; init; }
}

/// <summary>A source of an article.</summary>
/// <param name="Label">It in a few words.</param>
/// <param name="Notes">The notes that cite it: page id and label.</param>
public sealed record FoundSource(string Label, IReadOnlyList<(string HtmlId, string Label)> Notes);

/// <summary>A note of an article.</summary>
/// <param name="HtmlId">Its id on the article's page.</param>
/// <param name="Label">As printed.</param>
/// <param name="Language">BCP 47 tag; null where the source does not say.</param>
/// <param name="Text">Plain text.</param>
public sealed record FoundNote(string HtmlId, string Label, string? Language, string Text);
