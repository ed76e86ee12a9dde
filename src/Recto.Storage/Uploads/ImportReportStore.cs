using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Uploads;

/// <summary>What became of uploads: the last ones of each person.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class ImportReportStore(Database database)
{
    /// <summary>How many are kept of each person.</summary>
    public const int Kept = 50;

    /// <summary>Writes a report, or writes it anew; of a person's reports the oldest go.</summary>
    public async Task SaveAsync(ImportReportRow report, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(report);
        StoredText.Require(report.Json, "The report");
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO import_reports (id, person_id, journal_id, started_at, updated_at, finished_at, report) VALUES (@Id, @PersonId, @JournalId, @StartedAt, @UpdatedAt, @FinishedAt, @Json)
            ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at, finished_at = excluded.finished_at, report = excluded.report
            """, report, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            DELETE FROM import_reports WHERE person_id = @PersonId AND finished_at IS NOT NULL
                AND id NOT IN (SELECT id FROM import_reports WHERE person_id = @PersonId ORDER BY started_at DESC, id DESC LIMIT @kept)
            """, new { report.PersonId, kept = Kept }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    /// <summary>A report; null where that person has none of that id.</summary>
    public async Task<ImportReportRow?> FindAsync(Guid id, Guid personId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ImportReportRow>(new CommandDefinition(
            "SELECT id, person_id, journal_id, started_at, updated_at, finished_at, report AS json FROM import_reports WHERE id = @id AND person_id = @personId", new { id, personId }, cancellationToken: ct));
    }

    /// <summary>A report, whosever it is; null where there is none of that id.</summary>
    public async Task<ImportReportRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ImportReportRow>(new CommandDefinition(
            "SELECT id, person_id, journal_id, started_at, updated_at, finished_at, report AS json FROM import_reports WHERE id = @id", new { id }, cancellationToken: ct));
    }

    /// <summary>A person's reports, latest first.</summary>
    public async Task<IReadOnlyList<ImportReportRow>> ListAsync(Guid personId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<ImportReportRow>(new CommandDefinition("""
            SELECT id, person_id, journal_id, started_at, updated_at, finished_at, report AS json FROM import_reports
            WHERE person_id = @personId ORDER BY started_at DESC, id DESC LIMIT @kept
            """, new { personId, kept = Kept }, cancellationToken: ct))).AsList();
    }
}

/// <summary>A report that is kept.</summary>
public sealed record ImportReportRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose upload it was.</summary>
    public Guid PersonId { get; init; }

    /// <summary>Into which journal; null where that is not known any more.</summary>
    public Guid? JournalId { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Last sign of life.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>JSON of what became of each file.</summary>
    public string Json { get; init; } = "";
}
