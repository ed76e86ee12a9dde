using Recto.App.Shell;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.Journals;

/// <summary>The front page. Where the site has one journal, the page is that journal's.</summary>
/// <param name="Journals">All journals.</param>
/// <param name="Newest">The newest articles of all.</param>
/// <param name="HasMore">Whether there are older ones.</param>
/// <param name="Issues">The newest issues of the only journal; empty where there are several.</param>
public sealed record FrontView(IReadOnlyList<JournalListRow> Journals, IReadOnlyList<ArticleListRow> Newest, bool HasMore, IReadOnlyList<IssueListRow> Issues)
{
    /// <summary>The only journal; null where there is none or several.</summary>
    public JournalListRow? Only => Journals is [var only] ? only : null;

    /// <summary>Head and foot.</summary>
    public Masthead Masthead => Only is null
        ? new() { Title = "Recto", Address = "/", Description = "Journals whose notes are read: what each footnote cites, which archival file, which earlier note." }
        : JournalMasthead.Of(Only.Key, Only.Title, Only.Publisher, null) with { Home = "/", Address = "/", Description = JournalMasthead.FirstSentence(Only.About) };

    /// <summary>How many articles there are.</summary>
    public int Articles => Journals.Sum(journal => journal.ArticleCount);
}

/// <summary>A journal: its issues, and what stands in none.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Issues">A page of its issues, newest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Newest">Its newest articles; with the issues on the first page only.</param>
/// <param name="First">Whether this is the first page of issues.</param>
public sealed record JournalView(Journal Journal, IReadOnlyList<IssueListRow> Issues, string? Next, IReadOnlyList<ArticleListRow> Newest, bool First)
{
    /// <summary>Head and foot.</summary>
    public Masthead Masthead => JournalMasthead.Of(Journal.Key, Journal.Title, Journal.Publisher, Journal.OnlineIssn?.Value ?? Journal.PrintIssn?.Value) with
    {
        Title = Journal.Title,
        Address = $"/journals/{Journal.Key}",
        Description = JournalMasthead.FirstSentence(Journal.About),
    };
}

/// <summary>One issue and its contents.</summary>
/// <param name="Journal">Its journal.</param>
/// <param name="Issue">The issue.</param>
/// <param name="Articles">Its articles in order.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether this is the first page of its contents.</param>
public sealed record IssueView(Journal Journal, Issue Issue, IReadOnlyList<ArticleListRow> Articles, string? Next, bool First)
{
    /// <summary>Head and foot.</summary>
    public Masthead Masthead => JournalMasthead.Of(Journal.Key, Journal.Title, Journal.Publisher, Journal.OnlineIssn?.Value ?? Journal.PrintIssn?.Value) with
    {
        Title = IssueNames.Long(Issue.Volume, Issue.Number) ?? Issue.Title ?? "Issue",
        Address = $"/journals/{Journal.Key}/{Issue.Key}",
    };
}

/// <summary>A page of a list of articles.</summary>
/// <param name="Heading">What they are.</param>
/// <param name="Address">Path of the list.</param>
/// <param name="Articles">The page.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="Masthead">Head and foot.</param>
public sealed record ArticlesView(string Heading, string Address, IReadOnlyList<ArticleListRow> Articles, string? Next, bool First, Masthead Masthead);
