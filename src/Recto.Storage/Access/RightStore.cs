using Recto.Journals.Access;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

/// <summary>Rights that somebody holds: subscriptions, trials, what was bought, what the desk gave.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class RightStore(Database database)
{
    private const int MostKeys = 200;

    /// <summary>What a reader holds by any of these keys, also what has ended or was taken back: <see cref="AccessRule"/> decides what it opens. One statement; none where there is no key.</summary>
    /// <param name="keys">By what the reader is known.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<HeldRight>> ListHeldAsync(RightKeys keys, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.IsEmpty)
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command("");
        var conditions = new List<string>();
        void Among(string column, IEnumerable<object> values)
        {
            var names = new List<string>();
            foreach (var value in values.Take(MostKeys))
            {
                var name = "k" + command.Parameters.Count;
                command.Add(name, value);
                names.Add("@" + name);
            }

            if (names.Count > 0)
            {
                conditions.Add($"r.{column} IN ({string.Join(", ", names)})");
            }
        }

        Among("account_id", keys.AccountId is { } account ? [account] : []);
        Among("email_key", keys.EmailKey is { } email && StoredText.CanStand(email) ? [email] : []);
        Among("order_id", keys.Orders.Cast<object>());
        Among("token_hash", keys.TokenHashes);
        Among("institution_id", keys.Institutions.Cast<object>());
        command.CommandText = $"""
            SELECT r.id, r.kind, r.institution_id, n.name, r.article_id, r.issue_id, r.journal_id, r.title_list_id, r.first_year, r.last_year, r.starts_at, r.ends_at, r.grace_days,
                r.has_perpetual, r.perpetual_first, r.perpetual_last, r.may_download, r.may_print, r.revoked_at, t.journal_id
            FROM rights r LEFT JOIN institutions n ON n.id = r.institution_id LEFT JOIN title_list_journals t ON t.list_id = r.title_list_id
            WHERE ({string.Join(" OR ", conditions)}) AND (n.id IS NULL OR n.closed_at IS NULL)
            ORDER BY r.id
            """;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rights = new List<HeldRight>();
        var titles = new HashSet<Guid>(); // Of the right that is being read: one row a title.
        while (await reader.ReadAsync(ct))
        {
            var id = reader.GetGuid(0);
            if (rights is not [.., var last] || last.Id != id)
            {
                titles = [];
                rights.Add(RightRows.Read(reader, titles));
            }

            if (!reader.IsDBNull(19))
            {
                titles.Add(reader.GetGuid(19));
            }
        }

        return rights;
    }
}

/// <summary>By what a reader is known, where rights are kept.</summary>
public sealed record RightKeys
{
    /// <summary>The account that is signed in; null for none.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>An address that is known to be the reader's, folded for comparing; null for none.</summary>
    public string? EmailKey { get; init; }

    /// <summary>Orders that this browser may use, whoever has paid them.</summary>
    public IReadOnlyCollection<Guid> Orders { get; init; } = [];

    /// <summary>SHA-256 of tokens that the browser carries, lower-case hex.</summary>
    public IReadOnlyCollection<string> TokenHashes { get; init; } = [];

    /// <summary>Institutions through which the reader comes, and those of which they are part.</summary>
    public IReadOnlyCollection<Guid> Institutions { get; init; } = [];

    /// <summary>Known by nothing.</summary>
    public static RightKeys None { get; } = new();

    /// <summary>These and those. An account or an address that is known already stays.</summary>
    public RightKeys With(RightKeys other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new()
        {
            AccountId = AccountId ?? other.AccountId,
            EmailKey = EmailKey ?? other.EmailKey,
            Orders = [.. Orders.Union(other.Orders)],
            TokenHashes = [.. TokenHashes.Union(other.TokenHashes)],
            Institutions = [.. Institutions.Union(other.Institutions)],
        };
    }

    /// <summary>Whether the reader is known by nothing.</summary>
    public bool IsEmpty => AccountId is null && EmailKey is null && Orders.Count == 0 && TokenHashes.Count == 0 && Institutions.Count == 0;
}
