using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Recto.App.Tests.Features.CitedBy;

/// <summary>How a service answers.</summary>
internal enum Mood
{
    /// <summary>As the service does.</summary>
    Good = 1,

    /// <summary>Not in time.</summary>
    Silence,

    /// <summary>The first half, ended as if it were all.</summary>
    Half,

    /// <summary>The line is cut in the middle.</summary>
    Cut,

    /// <summary>Something that is neither XML nor JSON.</summary>
    Nonsense,

    /// <summary>Status 429 with <c>Retry-After: 120</c>.</summary>
    TooMany,

    /// <summary>Status 500.</summary>
    Error,

    /// <summary>Status 401.</summary>
    Forbidden,

    /// <summary>An answer without end.</summary>
    Endless,

    /// <summary>It leads elsewhere.</summary>
    Elsewhere,
}

/// <summary>A work that cites, as the stand-in knows it.</summary>
internal sealed record StandInLink(string Cited, string Cite, DateOnly MatchedOn);

/// <summary>Three services of our own on loopback: forward links, the citation index and the REST API. They answer in the forms of the real ones, and misbehave on demand.</summary>
internal sealed class CitationsStandIn : IAsyncDisposable
{
    public const string Login = "press@example.org/press";
    public const string Password = "corréct:horse";
    private readonly WebApplication _app;

    private CitationsStandIn(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single() + "/");

    /// <summary>How the next questions are answered, by service (<c>links</c>, <c>open</c>, <c>works</c>); good where none is left.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<Mood>> Moods { get; } = new(StringComparer.Ordinal);

    /// <summary>Every question: service, path and query; without the password.</summary>
    public ConcurrentQueue<(string Service, string Question)> Asked { get; } = new();

    /// <summary>Who asked, as they say.</summary>
    public ConcurrentQueue<string> Agents { get; } = new();

    /// <summary>Stretches of more days than this are not answered in time.</summary>
    public int MostDays { get; set; } = 100_000;

    public List<StandInLink> Links { get; } = [];

    /// <summary>What the index tells: cited DOI, then names of the citing work with its date and whether authors cite themselves.</summary>
    public List<(string Cited, string Citing, string Creation, bool IsSelf)> Open { get; } = [];

    /// <summary>Records of the REST API by DOI in lower case: JSON of the message.</summary>
    public Dictionary<string, string> Works { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers to printed references: what the string holds, and the items.</summary>
    public List<(string Holds, string Items)> Searches { get; } = [];

    public static async Task<CitationsStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var stand = new CitationsStandIn(app);
        app.MapGet("/servlet/getForwardLinks", context => stand.AnswerAsync(context, "links", stand.LinksOf));
        app.MapGet("/index/v2/citations/{**id}", context => stand.AnswerAsync(context, "open", stand.OpenOf));
        app.MapGet("/works", context => stand.AnswerAsync(context, "works", stand.WorksOf));
        app.MapGet("/works/{**doi}", context => stand.AnswerAsync(context, "works", stand.WorkOf));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return stand;
    }

    public void Next(string service, params Mood[] moods)
    {
        foreach (var mood in moods)
        {
            Moods.GetOrAdd(service, _ => new()).Enqueue(mood);
        }
    }

    public int Count(string service) => Asked.Count(asked => asked.Service == service);

