using System.Globalization;
using Recto.Storage.Sql;

namespace Recto.App.Features.Doctor;

/// <summary>Judges how a PostgreSQL server is set up.</summary>
internal static class PostgresDoctor
{
    private const int Oldest = 150000;
    private static readonly TimeSpan FarOff = TimeSpan.FromSeconds(30);

    /// <summary>What is wrong between the servers of one database; nothing where it has one only, or where none answers, which another line says.</summary>
    /// <param name="servers">What they say.</param>
    /// <param name="mostLag">How far a replica may be behind to be read.</param>
    public static IEnumerable<Finding> Judge(IReadOnlyList<ServerFacts> servers, TimeSpan mostLag)
    {
        const string Subject = "PostgreSQL servers";
        if (servers.Count == 0 || servers.All(server => server.IsPrimary is null))
        {
            yield break;
        }

        var (primaries, replicas) = (servers.Where(server => server.IsPrimary == true).ToList(), servers.Where(server => server.IsPrimary == false).ToList());
        if (primaries.Count > 1)
        {
            yield return new(Health.Fail, Subject, $"{Names(primaries)} all say that they are the primary, and what is written to the one the other never sees: stop all but the right one at once, and make it a replica anew (pg_basebackup, pg_rewind).", "postgres-two-primaries");
        }
        else if (primaries.Count == 0)
        {
            yield return new(Health.Fail, Subject, $"No server is the primary ({Names(replicas)} only repeat it): the site can only be read. Start the primary, or promote one (pg_promote).", "postgres-no-primary");
        }

        if (servers.Where(server => server.IsPrimary is null).ToList() is { Count: > 0 } silent)
        {
            yield return new(Health.Warn, Subject, $"{Names(silent)} of the connection string {(silent.Count == 1 ? "does" : "do")} not answer: start {(silent.Count == 1 ? "it" : "them")}, or take {(silent.Count == 1 ? "it" : "them")} out of RECTO_DATABASE.", "postgres-server-silent");
        }

        if (replicas.Count == 0)
        {
            yield return new(Health.Warn, Subject, "Several servers are named, and none that answers is a replica: pages are read from the primary alone, and nothing stands by for its loss. Look at the replicas’ logs.", "postgres-no-replica");
        }

        if (replicas.Where(server => server.IsBehind).ToList() is { Count: > 0 } behind)
        {
            yield return new(Health.Warn, Subject, string.Create(CultureInfo.InvariantCulture, $"{Names(behind)} {(behind.Count == 1 ? "is" : "are")} more than {mostLag.TotalSeconds:0} seconds behind the primary (RECTO_REPLICA_LAG) and not read: look at pg_stat_replication, at the disks, and whether playing back was paused (pg_wal_replay_resume)."), "postgres-replica-behind");
        }

        static string Names(IEnumerable<ServerFacts> all) => string.Join(", ", all.Select(server => server.Name));
    }

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

        if (facts.IsPooled && facts.ResetsOnClose)
        {
            found.Add(new(Health.Warn, Subject, "A pooler stands before it that gives each transaction a connection of its own (PgBouncer in mode transaction), and Recto resets connections that others use meanwhile: add No Reset On Close=true to the connection string. “recto move” and “recto restore” go past the pooler, to PostgreSQL itself.", "postgres-pooler"));
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
