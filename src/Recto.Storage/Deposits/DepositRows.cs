using Recto.Journals.Exchange.Crossref;
using Recto.Journals.Identifiers;

namespace Recto.Storage.Deposits;

/// <summary>What a DOI is of.</summary>
public enum DepositKind
{
    /// <summary>An article.</summary>
    Article = 1,

    /// <summary>An issue.</summary>
    Issue,

    /// <summary>The journal itself.</summary>
    Journal,
}

/// <summary>How it stands with a DOI at the register.</summary>
public enum DepositState
{
    /// <summary>To be looked at, and sent where something is new.</summary>
    Waiting = 1,

    /// <summary>Sent, or perhaps sent, and not answered yet.</summary>
    Sent,

    /// <summary>Registered.</summary>
    Accepted,

    /// <summary>Registered, and the register had something to say.</summary>
    Warned,

    /// <summary>Refused: not sent again before something changes or somebody asks.</summary>
    Failed,

    /// <summary>The register could not be reached too often: not sent again before something changes or somebody asks.</summary>
    GivenUp,
}

/// <summary>What a journal says of its deposits, as it is kept.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Credentials">Login and password, encrypted; null where the operator's are used.</param>
/// <param name="EditVersion">Counts changes, from 1; 0 where nothing was ever said.</param>
/// <param name="Problem">What keeps everything from being sent; null where nothing does.</param>
/// <param name="NotBefore">Before when nothing is sent; null for at once.</param>
public sealed record DepositSettingsRow(DepositSettings Settings, string? Credentials, int EditVersion, string? Problem, DateTimeOffset? NotBefore);

/// <summary>The right to send for a journal, for a while and for nobody else.</summary>
/// <param name="JournalId">The journal.</param>
/// <param name="Lease">The word by which whoever holds it is known.</param>
public sealed record DepositClaim(Guid JournalId, string Lease);

/// <summary>A DOI that is to be looked at.</summary>
public sealed record DueDeposit
{
    /// <summary>Id of the article, the issue or the journal.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is.</summary>
    public required DepositKind Kind { get; init; }

    /// <summary>The DOI.</summary>
    public required Doi Doi { get; init; }

    /// <summary>The issue that it stands in, or is; null where there is none.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>Versions of everything that goes in, now.</summary>
    public required string Basis { get; init; }

    /// <summary>What the register has; null where it has nothing yet.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Whether it is sent even though nothing has changed.</summary>
    public bool IsAsked { get; init; }
}

/// <summary>A batch that is not answered yet.</summary>
public sealed record OpenBatch
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name that the register knows it by.</summary>
    public required string Name { get; init; }

    /// <summary>Which register.</summary>
    public required string Server { get; init; }

    /// <summary>Whether the register has said that it came.</summary>
    public bool IsSent { get; init; }

    /// <summary>How often it was asked about.</summary>
    public int Asks { get; init; }

    /// <summary>How often the register did not know it.</summary>
    public int Unknowns { get; init; }

    /// <summary>When it was written down, UTC.</summary>
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>One DOI of a batch that is about to be sent.</summary>
/// <param name="Due">What it is.</param>
/// <param name="Fingerprint">What is sent.</param>
public sealed record BatchedDeposit(DueDeposit Due, string Fingerprint);

/// <summary>What the register says of one DOI.</summary>
/// <param name="State">What became of it: <see cref="DepositState.Accepted"/>, <see cref="DepositState.Warned"/>, <see cref="DepositState.Failed"/>, or <see cref="DepositState.Waiting"/> for once more.</param>
/// <param name="Message">Its words; null where there are none.</param>
/// <param name="Matches">Citations that it has matched: key and DOI.</param>
/// <param name="Highest">Timestamp that it has; null where it does not say.</param>
public sealed record DepositAnswer(DepositState State, string? Message, IReadOnlyList<(string Key, string Doi)> Matches, long? Highest = null);

/// <summary>A DOI in the list of the desk.</summary>
public sealed record DepositRow
{
    /// <summary>Id of the article, the issue or the journal.</summary>
    public Guid Id { get; init; }

    /// <summary>Its journal.</summary>
    public Guid JournalId { get; init; }

    /// <summary>What it is.</summary>
    public DepositKind Kind { get; init; }

    /// <summary>The DOI.</summary>
    public string Doi { get; init; } = "";

    /// <summary>How it stands.</summary>
    public DepositState State { get; init; }

    /// <summary>Title of the article or the issue; null where there is none.</summary>
    public string? Title { get; init; }

    /// <summary>Its authors in one line; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>BCP 47 tag of the title; null where it is not known.</summary>
    public string? Language { get; init; }

    /// <summary>The last words of the register, or ours; null where there are none.</summary>
    public string? Message { get; init; }

    /// <summary>The register's number of the last submission; null where there is none.</summary>
    public string? Submission { get; init; }

    /// <summary>How often in a row it could not be sent.</summary>
    public int Attempts { get; init; }

    /// <summary>Before when it is not tried again; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When its state last changed, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When the register last took it, UTC; null where it never did.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Citations that the register has matched.</summary>
    public int Matched { get; init; }

    /// <summary>Whether the article is withdrawn or a draft again: nothing is sent of it, and the DOI stays registered.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>How it stands with the DOIs of a journal.</summary>
/// <param name="States">How many are in each state.</param>
/// <param name="Without">Published articles that have no DOI.</param>
/// <param name="Foreign">Published articles whose DOI has another prefix.</param>
public sealed record DepositTally(IReadOnlyDictionary<DepositState, int> States, int Without, int Foreign);

/// <summary>An article or an issue that is to get a DOI.</summary>
public sealed record WithoutDoi
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>Volume as printed; null where there is none.</summary>
    public string? Volume { get; init; }

    /// <summary>Number as printed; null where there is none.</summary>
    public string? Number { get; init; }

    /// <summary>Date of publication, ISO 8601 as far as known; null where it is not.</summary>
    public string? Published { get; init; }
}
