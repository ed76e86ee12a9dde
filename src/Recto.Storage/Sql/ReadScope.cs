namespace Recto.Storage.Sql;

/// <summary>Where a request, or a job, reads.</summary>
public enum ReadFrom
{
    /// <summary>Where it is written; a replica, as old as it may be, only while there is no such server.</summary>
    Primary = 1,

    /// <summary>A replica, which may be a little behind; where it is written where none is near enough.</summary>
    Replica,
}

/// <summary>
/// Where all that is read within it comes from, until it is disposed: from one server, and once something was written, from where it was written. It holds for whoever is called, whatever thread they run on.
/// What is begun in it and outlives it reads from the primary.
/// </summary>
public sealed class ReadScope : IDisposable
{
    private readonly Action<ReadScope> _leave;
    private volatile bool _hasEnded;
    private volatile bool _hasWritten;
    private long _position;

    internal ReadScope(ReadFrom from, Action<ReadScope> leave, ReadScope? outer)
    {
        (From, Outer) = (from, outer);
        _leave = leave;
    }

    /// <summary>Where it was to read.</summary>
    public ReadFrom From { get; private set; }

    /// <summary>Whether something was written, or was to be: a transaction was begun.</summary>
    public bool HasWritten => _hasWritten;

    /// <summary>Up to where a server must have come to know what was written here; 0 where nothing was.</summary>
    public long Position => Interlocked.Read(ref _position);

    /// <summary>Called after each commit.</summary>
    public Action? Committed { get; set; }

    internal ReadScope? Outer { get; }

    internal bool HasEnded => _hasEnded;

    /// <summary>The replica that was read; null for none.</summary>
    internal ReplicaHost? Host { get; set; }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (!_hasEnded)
        {
            _hasEnded = true;
            _leave(this);
        }
    }

    internal void Begins() => _hasWritten = true;

    internal void Commits(long position)
    {
        Interlocked.Exchange(ref _position, Math.Max(Position, position));
        Committed?.Invoke();
    }

    internal void Turn() => (From, Host) = (ReadFrom.Primary, null);
}
