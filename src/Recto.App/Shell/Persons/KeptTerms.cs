using System.Collections.Concurrent;
using Recto.Storage.Articles;

namespace Recto.App.Shell.Persons;

/// <summary>What decides who may read an article, by the article's part of the address, for as long as finished pages are kept: so that the rule is asked before every page, and a page from the cache costs no statement.</summary>
internal sealed class KeptTerms(ArticleStore articles)
{
    private const int Most = 100_000;
    private volatile ConcurrentDictionary<string, ArticleAccessRow> _kept = new(StringComparer.Ordinal);

    /// <summary>The terms of the article at that address, draft or not; null where there is none, and made-up addresses are not kept.</summary>
    public ValueTask<ArticleAccessRow?> FindAsync(string slug, CancellationToken ct) => _kept.TryGetValue(slug, out var row) ? new(row) : new(AskAsync(slug, ct));

    /// <summary>The same, where it is kept already; null where it would have to be asked for.</summary>
    public ArticleAccessRow? Known(string slug) => _kept.GetValueOrDefault(slug);

    /// <summary>Throws all away, with the finished pages.</summary>
    public void Forget() => _kept = new(StringComparer.Ordinal);

    /// <summary>Throws away what is kept of one article.</summary>
    public void Forget(string slug) => _kept.TryRemove(slug, out _);

    // What was asked before a change is put among what was thrown away with it.
    private async Task<ArticleAccessRow?> AskAsync(string slug, CancellationToken ct)
    {
        var kept = _kept;
        if (await articles.FindAccessAsync(slug, ct) is not { } row)
        {
            return null;
        }

        if (kept.Count >= Most)
        {
            kept.Clear();
        }

        return kept[slug] = row;
    }
}
