using System.Net;
using System.Text.RegularExpressions;

namespace Recto.App.Tests.Features.Federation;

/// <summary>A browser without script and without a screen: it keeps cookies, follows redirects and sends forms. What it has gone through is written down.</summary>
internal sealed partial class PlainBrowser : IDisposable
{
    private readonly HttpClient _client;

    public PlainBrowser()
    {
        Cookies = new CookieContainer();
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies, UseProxy = false });
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public CookieContainer Cookies { get; }

    /// <summary>Addresses in order.</summary>
    public List<Uri> Way { get; } = [];

    public Uri Here => Way[^1];

    public HttpStatusCode Status { get; private set; }

    /// <summary>Text of the page, decoded.</summary>
    public string Text { get; private set; } = "";

    private string Html { get; set; } = "";

    public Task GoAsync(string address) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, Way.Count == 0 ? new Uri(address) : new Uri(Here, address)));

    /// <summary>Sends the form of the page whose action holds these words, with these fields changed.</summary>
    public Task SubmitAsync(string action, params (string Name, string Value)[] fields)
    {
        var form = Form().Matches(Html).FirstOrDefault(form => WebUtility.HtmlDecode(form.Groups[1].Value).Contains(action, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No form “{action}” at {Here} ({Status}):\n{Text}");
        var values = Input().Matches(form.Groups[2].Value).Select(input => (Name: Attribute(input.Value, "name"), Value: Attribute(input.Value, "value"))).Where(input => input.Name.Length > 0)
            .Where(input => fields.All(field => field.Name != input.Name)).Concat(fields).Select(field => KeyValuePair.Create(field.Name, field.Value)).ToList();
        var to = new Uri(Here, WebUtility.HtmlDecode(Action().Match(form.Groups[1].Value).Groups[1].Value));
        var from = Here;
        return SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new FormUrlEncodedContent(values) };
            request.Headers.TryAddWithoutValidation("Origin", from.GetLeftPart(UriPartial.Authority));
            return request;
        });
    }

    public void Dispose() => _client.Dispose();

    private async Task SendAsync(Func<HttpRequestMessage> make)
    {
        using var first = make();
        Way.Add(first.RequestUri!);
        var answer = await _client.SendAsync(first, Ct);
        for (var steps = 0; (int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } next; steps++)
        {
            Assert.True(steps < 20, "It leads in a circle: " + string.Join("\n", Way));
            Way.Add(new Uri(Here, next));
            answer.Dispose();
            answer = await _client.GetAsync(Here, Ct);
        }

        (Status, Html) = (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
        Text = WebUtility.HtmlDecode(Html);
        answer.Dispose();
    }

    private static string Attribute(string tag, string name) => WebUtility.HtmlDecode(Regex.Match(tag, name + "=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form([^>]*)>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<(input|button)[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("action=\"([^\"]*)\"")]
    private static partial Regex Action();
}
