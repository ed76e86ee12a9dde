using System.Text;
using Recto.App.Shell;
using Recto.Journals.Access;
using Recto.Journals.Archives;
using Recto.Journals.Exchange.Html;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Storage.Articles;

namespace Recto.App.Features.Articles;

/// <summary>What the page of an article’s sources shows.</summary>
public sealed record SourcesView
{
    /// <summary>The article.</summary>
    public required SourcedArticle Article { get; init; }

    /// <summary>The sources of this page under their headings.</summary>
    public required IReadOnlyList<SourcesPart> Parts { get; init; }

    /// <summary>How many sources there are on all pages.</summary>
    public required int Sources { get; init; }

    /// <summary>How many of all of them others cite too.</summary>
    public required int AlsoCited { get; init; }

    /// <summary>Whether archival units are among all of them.</summary>
    public required bool HasArchives { get; init; }

    /// <summary>Whether this is the first page.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>What follows <c>after=</c> for the next page; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>Whether this reader may read the notes.</summary>
    public required bool NotesAreOpen { get; init; }

    /// <summary>The article's path.</summary>
    public string ArticleAddress => $"/articles/{Uri.EscapeDataString(Article.Slug)}";

    /// <summary>The page's path.</summary>
    public string Address => ArticleAddress + "/sources";

    /// <summary>Head and foot; the title is the page's to set.</summary>
    public Masthead Masthead => JournalMasthead.Of(Article.JournalKey, Article.JournalTitle, Article.JournalPublisher, Article.JournalIssn, Article.JournalLanguage) with
    {
        Title = Article.Title,
        Address = Address,
        IsDraft = !Article.Terms.IsPublished,
    };
}

/// <summary>Sources of one kind.</summary>
/// <param name="Group">Which kind.</param>
/// <param name="Shelves">Archives; of works one, without a name.</param>
public sealed record SourcesPart(SourceKindGroup Group, IReadOnlyList<SourcesShelf> Shelves);

/// <summary>Sources that lie in one archive, or all works of one kind.</summary>
/// <param name="Name">The archive; null for works, and where no archive is named.</param>
/// <param name="IsKnown">Whether that is its English name in the directory, else words of a note.</param>
/// <param name="Sources">The sources in order.</param>
public sealed record SourcesShelf(string? Name, bool IsKnown, IReadOnlyList<SourceEntry> Sources);

/// <summary>Into which the sources of an article fall.</summary>
public enum SourceKindGroup
{
    /// <summary>Units of archives.</summary>
    Archives = 1,

    /// <summary>Editions of sources.</summary>
    PrintedSources,

    /// <summary>Everything else that is published.</summary>
    Literature,
}

/// <summary>A source in the list.</summary>
/// <param name="Source">Where the index has it.</param>
/// <param name="Line">It as a line, UTF-8 HTML with the words of Recto marked.</param>
/// <param name="Address">Its page in the index; null where it has none.</param>
/// <param name="Leaves">The leaves of it that they name: <c>ll. 125, 125–126</c>; null where they name none, or are closed.</param>
/// <param name="Notes">The notes of this article that cite it; empty where they are closed.</param>
/// <param name="Others">Other articles that cite it, some.</param>
public sealed record SourceEntry(IndexedSource Source, byte[] Line, string? Address, string? Leaves, IReadOnlyList<(string HtmlId, string Label)> Notes, IReadOnlyList<CitingElsewhere> Others)
{
    /// <summary>Its id on the page.</summary>
    public string Id => AlsoCitedMarks.IdOf(Source.Ordinal);

    /// <summary>The line of a source.</summary>
    /// <param name="source">Where the index has it.</param>
    /// <param name="described">What it says of itself; null where that is gone.</param>
    /// <param name="directory">The archives to know.</param>
    /// <param name="address">Its page in the index; null where it has none.</param>
    public static byte[] LineOf(IndexedSource source, DescribedSource? described, RepositoryDirectory directory, string? address)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(directory);
        var unit = described?.Best as ArchivalReference;
        var line = described?.Best is PublishedReference { Title: not null } or PublishedReference { Authors.Count: > 0 } ? SourceLine.Of((PublishedReference)described.Best, address)
            : Linked(unit is null ? "" : SourceLine.Of(unit, ArchiveOf(described, directory)), source.Label, address);
        return Encoding.UTF8.GetBytes(line);
    }

    /// <summary>The archive of a source; null where it is not in the directory.</summary>
    public static Repository? ArchiveOf(DescribedSource? described, RepositoryDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return described?.RepositoryId is { } id ? directory.Find(id) : null;
    }

    /// <summary>The leaves of a unit in one line; null where none is named.</summary>
    public static string? LeavesOf(DescribedSource? described, RepositoryDirectory directory)
    {
        if (described is null or { Leaves.Count: 0 })
        {
            return null;
        }

        var (one, several) = ArchiveLevels.LeafWords(ArchiveOf(described, directory));
        return $"{(described.Leaves.Count == 1 && !described.Leaves.First().Contains('-', StringComparison.Ordinal) ? one : several)} {string.Join(", ", described.Leaves.Select(leaf => leaf.Replace('-', '–')))}";
    }

    private static string Linked(string line, string label, string? address)
    {
        var words = line.Length > 0 ? line : System.Net.WebUtility.HtmlEncode(label);
        return address is null ? words : $"<a href=\"{System.Net.WebUtility.HtmlEncode(address)}\">{words}</a>";
    }
}
