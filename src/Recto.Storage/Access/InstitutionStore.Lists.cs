using Dapper;
using Recto.Journals.Access;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Access;

public sealed partial class InstitutionStore
{
    // A key travels in addresses (Cursor), so only the beginning of a name decides the place; the id decides among equals.
    private const string Place = "SUBSTR(n.name_key, 1, 60)";

    /// <summary>A word that changes whenever institutions, their parents or ranges, or the rights of an institution do.</summary>
    public async Task<string> StateAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<string>(new CommandDefinition("""
            SELECT CAST(COUNT(*) AS TEXT) || '.' || CAST(COALESCE(MAX(updated_at), 0) AS TEXT) || '.' || CAST(COALESCE(SUM(edit_version), 0) AS TEXT)
                || '-' || CAST((SELECT COALESCE(MAX(updated_at), 0) FROM rights WHERE institution_id IS NOT NULL) AS TEXT)
            FROM institutions
            """, cancellationToken: ct)) ?? "";
    }

    /// <summary>All institutions with their parents, closed ones too, and the ranges of those that are open: what a site keeps in memory. Two statements.</summary>
    public async Task<(IReadOnlyList<Institution> Institutions, IReadOnlyList<InstitutionRange> Ranges)> LoadAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var institutions = InstitutionRow.Gather(await connection.QueryAsync<InstitutionRow>(new CommandDefinition($"""
            SELECT {Columns}, p.parent_id FROM institutions n LEFT JOIN institution_parents p ON p.institution_id = n.id ORDER BY n.id, p.parent_id
            """, cancellationToken: ct)));
        await using var command = connection.Command("""
            SELECT r.institution_id, r.first_address, r.last_address, r.is_excluded
            FROM institution_ranges r JOIN institutions n ON n.id = r.institution_id WHERE n.closed_at IS NULL
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ranges = new List<InstitutionRange>();
        while (await reader.ReadAsync(ct))
        {
            ranges.Add(new(reader.GetGuid(0), new(AddressNumber.FromBytes(reader.Bytes(1)), AddressNumber.FromBytes(reader.Bytes(2))), reader.GetInt32(3) != 0));
        }

        return (institutions, ranges);
    }

    /// <summary>Institutions by name.</summary>
    /// <param name="search">Part of a name or a key, or a ROR id; null for all.</param>
    /// <param name="isOpen">Only open ones, or only closed ones; null for both.</param>
    /// <param name="now">Which rights count as live.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<InstitutionListed>> ListAsync(string? search, bool? isOpen, DateTimeOffset now, int size, Cursor? after, CancellationToken ct)
    {
        Paging.RequireSize(size);
        if (!StoredText.CanStand(search ?? "", after?.Sort ?? ""))
        {
            return new([], null);
        }

        var values = new DynamicParameters(new { now, limit = size + 1 });
        List<string> conditions = ["1 = 1"];
        if (!string.IsNullOrWhiteSpace(search))
        {
            // Folded text holds letters, digits and blanks only: nothing in it is a sign of LIKE.
            values.Add("name", $"%{TextKey.Of(search)}%");
            values.Add("key", AddressKey.Of(search, 80) is { Length: > 0 } key ? $"%{key}%" : "-");
            values.Add("ror", search.Trim());
            conditions.Add("(n.name_key LIKE @name OR n.key LIKE @key OR n.ror = @ror)");
        }

        if (isOpen is { } open)
        {
            conditions.Add($"n.closed_at IS {(open ? "NULL" : "NOT NULL")}");
        }

        if (after is { } place)
        {
            values.Add("sort", place.Sort);
            values.Add("afterId", place.Id);
            conditions.Add($"({Place}, n.id) > (@sort, @afterId)");
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Listed>(new CommandDefinition($"""
            SELECT n.id, n.key, n.name, n.is_consortium, n.country, n.closed_at, {Place} AS place,
                (SELECT COUNT(*) FROM institution_ranges r WHERE r.institution_id = n.id) AS ranges,
                (SELECT COUNT(*) FROM rights r WHERE r.institution_id = n.id AND r.revoked_at IS NULL AND r.starts_at <= @now AND (r.ends_at IS NULL OR r.ends_at > @now)) AS rights,
                (SELECT COUNT(*) FROM institution_parents p WHERE p.parent_id = n.id) AS members
            FROM institutions n
            WHERE {string.Join(" AND ", conditions)}
            ORDER BY {Place}, n.id LIMIT @limit
            """, values, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor(row.Place, row.Id), row => row.ToRow());
    }

    private sealed record Listed
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
        public int IsConsortium { get; init; }
        public string? Country { get; init; }
        public long? ClosedAt { get; init; }
        public string Place { get; init; } = "";
        public int Ranges { get; init; }
        public int Rights { get; init; }
        public int Members { get; init; }

        public InstitutionListed ToRow() => new(Id, Key, Name, IsConsortium != 0, Country, Instants.FromStored(ClosedAt), Ranges, Rights, Members);
    }
}

/// <summary>An institution in the list of the desk.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its part of addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsConsortium">Whether it is a consortium.</param>
/// <param name="Country">ISO 3166-1, two letters; null where it is not known.</param>
/// <param name="ClosedAt">When it was closed; null where it is open.</param>
/// <param name="Ranges">Ranges of addresses, those that are not counted too.</param>
/// <param name="Rights">Rights of its own that have begun and not ended.</param>
/// <param name="Members">Institutions that hold rights through it.</param>
public sealed record InstitutionListed(Guid Id, string Key, string Name, bool IsConsortium, string? Country, DateTimeOffset? ClosedAt, int Ranges, int Rights, int Members);
