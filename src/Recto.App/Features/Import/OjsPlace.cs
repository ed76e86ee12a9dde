using System.Security.Cryptography;
using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Ojs;
using Recto.Journals.Exchange.Packages;

namespace Recto.App.Features.Import;

/// <summary>What an export of OJS says of one of its articles.</summary>
/// <param name="Article">The article.</param>
/// <param name="IssueKey">Key of its issue; null for an article of none.</param>
/// <param name="IsClosed">Whether only subscribers read it.</param>
/// <param name="IsFirst">Whether it is the first of the export: what concerns all of them is said there.</param>
/// <param name="Said">What was odd.</param>
/// <param name="NotTaken">What was left out.</param>
internal sealed record OjsPlace(OjsArticle Article, string? IssueKey, bool IsClosed, bool IsFirst, IReadOnlyList<string> Said, IReadOnlyList<string> NotTaken) : Place
{
    /// <summary>Key of the journal: an export does not say which journal it is of.</summary>
    public static string JournalOf(ImportOptions options) => options.Journal ?? options.Old?.JournalKey ?? ArticlePlace.Unsorted;

    /// <inheritdoc/>
    public override IReadOnlyList<string> LeftOut => NotTaken;

    /// <inheritdoc/>
    public override ImportOptions Over(ImportOptions options) => options with
    {
        Journal = JournalOf(options),
        Issue = options.Issue ?? IssueKey,
        Position = Article.Position,
        IsDraft = options.IsDraft || Article.State != OjsState.Published,
        Packaged = options.By is not null ? null : new PackagedArticle
        {
            Slug = "",
            Title = Article.Title,
            IsDraft = Article.State != OjsState.Published,
            Reading = IsClosed ? "closed" : Article is { IsFree: true, Issue.IsClosed: true } ? "free" : null,
            Files = [],
            Made = [],
        },
    };

    /// <summary>Its number in OJS, with its day and its issue, since other sites of OJS count from one as well: so a corrected title does not make it another article. Not the journal here, into which it may yet be moved.</summary>
    public override string? Identity => Article is { Id: { } id, Submitted: { } day }
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', "ojs", id, day, Article.Issue?.Volume, Article.Issue?.Number, Article.Issue?.Year)))) : null;

    /// <inheritdoc/>
    public override IEnumerable<ImportWarning> Warnings(ImportOptions options)
    {
        if (IsFirst && options.By is null && options.Journal == ArticlePlace.Unsorted)
        {
            yield return new ImportWarning(null, "The export does not say which journal it is of; its articles are in “Unsorted”. Import it with --journal KEY.");
        }

        if (IsFirst && options.Old is null)
        {
            yield return new ImportWarning(null, options.By is null
                ? "The addresses that the articles had in OJS lead nowhere yet: the export does not name the journal’s part of them. Import it again with --ojs-path PATH, as in --ojs-path margin for …/index.php/margin/article/view/12."
                : "The addresses that the articles had in OJS lead nowhere yet: send the export once more with the journal’s part of them.");
        }

        foreach (var said in Article.Warnings.Concat(Said))
        {
            yield return new ImportWarning(null, said);
        }
    }
}
