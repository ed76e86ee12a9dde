namespace Recto.Journals.Usage;

/// <summary>One thing that somebody did and that was answered (HTTP 200 or 304), before anything is left out or added up. Made where the decision is made, never read out of an address. Who it was is a hash that nobody can turn back once its salt is gone (<see cref="UserKey"/>).</summary>
/// <remarks>COUNTER 5.1, sections 3.3 and 6. What one answer stands for may be two events: a wall that shows the abstract is a denial and an investigation.</remarks>
public sealed record UsageEvent
{
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What.</summary>
    public required UsageKind Kind { get; init; }

    /// <summary>Who.</summary>
    public required UserKey User { get; init; }

    /// <summary>The session, where one is followed (a sign-in); null where none is: then the reader's hour stands for it (COUNTER 5.1, 7.3; <see cref="UsageRollUp"/>).</summary>
    public UserKey? Session { get; init; }

    /// <summary>In which form; null for searches.</summary>
    public UsageForm? Form { get; init; }

    /// <summary>Which one, where an article has several of that form: the note's number, the file's name; null where there is one.</summary>
    public string? Part { get; init; }

    /// <summary>The article; null for searches.</summary>
    public Guid? ArticleId { get; init; }

    /// <summary>Its journal; null for searches.</summary>
    public Guid? JournalId { get; init; }

    /// <summary>The year that its content counts for (<see cref="YearOfPublication"/>); null for searches.</summary>
    public int? YearOfPublication { get; init; }

    /// <summary>Who could read the article at that instant (<see cref="AccessTypes"/>); null for searches.</summary>
    public AccessType? AccessType { get; init; }

    /// <summary>Whether a person did it, or a program that mines text with leave.</summary>
    public AccessMethod Method { get; init; } = AccessMethod.Regular;

    /// <summary>The institutions that it counts for, with all their parents, each once; none for somebody of no institution. Everything counts for the world as well.</summary>
    public IReadOnlyList<Guid> Institutions { get; init; } = [];

    /// <summary>Whether it may tell which articles are read together: not of readers who ask not to be followed, for their key is that of many, nor of those who have signed in to an account of their own.</summary>
    public bool MakesPairs { get; init; }

    /// <summary>What the lists beside the article held, where its page was shown with some; null for everything else, and for readers who ask not to be followed.</summary>
    public ShownLists? Lists { get; init; }

    /// <summary>The line of another article’s list by which the reader came to the page; null where they came otherwise, and for readers who ask not to be followed. Which article that was is found when the event is made, and not kept.</summary>
    public ListLine? CameBy { get; init; }
}

/// <summary>What somebody did (COUNTER 5.1, 3.3, Metric Types).</summary>
public enum UsageKind
{
    /// <summary>Looked at an article, or at something about it, without its text.</summary>
    Investigation = 1,

    /// <summary>Was given its text. A request is an investigation too.</summary>
    Request,

    /// <summary>Asked for the text and was refused, because nothing gave a right to it.</summary>
    NoLicense,

    /// <summary>Asked for the text and was refused, because as many as may were reading.</summary>
    LimitExceeded,

    /// <summary>Searched the site, once for each search that a person began: not for paging, sorting or narrowing.</summary>
    Search,
}

/// <summary>What of an article was given or asked for.</summary>
public enum UsageForm
{
    /// <summary>Title and abstract: the article's page where its text is closed. The same address as <see cref="Html"/>.</summary>
    Record = 1,

    /// <summary>The list of its sources.</summary>
    Sources,

    /// <summary>The page of one note.</summary>
    Note,

    /// <summary>Who cites it.</summary>
    CitedBy,

    /// <summary>How to cite it, in any format.</summary>
    Citation,

    /// <summary>A file that came with it.</summary>
    File,

    /// <summary>The text on its page.</summary>
    Html,

    /// <summary>The PDF.</summary>
    Pdf,

    /// <summary>The EPUB.</summary>
    Epub,

    /// <summary>The JATS.</summary>
    Jats,
}

/// <summary>Whether a person read (COUNTER 5.1, 3.3, Access Methods).</summary>
public enum AccessMethod
{
    /// <summary>As people read.</summary>
    Regular = 1,

    /// <summary>For text and data mining, with leave; without leave it is a robot and no event.</summary>
    Tdm,
}
