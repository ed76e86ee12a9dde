using System.Text.RegularExpressions;

namespace Recto.Browser.Tests;

/// <summary>One address, or all that matter, of every type of page.</summary>
internal static class PageTypes
{
    private static IReadOnlyList<string>? _known;

    /// <summary>Front, journal, archive, issue, section, online first, lists, two people, two works, every article, the sources of one, who cites one, how often one was read, the directory of archives, an archive that is cited and one that is not, a fonds, a series, a file, the sheet, one note page of each article, the form for checking, every twelfth rule, the page that is not there.</summary>
    public static async Task<IReadOnlyList<string>> AllAsync(Site site, CancellationToken ct)
    {
        Site.Ready();
        if (_known is not null)
        {
            return _known;
        }

        var all = (await Crawl.FromAsync(site.Address, ct)).Where(found => found.Value.IsPage && !found.Key.Contains('?', StringComparison.Ordinal)).Select(found => found.Key).ToList();
        var notes = all.Where(path => Regex.IsMatch(path, "^/articles/[^/]+/notes/[^/]+$")).GroupBy(path => path.Split('/')[2]).Select(group => group.First());
        var rules = all.Where(path => Regex.IsMatch(path, "^/check/RN")).Order(StringComparer.Ordinal).Where((_, i) => i % 12 == 0);
        var reports = all.Where(path => path.EndsWith("/report", StringComparison.Ordinal)).Take(1);
        string[] sources = [.. all.Where(path => path is "/sources" or "/sources/sheet" or "/sources/asve" || Regex.IsMatch(path, "^/sources/rgaspi(/558(/11(/431)?)?)?$"))];
        var ofArticles = all.Where(path => Regex.IsMatch(path, "^/articles/[^/]+/sources$")).Order(StringComparer.Ordinal).Take(1);
        var people = all.Where(path => path.StartsWith("/authors/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(2);
        var works = all.Where(path => path.StartsWith("/works/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(2);
        var citedBy = all.Where(path => path.EndsWith("/cited-by", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(1);
        var metrics = all.Where(path => path.EndsWith("/metrics", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(1);
        var pages = all.Where(path => !Regex.IsMatch(path, "^/(works/|check/RN|authors/|sources)|/notes/|^/articles/[^/]+/sources$|/(cited-by|metrics)$"));
        _known = [.. pages, .. works, .. citedBy, .. metrics, .. sources, .. ofArticles, .. people, .. notes, .. rules, .. reports, "/articles/there-is-no-such-article"];
        foreach (var kind in (string[])["^/$", "^/articles$", "^/journals/[^/]+$", "/archive$", "/online-first$", "/sections/", "^/journals/[^/]+/[0-9]+-[0-9]+$", "^/authors/", "^/works$", "^/works/", "^/check$",
            "^/articles/[^/]+/sources$", "^/sources$", "^/sources/rgaspi$", "^/sources/rgaspi/558/11/431$", "^/sources/sheet$", "/cited-by$", "/metrics$", "^/usage$", "^/recommendations$"])
        {
            Assert.True(_known.Any(path => Regex.IsMatch(path, kind)), $"No link leads to a page of the kind {kind}.");
        }

        Assert.True(_known.Count >= 14, $"Only {_known.Count} pages were found: {string.Join(' ', _known)}"); // 4 articles, a note of each, front, lists, journal, 2 issues, 404
        return _known;
    }

    /// <summary>The articles of the site.</summary>
    public static async Task<IReadOnlyList<string>> ArticlesAsync(Site site, CancellationToken ct) =>
        [.. (await AllAsync(site, ct)).Where(path => Regex.IsMatch(path, "^/articles/[^/]+$") && !path.Contains("no-such", StringComparison.Ordinal))];

    /// <summary>Those whose text everybody may read.</summary>
    public static async Task<IReadOnlyList<string>> OpenArticlesAsync(Site site, CancellationToken ct)
    {
        using var client = new HttpClient();
        var open = new List<string>();
        foreach (var path in await ArticlesAsync(site, ct))
        {
            if ((await client.GetStringAsync(new Uri(site.Address + path), ct)).Contains("id=\"text\"", StringComparison.Ordinal))
            {
                open.Add(path);
            }
        }

        Assert.True(open.Count >= 4, $"Only {open.Count} articles of the demo journal are open.");
        return open;
    }
}
