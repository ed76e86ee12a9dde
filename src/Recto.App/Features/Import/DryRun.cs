using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Features.Import;

/// <summary>Tells what an import would do, and remembers what it has told, since an article may come twice in one run.</summary>
internal sealed class DryRun
{
    private readonly Dictionary<string, string> _slugs = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _hashes = new(StringComparer.Ordinal);

    public async Task<ArticleOutcome> TellAsync(PreparedArticle prepared, Database? database, CancellationToken ct)
    {
        var doi = prepared.Article.Doi is { } own ? "doi " + own.Value : null;
        var known = prepared.Earlier?.Slug ?? (doi is not null && _slugs.TryGetValue(doi, out var byDoi) ? byDoi : _slugs.GetValueOrDefault("id " + prepared.Identity));
        var slug = known ?? await FreeSlugAsync(prepared.Slug, database, ct);
        _slugs.TryAdd("slug " + slug, slug);
        _slugs.TryAdd("id " + prepared.Identity, slug);
        if (doi is not null)
        {
            _slugs.TryAdd(doi, slug);
        }

        var seen = !_hashes.Add(prepared.SourceHash);
        return prepared.Same is not null || seen ? new Unchanged(prepared.Path, slug) : known is not null ? new Updated(prepared.Path, slug) : new Imported(prepared.Path, slug);
    }

    private async Task<string> FreeSlugAsync(string wanted, Database? database, CancellationToken ct)
    {
        var slug = wanted;
        for (var number = 2; _slugs.ContainsKey("slug " + slug) || database is not null && await new ArticleStore(database).FindAsync(slug, Visibility.WithDrafts, ct) is not null; number++)
        {
            slug = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{wanted}-{number}");
        }

        return slug;
    }
}
