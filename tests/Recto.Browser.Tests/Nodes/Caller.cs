using System.Net;

namespace Recto.Browser.Tests.Nodes;

/// <summary>A browser without a script that asks from an address of its own, and keeps its cookies.</summary>
internal sealed class Caller : IDisposable
{
    /// <summary>What it calls itself: nothing that is taken for a robot.</summary>
    public const string Agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private readonly HttpClient _client;

    /// <param name="address">The site, without a slash at its end.</param>
    /// <param name="from">The address from which it asks, as its proxy would tell.</param>
    public Caller(string address, string from)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Agent);
        _client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", from);
    }

    /// <summary>Asks for a page.</summary>
    public Task<Said> GetAsync(string path) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)));

    /// <summary>Sends a form.</summary>
    public Task<Said> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) });

    /// <summary>Sends whatever it is.</summary>
    public async Task<Said> SendAsync(Func<HttpRequestMessage> make)
    {
        try
        {
            using var request = make();
            using var answer = await _client.SendAsync(request, CancellationToken.None);
            return new Said(answer.StatusCode, await answer.Content.ReadAsStringAsync(CancellationToken.None), answer.Headers.Location?.OriginalString);
        }
        catch (Exception broke) when (broke is HttpRequestException or TaskCanceledException or IOException)
        {
            return new Said(null, broke.Message, null);
        }
    }

    public void Dispose() => _client.Dispose();
}

/// <summary>What was answered.</summary>
/// <param name="Status">Null where nothing was: nobody knows what became of the question.</param>
/// <param name="Text">The body, or what broke.</param>
/// <param name="Location">Where it leads.</param>
internal sealed record Said(HttpStatusCode? Status, string Text, string? Location)
{
    /// <summary>Whether a form was taken, and leads on.</summary>
    public bool IsTaken => Status is HttpStatusCode.SeeOther or HttpStatusCode.Redirect && Location is not null;

    /// <inheritdoc/>
    public override string ToString() => $"{Status?.ToString() ?? "no answer"} {Location} {Text[..Math.Min(Text.Length, 400)]}";
}
