using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Recto.App.Tests.Features.Harvest.Oai;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Harvest;

/// <summary>
/// Three hundred requests of harvesters, good and bad, in a mixed order at one site: each answer is held against what its standard says, read here from the request alone.
/// The order and the choice of parts come from a number, so that the same three hundred are asked each time.
/// </summary>
public sealed class MixedRequestsTests
{
    private const int Requests = 300;
    private const int Seed = 20_261_126;

    private static readonly string[] Verbs = ["Identify", "ListMetadataFormats", "ListSets", "ListIdentifiers", "ListRecords", "GetRecord"];
    private static readonly string[] Dates = ["2026-01-01", "2026-01-01T00:00:00Z", "1999-12-31", "2099-01-01T00:00:00Z", "2026-02-30", "2026-1-1", "2026-01-01T00:00Z", "yesterday", "", "2026-01-01' OR 1=1 --", "99999999999-01-01"];
    private static readonly string[] Strange = ["\0", "%00", "<script>alert(1)</script>", "../../etc/passwd", "🤷", "\uFFFD", "'; DROP TABLE articles; --", new('a', 3000), "-1", "9223372036854775808", "1e308", "null", "%", "&&", "\r\nX-Evil: 1"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Three_hundred_mixed_requests_are_answered_as_their_standards_say(string kind)
    {
        SharedData.Require("schemas/oai-pmh");
        await using var site = await HarvestSite.StartAsync(kind, new Recto.App.Features.Harvest.Oai.OaiLimits { AtOnce = 100_000, Records = 5, Heads = 5 });
        await site.AddAsync("First of several", "Second of several", "Third of several");
        await site.AgeAsync();
        var random = new Random(Seed);
        var known = await KnownAsync(site);
        var (faults, kinds) = (new List<string>(), new Dictionary<string, int>());
        for (var i = 0; i < Requests; i++)
        {
            var request = random.Next(10) switch
            {
                < 5 => OaiRequest(random, known),
                < 8 => ApiRequest(random, known),
                _ => OtherRequest(random, known),
            };
            using var message = new HttpRequestMessage(request.Method, request.Form is null ? request.Address : "/oai");
            if (request.Form is not null)
            {
                message.Content = new FormUrlEncodedContent(request.Form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
            }

            using var answer = await site.Client.SendAsync(message, Ct);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            kinds[request.Kind] = kinds.GetValueOrDefault(request.Kind) + 1;
            faults.AddRange([.. Common(answer, text, message.Method).Concat(request.Check(answer, text)).Select(fault => $"{message.Method} {request.Address[..Math.Min(160, request.Address.Length)]}: {fault}")]);
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Take(40)));
        Assert.All(["oai", "api", "other"], kindOf => Assert.True(kinds[kindOf] >= 40, $"{kinds[kindOf]} of {kindOf}"));
        using var still = await site.Client.GetAsync("/", Ct);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    // What holds for every answer.
    private static IEnumerable<string> Common(HttpResponseMessage answer, string text, HttpMethod method)
    {
        if ((int)answer.StatusCode >= 500)
        {
            yield return $"{(int)answer.StatusCode}";
        }

        if (answer.Headers.Contains("Set-Cookie") || answer.Headers.Contains("X-Evil"))
        {
            yield return "a header that nobody should be sent";
        }

        if (method == HttpMethod.Head && text.Length > 0)
        {
            yield return "HEAD with a body";
        }

        if (text.Length > 0 && WrongForm(answer.Content.Headers.ContentType?.MediaType, text) is { } wrong)
        {
            yield return wrong;
        }
    }

    private static string? WrongForm(string? type, string text)
    {
        try
        {
            if (type is not null && (type.EndsWith("xml", StringComparison.Ordinal)))
            {
                _ = XDocument.Parse(text);
            }
            else if (type is not null && type.EndsWith("json", StringComparison.Ordinal))
            {
                using var _ = JsonDocument.Parse(text);
            }

            return type is null ? "no media type" : null;
        }
        catch (Exception fault) when (fault is System.Xml.XmlException or JsonException)
        {
            return $"{type} that is none: {fault.Message}";
        }
    }

    private static Asked OaiRequest(Random random, Known known)
    {
        var arguments = new List<(string Name, string Value)>();
        if (random.Next(12) > 0)
        {
            arguments.Add(("verb", random.Next(10) == 0 ? Pick(random, Strange) : Pick(random, Verbs)));
        }

        if (random.Next(20) == 0)
        {
            arguments.Add(("verb", Pick(random, Verbs)));
        }

        if (random.Next(6) == 0)
        {
            arguments.Add(("resumptionToken", random.Next(2) == 0 ? Pick(random, Strange) : known.StaleToken));
        }
        else
        {
            Maybe("metadataPrefix", random.Next(5) == 0 ? Pick(random, Strange) : Pick(random, ["oai_dc", "oai_dc", "jats"]), 3, 2);
            Maybe("identifier", random.Next(3) == 0 ? Pick(random, Strange) : random.Next(3) == 0 ? "oai:elsewhere.example:article/1" : known.Identifier, 3, 1);
            Maybe("from", Pick(random, Dates), 4, 1);
            Maybe("until", Pick(random, Dates), 4, 1);
            Maybe("set", random.Next(2) == 0 ? Pick(random, Strange) : Pick(random, ["openaccess", "journal:" + known.Journal, "journal:none"]), 4, 1);
        }

        Maybe("offset", "1000000", 15, 1);
        var query = "/oai?" + string.Join('&', arguments.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
        var isForm = random.Next(4) == 0;
        return new Asked("oai", isForm ? HttpMethod.Post : HttpMethod.Get, query, (answer, text) => OaiFaults(arguments, answer, text)) { Form = isForm ? arguments : null };

        void Maybe(string name, string value, int outOf, int chance)
        {
            if (random.Next(outOf) < chance)
            {
                arguments.Add((name, value));
            }
        }
    }

    // The protocol, sections 3.2 and 3.6, read once more: which codes an answer may have, and which it must not.
    private static IEnumerable<string> OaiFaults(List<(string Name, string Value)> arguments, HttpResponseMessage answer, string text)
    {
        if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/xml")
        {
            yield return $"{(int)answer.StatusCode} {answer.Content.Headers.ContentType}: {text[..Math.Min(200, text.Length)]}";
            yield break;
        }

        var document = XDocument.Parse(text);
        foreach (var fault in OaiSchemas.Faults(document).Take(3))
        {
            yield return "schema: " + fault;
        }

        var codes = HarvestSite.Codes(document.Root!).ToHashSet(StringComparer.Ordinal);
        var verbs = arguments.Where(pair => pair.Name == "verb").Select(pair => pair.Value).ToList();
        var expected = Expected(verbs, arguments);
        // An answer may tell of several faults at once (3.6); of arguments that a verb does not know nothing more can be said.
        if (expected.Count == 0 ? codes.Except(["noRecordsMatch"]).Any() : !codes.Overlaps(expected) || (!expected.Contains("badVerb") && !codes.IsSubsetOf([.. expected, "badArgument"])))
        {
            yield return $"codes {string.Join(",", codes)}, to be of {string.Join(",", expected)}";
        }

        // Attributes of the request are not told back after badVerb and badArgument.
        if (codes.Overlaps(["badVerb", "badArgument"]) && document.Root!.Element(HarvestSite.Pmh + "request")!.HasAttributes)
        {
            yield return "the request is told back";
        }
    }

    private static HashSet<string> Expected(List<string> verbs, List<(string Name, string Value)> arguments)
    {
        if (verbs is not [var verb] || !Verbs.Contains(verb))
        {
            return ["badVerb"];
        }

        var given = arguments.Where(pair => pair.Name != "verb").ToDictionary(pair => pair.Name, pair => pair.Value);
        string[] allowed = verb switch
        {
            "Identify" => [],
            "ListMetadataFormats" => ["identifier"],
            "ListSets" => ["resumptionToken"],
            "GetRecord" => ["identifier", "metadataPrefix"],
            _ => ["from", "until", "set", "metadataPrefix", "resumptionToken"],
        };
        if (given.Keys.Except(allowed).Any() || (given.ContainsKey("resumptionToken") && given.Count > 1))
        {
            return ["badArgument"];
        }

        if (given.ContainsKey("resumptionToken"))
        {
            return ["badResumptionToken"];
        }

        var isMissing = verb is "ListRecords" or "ListIdentifiers" or "GetRecord" && !given.ContainsKey("metadataPrefix") || verb == "GetRecord" && !given.ContainsKey("identifier");
        var codes = new HashSet<string>();
        if (isMissing || given.Where(pair => pair.Key is "from" or "until").Any(pair => !IsDate(pair.Value)) || given.Values.Any(string.IsNullOrEmpty))
        {
            return ["badArgument"];
        }

        if (given.TryGetValue("from", out var from) && given.TryGetValue("until", out var until) && (from.Length != until.Length || string.CompareOrdinal(from, until) > 0))
        {
            return ["badArgument"];
        }

        if (given.TryGetValue("metadataPrefix", out var prefix) && prefix is not ("oai_dc" or "jats"))
        {
            codes.UnionWith(["cannotDisseminateFormat", "badArgument"]);
        }

        if (given.TryGetValue("identifier", out var identifier) && !identifier.StartsWith("oai:127.0.0.1:", StringComparison.Ordinal))
        {
            codes.UnionWith(["idDoesNotExist", "badArgument"]);
        }

        if (given.TryGetValue("set", out var set) && Strange.Contains(set))
        {
            codes.UnionWith(["noRecordsMatch", "badArgument"]);
        }
        else if (set == "journal:none")
        {
            codes.UnionWith(["noRecordsMatch", "badArgument"]);
        }

        if (codes.Count > 0 && from is not null)
        {
            codes.Add("noRecordsMatch");
        }

        return codes;
    }

    private static bool IsDate(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static Asked ApiRequest(Random random, Known known)
    {
        var strange = Uri.EscapeDataString(Pick(random, Strange));
        var (address, statuses) = random.Next(16) switch
        {
            0 => ("/api/v1/journals", new[] { 200 }),
            1 => ($"/api/v1/journals/{known.Journal}", [200]),
            2 => ($"/api/v1/journals/{known.Journal}/issues", [200]),
            3 => ("/api/v1/articles", [200]),
            4 => ($"/api/v1/articles/{known.Slug}", [200]),
            5 => ($"/api/v1/articles/{known.Slug}/notes", [200]),
            6 => ($"/api/v1/articles/{known.Slug}/sources", [200]),
            7 => ($"/api/v1/articles?limit={strange}", [400]),
            8 => ($"/api/v1/articles?cursor={strange}", [400]),
            9 => ($"/api/v1/articles/{strange}", [404, 400]),
            10 => ($"/api/v1/journals/{strange}/issues", [404, 400]),
            11 => ($"/api/v1/articles?published-from={strange}", [400]),
            12 => ($"/api/v1/articles?{strange}=1", [200, 400]),
            13 => ($"/api/v1/{strange}", [404, 400]),
            14 => ($"/api/v1/articles/by-doi/{strange}", [404, 400]),
            _ => ("/api/openapi.json", [200]),
        };
        var method = random.Next(8) switch { 0 => HttpMethod.Head, 1 => HttpMethod.Delete, _ => HttpMethod.Get };
        return new Asked("api", method, address, (answer, text) => ApiFaults(method, statuses, answer, text));
    }

    private static IEnumerable<string> ApiFaults(HttpMethod method, int[] statuses, HttpResponseMessage answer, string text)
    {
        int[] expected = method == HttpMethod.Delete ? [405, 404, 400] : statuses;
        if (!expected.Contains((int)answer.StatusCode))
        {
            yield return $"{(int)answer.StatusCode}, to be {string.Join(" or ", expected)}: {text[..Math.Min(200, text.Length)]}";
        }

        if (answer.StatusCode == HttpStatusCode.MethodNotAllowed && answer.Content.Headers.Allow.Count == 0)
        {
            yield return "405 without Allow";
        }

        // RFC 9457: a problem says which it is. What the server refuses before any program sees it has no words.
        if ((int)answer.StatusCode >= 400 && method != HttpMethod.Head && text.Length > 0)
        {
            if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            {
                yield return $"an error as {answer.Content.Headers.ContentType}";
            }
            else
            {
                using var problem = JsonDocument.Parse(text);
                if (problem.RootElement.GetProperty("status").GetInt32() != (int)answer.StatusCode || problem.RootElement.GetProperty("title").GetString() is not { Length: > 0 })
                {
                    yield return "a problem that does not say what it is: " + text;
                }
            }
        }
    }

    private static Asked OtherRequest(Random random, Known known)
    {
        var strange = Uri.EscapeDataString(Pick(random, Strange));
        var (address, statuses, type) = random.Next(19) switch
        {
            0 => ("/feed.atom", new[] { 200 }, "application/atom+xml"),
            1 => ($"/journals/{known.Journal}/feed.atom", [200], "application/atom+xml"),
            2 => ($"/journals/{known.Journal}/feed.rdf", [200], "application/rdf+xml"),
            3 => ($"/journals/{strange}/feed.atom", [404, 400], null),
            4 => ($"/journals/{known.Journal}/feed.atom?after={strange}", [200, 400, 404], null),
            5 => ("/sitemap.xml", [200], "application/xml"),
            6 => ($"/sitemaps/{known.Journal}/{strange}.xml", [404, 400], null),
            7 => ("/sitemaps/site.xml", [200], "application/xml"),
            8 => ("/robots.txt", [200], "text/plain"),
            9 => ("/.well-known/tdmrep.json", [200], "application/json"),
            10 => ("/kbart", [200], "text/html"),
            11 => ($"/kbart/{strange}.txt", [404, 400], null),
            12 => ($"/lockss/{known.Journal}", [200], "text/html"),
            13 => ($"/lockss/{known.Journal}/{strange}", [404, 400], null),
            14 => ($"/articles/{known.Slug}/linkset", [200], "application/linkset+json"),
            15 => ($"/articles/{strange}/linkset", [404, 400], null),
            16 => ($"/articles/{known.Slug}", [200], "text/html"),
            17 => ($"/articles/{known.Slug}/cite.ris", [200], null),
            _ => ($"/journals/{known.Journal}/tdm-policy.json", [200], null),
        };
        var method = random.Next(4) == 0 ? HttpMethod.Head : HttpMethod.Get;
        return new Asked("other", method, address, (answer, _) =>
            !statuses.Contains((int)answer.StatusCode) ? [$"{(int)answer.StatusCode}, to be {string.Join(" or ", statuses)}"]
            : type is not null && answer.Content.Headers.ContentType?.MediaType != type ? [$"{answer.Content.Headers.ContentType}, to be {type}"] : []);
    }

    private static async Task<Known> KnownAsync(HarvestSite site)
    {
        var list = await site.AskAsync("verb=ListIdentifiers&metadataPrefix=oai_dc");
        var identifier = list.Descendants(HarvestSite.Pmh + "identifier").First().Value;
        using var journals = JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/journals", Ct));
        using var articles = JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/articles", Ct));
        var token = HarvestSite.Token(list)!;
        return new Known(identifier, journals.RootElement.GetProperty("items")[0].GetProperty("key").GetString()!, articles.RootElement.GetProperty("items")[0].GetProperty("slug").GetString()!,
            token[..^4] + (token.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA"));
    }

    private static T Pick<T>(Random random, T[] of) => of[random.Next(of.Length)];

    private sealed record Known(string Identifier, string Journal, string Slug, string StaleToken);

    private sealed record Asked(string Kind, HttpMethod Method, string Address, Func<HttpResponseMessage, string, IEnumerable<string>> Check)
    {
        public List<(string Name, string Value)>? Form { get; init; }
    }
}
