using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Shop;

/// <summary>What a payment house told, and still has to be worked on.</summary>
/// <param name="Gateway">Name of the way of payment.</param>
/// <param name="EventId">What the payment house calls the news.</param>
/// <param name="Kind">Its kind, in the payment house's words.</param>
/// <param name="ObjectId">The thing that it is about.</param>
/// <param name="Tries">How often it was worked on in vain.</param>
public sealed record PaymentEvent(string Gateway, string EventId, string Kind, string ObjectId, int Tries);

/// <summary>What payment houses tell, each piece of news once. It says only about what they are to be asked.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class PaymentEventStore(Database database)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Keeps a piece of news, to be worked on at once.</summary>
    /// <returns>False where it came before.</returns>
    public async Task<bool> AddAsync(PaymentEvent news, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(news);
        StoredText.Require(news.EventId, "The id of an event");
        StoredText.Require(news.Kind, "The kind of an event");
        StoredText.Require(news.ObjectId, "What an event is about");
        await using var tx = await database.BeginAsync(ct);
        var isNew = await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO payment_events (gateway, event_id, kind, object_id, received_at, due_at) VALUES (@Gateway, @EventId, @Kind, @ObjectId, @now, @now) ON CONFLICT (gateway, event_id) DO NOTHING
            """, new { news.Gateway, news.EventId, news.Kind, news.ObjectId, now }, tx.Transaction, cancellationToken: ct)) == 1;
        await tx.CommitAsync(ct);
        return isNew;
    }

    /// <summary>Takes news that is due, for a while and for nobody else.</summary>
    /// <param name="now">When.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<PaymentEvent>> TakeAsync(DateTimeOffset now, TimeSpan lease, int most, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var taken = (await tx.Connection.QueryAsync<Row>(new CommandDefinition("""
            UPDATE payment_events SET due_at = @until
            WHERE (gateway, event_id) IN (SELECT gateway, event_id FROM payment_events WHERE due_at <= @now ORDER BY due_at, event_id LIMIT @most) AND due_at <= @now
            RETURNING gateway, event_id, kind, object_id, tries
            """, new { now, until = now + lease, most }, tx.Transaction, cancellationToken: ct))).AsList();
        await tx.CommitAsync(ct);
        return [.. taken.Select(row => new PaymentEvent(row.Gateway, row.EventId, row.Kind, row.ObjectId, row.Tries))];
    }

    /// <summary>What was told of a thing last, and when; null where nothing was.</summary>
    public async Task<(PaymentEvent News, DateTimeOffset At)?> FindLatestAsync(string gateway, string objectId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition("""
            SELECT gateway, event_id, kind, object_id, tries, received_at FROM payment_events WHERE gateway = @gateway AND object_id = @objectId ORDER BY received_at DESC, event_id DESC LIMIT 1
            """, new { gateway, objectId }, cancellationToken: ct)) is { } row ? (new(row.Gateway, row.EventId, row.Kind, row.ObjectId, row.Tries), Instants.FromStored(row.ReceivedAt)) : null;
    }

    /// <summary>Says that a piece of news was worked on, or when it is worked on again.</summary>
    /// <param name="news">The news.</param>
    /// <param name="problem">What went wrong; null where nothing did.</param>
    /// <param name="dueAt">When it is worked on again; null for never.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task FinishAsync(PaymentEvent news, string? problem, DateTimeOffset? dueAt, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(news);
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE payment_events SET due_at = @dueAt, problem = @problem, tries = tries + CASE WHEN @failed = 1 THEN 1 ELSE 0 END, done_at = CASE WHEN @failed = 1 THEN done_at ELSE @now END WHERE gateway = @Gateway AND event_id = @EventId
            """, new { news.Gateway, news.EventId, problem, dueAt, now, failed = problem is null ? 0 : 1 }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    /// <summary>Throws away what was worked on long ago: a payment house repeats nothing after so long.</summary>
    public async Task SweepAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM payment_events WHERE received_at < @before AND due_at IS NULL", new { before = now - Kept }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    private sealed record Row
    {
        public string Gateway { get; init; } = "";
        public string EventId { get; init; } = "";
        public string Kind { get; init; } = "";
        public string ObjectId { get; init; } = "";
        public int Tries { get; init; }
        public long ReceivedAt { get; init; }
    }
}
