using Dapper;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Issues;

/// <summary>What stands in an issue and in which order, drafts included: for the desk.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class IssueContentsStore(Database database)
{
    /// <summary>Most articles that an issue's page at the desk shows and orders.</summary>
    public const int Most = 500;

    private const string Columns = """
        a.id, a.slug, a.title, a.subtitle, a.authors, a.section, a.pages, a.published, a.doi, a.position, a.is_draft, a.version,
            CASE WHEN a.withdrawn_at IS NULL THEN 0 ELSE 1 END AS is_withdrawn
        """;

    /// <summary>The articles of an issue in their order, drafts included; at most <see cref="Most"/>.</summary>
    public async Task<IReadOnlyList<IssueArticleRow>> ListAsync(Guid issueId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<IssueArticleRow>(new CommandDefinition(
            $"SELECT {Columns} FROM articles a WHERE a.issue_id = @issueId ORDER BY a.issue_order, a.id LIMIT {Most}", new { issueId }, cancellationToken: ct))).AsList();
    }

    /// <summary>The same inside a transaction.</summary>
    public async Task<IReadOnlyList<IssueArticleRow>> ListAsync(WriteTransaction tx, Guid issueId, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return (await tx.Connection.QueryAsync<IssueArticleRow>(new CommandDefinition(
            $"SELECT {Columns} FROM articles a WHERE a.issue_id = @issueId ORDER BY a.issue_order, a.id LIMIT {Most}", new { issueId }, tx.Transaction, cancellationToken: ct))).AsList();
    }

    /// <summary>Articles of a journal that stand in no issue, latest change first, drafts included.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="search">Part of a title or of the authors' names; null for all.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<IssueArticleRow>> ListLooseAsync(Guid journalId, string? search, int size, CancellationToken ct)
    {
        Paging.RequireSize(size);
        if (!StoredText.CanStand(search ?? ""))
        {
            return [];
        }

        var part = string.IsNullOrWhiteSpace(search) ? null : LikePart.Of(search.Trim());
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<IssueArticleRow>(new CommandDefinition($"""
            SELECT {Columns} FROM articles a
            WHERE a.journal_id = @journalId AND a.issue_id IS NULL {(part is null ? "" : $"AND (LOWER(a.title) LIKE LOWER(@part) {LikePart.Escape} OR LOWER(a.authors) LIKE LOWER(@part) {LikePart.Escape})")}
            ORDER BY a.updated_at DESC, a.id DESC LIMIT @size
            """, new { journalId, part, size }, cancellationToken: ct))).AsList();
    }

    /// <summary>Puts articles of the journal that stand in no issue into one, behind those that are there. They are placed by an editor from now on.</summary>
    /// <returns>How many were put in.</returns>
    public async Task<int> PutInAsync(WriteTransaction tx, Guid journalId, Guid issueId, IReadOnlyList<Guid> articles, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var put = 0;
        foreach (var id in articles)
        {
            put += await tx.Connection.ExecuteAsync(new CommandDefinition($"""
                UPDATE articles SET issue_id = @issueId, position = NULL, is_placed = 1, version = version + 1,
                    issue_order = '2147483647' || SUBSTR(issue_order, 11), {RecordStamps.Changed}
                WHERE id = @id AND journal_id = @journalId AND issue_id IS NULL
                """, new { id, journalId, issueId, now }, tx.Transaction, cancellationToken: ct));
        }

        return put;
    }

    /// <summary>Takes an article out of an issue. It stays as public or as much a draft as it was.</summary>
    /// <returns>Whether it stood there.</returns>
    public async Task<bool> TakeOutAsync(WriteTransaction tx, Guid issueId, Guid article, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            UPDATE articles SET issue_id = NULL, position = NULL, is_placed = 1, version = version + 1,
                issue_order = '2147483647' || SUBSTR(issue_order, 11), {RecordStamps.Changed}
            WHERE id = @article AND issue_id = @issueId
            """, new { article, issueId, now }, tx.Transaction, cancellationToken: ct)) > 0;
    }

    /// <summary>Numbers the articles of an issue from 1 in this order. Articles of the issue that are not named stay behind those that are.</summary>
    /// <returns>How many have another place now.</returns>
    public async Task<int> OrderAsync(WriteTransaction tx, Guid issueId, IReadOnlyList<Guid> order, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var moved = 0;
        for (var i = 0; i < order.Count; i++)
        {
            moved += await tx.Connection.ExecuteAsync(new CommandDefinition($"""
                UPDATE articles SET position = @position, is_placed = 1, version = version + 1, issue_order = @prefix || SUBSTR(issue_order, 11),
                    {RecordStamps.Changed}
                WHERE id = @id AND issue_id = @issueId AND (position IS NULL OR position <> @position)
                """, new { id = order[i], issueId, position = i + 1, prefix = (i + 1).ToString("0000000000", System.Globalization.CultureInfo.InvariantCulture), now }, tx.Transaction, cancellationToken: ct));
        }

        return moved;
    }

    /// <summary>Makes drafts again of the published articles of an issue; nothing is left at their addresses but what an address without a page answers.</summary>
    /// <returns>How many.</returns>
    public async Task<int> HideAsync(WriteTransaction tx, Guid issueId, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            UPDATE articles SET is_draft = 1, publish_at = NULL, version = version + 1, {RecordStamps.Changed}
            WHERE issue_id = @issueId AND is_draft = 0
            """, new { issueId, now }, tx.Transaction, cancellationToken: ct));
    }
}

/// <summary>An article in an issue, for the desk.</summary>
public sealed record IssueArticleRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Its address.</summary>
    public string Slug { get; init; } = "";

    /// <summary>Plain title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Plain subtitle; null where there is none.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Authors in one line; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>Heading in the issue; null where there is none.</summary>
    public string? Section { get; init; }

    /// <summary>Pages or article number; null where the source does not say.</summary>
    public string? Pages { get; init; }

    /// <summary>Date as ISO 8601, as far as it is known; null where it is not.</summary>
    public string? Published { get; init; }

    /// <summary>DOI; null where it has none.</summary>
    public string? Doi { get; init; }

    /// <summary>Place in the issue, from 1; null where none was given.</summary>
    public int? Position { get; init; }

    /// <summary>Whether only editors see it.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Whether it was published and then withdrawn: publishing an issue leaves it alone.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Its version.</summary>
    public int Version { get; init; }
}
