using System.Net;
using System.Text;
using Recto.App.Features.Api;
using Recto.App.Tests.Web;
using Recto.Storage.Lists;

namespace Recto.App.Tests.Features.Api;

/// <summary>Whatever is sent, the answer is right, says what is wrong, and is never a fault of ours.</summary>
public sealed class ApiRefusalTests(ApiHome home) : IClassFixture<ApiHome>
{
    private const string Marchmont = "/api/v1" + ReadOnlySite.Marchmont;
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private WebSite Site => home.Site;

    [Theory]
    [InlineData("/api/v1/articles?limit=0", "limit")]
    [InlineData("/api/v1/articles?limit=201", "limit")]
    [InlineData("/api/v1/articles?limit=-1", "limit")]
    [InlineData("/api/v1/articles?limit=99999999999999999999", "limit")]
    [InlineData("/api/v1/articles?limit=1e1", "limit")]
    [InlineData("/api/v1/articles?limit=%D9%A1", "limit")] // an Arabic digit
    [InlineData("/api/v1/articles?limit=1&limit=2", "limit")]
    [InlineData("/api/v1/articles?cursor=x", "cursor")]
    [InlineData("/api/v1/articles?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "cursor")]
    [InlineData("/api/v1/journals?cursor=%00", "cursor")]
    [InlineData("/api/v1/articles?language=%00en", "language")]
    [InlineData("/api/v1/articles?language=not%20a%20tag", "language")]
    [InlineData("/api/v1/articles?publishedFrom=yesterday", "publishedFrom")]
    [InlineData("/api/v1/articles?publishedUntil=2020-13", "publishedUntil")]
    [InlineData("/api/v1/articles?updatedSince=2020", "updatedSince")]
    [InlineData("/api/v1/articles?updatedSince=0001-01-01", "updatedSince")]
    [InlineData("/api/v1/articles?doi=nonsense", "doi")]
    [InlineData("/api/v1/articles?deleted=yes", "deleted")]
    [InlineData("/api/v1/articles?access=all", "access")]
    [InlineData("/api/v1/articles?issue=1-1", "issue")]
    [InlineData("/api/v1/articles?journal=lower-margin&issue=none", "issue")]
    [InlineData("/api/v1/articles?journal=none", "journal")]
    [InlineData("/api/v1/articles?jornal=lower-margin", "jornal")]
    [InlineData("/api/v1/articles?q=%20", "q")]
    [InlineData("/api/v1/articles?q=Bayle&section=articles", "section")]
    [InlineData("/api/v1/articles?q=Bayle&publishedFrom=2020", "publishedFrom")]
    [InlineData("/api/v1/sources?path=558", "path")]
    [InlineData("/api/v1/sources?archive=rgaspi&path=558//11", "path")]
    [InlineData("/api/v1/sources?archive=rgaspi&path=558/%2500", "path")]
    [InlineData("/api/v1/sources?archive=rgaspi&path=1/2/3/4/5/6/7/8/9/10/11/12/13", "path")]
    [InlineData("/api/v1/articles/by-doi/nonsense", "doi")]
    [InlineData(Marchmont + "/notes?limit=x", "limit")]
    [InlineData(Marchmont + "?format=xml", "format")]
    public async Task A_parameter_that_cannot_be_used_is_named(string path, string parameter) =>
        Assert.Equal(parameter, (await Site.ProblemAsync(path, 400)).Text("parameter"));

    [Fact]
    public async Task A_value_that_is_far_too_long_is_refused_and_not_looked_for()
    {
        foreach (var name in new[] { "journal", "section", "author", "language", "doi", "q", "cursor", "updatedSince" })
        {
            Assert.Equal(name, (await Site.ProblemAsync($"/api/v1/articles?{name}={new string('a', 3000)}", 400)).Text("parameter"));
        }
    }

    [Theory]
    [InlineData("/api/v1")]
    [InlineData("/api/v2/journals")]
    [InlineData("/api/v1/journals/none")]
    [InlineData("/api/v1/journals/none/issues")]
    [InlineData("/api/v1/journals/lower-margin/issues/none")]
    [InlineData("/api/v1/articles/there-is-none")]
    [InlineData("/api/v1/articles/there-is-none/notes")]
    [InlineData("/api/v1/articles/there-is-none/body")]
    [InlineData(Marchmont + "/notes/999")]
    [InlineData(Marchmont + "/nothing")]
    [InlineData("/api/v1/articles/by-doi/10.5555/there-is-none")]
    [InlineData("/api/openapi.xml")]
    public async Task What_is_not_there_is_a_problem_and_no_page(string path) => Assert.EndsWith("#not-found", (await Site.ProblemAsync(path, 404)).Text("type"), StringComparison.Ordinal);

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("TRACE")]
    [InlineData("BREW")]
    public async Task Nothing_can_be_sent(string method)
    {
        foreach (var path in new[] { "/api/v1/journals", Marchmont, "/api/openapi.json" })
        {
            using var answer = await Site.SendAsync(new HttpMethod(method), path);

            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal(["GET", "HEAD", "OPTIONS"], answer.Content.Headers.Allow);
        }
    }

    [Fact]
    public async Task A_cursor_goes_on_in_its_own_list_only_and_one_that_was_made_up_breaks_nothing()
    {
        var first = await Site.JsonAsync("/api/v1/articles?limit=1");
        var cursor = first.Text("nextCursor");

        await Site.JsonAsync($"/api/v1/articles?limit=3&cursor={cursor}"); // Another length is the same list.
        await Site.ProblemAsync($"/api/v1/articles?limit=1&language=en&cursor={cursor}", 400);
        await Site.ProblemAsync($"/api/v1/journals?cursor={cursor}", 400);
        await Site.ProblemAsync($"/api/v1/articles?cursor={cursor[..^2]}", 400);
        foreach (var (path, list) in new[] { ("/api/v1/articles", "/api/v1/articles?"), ("/api/v1/articles?updatedSince=2020-01-01", "/api/v1/articles?updatedSince=2020-01-01"), ("/api/v1/journals", "/api/v1/journals?"), ("/api/v1/sources", "/api/v1/sources?"),
            (Marchmont + "/notes", $"{Marchmont}/notes?slug={Marchmont.Split('/')[^1]}"), ("/api/v1/articles?q=Bayle", "/api/v1/articles?q=Bayle") })
        {
            foreach (var sort in new[] { "", "x", "-1", "99999999999999999999", "'; DROP TABLE articles", "1\n2", "1\n2\n3", "x\ny\nz", "\uFFFF", new string('9', 500) })
            {
                using var answer = await Site.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}cursor={ApiCursor.Write(list, new Cursor(sort, Guid.Empty))}");
                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{path} {sort}: {answer.StatusCode}");
            }
        }
    }

