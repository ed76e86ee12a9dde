using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Recto.App.Tests.Web;

/// <summary>Reads a page as machines do: the tags as Scholar groups them, schema.org's JSON, the header of typed links (RFC 8288). Knows nothing of how they are written.</summary>
internal sealed class LandingReader
{
    private LandingReader(IHtmlDocument page, string? header)
    {
        Page = page;
        Tags = [.. page.Head!.QuerySelectorAll("meta[name^=citation_]").Select(tag => (tag.GetAttribute("name")!, tag.GetAttribute("content") ?? ""))];
        Properties = page.Head.QuerySelectorAll("meta[property]").ToLookup(tag => tag.GetAttribute("property")!, tag => tag.GetAttribute("content") ?? "");
        Graphs = [.. page.QuerySelectorAll("script[type='application/ld+json']").Select(script => script.TextContent)];
        Links = header is null ? [] : [.. ReadLinks(header)];
    }

    public IHtmlDocument Page { get; }

    /// <summary>Tags of Highwire Press in their order.</summary>
    public IReadOnlyList<(string Name, string Content)> Tags { get; }

    /// <summary>Open Graph.</summary>
    public ILookup<string, string> Properties { get; }

    /// <summary>Texts of JSON-LD.</summary>
    public IReadOnlyList<string> Graphs { get; }

    /// <summary>Links of the header.</summary>
    public IReadOnlyList<(string Relation, string Address, string? Type)> Links { get; }

    public string? Canonical => Page.Head!.QuerySelectorAll("link[rel=canonical]").Select(link => link.GetAttribute("href")).SingleOrDefault();

    public static LandingReader Of(string html, string? header = null) => new(new HtmlParser().ParseDocument(html), header);

    public static async Task<LandingReader> OfAsync(HttpResponseMessage answer) =>
        Of(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.TryGetValues("Link", out var values) ? string.Join(", ", values) : null);

    public IEnumerable<string> All(string name) => Tags.Where(tag => tag.Name == name).Select(tag => tag.Content);

    public string? One(string name) => All(name).SingleOrDefault();

    /// <summary>The members of the graph.</summary>
    public IReadOnlyList<JsonElement> Graph => [.. JsonDocument.Parse(Assert.Single(Graphs)).RootElement.GetProperty("@graph").EnumerateArray()];

    /// <summary>Authors as Scholar groups them: a name, and what follows until the next.</summary>
    public IEnumerable<(string Name, string Places, string? Orcid)> Authors()
    {
        for (var i = 0; i < Tags.Count; i++)
        {
            if (Tags[i].Name == "citation_author")
            {
                var own = Tags.Skip(i + 1).TakeWhile(tag => tag.Name.StartsWith("citation_author_", StringComparison.Ordinal)).ToList();
                yield return (Tags[i].Content, string.Join('|', own.Where(tag => tag.Name == "citation_author_institution").Select(tag => tag.Content)), own.Where(tag => tag.Name == "citation_author_orcid").Select(tag => tag.Content).SingleOrDefault());
            }
        }
    }

    /// <summary>RFC 8288, 3: <c>&lt;target&gt;; name="value"; …</c>, parted by commas outside of quotes and brackets.</summary>
    public static IEnumerable<(string Relation, string Address, string? Type)> ReadLinks(string header)
    {
        for (var at = 0; at < header.Length;)
        {
            while (at < header.Length && header[at] is ' ' or ',' or '\n')
            {
                at++;
            }

            if (at == header.Length)
            {
                yield break;
            }

            Assert.Equal('<', header[at]);
            var end = header.IndexOf('>', at);
            var target = header[(at + 1)..end];
            var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            at = end + 1;
            while (at < header.Length && header[at] is ';' or ' ')
            {
                at++;
                if (header[at - 1] == ' ')
                {
                    continue;
                }

                var equals = header.IndexOf('=', at);
                var name = header[at..equals].Trim();
                Assert.Equal('"', header[equals + 1]);
                var close = header.IndexOf('"', equals + 2);
                Assert.True(parameters.TryAdd(name, header[(equals + 2)..close]), header);
                at = close + 1;
            }

            yield return (parameters["rel"], target, parameters.GetValueOrDefault("type"));
        }
    }
}
