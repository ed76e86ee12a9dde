namespace Recto.Storage.Sql;

/// <summary>The one form in which instants are kept: microseconds since 1970-01-01T00:00Z, so that both databases sort and compare them alike.</summary>
internal static class Instants
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary>The clock of a PostgreSQL server as it is kept, for leases of several machines, whose own clocks may differ.</summary>
    public const string OfPostgres = "(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::bigint";

    /// <summary>As it is kept; parts of a microsecond are dropped.</summary>
    public static long ToStored(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksPerMicrosecond;

    /// <summary>As it is kept; null for none.</summary>
    public static long? ToStored(DateTimeOffset? instant) => instant is { } at ? ToStored(at) : null;

    /// <summary>As it was, in UTC.</summary>
    public static DateTimeOffset FromStored(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TicksPerMicrosecond);

    /// <summary>As it was, in UTC; null for none.</summary>
    public static DateTimeOffset? FromStored(long? microseconds) => microseconds is { } at ? FromStored(at) : null;
}
