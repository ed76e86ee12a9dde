using System.Net;
using System.Text.RegularExpressions;

namespace Recto.Browser.Tests;

/// <summary>Every page that plain links reach from the front page, as a harvester sees them.</summary>
internal static partial class Crawl
{
    private const int Most = 2000;

    /// <summary>Path → answer of every address on the site that a link, style, script, image or file link names.</summary>
    public static async Task<IReadOnlyDictionary<string, Found>> FromAsync(string address, CancellationToken ct)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        var found = new Dictionary<string, Found>();
        var waiting = new Queue<string>(["/"]);
        while (waiting.TryDequeue(out var path) && found.Count < Most)
        {
            if (found.ContainsKey(path))
            {
                continue;
            }

            using var response = await client.GetAsync(path, ct);
            var answer = found[path] = new Found(response.StatusCode, response.Content.Headers.ContentType?.MediaType == "text/html");
            if (answer.IsPage)
            {
                foreach (var link in Links(await response.Content.ReadAsStringAsync(ct)))
                {
                    var target = new Uri(new Uri(client.BaseAddress!, path), link);
                    // A choice of language leads back to where one was: one of each is enough.
                    if (target.Authority == client.BaseAddress!.Authority && !(target.AbsolutePath.StartsWith("/language/", StringComparison.Ordinal) && target.Query.Length > 0))
                    {
                        waiting.Enqueue(target.PathAndQuery);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>Addresses in <c>href</c> and <c>src</c>, decoded; without those that a harvester is told to leave alone (accounts, choices of a language).</summary>
    public static IEnumerable<string> Links(string html) => Address().Matches(LeftAlone().Replace(html, "")).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));

    [GeneratedRegex("""<a\s[^>]*rel="nofollow"[^>]*>""", RegexOptions.None, 2000)]
    private static partial Regex LeftAlone(); // <a href="/account" rel="nofollow">

    [GeneratedRegex("""\s(?:href|src)="([^"]*)""", RegexOptions.None, 2000)]
    private static partial Regex Address(); // href="/articles/x#n1"
}

/// <summary>What an address answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="IsPage">Whether it is a page of HTML, and no file.</param>
internal sealed record Found(HttpStatusCode Status, bool IsPage);
