using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Deposits;

public sealed partial class DepositStore
{
    // One second: registers that count in floating point tell no smaller steps of seventeen digits apart.
    private const long Step = 1000;

    /// <summary>Writes a batch down before it is sent: with a timestamp greater than every one that any of its DOIs was ever sent with, also where the clock went back.</summary>
    /// <param name="claim">By what the journal is held.</param>
    /// <param name="name">The name that the register will know it by.</param>
    /// <param name="server">Which register.</param>
    /// <param name="items">Its DOIs.</param>
    /// <param name="clock">The timestamp of now.</param>
    /// <param name="now">Now.</param>
    /// <param name="lease">For how long the journal is held on to.</param>
    /// <param name="askAfter">After how long it is asked about where nobody says that it came.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Its id and timestamp; null where the journal is another's by now, or one of the DOIs is on its way already: nothing was written then, and nothing is to be sent.</returns>
    public async Task<(Guid Id, long Timestamp)?> BeginBatchAsync(DepositClaim claim, string name, string server, IReadOnlyList<BatchedDeposit> items, long clock, DateTimeOffset now, TimeSpan lease, TimeSpan askAfter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(items);
        await using var tx = await database.BeginAsync(ct);
        if (!await HoldsAsync(tx, claim, now + lease, ct))
        {
            return null;
        }

        var timestamp = clock;
        foreach (var item in items)
        {
            var highest = await tx.Connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT highest FROM deposit_timestamps WHERE doi_key = @key", new { key = DoiKey.Of(item.Due.Doi) }, tx.Transaction, cancellationToken: ct));
            timestamp = highest is { } known ? Math.Max(timestamp, known + Step) : timestamp;
        }

        var id = Guid.CreateVersion7(now);
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO deposit_batches (id, journal_id, name, server, state, dois, next_at, made_at) VALUES (@id, @JournalId, @name, @server, 'sending', @count, @nextAt, @now)
            """, new { id, claim.JournalId, name, server, count = items.Count, nextAt = now + askAfter, now }, tx.Transaction, cancellationToken: ct));
        foreach (var item in items)
        {
            if (await tx.Connection.ExecuteAsync(new CommandDefinition("""
                UPDATE deposits SET state = 'sent', basis = @Basis, is_asked = 0, sent_fingerprint = @Fingerprint, batch_id = @id, changed_at = @now WHERE id = @DepositId AND doi_key = @key AND state <> 'sent'
                """, new { item.Due.Basis, item.Fingerprint, id, now, DepositId = item.Due.Id, key = DoiKey.Of(item.Due.Doi) }, tx.Transaction, cancellationToken: ct)) != 1)
            {
                return null;
            }

            await tx.Connection.ExecuteAsync(new CommandDefinition("""
                INSERT INTO deposit_timestamps (doi_key, highest) VALUES (@key, @timestamp) ON CONFLICT (doi_key) DO UPDATE SET highest = excluded.highest
                """, new { key = DoiKey.Of(item.Due.Doi), timestamp }, tx.Transaction, cancellationToken: ct));
        }

        await tx.CommitAsync(ct);
        return (id, timestamp);
    }

    /// <summary>Says that the register has a batch.</summary>
    public async Task ReceivedAsync(WriteTransaction tx, Guid batch, string? message, DateTimeOffset now, DateTimeOffset nextAt, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE deposit_batches SET state = 'sent', sent_at = COALESCE(sent_at, @now), next_at = @nextAt, message = @message WHERE id = @batch AND state = 'sending'
            """, new { batch, now, nextAt, message = Keepable(message) }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Says that a batch never came: its DOIs wait again.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="message">What happened.</param>
    /// <param name="counts">Whether it counts as a try that failed.</param>
    /// <param name="most">After how many tries a DOI is given up.</param>
    /// <param name="wait">How long is waited after the n-th try.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task LostAsync(WriteTransaction tx, Guid batch, string message, bool counts, int most, Func<int, TimeSpan> wait, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(wait);
        if (await CloseAsync(tx, batch, "lost", null, message, now, ct) == 0)
        {
            return;
        }

        foreach (var row in await BatchedAsync(tx, batch, ct))
        {
            await AgainAsync(tx, row, message, counts, most, wait, now, ct);
        }
    }

