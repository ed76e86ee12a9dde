using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Offers;
using Recto.Journals.Access;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Features.Journals;

/// <summary>The front page of a site of several journals, or of none.</summary>
/// <param name="Journals">All journals.</param>
/// <param name="Newest">The newest articles of all.</param>
/// <param name="HasMore">Whether there are older ones.</param>
/// <param name="Reader">Who looks.</param>
public sealed record FrontView(IReadOnlyList<JournalListRow> Journals, IReadOnlyList<ArticleListRow> Newest, bool HasMore, Asker Reader)
{
    /// <summary>Head and foot.</summary>
    public Masthead Masthead => new() { Title = "Recto", Address = "/", Feed = FeedAddress.Under(""), Description = Say.Here["Journals whose notes are read: what each footnote cites, which archival file, which earlier note."] };

    /// <summary>How many articles there are.</summary>
    public int Articles => Journals.Sum(journal => journal.ArticleCount);
}

/// <summary>A journal: its current issue, what waits for one, and what it is.</summary>
public sealed record JournalView
{
    /// <summary>The journal.</summary>
    public required Journal Journal { get; init; }

    /// <summary>What it says of reading beyond free or closed.</summary>
    public required AccessPolicy Policy { get; init; }

    /// <summary>Names of its sections, by key; where some are read otherwise than the journal.</summary>
    public IReadOnlyDictionary<string, string> Sections { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it is the only journal of the site, and this the front page.</summary>
    public bool IsFront { get; init; }

    /// <summary>On the front page, its other newest articles; empty elsewhere.</summary>
    public IReadOnlyList<ArticleListRow> Earlier { get; init; } = [];

    /// <summary>Its newest issues.</summary>
    public required IReadOnlyList<IssueListRow> Issues { get; init; }

    /// <summary>Whether there are older ones.</summary>
    public required bool HasMoreIssues { get; init; }

    /// <summary>The newest issue with something in it; null where there is none.</summary>
    public required IssueListRow? Current { get; init; }

    /// <summary>The beginning of what stands in the current issue; the newest articles where there is no issue.</summary>
    public required IReadOnlyList<ArticleListRow> Contents { get; init; }

    /// <summary>Articles that wait for their issue, the newest; none where there is no issue.</summary>
    public required IReadOnlyList<ArticleListRow> Waiting { get; init; }

    /// <summary>Whether more wait.</summary>
    public required bool HasMoreWaiting { get; init; }

    /// <summary>Who looks.</summary>
    public required Asker Reader { get; init; }

    /// <summary>Its path.</summary>
    public string Address => $"/journals/{Journal.Key}";

    /// <summary>What stands under the title: the subtitle, else the first sentence about it; null where nothing was written.</summary>
    public string? Lede => Journal.Details.Subtitle ?? JournalMasthead.FirstSentence(Journal.About);

    /// <summary>What is said about it, by paragraph, without the sentence that stands under the title already.</summary>
    public IReadOnlyList<string> About => Journal.About is not { } about ? []
        : [.. (Journal.Details.Subtitle is null ? about[JournalMasthead.FirstSentence(about)!.Length..] : about).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => JournalMasthead.Of(Journal) with
    {
        Title = Journal.Title,
        Address = IsFront ? "/" : Address,
        Home = IsFront ? "/" : Address,
        Feed = FeedAddress.Under(Address),
        Description = JournalMasthead.FirstSentence(Journal.About) ?? Say.Here["{0}: issues, articles, and what their notes cite.", Journal.Title],
        Picture = Covers.Of(Journal.Key, Journal.Details) is { } cover ? new LinkPicture(cover, Journal.Details.CoverType ?? "image/png", null, null, Journal.Details.CoverAlt) : null,
        TellsMachines = true,
    };
}

/// <summary>One issue and its contents.</summary>
public sealed record IssueView
{
    /// <summary>Its journal.</summary>
    public required Journal Journal { get; init; }

    /// <summary>The issue.</summary>
    public required Issue Issue { get; init; }

    /// <summary>The public issue before it; null at the first.</summary>
    public required IssueLink? Previous { get; init; }

    /// <summary>The public issue after it; null at the last.</summary>
    public required IssueLink? NextIssue { get; init; }

    /// <summary>Its articles by section, in order.</summary>
    public required IReadOnlyList<ContentsSection> Sections { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public required string? Next { get; init; }

    /// <summary>Whether this is the first page of its contents.</summary>
    public required bool First { get; init; }

    /// <summary>Who looks.</summary>
    public required Asker Reader { get; init; }

    /// <summary>What would open what is closed of it; empty where nothing is sold, and where nothing that is listed is closed to this reader.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>Its path.</summary>
    public string Address => $"/journals/{Journal.Key}/{Uri.EscapeDataString(Issue.Key)}";

    /// <summary>How many articles this page lists.</summary>
    public int Articles => Sections.Sum(section => section.Articles.Count);

    /// <summary>The pages of the whole issue (<c>189–356</c>); null where they are not numbers, or the page does not show all.</summary>
    public string? Pages => First && Next is null ? PageSpan.Of(Sections.SelectMany(section => section.Articles).Select(row => row.Pages)) : null;

    /// <summary>Volume 3, issue 2; else its title, its date, its key.</summary>
    public string Name => IssueNames.InList(Issue.Volume, Issue.Number, Issue.Title, Issue.Published?.ToString(), Issue.Key);

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => JournalMasthead.Of(Journal) with
    {
        Title = Name,
        Address = Address,
        IsDraft = Issue.IsDraft,
        TellsMachines = !Issue.IsDraft,
        Picture = Covers.Of(Journal.Key, Issue.Key, Issue.Details) is { } cover ? new LinkPicture(cover, Issue.Details.CoverType ?? "image/png", null, null, Issue.Details.CoverAlt) : null,
        Feed = Issue.IsDraft ? null : FeedAddress.Under(Address) with { Name = Say.Here["This issue as a feed"] },
        Description = Issue.Details.Description is { } says ? JournalMasthead.FirstSentence(says.ReplaceLineEndings(" ")) : Say.Here["Contents of {0} of {1}.", Name, Journal.Title],
    };
}

/// <summary>The archive of a journal: a page of its volumes.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Volumes">The volumes of this page, newest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether this is the first.</param>
/// <param name="Issues">How many issues the whole archive has.</param>
/// <param name="Decades">Ways into a long archive: first year of each decade, and where its page begins.</param>
public sealed record ArchiveView(Journal Journal, IReadOnlyList<ArchiveVolume> Volumes, string? Next, bool First, int Issues, IReadOnlyList<(int Year, string After)> Decades)
{
    /// <summary>Its path.</summary>
    public string Address => $"/journals/{Journal.Key}/archive";

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => JournalMasthead.Of(Journal) with { Title = Say.Here["All volumes"], Address = Address, Description = Say.Here["All volumes and issues of {0}.", Journal.Title] };
}

/// <summary>A volume in the archive.</summary>
/// <param name="Volume">As printed; null for issues without one, which stand together by year.</param>
/// <param name="Years"><c>1934</c>, <c>1934–1935</c>; null where no date is known.</param>
/// <param name="Issues">Its issues, newest first.</param>
public sealed record ArchiveVolume(string? Volume, string? Years, IReadOnlyList<IssueListRow> Issues)
{
    /// <summary>How many articles stand in it.</summary>
    public int Articles => Issues.Sum(issue => issue.ArticleCount);
}

/// <summary>A page of a list of articles.</summary>
public sealed record ArticlesView
{
    /// <summary>What they are.</summary>
    public required string Heading { get; init; }

    /// <summary>BCP 47 tag of the heading; null where it is the interface's.</summary>
    public string? HeadingLanguage { get; init; }

    /// <summary>The journal whose list it is; null for the whole site.</summary>
    public Journal? Journal { get; init; }

    /// <summary>What is said under the heading; null where nothing is.</summary>
    public string? Lede { get; init; }

    /// <summary>Path of the list.</summary>
    public required string Address { get; init; }

    /// <summary>The page.</summary>
    public required IReadOnlyList<ArticleListRow> Articles { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public required string? Next { get; init; }

    /// <summary>Whether it is the first.</summary>
    public required bool First { get; init; }

    /// <summary>Who looks.</summary>
    public required Asker Reader { get; init; }

    // A section has a feed; all articles are the journal's, or the site's.
    private FeedAddress FeedOf(string address) => FeedAddress.Under(address.Contains("/sections/", StringComparison.Ordinal) ? address : Journal is null ? "" : $"/journals/{Journal.Key}");

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => (Journal is null ? new() { Title = Heading } : JournalMasthead.Of(Journal)) with
    {
        Title = Heading,
        Address = Address,
        TellsMachines = Journal is not null && First,
        Feed = FeedOf(Address),
        Description = Journal is null ? Say.Here["All articles of this site, newest first."] : Say.Here["{0}: {1}, newest first.", Journal.Title, Heading],
    };
}

/// <summary>All articles of one person.</summary>
/// <param name="Person">Who.</param>
/// <param name="Coauthors">Whom they have written with.</param>
/// <param name="Articles">A page of their articles.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="Reader">Who looks.</param>
public sealed record AuthorView(PersonRow Person, IReadOnlyList<PersonRow> Coauthors, IReadOnlyList<ArticleListRow> Articles, string? Next, bool First, Asker Reader)
{
    /// <summary>Path of a person's page.</summary>
    public static string AddressOf(string key) => $"/authors/{Uri.EscapeDataString(key)}";

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => new()
    {
        Title = Person.Name,
        Feed = FeedAddress.Under(AddressOf(Person.Key)),
        Address = AddressOf(Person.Key),
        Description = Say.Here["Articles by {0} on this site.", Person.Name],
    };
}
