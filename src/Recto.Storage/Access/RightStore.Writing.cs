using Dapper;
using Recto.Journals.Access;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

public sealed partial class RightStore
{
    private const string Renewed = "EXISTS (SELECT 1 FROM rights x WHERE x.renews_id = @RenewsId AND x.revoked_at IS NULL AND x.id <> @Id)";

    /// <summary>Adds a right.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="right">The right.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the right that it continues has a continuation already; nothing is written then.</returns>
    public async Task<bool> AddAsync(WriteTransaction tx, RightToKeep right, DateTimeOffset now, CancellationToken ct)
    {
        await HoldAsync(tx, right, ct);
        return await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            INSERT INTO rights (id, kind, institution_id, account_id, email_key, token_hash, article_id, issue_id, journal_id, title_list_id, first_year, last_year, starts_at, ends_at, grace_days,
                has_perpetual, perpetual_first, perpetual_last, may_download, may_print, details, search_key, renews_id, created_at, updated_at)
            SELECT @Id, @Kind, @InstitutionId, @AccountId, @EmailKey, @TokenHash, @ArticleId, @IssueId, @JournalId, @TitleListId, @FirstYear, @LastYear, @StartsAt, @EndsAt, @GraceDays,
                @HasPerpetual, @PerpetualFirst, @PerpetualLast, @MayDownload, @MayPrint, @Details, @SearchKey, @RenewsId, @now, @now
            WHERE NOT {Renewed}
            """, Values(right, now), tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Writes what the desk says of a right: kind, target, terms, uses, details. Whose it is, and what it continues, stay.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="right">As it is to be; its <see cref="RightToKeep.EditVersion"/> is the one that was edited.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where somebody else has changed it meanwhile, or it is gone; nothing is written then.</returns>
    public async Task<bool> ChangeAsync(WriteTransaction tx, RightToKeep right, DateTimeOffset now, CancellationToken ct)
    {
        await HoldAsync(tx, right, ct);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE rights SET kind = @Kind, article_id = @ArticleId, issue_id = @IssueId, journal_id = @JournalId, title_list_id = @TitleListId, first_year = @FirstYear, last_year = @LastYear,
                starts_at = @StartsAt, end_set_at = CASE WHEN COALESCE(ends_at, -1) <> COALESCE(@EndsAt, -1) THEN @now ELSE end_set_at END, ends_at = @EndsAt, grace_days = @GraceDays,
                has_perpetual = @HasPerpetual, perpetual_first = @PerpetualFirst, perpetual_last = @PerpetualLast, may_download = @MayDownload, may_print = @MayPrint,
                details = @Details, search_key = @SearchKey, edit_version = edit_version + 1, updated_at = @now
            WHERE id = @Id AND edit_version = @EditVersion
            """, Values(right, now), tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Takes a right back, from that instant on.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="id">The right.</param>
    /// <param name="why">Why, for whoever asks.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where it was taken back already, or is gone.</returns>
    public async Task<bool> RevokeAsync(WriteTransaction tx, Guid id, string why, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        StoredText.Require(why, "The reason");
        return await tx.Connection.ExecuteAsync(new CommandDefinition(
            "UPDATE rights SET revoked_at = @now, revoked_why = @why, edit_version = edit_version + 1, updated_at = @now WHERE id = @id AND revoked_at IS NULL",
            new { id, why, now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Gives a right again that was taken back.</summary>
    /// <returns>What came of it.</returns>
    public async Task<RestoreOutcome> RestoreAsync(WriteTransaction tx, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var renews = await tx.Connection.ExecuteScalarAsync<Guid?>(new CommandDefinition("SELECT renews_id FROM rights WHERE id = @id", new { id }, tx.Transaction, cancellationToken: ct));
        if (renews is { } before)
        {
            await database.Dialect.LockAsync(tx, [$"renewal {before:N}"], ct);
        }

        var restored = await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            UPDATE rights SET revoked_at = NULL, revoked_why = NULL, edit_version = edit_version + 1, updated_at = @now
            WHERE id = @Id AND revoked_at IS NOT NULL AND NOT {Renewed}
            """, new { Id = id, RenewsId = renews, now }, tx.Transaction, cancellationToken: ct)) == 1;
        return restored ? RestoreOutcome.Restored
            : await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM rights WHERE id = @id AND revoked_at IS NOT NULL", new { id }, tx.Transaction, cancellationToken: ct)) > 0 ? RestoreOutcome.ContinuedOtherwise
            : RestoreOutcome.Stands;
    }

    private async Task HoldAsync(WriteTransaction tx, RightToKeep right, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(right);
        StoredText.Require(right.Holder.EmailKey, "The holder's address");
        StoredText.Require(RightDetailsJson.Write(right.Details), "The details of the right");
        if (right.RenewsId is { } renews)
        {
            await database.Dialect.LockAsync(tx, [$"renewal {renews:N}"], ct); // Two who renew at once: the second finds the first's.
        }
    }

    /// <summary>
    /// Takes a person out of what is kept here: their rights, in their account or by their address, and the notes of reminders that went to them. What comes of an order stays with it, and so does what an institution holds, whoever is named there to write to.
    /// </summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="emailKey">Its address, folded.</param>
    /// <param name="ct">Cancels.</param>
    public async Task EraseAsync(WriteTransaction tx, Guid accountId, string emailKey, CancellationToken ct)
    {
        database.RequireOwn(tx);
        const string Theirs = "(account_id = @accountId OR email_key = @emailKey) AND order_id IS NULL";
        foreach (var sql in new[]
        {
            "DELETE FROM right_reminders WHERE email_key = @emailKey",
            $"UPDATE rights SET renews_id = NULL WHERE renews_id IN (SELECT id FROM rights WHERE {Theirs})",
            $"DELETE FROM rights WHERE {Theirs}",
        })
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition(sql, new { accountId, emailKey }, tx.Transaction, cancellationToken: ct));
        }
    }

    private static object Values(RightToKeep right, DateTimeOffset now) => new
    {
        right.Id,
        Kind = Words.Of(right.Kind),
        right.Holder.InstitutionId,
        right.Holder.AccountId,
        right.Holder.EmailKey,
        right.Holder.TokenHash,
        right.Target.ArticleId,
        right.Target.IssueId,
        right.Target.JournalId,
        right.Target.TitleListId,
        FirstYear = right.Years?.First,
        LastYear = right.Years?.Last,
        right.StartsAt,
        right.EndsAt,
        right.GraceDays,
        HasPerpetual = right.Perpetual is null ? 0 : 1,
        PerpetualFirst = right.Perpetual?.First,
        PerpetualLast = right.Perpetual?.Last,
        MayDownload = right.Uses.HasFlag(RightUses.Download) ? 1 : 0,
        MayPrint = right.Uses.HasFlag(RightUses.Print) ? 1 : 0,
        Details = RightDetailsJson.Write(right.Details),
        SearchKey = TextKey.Of($"{right.Details.Reference} {right.Details.ContactName} {right.Details.ContactEmail}") is { Length: > 0 } key ? key : null,
        right.RenewsId,
        right.EditVersion,
        now,
    };
}

/// <summary>What became of giving a right again.</summary>
public enum RestoreOutcome
{
    /// <summary>It stands again.</summary>
    Restored = 1,

    /// <summary>It stood already, or is gone.</summary>
    Stands,

    /// <summary>What it continues has another continuation by now; nothing was written.</summary>
    ContinuedOtherwise,
}
