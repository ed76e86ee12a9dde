using System.Globalization;
using System.Net;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.Journals.Identifiers;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>Asks Crossref and OpenCitations, at the configured addresses and nowhere else: follows nothing, waits for nothing for ever, reads no endless answer, says who asks, and keeps to what the servers take.</summary>
/// <param name="options">Where they are, and who asks.</param>
/// <param name="time">The clock.</param>
/// <param name="handler">The way out; it must not follow redirects.</param>
internal sealed class CitationsClient(SiteOptions options, TimeProvider time, HttpMessageHandler handler) : IDisposable
{
    /// <summary>Longest answer, in bytes.</summary>
    public const int LargestAnswer = 48 * 1024 * 1024;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(24);
    private readonly HttpClient _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly RequestBudget _links = new(time);
    private readonly RequestBudget _works = new(time);
    private readonly RequestBudget _open = new(time);

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Longest answer that is read, in bytes.</summary>
    public int Largest { get; init; } = LargestAnswer;

    /// <summary>The way out of this machine.</summary>
    public static HttpMessageHandler Network() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All, ConnectTimeout = TimeSpan.FromSeconds(20), PooledConnectionLifetime = TimeSpan.FromMinutes(5), MaxResponseHeadersLength = 32 };

    /// <summary>Forward links of a prefix, matched on these days.</summary>
    public Task<SourceAnswer> ForwardLinksAsync(string prefix, DateOnly first, DateOnly last, CrossrefLogin login, CancellationToken ct) => AskAsync(_links, new Uri(options.Crossref.Live, string.Create(CultureInfo.InvariantCulture,
        $"servlet/getForwardLinks?usr={Uri.EscapeDataString(login.Name)}&pwd={Uri.EscapeDataString(login.Password)}&doi={Uri.EscapeDataString(prefix)}&startDate={first:yyyy-MM-dd}&endDate={last:yyyy-MM-dd}&include_postedcontent=true")), "application/xml", null, ct);

    /// <summary>What OpenCitations knows to cite a DOI.</summary>
    public Task<SourceAnswer> CitationsAsync(Doi doi, CancellationToken ct) => AskAsync(_open, new Uri(options.Citations.OpenCitations, "citations/doi:" + Escaped(doi)), "application/json", options.Citations.Token, ct);

    /// <summary>Crossref’s records of several DOIs; none of them may hold a comma.</summary>
    public Task<SourceAnswer> WorksAsync(IReadOnlyCollection<string> dois, CancellationToken ct) => AskAsync(_works, new Uri(options.Citations.Api,
        $"works?filter={Uri.EscapeDataString(string.Join(',', dois.Select(doi => "doi:" + doi)))}&rows={dois.Count.ToString(CultureInfo.InvariantCulture)}"), "application/json", null, ct);

    /// <summary>Crossref’s record of one DOI.</summary>
    public Task<SourceAnswer> WorkAsync(Doi doi, CancellationToken ct) => AskAsync(_works, new Uri(options.Citations.Api, "works/" + Uri.EscapeDataString(doi.Value)), "application/json", null, ct);

    /// <summary>What Crossref takes a printed reference for: the best answers.</summary>
    public Task<SourceAnswer> SearchAsync(string printed, CancellationToken ct) => AskAsync(_works, new Uri(options.Citations.Api,
        $"works?query.bibliographic={Uri.EscapeDataString(printed)}&rows=3&select=DOI,title,subtitle,author,issued,container-title,volume,issue,page,article-number,type,score"), "application/json", null, ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _links.Dispose();
        _works.Dispose();
        _open.Dispose();
    }

    private static string Escaped(Doi doi) => Uri.EscapeDataString(doi.Value).Replace("%2F", "/", StringComparison.Ordinal);

    // No fault names the address: a login may stand in it.
    private async Task<SourceAnswer> AskAsync(RequestBudget budget, Uri address, string accept, string? token, CancellationToken ct)
    {
        using var place = await budget.EnterAsync(ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("User-Agent", $"Recto/{typeof(CitationsClient).Assembly.GetName().Version?.ToString(3) ?? "0"} ({options.Address}; mailto:{options.AdminEmail})");
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("authorization", token);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            budget.Learn(response.Headers);
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK:
                    var bytes = await BoundedBody.ReadAsync(response.Content, Largest, patience.Token);
                    return bytes is null ? new TooMuch("The answer has no end.") : new Answered(bytes);
                case HttpStatusCode.NotFound:
                    return new NotThere();
                case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                    return new Forbidden();
                case HttpStatusCode.TooManyRequests:
                    return new Busy(After(response));
                case HttpStatusCode.ServiceUnavailable when After(response) is { } after:
                    return new Busy(after);
                case HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout:
                    return new TooMuch($"The server did not manage it in time (status {(int)response.StatusCode}).");
                case >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest:
                    return new RefusedQuestion($"The server leads elsewhere (status {(int)response.StatusCode}); nothing is asked there. Is its address right?");
                case >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError:
                    return new RefusedQuestion($"The server refused the question (status {(int)response.StatusCode}).");
                default:
                    return new NoAnswer($"The server is in trouble (status {(int)response.StatusCode}).");
            }
        }
        catch (Exception broke) when (broke is HttpRequestException or IOException or InvalidDataException)
        {
            return new NoAnswer(broke is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } ? "The server cannot be reached." : "The connection broke off.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new TooMuch(string.Create(CultureInfo.InvariantCulture, $"The server did not answer within {Patience.TotalSeconds:0} seconds."));
        }
    }

    private TimeSpan? After(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter is not { } told ? null : told.Delta ?? (told.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is not { } known ? null : known < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : known > LongestPause ? LongestPause : known;
    }
}
