using System.Globalization;
using Dapper;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

public sealed partial class RightStore
{
    /// <summary>The right of that id with its names; null where there is none.</summary>
    public async Task<RightRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<RightListed>(new CommandDefinition($"SELECT {RightListed.Columns} FROM rights r {RightListed.Joined} WHERE r.id = @id", new { id }, cancellationToken: ct)))?.ToRow();
    }

    /// <summary>The link's right of that hash, as long as nobody took it back and it has begun and not ended; null where there is none.</summary>
    public async Task<RightRow?> FindByTokenAsync(string tokenHash, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<RightListed>(new CommandDefinition($"""
            SELECT {RightListed.Columns} FROM rights r {RightListed.Joined}
            WHERE r.token_hash = @tokenHash AND (r.revoked_at IS NULL OR r.revoked_at > @now) AND r.starts_at <= @now AND (r.ends_at IS NULL OR r.ends_at > @now)
            ORDER BY r.id LIMIT 1
            """, new { tokenHash, now }, cancellationToken: ct));
        return rows.SingleOrDefault()?.ToRow();
    }

    /// <summary>Rights, those that began last first; what is ending soon by its end, the soonest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="now">What counts as running and as ended.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<RightRow>> ListAsync(RightFilter filter, DateTimeOffset now, int size, Cursor? after, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Paging.RequireSize(size);
        if (!StoredText.CanStand(filter.Text ?? "", filter.EmailKey ?? "") || after is { } cursor && !long.TryParse(cursor.Sort, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return new([], null);
        }

        var values = new DynamicParameters(new { now, soon = now + RightFilter.Soon, limit = size + 1 });
        var conditions = Conditions(filter, values);
        var byEnd = filter.State == RightListing.EndingSoon;
        if (after is { } place)
        {
            values.Add("sort", long.Parse(place.Sort, CultureInfo.InvariantCulture));
            values.Add("afterId", place.Id);
            conditions.Add(byEnd ? "(r.ends_at, r.id) > (@sort, @afterId)" : "(r.starts_at, r.id) < (@sort, @afterId)");
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<RightListed>(new CommandDefinition($"""
            SELECT {RightListed.Columns} FROM rights r {RightListed.Joined}
            {(conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions))}
            ORDER BY {(byEnd ? "r.ends_at, r.id" : "r.starts_at DESC, r.id DESC")} LIMIT @limit
            """, values, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor((byEnd ? row.EndsAt!.Value : row.StartsAt).ToString(CultureInfo.InvariantCulture), row.Id), row => row.ToRow());
    }

    private static string Holding(string folded) => folded.Length == 0 ? "-" : $"%{folded}%"; // Signs alone stand in no name.

    private static List<string> Conditions(RightFilter filter, DynamicParameters values)
    {
        const string Live = "r.revoked_at IS NULL";
        var conditions = new List<string>();
        void Is(object? value, string column, string name)
        {
            if (value is not null)
            {
                values.Add(name, value);
                conditions.Add($"{column} = @{name}");
            }
        }

        Is(filter.JournalId, "r.journal_id", "journalId");
        Is(filter.TitleListId, "r.title_list_id", "titleListId");
        if (filter.Kind is { } kind)
        {
            Is(Words.Of(kind), "r.kind", "kind");
        }

        if (filter.LinksOnly is { } links)
        {
            conditions.Add($"r.token_hash IS {(links ? "NOT NULL" : "NULL")}");
        }

        if (filter.Institutions is { } institutions)
        {
            conditions.Add(values.In("r.institution_id", "n", institutions));
        }

        if (filter.AccountId is not null || filter.EmailKey is not null)
        {
            values.Add("accountId", filter.AccountId);
            values.Add("emailKey", filter.EmailKey);
            conditions.Add(filter.EmailKey is null ? "r.account_id = @accountId" : filter.AccountId is null ? "r.email_key = @emailKey" : "(r.account_id = @accountId OR r.email_key = @emailKey)");
        }

        if (filter.Text is { } text)
        {
            // Folded text holds letters, digits and blanks only: nothing in it is a sign of LIKE. An address is folded as accounts fold theirs.
            values.Add("words", Holding(TextKey.Of(text)));
            values.Add("plain", Holding(AddressKey.Of(text, 200)));
            values.Add("address", LikePart.Of(text.Trim().ToUpperInvariant()));
            conditions.Add($"(r.search_key LIKE @words OR n.name_key LIKE @words OR a.name_key LIKE @plain OR r.email_key LIKE @address {LikePart.Escape} OR a.email_key LIKE @address {LikePart.Escape})");
        }

        conditions.AddRange(filter.State switch
        {
            RightListing.Running => [Live, "r.starts_at <= @now", "(r.ends_at IS NULL OR r.ends_at > @now)"],
            RightListing.NotBegun => [Live, "r.starts_at > @now"],
            RightListing.Ended => [Live, "r.ends_at <= @now"],
            RightListing.EndingSoon => [Live, "r.ends_at > @now", "r.ends_at <= @soon", "r.kind IN ('subscription', 'trial')", "NOT EXISTS (SELECT 1 FROM rights x WHERE x.renews_id = r.id AND x.revoked_at IS NULL)"],
            RightListing.Revoked => ["r.revoked_at IS NOT NULL"],
            _ => Array.Empty<string>(),
        });
        return conditions;
    }
}

/// <summary>Which rights are asked for; what is null is not asked.</summary>
public sealed record RightFilter
{
    /// <summary>What “ending soon” is.</summary>
    public static TimeSpan Soon { get; } = TimeSpan.FromDays(90);

    /// <summary>How it stands.</summary>
    public RightListing? State { get; init; }

    /// <summary>Part of the holder's name or address, or of a reference.</summary>
    public string? Text { get; init; }

    /// <summary>From what it comes.</summary>
    public Journals.Access.RightKind? Kind { get; init; }

    /// <summary>True for links only, false for none of them.</summary>
    public bool? LinksOnly { get; init; }

    /// <summary>Held by one of these institutions.</summary>
    public IReadOnlyCollection<Guid>? Institutions { get; init; }

    /// <summary>Held by that account, or by <see cref="EmailKey"/>.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Held by that address, or by <see cref="AccountId"/>.</summary>
    public string? EmailKey { get; init; }

    /// <summary>For that journal as a whole.</summary>
    public Guid? JournalId { get; init; }

    /// <summary>For that list of titles.</summary>
    public Guid? TitleListId { get; init; }
}

/// <summary>Rights by how they stand.</summary>
public enum RightListing
{
    /// <summary>Begun, and not ended.</summary>
    Running = 1,

    /// <summary>Subscriptions and trials that end within <see cref="RightFilter.Soon"/> and are not continued.</summary>
    EndingSoon,

    /// <summary>Begin later.</summary>
    NotBegun,

    /// <summary>Have ended; their grace may run.</summary>
    Ended,

    /// <summary>Were taken back.</summary>
    Revoked,
}
