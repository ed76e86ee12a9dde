using System.Globalization;
using Dapper;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.CitedBy;

public sealed partial class CitationStore
{
    private const string WindowColumns = "id, feed, first_day, last_day, is_full, round_at, state, attempts, links, added, message, changed_at";

    /// <summary>The next stretch of days that is still to be asked, the latest days first; null where none is left.</summary>
    public async Task<CitationWindowRow?> NextWindowAsync(string feed, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryFirstOrDefaultAsync<Window>(new CommandDefinition(
            $"SELECT {WindowColumns} FROM citation_windows WHERE feed = @feed AND state = 'waiting' ORDER BY first_day DESC, id LIMIT 1", new { feed }, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>Begins a round: stretches of days, each from its first to its last day.</summary>
    public async Task PlanAsync(WriteTransaction tx, CitationClaim claim, IEnumerable<(DateOnly First, DateOnly Last)> days, bool isFull, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(days);
        await AddAsync(tx, claim.Feed, days, isFull, now, now, ct);
    }

    /// <summary>Puts shorter stretches in the place of one that the source does not manage.</summary>
    public async Task DivideAsync(WriteTransaction tx, CitationWindowRow window, IEnumerable<(DateOnly First, DateOnly Last)> days, string why, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(days);
        await SetAsync(tx, window, WindowState.Divided, why, now, ct);
        await AddAsync(tx, window.Feed, days, window.IsFull, window.RoundAt, now, ct);
    }

    /// <summary>Notes a try that failed.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="window">The stretch.</param>
    /// <param name="why">What went wrong, in English.</param>
    /// <param name="most">After how many tries it is given up for this round.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task FailWindowAsync(WriteTransaction tx, CitationWindowRow window, string why, int most, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(window);
        await SetAsync(tx, window, window.Attempts + 1 >= most ? WindowState.Failed : WindowState.Waiting, why, now, ct);
    }

    /// <summary>Notes that a stretch was asked and what came is kept, in the transaction that keeps it.</summary>
    public async Task FinishWindowAsync(WriteTransaction tx, CitationWindowRow window, int links, int added, string? remark, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(window);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE citation_windows SET state = 'done', attempts = attempts + 1, links = @links, added = @added, message = @remark, changed_at = @now WHERE id = @Id",
            new { window.Id, links, added, remark = Keepable(remark), now }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Ends a round of which nothing waits any more. What a full round that missed nothing did not see is gone from the source, and from here.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="claim">By what the feed is held.</param>
    /// <param name="prefix">The prefix that was asked about.</param>
    /// <param name="last">A stretch of the round.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CitationsSaved> EndRoundAsync(WriteTransaction tx, CitationClaim claim, string prefix, CitationWindowRow last, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(last);
        var values = new { claim.Feed, claim.Lease, round = last.RoundAt, now, begins = prefix.ToUpperInvariant() + "/%" };
        var through = await tx.Connection.ExecuteScalarAsync<string?>(new CommandDefinition("SELECT MAX(last_day) FROM citation_windows WHERE feed = @Feed AND round_at = @round", values, tx.Transaction, cancellationToken: ct));
        var missed = await tx.Connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT COUNT(*) FROM citation_windows WHERE feed = @Feed AND round_at = @round AND state = 'failed'", values, tx.Transaction, cancellationToken: ct));
        await DoneAsync(tx, claim, now, ct);
        if (missed > 0)
        {
            return new CitationsSaved(0, 0, []);
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition($"UPDATE citation_feeds SET through = @through{(last.IsFull ? ", full_at = @round" : "")} WHERE name = @Feed", new { claim.Feed, round = last.RoundAt, through }, tx.Transaction, cancellationToken: ct));
        if (!last.IsFull)
        {
            return new CitationsSaved(0, 0, []);
        }

        var gone = (await tx.Connection.QueryAsync<string>(new CommandDefinition(
            "DELETE FROM citations WHERE source = 'crossref' AND cited_key LIKE @begins AND last_seen < @round RETURNING cited_key", values, tx.Transaction, cancellationToken: ct))).AsList();
        return new CitationsSaved(0, gone.Count, [.. gone.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Forgets stretches that were done with before then.</summary>
    public async Task ForgetWindowsAsync(WriteTransaction tx, string feed, DateTimeOffset before, CancellationToken ct)
    {
        database.RequireOwn(tx);
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM citation_windows WHERE feed = @feed AND state <> 'waiting' AND changed_at < @before", new { feed, before }, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>The log of a prefix: stretches of days, latest change first.</summary>
    public async Task<Page<CitationWindowRow>> ListWindowsAsync(string feed, bool onlyFailed, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Window>(new CommandDefinition($"""
            SELECT {WindowColumns} FROM citation_windows WHERE feed = @feed{(onlyFailed ? " AND (state = 'failed' OR (state = 'waiting' AND attempts > 0))" : "")} {(after is null ? "" : "AND (changed_at, id) < (@place, @last)")}
            ORDER BY changed_at DESC, id DESC LIMIT @limit
            """, new { feed, place = after is { } at && long.TryParse(at.Sort, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0, last = after?.Id ?? Guid.Empty, limit = size + 1 }, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor(Instants.ToStored(row.ChangedAt).ToString(CultureInfo.InvariantCulture), row.Id), row => row.ToRow());
    }

    private static async Task AddAsync(WriteTransaction tx, string feed, IEnumerable<(DateOnly First, DateOnly Last)> days, bool isFull, DateTimeOffset round, DateTimeOffset now, CancellationToken ct)
    {
        var rows = new RowWriter(tx, "citation_windows", "id", "feed", "first_day", "last_day", "is_full", "round_at", "state", "changed_at");
        foreach (var (first, last) in days)
        {
            rows.Add(Guid.CreateVersion7(now), feed, Day(first), Day(last), isFull ? 1 : 0, Instants.ToStored(round), "waiting", Instants.ToStored(now));
        }

        await rows.WriteAsync(ct);
    }

    private static Task<int> SetAsync(WriteTransaction tx, CitationWindowRow window, WindowState state, string why, DateTimeOffset now, CancellationToken ct) => tx.Connection.ExecuteAsync(new CommandDefinition(
        "UPDATE citation_windows SET state = @state, attempts = attempts + 1, message = @why, changed_at = @now WHERE id = @Id", new { window.Id, state = Words.Of(state), why = Keepable(why), now }, tx.Transaction, cancellationToken: ct));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Window
    {
        public Guid Id { get; init; }
        public string Feed { get; init; } = "";
        public string FirstDay { get; init; } = "";
        public string LastDay { get; init; } = "";
        public int IsFull { get; init; }
        public DateTimeOffset RoundAt { get; init; }
        public string State { get; init; } = "";
        public int Attempts { get; init; }
        public int Links { get; init; }
        public int Added { get; init; }
        public string? Message { get; init; }
        public DateTimeOffset ChangedAt { get; init; }

        public CitationWindowRow ToRow() => new()
        {
            Id = Id,
            Feed = Feed,
            FirstDay = DateOnly.ParseExact(FirstDay, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            LastDay = DateOnly.ParseExact(LastDay, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            IsFull = IsFull == 1,
            RoundAt = RoundAt,
            State = Words.Read<WindowState>(State),
            Attempts = Attempts,
            Links = Links,
            Added = Added,
            Message = Message,
            ChangedAt = ChangedAt,
        };
    }
}