    /// <summary>Keeps what the register says of a batch.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="submission">The register's number; null where it gives none.</param>
    /// <param name="answers">By DOI in capitals.</param>
    /// <param name="others">What holds for a DOI that it does not name.</param>
    /// <param name="most">After how many tries a DOI is given up.</param>
    /// <param name="wait">How long is waited after the n-th try.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The DOIs and what became of them; none where the batch was closed before.</returns>
    public async Task<IReadOnlyList<(string Doi, DepositState State)>> AnsweredAsync(WriteTransaction tx, Guid batch, string? submission, IReadOnlyDictionary<string, DepositAnswer> answers, DepositAnswer others, int most, Func<int, TimeSpan> wait, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(wait);
        var told = new List<(string, DepositState)>();
        if (await CloseAsync(tx, batch, "done", submission, null, now, ct) == 0)
        {
            return told;
        }

        foreach (var row in await BatchedAsync(tx, batch, ct))
        {
            var answer = answers.GetValueOrDefault(row.DoiKey) ?? others;
            if (answer.Highest is { } highest)
            {
                await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE deposit_timestamps SET highest = @highest WHERE doi_key = @DoiKey AND highest < @highest", new { row.DoiKey, highest }, tx.Transaction, cancellationToken: ct));
            }

            if (answer.State == DepositState.Waiting)
            {
                told.Add((row.Doi, await AgainAsync(tx, row, answer.Message, true, most, wait, now, ct)));
                continue;
            }

            var isTaken = answer.State is DepositState.Accepted or DepositState.Warned;
            await tx.Connection.ExecuteAsync(new CommandDefinition($"""
                UPDATE deposits SET state = @state, {(isTaken ? "fingerprint = sent_fingerprint, accepted_at = @now, matched = @matched," : "")} sent_fingerprint = NULL, batch_id = NULL, attempts = 0, not_before = NULL,
                    message = @message, submission = COALESCE(@submission, submission), changed_at = @now WHERE id = @Id
                """, new { row.Id, state = Words.Of(answer.State), matched = answer.Matches.Count, message = Keepable(answer.Message), submission = Keepable(submission), now }, tx.Transaction, cancellationToken: ct));
            foreach (var (key, doi) in answer.Matches.Where(match => StoredText.CanStand(match.Key, match.Doi) && match.Key.Length <= 200 && match.Doi.Length <= 2048).DistinctBy(match => match.Key))
            {
                await tx.Connection.ExecuteAsync(new CommandDefinition("""
                    INSERT INTO deposit_matches (doi_key, citation_key, doi, found_at) VALUES (@DoiKey, @key, @doi, @now) ON CONFLICT (doi_key, citation_key) DO UPDATE SET doi = excluded.doi
                    """, new { row.DoiKey, key, doi, now }, tx.Transaction, cancellationToken: ct));
            }

            told.Add((row.Doi, answer.State));
        }

        return told;
    }

