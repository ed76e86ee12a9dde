using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Uploads;

/// <summary>
/// Uploads that were taken and are not read yet, with their files. Whatever node has taken them, any that works may read them: a node holds an upload by a lease, and who finds one whose lease has lapsed goes on with it.
/// On PostgreSQL leases are reckoned by the clock of the database.
/// </summary>
/// <param name="database">Where they are kept.</param>
public sealed class UploadStore(Database database)
{
    /// <summary>How long an upload is held without a sign of life of whoever reads it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>So many bytes stand in one row.</summary>
    public const int PieceLength = 1024 * 1024;

    private static readonly TimeSpan Unfinished = TimeSpan.FromDays(1);

    /// <summary>Begins to keep an upload. Nobody is given it before it is whole.</summary>
    public async Task BeginAsync(UploadRow upload, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(upload);
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("INSERT INTO node_uploads (id, person, journal, issue, old_path, created_at) VALUES (@Id, @Person, @Journal, @Issue, @OldPath, @now)",
            new { upload.Id, upload.Person, upload.Journal, upload.Issue, upload.OldPath, now }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    /// <summary>Keeps a file of an upload, piece by piece, each in a transaction of its own: nobody waits long.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="number">Which file of it, from 0.</param>
    /// <param name="path">Its path as it was sent.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="ct">Cancels.</param>
    public async Task AddAsync(Guid id, int number, string path, Stream content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        var buffer = new byte[PieceLength];
        for (var part = 0; ; part++)
        {
            var read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
            if (read == 0 && part > 0)
            {
                return;
            }

            await using var tx = await database.BeginAsync(ct);
            await using var command = tx.Command("INSERT INTO node_upload_parts (upload_id, file, part, path, bytes) VALUES (@id, @number, @part, @path, @bytes)", ("id", id), ("number", number), ("part", part), ("path", path));
            command.AddBytes("bytes", buffer[..read]);
            await command.ExecuteNonQueryAsync(ct);
            await tx.CommitAsync(ct);
            if (read < buffer.Length)
            {
                return;
            }
        }
    }

    /// <summary>Says that all files of an upload are there: from now on it is read.</summary>
    public Task CompleteAsync(Guid id, CancellationToken ct) => ChangeAsync("UPDATE node_uploads SET is_whole = 1 WHERE id = @id", new { id }, ct);

    /// <summary>Takes the upload that has waited longest and that nobody holds; uploads that never became whole go.</summary>
    /// <param name="now">When; counts on SQLite.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where none waits.</returns>
    public async Task<UploadRow?> TakeAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using (var connection = await database.OpenAsync(ct))
        {
            if (await connection.ExecuteScalarAsync<int?>(new CommandDefinition("SELECT 1 FROM node_uploads LIMIT 1", cancellationToken: ct)) is null)
            {
                return null;
            }
        }

        var values = new { now, until = now + Lease, length = (long)Lease.TotalMicroseconds, lease = Guid.NewGuid().ToString("N"), old = now - Unfinished };
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM node_uploads WHERE is_whole = 0 AND created_at < @old", values, tx.Transaction, cancellationToken: ct));
        var taken = await tx.Connection.QuerySingleOrDefaultAsync<UploadRow>(new CommandDefinition($"""
            UPDATE node_uploads SET lease = @lease, leased_until = {Until}, tries = tries + 1 WHERE id = (
                SELECT id FROM node_uploads WHERE is_whole = 1 AND (leased_until IS NULL OR leased_until <= {Now}) ORDER BY created_at, id LIMIT 1{(database.Dialect.HasOneWriter ? "" : " FOR UPDATE SKIP LOCKED")})
            RETURNING id, person, journal, issue, old_path, lease, tries
            """, values, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
        return taken;
    }

    /// <summary>Holds on to an upload.</summary>
    /// <returns>False where another has it, or it is done: whoever reads it stops.</returns>
    public async Task<bool> HoldAsync(UploadRow upload, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return await ChangeAsync($"UPDATE node_uploads SET leased_until = {Until} WHERE id = @Id AND lease = @Lease", new { upload.Id, upload.Lease, until = now + Lease, length = (long)Lease.TotalMicroseconds }, ct) == 1;
    }

    /// <summary>Hands an upload back as it was before it was taken: the program is being stopped.</summary>
    public Task GiveBackAsync(UploadRow upload, CancellationToken ct) => ChangeAsync("UPDATE node_uploads SET lease = NULL, leased_until = NULL, tries = tries - 1 WHERE id = @Id AND lease = @Lease", upload, ct);

    /// <summary>An upload is done, and its files go.</summary>
    public Task FinishAsync(UploadRow upload, CancellationToken ct) => ChangeAsync("DELETE FROM node_uploads WHERE id = @Id AND lease = @Lease", upload, ct);

    /// <summary>What was taken is not to be read after all.</summary>
    public Task DropAsync(Guid id, CancellationToken ct) => ChangeAsync("DELETE FROM node_uploads WHERE id = @id", new { id }, ct);

    /// <summary>Whether an upload waits or is being read.</summary>
    public async Task<bool> ExistsAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<int?>(new CommandDefinition("SELECT 1 FROM node_uploads WHERE id = @id AND is_whole = 1", new { id }, cancellationToken: ct)) is not null;
    }

    /// <summary>Gives the pieces of its files in order, one at a time in memory.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="each">Is given the path of the file, the number of the piece, and its bytes.</param>
    /// <param name="ct">Cancels.</param>
    public async Task ReadAsync(Guid id, Func<string, int, byte[], Task> each, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(each);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("SELECT path, part, bytes FROM node_upload_parts WHERE upload_id = @id ORDER BY file, part", ("id", id));
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, ct);
        while (await reader.ReadAsync(ct))
        {
            await each(reader.GetString(0), reader.GetInt32(1), reader.Bytes(2));
        }
    }

    private string Now => database.Dialect.HasOneWriter ? "@now" : Instants.OfPostgres;

    private string Until => database.Dialect.HasOneWriter ? "@until" : Instants.OfPostgres + " + @length";

    private async Task<int> ChangeAsync(string sql, object values, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var changed = await tx.Connection.ExecuteAsync(new CommandDefinition(sql, values, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
        return changed;
    }
}

/// <summary>An upload as it is kept.</summary>
public sealed record UploadRow
{
    /// <summary>Its id, which is that of its report.</summary>
    public Guid Id { get; init; }

    /// <summary>Who has sent it, as shown.</summary>
    public string Person { get; init; } = "";

    /// <summary>Key of the journal.</summary>
    public string Journal { get; init; } = "";

    /// <summary>Key of the issue; null for none.</summary>
    public string? Issue { get; init; }

    /// <summary>The journal’s part of its addresses in Open Journal Systems; null where no addresses are taken over.</summary>
    public string? OldPath { get; init; }

    /// <summary>The word by which whoever holds it is known; null where nobody does.</summary>
    public string? Lease { get; init; }

    /// <summary>How often a node began with it.</summary>
    public int Tries { get; init; }
}
