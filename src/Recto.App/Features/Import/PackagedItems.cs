using Recto.Journals.Exchange.Packages;

namespace Recto.App.Features.Import;

/// <summary>An issue that came as a package: its journal, its record, its sections and its cover. Its articles follow.</summary>
/// <param name="Path">As it is named in the report.</param>
/// <param name="Package">What the package says.</param>
/// <param name="Cover">Where its cover is on disk; null where it has none.</param>
internal sealed record FoundIssue(string Path, IssuePackage Package, string? Cover) : ImportItem(Path)
{
    /// <summary>The issue as OJS had it; null for one that Recto packed.</summary>
    public Recto.Journals.Exchange.Ojs.OjsIssue? Ojs { get; init; }
}

/// <summary>What a package says of an article beside its file.</summary>
/// <param name="Journal">Key of its journal.</param>
/// <param name="Issue">Key of its issue.</param>
/// <param name="Article">The article.</param>
internal sealed record PackagedPlace(string Journal, string Issue, PackagedArticle Article) : Place
{
    /// <summary>The options for this article. What the operator asks for goes before what the package says; an editor's upload goes where the editor said, and nowhere else.</summary>
    public override ImportOptions Over(ImportOptions options) => options.By is not null ? options : options with
    {
        Journal = options.Journal ?? Journal,
        Issue = options.Issue ?? Issue,
        Position = Article.Position is >= 1 and <= 1_000_000 and var position ? position : null,
        IsDraft = options.IsDraft || Article.IsDraft,
        Slug = Article.Slug,
        Packaged = Article,
    };
}
