using System.Data.Common;
using Dapper;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Addresses;

/// <summary>Addresses that lead elsewhere: of journals and issues whose keys have changed, and of an older site. A page that is there is always stronger than they are.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class MovedAddressStore(Database database)
{
    /// <summary>Most UTF-16 code units of an address.</summary>
    public const int Longest = 500;

    private const int MostHops = 8;

    /// <summary>Where an address leads, to the end of the chain; null where it leads nowhere.</summary>
    /// <param name="path">Path as asked for, decoded, without a slash at its end.</param>
    /// <param name="query">The query with its question mark; empty for none. An address of an older site may be nothing but a query.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string?> FindAsync(string path, string query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!StoredText.CanStand(path, query) || path.Length + query.Length > 2 * Longest)
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return await FollowAsync(connection, null, path, query, ct);
    }

    /// <summary>Lets an address lead to another. One that stood there is written over.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="moved">The address and its target.</param>
    /// <param name="now">Since when.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What came of it; nothing was written where it is not <see cref="MovedOutcome.Kept"/>.</returns>
    public async Task<MovedOutcome> AddAsync(WriteTransaction tx, MovedAddress moved, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(moved);
        StoredText.Require(moved.Address, "The address");
        StoredText.Require(moved.Target, "Where the address leads");
        var before = await tx.Connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition(
            "SELECT address, target, since, with_below, journal_id, by_hand FROM moved_addresses WHERE address = @Address", new { moved.Address }, tx.Transaction, cancellationToken: ct));
        if (before is not null && before.JournalId != moved.JournalId)
        {
            return MovedOutcome.AnothersAddress;
        }

        if (await LeadsBackAsync(tx, moved, ct))
        {
            return MovedOutcome.Loop;
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO moved_addresses (address, target, since, with_below, journal_id, by_hand) VALUES (@Address, @Target, @now, @below, @JournalId, @hand)
            ON CONFLICT (address) DO UPDATE SET target = excluded.target, since = excluded.since, with_below = excluded.with_below, journal_id = excluded.journal_id, by_hand = excluded.by_hand
            """, new { moved.Address, moved.Target, now, below = moved.WithBelow ? 1 : 0, moved.JournalId, hand = moved.ByHand ? 1 : 0 }, tx.Transaction, cancellationToken: ct));
        return MovedOutcome.Kept;
    }

    /// <summary>A thing has another address now: its old one leads there with all that lies below it, what led to the old one leads to the new one, and what once led away from the new one is forgotten.</summary>
    public async Task MoveAsync(WriteTransaction tx, string from, string to, Guid journalId, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        var values = new { from, to, journalId, now, below = from.Length + 1, fromBelow = from + "/", Longest };
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM moved_addresses WHERE address = @to", values, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE moved_addresses SET target = @to || SUBSTR(target, @below), since = @now
            WHERE target = @from OR (SUBSTR(target, 1, @below) = @fromBelow AND LENGTH(target) + LENGTH(@to) <= @Longest)
            """, values, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM moved_addresses WHERE address = target", values, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO moved_addresses (address, target, since, with_below, journal_id) VALUES (@from, @to, @now, 1, @journalId)
            ON CONFLICT (address) DO UPDATE SET target = excluded.target, since = excluded.since, with_below = 1, journal_id = excluded.journal_id, by_hand = 0
            """, values, tx.Transaction, cancellationToken: ct));
    }

    /// <summary>Whose address that once was: the journal whose changes of key it belongs to; null where it is free.</summary>
    public async Task<MovedAddress?> FindOwnerAsync(WriteTransaction tx, string address, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return (await tx.Connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition(
            "SELECT address, target, since, with_below, journal_id, by_hand FROM moved_addresses WHERE address = @address", new { address }, tx.Transaction, cancellationToken: ct)))?.ToMoved();
    }

    /// <summary>Forgets where an address of that journal led.</summary>
    /// <returns>Whether it led anywhere.</returns>
    public async Task<bool> RemoveAsync(WriteTransaction tx, string address, Guid journalId, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return StoredText.CanStand(address) && await tx.Connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM moved_addresses WHERE address = @address AND journal_id = @journalId", new { address, journalId }, tx.Transaction, cancellationToken: ct)) > 0;
    }

    /// <summary>The addresses of a journal, by letter.</summary>
    /// <param name="journalId">The journal.</param>
    /// <param name="search">Part of the address or of its target; null for all.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">The address at which the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The page, and the address after which the next begins; null on the last.</returns>
    public async Task<(IReadOnlyList<MovedAddress> Items, string? Next)> ListAsync(Guid journalId, string? search, int size, string? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        if (!StoredText.CanStand(search ?? "", after ?? ""))
        {
            return ([], null);
        }

        var part = LikePart.Of((search ?? "").Trim());
        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Kept>(new CommandDefinition($"""
            SELECT address, target, since, with_below, journal_id, by_hand FROM moved_addresses
            WHERE journal_id = @journalId {(after is null ? "" : "AND address > @after")} {(string.IsNullOrWhiteSpace(search) ? "" : $"AND (address LIKE @part {LikePart.Escape} OR target LIKE @part {LikePart.Escape})")}
            ORDER BY address LIMIT @limit
            """, new { journalId, after, part, limit = size + 1 }, cancellationToken: ct))).AsList();
        return ([.. rows.Take(size).Select(row => row.ToMoved())], rows.Count > size ? rows[size - 1].Address : null);
    }

    // Whether the target, or what it leads to, is the address itself or lies below it and so leads there again.
    private static async Task<bool> LeadsBackAsync(WriteTransaction tx, MovedAddress moved, CancellationToken ct)
    {
        bool IsBack(string target) => target == moved.Address || (moved.WithBelow && target.StartsWith(moved.Address + "/", StringComparison.Ordinal));
        var (target, hops) = (moved.Target, 0);
        for (; hops < MostHops; hops++)
        {
            if (IsBack(target))
            {
                return true;
            }

            var (path, query) = Parts(target);
            if (await HopAsync(tx.Connection, tx.Transaction, path, query, ct) is not { } next)
            {
                return false;
            }

            target = next;
        }

        return true; // So long a chain is a loop for whoever follows it.
    }

    private static async Task<string?> FollowAsync(DbConnection connection, DbTransaction? transaction, string path, string query, CancellationToken ct)
    {
        string? found = null;
        for (var hop = 0; hop < MostHops; hop++)
        {
            if (await HopAsync(connection, transaction, path, query, ct) is not { } next || next == path + query)
            {
                return found;
            }

            found = next;
            (path, query) = Parts(next);
        }

        return null;
    }

    // The address with its query, else without it, else the nearest above it that takes what lies below along.
    private static async Task<string?> HopAsync(DbConnection connection, DbTransaction? transaction, string path, string query, CancellationToken ct)
    {
        List<string> above = [];
        for (var end = path.LastIndexOf('/'); end > 0 && above.Count < 12; end = path.LastIndexOf('/', end - 1))
        {
            above.Add(path[..end]);
        }

        var names = new List<string> { "@whole", "@path" };
        var values = new DynamicParameters(new { whole = path + query, path });
        for (var i = 0; i < above.Count; i++)
        {
            names.Add($"@a{i}");
            values.Add($"a{i}", above[i]);
        }

        var rows = (await connection.QueryAsync<Kept>(new CommandDefinition(
            $"SELECT address, target, since, with_below, journal_id, by_hand FROM moved_addresses WHERE address IN ({string.Join(", ", names)})", values, transaction, cancellationToken: ct))).AsList();
        if (rows.Find(row => row.Address == path + query) is { } whole)
        {
            return whole.Target;
        }

        if (rows.Find(row => row.Address == path) is { } exact)
        {
            return Joined(exact.Target, "", query);
        }

        return rows.Where(row => row.WithBelow && above.Contains(row.Address)).MaxBy(row => row.Address.Length) is { } nearest ? Joined(nearest.Target, path[nearest.Address.Length..], query) : null;
    }

    private static string Joined(string target, string rest, string query) => target.Contains('?', StringComparison.Ordinal) ? target : target.TrimEnd('/') + rest + query;

    private static (string Path, string Query) Parts(string target) => target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? (target[..at], target[at..]) : (target, "");

    private sealed record Kept
    {
        public string Address { get; init; } = "";
        public string Target { get; init; } = "";
        public DateTimeOffset Since { get; init; }
        public bool WithBelow { get; init; }
        public Guid? JournalId { get; init; }
        public bool ByHand { get; init; }

        public MovedAddress ToMoved() => new() { Address = Address, Target = Target, Since = Since, WithBelow = WithBelow, JournalId = JournalId, ByHand = ByHand };
    }
}

/// <summary>An address that leads elsewhere.</summary>
public sealed record MovedAddress
{
    /// <summary>Path without a slash at its end, perhaps with a query.</summary>
    public required string Address { get; init; }

    /// <summary>Where it leads: a path of this site.</summary>
    public required string Target { get; init; }

    /// <summary>Whether what lies below the address leads to what lies below the target.</summary>
    public bool WithBelow { get; init; }

    /// <summary>Whose editors may change it; null for one of the site.</summary>
    public Guid? JournalId { get; init; }

    /// <summary>Whether an editor wrote it.</summary>
    public bool ByHand { get; init; }

    /// <summary>Since when; not read when it is added.</summary>
    public DateTimeOffset Since { get; init; }
}

/// <summary>What came of adding an address that leads elsewhere.</summary>
public enum MovedOutcome
{
    /// <summary>It is kept.</summary>
    Kept = 1,

    /// <summary>It would lead back to itself.</summary>
    Loop,

    /// <summary>The address belongs to another journal.</summary>
    AnothersAddress,
}
