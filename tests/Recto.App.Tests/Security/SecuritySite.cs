using System.Text.RegularExpressions;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Features.ArticleDesk;
using Recto.App.Tests.Import;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Storage.Issues;

namespace Recto.App.Tests.Security;

/// <summary>A site with two journals that holds one of everything that an address can name, and people of every role.</summary>
internal sealed partial class SecuritySite : IAsyncDisposable
{
    public const string Journal = "lower-margin";
    public const string OtherJournal = "leaves";

    private static readonly string Missing = Guid.CreateVersion7().ToString("D"); // Where nothing of the kind is made: who may not ask is refused all the same.

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _others = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _queries = new(StringComparer.Ordinal);
    private DeskPerson _librarian = null!;

    private SecuritySite(WebSite site) => Site = site;

    public WebSite Site { get; }

    public Guid JournalId { get; private set; }

    /// <summary>The cookie of a browser that has paid for the order of this site's addresses, of nobody who is signed in.</summary>
    public (string Name, string Value) Buyer { get; private set; }

    /// <summary>The cookie of somebody who looks after the institution of this site's addresses, and has no place at the desk.</summary>
    public (string Name, string Value) Librarian() => Site.SignedIn(_librarian);

    /// <summary>Whoever owns a key, a passkey, a sign-in and an identity that are <see cref="Other"/>s.</summary>
    public DeskPerson Mallory { get; private set; } = null!;

    public Guid OtherJournalId { get; private set; }

