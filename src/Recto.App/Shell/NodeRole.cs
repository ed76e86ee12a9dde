namespace Recto.App.Shell;

/// <summary>What a process of the site is there for. Several of them share one PostgreSQL database; on SQLite one does all.</summary>
internal enum NodeRole
{
    /// <summary>Answers readers and does the work behind the pages.</summary>
    All = 1,

    /// <summary>Answers readers, and does only what each process needs for itself.</summary>
    Web,

    /// <summary>Does the work behind the pages, and answers probes only.</summary>
    Worker,
}
