using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Jobs;

/// <summary>Mails that nobody can ask for again, until they are sent or given up.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class WaitingMailStore(Database database)
{
    /// <summary>Keeps a mail.</summary>
    /// <param name="tx">The transaction of what it tells of.</param>
    /// <param name="mail">The mail.</param>
    /// <param name="now">When; it may leave at once.</param>
    /// <param name="ct">Cancels.</param>
    public async Task AddAsync(WriteTransaction tx, WaitingMail mail, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(mail);
        StoredText.Require(mail.Body, "The text of a mail");
        await tx.Connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO node_mails (id, address, name, subject, body, language, not_before) VALUES (@Id, @Address, @Name, @Subject, @Body, @Language, @now)",
            new { mail.Id, mail.Address, mail.Name, mail.Subject, mail.Body, mail.Language, now }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Takes mails that are due. Nobody else is given them before the lease is over; who dies before a mail is finished lets another send it again, under the same name.</summary>
    /// <param name="now">When.</param>
    /// <param name="lease">For how long; longer than all of them can take to leave.</param>
    /// <param name="most">Most to give.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<WaitingMail>> TakeAsync(DateTimeOffset now, TimeSpan lease, int most, CancellationToken ct)
    {
        await using (var connection = await database.OpenAsync(ct))
        {
            if (await connection.ExecuteScalarAsync<int?>(new CommandDefinition("SELECT 1 FROM node_mails WHERE not_before <= @now LIMIT 1", new { now }, cancellationToken: ct)) is null)
            {
                return [];
            }
        }

        await using var tx = await database.BeginAsync(ct);
        var taken = (await tx.Connection.QueryAsync<WaitingMail>(new CommandDefinition($"""
            UPDATE node_mails SET not_before = @until WHERE id IN (SELECT id FROM node_mails WHERE not_before <= @now ORDER BY not_before, id LIMIT @most{(database.Dialect.HasOneWriter ? "" : " FOR UPDATE SKIP LOCKED")})
            RETURNING id, address, name, subject, body, language, tries
            """, new { now, until = now + lease, most }, tx.Transaction, cancellationToken: ct))).AsList();
        await tx.CommitAsync(ct);
        return taken;
    }

    /// <summary>Says what became of a mail.</summary>
    /// <param name="id">The mail.</param>
    /// <param name="again">When it is tried again; null where it was sent, or is given up.</param>
    /// <param name="ct">Cancels.</param>
    public async Task FinishAsync(Guid id, DateTimeOffset? again, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition(again is null ? "DELETE FROM node_mails WHERE id = @id" : "UPDATE node_mails SET tries = tries + 1, not_before = @again WHERE id = @id", new { id, again }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }
}

/// <summary>A mail that waits.</summary>
public sealed record WaitingMail
{
    /// <summary>Its id, by which its receiver’s server knows it again where it should leave twice.</summary>
    public Guid Id { get; init; }

    /// <summary>Where it goes.</summary>
    public string Address { get; init; } = "";

    /// <summary>Whom it goes to; null where the name is not known.</summary>
    public string? Name { get; init; }

    /// <summary>One line.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The text.</summary>
    public string Body { get; init; } = "";

    /// <summary>BCP 47 tag; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>Tries that failed.</summary>
    public int Tries { get; init; }
}
