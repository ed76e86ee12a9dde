namespace Recto.Journals.Exchange.Crossref;

/// <summary>What a journal says of its deposits.</summary>
public sealed record DepositSettings
{
    /// <summary>Nothing said: off.</summary>
    public static DepositSettings None { get; } = new();

    /// <summary>Whether anything is deposited.</summary>
    public bool IsOn { get; init; }

    /// <summary>Prefix of its DOIs, <c>10.5555</c>; null where none was given. DOIs of another prefix are never deposited.</summary>
    public string? Prefix { get; init; }

    /// <summary>Pattern of new suffixes of articles; null where no DOI is made here.</summary>
    public string? Pattern { get; init; }

    /// <summary>Pattern of new suffixes of issues; null where issues get none.</summary>
    public string? IssuePattern { get; init; }

    /// <summary>DOI of the journal itself; null where it has none.</summary>
    public string? JournalDoi { get; init; }

    /// <summary>Whether an article that is published without a DOI gets one by itself.</summary>
    public bool AssignsAtPublication { get; init; }

    /// <summary>Who deposits; null where nobody has said.</summary>
    public string? DepositorName { get; init; }

    /// <summary>Where Crossref writes to; null where nobody has said.</summary>
    public string? DepositorEmail { get; init; }

    /// <summary>Who is responsible for the DOIs; null where nobody has said.</summary>
    public string? Registrant { get; init; }

    /// <summary>Schema to write by.</summary>
    public DepositSchema Schema { get; init; } = DepositSchema.V540;

    /// <summary>Whether what the articles cite is deposited.</summary>
    public bool WithCitations { get; init; } = true;

    /// <summary>Whether archival files that the notes cite are deposited too, in words.</summary>
    public bool WithArchivalSources { get; init; }

    /// <summary>Archives that keep the journal, by Crossref's names; null for none.</summary>
    public IReadOnlyList<string>? Archives { get; init; }

    /// <summary>DOI of the page of the policy on corrections (Crossmark); null where the journal takes no part.</summary>
    public string? CrossmarkPolicy { get; init; }

    /// <summary>Whether it goes to the real register, not to the one for trying.</summary>
    public bool IsLive { get; init; }
}
