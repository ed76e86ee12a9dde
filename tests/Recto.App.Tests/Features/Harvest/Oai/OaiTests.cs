using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Harvest.Oai;
using Recto.Journals.Exchange.Oai;
using static Recto.App.Tests.Features.Harvest.Oai.HarvestSite;

namespace Recto.App.Tests.Features.Harvest.Oai;

/// <summary>What the harvesters' door answers by the protocol, on a site that nobody changes.</summary>
public sealed class OaiTests(OaiDemo fixture) : IClassFixture<OaiDemo>
{
    private readonly HarvestSite _site = fixture.Site;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("verb=Identify")]
    [InlineData("verb=ListMetadataFormats")]
    [InlineData("verb=ListMetadataFormats&identifier={id}")]
    [InlineData("verb=ListSets")]
    [InlineData("verb=ListIdentifiers&metadataPrefix=oai_dc")]
    [InlineData("verb=ListIdentifiers&metadataPrefix=jats&set=openaccess")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2000-01-01&until=2999-12-31")]
    [InlineData("verb=ListRecords&metadataPrefix=jats&from=2000-01-01T00:00:00Z")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier={id}")]
    [InlineData("verb=GetRecord&metadataPrefix=jats&identifier={id}")]
    [InlineData("verb=Nonsense")]
    [InlineData("verb=ListRecords")]
    [InlineData("verb=ListRecords&metadataPrefix=marc21")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=nowhere")]
    [InlineData("verb=ListRecords&resumptionToken=%00%ff%22%3C")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:example.org:article/1")]
    public async Task Every_kind_of_answer_is_valid(string query)
    {
        var answers = new List<XDocument> { await _site.AskTextAsync(query.Replace("{id}", fixture.Identifier, StringComparison.Ordinal)) };
        while (Token(answers[^1].Root!) is { Length: > 0 } token)
        {
            answers.Add(await _site.AskTextAsync($"{query.Split('&')[0]}&resumptionToken={token}"));
        }

        Assert.Empty(answers.SelectMany(OaiSchemas.Faults));
        if (!query.Contains("=jats", StringComparison.Ordinal))
        {
            Assert.Equal("", await OaiSchemas.XmllintAsync(answers) ?? "");
        }
    }

    [Theory]
    [InlineData("", "badVerb")]
    [InlineData("verb=", "badVerb")]
    [InlineData("verb=identify", "badVerb")]
    [InlineData("verb=1", "badVerb")]
    [InlineData("verb=-1", "badVerb")]
    [InlineData("verb=%2B1", "badVerb")]
    [InlineData("Verb=Identify", "badVerb")]
    [InlineData("verb=Identify&verb=Identify", "badVerb")]
    [InlineData("verb=Identify&verb=ListSets", "badVerb")]
    [InlineData("verb=Identify&metadataPrefix=oai_dc", "badArgument")]
    [InlineData("verb=Identify&x=", "badArgument")]
    [InlineData("verb=ListMetadataFormats&identifier=no uri", "badArgument")]
    [InlineData("verb=ListMetadataFormats&identifier=oai:127.0.0.1:article/1", "idDoesNotExist")]
    [InlineData("verb=ListSets&metadataPrefix=oai_dc", "badArgument")]
    [InlineData("verb=ListSets&resumptionToken=none", "badResumptionToken")]
    [InlineData("verb=ListRecords", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&METADATAPREFIX=oai_dc", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&identifier=oai:x:y", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai dc", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2026-13-01", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2026", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=2026-01-01T00:00:00", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=2026-01-01T00:00:00.5Z", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=2026-01-01T25:00:00Z", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=2026-01-01 00:00:00Z", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=٢٠٢٦-01-01", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:01Z&until=2026-01-01T00:00:00Z", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&from=2099-01-01", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=0001-01-01", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31&from=9999-12-31", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=journal:none", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=a:b:c", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=journal:!00", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=journal:!D", "noRecordsMatch")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=journal:", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=oai_dc&set=%25", "badArgument")]
    [InlineData("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat")]
    [InlineData("verb=ListRecords&metadataPrefix=OAI_DC", "cannotDisseminateFormat")]
    [InlineData("verb=ListIdentifiers&metadataPrefix=marc21&set=journal:none", "cannotDisseminateFormat")]
    [InlineData("verb=ListRecords&resumptionToken=", "badResumptionToken")]
    [InlineData("verb=ListRecords&resumptionToken=0000", "badResumptionToken")]
    [InlineData("verb=ListRecords&resumptionToken=0000&metadataPrefix=oai_dc", "badArgument")]
    [InlineData("verb=ListRecords&resumptionToken=0000&resumptionToken=0000", "badArgument")]
    [InlineData("verb=GetRecord&identifier=oai:127.0.0.1:article/1", "badArgument")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc", "badArgument")]
    [InlineData("verb=GetRecord", "badArgument badArgument")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier={id}&from=2026-01-01", "badArgument")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier={id}x", "idDoesNotExist")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier={ID}", "idDoesNotExist")]
    [InlineData("verb=GetRecord&metadataPrefix=oai_dc&identifier=invalid%22id", "badArgument")]
    [InlineData("verb=GetRecord&metadataPrefix=marc21&identifier={id}", "cannotDisseminateFormat")]
    public async Task Every_error_has_its_code(string query, string codes)
    {
        var answer = await _site.AskAsync(query.Replace("{id}", fixture.Identifier, StringComparison.Ordinal).Replace("{ID}", fixture.Identifier.ToUpperInvariant(), StringComparison.Ordinal));

        Assert.Equal(codes, string.Join(' ', Codes(answer)));
        var request = answer.Element(Pmh + "request")!;
        Assert.Equal(new Uri(_site.Address, "/oai").ToString(), request.Value);
        Assert.Equal(!codes.StartsWith("badVerb", StringComparison.Ordinal) && !codes.StartsWith("badArgument", StringComparison.Ordinal), request.HasAttributes);
    }

    [Fact]
    public async Task Identify_says_what_holds()
    {
        var answer = (await _site.AskAsync("verb=Identify")).Element(Pmh + "Identify")!;
        string Of(string name) => answer.Element(Pmh + name)!.Value;

        Assert.Equal(("2.0", "persistent", "YYYY-MM-DDThh:mm:ssZ", "gzip"), (Of("protocolVersion"), Of("deletedRecord"), Of("granularity"), Of("compression")));
        Assert.Equal((new Uri(_site.Address, "/oai").ToString(), "webmaster@127.0.0.1"), (Of("baseURL"), Of("adminEmail")));
        var earliest = (await _site.PagesAsync("verb=ListIdentifiers&metadataPrefix=oai_dc")).SelectMany(page => page.Descendants(Pmh + "datestamp")).Min(stamp => stamp.Value);
        Assert.Equal(earliest, Of("earliestDatestamp"));
        Assert.Null(answer.Element(Pmh + "description")); // 127.0.0.1 is no name of a domain.
    }

    [Fact]
    public async Task Sent_as_a_form_the_answer_is_the_same()
    {
        foreach (var query in new[] { "verb=Identify", "verb=ListRecords&metadataPrefix=oai_dc&set=openaccess", "verb=ListRecords&metadataPrefix=x&metadataPrefix=y", "", "verb=GetRecord&metadataPrefix=jats&identifier=" + Uri.EscapeDataString(fixture.Identifier) })
        {
            using var posted = await _site.Client.PostAsync("/oai", new StringContent(query, Encoding.ASCII, "application/x-www-form-urlencoded"), Ct);
            var (got, sent) = (await _site.AskAsync(query), XElement.Parse(await posted.Content.ReadAsStringAsync(Ct)));
            foreach (var answer in new[] { got, sent })
            {
                answer.Element(Pmh + "responseDate")!.Remove();
                answer.Descendants(Pmh + "resumptionToken").Remove();
            }

            Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
            Assert.Equal(got.ToString(), sent.ToString());
        }

        using var json = await _site.Client.PostAsync("/oai", new StringContent("{\"verb\":\"Identify\"}", Encoding.UTF8, "application/json"), Ct);
        Assert.Equal(["badVerb"], Codes(XElement.Parse(await json.Content.ReadAsStringAsync(Ct))));
        using var both = await _site.Client.PostAsync("/oai?verb=Identify", new FormUrlEncodedContent([KeyValuePair.Create("verb", "Identify")]), Ct);
        Assert.Equal(["badVerb"], Codes(XElement.Parse(await both.Content.ReadAsStringAsync(Ct))));
    }

    [Fact]
    public async Task Other_ways_to_ask_are_answered_by_HTTP()
    {
        using var head = await _site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/oai?verb=Identify"), Ct);
        using var put = await _site.Client.PutAsync("/oai?verb=Identify", null, Ct);
        using var large = await _site.Client.PostAsync("/oai", new FormUrlEncodedContent([KeyValuePair.Create("verb", new string('a', 2_000_000))]), Ct);
        var packed = new HttpRequestMessage(HttpMethod.Get, "/oai?verb=ListRecords&metadataPrefix=oai_dc");
        packed.Headers.Add("Accept-Encoding", "gzip");
        using var zipped = await _site.Client.SendAsync(packed, Ct);

        Assert.Equal((HttpStatusCode.OK, "text/xml; charset=utf-8", ""), (head.StatusCode, head.Content.Headers.ContentType?.ToString(), await head.Content.ReadAsStringAsync(Ct)));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, HttpStatusCode.RequestEntityTooLarge), (put.StatusCode, large.StatusCode));
        Assert.Equal("gzip", Assert.Single(zipped.Content.Headers.ContentEncoding));
        Assert.False(zipped.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_list_goes_on_by_tokens_to_its_end()
    {
        var pages = await _site.PagesAsync("verb=ListRecords&metadataPrefix=oai_dc");
        var tokens = pages.Select(page => page.Descendants(Pmh + "resumptionToken").Single()).ToList();
        var identifiers = pages.SelectMany(page => page.Descendants(Pmh + "identifier")).Select(identifier => identifier.Value).ToList();

        Assert.True(pages.Count > 2);
        Assert.Equal(identifiers.Count, identifiers.Distinct().Count());
        Assert.Equal(fixture.Count, identifiers.Count);
        Assert.Equal(Enumerable.Range(0, pages.Count).Select(i => $"{3 * i}"), tokens.Select(token => token.Attribute("cursor")!.Value));
        Assert.All(tokens, token => Assert.Equal($"{fixture.Count}", token.Attribute("completeListSize")!.Value));
        Assert.Equal("", tokens[^1].Value);
        Assert.Null(tokens[^1].Attribute("expirationDate"));
        Assert.Equal(identifiers, await _site.IdentifiersAsync("verb=ListIdentifiers&metadataPrefix=oai_dc"));
        Assert.All(pages.SelectMany(page => page.Descendants(Pmh + "datestamp").Zip(page.Descendants(Pmh + "datestamp").Skip(1))), pair => Assert.True(string.CompareOrdinal(pair.First.Value, pair.Second.Value) <= 0));
    }

    [Fact]
    public async Task A_list_that_fits_on_one_page_has_no_token()
    {
        var stamp = (await _site.AskAsync($"verb=GetRecord&metadataPrefix=oai_dc&identifier={fixture.Identifier}")).Descendants(Pmh + "datestamp").Single().Value;

        var answer = await _site.AskAsync($"verb=ListRecords&metadataPrefix=oai_dc&from={stamp}&until={stamp}");

        Assert.Contains(fixture.Identifier, answer.Descendants(Pmh + "identifier").Select(identifier => identifier.Value));
        Assert.Null(Token(answer));
    }

    [Fact]
    public async Task A_token_asked_for_again_gives_the_same_page()
    {
        var token = Uri.EscapeDataString(Token(await _site.AskAsync("verb=ListRecords&metadataPrefix=oai_dc"))!);

        var (one, two) = (await _site.AskAsync($"verb=ListRecords&resumptionToken={token}"), await _site.AskAsync($"verb=ListRecords&resumptionToken={token}"));

        Assert.Equal(one.Descendants(Pmh + "identifier").Select(e => e.Value), two.Descendants(Pmh + "identifier").Select(e => e.Value));
        Assert.Equal(3, one.Descendants(Pmh + "record").Count());
        var request = one.Element(Pmh + "request")!;
        Assert.Equal(["verb", "resumptionToken"], request.Attributes().Select(attribute => attribute.Name.LocalName));
    }

    [Fact]
    public async Task Tokens_that_were_changed_are_old_foreign_or_of_another_verb_are_refused()
    {
        var token = Token(await _site.AskAsync("verb=ListRecords&metadataPrefix=oai_dc"))!;
        var tokens = await _site.Services.GetRequiredService<OaiSignature>().GetAsync(Ct);
        Assert.True(tokens.TryRead(token, DateTimeOffset.UtcNow, out var read));
        var refused = new List<string>
        {
            $"verb=ListIdentifiers&resumptionToken={token}",
            $"verb=ListSets&resumptionToken={token}",
            $"verb=ListRecords&resumptionToken={tokens.Write(read with { Expires = DateTimeOffset.UtcNow.AddSeconds(-1) })}",
            $"verb=ListRecords&resumptionToken={new OaiTokens(new byte[32]).Write(read)}",
            $"verb=ListRecords&resumptionToken={token}=",
            $"verb=ListRecords&resumptionToken={token[..^1]}",
            $"verb=ListRecords&resumptionToken={token}AAAA",
            $"verb=ListRecords&resumptionToken={tokens.Write(read with { Prefix = "marc21" })}",
        };
        for (var i = 0; i < token.Length; i += 7)
        {
            refused.Add($"verb=ListRecords&resumptionToken={token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}");
        }

        foreach (var query in refused)
        {
            Assert.Equal(["badResumptionToken"], Codes(await _site.AskAsync(query)));
        }

        Assert.Empty(Codes(await _site.AskAsync($"verb=ListRecords&resumptionToken={token}")));
    }

    [Fact]
    public async Task Sets_are_the_open_ones_the_journals_and_their_sections_and_each_can_be_harvested()
    {
        var sets = (await _site.PagesAsync("verb=ListSets")).SelectMany(page => page.Descendants(Pmh + "set")).Select(set => (Spec: set.Element(Pmh + "setSpec")!.Value, Name: set.Element(Pmh + "setName")!.Value)).ToList();

        Assert.Equal(sets.Count, sets.Select(set => set.Spec).Distinct().Count());
        Assert.Equal("openaccess", sets[0].Spec);
        Assert.Contains(sets, set => set.Spec.Count(c => c == ':') == 1);
        Assert.Contains(sets, set => set.Spec.Count(c => c == ':') == 2);
        foreach (var (spec, _) in sets)
        {
            var records = (await _site.PagesAsync($"verb=ListRecords&metadataPrefix=oai_dc&set={Uri.EscapeDataString(spec)}")).SelectMany(page => page.Descendants(Pmh + "header")).ToList();
            Assert.NotEmpty(records);
            Assert.All(records, header => Assert.Contains(spec, header.Elements(Pmh + "setSpec").Select(set => set.Value)));
        }
    }

    [Fact]
    public async Task Three_hundred_hostile_requests_get_right_errors_and_never_a_fault()
    {
        var random = new Random(5);
        string[] names = ["verb", "metadataPrefix", "identifier", "from", "until", "set", "resumptionToken", "VERB", "", "a[]", "\0", "<x>", "offset"];
        string[] values = ["", "Identify", "ListRecords", "ListIdentifiers", "GetRecord", "ListSets", "ListMetadataFormats", "oai_dc", "jats", "2026-01-01", "2026-02-31", "99999-01-01", "2026-01-01T00:00:00Z", "openaccess", "journal:x", "' OR 1=1 --", "<script>alert(1)</script>",
            "\0", "\ud800", "\u0001\ufffe", "%", "../../etc/passwd", new string('x', 3000), "-1", "1e309", "AAAA", "999999999999", "oai:127.0.0.1:article/00000000-0000-0000-0000-000000000000", fixture.Identifier, Token(await _site.AskAsync("verb=ListRecords&metadataPrefix=oai_dc"))!];
        for (var i = 0; i < 300; i++)
        {
            var pairs = Enumerable.Range(0, random.Next(0, 5)).Select(_ => (Name: names[random.Next(names.Length)], Value: values[random.Next(values.Length)])).ToList();
            if (random.Next(3) > 0)
            {
                pairs.Insert(0, ("verb", values[random.Next(1, 7)]));
            }

            var query = string.Join('&', pairs.Select(pair => $"{Escape(pair.Name)}={Escape(pair.Value)}"));
            using var answer = random.Next(4) == 0
                ? await _site.Client.PostAsync("/oai", new StringContent(query, Encoding.ASCII, "application/x-www-form-urlencoded"), Ct)
                : await _site.Client.GetAsync("/oai?" + query, Ct);

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{query}: {(int)answer.StatusCode}");
            var document = XDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
            Assert.True(OaiSchemas.Faults(document) is [], $"{query}: {string.Join("; ", OaiSchemas.Faults(document))}");
        }

        static string Escape(string text) => string.Concat(text.Select(c => char.IsSurrogate(c) ? "%ED%A0%80" : Uri.EscapeDataString(c.ToString())));
    }
}

/// <summary>The demo journal and some more.</summary>
public sealed class OaiDemo : IAsyncLifetime
{
    internal HarvestSite Site { get; private set; } = null!;

    internal string Identifier { get; private set; } = "";

    internal int Count { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Site = await HarvestSite.StartAsync();
        await Site.AddAsync("Leaf one", "Leaf two", "Leaf three & <i>four</i>".Replace("<i>four</i>", "four", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal));
        await Site.MakeAsync();
        await Site.AgeAsync();
        Identifier = HarvestSite.Identifier(await Site.IdAsync("Leaf one"));
        Count = (await Site.IdentifiersAsync("verb=ListIdentifiers&metadataPrefix=oai_dc")).Count;
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
