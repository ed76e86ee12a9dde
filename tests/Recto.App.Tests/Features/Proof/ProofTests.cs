using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Audit;

namespace Recto.App.Tests.Features.Proof;

/// <summary>An editor corrects readings: what is kept, what follows, what outlives a new file, what can be undone.</summary>
public sealed class ProofTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_correction_is_shown_as_an_editors_is_followed_outlives_new_files_and_can_be_undone()
    {
        await using var proof = await ProofSite.StartAsync();
        Assert.Contains("delo 431", ProofSite.Reading(await proof.ShowAsync(), "n2"), StringComparison.Ordinal);

        using var kept = await proof.CorrectAsync("n1", "keep", changes: [("path", "558 / 11 / 432"), ("reason", "the author’s letter")]);

        // Kept, and what follows from it is said.
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        var after = await proof.ReadAsync(kept.Headers.Location!.ToString(), proof.Site.Administrator());
        Assert.Contains("The correction is kept.", after, StringComparison.Ordinal);
        Assert.Contains("1 other note now reads otherwise: <a href=\"#n2\">2</a>.", after, StringComparison.Ordinal);
        Assert.Contains("Corrected by A. Tarrow,", after, StringComparison.Ordinal);
        Assert.Contains("the author’s letter", after, StringComparison.Ordinal);
        Assert.Contains("delo 432", ProofSite.Reading(after, "n2"), StringComparison.Ordinal);

        // The public page says so without the name; the printed word stands.
        await ProofSite.EventuallyAsync(proof.Site, ProofSite.Page, "Corrected by an editor,");
        var page = await proof.Site.TextAsync(ProofSite.Page);
        Assert.Contains("RGASPI 558/11/431/125.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tarrow", page, StringComparison.Ordinal);

        // The same file again, a file in which another note changed, a file in which notes are renumbered.
        await proof.ImportAsync();
        Assert.Contains("delo 432", ProofSite.Reading(await proof.ShowAsync(), "n2"), StringComparison.Ordinal);
        await proof.ImportAsync("RGASPI 558/11/431/125.", "Ibid.", "J. Smith, A History of Village (London: Routledge, 1999), 12.", "Smith, History, 14.");
        Assert.Contains("delo 432", ProofSite.Reading(await proof.ShowAsync(), "n2"), StringComparison.Ordinal);
        await proof.ImportAsync("On this question see below.", "RGASPI 558/11/431/125.", "Ibid.", "Smith, History, 14.");
        Assert.Contains("delo 432", ProofSite.Reading(await proof.ShowAsync(), "n3"), StringComparison.Ordinal);

        using var undone = await proof.CorrectAsync("n2", "undo");
        Assert.Equal(HttpStatusCode.SeeOther, undone.StatusCode);
        Assert.Contains("delo 431", ProofSite.Reading(await proof.ShowAsync(), "n3"), StringComparison.Ordinal);
        await ProofSite.EventuallyAsync(proof.Site, ProofSite.Page, "Corrected by an editor", holds: false);
        Assert.Contains("ended by A. Tarrow", await proof.ReadAsync(proof.Proof + "/history", proof.Site.Administrator()), StringComparison.Ordinal);
        var log = await proof.Site.Services.GetRequiredService<AuditStore>().ListAsync(new AuditFilter($"article/{proof.Id:D}"), 10, null, Ct);
        Assert.Equal(["reading.undone", "reading.corrected"], log.Items.Select(row => row.Entry.Act));
    }

    [Fact]
    public async Task What_was_done_is_said_beside_the_note_that_the_page_lands_on_and_once()
    {
        await using var proof = await ProofSite.StartAsync();

        using var kept = await proof.CorrectAsync("n1", "keep", changes: [("path", "558 / 11 / 432")]);

        var address = kept.Headers.Location!.ToString();
        Assert.EndsWith("#n1", address, StringComparison.Ordinal);
        var page = await proof.ReadAsync(address, proof.Site.Administrator());
        var first = page[page.IndexOf("<div class=\"note\" id=\"n1\"", StringComparison.Ordinal)..page.IndexOf("<div class=\"note\" id=\"n2\"", StringComparison.Ordinal)];
        Assert.Matches("role=\"status\" id=\"proof-done\">\\s*<p>The correction is kept.</p>\\s*<p>1 other note now reads otherwise: <a href=\"#n2\">2</a>", first);
        Assert.Equal(1, System.Text.RegularExpressions.Regex.Count(page, "id=\"proof-done\""));

        // Where the note is gone, or the address was made by hand, it stands at the top.
        var top = await proof.ShowAsync("?done=keep&at=%22%3E%3Cscript%3E");
        Assert.True(top.IndexOf("proof-done", StringComparison.Ordinal) < top.IndexOf("id=\"n1\"", StringComparison.Ordinal));
        Assert.DoesNotContain("<script>", top[..top.IndexOf("</main>", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_above_the_proof_are_its_journal_its_issue_and_its_article()
    {
        await using var proof = await ProofSite.StartAsync();
        static string Crumbs(string page) => System.Text.RegularExpressions.Regex.Match(page, "<ol class=\"crumbs\">.*?</ol>", System.Text.RegularExpressions.RegexOptions.Singleline).Value;
        var alone = Crumbs(await proof.ShowAsync());
        var leaf = (await proof.Site.Services.GetRequiredService<ArticleStore>().FindForDeskAsync((await proof.Site.Services.GetRequiredService<ArticleStore>().FindNamedForDeskAsync(Web.ReadOnlySite.Marchmont["/articles/".Length..], Ct))!.Id, Ct))!;

        var inIssue = Crumbs(await proof.ReadAsync($"/desk/articles/{leaf.Row.Id}/proof", proof.Site.Administrator()));
        var copyEditor = Crumbs(await proof.ReadAsync($"/desk/articles/{leaf.Row.Id}/proof", proof.Site.SignedIn(new DeskGrant(DeskRole.CopyEditor, leaf.Row.JournalId))));

        static string[] Links(string crumbs) => [.. System.Text.RegularExpressions.Regex.Matches(crumbs, "href=\"([^\"]+)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];
        Assert.Equal(["/desk", "/desk/journals/leaves-and-folios/issues", $"/desk/articles/{proof.Id}"], Links(alone));
        Assert.Equal(["/desk", "/desk/journals/lower-margin/issues", "/desk/journals/lower-margin/issues/1-1", $"/desk/articles/{leaf.Row.Id}"], Links(inIssue));
        Assert.Equal(["/desk", "/desk/articles?journal=lower-margin", "/desk/articles?journal=lower-margin&issue=1-1", $"/desk/articles/{leaf.Row.Id}"], Links(copyEditor));
        Assert.Contains("<span aria-current=\"page\">Proof</span>", alone, StringComparison.Ordinal);
        foreach (var address in Links(inIssue).Skip(1))
        {
            await proof.ReadAsync(address, proof.Site.Administrator());
        }
    }

    [Fact]
    public async Task The_history_of_a_published_article_tells_of_corrections_and_readers_see_a_days_in_one_line()
    {
        await using var proof = await ProofSite.StartAsync();
        using var first = await proof.CorrectAsync("n1", "keep", changes: [("path", "558 / 11 / 432"), ("reason", "a word among editors")]);
        using var second = await proof.CorrectAsync("n3", "nothing");
        using var undone = await proof.CorrectAsync("n1", "undo");

        var lines = await proof.Site.Services.GetRequiredService<VersionStore>().ListAsync(proof.Id, publicOnly: true, Ct);
        Assert.Equal([("1", "A. Tarrow"), ("3", "A. Tarrow"), ("1", "A. Tarrow")], lines.Where(line => line.Act == VersionAct.Corrected).Select(line => (line.Summary, line.Person)));
        var page = await proof.Site.TextAsync(ProofSite.Page + "/versions");
        Assert.Contains("Readings of notes 1, 3 corrected", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a word among editors", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tarrow", page, StringComparison.Ordinal);
        Assert.Contains("reading of note 3 corrected", await proof.ReadAsync($"/desk/articles/{proof.Id}/versions", proof.Site.Administrator()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_tells_nothing_of_corrections_in_a_draft_and_of_those_that_were_refused()
    {
        await using var proof = await ProofSite.StartAsync();
        await using (var connection = await proof.Site.Database.Source.OpenConnectionAsync(Ct))
        {
            await connection.ExecuteAsync("UPDATE articles SET is_draft = 1, published_at = NULL WHERE id = @Id", new { proof.Id });
        }

        using var draft = await proof.CorrectAsync("n1", "nothing");
        using var refused = await proof.CorrectAsync("n2", "keep", changes: [("target", "99")]);

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity), (draft.StatusCode, refused.StatusCode));
        Assert.DoesNotContain(await proof.Site.Services.GetRequiredService<VersionStore>().ListAsync(proof.Id, publicOnly: false, Ct), line => line.Act == VersionAct.Corrected);
    }

    [Fact]
    public async Task A_correction_of_a_note_that_says_something_else_is_kept_shown_and_not_applied()
    {
        await using var proof = await ProofSite.StartAsync();
        using var kept = await proof.CorrectAsync("n1", "keep", changes: [("path", "558 / 11 / 432")]);

        await proof.ImportAsync("RGASPI 558/11/433/125.", "Ibid.");

        var page = await proof.ShowAsync();
        Assert.Contains("What has lost its note", page, StringComparison.Ordinal);
        Assert.Contains("delo 433", ProofSite.Reading(page, "n2"), StringComparison.Ordinal);
        var row = Assert.Single(await proof.Site.Services.GetRequiredService<CorrectionStore>().ListAsync(proof.Id, Ct));
        using var dropped = await proof.Site.PostAsync(proof.Proof, proof.Site.Administrator(), ("do", "drop"), ("correction", row.Id.ToString("N")));
        Assert.DoesNotContain("What has lost its note", await proof.ShowAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reference_is_split_merged_taken_out_and_added()
    {
        await using var proof = await ProofSite.StartAsync();
        const string Text = "J. Smith, A History of Town (London: Routledge, 1999), 12; RGASPI 17/162/14/27.";
        async Task<int> CountAsync() => (await proof.Site.Services.GetRequiredService<ApparatusStore>().FindAsync(proof.Id, Ct))!.Notes[2].References.Count;
        Assert.Equal(2, await CountAsync());

        using var merged = await proof.CorrectAsync("n3", "merge");
        Assert.Equal(1, await CountAsync());

        using var split = await proof.CorrectAsync("n3", "split", changes: [("marked", "J. Smith, A History of Town (London: Routledge, 1999), 12; | RGASPI 17/162/14/27")]);
        Assert.Equal(HttpStatusCode.SeeOther, split.StatusCode);
        Assert.Equal(2, await CountAsync());
        Assert.Contains("delo 14", ProofSite.Reading(await proof.ShowAsync(), "n3"), StringComparison.Ordinal);

        using var removed = await proof.CorrectAsync("n3", "remove", 1);
        Assert.Equal(1, await CountAsync());
        Assert.Contains($"add:{Text.IndexOf("RGASPI", StringComparison.Ordinal)}:", await proof.ShowAsync("?note=n3"), StringComparison.Ordinal);

        using var added = await proof.CorrectAsync("n3", $"add:{Text.IndexOf("RGASPI", StringComparison.Ordinal)}:{Text.Length}");
        Assert.Equal(2, await CountAsync());

        using var nothing = await proof.CorrectAsync("n3", "nothing");
        Assert.Equal(0, await CountAsync());
        Assert.Contains("It cites nothing.", ProofSite.Reading(await proof.ShowAsync(), "n3"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_split_offers_places_and_says_what_is_wrong_with_a_mark()
    {
        await using var proof = await ProofSite.StartAsync();
        using var merged = await proof.CorrectAsync("n3", "merge");

        Assert.Matches("<input type=\"radio\" name=\"at\" value=\"\\d+\"", await proof.ShowAsync("?note=n3"));
        using var changed = await proof.CorrectAsync("n3", "split", changes: [("marked", "J. Jones, | something else")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, changed.StatusCode);
        Assert.Contains("The words do not match the note.", await changed.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var unmarked = await proof.CorrectAsync("n3", "split");
        Assert.Contains("Choose a place, or put “|”", await unmarked.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Ibid_stands_for_the_note_that_is_named_and_a_fault_keeps_what_was_typed()
    {
        await using var proof = await ProofSite.StartAsync();

        using var wrong = await proof.CorrectAsync("n4", "keep", changes: [("form", "Ibid"), ("target", "99"), ("pages", "<script>alert(1)</script>")]);
        var said = await wrong.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("There is no note 99. The notes run from 1 to 4.", said, StringComparison.Ordinal);
        Assert.Equal("99", ProofSite.Fields(said)["target"]);
        Assert.Equal("<script>alert(1)</script>", ProofSite.Fields(said)["pages"]);
        Assert.DoesNotContain("<script>alert", said, StringComparison.Ordinal);

        using var itself = await proof.CorrectAsync("n4", "keep", changes: [("form", "CrossReference"), ("target", "4")]);
        Assert.Contains("A note cannot stand for itself.", await itself.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var later = await proof.CorrectAsync("n2", "keep", changes: [("form", "Ibid"), ("target", "3")]);
        Assert.Contains("stand for a note before this one", await later.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        using var right = await proof.CorrectAsync("n4", "keep", changes: [("form", "Ibid"), ("target", "1"), ("pages", "")]);
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        Assert.Contains("delo 431", ProofSite.Reading(await proof.ShowAsync(), "n4"), StringComparison.Ordinal);
        Assert.Equal(("Ibid", "1"), (ProofSite.Fields(await proof.ShowAsync("?note=n4"))["form"], ProofSite.Fields(await proof.ShowAsync("?note=n4"))["target"]));
    }

    [Fact]
    public async Task Who_comes_second_is_shown_both_texts_and_may_save_over()
    {
        await using var proof = await ProofSite.StartAsync();
        var shown = ProofSite.Fields(await proof.ShowAsync("?note=n1"));
        using var first = await proof.CorrectAsync("n1", "keep", changes: [("path", "558 / 11 / 432")]);

        shown["path"] = "558 / 11 / 433";
        shown["do"] = "keep";
        using var second = await proof.Site.PostAsync(proof.Proof, proof.Site.Administrator(), [.. shown.Select(field => (field.Key, field.Value))]);

        var page = await second.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("Somebody else has saved this meanwhile", page, StringComparison.Ordinal);
        Assert.Contains("558 / 11 / 432", page, StringComparison.Ordinal);
        var again = ProofSite.Fields(page);
        Assert.Equal("558 / 11 / 433", again["path"]);
        again["do"] = "keep";
        using var over = await proof.Site.PostAsync(proof.Proof, proof.Site.Administrator(), [.. again.Select(field => (field.Key, field.Value))]);
        Assert.Equal(HttpStatusCode.SeeOther, over.StatusCode);
        Assert.Contains("delo 433", ProofSite.Reading(await proof.ShowAsync(), "n2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_correct_two_notes_at_once_are_both_in_the_page()
    {
        await using var proof = await ProofSite.StartAsync();
        var fields = new[] { ("n1", "558 / 11 / 432"), ("n3", "17 / 162 / 15") }.Select(async pair =>
        {
            var form = ProofSite.Fields(await proof.ShowAsync($"?note={pair.Item1}&reference={(pair.Item1 == "n3" ? 1 : 0)}"));
            form["path"] = pair.Item2;
            form["do"] = "keep";
            return form;
        });

        var answers = await Task.WhenAll((await Task.WhenAll(fields)).Select(form => proof.Site.PostAsync(proof.Proof, proof.Site.Administrator(), [.. form.Select(field => (field.Key, field.Value))])));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
        var page = await proof.ShowAsync();
        Assert.Contains("delo 432", ProofSite.Reading(page, "n1"), StringComparison.Ordinal);
        Assert.Contains("delo 15", ProofSite.Reading(page, "n3"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_editor_of_the_journal_may_and_a_stranger_may_not()
    {
        await using var proof = await ProofSite.StartAsync();
        var own = proof.Site.SignedIn(new DeskGrant(DeskRole.CopyEditor, proof.Journal));
        var other = proof.Site.SignedIn(new DeskGrant(DeskRole.Editor, Guid.CreateVersion7()));

        await proof.ReadAsync(proof.Proof, own);
        using var kept = await proof.CorrectAsync("n1", "keep", 0, own, ("path", "558 / 11 / 432"));
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);

        using var shown = await proof.Site.GetAsync(proof.Proof, other);
        using var history = await proof.Site.GetAsync(proof.Proof + "/history", other);
        using var sent = await proof.CorrectAsync("n1", "nothing", 0, other);
        using var nobody = await proof.Site.GetAsync(proof.Proof);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Found), (shown.StatusCode, history.StatusCode, sent.StatusCode, nobody.StatusCode));
    }

    [Fact]
    public async Task Forms_that_make_no_sense_are_answered_in_words()
    {
        await using var proof = await ProofSite.StartAsync();
        async Task<HttpStatusCode> SendAsync(params (string, string)[] fields) => (await proof.Site.PostAsync(proof.Proof, proof.Site.Administrator(), fields)).StatusCode;

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(("note", "n77"), ("do", "keep")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SendAsync(("note", "n1"), ("do", "explode"), ("shown", "none")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SendAsync(("note", "n1"), ("do", "keep"), ("shown", "none"), ("form", "9"), ("kind", "x")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SendAsync(("note", "n1"), ("do", "keep"), ("reference", "12"), ("shown", "none")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SendAsync(("note", "n1"), ("do", "add:0:9999999"), ("shown", "none")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SendAsync(("note", "n1"), ("do", "undo"), ("shown", "none")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SendAsync(("note", "n1"), ("do", "keep"), ("shown", "none"), ("form", "Full"), ("kind", "Archival"), ("description", new string('x', 1001))));
        Assert.Equal(HttpStatusCode.NotFound, (await proof.Site.GetAsync($"/desk/articles/{Guid.CreateVersion7()}/proof", proof.Site.Administrator())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await proof.Site.GetAsync(proof.Proof + "?note=<b>&reference=-7&done=x&also=n1", proof.Site.Administrator())).StatusCode);
    }
}