    /// <summary>A cite of a journal article.</summary>
    public static string Journal(string doi, string title, string family, string given, int year, string journal = "Annals of the Footnote") => $"""
        <journal_cite fl_count="0"><issn type="print">1069-9384</issn><journal_title>{journal}</journal_title><article_title>{title}</article_title><contributors><contributor first-author="true"><given_name>{given}</given_name><surname>{family}</surname></contributor></contributors><volume>7</volume><issue>2</issue><first_page>11</first_page><year>{year}</year><publication_type>full_text</publication_type><doi type="journal_article">{doi}</doi></journal_cite>
        """;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string service, Func<HttpContext, string?> answer)
    {
        Asked.Enqueue((service, context.Request.Path + Uri.UnescapeDataString(context.Request.QueryString.ToString()).Replace(Password, "***", StringComparison.Ordinal)));
        Agents.Enqueue(context.Request.Headers.UserAgent.ToString());
        var mood = Moods.TryGetValue(service, out var moods) && moods.TryDequeue(out var next) ? next : Mood.Good;
        if (service == "links" && mood == Mood.Good && DaysOf(context) > MostDays)
        {
            mood = Mood.Silence;
        }

        var body = mood is Mood.Good or Mood.Half or Mood.Cut ? answer(context) : "";
        context.Response.Headers["x-rate-limit-limit"] = "50";
        context.Response.Headers["x-rate-limit-interval"] = "1s";
        switch (mood)
        {
            case Mood.Silence:
                await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                context.Abort();
                return;
            case Mood.Nonsense:
                await context.Response.WriteAsync("<html><body>Something went wrong & nobody knows what</body>");
                return;
            case Mood.TooMany:
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "120";
                return;
            case Mood.Error:
                context.Response.StatusCode = 500;
                return;
            case Mood.Forbidden:
                context.Response.StatusCode = 401;
                return;
            case Mood.Elsewhere:
                context.Response.Redirect("http://127.0.0.1:1/");
                return;
            case Mood.Endless:
                var block = new byte[256 * 1024];
                for (var i = 0; i < 400 && !context.RequestAborted.IsCancellationRequested; i++)
                {
                    await context.Response.Body.WriteAsync(block);
                }

                return;
        }

        if (body is null)
        {
            context.Response.StatusCode = 404;
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.ContentType = service == "links" ? "text/xml" : "application/json";
        if (mood == Mood.Cut)
        {
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(mood == Mood.Half ? bytes.AsMemory(0, bytes.Length / 2) : bytes);
    }

    private string LinksOf(HttpContext context)
    {
        var query = context.Request.Query;
        var (first, last) = (Day(query["startDate"]!), Day(query["endDate"]!));
        var links = query["usr"] == Login && query["pwd"] == Password ? Links.Where(link => link.Cited.StartsWith(query["doi"] + "/", StringComparison.OrdinalIgnoreCase) && link.MatchedOn >= first && link.MatchedOn <= last) : [];
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<crossref_result version=\"2.0\" xmlns=\"http://www.crossref.org/qrschema/2.0\"><query_result><head><doi_batch_id>none</doi_batch_id></head><body>"
            + string.Concat(links.Select(link => $"<forward_link doi=\"{link.Cited}\">{link.Cite}</forward_link>")) + "</body></query_result></crossref_result>";
    }

    private string OpenOf(HttpContext context)
    {
        var doi = ((string)context.Request.RouteValues["id"]!)["doi:".Length..];
        return JsonSerializer.Serialize(Open.Where(one => one.Cited.Equals(doi, StringComparison.OrdinalIgnoreCase)).Select((one, i) => new
        {
            oci = $"0610{i}-0618{i}",
            citing = one.Citing,
            cited = $"omid:br/06{i} doi:{one.Cited}",
            creation = one.Creation,
            timespan = "P1Y",
            journal_sc = "no",
            author_sc = one.IsSelf ? "yes" : "no",
        }));
    }

    private string WorksOf(HttpContext context)
    {
        if (context.Request.Query["query.bibliographic"].ToString() is { Length: > 0 } printed)
        {
            return List(Searches.Where(search => printed.Contains(search.Holds, StringComparison.OrdinalIgnoreCase)).Select(search => search.Items).FirstOrDefault() ?? "");
        }

        return List(string.Join(',', context.Request.Query["filter"].ToString().Split(',').Select(filter => Works.GetValueOrDefault(filter["doi:".Length..])).OfType<string>()));
    }

    private static string List(string items) => $$"""{"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},"total-results":1,"items":[{{items}}],"items-per-page":20} }""";

    private string? WorkOf(HttpContext context) => Works.TryGetValue((string)context.Request.RouteValues["doi"]!, out var work) ? $$"""{"status":"ok","message-type":"work","message-version":"1.0.0","message": {{work}} }""" : null;

    private static int DaysOf(HttpContext context) => Day(context.Request.Query["endDate"]!).DayNumber - Day(context.Request.Query["startDate"]!).DayNumber + 1;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
