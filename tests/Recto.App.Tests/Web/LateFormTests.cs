using System.Net;
using System.Text;

namespace Recto.App.Tests.Web;

/// <summary>A form that comes after the sign-in has ended.</summary>
public sealed class LateFormTests(ReadOnlySite home) : IClassFixture<ReadOnlySite>
{
    private static readonly (string, string) Nobody = ("X-Nobody", "here");

    [Fact]
    public async Task What_was_typed_waits_in_a_page_that_sends_it_again()
    {
        using var answer = await home.Site.PostAsync("/desk/journals/x?a=1&b=2", Nobody, ("title", "Notes & \"Queries\" <script>"), ("about", "\none\r\ntwo"), ("kind", "a"), ("kind", "b"));

        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Contains("action=\"/desk/journals/x?a=1&amp;b=2\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"title\" value=\"Notes &amp; &quot;Queries&quot; &lt;script&gt;\"", html, StringComparison.Ordinal);
        Assert.Contains("<textarea name=\"about\" hidden>\n\none\r\ntwo</textarea>", WebUtility.HtmlDecode(html), StringComparison.Ordinal); // The parser drops the first line end.
        Assert.Contains("name=\"kind\" value=\"a\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"kind\" value=\"b\"", html, StringComparison.Ordinal);
        Assert.Contains("target=\"_blank\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_to_be_chosen_again()
    {
        using var form = new MultipartFormDataContent { { new StringContent("Überschrift"), "title" }, { new ByteArrayContent(new byte[100_000]), "file", "large.docx" }, { new StringContent("after"), "last" } };

        using var answer = await home.Site.PostAsync("/desk/articles", Nobody, form);

        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("enctype=\"multipart/form-data\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"title\" value=\"Überschrift\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"last\" value=\"after\"", html, StringComparison.Ordinal);
        Assert.Contains("type=\"file\" id=\"file-0\" name=\"file\"", html, StringComparison.Ordinal);
        Assert.Contains("Choose the file again", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut o")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nX: y\r\n\r\nno name\r\n--x--")]
    public async Task What_is_no_form_is_refused(string type, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await home.Site.PostAsync("/desk/articles", Nobody, content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
