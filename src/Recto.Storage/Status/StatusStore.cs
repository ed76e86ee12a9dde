using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Status;

/// <summary>How the site is, for whoever runs it. Reads only, and asks little: a statement for each question.</summary>
/// <param name="database">The database.</param>
public sealed class StatusStore(Database database)
{
    /// <summary>All work that waits, by name of the queue.</summary>
    /// <param name="now">The time.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<QueueRow>> ListQueuesAsync(DateTimeOffset now, CancellationToken ct)
    {
        var today = DayNumber.Of(DateOnly.FromDateTime(now.UtcDateTime));
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Counted>(new CommandDefinition("""
            SELECT 'uploads' AS queue, COUNT(*) AS waiting, MIN(started_at) AS oldest, 0 AS failing FROM import_reports WHERE finished_at IS NULL
            UNION ALL SELECT 'deposits', COUNT(*), MIN(changed_at), COALESCE(SUM(CASE WHEN attempts > 0 THEN 1 ELSE 0 END), 0) FROM deposits WHERE state IN ('waiting', 'sent')
            UNION ALL SELECT 'deposits-given-up', COUNT(*), MIN(changed_at), COUNT(*) FROM deposits WHERE state IN ('failed', 'givenUp')
            UNION ALL SELECT 'citations', COUNT(*), MIN(changed_at), COALESCE(SUM(CASE WHEN attempts > 0 THEN 1 ELSE 0 END), 0) FROM citation_windows WHERE state = 'waiting'
            UNION ALL SELECT 'order-mails', COUNT(*), MIN(due_at), COALESCE(SUM(CASE WHEN tries > 0 THEN 1 ELSE 0 END), 0) FROM order_mails WHERE due_at IS NOT NULL
            UNION ALL SELECT 'payment-news', COUNT(*), MIN(received_at), COALESCE(SUM(CASE WHEN tries > 0 THEN 1 ELSE 0 END), 0) FROM payment_events WHERE due_at IS NOT NULL
            UNION ALL SELECT 'reminders', COUNT(*), MIN(recorded_at), COUNT(*) FROM right_reminders WHERE state = 'failed'
            UNION ALL SELECT 'usage-days', COUNT(*), NULL, 0 FROM usage_days WHERE rolled_at IS NULL AND day < @today
            """, new { today }, cancellationToken: ct));
        return [.. rows.Select(row => new QueueRow(row.Queue, row.Waiting, Instants.FromStored(row.Oldest), row.Failing))];
    }

    /// <summary>Services that were asked, each with its last answer and what is wrong now.</summary>
    public async Task<IReadOnlyList<OutsideRow>> ListOutsideAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Asked>(new CommandDefinition("""
            SELECT 'crossref-deposits' AS service, (SELECT MAX(accepted_at) FROM deposits) AS at, (SELECT MAX(problem) FROM deposit_settings WHERE is_on = 1 AND problem IS NOT NULL) AS problem
            UNION ALL SELECT 'crossref-citations', MAX(done_at), MAX(CASE WHEN problem IS NOT NULL THEN problem END) FROM citation_feeds WHERE name LIKE 'crossref%'
            UNION ALL SELECT 'other-citations', MAX(done_at), MAX(CASE WHEN problem IS NOT NULL THEN problem END) FROM citation_feeds WHERE name NOT LIKE 'crossref%'
            UNION ALL SELECT 'payment-house', MAX(received_at), MAX(CASE WHEN due_at IS NOT NULL THEN problem END) FROM payment_events
            UNION ALL SELECT 'order-mails', MAX(sent_at), MAX(CASE WHEN sent_at IS NULL THEN problem END) FROM order_mails
            """, cancellationToken: ct));
        return [.. rows.Select(row => new OutsideRow(row.Service, Instants.FromStored(row.At), row.Problem))];
    }

    /// <summary>Version, size and step of the database.</summary>
    public async Task<DatabaseGlance> LookAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        if (database.Options.PostgreSql is null)
        {
            var step = await connection.ExecuteScalarAsync<string>(new CommandDefinition("SELECT MAX(scriptname) FROM schemaversions", cancellationToken: ct));
            return new DatabaseGlance("SQLite " + connection.ServerVersion, new FileInfo(database.Options.SqliteFile).Length, step ?? "", null);
        }

        // Programs that connect under the name of this one: a node has as many connections as its pool, so places are counted.
        var row = await connection.QuerySingleAsync<Glance>(new CommandDefinition("""
            SELECT 'PostgreSQL ' || current_setting('server_version') AS product, pg_database_size(current_database()) AS bytes, (SELECT MAX(scriptname) FROM schemaversions) AS step,
                (SELECT COUNT(DISTINCT COALESCE(host(client_addr), 'local')) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user) AS processes
            """, cancellationToken: ct));
        return new DatabaseGlance(row.Product, row.Bytes, row.Step ?? "", (int)row.Processes);
    }

    /// <summary>What is kept encrypted, and the ids of the keys.</summary>
    public async Task<KeptSecrets> ListSecretsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var keys = await connection.QueryAsync<string>(new CommandDefinition("SELECT xml FROM protection_keys", cancellationToken: ct));
        var secrets = await connection.QueryAsync<(string Journal, string Secret)>(new CommandDefinition(
            "SELECT j.title, s.credentials FROM deposit_settings s JOIN journals j ON j.id = s.journal_id WHERE s.credentials IS NOT NULL ORDER BY j.title", cancellationToken: ct));
        return new KeptSecrets(keys.Select(IdOf).OfType<Guid>().ToHashSet(), secrets.AsList());
    }

    /// <summary>What keeps journals from depositing, by title.</summary>
    public async Task<IReadOnlyList<(string Journal, string Problem)>> ListStoppedDepositsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<(string Journal, string Problem)>(new CommandDefinition(
            "SELECT j.title, s.problem FROM deposit_settings s JOIN journals j ON j.id = s.journal_id WHERE s.is_on = 1 AND s.problem IS NOT NULL ORDER BY j.title", cancellationToken: ct))).AsList();
    }

    /// <summary>Hashes of files that articles name, those of files that Recto made and those that came with articles; the newest.</summary>
    /// <param name="most">Most of each.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<string>> ListNamedFilesAsync(int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition("""
            SELECT hash FROM (SELECT hash FROM made_files WHERE hash IS NOT NULL ORDER BY tried_at DESC LIMIT @most) AS made
            UNION SELECT hash FROM (SELECT hash FROM article_files ORDER BY article_id DESC LIMIT @most) AS came
            """, new { most }, cancellationToken: ct))).AsList();
    }

    private static Guid? IdOf(string xml)
    {
        try
        {
            return (Guid?)XElement.Parse(xml).Attribute("id");
        }
        catch (Exception unreadable) when (unreadable is XmlException or FormatException)
        {
            return null; // What is no key opens nothing.
        }
    }

    private sealed record Counted
    {
        public string Queue { get; init; } = "";
        public long Waiting { get; init; }
        public long? Oldest { get; init; }
        public long Failing { get; init; }
    }

    private sealed record Asked
    {
        public string Service { get; init; } = "";
        public long? At { get; init; }
        public string? Problem { get; init; }
    }

    private sealed record Glance
    {
        public string Product { get; init; } = "";
        public long Bytes { get; init; }
        public string? Step { get; init; }
        public long Processes { get; init; }
    }
}
