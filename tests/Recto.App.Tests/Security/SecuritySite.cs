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
internal sealed class SecuritySite : IAsyncDisposable
{
    public const string Journal = "lower-margin";
    public const string OtherJournal = "leaves";

    private static readonly string Missing = Guid.CreateVersion7().ToString("D"); // Where nothing of the kind is made: who may not ask is refused all the same.

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private SecuritySite(WebSite site) => Site = site;

    public WebSite Site { get; }

    public Guid JournalId { get; private set; }

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
            var filled = Regex.Replace(segment, @"\{\*{0,2}([a-zA-Z]+)[^{}]*\}", parameter => otherwise?.Invoke(parameter.Groups[1].Value) ?? Value(before, parameter.Groups[1].Value, pattern));
            before = segment.StartsWith('{') ? before : segment;
            return filled;
        }));
    }

    /// <summary>Names of the parameters of a pattern.</summary>
    public static IReadOnlyList<string> Parameters(string pattern) => [.. Regex.Matches(pattern, @"\{\*{0,2}([a-zA-Z]+)[^{}]*\}").Select(match => match.Groups[1].Value)];

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    // The most exact name first: of the whole pattern, then after the word before, then by itself.
    private string Value(string before, string name, string pattern) =>
        _values.TryGetValue($"{pattern} {name}", out var exact) || _values.TryGetValue($"{before}/{name}", out exact) || _values.TryGetValue(name, out exact) ? exact
            : pattern.Contains($"{{{name}:guid}}", StringComparison.Ordinal) ? Missing : throw new InvalidOperationException($"No test knows what {{{name}}} of {pattern} may be: add it to {nameof(SecuritySite)}.");

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
        await connection.ExecuteAsync("INSERT INTO institutions (id, key, name, name_key, created_at, updated_at) VALUES (@id, 'uni-x', 'University X', 'university x', 0, 0)", new { id = Guid.CreateVersion7() });
        foreach (var (name, value) in new (string, string)[]
        {
            ("slug", ReadOnlySite.Marchmont.Split('/')[^1]), ("note", "1"), ("journal", Journal), ("key", Journal), ("issue", await One("SELECT key FROM issues WHERE journal_id = @JournalId ORDER BY key LIMIT 1")),
            ("section", await One("SELECT section_key FROM articles WHERE journal_id = @JournalId AND section_key IS NOT NULL LIMIT 1")), ("page", "about"), ("language", "en"), ("tag", "fr"),
            ("authors/key", await One("SELECT person_key FROM article_people LIMIT 1")), ("articles/id", article.ToString("D")),
            ("imports/id", await One("SELECT id FROM import_reports LIMIT 1")), ("report", await One("SELECT id FROM reading_reports LIMIT 1")), ("decision", await One("SELECT id FROM work_decisions LIMIT 1")),
            ("deposits/id", await One("SELECT id FROM deposits LIMIT 1")), ("people/id", person.Id.ToString("D")),
            ("works/id", "genette-1987-seuils"), ("work", "genette-1987-seuils"), ("year", "2026"), ("check/id", "RN0101"), ("archive", "RGASPI"), ("path", "558"), ("doi", "10.5555/tlm.2026.0101"), ("rest", "nothing"),
            ("institutions/key", "uni-x"), ("institution/key", "uni-x"), ("login/key", "uni-x"), ("library/key", "uni-x"), ("oidc/key", "none"), ("providers/key", "none"), ("title-lists/key", "none"), ("lists/key", "none"), ("token", "none"), ("order", "none"), ("receipt", "none"), ("number", "1"), ("code", "none"), ("source", "s1"), ("name", "none"), ("file", "none"), ("/kbart/{file}.txt file", "none"),
        })
        {
            _values[name] = value;
        }
    }
}

/// <summary>A route of the program.</summary>
internal sealed record Mapped(string Method, string Pattern)
{
    public override string ToString() => $"{Method} {Pattern}";
}
