using System.Text;
using System.Text.Json;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Landing;

/// <summary>FAIR Signposting: typed links from the page of an article to what belongs to it (level 1), and all links of all of them in one set (level 2, RFC 9264).</summary>
public static class Signposting
{
    /// <summary>How long the header may be, in characters; the set has everything.</summary>
    public const int LongestHeader = 4000;

    /// <summary>Media type of the set as JSON.</summary>
    public const string JsonType = "application/linkset+json";

    /// <summary>Media type of the set as the header writes links.</summary>
    public const string PlainType = "application/linkset";

    private const int LongestAddress = 1000;
    private const string About = "https://schema.org/AboutPage";
    private const string Scholarly = "https://schema.org/ScholarlyArticle";

    /// <summary>The links of the page.</summary>
    /// <param name="landing">The article.</param>
    /// <param name="linkset">Address of the link set as JSON; with <c>.txt</c> it is that of the other form.</param>
    public static IReadOnlyList<SignpostLink> OfPage(LandingArticle landing, string linkset)
    {
        ArgumentNullException.ThrowIfNull(landing);
        var links = new List<SignpostLink> { new("cite-as", landing.Article.Doi?.Address ?? landing.Address), new("type", Scholarly) };
        if (!landing.IsOpen || !landing.HasText)
        {
            links.Add(new("type", About)); // The page is not the article itself then.
        }

        links.AddRange(landing.Article.Authors.Where(author => author.Orcid is { Length: > 0 }).Select(author => new SignpostLink("author", Orcid.AddressOf(author.Orcid!))));
        if (SafeAddress.Of(landing.Article.Licence?.Address) is { Length: <= LongestAddress } licence)
        {
            links.Add(new("license", licence));
        }

        links.AddRange(landing.Files.Select(item => new SignpostLink("item", item.Address, item.MediaType)));
        links.AddRange(landing.Records.Select(record => new SignpostLink("describedby", record.Address, record.MediaType)));
        links.Add(new("linkset", linkset, JsonType));
        links.Add(new("linkset", linkset + ".txt", PlainType));
        return links;
    }

    /// <summary>The value of the <c>Link</c> header; where it grows too long, authors and files are left to the set.</summary>
    public static string Header(IReadOnlyList<SignpostLink> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        var needed = links.Where(link => link.Relation is not ("author" or "item")).Select(Field).ToList();
        var length = needed.Sum(field => field.Length + 2);
        foreach (var field in links.Where(link => link.Relation is "author" or "item").Select(Field))
        {
            if (length + field.Length + 2 <= LongestHeader)
            {
                needed.Add(field);
                length += field.Length + 2;
            }
        }

        return string.Join(", ", needed);
    }

    /// <summary>The link set as JSON (<c>application/linkset+json</c>).</summary>
    /// <param name="landing">The article.</param>
    /// <param name="linkset">Its own address.</param>
    public static byte[] LinkSet(LandingArticle landing, string linkset)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("linkset");
            foreach (var (anchor, links) in Contexts(landing, linkset))
            {
                Context(json, anchor, links);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>The link set as the header writes links (<c>application/linkset</c>), each with its anchor, one a line.</summary>
    /// <param name="landing">The article.</param>
    /// <param name="linkset">Address of the link set as JSON.</param>
    public static byte[] PlainLinkSet(LandingArticle landing, string linkset) =>
        Encoding.ASCII.GetBytes(string.Join(",\n", Contexts(landing, linkset).SelectMany(context => context.Links.Select(link => $"{Field(link)}; anchor=\"{Header(context.Anchor)}\""))) + "\n");

    // Everything that the page, its files and its records say of each other.
    private static IEnumerable<(string Anchor, IReadOnlyList<SignpostLink> Links)> Contexts(LandingArticle landing, string linkset)
    {
        ArgumentNullException.ThrowIfNull(landing);
        return [(landing.Address, OfPage(landing, linkset)),
            .. landing.Files.Select(item => (item.Address, (IReadOnlyList<SignpostLink>)[OfFile(landing.Address)])),
            .. landing.Records.Select(record => (record.Address, (IReadOnlyList<SignpostLink>)[OfRecord(landing.Address)]))];
    }

    /// <summary>The link of a file of an article to its page.</summary>
    /// <param name="page">Address of the page.</param>
    public static SignpostLink OfFile(string page) => new("collection", page, "text/html");

    /// <summary>The link of a record of an article to its page.</summary>
    /// <param name="page">Address of the page.</param>
    public static SignpostLink OfRecord(string page) => new("describes", page, "text/html");

    private static string Field(SignpostLink link) => new StringBuilder("<").Append(Header(link.Address)).Append(">; rel=\"").Append(link.Relation).Append('"').Append(link.MediaType is null ? "" : $"; type=\"{link.MediaType}\"").ToString();

    // An address from a file is foreign: nothing in it may end the field or the header.
    private static string Header(string address) => new Uri(address, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } uri ? uri.AbsoluteUri.Replace(">", "%3E", StringComparison.Ordinal) : Uri.EscapeDataString(address);

    private static void Context(Utf8JsonWriter json, string anchor, IReadOnlyList<SignpostLink> links)
    {
        json.WriteStartObject();
        json.WriteString("anchor", anchor);
        foreach (var relation in links.GroupBy(link => link.Relation))
        {
            json.WriteStartArray(relation.Key);
            foreach (var link in relation)
            {
                json.WriteStartObject();
                json.WriteString("href", link.Address);
                if (link.MediaType is not null)
                {
                    json.WriteString("type", link.MediaType);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}

/// <summary>A typed link.</summary>
/// <param name="Relation">IANA link relation.</param>
/// <param name="Address">Where it leads, absolute.</param>
/// <param name="MediaType">Media type of what is there; null where it is not told.</param>
public sealed record SignpostLink(string Relation, string Address, string? MediaType = null);
