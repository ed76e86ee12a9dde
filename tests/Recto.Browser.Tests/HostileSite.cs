using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>A site of its own with a journal that somebody hostile filled, made at its desk as a person would; and every type of page of site and desk.</summary>
public sealed class HostileSite : IAsyncLifetime
{
    private const string Desk = "/desk/journals/hostile";
    private readonly Site _site = new();
    private readonly List<Visit> _visits = [];

    internal string Address => _site.Address;

    internal IReadOnlyList<Visit> Visits
    {
        get
        {
            Site.Ready();
            return _visits;
        }
    }

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        if (Site.Chromium is null)
        {
            return;
        }

        var visitor = await StaffAsync("en", 1440, ColorScheme.Light);
        await JournalAsync(visitor);
        var report = await UploadAsync(visitor);
        await ArticlesAsync(visitor, report);
        await visitor.Page.Context.CloseAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    /// <summary>Whoever comes to a page of that kind.</summary>
    internal async Task<Visitor> VisitorAsync(Visit visit, int width, ColorScheme light, bool bypassPolicy = false) =>
        visit.IsStaff ? await StaffAsync(visit.Language, width, light, bypassPolicy) : await ReaderAsync(visit.Language, width, light, bypassPolicy);

    private async Task<Visitor> StaffAsync(string language, int width, ColorScheme light, bool bypassPolicy = false)
    {
        var visitor = await ReaderAsync(language, width, light, bypassPolicy);
        await _site.SignInAsync(visitor.Page.Context);
        return visitor;
    }

    private async Task<Visitor> ReaderAsync(string language, int width, ColorScheme light, bool bypassPolicy)
    {
        var context = await _site.ContextAsync(new() { ViewportSize = new() { Width = width, Height = 1000 }, ColorScheme = light, BypassCSP = bypassPolicy });
        await context.AddCookiesAsync([new Cookie { Name = "recto-language", Value = language, Url = Address }]);
        return new Visitor(await context.NewPageAsync(), Address);
    }

