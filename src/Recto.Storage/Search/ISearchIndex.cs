using System.Data.Common;
using Recto.Journals.Search;
using Recto.Storage.Sql;

namespace Recto.Storage.Search;

/// <summary>The full-text index of one database. Both drivers index the same analysed words, and find the same articles; how they weigh them is their own.</summary>
internal interface ISearchIndex
{
    /// <summary>Writes the words of an article in place of those before; nothing where the article is gone or of another version by now.</summary>
    /// <returns>Whether they were written.</returns>
    Task<bool> WriteAsync(WriteTransaction tx, TextToIndex text, CancellationToken ct);

    /// <summary>The tables of a search with the condition that everything is found: <c>FROM … WHERE …</c>, with <c>search_texts t</c>, <c>articles a</c> and <c>journals j</c> in it. Its parameters are added to the command.</summary>
    /// <param name="command">Takes the parameters.</param>
    /// <param name="plan">What is looked for.</param>
    /// <param name="from">The least row of the index that is looked at.</param>
    string Condition(DbCommand command, SearchPlan plan, long from);

    /// <summary>In place of <see cref="Condition"/> for a search that finds very much and gives the newest first; null where that does as well.</summary>
    string? Newest(DbCommand command, SearchPlan plan);

    /// <summary>In place of <see cref="Condition"/> where a good part of all articles hold everything and the conditions beside it leave few, or the first few are wanted: each of these is asked whether it does; null where <see cref="Narrowed"/> does as well.</summary>
    string? Walked(DbCommand command, SearchPlan plan);

    /// <summary>How a search is narrowed that finds very much: what stands beside <see cref="Condition"/> in place of these conditions (each with AND before it), and the order.</summary>
    (string Condition, string BestFirst) Narrowed(string narrowing);

    /// <summary>From which row of the index on <c>@most</c> articles hold everything, the last indexed counted first: one id, or no row where there are not so many.</summary>
    string Ranked(DbCommand command, SearchPlan plan);

    /// <summary>Gives the last row of the index, where <see cref="Walked"/> is of use: by it is told how large a part of all articles hold everything; null where it is not.</summary>
    string? Last { get; }

    /// <summary>How well a row fits, greater is better: an expression beside <see cref="Condition"/>.</summary>
    string Score { get; }

    /// <summary>The order, best first, beside <see cref="Condition"/>.</summary>
    string BestFirst { get; }

    /// <summary>Which of these rows hold what was typed, spelt so: <c>SELECT id …</c>.</summary>
    string Exact(DbCommand command, SearchPlan plan, IReadOnlyList<long> ids);

    /// <summary>How well these rows fit, by all that they hold, where <see cref="Score"/> is only a quick look: <c>SELECT id, weight …</c>; null where it is not.</summary>
    string? Weighed(DbCommand command, SearchPlan plan, IReadOnlyList<long> ids);

    /// <summary>That on at most <c>@most</c> articles hold everything: a condition beside <see cref="Condition"/>, so that what <see cref="Ranked"/> tells need not be known before; null where asking twice costs no way to a server.</summary>
    string? Few(DbCommand command, SearchPlan plan);

    /// <summary>What <see cref="Weighed"/> and <see cref="Exact"/> tell, as expressions over rows <c>h</c> with their ids as <c>hit</c>, beside <see cref="Condition"/>: for one way to the server less; null as above.</summary>
    (string Weight, string IsTyped)? Whole(DbCommand command, SearchPlan plan);

    /// <summary>Settings for the transaction of one search, a statement; null where none are wanted.</summary>
    string? Planned { get; }

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
