using System.Net;
using System.Text;
using Recto.App.Tests.Web;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Audit;

namespace Recto.App.Tests.Features.Institutions;

/// <summary>Institutions at the desk.</summary>
public sealed class InstitutionDeskTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private InstitutionSite _home = null!;
    private (string Name, string Value) _cookie;

    private WebSite Site => _home.Site;

    public async ValueTask InitializeAsync()
    {
        _home = await InstitutionSite.StartAsync();
        _cookie = Site.Administrator();
    }

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task An_institution_is_made_given_addresses_and_lets_its_readers_in_at_once()
    {
        Assert.Contains("There is no institution yet", await ShowAsync("/desk/institutions"), StringComparison.Ordinal);
        Assert.Equal("/desk/institutions/ub-bern?done=made", await SendAsync("/desk/institutions/new", ("name", "UB Bérn"), ("country", "ch"), ("ror", "02k7v4d05"), ("contact", "A. Person <a@example.org>")));
        Assert.Equal("/desk/institutions/ub-bern/ranges?done=added", await SendAsync("/desk/institutions/ub-bern/ranges", ("do", "add"), ("ranges", "130.92.0.0/16 Main\n2001:620::/32")));
        var kept = (await _home.Store.FindAsync("ub-bern", Ct))!;
        Assert.Equal(("UB Bérn", "CH", "https://ror.org/02k7v4d05"), (kept.Name, kept.Country, kept.Ror));
        await _home.SubscribeAsync(kept.Id);

        Assert.True(await _home.OpensAsync("130.92.4.7"));
        var list = await ShowAsync("/desk/institutions?q=bern");
        Assert.Contains("UB Bérn", list, StringComparison.Ordinal);
        var answer = await ShowAsync("/desk/institutions/address?address=130.92.4.7");
        Assert.Contains("UB Bérn", answer, StringComparison.Ordinal);
        Assert.Contains("everything of the site", answer, StringComparison.Ordinal);
        Assert.Contains("It belongs to no institution", await ShowAsync("/desk/institutions/address?address=131.92.4.7"), StringComparison.Ordinal);
        Assert.Contains("Nobody comes from there", await ShowAsync("/desk/institutions/address?address=10.1.1.1"), StringComparison.Ordinal);
        Assert.Contains("is not one address", await ShowAsync("/desk/institutions/address?address=bern"), StringComparison.Ordinal);

        // People who stand in the record do not stand in the log.
        var log = await new AuditStore(Site.Database).ListAsync(new AuditFilter($"institution/{kept.Id}"), 10, null, Ct);
        Assert.Equal(["institution.rangesAdded", "institution.made"], log.Items.Select(line => line.Entry.Act));
        Assert.DoesNotContain("a@example.org", string.Concat(log.Items.Select(line => line.Entry.Details)), StringComparison.Ordinal);
        Assert.Contains("Added the institution UB Bérn", await ShowAsync("/desk/log"), StringComparison.Ordinal);

        Assert.Equal("/desk/institutions/ub-bern?done=closed", await SendAsync("/desk/institutions/ub-bern/close"));
        Assert.False(await _home.OpensAsync("130.92.4.7"));
        Assert.Equal("/desk/institutions/ub-bern?done=reopened", await SendAsync("/desk/institutions/ub-bern/reopen"));
        Assert.True(await _home.OpensAsync("130.92.4.7"));
        using var refused = await Site.PostAsync("/desk/institutions/ub-bern/delete", _cookie);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.NotNull(await _home.Store.FindAsync("ub-bern", Ct));
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_named_and_the_others_are_kept()
    {
        var library = await _home.AddAsync("bern", []);
        var other = await _home.AddAsync("basel", ["130.92.7.0/24"]);
        await _home.Known.RenewAsync(Ct);

        using var answer = await Site.PostAsync("/desk/institutions/bern/ranges", _cookie, Form(("ranges", "130.92.0.0/16\nlibrary.example.org Desk\n10.0.0.0/8\n11.0.0.0/7\n130.92.4.*")));
        var page = await answer.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(["130.92.0.0/16", "130.92.4.*"], await WrittenAsync(library.Id));
        foreach (var word in new[] { "2 ranges are saved", "3 lines were not taken", "Line 2:", "“library.example.org” is not an address", "Line 3:", "private networks", "Line 4:", "11.0.0.0/7\nTick", "library.example.org Desk\n10.0.0.0/8\n11.0.0.0/7" })
        {
            Assert.Contains(word.Replace("\nTick", "", StringComparison.Ordinal), WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }

        // Overlaps with a customer and with itself are told, by name.
        page = WebUtility.HtmlDecode(await ShowAsync("/desk/institutions/bern/ranges"));
        Assert.Contains("130.92.0.0/16 has 130.92.7.0/24 in common with 130.92.7.0/24 of Library basel", page, StringComparison.Ordinal);
        Assert.Contains("130.92.0.0/16 and 130.92.4.0/24 of this institution have 130.92.4.0/24 in common", page, StringComparison.Ordinal);
        Assert.Contains("130.92.7.0/24 has 130.92.7.0/24 in common with 130.92.0.0/16 of Library bern", WebUtility.HtmlDecode(await ShowAsync("/desk/institutions/basel/ranges")), StringComparison.Ordinal);

        using var wide = await Site.PostAsync("/desk/institutions/bern/ranges", _cookie, Form(("ranges", "12.0.0.0/7"), ("wide", "on")));
        Assert.Equal(HttpStatusCode.SeeOther, wide.StatusCode);
        using var nothing = await Site.PostAsync("/desk/institutions/bern/ranges", _cookie, Form(("ranges", "")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        Assert.NotEqual(other.Id, library.Id);
    }

    [Fact]
    public async Task A_file_is_read_and_ranges_are_taken_out_counted_again_and_removed()
    {
        var library = await _home.AddAsync("bern", []);
        await _home.SubscribeAsync(library.Id);
        var form = Form(("ranges", ""));
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("Organisation,IP Start,IP End,Comment\r\nBern,130.92.0.0,130.92.255.255,Main\r\nBern,2001:620::,2001:620::ffff,\r\n")), "file", "ranges.csv");
        using var sent = await Site.PostAsync("/desk/institutions/bern/ranges", _cookie, form);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var rows = (await _home.Store.ListRangesAsync(library.Id, 10, null, Ct)).Items;
        Assert.Equal([("130.92.0.0-130.92.255.255", "Main"), ("2001:620::-2001:620::ffff", null)], rows.Select(row => (row.Written, row.Note)));

        Assert.True(await _home.OpensAsync("130.92.4.7"));
        Assert.Equal("/desk/institutions/bern/ranges?done=excluded", await SendAsync("/desk/institutions/bern/ranges", ("do", "exclude"), ("range", $"{rows[0].Id}")));
        Assert.False(await _home.OpensAsync("130.92.4.7"));
        Assert.Equal("/desk/institutions/bern/ranges?done=counted", await SendAsync("/desk/institutions/bern/ranges", ("do", "count"), ("range", $"{rows[0].Id}")));
        Assert.True(await _home.OpensAsync("130.92.4.7"));
        using var asked = await Site.PostAsync("/desk/institutions/bern/ranges", _cookie, ("do", "remove"), ("range", $"{rows[0].Id}"));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Contains("130.92.0.0-130.92.255.255", await asked.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.True(await _home.OpensAsync("130.92.4.7")); // It was only asked.
        Assert.Equal("/desk/institutions/bern/ranges?done=removed", await SendAsync("/desk/institutions/bern/ranges", ("do", "remove"), ("sure", "on"), ("range", $"{rows[0].Id}")));
        Assert.False(await _home.OpensAsync("130.92.4.7"));
        Assert.Equal(["2001:620::-2001:620::ffff"], await WrittenAsync(library.Id));
    }

    [Fact]
    public async Task What_two_write_at_once_is_shown_to_the_later_and_what_is_wrong_is_named()
    {
        var library = await _home.AddAsync("bern", []);
        var part = await _home.AddAsync("part", [], parents: library.Id);
        await _home.Known.RenewAsync(Ct);
        Assert.Equal("/desk/institutions/bern?done=saved", await SendAsync("/desk/institutions/bern", ("name", "First"), ("key", "bern"), ("edit_version", "1")));

        using var late = await Site.PostAsync("/desk/institutions/bern", _cookie, ("name", "Second"), ("key", "bern"), ("edit_version", "1"));
        var page = await late.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("First", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Second\"", page, StringComparison.Ordinal);

        foreach (var (field, value, sentence) in new[]
        {
            ("country", "Switzerland", "is not the code of a country"), ("ror", "https://ror.org/05a28rw59", "is not a ROR id"), ("key", "UB Bern", "A key takes lower-case letters"), ("key", "new", "is the address of another page"),
            ("key", "part", "Another institution has the key"), ("parents", "nobody", "No open institution has the key"), ("parents", "bern", "is not part of itself"), ("parents", "part", "is itself part of"), ("name", "", "needs a name"),
        })
        {
            var fields = new Dictionary<string, string> { ["name"] = "First", ["key"] = "bern", ["edit_version"] = "2", [field] = value };
            using var answer = await Site.PostAsync("/desk/institutions/bern", _cookie, [.. fields.Select(one => (one.Key, one.Value))]);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(sentence, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
        }

        Assert.Equal("First", (await _home.Store.FindAsync(library.Id, Ct))!.Name);
        Assert.Equal("/desk/institutions?done=deleted", await SendAsync("/desk/institutions/part/delete"));
        Assert.Null(await _home.Store.FindAsync(part.Id, Ct));
    }

    [Fact]
    public async Task A_key_is_shown_once_and_gone_when_it_is_revoked()
    {
        var library = await _home.AddAsync("bern", []);
        foreach (var (address, id) in new[] { ("/desk/institutions/bern/keys", (Guid?)library.Id), ("/desk/institutions/keys", null) })
        {
            using var made = await Site.PostAsync(address, _cookie, ("name", "Knowledge base"));
            var key = System.Text.RegularExpressions.Regex.Match(await made.Content.ReadAsStringAsync(Ct), "recto_i_[A-Za-z0-9_-]{43}").Value;
            Assert.NotEmpty(key);
            Assert.DoesNotContain(key, await ShowAsync(address), StringComparison.Ordinal);
            var keys = new AccessKeyStore(Site.Database);
            var row = Assert.Single(await keys.ListAsync(id, Ct));

            using var asked = await Site.PostAsync(address, _cookie, ("revoke", $"{row.Id}"));
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
            Assert.Single(await keys.ListAsync(id, Ct)); // It was only asked.
            Assert.Equal(address + "?done=revoked", await SendAsync(address, ("revoke", $"{row.Id}"), ("sure", "on")));
            Assert.Empty(await keys.ListAsync(id, Ct));
            using var nameless = await Site.PostAsync(address, _cookie, ("name", ""));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, nameless.StatusCode);
        }
    }

    [Fact]
    public async Task Who_works_for_one_journal_sees_none_of_it()
    {
        await _home.AddAsync("bern", []);
        var editor = Site.SignedIn(new DeskGrant(DeskRole.Editor, Guid.CreateVersion7()));
        foreach (var path in new[] { "/desk/institutions", "/desk/institutions/new", "/desk/institutions/address", "/desk/institutions/keys", "/desk/institutions/bern", "/desk/institutions/bern/ranges", "/desk/institutions/bern/keys", "/desk/institutions/bern/delete" })
        {
            using var answer = await Site.GetAsync(path, editor);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        foreach (var path in new[] { "/desk/institutions/new", "/desk/institutions/keys", "/desk/institutions/bern", "/desk/institutions/bern/ranges", "/desk/institutions/bern/keys", "/desk/institutions/bern/close", "/desk/institutions/bern/reopen", "/desk/institutions/bern/delete" })
        {
            using var answer = await Site.PostAsync(path, editor, ("name", "X"), ("ranges", "130.92.0.0/16"));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        using var missing = await Site.GetAsync("/desk/institutions/nobody", _cookie);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static MultipartFormDataContent Form(params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return form;
    }

    private async Task<IEnumerable<string>> WrittenAsync(Guid id) => (await _home.Store.ListRangesAsync(id, 100, null, Ct)).Items.Select(row => row.Written);

    private async Task<string> ShowAsync(string path)
    {
        using var answer = await Site.GetAsync(path, _cookie);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private async Task<string?> SendAsync(string path, params (string Name, string Value)[] fields)
    {
        using var answer = await Site.PostAsync(path, _cookie, fields);
        return answer.Headers.Location?.OriginalString ?? $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Ct)}";
    }
}