    /// <summary>Batches of a journal that are to be asked about now.</summary>
    public async Task<IReadOnlyList<OpenBatch>> ListOpenAsync(Guid journalId, DateTimeOffset now, int size, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Open>(new CommandDefinition("""
            SELECT id, name, server, state, asks, unknowns, made_at FROM deposit_batches WHERE journal_id = @journalId AND state IN ('sending', 'sent') AND next_at <= @now ORDER BY next_at, id LIMIT @size
            """, new { journalId, now, size }, cancellationToken: ct))).Select(row => new OpenBatch { Id = row.Id, Name = row.Name, Server = row.Server, IsSent = row.State == "sent", Asks = row.Asks, Unknowns = row.Unknowns, MadeAt = Instants.FromStored(row.MadeAt) })];
    }

    /// <summary>How many batches of a journal are not answered yet, and when the next is asked about; null where none is.</summary>
    public async Task<(int Open, DateTimeOffset? Next)> CountOpenAsync(Guid journalId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var (open, next) = await connection.QuerySingleAsync<(long, long?)>(new CommandDefinition(
            "SELECT COUNT(*), MIN(next_at) FROM deposit_batches WHERE journal_id = @journalId AND state IN ('sending', 'sent')", new { journalId }, cancellationToken: ct));
        return ((int)open, Instants.FromStored(next));
    }

    /// <summary>Says that a batch was asked about, and when it is asked again.</summary>
    public async Task AskedAsync(Guid batch, bool isUnknown, string? message, DateTimeOffset nextAt, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE deposit_batches SET asks = asks + 1, unknowns = unknowns + @unknown, message = @message, next_at = @nextAt WHERE id = @batch AND state IN ('sending', 'sent')",
            new { batch, unknown = isUnknown ? 1 : 0, message = Keepable(message), nextAt }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    /// <summary>Forgets batches that were closed before that.</summary>
    public async Task ForgetBatchesAsync(Guid journalId, DateTimeOffset before, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM deposit_batches WHERE journal_id = @journalId AND state IN ('done', 'lost') AND made_at < @before", new { journalId, before }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    private static Task<int> CloseAsync(WriteTransaction tx, Guid batch, string state, string? submission, string? message, DateTimeOffset now, CancellationToken ct) => tx.Connection.ExecuteAsync(new CommandDefinition(
        "UPDATE deposit_batches SET state = @state, done_at = @now, submission = @submission, message = COALESCE(@message, message) WHERE id = @batch AND state IN ('sending', 'sent')",
        new { batch, state, submission = Keepable(submission), message = Keepable(message), now }, tx.Transaction, cancellationToken: ct));

    private static async Task<List<Batched>> BatchedAsync(WriteTransaction tx, Guid batch, CancellationToken ct) => (await tx.Connection.QueryAsync<Batched>(new CommandDefinition(
        "SELECT id, doi, doi_key, attempts FROM deposits WHERE batch_id = @batch AND state = 'sent' ORDER BY id", new { batch }, tx.Transaction, cancellationToken: ct))).AsList();

    private static async Task<DepositState> AgainAsync(WriteTransaction tx, Batched row, string? message, bool counts, int most, Func<int, TimeSpan> wait, DateTimeOffset now, CancellationToken ct)
    {
        var attempts = row.Attempts + (counts ? 1 : 0);
        var state = attempts >= most ? DepositState.GivenUp : DepositState.Waiting;
        await tx.Connection.ExecuteAsync(new CommandDefinition($"""
            UPDATE deposits SET state = @state, is_asked = CASE WHEN fingerprint = sent_fingerprint THEN 1 ELSE is_asked END, sent_fingerprint = NULL, batch_id = NULL, attempts = @attempts, not_before = @after, message = @message, changed_at = @now{(state == DepositState.Waiting ? ", basis = ''" : "")} WHERE id = @Id
            """, new { row.Id, state = Words.Of(state), attempts, after = state == DepositState.Waiting && counts ? now + wait(attempts) : (DateTimeOffset?)null, message = Keepable(message), now }, tx.Transaction, cancellationToken: ct));
        return state;
    }

    private sealed record Batched
    {
        public Guid Id { get; init; }
        public string Doi { get; init; } = "";
        public string DoiKey { get; init; } = "";
        public int Attempts { get; init; }
    }

    private sealed record Open
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Server { get; init; } = "";
        public string State { get; init; } = "";
        public int Asks { get; init; }
        public int Unknowns { get; init; }
        public long MadeAt { get; init; }
    }
}