    /// <summary>Everything that the program answers at, as <c>GET /articles/{slug}</c>, once for each method that changes what happens.</summary>
    public IReadOnlyList<Mapped> Routes => [.. Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]).Where(method => method != "HEAD").Select(method => new Mapped(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))))
        .Distinct().OrderBy(route => route.Pattern, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<SecuritySite> StartAsync(Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? configure = null)
    {
        var site = new SecuritySite(await WebSite.StartAsync(configure));
        await site.FillAsync();
        return site;
    }

    /// <summary>An address of that pattern, with what it names being there and being of <see cref="Journal"/>.</summary>
    /// <param name="pattern">A pattern of routing: <c>/desk/articles/{id:guid}</c>.</param>
    /// <param name="otherwise">Gives the value of a parameter by its name; null for what is there.</param>
    public string Address(string pattern, Func<string, string?>? otherwise = null)
    {
        var before = "";
        return string.Join('/', pattern.Split('/').Select(segment =>
        {
            var filled = Parameter().Replace(segment, parameter => otherwise?.Invoke(parameter.Groups[1].Value) ?? Value(before, parameter.Groups[1].Value, pattern));
            before = segment.StartsWith('{') ? before : segment;
            return filled;
        }));
    }

    /// <summary>The same address with what these parameters name being somebody else's: of <see cref="OtherJournal"/>, of another institution, another's order or link.</summary>
    public string AddressOfOthers(string pattern, IReadOnlyCollection<string> parameters)
    {
        var before = "";
        return string.Join('/', pattern.Split('/').Select(segment =>
        {
            var filled = Parameter().Replace(segment, parameter => parameters.Contains(parameter.Groups[1].Value) && Find(_others, before, parameter.Groups[1].Value, pattern) is { } other ? other : Value(before, parameter.Groups[1].Value, pattern));
            before = segment.StartsWith('{') ? before : segment;
            return filled;
        }));
    }

    /// <summary>The parameters of a pattern that can name something of somebody else.</summary>
    public IReadOnlyList<string> ParametersOfOthers(string pattern)
    {
        var (before, found) = ("", new List<string>());
        foreach (var segment in pattern.Split('/'))
        {
            found.AddRange(Parameters(segment).Where(name => Find(_others, before, name, pattern) is not null));
            before = segment.StartsWith('{') ? before : segment;
        }

        return found;
    }

    /// <summary>What stands behind an address that asks about one thing by its query: <c>?range=…</c>; else empty.</summary>
    public string Query(string pattern) => _queries.GetValueOrDefault(pattern, "");

    /// <summary>The id of something of somebody else, as a form names it: <c>range</c>, <c>colleague</c>, <c>apiKey</c>, ….</summary>
    public string Other(string name) => _others["form " + name];

    /// <summary>Names of the parameters of a pattern.</summary>
    public static IReadOnlyList<string> Parameters(string pattern) => [.. Parameter().Matches(pattern).Select(match => match.Groups[1].Value)];

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    // The most exact name first: of the whole pattern, then after the word before, then by itself.
    private string Value(string before, string name, string pattern) =>
        Find(_values, before, name, pattern)
            ?? (pattern.Contains($"{{{name}:guid}}", StringComparison.Ordinal) ? Missing : throw new InvalidOperationException($"No test knows what {{{name}}} of {pattern} may be: add it to {nameof(SecuritySite)}."));

    private static string? Find(Dictionary<string, string> values, string before, string name, string pattern) =>
        values.GetValueOrDefault($"{pattern} {name}") ?? values.GetValueOrDefault($"{before}/{name}") ?? values.GetValueOrDefault(name);

    // {id:guid}, {**path}
    [GeneratedRegex(@"\{\*{0,2}([a-zA-Z]+)[^{}]*\}")]
    private static partial Regex Parameter();

    private async Task FillAsync()
    {
        var admin = Site.Administrator();
        JournalId = (await Site.Services.GetRequiredService<JournalStore>().FindAsync(Journal, Ct))!.Id;
        OtherJournalId = await Site.JournalAsync(OtherJournal);
        Assert.Equal(0, await Site.Commands.ImportAsync(Site.Commands.Write("draft.xml", Samples.Jats("The draft leaf")), "--draft", "--journal", Journal));
        var article = (await Site.ArticleAsync("maubert-the-draft-leaf")).Row.Id;
        await Site.UploadAsync(admin, Journal, ("other.xml", Samples.Utf8(Samples.Jats("The other draft leaf"))));
        using var page = await Site.PostAsync($"/desk/journals/{Journal}/pages/about/en", admin, ("title", "About"), ("markdown", "Aims."), ("version", "0"));
        using var report = await Site.PostAsync($"{ReadOnlySite.Marchmont}/notes/1/report", admin, ("choice", "Source"), ("words", "It is another file."));
        using var split = await Site.PostAsync("/desk/works/bayle-1692-projet/merge", admin, ("into", "bayle-1697-dictionaire"));
        await Site.TextAsync("/oai?verb=Identify"); // The first harvester makes the secret of the resumption tokens.
        await Site.TextAsync("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc");
        var person = new DeskPerson(Guid.CreateVersion7(), "Ida Maubert", "ida.maubert@example.org", []);
        Site.SignedIn(person);

        await using var connection = await Site.Database.Source.OpenConnectionAsync(Ct);
        async Task<string> One(string sql) => Convert.ToString(await connection.ExecuteScalarAsync<object>(sql, new { JournalId }), System.Globalization.CultureInfo.InvariantCulture) is { Length: > 0 } one ? one : throw new InvalidOperationException("Nothing there: " + sql);
        await connection.ExecuteAsync("""
            INSERT INTO deposits (id, journal_id, kind, doi, doi_key, state, changed_at) VALUES (@id, @JournalId, 'journal', '10.5555/tlm', '10.5555/TLM', 'waiting', 0)
            """, new { id = Guid.CreateVersion7(), JournalId });
        foreach (var (name, value) in new (string, string)[]
        {
            ("slug", ReadOnlySite.Marchmont.Split('/')[^1]), ("note", "1"), ("journal", Journal), ("key", Journal), ("issue", await One("SELECT key FROM issues WHERE journal_id = @JournalId ORDER BY key LIMIT 1")),
            ("section", await One("SELECT section_key FROM articles WHERE journal_id = @JournalId AND section_key IS NOT NULL LIMIT 1")), ("page", "about"), ("language", "en"), ("tag", "fr"),
            ("authors/key", await One("SELECT person_key FROM article_people LIMIT 1")), ("articles/id", article.ToString("D")),
            ("imports/id", await One("SELECT id FROM import_reports LIMIT 1")), ("report", await One("SELECT id FROM reading_reports LIMIT 1")), ("decision", await One("SELECT id FROM work_decisions LIMIT 1")),
            ("deposits/id", await One("SELECT id FROM deposits LIMIT 1")), ("people/id", person.Id.ToString("D")),
            ("works/id", "genette-1987-seuils"), ("work", "genette-1987-seuils"), ("year", "2026"), ("check/id", "RN0101"), ("archive", "RGASPI"), ("path", "558"), ("doi", "10.5555/tlm.2026.0101"), ("rest", "nothing"),
            ("number", "1"), ("source", "s1"), ("name", "none"), ("file", "none"), ("/kbart/{file}.txt file", "none"), ("reports/id", "none"),
        })
        {
            _values[name] = value;
        }

        await FillOthersAsync();
        await FillAccessAsync();
        await FillShopAsync();
    }
}

/// <summary>A route of the program.</summary>
internal sealed record Mapped(string Method, string Pattern)
{
    public override string ToString() => $"{Method} {Pattern}";
}
