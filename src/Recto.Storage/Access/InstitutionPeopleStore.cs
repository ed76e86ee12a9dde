using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>Who looks after an institution: its librarians.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class InstitutionPeopleStore(Database database)
{
    /// <summary>Most people of one institution.</summary>
    public const int Most = 50;

    /// <summary>Those of an institution by name, accounts that are out of use left out.</summary>
    public async Task<IReadOnlyList<InstitutionPerson>> ListAsync(Guid institutionId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<PersonRow>(new CommandDefinition("""
            SELECT a.id, a.name, a.email, a.language, p.role, a.signed_in_at FROM institution_people p JOIN accounts a ON a.id = p.account_id
            WHERE p.institution_id = @institutionId AND a.deactivated_at IS NULL ORDER BY a.name_key, a.id
            """, new { institutionId }, cancellationToken: ct))).Select(row => row.ToPerson())];
    }

    /// <summary>The institutions that an account looks after, by name, closed ones left out.</summary>
    public async Task<IReadOnlyList<TendedInstitution>> ListOfAsync(Guid accountId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<TendedRow>(new CommandDefinition("""
            SELECT n.id, n.key, n.name, n.is_consortium, p.role FROM institution_people p JOIN institutions n ON n.id = p.institution_id
            WHERE p.account_id = @accountId AND n.closed_at IS NULL ORDER BY n.name_key, n.id
            """, new { accountId }, cancellationToken: ct))).Select(row => row.ToInstitution())];
    }

    /// <summary>Lets somebody look after an institution, or gives them another role there.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="accountId">Whose account.</param>
    /// <param name="role">What they may do.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where the institution has <see cref="Most"/> people.</returns>
    public async Task<bool> AddAsync(WriteTransaction tx, Guid institutionId, Guid accountId, InstitutionRole role, DateTimeOffset now, CancellationToken ct)
    {
        await HoldAsync(tx, institutionId, ct);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO institution_people (institution_id, account_id, role, created_at)
            SELECT @institutionId, @accountId, @role, @now WHERE (SELECT COUNT(*) FROM institution_people WHERE institution_id = @institutionId AND account_id <> @accountId) < @Most
            ON CONFLICT (institution_id, account_id) DO UPDATE SET role = excluded.role
            """, new { institutionId, accountId, role = Words.Of(role), now, Most }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Ends that somebody looks after an institution.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="institutionId">The institution.</param>
    /// <param name="accountId">Whose account.</param>
    /// <param name="mayBeLast">Whether the last manager may be removed: by the desk only, so that no library is left without one by a slip.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<RemovalOutcome> RemoveAsync(WriteTransaction tx, Guid institutionId, Guid accountId, bool mayBeLast, CancellationToken ct)
    {
        await HoldAsync(tx, institutionId, ct);
        var values = new { institutionId, accountId };
        if (await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM institution_people WHERE institution_id = @institutionId AND account_id = @accountId", values, tx.Transaction, cancellationToken: ct)) == 0)
        {
            return RemovalOutcome.NotThere;
        }

        return mayBeLast || await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM institution_people WHERE institution_id = @institutionId AND role = 'manager'", values, tx.Transaction, cancellationToken: ct)) > 0
            ? RemovalOutcome.Removed : RemovalOutcome.Last;
    }

    /// <summary>Ends that somebody looks after any institution, the last manager of one too: whoever erases their account leaves nothing behind.</summary>
    public Task RemoveAllAsync(WriteTransaction tx, Guid accountId, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM institution_people WHERE account_id = @accountId", new { accountId }, tx.Transaction, cancellationToken: ct));
    }

    private Task HoldAsync(WriteTransaction tx, Guid institutionId, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return database.Dialect.LockAsync(tx, [$"people of {institutionId:N}"], ct);
    }

    private sealed record PersonRow
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string? Language { get; init; }
        public string Role { get; init; } = "";
        public long? SignedInAt { get; init; }

        public InstitutionPerson ToPerson() => new(Id, Name, Email, Language, Words.Read<InstitutionRole>(Role), SignedInAt is not null);
    }

    private sealed record TendedRow
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
        public int IsConsortium { get; init; }
        public string Role { get; init; } = "";

        public TendedInstitution ToInstitution() => new(Id, Key, Name, IsConsortium != 0, Words.Read<InstitutionRole>(Role));
    }
}

/// <summary>Somebody who looks after an institution.</summary>
/// <param name="AccountId">Their account.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
/// <param name="Language">BCP 47 tag of mails to them; null where it is not known.</param>
/// <param name="Role">What they may do.</param>
/// <param name="WasHere">Whether they have signed in yet.</param>
public sealed record InstitutionPerson(Guid AccountId, string Name, string Email, string? Language, InstitutionRole Role, bool WasHere);

/// <summary>An institution that somebody looks after.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its part of addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsConsortium">Whether it is a consortium.</param>
/// <param name="Role">What they may do there.</param>
public sealed record TendedInstitution(Guid Id, string Key, string Name, bool IsConsortium, InstitutionRole Role);

/// <summary>What somebody may do who looks after an institution.</summary>
public enum InstitutionRole
{
    /// <summary>Change its networks, invite and remove colleagues.</summary>
    Manager = 1,

    /// <summary>See what it holds and how it is set up.</summary>
    Viewer,
}

/// <summary>What became of removing somebody.</summary>
public enum RemovalOutcome
{
    /// <summary>They look after it no more.</summary>
    Removed = 1,

    /// <summary>They did not.</summary>
    NotThere,

    /// <summary>They are the last who may change it; the transaction is not to be committed.</summary>
    Last,
}
