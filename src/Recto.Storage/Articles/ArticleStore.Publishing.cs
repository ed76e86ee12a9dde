using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    private const string Changed = $"version = version + 1, {RecordStamps.Changed}";

    /// <summary>Shows an article to the public. One that was withdrawn is restored instead (<see cref="RestoreAsync"/>).</summary>
    /// <returns>Whether there was a draft of that id.</returns>
    public Task<bool> PublishAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct) => ChangeAsync(tx, id, now, $"""
        UPDATE articles SET is_draft = 0, publish_at = NULL, published_at = COALESCE(published_at, @now), {Changed}
        WHERE id = @id AND is_draft = 1 AND withdrawn_at IS NULL
        """, null, ct);

    /// <summary>Shows an article to the public whose time has come. Of two who try at once, one is told that it did.</summary>
    /// <returns>Whether this call published it.</returns>
    public Task<bool> PublishDueAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct) => ChangeAsync(tx, id, now, $"""
        UPDATE articles SET is_draft = 0, publish_at = NULL, published_at = COALESCE(published_at, @now), {Changed}
        WHERE id = @id AND is_draft = 1 AND withdrawn_at IS NULL AND publish_at <= @now
        """, null, ct);

    /// <summary>Sets the time at which a draft becomes public, or takes it back.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The article.</param>
    /// <param name="at">When; null for not by itself.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether there was a draft of that id.</returns>
    public Task<bool> ScheduleAsync(WriteTransaction tx, Guid id, DateTimeOffset? at, DateTimeOffset now, CancellationToken ct) => ChangeAsync(tx, id, now, $"""
        UPDATE articles SET publish_at = @value, {Changed} WHERE id = @id AND is_draft = 1 AND withdrawn_at IS NULL
        """, at is { } time ? Instants.ToStored(time) : null, ct);

    /// <summary>Drafts whose time has come, the longest due first.</summary>
    public async Task<IReadOnlyList<Guid>> ListDueAsync(DateTimeOffset now, int size, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(
            "SELECT id FROM articles WHERE publish_at IS NOT NULL AND is_draft = 1 AND publish_at <= @now AND withdrawn_at IS NULL ORDER BY publish_at, id LIMIT @size", new { now, size }, cancellationToken: ct))).AsList();
    }

    /// <summary>Takes a published article away: its address says so from now on, lists and search lose it.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The article.</param>
    /// <param name="reason">What readers are told.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether there was a published article of that id.</returns>
    public Task<bool> WithdrawAsync(WriteTransaction tx, Guid id, string reason, DateTimeOffset now, CancellationToken ct)
    {
        StoredText.Require(reason, "The reason");
        return ChangeAsync(tx, id, now, $"UPDATE articles SET is_draft = 1, publish_at = NULL, withdrawn_at = @now, tombstone = @value, {Changed} WHERE id = @id AND is_draft = 0", StoredText.Worded(reason), ct);
    }

    /// <summary>Shows a withdrawn article again.</summary>
    /// <returns>Whether there was one of that id.</returns>
    public Task<bool> RestoreAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct) => ChangeAsync(tx, id, now, $"""
        UPDATE articles SET is_draft = 0, withdrawn_at = NULL, tombstone = NULL, published_at = COALESCE(published_at, @now), {Changed} WHERE id = @id AND withdrawn_at IS NOT NULL
        """, null, ct);

    /// <summary>Deletes an article that was never public.</summary>
    /// <returns>Whether there was one of that id.</returns>
    public async Task<bool> DeleteDraftAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await TouchRelatedAsync(tx, id, now, ct);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM articles WHERE id = @id AND published_at IS NULL", new { id }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>What stands at the address of an article that was withdrawn; null where none was withdrawn that has or had that address.</summary>
    public async Task<ArticlePageRow?> FindWithdrawnAsync(string slug, CancellationToken ct)
    {
        if (await FindPageAsync(slug, Visibility.WithDrafts, ct) is { } row)
        {
            return row.Withdrawn is null ? null : row;
        }

        return await FindCurrentSlugAsync(slug, Visibility.WithDrafts, ct) is { } current && await FindPageAsync(current, Visibility.WithDrafts, ct) is { Withdrawn: not null } moved ? moved : null;
    }

    private async Task<bool> ChangeAsync(WriteTransaction tx, Guid id, DateTimeOffset now, string sql, object? value, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await using var command = tx.Command(sql, ("id", id), ("now", Instants.ToStored(now)));
        if (sql.Contains("@value", StringComparison.Ordinal))
        {
            command.Add("value", value);
        }

        var changed = await command.ExecuteNonQueryAsync(ct) == 1;
        if (changed)
        {
            await TouchRelatedAsync(tx, id, now, ct);
            await CitedByStore.CitingChangedAsync(tx, id, now, ct);
        }

        return changed;
    }
}
