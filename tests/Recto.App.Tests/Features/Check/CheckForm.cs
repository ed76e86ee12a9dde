using System.Net;
using System.Text.RegularExpressions;
using Recto.App.Tests.Web;

namespace Recto.App.Tests.Features.Check;

/// <summary>Sends the form of <c>/check</c> as a browser does, and reads what comes back.</summary>
internal sealed class CheckForm(WebSite site)
{
    /// <summary>Notes with a certain error, a probable one, and a fix of each sort.</summary>
    public const string Notes = """
        42 M. Vaïsse, ‘Les militaires français et l’alliance franco-soviétique au cours des années 1930ʹ, Forces armées et systèmes d’alliance (Montpellier, Paris: Fondation pour les études de Défense nationale 1983).
        43 RGASPI 558/11/431/121.
        44 See note 44 above.
        """;

    /// <summary>Sends fields; a name may come several times.</summary>
    public async Task<CheckAnswer> SendAsync(string act, string? notes, (string Name, byte[] Bytes)? file = null, IEnumerable<(string Name, string Value)>? more = null, params (string Name, string Value)[] headers)
    {
        using var body = new MultipartFormDataContent();
        body.Add(new StringContent(notes ?? ""), "notes");
        body.Add(new StringContent(act), "do");
        foreach (var (name, value) in more ?? [])
        {
            body.Add(new StringContent(value), name);
        }

        if (file is { } sent)
        {
            body.Add(new ByteArrayContent(sent.Bytes), "file", sent.Name);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/check") { Content = body };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return new CheckAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            response.Content.Headers.ContentType?.ToString(), response.Content.Headers.ContentDisposition?.FileNameStar ?? response.Content.Headers.ContentDisposition?.FileName,
            response.Headers.CacheControl?.ToString(), response.Headers.RetryAfter?.Delta, response.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.Single() : null, response.Headers.Contains("Set-Cookie"));
    }
}

/// <summary>What was answered.</summary>
internal sealed record CheckAnswer(HttpStatusCode Status, byte[] Bytes, string? Type, string? FileName, string? Cache, TimeSpan? RetryAfter, string? Policy, bool SetsCookie)
{
    /// <summary>As text.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    /// <summary>The heading of the result, or nothing.</summary>
    public string Heading => Regex.Match(Text, "id=\"found\">([^<]*)").Groups[1].Value;

    /// <summary>What is said of the trouble, or nothing.</summary>
    public string Trouble => WebUtility.HtmlDecode(Regex.Match(Text, "id=\"trouble\"[^>]*>([^<]*)").Groups[1].Value);

    /// <summary>What was done, or nothing.</summary>
    public string Told => WebUtility.HtmlDecode(Regex.Match(Text, "class=\"says told\">([^<]*)").Groups[1].Value);

    /// <summary>The text in the field.</summary>
    public string Field => WebUtility.HtmlDecode(Regex.Match(Text, "<textarea[^>]*>\n?(.*?)</textarea>", RegexOptions.Singleline).Groups[1].Value);

    /// <summary>The ids of the rules of the findings, in order.</summary>
    public IEnumerable<string> Findings => Regex.Matches(Text, "<b>[A-Z][a-z]+</b> <a class=\"id\"[^>]*>(RN[0-9]{4})").Select(match => match.Groups[1].Value);

    /// <summary>The fixes that are offered, and whether they are ticked.</summary>
    public IReadOnlyList<(string Key, bool Ticked)> Fixes => [.. Regex.Matches(Text, "name=\"fix\" value=\"([^\"]*)\"( checked)?").Select(match => (match.Groups[1].Value, match.Groups[2].Success))];

    /// <summary>The file that travels along, as fields.</summary>
    public IReadOnlyList<(string Name, string Value)> Carried => [.. Regex.Matches(Text, "<input type=\"hidden\" name=\"(carried[a-z-]*)\" value=\"([^\"]*)\"").Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)))];
}
