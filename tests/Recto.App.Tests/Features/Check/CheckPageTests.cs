using System.Net;
using System.Text;
using System.Text.Json;
using Recto.App.Tests.Web;
using Recto.Notes;
using Recto.Tests.Shared;
using static Recto.Tests.Shared.WordFile;

namespace Recto.App.Tests.Features.Check;

/// <summary>What a copy editor does on <c>/check</c>, over HTTP.</summary>
public sealed class CheckPageTests(ReadOnlySite fixture) : IClassFixture<ReadOnlySite>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    private CheckForm Form => new(_site);

    private static byte[] Paper => new WordFile(P(WordFile.Run("Text.") + Call(1) + WordFile.Run(" More.") + Call(2)))
        .Footnotes(Note(1, "G.-H. Soutou, ‘La France et l’URSSʹ, in L’URSS et l’Europe (Paris: PUPS 2000), 71."), Note(2, "See note 2 above.")).Bytes();

    [Fact]
    public async Task The_form_asks_for_notes_a_file_and_a_house_style_and_sets_no_cookie()
    {
        using var answer = await _site.GetAsync("/check");
        var page = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<textarea id=\"notes\"", page, StringComparison.Ordinal);
        Assert.Contains("type=\"file\"", page, StringComparison.Ordinal);
        Assert.All(Recto.Notes.Checks.HouseStyle.All, style => Assert.Contains($"<option value=\"{style.Name}\"", page, StringComparison.Ordinal));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Pasted_notes_come_back_with_their_findings_marked_and_linked_both_ways()
    {
        var answer = await Form.SendAsync("check", CheckForm.Notes);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith("3 notes read, ", answer.Heading, StringComparison.Ordinal);
        Assert.Contains("RN0101", answer.Findings);
        Assert.Contains("RN0401", answer.Findings);
        Assert.Matches("<mark class=\"error g04\" id=\"(m[0-9-]+)\"><a href=\"#(f[0-9]+)\">See note 44 above</a></mark>", answer.Text);
        var mark = System.Text.RegularExpressions.Regex.Match(answer.Text, "id=\"(m[0-9-]+)\"><a href=\"#(f[0-9]+)\">See note");
        Assert.Contains($"id=\"{mark.Groups[2].Value}\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"#{mark.Groups[1].Value}\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("It can only be wrong.", answer.Text, StringComparison.Ordinal); // Why it matters, in place.
        Assert.Equal(CheckForm.Notes.ReplaceLineEndings("\n"), answer.Field);
        Assert.Equal("no-store", answer.Cache);
        Assert.False(answer.SetsCookie);
    }

    [Fact]
    public async Task A_safe_fix_is_ticked_and_a_suggestion_is_not()
    {
        var answer = await Form.SendAsync("check", CheckForm.Notes);

        Assert.True(answer.Fixes.Single(fix => fix.Key.Contains("RN0101", StringComparison.Ordinal)).Ticked);
        Assert.False(answer.Fixes.Single(fix => fix.Key.Contains("RN0401", StringComparison.Ordinal)).Ticked);
    }

    [Fact]
    public async Task Chosen_fixes_are_made_in_the_text_and_nothing_else_in_it_changes()
    {
        const string Text = "  42\tM. Vaïsse, ‘Les  militaires 1930ʹ, Forces armées (Paris: Fondation 1983).\n\n43 RGASPI 558/11/431/121.\n44 See   note 44 above.\n";
        var first = await Form.SendAsync("check", Text);

        var applied = await Form.SendAsync("apply", Text, null, first.Fixes.Select(fix => ("fix", fix.Key)));

        Assert.StartsWith("2 fixes were made.", applied.Told, StringComparison.Ordinal);
        Assert.Equal(Text.Replace("1930ʹ", "1930’", StringComparison.Ordinal).Replace("note 44", "note 43", StringComparison.Ordinal), applied.Field);
        Assert.DoesNotContain("RN0401", applied.Findings);
    }

    [Fact]
    public async Task All_safe_fixes_are_made_by_one_button()
    {
        var applied = await Form.SendAsync("safe", CheckForm.Notes);

        Assert.StartsWith("1 fix was made.", applied.Told, StringComparison.Ordinal);
        Assert.Contains("1930’, Forces", applied.Field, StringComparison.Ordinal);
        Assert.Contains("See note 44 above", applied.Field, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fix_that_no_longer_fits_is_left_out_with_words()
    {
        var answer = await Form.SendAsync("apply", "1 RGASPI 558/11/431/121.\n2 Ibid.", null, [("fix", "1.RN0401.0.8"), ("fix", "rubbish"), ("fix", "99.RN0101.1.2")]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("3 fixes no longer fit the notes", answer.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_corrected_text_comes_as_a_file()
    {
        var first = await Form.SendAsync("check", CheckForm.Notes);

        var file = await Form.SendAsync("file", CheckForm.Notes, null, first.Fixes.Select(fix => ("fix", fix.Key)));

        Assert.Equal("notes-corrected.txt", file.FileName);
        Assert.Equal("text/plain; charset=utf-8", file.Type);
        Assert.EndsWith("44 See note 43 above.", file.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sarif", "notes.sarif", "\"2.1.0\"")]
    [InlineData("json", "notes-findings.jsonl", "\"id\":\"RN0401\"")]
    [InlineData("text", "notes-findings.txt", "notes.txt(fn44,1): error RN0401:")]
    [InlineData("csl", "notes.csl.json", "\"rgaspi-558-11-431\"")]
    [InlineData("bibtex", "notes.bib", "@misc{rgaspi-558-11-431")]
    [InlineData("ris", "notes.ris", "TY  - ")]
    [InlineData("tei", "notes.tei.xml", "<TEI ")]
    [InlineData("bibliography", "notes-bibliography.txt", "fond 558")]
    public async Task Reports_and_bibliographies_come_as_files(string act, string name, string holds)
    {
        var file = await Form.SendAsync(act, CheckForm.Notes);

        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal(name, file.FileName);
        Assert.Contains(holds, file.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", file.Cache);
        if (act == "sarif")
        {
            Assert.NotEmpty(JsonDocument.Parse(file.Text).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        }
    }

    [Fact]
    public async Task A_Word_file_travels_with_the_page_and_is_corrected_without_being_chosen_again()
    {
        var first = await Form.SendAsync("check", null, ("Kapitel drei.docx", Paper));
        var carried = first.Carried;

        var corrected = await Form.SendAsync("file", null, null, [.. carried, .. first.Fixes.Select(fix => ("fix", fix.Key))]);
        var again = await Form.SendAsync("check", null, ("again.docx", corrected.Bytes));

        Assert.Equal(["carried", "carried-name"], carried.Select(field => field.Name));
        Assert.Equal("Kapitel drei.docx", carried[1].Value);
        Assert.Equal("Kapitel drei-corrected.docx", corrected.FileName);
        Assert.Contains("RN0101", first.Findings);
        Assert.DoesNotContain("RN0101", again.Findings);
        Assert.DoesNotContain("RN0401", again.Findings);
    }

    [Fact]
    public async Task Fixes_applied_to_a_file_are_in_the_file_that_travels_on()
    {
        var first = await Form.SendAsync("check", null, ("a.docx", Paper));

        var applied = await Form.SendAsync("safe", null, null, first.Carried);
        var next = await Form.SendAsync("check", null, null, applied.Carried);

        Assert.StartsWith("1 fix was made.", applied.Told, StringComparison.Ordinal);
        Assert.NotEqual(first.Carried[0].Value, applied.Carried[0].Value);
        Assert.Equal(applied.Findings, next.Findings);
        Assert.DoesNotContain("RN0101", next.Findings);
    }

    public static TheoryData<string, string> Files => new()
    {
        { "a.xml", "<article><body><p>T<xref ref-type=\"fn\" rid=\"f1\">1</xref></p></body><back><fn-group><fn id=\"f1\"><label>1</label><p>See note 1 above, <italic>there</italic>.</p></fn></fn-group></back></article>" },
        { "a.tei", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><p>T<note n=\"1\">See note 1 above.</note></p></body></text></TEI>" },
        { "a.md", "# T\n\nText.[^1]\n\n[^1]: See note 1 above.\n" },
        { "a.txt", "1. See note 1 above.\n2. RGASPI 558/11/431/121.\n" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_format_is_read(string name, string content)
    {
        var answer = await Form.SendAsync("check", null, (name, Encoding.UTF8.GetBytes(content)));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("RN0401", answer.Findings);
    }

    [Fact]
    public async Task Notes_without_numbers_are_taken_line_by_line()
    {
        var answer = await Form.SendAsync("check", "RGASPI 558/11/431/121.\n\nM. Vaïsse, ‘Les militaires 1930ʹ, Forces armées (Paris: Fondation 1983).");
        var applied = await Form.SendAsync("apply", answer.Field, null, answer.Fixes.Select(fix => ("fix", fix.Key)));

        Assert.StartsWith("2 notes read", answer.Heading, StringComparison.Ordinal);
        Assert.Equal("No numbers were found, so each line was taken for a note.", answer.Told);
        Assert.Contains("1930’, Forces", applied.Field, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_somebody_writes_only_the_part_that_shows_what_was_found_is_sent()
    {
        var answer = await Form.SendAsync("live", CheckForm.Notes);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith("3 notes read", answer.Heading, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_shown_and_the_house_style_stay_as_they_were_set()
    {
        var answer = await Form.SendAsync("check", CheckForm.Notes, null, [("profile", "mhra"), ("filtered", "1"), ("show", "error"), ("show", "g04"), ("show", "found")]);

        Assert.Contains("<option value=\"mhra\" selected", answer.Text, StringComparison.Ordinal);
        Assert.Matches("id=\"show-error\" checked", answer.Text);
        Assert.DoesNotMatch("id=\"show-warning\" checked", answer.Text);
        Assert.Matches("id=\"only-found\" checked", answer.Text);
    }

    [Fact]
    public async Task Every_rule_has_its_page_with_marked_examples_and_the_list_leads_to_each()
    {
        var list = await _site.TextAsync("/check/rules");

        foreach (var rule in CheckCatalogue.All.Select(check => check.Descriptor))
        {
            using var answer = await _site.GetAsync("/check/" + rule.Id);
            var page = await answer.Content.ReadAsStringAsync(Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains($"href=\"/check/{rule.Id}\"", list, StringComparison.Ordinal);
            Assert.Contains("Why it matters", page, StringComparison.Ordinal);
            Assert.Contains("<mark class=", page, StringComparison.Ordinal);
            Assert.DoesNotContain("[|", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_spelling_of_a_rule_is_the_same_page_and_no_rule_is_not_found()
    {
        using var lower = await _site.GetAsync("/check/rn0401");
        using var none = await _site.GetAsync("/check/RN9999");

        Assert.Equal(HttpStatusCode.OK, lower.StatusCode);
        Assert.Contains("/check/RN0401\" />", await lower.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }
}
