using System.Globalization;
using System.Text.Json;
using Dapper;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Files;

/// <summary>Which files Recto has made of which article, and which are to be made; their bytes are in the <see cref="IFileStore"/>.</summary>
/// <param name="database">Where this is kept.</param>
public sealed partial class MadeFileStore(Database database)
{
    private const string Columns = "m.article_id, m.kind, m.state, m.made_by, m.made_from, m.media_type, m.hash, m.length, m.made_at, m.report, m.tried_at";

    /// <summary>The files of an article, by kind.</summary>
    public async Task<IReadOnlyList<MadeFileRow>> ListAsync(Guid articleId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<Kept>(new CommandDefinition($"SELECT {Columns} FROM made_files m WHERE m.article_id = @articleId ORDER BY m.kind", new { articleId }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToRow())];
    }

    /// <summary>The file of that kind of an article; null where it was never tried.</summary>
    public async Task<MadeFileRow?> FindAsync(Guid articleId, string kind, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition($"SELECT {Columns} FROM made_files m WHERE m.article_id = @articleId AND m.kind = @kind", new { articleId, kind }, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>Keeps how a try ended, where whoever tried still holds the article and it is still public.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="claim">By what they hold it.</param>
    /// <param name="file">How it ended. Its bytes are in the file store already.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where it is another's by now or no longer public: nothing was changed then.</returns>
    public async Task<bool> SaveAsync(WriteTransaction tx, MadeClaim claim, MadeFileToSave file, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(file);
        if (!await HoldsAsync(tx, claim, ct))
        {
            return false;
        }

        if (file is { Kind: "jats", State: not MadeState.Failed })
        {
            await RecordStamps.FullTextAsync(tx, claim.ArticleId, file.File?.Hash.Value, now, ct);
        }

        await using var command = tx.Command("""
            INSERT INTO made_files (article_id, kind, state, made_by, made_from, media_type, hash, length, made_at, report, tried_at)
            VALUES (@id, @kind, @state, @by, @from, @type, @hash, @length, @made, @report, @now)
            ON CONFLICT (article_id, kind) DO UPDATE SET state = excluded.state, made_by = excluded.made_by, made_from = excluded.made_from, report = excluded.report, tried_at = excluded.tried_at,
                media_type = CASE WHEN excluded.state = 'failed' THEN made_files.media_type ELSE excluded.media_type END,
                hash = CASE WHEN excluded.state = 'failed' THEN made_files.hash ELSE excluded.hash END,
                length = CASE WHEN excluded.state = 'failed' THEN made_files.length ELSE excluded.length END,
                made_at = CASE WHEN excluded.state = 'failed' THEN made_files.made_at ELSE excluded.made_at END
            """,
            ("id", claim.ArticleId), ("kind", file.Kind), ("state", Words.Of(file.State)), ("by", file.MadeBy), ("from", file.MadeFrom),
            ("report", JsonSerializer.Serialize(file.Report.Select(Keepable))), ("now", Instants.ToStored(now)));

        // PostgreSQL is to know the kinds of these even where they are null.
        Typed(command, "type", System.Data.DbType.String, file.File?.MediaType);
        Typed(command, "hash", System.Data.DbType.String, file.File?.Hash.Value);
        Typed(command, "length", System.Data.DbType.Int64, file.File?.Length);
        Typed(command, "made", System.Data.DbType.Int64, file.File is null ? null : Instants.ToStored(now));
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Forgets the files of what is no longer public. Their bytes are swept away later.</summary>
    /// <returns>How many files.</returns>
    public async Task<int> ForgetUnpublishedAsync(WriteTransaction tx, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM made_states WHERE article_id IN (SELECT id FROM articles WHERE is_draft = 1)", transaction: tx.Transaction, cancellationToken: ct));
        return await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM made_files WHERE article_id IN (SELECT id FROM articles WHERE is_draft = 1)", transaction: tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Whether files are kept of something that is no longer public.</summary>
    public async Task<bool> HasUnpublishedAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM made_states s JOIN articles a ON a.id = s.article_id WHERE a.is_draft = 1", cancellationToken: ct)) > 0;
    }

    /// <summary>The articles whose files were tried at that time or later, each with a word that changes with every try; earliest first.</summary>
    /// <param name="since">The time.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<(string Slug, string Stamp, DateTimeOffset At)>> ListTriedAsync(DateTimeOffset since, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<(string Slug, string Stamp, long At)>(new CommandDefinition("""
            SELECT a.slug, m.kind || ' ' || CAST(m.tried_at AS TEXT), m.tried_at FROM made_files m JOIN articles a ON a.id = m.article_id WHERE m.tried_at >= @since ORDER BY m.tried_at
            """, new { since }, cancellationToken: ct))).Select(row => (row.Slug, row.Stamp, Instants.FromStored(row.At)))];
    }

    /// <summary>When a file was last tried; null where none ever was.</summary>
    public async Task<DateTimeOffset?> LastTriedAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT MAX(tried_at) FROM made_files", cancellationToken: ct)) is { } at ? Instants.FromStored(at) : null;
    }

    /// <summary>Files whose last try failed, latest try first; of published articles only.</summary>
    /// <param name="journalId">Of this journal; null for the whole site.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended: the sort is the time and the kind; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<FailedFile>> ListFailedAsync(Guid? journalId, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        var values = new DynamicParameters(new { journalId, limit = size + 1 });
        var conditions = "m.state = 'failed' AND a.is_draft = 0";
        conditions += journalId is null ? "" : " AND a.journal_id = @journalId";
        if (after is { } place)
        {
            var parts = place.Sort.Split(' ', 2);
            if (parts.Length != 2 || !StoredText.CanStand(parts[1]) || !long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at))
            {
                return new Page<FailedFile>([], null);
            }

            conditions += " AND (m.tried_at, m.article_id, m.kind) < (@at, @last, @kind)";
            values.Add("at", at);
            values.Add("last", place.Id);
            values.Add("kind", parts[1]);
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<KeptFailed>(new CommandDefinition($"""
            SELECT {Columns}, a.title, a.authors, a.language FROM made_files m JOIN articles a ON a.id = m.article_id
            WHERE {conditions} ORDER BY m.tried_at DESC, m.article_id DESC, m.kind DESC LIMIT @limit
            """, values, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor(string.Create(CultureInfo.InvariantCulture, $"{row.TriedAt} {row.Kind}"), row.ArticleId),
            row => new FailedFile(row.ToRow(), row.Title, row.Authors, row.Language));
    }

    /// <summary>All published articles, latest change first.</summary>
    public async Task<IReadOnlyList<Guid>> ListPublishedAsync(CancellationToken ct) => [.. (await ListPublishedWithSlugsAsync(ct)).Select(article => article.Id)];

    /// <summary>All published articles and their addresses, latest change first.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Slug)>> ListPublishedWithSlugsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<Named>(new CommandDefinition("SELECT id, slug FROM articles WHERE is_draft = 0 ORDER BY updated_at DESC, id", cancellationToken: ct))).Select(row => (row.Id, row.Slug)).ToList();
    }

    private sealed record Named
    {
        public Guid Id { get; init; }
        public string Slug { get; init; } = "";
    }

    private static void Typed(System.Data.Common.DbCommand command, string name, System.Data.DbType type, object? value)
    {
        command.Add(name, value);
        command.Parameters[name].DbType = type;
    }

    // A maker may repeat what it found in a document.
    private static string Keepable(string line) => StoredText.FindUnkeepable(line) < 0 ? line : new string([.. line.Select(c => c == '\0' || char.IsSurrogate(c) ? '\uFFFD' : c)]);

    private record Kept
    {
        public Guid ArticleId { get; init; }
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public string MadeBy { get; init; } = "";
        public string MadeFrom { get; init; } = "";
        public string? MediaType { get; init; }
        public string? Hash { get; init; }
        public long? Length { get; init; }
        public long? MadeAt { get; init; }
        public string Report { get; init; } = "[]";
        public long TriedAt { get; init; }

        public MadeFileRow ToRow() => new()
        {
            ArticleId = ArticleId,
            Kind = Kind,
            State = Words.Read<MadeState>(State),
            MadeBy = MadeBy,
            MadeFrom = MadeFrom,
            File = FileHash.TryParse(Hash, out var hash) ? new MadeBytes(MediaType!, hash, Length!.Value, Instants.FromStored(MadeAt!.Value)) : null,
            Report = JsonSerializer.Deserialize<string[]>(Report)!,
            TriedAt = Instants.FromStored(TriedAt),
        };
    }

    private sealed record KeptFailed : Kept
    {
        public string Title { get; init; } = "";
        public string? Authors { get; init; }
        public string? Language { get; init; }
    }
}
