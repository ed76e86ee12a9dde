using System.Data.Common;
using Recto.Journals.Search;
using Recto.Storage.Sql;

namespace Recto.Storage.Search;

/// <summary>The full-text index of one database. Both drivers index the same analysed words, and find the same articles; how they weigh them is their own.</summary>
internal interface ISearchIndex
{
    /// <summary>Writes the words of an article in place of those before.</summary>
    Task WriteAsync(WriteTransaction tx, TextToIndex text, CancellationToken ct);

    /// <summary>The tables of a search with the condition that everything is found: <c>FROM … WHERE …</c>, with <c>search_texts t</c>, <c>articles a</c> and <c>journals j</c> in it. Its parameters are added to the command.</summary>
    string Condition(DbCommand command, SearchPlan plan);

    /// <summary>How well a row fits, greater is better: an expression beside <see cref="Condition"/>.</summary>
    string Score { get; }

    /// <summary>The order, best first, beside <see cref="Condition"/>.</summary>
    string BestFirst { get; }

    /// <summary>Which of these rows hold what was typed, spelt so: <c>SELECT id …</c>.</summary>
    string Exact(DbCommand command, SearchPlan plan, IReadOnlyList<long> ids);

    /// <summary>Makes the index compact after much was written; null where the database does so by itself.</summary>
    string? Optimize { get; }
}

/// <summary>What the index takes of one article.</summary>
internal sealed record TextToIndex
{
    public required Guid ArticleId { get; init; }
    public required int Version { get; init; }
    public required string Archives { get; init; }
    public required string People { get; init; }
    public required string Abstract { get; init; }
    public required string Sources { get; init; }
    public required string Body { get; init; }

    /// <summary>Analysed words in the order of <see cref="SearchFields"/>: title, authors, abstract, text, notes, sources.</summary>
    public required IReadOnlyList<string> Words { get; init; }
}
