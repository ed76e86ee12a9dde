using System.Text;

namespace Recto.Journals.Exchange.Sitemaps;

/// <summary>Writes <c>robots.txt</c> (RFC 9309): what crawlers leave alone, and what those leave alone that fetch for the training of models.</summary>
public static class RobotsFile
{
    // Names under which the operators of such crawlers say that they can be told so. Crawlers that answer a reader's question are not among them.
    private static readonly string[] Training =
    [
        "AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot", "cohere-training-data-crawler", "Diffbot", "FacebookBot", "Google-Extended",
        "GPTBot", "ImagesiftBot", "meta-externalagent", "omgili", "PanguBot", "Timpibot",
    ];

    private const int MostJournals = 2000;

    /// <summary>The file.</summary>
    /// <param name="sitemap">Absolute address of the index of sitemaps.</param>
    /// <param name="closed">Paths that no crawler is to fetch.</param>
    /// <param name="reserved">Paths whose rights are reserved for mining; empty for none.</param>
    public static string Write(string sitemap, IReadOnlyList<string> closed, IReadOnlyList<string> reserved)
    {
        ArgumentNullException.ThrowIfNull(closed);
        ArgumentNullException.ThrowIfNull(reserved);
        var text = new StringBuilder("# Articles, their files and everything that leads to them may be fetched.\nUser-agent: *\n");
        foreach (var path in closed)
        {
            text.Append("Disallow: ").Append(path).Append('\n');
        }

        if (reserved.Count > 0)
        {
            text.Append("\n# Rights for text and data mining are reserved here; what exactly is said in /.well-known/tdmrep.json and by each page.\n");
            foreach (var name in Training)
            {
                text.Append("User-agent: ").Append(name).Append('\n');
            }

            foreach (var path in reserved.Take(MostJournals).Concat(closed))
            {
                text.Append("Disallow: ").Append(path).Append('\n');
            }
        }

        return text.Append("\nSitemap: ").Append(sitemap).Append('\n').ToString();
    }
}
