using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.Proof;
using Recto.Journals.Desk;
using Recto.Storage.Reports;

namespace Recto.App.Tests.Features.Proof;

/// <summary>A reader without an account reports a reading; an editor sees it beside the note and closes it.</summary>
public sealed class ReportTests
{
    private const string Address = ProofSite.Page + "/notes/1/report";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_reaches_the_editors_and_nobody_else_and_is_closed_with_a_word()
    {
        await using var proof = await ProofSite.StartAsync();
        await ProofSite.EventuallyAsync(proof.Site, ProofSite.Page + "/notes/1", $"href=\"{Address}\"");
        Assert.Contains("name=\"choice\"", await proof.Site.TextAsync(Address), StringComparison.Ordinal);

        using var sent = await SendAsync(proof, ("choice", "Source"), ("words", "It is file <script>alert(1)</script> 432."), ("email", "reader@example.org"));

        Assert.Equal((HttpStatusCode.SeeOther, Address + "/thanks"), (sent.StatusCode, sent.Headers.Location!.ToString()));
        Assert.Contains("The report is with the editors", await proof.Site.TextAsync(Address + "/thanks"), StringComparison.Ordinal);
        using var again = await SendAsync(proof, ("choice", "Source"), ("words", "It is file <script>alert(1)</script> 432."), ("email", "reader@example.org"));
        var report = Assert.Single(await Reports(proof).ListOpenAsync(proof.Id, Ct));
        foreach (var page in new[] { proof.Proof, "/desk/reports" })
        {
            var text = await proof.ReadAsync(page, proof.Site.Administrator());
            Assert.Contains("432.", text, StringComparison.Ordinal);
            Assert.Contains("mailto:reader@example.org", text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("432", await proof.Site.TextAsync(ProofSite.Page + "/notes/1"), StringComparison.Ordinal);
        Assert.DoesNotContain("432.", await proof.ReadAsync("/desk/reports", proof.Site.SignedIn(new DeskGrant(DeskRole.Editor, Guid.CreateVersion7()))), StringComparison.Ordinal);

        using var stranger = await proof.Site.PostAsync($"/desk/reports/{report.Id:D}", proof.Site.SignedIn(new DeskGrant(DeskRole.Editor, Guid.CreateVersion7())), ("answer", "no"));
        using var closed = await proof.Site.PostAsync($"/desk/reports/{report.Id:D}", proof.Site.SignedIn(new DeskGrant(DeskRole.CopyEditor, proof.Journal)), ("answer", "It is 431 indeed."), ("from", proof.Proof));
        using var twice = await proof.Site.PostAsync($"/desk/reports/{report.Id:D}", proof.Site.Administrator(), ("answer", "x"));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.SeeOther), (stranger.StatusCode, closed.StatusCode));
        Assert.Equal(proof.Proof + "?done=closed&at=n1#n1", closed.Headers.Location!.ToString());
        Assert.Equal("/desk/reports?done=gone", twice.Headers.Location!.ToString());
        Assert.DoesNotContain("mailto:", await proof.ShowAsync(), StringComparison.Ordinal);
        var old = await proof.ReadAsync("/desk/reports?show=closed", proof.Site.Administrator());
        Assert.Contains("It is 431 indeed.", old, StringComparison.Ordinal);
        Assert.DoesNotContain("reader@example.org", old, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "x", "", "Choose what is wrong.")]
    [InlineData("Other", "", "", "Say in a few words what is wrong.")]
    [InlineData("Source", "", "nobody@here", "This is no whole address.")]
    [InlineData("Source", "", "A <b@example.org>", "This is no whole address.")]
    [InlineData("7", "", "", "Choose what is wrong.")]
    public async Task What_is_missing_or_wrong_is_said_and_what_was_written_stays(string choice, string words, string email, string fault)
    {
        await using var proof = await ProofSite.StartAsync();

        using var sent = await SendAsync(proof, ("choice", choice), ("words", words), ("email", email));

        var page = await sent.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Contains(fault, page, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(email), page, StringComparison.Ordinal);
        Assert.Empty(await Reports(proof).ListOpenAsync(proof.Id, Ct));
    }

    [Fact]
    public async Task A_report_that_is_too_long_comes_from_elsewhere_or_from_a_machine_is_not_kept()
    {
        await using var proof = await ProofSite.StartAsync();

        using var long_ = await SendAsync(proof, ("choice", "Other"), ("words", new string('a', 1001)));
        using var machine = await SendAsync(proof, ("choice", "Other"), ("words", "Buy"), ("website", "http://x.example"));
        using var foreign = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new FormUrlEncodedContent([KeyValuePair.Create("choice", "Other"), KeyValuePair.Create("words", "x")]) };
        foreign.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "cross-site");
        using var elsewhere = await proof.Site.Client.SendAsync(foreign, Ct);
        using var missing = await proof.Site.PostAsync(ProofSite.Page + "/notes/99/report", ("Accept", "text/html"), ("choice", "Other"), ("words", "x"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther, HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (long_.StatusCode, machine.StatusCode, elsewhere.StatusCode, missing.StatusCode));
        Assert.Empty(await Reports(proof).ListOpenAsync(proof.Id, Ct));
    }

    [Fact]
    public async Task A_network_that_reports_without_end_is_asked_to_wait()
    {
        await using var proof = await ProofSite.StartAsync(builder => builder.Services.AddSingleton(new ReportLimits { Requests = 2, OneMoreAfter = TimeSpan.FromMinutes(5) }));

        using var first = await SendAsync(proof, ("choice", "Other"), ("words", "one"));
        using var second = await SendAsync(proof, ("choice", "Other"), ("words", "two"));
        using var third = await SendAsync(proof, ("choice", "Other"), ("words", "three"));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode, third.StatusCode));
        Assert.Contains("what you wrote is still in the form", await third.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.NotNull(third.Headers.RetryAfter);
        Assert.Equal(2, (await Reports(proof).ListOpenAsync(proof.Id, Ct)).Count);
    }

    private static ReportStore Reports(ProofSite proof) => proof.Site.Services.GetRequiredService<ReportStore>();

    private static Task<HttpResponseMessage> SendAsync(ProofSite proof, params (string, string)[] fields) => proof.Site.PostAsync(Address, ("Accept", "text/html"), fields);
}
