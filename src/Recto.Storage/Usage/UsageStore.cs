using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Recto.Journals.Usage;
using Recto.Storage.Sql;

namespace Recto.Storage.Usage;

/// <summary>What readers did, one row each, and the salts of the days. On PostgreSQL the rows lie in a part for each month, and come by COPY.</summary>
/// <param name="database">Where it is kept.</param>
public sealed partial class UsageStore(Database database)
{
    private const int SaltLength = 32;
    private const int GuidLength = 16;

    private static readonly string[] Columns = ["at", "kind", "user_key", "before_key", "session_key", "form", "part", "article_id", "journal_id", "yop", "access_type", "method", "institutions", "makes_pairs"];

    private readonly ConcurrentDictionary<UsageMonth, bool> _parts = new();

    /// <summary>The salt of a day, made by whoever asks first; null where the day was worked on and it is destroyed.</summary>
    /// <param name="day">The day, UTC.</param>
    /// <param name="isNew">Whether one is made where there is none; else null is given.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<byte[]?> FindSaltAsync(DateOnly day, bool isNew, CancellationToken ct)
    {
        var number = UsageNumbers.Of(day);
        if (isNew)
        {
            await MakeSaltAsync(number, ct);
        }

        await using var connection = await database.OpenAsync(ct);
        await using var find = connection.Command("SELECT salt FROM usage_salts WHERE day = @day", ("day", number));
        return await find.ExecuteScalarAsync(ct) as byte[];
    }

    private async Task MakeSaltAsync(int number, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);

