using Dapper;
using Recto.Journals.Access;
using Recto.Storage.Sql;

namespace Recto.Storage.Federation;

/// <summary>By what identity providers institutions are known. Of institutions that are no customers any more nothing is found.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class InstitutionIdentityStore(Database database)
{
    private const string Columns = "d.id, d.institution_id, d.kind, d.issuer, d.scope, d.also_admits, d.names";

    /// <summary>For whom that provider may speak.</summary>
    public async Task<IReadOnlyList<InstitutionIdentity>> ListByIssuerAsync(IdentityKind kind, string issuer, CancellationToken ct)
    {
        if (!StoredText.CanStand(issuer))
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition($"""
            SELECT {Columns} FROM institution_identities d JOIN institutions i ON i.id = d.institution_id WHERE d.kind = @kind AND d.issuer = @issuer AND i.closed_at IS NULL ORDER BY d.created_at, d.id
            """, new { kind = Words.Of(kind), issuer }, cancellationToken: ct))).Select(row => row.ToIdentity())];
    }

    /// <summary>By what an institution is known, first put down first.</summary>
    public async Task<IReadOnlyList<InstitutionIdentity>> ListOfAsync(Guid institutionId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM institution_identities d WHERE d.institution_id = @institutionId ORDER BY d.created_at, d.id",
            new { institutionId }, cancellationToken: ct))).Select(row => row.ToIdentity())];
    }

    /// <summary>Adds one.</summary>
    /// <returns>False where that provider speaks for that scope already, for this institution or another: nothing was changed then.</returns>
    public async Task<bool> AddAsync(WriteTransaction tx, InstitutionIdentity identity, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(identity);
        StoredText.Require(identity.Issuer, "The issuer");
        StoredText.Require(identity.Scope, "The scope");
        var names = string.Join('\n', identity.Names);
        StoredText.Require(names, "The names");
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO institution_identities (id, institution_id, kind, issuer, scope, also_admits, names, created_at) VALUES (@Id, @InstitutionId, @kind, @Issuer, @scope, @admits, @names, @now) ON CONFLICT (kind, issuer, scope) DO NOTHING
            """, new { identity.Id, identity.InstitutionId, kind = Words.Of(identity.Kind), identity.Issuer, scope = identity.Scope.ToLowerInvariant(), admits = StoredText.Worded(string.Join(' ', identity.AlsoAdmits.Order().Select(AffiliationRule.WordOf))), names = StoredText.Worded(names), now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Removes one of an institution.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(WriteTransaction tx, Guid institutionId, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM institution_identities WHERE id = @id AND institution_id = @institutionId", new { id, institutionId }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Every institution that somebody can sign in through, by name. One statement.</summary>
    public async Task<IReadOnlyList<ChoosableInstitution>> ListChoosableAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<ChoosableRow>(new CommandDefinition($"""
            SELECT {Columns}, i.key, i.name, i.ror, i.country FROM institution_identities d JOIN institutions i ON i.id = d.institution_id WHERE i.closed_at IS NULL ORDER BY i.name_key, i.id, d.created_at, d.id
            """, cancellationToken: ct))).GroupBy(row => row.InstitutionId)
            .Select(rows => (First: rows.First(), All: rows)).Select(of => new ChoosableInstitution(of.First.InstitutionId, of.First.Key, of.First.Name, of.First.Ror, of.First.Country, [.. of.All.Select(row => row.ToIdentity())]))];
    }

    private record Row
    {
        public Guid Id { get; init; }
        public Guid InstitutionId { get; init; }
        public string Kind { get; init; } = "";
        public string Issuer { get; init; } = "";
        public string Scope { get; init; } = "";
        public string? AlsoAdmits { get; init; }
        public string? Names { get; init; }

        public InstitutionIdentity ToIdentity() => new()
        {
            Id = Id,
            InstitutionId = InstitutionId,
            Kind = Words.Read<IdentityKind>(Kind),
            Issuer = Issuer,
            Scope = Scope,
            AlsoAdmits = (AlsoAdmits ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(AffiliationRule.Find).OfType<Affiliation>().ToHashSet(),
            Names = (Names ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries),
        };
    }

    private sealed record ChoosableRow : Row
    {
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
        public string? Ror { get; init; }
        public string? Country { get; init; }
    }
}
