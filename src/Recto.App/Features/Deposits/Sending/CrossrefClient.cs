using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Recto.App.Shell;
using Recto.App.Shell.Jobs;
using Recto.Journals.Exchange.Crossref;

namespace Recto.App.Features.Deposits.Sending;

/// <summary>Speaks with the register: takes batches there, and asks what became of them. Follows nothing to elsewhere, waits for nothing for ever, and reads no endless answer.</summary>
/// <param name="handler">The way out; it must not follow redirects.</param>
internal sealed class CrossrefClient(HttpMessageHandler handler) : IDisposable
{
    /// <summary>Longest answer about a batch, in bytes.</summary>
    public const int LargestResult = 32 * 1024 * 1024;

    private const int LargestPage = 64 * 1024;
    private readonly HttpClient _client = Make(handler);

    /// <summary>How long an upload may take, and a question.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>With the way out of this machine.</summary>
    public static CrossrefClient ToNetwork() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(20), PooledConnectionLifetime = TimeSpan.FromMinutes(5), MaxResponseHeadersLength = 32 });

    /// <summary>Name of the file that the register knows a batch by: it is told apart by it as soon as it has come.</summary>
    public static string FileName(string batch) => batch + ".xml";

    /// <summary>Takes a batch there.</summary>
    public async Task<UploadAnswer> UploadAsync(Uri server, CrossrefLogin login, string batch, byte[] document, CancellationToken ct)
    {
        using var form = new MultipartFormDataContent("recto" + Guid.NewGuid().ToString("N"));
        Add("operation", "doMDUpload");
        Add("login_id", login.Name);
        Add("login_passwd", login.Password);
        var file = new ByteArrayContent(document);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"fname\"", FileName = $"\"{FileName(batch)}\"" };
        form.Add(file);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "servlet/deposit")) { Content = form };
        var (answer, fault) = await SendAsync(request, LargestPage, ct);
        if (answer is null)
        {
            return fault!;
        }

        var reply = UploadReply.Read(Encoding.UTF8.GetString(answer));
        return reply.Outcome switch
        {
            UploadOutcome.Received => new UploadReceived(reply.Words),
            UploadOutcome.Refused => new UploadRefused($"The register did not take the batch: {reply.Words}"),
            _ => new UploadUnclear("The register’s answer broke off, or is none that is known; it is asked whether the batch came."),
        };

        void Add(string name, string value)
        {
            var part = new StringContent(value, Encoding.UTF8);
            part.Headers.ContentType = null;
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
            form.Add(part);
        }
    }

    /// <summary>Asks what became of a batch.</summary>
    /// <returns>The answer; null with the reason where there is none.</returns>
    public async Task<(DepositResult? Result, UploadAnswer? Fault)> AskAsync(Uri server, CrossrefLogin login, string batch, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, $"servlet/submissionDownload?usr={Uri.EscapeDataString(login.Name)}&pwd={Uri.EscapeDataString(login.Password)}&file_name={Uri.EscapeDataString(FileName(batch))}&type=result"));
        var (answer, fault) = await SendAsync(request, LargestResult, ct);
        return answer is null ? (null, fault)
            : DepositResult.Read(new MemoryStream(answer, writable: false)) is { } result ? (result, null)
            : (null, new UploadUnclear("The register’s answer on the batch broke off, or is none that is known; it is asked again."));
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static HttpClient Make(HttpMessageHandler handler)
    {
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"Recto/{typeof(CrossrefClient).Assembly.GetName().Version?.ToString(3) ?? "0"}");
        return client;
    }

    // The bytes of a successful answer, or what went wrong. No fault names the address: the login is in it.
    private async Task<(byte[]? Bytes, UploadAnswer? Fault)> SendAsync(HttpRequestMessage request, int most, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            switch (response.StatusCode)
            {
                case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                    return (null, new UploadForbidden());
                case >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest:
                    return (null, new UploadRefused($"The server leads elsewhere (status {(int)response.StatusCode}); nothing is sent there. Is its address right?"));
                case >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests):
                    return (null, new UploadRefused($"The server refused the request (status {(int)response.StatusCode})."));
                case >= HttpStatusCode.BadRequest:
                    return (null, new UploadUnclear($"The server is in trouble (status {(int)response.StatusCode})."));
            }

            return await BoundedBody.ReadAsync(response.Content, most, patience.Token) is { } bytes ? (bytes, null) : (null, new UploadUnclear("The server’s answer has no end."));
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return (null, new UploadNotSent(fault.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "The name of the server is not known here.",
                HttpRequestError.SecureConnectionError => "The server cannot prove who it is (TLS).",
                _ => "The server cannot be reached.",
            }));
        }
        catch (Exception broke) when (broke is HttpRequestException or IOException)
        {
            return (null, new UploadUnclear("The connection broke off."));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, new UploadUnclear($"The server did not answer within {Patience.TotalSeconds:0} seconds."));
        }
    }
}

/// <summary>What came of an upload.</summary>
internal abstract record UploadAnswer
{
    private protected UploadAnswer()
    {
    }
}

/// <summary>The register has it.</summary>
/// <param name="Words">Its words.</param>
internal sealed record UploadReceived(string? Words) : UploadAnswer;

/// <summary>It did not come: nobody was reached.</summary>
/// <param name="Words">Why.</param>
internal sealed record UploadNotSent(string Words) : UploadAnswer;

/// <summary>The register does not take it.</summary>
/// <param name="Words">Its words.</param>
internal sealed record UploadRefused(string Words) : UploadAnswer;

/// <summary>The register does not know the login.</summary>
internal sealed record UploadForbidden : UploadAnswer;

/// <summary>Perhaps it came, perhaps not.</summary>
/// <param name="Words">What happened.</param>
internal sealed record UploadUnclear(string Words) : UploadAnswer;
