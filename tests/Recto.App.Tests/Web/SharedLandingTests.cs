using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Shop.Window;
using Recto.Journals.Access;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Journals.Shop;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Shop;
using Recto.Storage.Sql;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Web;

/// <summary>
/// The pages of all shared articles, imported and served as a user would, read back as machines read them: tags by the rules of Scholar, schema.org's JSON, typed links and their set;
/// each against the record that is kept. Every second journal is closed, so that walls are among them.
/// </summary>
public sealed partial class SharedLandingTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_machines_are_told_of_every_shared_article_is_its_record()
    {
        var folder = SharedData.Require("data/articles");
        await using var site = await WebSite.StartAsync(lookForChanges: TimeSpan.FromHours(1), options: options => options with { OutputCache = false });
        await site.Commands.ImportAsync(Directory.GetDirectories(folder));
        await CloseEverySecondAsync(site);
        var faults = new List<string>();
        var (seen, walled, references, pages) = (0, 0, 0, new List<(string Path, string Graph, string Link)>());

        foreach (var slug in await SlugsAsync(site))
        {
            var row = (await site.Services.GetRequiredService<ArticleStore>().FindPageAsync(slug, Visibility.Published, Ct))!;
            using var answer = await site.GetAsync("/articles/" + slug);
            var read = await LandingReader.OfAsync(answer);
            var header = string.Join(", ", answer.Headers.GetValues("Link"));
            faults.AddRange(new ReadBack(row, read, site.Address.GetLeftPart(UriPartial.Authority)).Faults().Select(fault => $"{slug}: {fault}"));
            if (Encoding.ASCII.GetByteCount(header) > 4096 || header.Any(character => character is < ' ' or > '~'))
            {
                faults.Add($"{slug}: header of {header.Length}");
            }

            faults.AddRange((await SetFaultsAsync(site, slug, read)).Select(fault => $"{slug}: {fault}"));
            pages.Add((slug, read.Graphs[0], header));
            references += read.All("citation_reference").Count();
            walled += AccessRule.Decide(row.Terms, AccessReader.Anybody, DateTimeOffset.UtcNow).Body ? 0 : 1;
            seen++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{seen} articles, {walled} of them closed, {references} references.");
        Assert.True(faults.Count == 0, $"{faults.Count} of {faults.Select(fault => fault.Split(':')[0]).Distinct().Count()} articles\n{string.Join('\n', faults.Take(60))}");
        Assert.True(seen > 700 && walled > 20 && references > 10_000, $"{seen} articles, {walled} closed, {references} references");
        await ForeignAsync(pages);
    }

    // The closed ones sell their articles, for a while and in two currencies.
    private static async Task CloseEverySecondAsync(WebSite site)
    {
        var (journals, now) = (site.Services.GetRequiredService<JournalStore>(), DateTimeOffset.UtcNow);
        var seller = new Seller { Id = Guid.CreateVersion7(), Name = "A Society", Address = ["1 Row"], Country = "DE" };
        await using (var tx = await site.Database.BeginAsync(Ct))
        {
            await site.Services.GetRequiredService<SellerStore>().SaveAsync(tx, seller, 0, now, Ct);
            foreach (var row in (await journals.ListAsync(Ct)).Where((_, at) => at % 2 == 1))
            {
                var journal = (await journals.FindAsync(tx, row.Key, Ct))!;
                await journals.SaveAsync(tx, journal.Journal with { Reading = ReadingPolicy.Closed }, now, Ct);
                await site.Services.GetRequiredService<SellerStore>().SaveShopAsync(tx, new(journal.Id, seller.Id, true, 30, Currency.Parse("USD"), 0), now, Ct);
                await site.Services.GetRequiredService<ProductStore>().SaveAsync(tx, new Product
                {
                    Id = Guid.CreateVersion7(),
                    JournalId = journal.Id,
                    Kind = ProductKind.Article,
                    Period = Period.Parse("48h"),
                    Uses = RightUses.Download,
                    TaxClass = "e-publication",
                    IsOn = true,
                    SoldFrom = now.AddDays(-1),
                    SoldUntil = now.AddDays(1),
                    Prices = [new(5300, Currency.Parse("USD")), new(4900, Currency.Parse("EUR"))],
                }, 0, now, Ct);
            }

            await tx.CommitAsync(Ct);
        }

        await site.Services.GetRequiredService<LayOut>().RenewAsync(Ct);
    }

    private static async Task<List<string>> SlugsAsync(WebSite site)
    {
        var slugs = new List<string>();
        var articles = site.Services.GetRequiredService<ArticleStore>();
        for (Storage.Lists.Cursor? after = null; ;)
        {
            var page = await articles.ListAsync(200, after, Ct);
            slugs.AddRange(page.Items.Select(row => row.Slug));
            if (page.Next is null)
            {
                return slugs;
            }

            after = page.Next;
        }
    }

    // The set says of the page what the header says, and all of it where the header had no room; every file and record in it leads back.
    private static async Task<List<string>> SetFaultsAsync(WebSite site, string slug, LandingReader read)
    {
        var faults = new List<string>();
        using var answer = await site.GetAsync($"/articles/{slug}/linkset");
        using var set = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        var contexts = set.RootElement.GetProperty("linkset").EnumerateArray().ToDictionary(context => context.GetProperty("anchor").GetString()!);
        var told = contexts[read.Canonical!].EnumerateObject().Where(member => member.Name != "anchor")
            .SelectMany(member => member.Value.EnumerateArray().Select(link => (member.Name, link.GetProperty("href").GetString()!, link.TryGetProperty("type", out var type) ? type.GetString() : null))).ToHashSet();
        faults.AddRange(read.Links.Where(link => !told.Contains(link)).Select(link => $"the set lacks {link}"));
        faults.AddRange(told.Where(link => link.Name is not ("author" or "item") && !read.Links.Contains(link)).Select(link => $"the header lacks {link}"));
        faults.AddRange(told.Where(link => link.Name is "item" or "describedby").Where(link =>
            contexts.GetValueOrDefault(link.Item2) is not { ValueKind: JsonValueKind.Object } back || back.GetProperty(link.Name == "item" ? "collection" : "describes")[0].GetProperty("href").GetString() != read.Canonical).Select(link => $"{link.Item2} does not lead back"));
        using var plain = await site.GetAsync($"/articles/{slug}/linkset.txt");
        if (answer.Content.Headers.ContentType?.MediaType != "application/linkset+json" || plain.Content.Headers.ContentType?.MediaType != "application/linkset")
        {
            faults.Add("media types of the set");
        }

        return faults;
    }

    // Programs that we did not write: jsonld.js expands every graph, http-link-header reads every header, and the types of schema.org (schema-dts) accept what is written.
    private static async Task ForeignAsync(List<(string Path, string Graph, string Link)> pages)
    {
        var modules = Environment.GetEnvironmentVariable("RECTO_TEST_NODE_MODULES");
        if (!Directory.Exists(Path.Combine(modules ?? "", "schema-dts")))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "RECTO_TEST_NODE_MODULES names no folder with jsonld, http-link-header, schema-dts and typescript in CI.");
            Assert.Skip("RECTO_TEST_NODE_MODULES names no folder with jsonld, http-link-header, schema-dts and typescript: the pages were read back by our own reader only.");
        }

        var folder = Directory.CreateTempSubdirectory("recto-landing-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "pages.json"), JsonSerializer.Serialize(pages.Select(page => new { page.Path, page.Graph, page.Link })), Ct);
            var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])[Path.Combine(Root(), "tests", "Recto.App.Tests", "Web", "read-landing.mjs"), modules!, folder])
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var complained = process.StandardError.ReadToEndAsync(Ct);
            var printed = await process.StandardOutput.ReadToEndAsync(Ct);
            await process.WaitForExitAsync(Ct);
            Assert.True(process.ExitCode == 0, printed + await complained);
            TestContext.Current.TestOutputHelper?.WriteLine(printed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Recto.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    /// <summary>One page against its record.</summary>
    private sealed partial class ReadBack(ArticlePageRow row, LandingReader read, string origin)
    {
        private readonly Article _article = row.ReadArticle();
        private readonly List<string> _faults = [];

        public List<string> Faults()
        {
            Tags();
            References();
            if (read.Graphs.Count == 1)
            {
                Graph(read.Graph);
            }
            else
            {
                _faults.Add($"{read.Graphs.Count} graphs");
            }

            Links();
            Same("canonical", $"{origin}/articles/{Uri.EscapeDataString(row.Slug)}", read.Canonical);
            Same("og:url", read.Canonical, read.Properties["og:url"].Single());
            Same("og:type", "article", read.Properties["og:type"].Single());
            Same("article:published_time", _article.Published?.ToString(), read.Properties["article:published_time"].SingleOrDefault());
            Same("article:author", Joined(Named(_article.Authors).Select(author => author.DisplayName)), Joined(read.Properties["article:author"]));
            return _faults;
        }

        private string Title => Flat(_article.Subtitle is { Length: > 0 } subtitle ? $"{_article.Title.TrimEnd(':')}: {subtitle}" : _article.Title);

        private void Tags()
        {
            Same("meta outside of the head", 0, read.Page.Body!.QuerySelectorAll("meta").Length);
            Same("empty tags", 0, read.Tags.Count(tag => string.IsNullOrWhiteSpace(tag.Content)));
            Same("citation_title", Title, read.One("citation_title"));
            Same("authors", Joined(Named(_article.Authors).Select(author => $"{Printed(author)}/{string.Join('|', author.Affiliations.Select(Flat).Where(place => place.Length > 0))}/{(author.Orcid is null ? null : "https://orcid.org/" + author.Orcid)}")),
                Joined(read.Authors().Select(author => $"{author.Name}/{author.Places}/{author.Orcid}")));
            Same("citation_publication_date", Date(_article.PublishedInPrint ?? _article.PublishedOnline), read.One("citation_publication_date"));
            Same("citation_online_date", Date(_article.PublishedOnline), read.One("citation_online_date"));
            Same("citation_journal_title", Flat(row.JournalTitle), read.One("citation_journal_title"));
            Same("citation_issn", Joined(new[] { row.JournalOnlineIssn, row.JournalPrintIssn }.OfType<string>().Distinct()), Joined(read.All("citation_issn")));
            Same("citation_volume", Filled(row.IssueVolume ?? _article.Volume), read.One("citation_volume"));
            Same("citation_issue", Filled(row.IssueNumber ?? _article.Issue), read.One("citation_issue"));
            Same("citation_firstpage", Filled(_article.FirstPage ?? _article.ElocationId), read.One("citation_firstpage"));
            Same("citation_lastpage", Filled(_article.LastPage), read.One("citation_lastpage"));
            Same("citation_doi", _article.Doi?.Value, read.One("citation_doi"));
            Same("citation_language", _article.Language, read.One("citation_language"));
            Same("citation_publisher", Filled(row.JournalPublisher), read.One("citation_publisher"));
            Same("citation_keywords", Joined(_article.Keywords.Select(Flat).Where(word => word.Length > 0)), Joined(read.All("citation_keywords")));
            Same("citation_abstract_html_url", read.Canonical, read.One("citation_abstract_html_url"));
            Same("citation_fulltext_html_url", IsOpen && row.BodyHtml.Length > 0 ? read.Canonical : null, read.One("citation_fulltext_html_url"));
            var pdf = read.One("citation_pdf_url");
            Same("citation_pdf_url", IsOpen && row.Downloads.Any(file => file.Kind == "pdf"), pdf is not null);
            Same("pdf beside the page", true, pdf is null || pdf.StartsWith(read.Canonical + "/", StringComparison.Ordinal));
        }

        private void References()
        {
            var told = read.All("citation_reference").ToList();
            Same("told twice", "", string.Join(" ## ", told.GroupBy(one => one, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key)));
            Same("DOI told twice", "", string.Join(" ## ", told.SelectMany(one => DoiField().Matches(one).Select(match => match.Groups[1].Value)).GroupBy(doi => doi, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key)));
            Same("points back", "", string.Join(" ## ", told.Where(one => PointsBack().IsMatch(one))));
            _faults.AddRange(told.Where(one => one.StartsWith("citation_", StringComparison.Ordinal) && one.Split("; ").Any(field => !Field().IsMatch(field))).Select(one => $"fields of {one}"));
        }

        private void Graph(IReadOnlyList<JsonElement> graph)
        {
            var article = graph[0];
            string? Text(string name) => article.TryGetProperty(name, out var value) ? value.GetString() : null;
            IEnumerable<string> List(string name) => article.TryGetProperty(name, out var value) ? value.EnumerateArray().Select(one => one.GetString()!) : [];
            IEnumerable<JsonElement> Items(string name) => article.TryGetProperty(name, out var value) ? value.EnumerateArray() : [];

            Same("@type", "ScholarlyArticle", Text("@type"));
            Same("@id", read.Canonical, Text("@id"));
            Same("name", Title, Flat(Text("name")!));
            Same("headline", true, Text("headline")!.Length <= 110);
            Same("author", Joined(Named(_article.Authors).Select(author => $"{author.DisplayName}/{(author.Orcid is null ? null : "https://orcid.org/" + author.Orcid)}/{Joined(author.Affiliations)}/{(author.IsGroup ? "Organization" : "Person")}")),
                Joined(Items("author").Select(author => $"{author.GetProperty("name")}/{(author.TryGetProperty("sameAs", out var orcid) ? orcid.GetString() : null)}/{Joined(author.TryGetProperty("affiliation", out var places) ? places.EnumerateArray().Select(place => place.GetProperty("name").GetString()!) : [])}/{author.GetProperty("@type")}")));
            Same("datePublished", _article.Published?.ToString(), Text("datePublished"));
            Same("dateModified", row.Updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), Text("dateModified"));
            Same("inLanguage", _article.Language, Text("inLanguage"));
            Same("keywords", Joined(_article.Keywords.Where(word => !string.IsNullOrWhiteSpace(word))), Joined(List("keywords")));
            Same("pageStart", Filled(_article.FirstPage), Text("pageStart"));
            Same("pageEnd", Filled(_article.LastPage), Text("pageEnd"));
            Same("abstract", _article.Abstracts.FirstOrDefault(text => text.Type is null)?.Text is { } words && words.Trim().Length > 0 ? words : null, Text("abstract"));
            Same("identifier", _article.Doi?.Value, article.TryGetProperty("identifier", out var doi) ? doi.GetProperty("value").GetString() : null);
            Same("sameAs", _article.Doi?.Address, Text("sameAs"));
            Same("funding", _article.Funding.Where(one => one.Funder is { Length: > 0 }).Sum(one => Math.Max(1, one.Awards.Count)), Items("funding").Count());

            // The chain: issue, volume, journal.
            var part = article.GetProperty("isPartOf");
            var chain = new List<JsonElement>();
            for (; ; part = part.GetProperty("isPartOf"))
            {
                chain.Add(part);
                if (!part.TryGetProperty("isPartOf", out _))
                {
                    break;
                }
            }

            Same("issueNumber", Filled(row.IssueNumber ?? _article.Issue), chain.Where(one => one.TryGetProperty("issueNumber", out _)).Select(one => one.GetProperty("issueNumber").GetString()).SingleOrDefault());
            Same("volumeNumber", Filled(row.IssueVolume ?? _article.Volume), chain.Where(one => one.TryGetProperty("volumeNumber", out _)).Select(one => one.GetProperty("volumeNumber").GetString()).SingleOrDefault());
            Same("periodical", $"Periodical {row.JournalTitle} {origin}/journals/{row.JournalKey}", $"{chain[^1].GetProperty("@type")} {chain[^1].GetProperty("name")} {chain[^1].GetProperty("@id")}");

            Wall(article);
            Same("citation", true, Items("citation").Count() >= read.All("citation_reference").Count());
            Same("citation without a name", 0, Items("citation").Count(one => string.IsNullOrWhiteSpace(one.GetProperty("name").GetString())));
            Same("citation points back", 0, Items("citation").Count(one => PointsBack().IsMatch(one.GetProperty("name").GetString()!)));
            var trail = graph.Single(one => one.GetProperty("@type").GetString() == "BreadcrumbList").GetProperty("itemListElement").EnumerateArray().ToList();
            Same("trail", Joined([$"{origin}/journals/{row.JournalKey}", .. row.IssueKey is null ? Array.Empty<string>() : [$"{origin}/journals/{row.JournalKey}/{Uri.EscapeDataString(row.IssueKey)}"], read.Canonical!]), Joined(trail.Select(step => step.GetProperty("item").GetString()!)));
            Same("trail in order", Joined(Enumerable.Range(1, trail.Count).Select(n => $"{n}")), Joined(trail.Select(step => step.GetProperty("position").GetRawText())));
        }

        private void Wall(JsonElement article)
        {
            Same("isAccessibleForFree", IsOpen, article.GetProperty("isAccessibleForFree").GetBoolean());
            Same("offers", !IsOpen, article.TryGetProperty("offers", out var offers) && offers.EnumerateArray().All(offer => offer.GetProperty("priceCurrency").GetString() is "USD" or "EUR" && decimal.Parse(offer.GetProperty("price").GetString()!, CultureInfo.InvariantCulture) > 0));
            var closed = !IsOpen && row.BodyHtml.Length > 0;
            Same("hasPart", closed, article.TryGetProperty("hasPart", out var parts));
            if (closed)
            {
                var selector = parts[0].GetProperty("cssSelector").GetString()!;
                var found = read.Page.QuerySelectorAll(selector);
                Same("the wall is on the page, once", true, Class().IsMatch(selector) && found.Length == 1 && !parts[0].GetProperty("isAccessibleForFree").GetBoolean());
            }
            else
            {
                Same("no wall on an open page", 0, read.Page.QuerySelectorAll(".walled").Length);
            }
        }

        private void Links()
        {
            IEnumerable<string> To(string relation) => read.Links.Where(link => link.Relation == relation).Select(link => link.Address);
            Same("cite-as", _article.Doi is { } doi ? new Uri(doi.Address).AbsoluteUri : read.Canonical, To("cite-as").SingleOrDefault());
            Same("describedby", true, To("describedby").Any() && read.Links.Where(link => link.Relation == "describedby").All(link => link.Type is not null));
            Same("type", Joined(["https://schema.org/ScholarlyArticle", .. IsOpen && row.BodyHtml.Length > 0 ? Array.Empty<string>() : ["https://schema.org/AboutPage"]]), Joined(To("type")));
            var orcids = Named(_article.Authors).Where(author => author.Orcid is not null).Select(author => "https://orcid.org/" + author.Orcid).ToList();
            Same("author", true, To("author").All(orcids.Contains) && (orcids.Count > 20 || To("author").Count() == orcids.Count));
            Same("license", true, To("license").Count() <= 1 && (To("license").Any() || _article.Licence?.Address is null || !Uri.TryCreate(_article.Licence.Address, UriKind.Absolute, out _)));
            Same("linkset", Joined([read.Canonical + "/linkset", read.Canonical + "/linkset.txt"]), Joined(To("linkset")));
            Same("absolute", true, read.Links.All(link => Uri.TryCreate(link.Address, UriKind.Absolute, out _)));
        }

        private bool IsOpen => AccessRule.Decide(row.Terms, AccessReader.Anybody, DateTimeOffset.UtcNow).Body;

        private void Same<T>(string what, T expected, T actual)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, actual))
            {
                _faults.Add($"{what}: ‘{expected}’ is told as ‘{actual}’");
            }
        }

        private static IEnumerable<Contributor> Named(IEnumerable<Contributor> people) => people.Where(person => person.DisplayName.Length > 0);

        private static string Printed(Contributor author) => Flat(author.IsGroup || author.Given is null ? author.DisplayName : $"{author.Family}, {author.Given}{(author.Suffix is null ? "" : ", " + author.Suffix)}");

        private static string? Date(PartialDate? date) => date switch
        {
            null => null,
            { Month: { } month, Day: { } day } => $"{date.Year:0000}/{month:00}/{day:00}",
            _ => $"{date.Year:0000}",
        };

        private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : Flat(text);

        private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        private static string Joined(IEnumerable<string> values) => string.Join(" ; ", values);

        // citation_doi=10.1000/xyz
        [GeneratedRegex(@"citation_doi=([^;\s]+)")]
        private static partial Regex DoiField();

        // citation_title=A Title
        [GeneratedRegex(@"^citation_[a-z_]+=\S")]
        private static partial Regex Field();

        // Ibid., p. 5   citation_title=Ebd.   Там же
        [GeneratedRegex(@"(^|=)\s*(Ibid|Ibidem|Ebd|Ebenda|Там же)\b", RegexOptions.IgnoreCase)]
        private static partial Regex PointsBack();

        // .walled
        [GeneratedRegex(@"^\.[a-z][a-z0-9-]*$")]
        private static partial Regex Class();
    }
}