    private async Task JournalAsync(Visitor visitor)
    {
        await visitor.GoAsync("/desk/journals/new");
        await visitor.SendAsync("main form", ("title", "Hostile " + Hostile.Line), ("key", "hostile"), ("language", "en"), ("publisher", Hostile.Line));
        await visitor.GoAsync(Desk);
        await visitor.SendAsync("form[action='" + Desk + "']", ("subtitle", Hostile.Line), ("other_titles", "fr: " + Hostile.Line), ("former_title", Hostile.Line), ("abbreviation", Hostile.Line), ("iso_abbreviation", Hostile.Line),
            ("publisher_place", Hostile.Line), ("frequency", Hostile.Line), ("peer_review", Hostile.Line), ("about", Hostile.Line + "\n\n" + Hostile.OwnPage), ("copyright", Hostile.Line), ("colour", "#224466"));
        await DoneAsync(visitor);
        await visitor.GoAsync(Desk + "/pages/about/en");
        await visitor.SendAsync($"form[action='{Desk}/pages/about/en']", ("title", "About " + Hostile.Line), ("markdown", Hostile.OwnPage), ("do", "save"));
        await DoneAsync(visitor);
        await visitor.GoAsync(Desk + "/issues/new");
        await visitor.SendAsync("main form:not([role=search])", ("volume", "1"), ("number", "2"), ("title", Hostile.Line), ("published", "2024-02-01"), ("key", "1-2"), ("description", Hostile.Line), ("editors", Hostile.Line));
        await DoneAsync(visitor);
        await visitor.GoAsync(Desk + "/redirects");
        await visitor.SendAsync($"form[action='{Desk}/redirects']:has([name=from])", ("from", "/old?x=<script>window.hit=1</script>"), ("to", "/journals/hostile"));
        await visitor.GoAsync(Desk + "/redirects");
        await visitor.SendAsync($"form[action='{Desk}/redirects']:has([name=from])", ("from", "/old/address.html"), ("to", "/journals/hostile"));
        await DoneAsync(visitor);
        await visitor.GoAsync(Desk + "/deposits/settings");
        await visitor.SendAsync($"form[action='{Desk}/deposits/settings']", ("prefix", "10.5555"), ("depositor", Hostile.Line), ("email", "doi@example.org"), ("registrant", Hostile.Line), ("pattern", "{journal}.{number}"));
        await DoneAsync(visitor);
        await visitor.GoAsync("/desk/people/invite");
        await visitor.SendAsync("main form", ("name", Hostile.Line), ("email", "hostile@example.org"), ("editor", "all"));
        _visits.AddRange(
        [
            new("journals", "/desk/journals"), new("journals, nothing found", "/desk/journals?q=" + Uri.EscapeDataString(Hostile.Line)),
            new("new journal", "/desk/journals/new"), new("new journal, faults", "/desk/journals/new", 422, "main form", ("title", Hostile.Line), ("key", Hostile.Picture), ("language", Hostile.Script)),
            new("journal", Desk), new("journal, faults", Desk, 422, $"form[action='{Desk}']", ("title", ""), ("key", Hostile.Picture), ("print_issn", Hostile.Script), ("publisher_address", Hostile.Link), ("email", Hostile.Picture), ("languages", Hostile.Script), ("founded", Hostile.Script), ("colour", Hostile.Picture), ("licence", Hostile.Link), ("doi_prefix", Hostile.Script), ("other_titles", Hostile.Script)),
            new("journal, conflict", Desk, 409, $"form[action='{Desk}']", ("title", "Mine " + Hostile.Line), ("edit_version", "99")),
            new("journal, delete", Desk + "/delete"), new("journal, cover", Desk + "/cover"),
            new("pages", Desk + "/pages"), new("pages, faults", Desk + "/pages/new?other=" + Uri.EscapeDataString(Hostile.Picture) + "&language=" + Uri.EscapeDataString(Hostile.Script), 422),
            new("page", Desk + "/pages/about/en"), new("page, empty", Desk + "/pages/board/fr"), new("page, preview", Desk + "/pages/about/en", 200, $"form[action='{Desk}/pages/about/en']", ("do", "preview")),
            new("page, faults", Desk + "/pages/about/en", 422, $"form[action='{Desk}/pages/about/en']", ("title", "")), new("page, conflict", Desk + "/pages/about/en", 409, $"form[action='{Desk}/pages/about/en']", ("title", "Mine"), ("markdown", Hostile.OwnPage + "\n"), ("edit_version", "99"), ("do", "save")),
            new("page, delete", Desk + "/pages/about/en/delete"),
            new("sections", Desk + "/sections"),
            new("issues", Desk + "/issues"), new("issue, new", Desk + "/issues/new"), new("issue, new, faults", Desk + "/issues/new", 422, "main form:not([role=search])", ("key", Hostile.Picture), ("published", Hostile.Script)),
            new("issue", Desk + "/issues/1-2"), new("issue, changed meanwhile", Desk + "/issues/1-2", 409, $"form[action='{Desk}/issues/1-2']#order", ("order", Hostile.Picture), ("place", Hostile.Script), ("do", "number")),
            new("issue, record", Desk + "/issues/1-2/record"), new("issue, record, conflict", Desk + "/issues/1-2/record", 409, $"form[action='{Desk}/issues/1-2/record']", ("title", "Mine " + Hostile.Line), ("edit_version", "99")),
            new("issue, cover", Desk + "/issues/1-2/cover"), new("issue, publish", Desk + "/issues/1-2/publish"), new("issue, unpublish", Desk + "/issues/1-2/unpublish"), new("issue, delete", Desk + "/issues/1-2/delete"),
            new("redirects", Desk + "/redirects"), new("redirects, faults", Desk + "/redirects", 422, $"form[action='{Desk}/redirects']:has([name=from])", ("from", Hostile.Picture), ("to", Hostile.Link)),
            new("redirects, a wrong list", Desk + "/redirects", 422, $"form[action='{Desk}/redirects']:has([name=list])", ("list", $"/a,{Hostile.Link}\n{Hostile.Line}"), ("do", "list")),
            new("deposits, off", Desk + "/deposits"), new("deposits, none in that state", Desk + "/deposits?state=failed"), new("deposits, no such state", Desk + "/deposits?state=" + Uri.EscapeDataString(Hostile.Picture), 404),
            new("who cites the journal", Desk + "/cited-by"), new("who cites the journal, failures", Desk + "/cited-by?state=failed"), new("who cites the journal, no such state", Desk + "/cited-by?state=" + Uri.EscapeDataString(Hostile.Picture), 404),
            new("settings of deposits", Desk + "/deposits/settings"), new("settings of deposits, faults", Desk + "/deposits/settings", 422, $"form[action='{Desk}/deposits/settings']", ("prefix", Hostile.Picture), ("pattern", Hostile.Line), ("issue_pattern", Hostile.Script), ("journal_doi", Hostile.Link), ("depositor", new string('x', 200)), ("crossmark", Hostile.Script), ("login_name", Hostile.Line)),
            new("settings of deposits, conflict", Desk + "/deposits/settings", 409, $"form[action='{Desk}/deposits/settings']", ("depositor", "Mine " + Hostile.Line), ("edit_version", "99")),
            new("people", "/desk/people"), new("people, nobody found", "/desk/people?q=" + Uri.EscapeDataString(Hostile.Line)), new("invitation, faults", "/desk/people/invite", 422, "main form", ("name", ""), ("email", Hostile.Picture)),
            new("log", "/desk/log"), new("account", "/account"), new("keys of the API, faults", "/account/api-keys", 422, "form[action='/account/api-keys']", ("name", "")), new("keys of the API, a new one", "/account/api-keys", 200, "form[action='/account/api-keys']", ("name", Hostile.Line[..Math.Min(100, Hostile.Line.Length)])), new("keys of the API", "/account/api-keys"),
            new("a list of one’s own, off", "/account/recommendations"), new("a list of one’s own, switched on", "/account/recommendations", 200, "form[action$='/on']"), new("what is kept of one’s reading", "/account/recommendations/reads"), new("a list of one’s own, switched off", "/account/recommendations/reads", 200, "form[action$='/off']"),
            new("sign-in", "/account/sign-in"), new("no such page", "/desk/there-is-none", 404),
        ]);
    }

