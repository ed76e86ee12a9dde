using System.Security.Cryptography;
using System.Text;
using Recto.Journals.Articles;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Features.Import;

/// <summary>Files that bear the DOI of one work but are different texts: the chapters of a book that were all given the book's DOI. The later must not overwrite the earlier.</summary>
/// <param name="database">Where the earlier is kept.</param>
internal sealed class AnotherText(Database database)
{
    /// <summary>
    /// The article as it is to be saved: by itself and without the DOI, where the one that has the DOI shares not a single heading with it. A new version of an article
    /// keeps some of its headings, and an article without headings is taken at its word.
    /// </summary>
    public async Task<PreparedArticle> ApartAsync(PreparedArticle prepared, CancellationToken ct)
    {
        var store = new ArticleStore(database);
        if (await store.FindSameAsync(prepared.Article.Doi, prepared.Identity, ct) is not { } earlier || earlier.SourceHash == prepared.SourceHash
            || await store.FindPageAsync(earlier.Slug, Visibility.WithDrafts, ct) is not { } page)
        {
            return prepared;
        }

        var (mine, its) = (HeadingsOf(prepared.Fragments!.Contents), HeadingsOf(page.ReadContents()));
        if (mine.Count == 0 || its.Count == 0 || mine.Overlaps(its))
        {
            return prepared;
        }

        var first = prepared.Fragments.Contents[0].Text;
        return prepared with
        {
            Article = prepared.Article with { Doi = null },
            Identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prepared.Identity + "\n" + ArticleSlug.Fold(first)))),
            Warnings =
            [
                .. prepared.Warnings,
                new ImportWarning(null, $"It names the {(prepared.Article.Doi is { } doi ? $"DOI {doi}" : "title and author")} of {Rendering.Address(earlier.Slug)}, but has no heading in common with it (it begins “{first}”): it was imported by itself, without a DOI."),
            ],
        };
    }

    private static HashSet<string> HeadingsOf(IReadOnlyList<ContentsEntry> contents) => contents.Select(entry => ArticleSlug.Fold(entry.Text)).Where(text => text.Length > 0).ToHashSet(StringComparer.Ordinal);
}
