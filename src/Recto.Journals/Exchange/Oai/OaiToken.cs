namespace Recto.Journals.Exchange.Oai;

/// <summary>Where a list goes on: everything that is needed to do so, so that the site remembers nothing.</summary>
public sealed record OaiToken
{
    /// <summary>The verb of the list.</summary>
    public required OaiVerb Verb { get; init; }

    /// <summary>Prefix of the form; empty for sets.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The set that was asked for, or for a list of sets the last of the page before; null for none.</summary>
    public string? Set { get; init; }

    /// <summary>Changed at that instant or later; null where not asked for.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Changed before that instant; null where not asked for.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>When the last record of the page before changed.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The last record of the page before, or for a list of sets its journal.</summary>
    public required Guid Last { get; init; }

    /// <summary>How many were given before.</summary>
    public required long Cursor { get; init; }

    /// <summary>How many there were in all when the list began; 0 where that was not counted.</summary>
    public long Size { get; init; }

    /// <summary>Until when it is taken.</summary>
    public required DateTimeOffset Expires { get; init; }
}