    /// <summary>300 requests that no honest program sends.</summary>
    [Fact]
    public async Task Hostile_requests_never_find_a_fault()
    {
        string[] values = ["", "%00", "%ED%A0%80", "%F0%9F", "%", "%%", "%2e%2e%2f", "..%2f..%2fetc%2fpasswd", "'", "\"", "';--", "%27%20OR%201=1", "{}", "[]", "$ne", "<script>", "%F0%9F%92%A9", "%E2%80%AE", "1%0d%0aX: y", "*", "%25", "_", "\\", "%5c%5c", "null", "NaN", "-0", "true", "0x10", "9".PadRight(400, '9')];
        string[] paths = ["/api/v1/articles?q=", "/api/v1/articles?section=", "/api/v1/articles?author=", "/api/v1/articles?updatedSince=", "/api/v1/sources?archive=", "/api/v1/journals/", "/api/v1/articles/", "/api/v1/articles/by-doi/", Marchmont + "/notes/", "/api/v1/articles?cursor="];
        var wrong = new List<string>();
        foreach (var path in paths)
        {
            foreach (var value in values)
            {
                var answer = await Site.RawAsync(path + value.Replace(" ", "%20", StringComparison.Ordinal));
                var status = answer.Split(' ')[1];
                if (status is not ("200" or "400" or "404" or "301") || (status != "200" && !answer.Contains("application/problem+json", StringComparison.Ordinal) && !answer.Contains("Content-Length: 0", StringComparison.Ordinal)))
                {
                    wrong.Add($"{path}{value}: {answer.Split('\n')[0]}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_fault_of_ours_is_a_problem_with_the_number_under_which_the_log_has_it()
    {
        await using var site = await ApiSite.StartAsync();
        await using (var connection = await site.Database.Source.OpenConnectionAsync(Ct))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE articles SET article = '{'";
            await command.ExecuteNonQueryAsync(Ct);
        }

        Assert.NotEmpty((await site.ProblemAsync(Marchmont, 500)).Text("event"));
    }
}