        // Where the day is done none is made anew, or its readers would get other names.
        await using var command = tx.Command("""
            INSERT INTO usage_salts (day, salt) SELECT @day, @salt WHERE NOT EXISTS (SELECT 1 FROM usage_days WHERE day = @day AND rolled_at IS NOT NULL) ON CONFLICT (day) DO NOTHING
            """, ("day", number));
        command.AddBytes("salt", RandomNumberGenerator.GetBytes(SaltLength));
        await command.ExecuteNonQueryAsync(ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>Makes room for the events of a month, where that is to be made (PostgreSQL); in a transaction of its own, so that nobody waits for it long.</summary>
    public async Task MakeRoomAsync(UsageMonth month, CancellationToken ct)
    {
        if (database.Dialect.HasOneWriter || _parts.ContainsKey(month))
        {
            return;
        }

        await using var tx = await database.BeginAsync(ct);
        await database.Dialect.LockAsync(tx, ["usage events"], ct);
        var (from, until) = (Instants.ToStored(UsageNumbers.Begin(month.First)), Instants.ToStored(UsageNumbers.Begin(month.Plus(1).First)));
        await using var command = tx.Command(string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE IF NOT EXISTS usage_events_{UsageNumbers.Of(month)} PARTITION OF usage_events FOR VALUES FROM ({from}) TO ({until})"));
        await command.ExecuteNonQueryAsync(ct);
        await tx.CommitAsync(ct);
        _parts[month] = true;
    }

    /// <summary>Keeps a batch. <see cref="MakeRoomAsync"/> comes before.</summary>
    /// <returns>How many events came when their day was done: they are counted among what was dropped, and not kept.</returns>
    public async Task<long> AddAsync(WriteTransaction tx, UsageBatch batch, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(batch);
        var byDay = batch.Events.GroupBy(kept => UsageNumbers.DayOf(kept.Event.At)).ToDictionary(day => day.Key, day => day.ToList());
        var rows = new List<UsageToKeep>(batch.Events.Count);
        long late = 0;
        foreach (var day in byDay.Keys.Union(batch.Robots.Keys).Union(batch.Dropped.Keys).Order())
        {
            var events = byDay.GetValueOrDefault(day) ?? [];
            await using var command = tx.Command("""
                INSERT INTO usage_days (day, events, robots, dropped) VALUES (@day, @events, @robots, @dropped)
                ON CONFLICT (day) DO UPDATE SET events = usage_days.events + excluded.events, robots = usage_days.robots + excluded.robots, dropped = usage_days.dropped + excluded.dropped
                RETURNING rolled_at
                """, ("day", UsageNumbers.Of(day)), ("events", (long)events.Count), ("robots", batch.Robots.GetValueOrDefault(day)), ("dropped", batch.Dropped.GetValueOrDefault(day)));
            if (await command.ExecuteScalarAsync(ct) is long && events.Count > 0)
            {
                late += events.Count;
                await using var taken = tx.Command("UPDATE usage_days SET events = events - @late, dropped = dropped + @late WHERE day = @day", ("day", UsageNumbers.Of(day)), ("late", (long)events.Count));
                await taken.ExecuteNonQueryAsync(ct);
            }
            else
            {
                rows.AddRange(events);
            }
        }

        if (rows.Count > 0)
        {
            await (tx.Connection is NpgsqlConnection postgres ? CopyAsync(postgres, rows, ct) : InsertAsync(tx, rows, ct));
        }

        return late;
    }

    /// <summary>Gives the events that a day needs (<see cref="UsageRollUp.Needs"/>) in order of time.</summary>
    /// <returns>How many of them are of the day itself.</returns>
    public async Task<long> ReadAsync(DateOnly day, Action<UsageEvent> each, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(each);
        var (from, until) = UsageRollUp.Needs(day, day);
        var end = UsageNumbers.Begin(day.AddDays(1));
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.Command($"SELECT {string.Join(", ", Columns)} FROM usage_events WHERE at >= @from AND at <= @until ORDER BY at", ("from", Instants.ToStored(from)), ("until", Instants.ToStored(until)));
        await using var reader = await command.ExecuteReaderAsync(ct);
        long own = 0;
        while (await reader.ReadAsync(ct))
        {
            var happened = Read(reader, end);
            own += happened.At < end ? 1 : 0;
            each(happened);
        }

        return own;
    }

    private static UsageEvent Read(DbDataReader reader, DateTimeOffset end)
    {
        var at = reader.Instant(0);
        return new UsageEvent
        {
            At = at,
            Kind = (UsageKind)reader.GetInt32(1),
            User = Key(reader.Bytes(at >= end && !reader.IsDBNull(3) ? 3 : 2)),
            Session = reader.IsDBNull(4) ? null : Key(reader.Bytes(4)),
            Form = (UsageForm?)reader.NumberOrNull(5),
            Part = reader.TextOrNull(6),
            ArticleId = reader.IsDBNull(7) ? null : Id(reader.Bytes(7)),
            JournalId = reader.IsDBNull(8) ? null : Id(reader.Bytes(8)),
            YearOfPublication = reader.NumberOrNull(9),
            AccessType = (AccessType?)reader.NumberOrNull(10),
            Method = (AccessMethod)reader.GetInt32(11),
            Institutions = reader.IsDBNull(12) ? [] : Ids(reader.Bytes(12)),
            MakesPairs = reader.GetInt32(13) != 0,
        };
    }

    private static async Task CopyAsync(NpgsqlConnection connection, List<UsageToKeep> rows, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY usage_events ({string.Join(", ", Columns)}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            var values = Values(row);
            for (var i = 0; i < values.Length; i++)
            {
                await (values[i] switch
                {
                    null => copy.WriteNullAsync(ct),
                    long at => copy.WriteAsync(at, NpgsqlDbType.Bigint, ct),
                    short number => copy.WriteAsync(number, NpgsqlDbType.Smallint, ct),
                    byte[] bytes => copy.WriteAsync(bytes, NpgsqlDbType.Bytea, ct),
                    var text => copy.WriteAsync((string)text, NpgsqlDbType.Text, ct),
                });
            }
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task InsertAsync(WriteTransaction tx, List<UsageToKeep> rows, CancellationToken ct)
    {
        var writer = new RowWriter(tx, "usage_events", Columns);
        foreach (var row in rows)
        {
            writer.Add(Values(row));
        }

        await writer.WriteAsync(ct);
    }

    // In the order of the columns.
    private static object?[] Values(UsageToKeep row)
    {
        var happened = row.Event;
        return
        [
            Instants.ToStored(happened.At), (short)happened.Kind, Bytes(happened.User), row.Before is { } before ? Bytes(before) : null, happened.Session is { } session ? Bytes(session) : null,
            (short?)happened.Form, happened.Part, happened.ArticleId?.ToByteArray(bigEndian: true), happened.JournalId?.ToByteArray(bigEndian: true), (short?)happened.YearOfPublication, (short?)happened.AccessType, (short)happened.Method,
            happened.Institutions.Count == 0 ? null : Bytes(happened.Institutions), (short)(happened.MakesPairs ? 1 : 0),
        ];
    }

    private static byte[] Bytes(UserKey key)
    {
        var bytes = new byte[GuidLength];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key.Value);
        return bytes;
    }

    private static byte[] Bytes(IReadOnlyList<Guid> ids)
    {
        var bytes = new byte[ids.Count * GuidLength];
        for (var i = 0; i < ids.Count; i++)
        {
            ids[i].TryWriteBytes(bytes.AsSpan(i * GuidLength), bigEndian: true, out _);
        }

        return bytes;
    }

    private static UserKey Key(byte[] bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    private static Guid Id(ReadOnlySpan<byte> bytes) => new(bytes, bigEndian: true);

    private static Guid[] Ids(byte[] bytes)
    {
        var ids = new Guid[bytes.Length / GuidLength];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = Id(bytes.AsSpan(i * GuidLength, GuidLength));
        }

        return ids;
    }
}
