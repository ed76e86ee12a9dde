using Dapper;
using Recto.Journals.Access;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>Institutions, their parents and their ranges of addresses.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class InstitutionStore(Database database)
{
    private const string Columns = "n.id, n.key, n.name, n.is_consortium, n.country, n.ror, n.details, n.edit_version, n.closed_at";

    // Changes that came at one instant, or from a clock that is behind, are told apart from the state before.
    private const string Touched = "updated_at = CASE WHEN @now > updated_at THEN @now ELSE updated_at + 1 END";

    /// <summary>The institution of that id; null where there is none.</summary>
    public Task<Institution?> FindAsync(Guid id, CancellationToken ct) => FindOneAsync("n.id = @id", new { id }, ct);

    /// <summary>The institution of that key; null where there is none.</summary>
    public async Task<Institution?> FindAsync(string key, CancellationToken ct) => StoredText.CanStand(key) ? await FindOneAsync("n.key = @key", new { key }, ct) : null;

    /// <summary>Adds an institution, or writes what an editor says of it where nobody has written since it was shown.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="institution">All that is said of it; its <see cref="Institution.EditVersion"/> is the one that was shown, 0 for a new one. Whether it is closed is not written.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What came of it; unless it is <see cref="InstitutionSaving.Saved"/>, nothing was written.</returns>
    public async Task<InstitutionSaving> SaveAsync(WriteTransaction tx, Institution institution, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(institution);
        var details = DetailsJson.Write(institution.Details);
        StoredText.Require(institution.Key, "The institution's key");
        StoredText.Require(institution.Name, "The institution's name");
        StoredText.Require(institution.Country, "The institution's country");
        StoredText.Require(institution.Ror, "The institution's ROR id");
        StoredText.Require(details, "What is said of the institution");
        await database.Dialect.LockAsync(tx, ["institutions"], ct); // Two that become each other's parents at once would both find no circle.
        var values = new { institution.Id, institution.Key, institution.Name, NameKey = TextKey.Of(institution.Name), IsConsortium = institution.IsConsortium ? 1 : 0, institution.Country, institution.Ror, details, institution.EditVersion, now };
        foreach (var key in await tx.Connection.QueryAsync<string>(new CommandDefinition("SELECT key FROM institutions WHERE id <> @Id AND (key = @Key OR ror = @Ror) ORDER BY CASE WHEN key = @Key THEN 0 ELSE 1 END", values, tx.Transaction, cancellationToken: ct)))
        {
            return key == institution.Key ? InstitutionSaving.KeyTaken : InstitutionSaving.RorTaken;
        }

        var parents = await ParentsAsync(tx, ct);
        if (institution.Parents.Any(parent => InstitutionTree.WouldCircle(institution.Id, parent, of => of == institution.Id ? [] : parents[of])))
        {
            return InstitutionSaving.Circle;
        }

        var written = await tx.Connection.ExecuteAsync(new CommandDefinition(institution.EditVersion == 0
            ? """
              INSERT INTO institutions (id, key, name, name_key, is_consortium, country, ror, details, created_at, updated_at)
              VALUES (@Id, @Key, @Name, @NameKey, @IsConsortium, @Country, @Ror, @details, @now, @now)
              """
            : $"""
              UPDATE institutions SET key = @Key, name = @Name, name_key = @NameKey, is_consortium = @IsConsortium, country = @Country, ror = @Ror, details = @details,
                  edit_version = edit_version + 1, {Touched}
              WHERE id = @Id AND edit_version = @EditVersion
              """, values, tx.Transaction, cancellationToken: ct));
        if (written == 0)
        {
            return InstitutionSaving.ChangedMeanwhile;
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM institution_parents WHERE institution_id = @Id", values, tx.Transaction, cancellationToken: ct));
        var rows = new RowWriter(tx, "institution_parents", "institution_id", "parent_id");
        foreach (var parent in institution.Parents.Distinct())
        {
            rows.Add(institution.Id, parent);
        }

        await rows.WriteAsync(ct);
        return InstitutionSaving.Saved;
    }

    /// <summary>Closes an institution, so that its ranges and sign-ins let nobody in, or opens it again.</summary>
    /// <returns>False where it was so already, or is gone.</returns>
    public async Task<bool> SetOpenAsync(WriteTransaction tx, Guid id, bool isOpen, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            UPDATE institutions SET closed_at = @at, edit_version = edit_version + 1, {Touched} WHERE id = @id AND closed_at IS {(isOpen ? "NOT NULL" : "NULL")}
            """, new { id, now, at = isOpen ? (DateTimeOffset?)null : now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Deletes an institution that never had a right and is nobody's parent, with its ranges and keys.</summary>
    /// <returns>False where something hangs on it, or it is gone; nothing was deleted then.</returns>
    public async Task<bool> DeleteAsync(WriteTransaction tx, Guid id, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await database.Dialect.LockAsync(tx, ["institutions"], ct);
        return await tx.Connection.ExecuteAsync(new CommandDefinition("""
            DELETE FROM institutions WHERE id = @id
                AND NOT EXISTS (SELECT 1 FROM rights WHERE institution_id = @id) AND NOT EXISTS (SELECT 1 FROM institution_parents WHERE parent_id = @id)
            """, new { id }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    private async Task<Institution?> FindOneAsync(string condition, object values, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return InstitutionRow.Gather(await connection.QueryAsync<InstitutionRow>(new CommandDefinition($"""
            SELECT {Columns}, p.parent_id FROM institutions n LEFT JOIN institution_parents p ON p.institution_id = n.id WHERE {condition} ORDER BY n.id, p.parent_id
            """, values, cancellationToken: ct))).SingleOrDefault();
    }

    private static async Task<ILookup<Guid, Guid>> ParentsAsync(WriteTransaction tx, CancellationToken ct) =>
        (await tx.Connection.QueryAsync<InstitutionRow>(new CommandDefinition("SELECT institution_id AS id, parent_id FROM institution_parents ORDER BY parent_id", transaction: tx.Transaction, cancellationToken: ct)))
        .ToLookup(row => row.Id, row => row.ParentId!.Value);
}

/// <summary>What came of saving an institution.</summary>
public enum InstitutionSaving
{
    /// <summary>It is kept.</summary>
    Saved = 1,

    /// <summary>Somebody else has changed it since it was shown, or it is gone.</summary>
    ChangedMeanwhile,

    /// <summary>Another institution has the key.</summary>
    KeyTaken,

    /// <summary>Another institution has the ROR id.</summary>
    RorTaken,

    /// <summary>It would hold rights through itself.</summary>
    Circle,
}
