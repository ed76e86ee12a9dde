using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;

namespace Recto.Storage.Sql;

/// <summary>
/// The servers of one PostgreSQL: a primary that takes things in, and replicas that play back what it wrote and can be read. Which is which they say themselves, so that one that is promoted is found without a word from anybody.
/// Without a <see cref="ReadScope"/> everything is asked of the primary. A process reads from one replica for as long as that one is near enough: pages that it keeps, and its watch over them, come from one place.
/// </summary>
public sealed class DatabaseHosts : IAsyncDisposable
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly AsyncLocal<ReadScope?> _scope = new();
    private readonly NpgsqlMultiHostDataSource _all;
    private readonly ImmutableArray<ReplicaHost> _hosts;
    private readonly TimeSpan _mostLag;
    private readonly Lock _choosing = new();
    private readonly List<(long At, long Position)> _written = [];
    private volatile ReplicaHost? _reading;
    private volatile ReplicaHost? _primary;
    private volatile bool _isReadOnly;
    private long _lostAt;
    private int _turn;

    private DatabaseHosts(NpgsqlConnectionStringBuilder place, IEnumerable<ReplicaHost> hosts, TimeSpan mostLag)
    {
        _all = new NpgsqlDataSourceBuilder(place.ConnectionString).BuildMultiHost();
        Primary = _all.WithTargetSession(TargetSessionAttributes.Primary);
        _hosts = [.. hosts];
        _mostLag = mostLag;
    }

    /// <summary>Connections to whichever server takes things in.</summary>
    public DbDataSource Primary { get; }

    /// <summary>Whether the database can only be read at the moment, as far as is known. Costs nothing to ask.</summary>
    public bool IsReadOnly => _isReadOnly;

    /// <summary>Host and port of the primary; null where none is known.</summary>
    public string? PrimaryName => _primary?.Name;

    /// <summary>Host and port of the replica that pages are read from; null where they are read from the primary.</summary>
    public string? ReplicaName => _reading?.Name;

    /// <summary>How far that replica is behind; null where none is read, or it is not known.</summary>
    public TimeSpan? Lag => _reading?.Lag;

    /// <summary>How many servers say that they take things in: more than one, and somebody has to stop one of them.</summary>
    public int Primaries => _hosts.Count(host => host.Said is { IsPrimary: true });

    /// <summary>Changes whenever pages are read from another server than before: what was made of the one tells nothing of the other.</summary>
    public int Turn => Volatile.Read(ref _turn);

    /// <summary>Where the call that asks reads; null for the primary.</summary>
    public ReadScope? Current => _scope.Value is { HasEnded: false } scope ? scope : null;

    /// <summary>The servers of a connection string; null where it names one only.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    internal static DatabaseHosts? Of(DatabaseOptions options)
    {
        var place = Database.KeepingSome(options.PostgreSql!);
        if (place.Host is not { } all || !all.Contains(',', StringComparison.Ordinal))
        {
            return null;
        }

        // What the operator says of these stands; else a server that has gone is given up in seconds, and one that was promoted is found in one.
        var said = new DbConnectionStringBuilder { ConnectionString = options.PostgreSql };
        place.Timeout = said.ContainsKey("Timeout") ? place.Timeout : 3;
        place.HostRecheckSeconds = said.ContainsKey("Host Recheck Seconds") ? place.HostRecheckSeconds : 1;
        place.TcpKeepAlive |= !said.ContainsKey("Tcp Keepalive");
        place.TargetSessionAttributes = null; // Each of our sources has its own.
        var names = all.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var first = place.LoadBalanceHosts ? Random.Shared.Next(names.Length) : 0;
        place.LoadBalanceHosts = false; // One process keeps to one replica; which, is drawn once.
        return new DatabaseHosts(place, Enumerable.Range(0, names.Length).Select(at => HostOf(place, names[(first + at) % names.Length])), options.MostReplicaLag);
    }

    /// <summary>The connection string by which a program of others, which opens connections itself, comes to the primary.</summary>
    internal static string StringOfPrimary(string connectionString)
    {
        var place = new NpgsqlConnectionStringBuilder(connectionString);
        if (place.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            place.TargetSessionAttributes = "primary";
        }

        return place.ConnectionString;
    }

    /// <summary>From here on, until it is disposed, what is read comes from there.</summary>
    public ReadScope Enter(ReadFrom from)
    {
        var scope = new ReadScope(from, left => _scope.Value = left.Outer, _scope.Value);
        _scope.Value = scope;
        return scope;
    }

    /// <summary>Whether the replica that pages are read from knows all that was written up to there; false where none is read.</summary>
    public async Task<bool> HasComeToAsync(long position, CancellationToken ct)
    {
        if (_reading is not { } host)
        {
            return false;
        }

        try
        {
            return await host.HasComeToAsync(position, ct);
        }
        catch (Exception fault) when (IsGone(fault))
        {
            Distrust(host);
            return false;
        }
    }

    /// <summary>Asks all servers how they are, and chooses which is read. Whoever reads from replicas asks about once a second; who never asks reads from the primary.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await Task.WhenAll(_hosts.Select(host => host.AskAsync(ct)));
        var now = Stopwatch.GetTimestamp();
        lock (_choosing)
        {
            var primary = _hosts.FirstOrDefault(host => host.Said is { IsPrimary: true });
            if (primary is not null && (_isReadOnly || primary != _primary))
            {
                // What is kept of the one before is of a server that is gone; and what was found out of servers is old.
                _all.ClearDatabaseStates();
                if (_primary is not null)
                {
                    _all.Clear();
                }

                // The log of another server may have begun anew at an earlier place.
                _written.Clear();
            }

            if (primary?.Said is { } said)
            {
                _written.Add((now, said.Position));
                _written.RemoveAll(sample => Stopwatch.GetElapsedTime(sample.At, now) > 2 * _mostLag + TimeSpan.FromMinutes(1));
                _isReadOnly = false;
            }
            else
            {
                Lost();
            }

            _primary = primary;
            foreach (var host in _hosts)
            {
                host.Lag = host.Said is { IsPrimary: false, Position: var position } ? LagOf(position, now) : null;
            }

            Choose();
        }
    }

    /// <summary>Asks all servers how they are, and waits for replicas as long as they may be behind: for <c>recto doctor</c>.</summary>
    internal async Task<IReadOnlyList<ServerFacts>> ExamineAsync(CancellationToken ct)
    {
        const int Header = 64; // Where a page of the log begins, the primary's position is already behind the page's header.
        await LookAsync(ct);
        var goal = _hosts.Max(host => host.Said is { IsPrimary: true, Position: var at } ? at : 0) - Header;
        for (var began = Stopwatch.GetTimestamp(); _hosts.Any(IsBehind) && Stopwatch.GetElapsedTime(began) < _mostLag;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            await Task.WhenAll(_hosts.Where(IsBehind).Select(host => host.AskAsync(ct)));
        }

        return [.. _hosts.Select(host => new ServerFacts(host.Name, host.Said?.IsPrimary, _mostLag > TimeSpan.Zero && IsBehind(host)))];

        bool IsBehind(ReplicaHost host) => host.Said is { IsPrimary: false, Position: var at } && at < goal;
    }

    /// <summary>Lets a request that met a fault ask once more, and from elsewhere.</summary>
    public void TurnAway(ReadScope scope, Exception fault)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var host = scope.Host;
        scope.Turn();
        if (host is not null && DatabaseFaults.IsAway(fault) && DatabaseFaults.IsPassing(fault)) // And not for what others did not do.
        {
            Distrust(host);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _all.DisposeAsync();
    }

    /// <summary>A connection to the server that takes things in.</summary>
    /// <exception cref="DatabaseReadOnlyException">None does.</exception>
    internal async ValueTask<DbConnection> OpenPrimaryAsync(CancellationToken ct)
    {
        RefuseWhatWasJustRefused();
        try
        {
            var connection = await Primary.OpenConnectionAsync(ct);
            _isReadOnly = false;
            return connection;
        }
        catch (Exception fault) when (IsGone(fault))
        {
            Lost();
            throw new DatabaseReadOnlyException(fault);
        }
    }

    /// <summary>A connection for reading: as <see cref="Current"/> says.</summary>
    internal async ValueTask<DbConnection> OpenAsync(CancellationToken ct)
    {
        if (Current is not { } scope || scope.HasWritten)
        {
            return await OpenPrimaryAsync(ct);
        }

        for (var tries = 0; ; tries++)
        {
            var host = scope.From == ReadFrom.Replica || tries > 0 ? scope.Host ?? _reading : null;
            try
            {
                if (host is null)
                {
                    return await OpenPrimaryAsync(ct);
                }

                var connection = await host.Source.OpenConnectionAsync(ct);
                scope.Host = host;
                return connection;
            }
            catch (DatabaseReadOnlyException) when (host is null && tries <= _hosts.Length && ChooseNow() is not null)
            {
                // Better what was a moment ago than nothing.
            }
            catch (Exception fault) when (host is not null && tries <= _hosts.Length && IsGone(fault))
            {
                scope.Host = null;
                Distrust(host);
            }
        }
    }

    /// <summary>As <see cref="OpenAsync"/>, for what the framework asks for without awaiting.</summary>
    internal DbConnection OpenForAny()
    {
        try
        {
            return Primary.OpenConnection();
        }
        catch (Exception fault) when (IsGone(fault) && ChooseNow() is { } host)
        {
            return host.Source.OpenConnection();
        }
    }

    // A name that is not known, at the moment, comes as it is.
    private static bool IsGone(Exception fault) => fault is SocketException || DatabaseFaults.IsAway(fault);

    private static ReplicaHost HostOf(NpgsqlConnectionStringBuilder place, string name)
    {
        // host, host:port, [::1]:port
        var colon = name.LastIndexOf(':');
        var hasPort = colon > 0 && (name.IndexOf(':', StringComparison.Ordinal) == colon || name[colon - 1] == ']');
        var own = new NpgsqlConnectionStringBuilder(place.ConnectionString) { Host = hasPort ? name[..colon].Trim('[', ']') : name };
        own.Port = hasPort && int.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : own.Port;
        return new ReplicaHost(string.Create(CultureInfo.InvariantCulture, $"{own.Host}:{own.Port}"), own);
    }

    // A server that does not answer at all is waited for: not by everybody, and not each time.
    private void RefuseWhatWasJustRefused()
    {
        if (_isReadOnly && Stopwatch.GetElapsedTime(Interlocked.Read(ref _lostAt)) < TryAgainAfter)
        {
            throw new DatabaseReadOnlyException(null);
        }
    }

    private void Lost()
    {
        Interlocked.Exchange(ref _lostAt, Stopwatch.GetTimestamp());
        _isReadOnly = true;
    }

    private ReplicaHost? ChooseNow()
    {
        lock (_choosing)
        {
            Choose();
            return _reading;
        }
    }

    private void Distrust(ReplicaHost host)
    {
        lock (_choosing)
        {
            host.GivesUp();
            Choose();
        }
    }

    // The one that is read stays so while it may: to be the nearest at every moment is worth less than to be one.
    private void Choose()
    {
        var before = _reading;
        if (before is not null && MayRead(before))
        {
            return;
        }

        _reading = _hosts.Where(MayRead).OrderByDescending(host => _isReadOnly ? host.Said?.Position : 0).FirstOrDefault();
        if (_reading != before)
        {
            Interlocked.Increment(ref _turn);
        }
    }

    private bool MayRead(ReplicaHost host) => host.Said is { IsPrimary: false } && (_isReadOnly || (host.Lag is { } lag && lag < _mostLag));

    // Since when has something been written that this replica does not know? By the clock of this process alone; null for longer than is known.
    private TimeSpan? LagOf(long position, long now)
    {
        if (_written.Count == 0 || position < _written[0].Position)
        {
            return null;
        }

        var missed = _written.FindIndex(sample => sample.Position > position);
        return missed < 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_written[missed].At, now);
    }
}
