using System.Globalization;
using Recto.Storage.Sql;

namespace Recto.App.Features.Doctor;

/// <summary>Judges how a PostgreSQL server is set up.</summary>
internal static class PostgresDoctor
{
    private const int Oldest = 150000;
    private static readonly TimeSpan FarOff = TimeSpan.FromSeconds(30);

    /// <summary>What is wrong with it; one line that says so where nothing is.</summary>
    /// <param name="facts">What the server says.</param>
    /// <param name="now">The clock of this machine.</param>
    public static IReadOnlyList<Finding> Judge(PostgresFacts facts, DateTimeOffset now)
    {
        const string Subject = "PostgreSQL";
        var found = new List<Finding>();
        if (facts.Version < Oldest)
        {
            found.Add(new(Health.Fail, Subject, string.Create(CultureInfo.InvariantCulture, $"It is of version {facts.Version / 10000}, and Recto needs 15 or newer: upgrade the server."), "postgres-old"));
        }

        if (facts.Encoding != "UTF8")
        {
            found.Add(new(Health.Fail, Subject, $"The database is encoded in {facts.Encoding}, and titles are of all scripts: make one with ENCODING 'UTF8' TEMPLATE template0, and restore a backup into it.", "postgres-encoding"));
        }

        if (facts.CollationMade is { } made && facts.CollationNow is { } current && made != current)
        {
            found.Add(new(Health.Warn, Subject, $"Indexes were sorted by version {made} of the system’s collation, and the system has {current} now: rows may be missed. REINDEX DATABASE, then ALTER DATABASE … REFRESH COLLATION VERSION.", "postgres-collation"));
        }

        if (facts.Fsync != "on")
        {
            found.Add(new(Health.Fail, Subject, "fsync is off: a power cut can destroy the whole database. Set fsync = on in postgresql.conf.", "postgres-fsync"));
        }

        if (facts.SynchronousCommit == "off")
        {
            found.Add(new(Health.Warn, Subject, "synchronous_commit is off: after a power cut orders that buyers have paid may be gone. Set it to on for this database: ALTER DATABASE … SET synchronous_commit = on.", "postgres-commit"));
        }

        if (facts.PoolSize > facts.MaxConnections - facts.Reserved)
        {
            found.Add(new(Health.Warn, Subject, string.Create(CultureInfo.InvariantCulture, $"One process may open {facts.PoolSize} connections (Maximum Pool Size), and the server takes {facts.MaxConnections} of all, {facts.Reserved} kept for administrators: under load readers get errors. Lower the one, with all nodes together below the other, or raise max_connections."), "postgres-connections"));
        }

        if (!facts.MayCreate && !facts.IsReplica)
        {
            found.Add(new(Health.Fail, Subject, "The role may make no tables in its schema, and migrations have to: GRANT CREATE, USAGE ON SCHEMA … TO the role, best make it the owner.", "postgres-rights"));
        }

        if (facts.IsReplica)
        {
            found.Add(new(Health.Fail, Subject, "The server that answers is a replica, and nothing can be written: name the primary first in the connection string, with Target Session Attributes=primary where several are named.", "postgres-replica"));
        }

        if (!facts.IsClosed)
        {
            found.Add(new(Health.Warn, Subject, "The connection goes to another machine without TLS: password and data travel open. Write SSL Mode=VerifyFull (or Require) into the connection string.", "postgres-without-tls"));
        }

        if (facts.TellsValues)
        {
            found.Add(new(Health.Warn, Subject, "Include Error Detail or Log Parameters is on: messages of the database then hold what readers typed. Take it out of the connection string.", "postgres-tells-values"));
        }

        var off = TimeSpan.FromMicroseconds(facts.Clock - ((now.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10));
        if (facts.Clock != 0 && off.Duration() > FarOff)
        {
            found.Add(new(Health.Warn, "clock", string.Create(CultureInfo.InvariantCulture, $"This machine and the database’s differ by {off.Duration().TotalSeconds:0} seconds: embargoes, links and sign-ins end at the wrong time. Switch on NTP on both (timedatectl set-ntp true)."), "clock-off"));
        }

        return found.Count > 0 ? found : [new(Health.Ok, Subject, "is set up as Recto needs it")];
    }
}