    private async Task<string> UploadAsync(Visitor visitor)
    {
        await visitor.GoAsync("/desk/articles/new");
        await visitor.Page.Locator("#f-files").SetInputFilesAsync(Hostile.Files);
        await visitor.SendAsync("main form", ("journal", "hostile"), ("issue", "hostile/1-2"));
        await visitor.Page.WaitForURLAsync("**/desk/articles/imports/*");
        var report = new Uri(visitor.Page.Url).AbsolutePath;
        for (var i = 0; i < 200 && (await (await visitor.Page.GotoAsync(Address + report))!.AllHeadersAsync()).ContainsKey("refresh"); i++)
        {
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }

        return report;
    }

    private async Task ArticlesAsync(Visitor visitor, string report)
    {
        await visitor.GoAsync("/desk/articles?journal=hostile");
        var found = new Dictionary<string, (string Id, string Slug)>();
        foreach (var id in Ids(await visitor.TextAsync()))
        {
            await visitor.GoAsync("/desk/articles/" + id);
            found[(await visitor.Page.Locator("h1").TextContentAsync())!.Trim().Split(' ')[0]] = (id, await visitor.Page.Locator("#f-slug").InputValueAsync());
        }

        Assert.True(found.Count == 4, string.Join(' ', found.Keys));
        var (open, closed, draft, gone) = (found["Open"], found["Closed"], found["Markdown"], found["Saved"]);
        await visitor.GoAsync($"/desk/articles/{open.Id}/record");
        await visitor.SendAsync("form.record", ("title", "Open again " + Hostile.Line), ("keywords", Hostile.Line), ("alt-evil.svg", Hostile.Line), ("licence", ""), ("licence-address", ""), ("summary", Hostile.Line), ("do", "save"));
        await DoneAsync(visitor);
        await visitor.GoAsync($"/desk/articles/{closed.Id}/record");
        await visitor.SendAsync("form.record", ("reading", "closed"), ("licence", ""), ("licence-address", ""), ("do", "save"));
        await DoneAsync(visitor);
        foreach (var (id, _) in new[] { open, closed, gone })
        {
            await visitor.GoAsync("/desk/articles/" + id);
            await visitor.SendAsync("form[action$='/publish']");
            await DoneAsync(visitor);
        }

        await visitor.GoAsync($"/desk/articles/{open.Id}");
        await visitor.SendAsync("form[action$='/relate']", ("other", "10.5555/hostile-closed"), ("relation", "Correction-notice"));
        await visitor.GoAsync($"/desk/articles/{gone.Id}/withdraw");
        await visitor.SendAsync("form[action$='/withdraw']", ("reason", Hostile.Line));
        await DoneAsync(visitor);
        await visitor.GoAsync(Desk + "/issues/1-2/publish");
        await visitor.SendAsync("form[action$='/publish']");
        await DoneAsync(visitor);

        var note = $"/articles/{open.Slug}/notes/1";
        await visitor.GoAsync(note + "/report");
        await visitor.SendAsync("form.report-form", ("choice", await visitor.Page.Locator("[name=choice]").First.GetAttributeAsync("value") ?? ""), ("words", Hostile.Line), ("email", ""));
        Assert.EndsWith("/report/thanks", visitor.Page.Url, StringComparison.Ordinal);
        var proof = $"/desk/articles/{open.Id}/proof";
        await visitor.GoAsync(proof);
        var notes = Regex.Matches(await visitor.TextAsync(), "\\?note=([^\"&#]+)").Select(match => match.Groups[1].Value).Distinct().ToList();
        await visitor.GoAsync($"{proof}?note={notes[^1]}");
        await visitor.SendAsync("form.correction", ("form", "Full"), ("kind", "Book"), ("title", Hostile.Line), ("authors", Hostile.Line), ("place", Hostile.Line), ("reason", Hostile.Line), ("do", "keep"));
        await DoneAsync(visitor);

        await visitor.GoAsync($"/articles/{open.Slug}");
        var public_ = await visitor.TextAsync();
        var files = Regex.Matches(public_, $"/articles/{Regex.Escape(open.Slug)}/files/[^\"? ]+").Select(match => match.Value).Distinct().ToList();
        Assert.NotEmpty(files);
        await visitor.GoAsync(Desk + "/sections");
        var sections = Regex.Matches(await visitor.TextAsync(), Regex.Escape(Desk) + "/sections/[^\"/]+").Select(match => match.Value).Distinct().ToList();
        await visitor.GoAsync(Desk + "/deposits/settings");
        await visitor.SendAsync($"form[action='{Desk}/deposits/settings']", ("on", "on"));
        await DoneAsync(visitor);
        await visitor.GoAsync(Desk + "/deposits");
        var deposited = Regex.Matches(await visitor.TextAsync(), Regex.Escape(Desk) + "/deposits/[0-9a-f-]{36}").Select(match => match.Value).Distinct().ToList();
        await visitor.GoAsync("/desk/people");
        var people = Regex.Matches(await visitor.TextAsync(), "/desk/people/[0-9a-f-]{36}").Select(match => match.Value).Distinct().ToList();
        await visitor.GoAsync("/desk/works");
        var works = Regex.Matches(await visitor.TextAsync(), "href=\"/desk(/works/[^\"?]+)\"").Select(match => match.Groups[1].Value).Distinct().Take(2).ToList();
        Assert.NotEmpty(works);
        var (a, q) = ($"/desk/articles/{open.Id}", Uri.EscapeDataString(Hostile.Line));
        _visits.AddRange(
        [
            .. sections.Take(1).SelectMany(section => new Visit[] { new("section", section), new("section, merge", section + "/merge"), new("section's page", section["/desk".Length..]) }),
            .. deposited.Take(1).Select(one => new Visit("deposit of an article", one)), new("deposits", Desk + "/deposits"),
            .. people.Select(person => new Visit("person", person)), .. files.Select(file => new Visit("file", file)),
            new("upload", "/desk/articles/new"), new("upload, faults", "/desk/articles/new", 422, "main form"), new("upload, report", report),
            new("articles", "/desk/articles"), new("articles, nothing found", "/desk/articles?q=" + q), new("articles, drafts", "/desk/articles?journal=hostile&state=draft"),
            new("article", a), new("article, withdrawn", "/desk/articles/" + gone.Id), new("article, draft", "/desk/articles/" + draft.Id),
            new("article, faults in place", a, 422, "form[action$='/place']", ("position", Hostile.Picture)), new("article, faults in address", a, 422, "form[action$='/address']", ("slug", Hostile.Picture)), new("article, faults in relations", a, 422, "form[action$='/relate']", ("other", Hostile.Picture)),
            new("record", a + "/record"), new("record, faults", a + "/record", 422, "form.record", ("title", ""), ("doi", Hostile.Picture), ("language", Hostile.Script), ("licence", "other"), ("licence-address", Hostile.Link), ("c0-family", ""), ("c0-orcid", Hostile.Picture), ("online", Hostile.Script), ("do", "save")),
            new("record, a row more", a + "/record", 200, "form.record", ("do", "add-c")), new("record, conflict", a + "/record", 409, "form.record", ("title", "Mine " + Hostile.Line), ("shown", "0"), ("do", "save")),
            new("versions", a + "/versions"), new("new file", a + "/file"), new("new file, faults", a + "/file", 422, "form[action$='/file']"), new("withdraw", a + "/withdraw"), new("withdraw, faults", a + "/withdraw", 422, "form[action$='/withdraw']"), new("delete", $"/desk/articles/{draft.Id}/delete"),
            new("proof", proof), .. notes.Select(one => new Visit("proof, form of " + one, $"{proof}?note={one}")),
            new("proof, faults", $"{proof}?note={notes[^1]}", 422, "form.correction", ("form", "CrossReference"), ("target", Hostile.Picture), ("do", "keep")), new("proof, conflict", $"{proof}?note={notes[^1]}", 409, "form.correction", ("title", "Mine"), ("shown", "0"), ("do", "keep")),
            new("proof, history", proof + "/history"), new("reports", "/desk/reports"), new("reports, closed", "/desk/reports?show=closed"), new("log of an article", "/desk/log?subject=" + Uri.EscapeDataString("article/" + open.Id)),

            new("api", "/api"), new("front page", "/"), new("all articles", "/articles"), new("journal's page", "/journals/hostile"), new("archive", "/journals/hostile/archive"), new("journal's articles", "/journals/hostile/articles"), new("contents of an issue", "/journals/hostile/1-2"), new("journal's own page", "/journals/hostile/pages/about"),
            .. Regex.Matches(public_, "/authors/[^\"?#]+").Select(match => match.Value).Distinct().Take(1).Select(author => new Visit("author", author)),
            new("public article", $"/articles/{open.Slug}"), new("closed article", $"/articles/{closed.Slug}"), new("draft as staff sees it", $"/articles/{draft.Slug}") { IsDraft = true }, new("tombstone", $"/articles/{gone.Slug}", 410),
            new("note", note), new("report of a reading", note + "/report"), new("report, faults", note + "/report", 422, "form.report-form", ("words", Hostile.Line), ("email", Hostile.Picture)), new("report, thanks", note + "/report/thanks"),
            new("sources of an article", $"/articles/{open.Slug}/sources"), new("sources of a closed article", $"/articles/{closed.Slug}/sources"), new("sources of a draft", $"/articles/{draft.Slug}/sources") { IsDraft = true },
            new("versions for readers", $"/articles/{open.Slug}/versions"), new("what to read next", "/recommendations"), new("recommendations at the desk", "/desk/recommendations"), new("lists of an article", a + "/recommendations"), new("lists of an article, faults", a + "/recommendations", 422, "form[action$='/recommendations']:has(select)"),
            new("works", "/works"), new("works, nothing found", "/works?q=" + q), new("works, by name", "/works?sort=name"), new("works at the desk", "/desk/works"), new("works at the desk, nothing found", "/desk/works?q=" + q),
            .. works.Take(1).SelectMany(work => new Visit[] { new("work", work), new("work at the desk", "/desk" + work), new("work at the desk, another is sought", $"/desk{work}?q=hit") }),
            .. works.Skip(1).Select(work => new Visit("works, merge", $"/desk{works[0]}/merge?into={Uri.EscapeDataString(work["/works/".Length..])}")),
            new("versions for readers", $"/articles/{open.Slug}/versions"), new("cited by", $"/articles/{open.Slug}/cited-by"), new("cited by, as asked for", $"/articles/{open.Slug}/cited-by?source=notes&sort=author&self=no"), new("cited by, odd filters", $"/articles/{open.Slug}/cited-by?kind={q}", 404), new("cited by, of a draft", $"/articles/{draft.Slug}/cited-by") { IsDraft = true }, new("cited by, withdrawn", $"/articles/{gone.Slug}/cited-by", 410),
            new("metrics", $"/articles/{open.Slug}/metrics"), new("metrics, withdrawn", $"/articles/{gone.Slug}/metrics", 410), new("usage", "/usage"),
            new("state of the site", "/desk/status"), new("usage at the desk", "/desk/usage"), new("clicks at the desk", "/desk/recommendations/clicks"), new("usage of a journal", Desk + "/usage"), new("usage of an issue", Desk + "/issues/1-2/usage"), new("usage of an article", a + "/usage"), new("usage of an article, odd months", $"{a}/usage?begin={q}&end={q}"),
            new("search", "/search?q=hit"), new("search, one journal", "/search?journal=hostile&q=window"), new("search, nothing found", "/search?q=" + q), new("search, odd filters", $"/search?q={q}&journal={q}&author={q}&year={q}&language={q}&sort={q}&after={q}"), new("no such article", "/articles/there-is-none", 404),
            new("archives", "/sources"), new("archives, narrowed", "/sources/find?q=rg"), new("archives, nothing found", "/sources/find?q=" + q), new("archive and its tree", "/sources/rgaspi"), new("archive, uncited", "/sources/asve"), new("archival file", "/sources/rgaspi/558/11/431"),
            new("archival file, cited by nobody", "/sources/rgaspi/558/11/99999", 404), new("sheet", "/sources/sheet?unit=rgaspi"), new("sheet, empty", "/sources/sheet"), new("sheet, faults", $"/sources/sheet?unit={q}&article={q}&unit=rgaspi/1"),
        ]);
        string[] said = ["articles", "article", "record, faults", "proof", "journal", "upload, report", "issue", "people", "log", "account", "keys of the API", "api", "sign-in", "front page", "public article", "contents of an issue", "search", "works", "work", "work at the desk", "journal's page", "tombstone", "closed article", "report of a reading", "deposits", "settings of deposits", "deposit of an article", "archives", "archival file", "sheet, faults", "cited by", "who cites the journal", "metrics", "usage", "usage at the desk", "usage of a journal", "recommendations at the desk", "what to read next"];
        _visits.AddRange([.. _visits.Where(visit => said.Contains(visit.Name)).SelectMany(visit => new[] { visit with { Language = "fr" }, visit with { Language = "ru" } })]);
    }

    private static async Task DoneAsync(Visitor visitor) => Assert.True(visitor.Status == 200, $"{visitor.Status} at {visitor.Page.Url}: {string.Join(" | ", await visitor.Page.Locator(".fault, .faults").AllTextContentsAsync())}");

    private static IEnumerable<string> Ids(string html) => Regex.Matches(html, "\"/desk/articles/([0-9a-f]{8}-[0-9a-f-]{27})\"").Select(match => match.Groups[1].Value).Distinct();
}
