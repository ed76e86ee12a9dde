using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>Every type of page of site and desk, full of what somebody hostile wrote, empty where it can be, and with every fault that its form can have.</summary>
public sealed class EveryPageTests(HostileSite site) : IClassFixture<HostileSite>
{
    // What is in a page that could run, and what is data.
    private const string LookForScript = """
        () => {
          const found = 'hit' in window ? ['a script ran'] : []
          // What is told to machines stands in a script element too, as data that nobody runs.
          const isData = element => {
            try { return element.type === 'application/ld+json' && !element.textContent.includes('<') && typeof JSON.parse(element.textContent) === 'object' } catch { return false }
          }
          for (const element of document.querySelectorAll('*')) {
            for (const { name, value } of element.attributes) {
              if (name.startsWith('on') || /^\s*javascript:/i.test(value) && /^(xlink:)?href$|^src$|^(form)?action$/i.test(name)) found.push(element.outerHTML.slice(0, 160))
            }
            if (element.localName === 'script' && !element.src && !isData(element)) found.push(element.outerHTML.slice(0, 160))
          }
          return found
        }
        """;

    /// <summary>Once wide and light as readers have it, and once narrow and dark with the site's policy out of force, so that a script would really run: coming to a page is most of what a look at it costs, so all is asked of it at once.</summary>
    [Theory]
    [InlineData(1440, ColorScheme.Light, false)]
    [InlineData(390, ColorScheme.Dark, true)]
    public async Task Axe_finds_no_violation_nothing_scrolls_sideways_no_script_runs_and_nobody_else_is_asked_for_anything(int width, ColorScheme light, bool bypassPolicy)
    {
        var wrong = new List<string>();
        var at = "";
        var others = await EachAsync(site.Visits.Where(visit => visit.Language == "en"), width, light, bypassPolicy, async (visit, visitor) =>
        {
            at = visit.Name;
            wrong.AddRange((await visitor.Page.EvaluateAsync<string[]>(LookForScript)).Select(what => $"{visit.Name}: {what}"));
            if (visit.Name == "file")
            {
                return;
            }

            await visitor.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            wrong.AddRange(await Axe.ViolationsAsync(visitor.Page, visit.Name));
        }, page =>
        {
            page.Dialog += (_, dialog) => { wrong.Add($"After {at}: {dialog.Message}"); _ = dialog.DismissAsync(); };
            page.Request += (_, request) => { if (!request.Url.StartsWith(site.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) { wrong.Add($"After {at}: {request.Url}"); } };
            page.PageError += (_, error) => wrong.Add($"After {at}: {error}");
            page.Console += (_, message) =>
            {
                if (message.Type == "error" && !message.Text.Contains("responded with a status of 4", StringComparison.Ordinal))
                {
                    wrong.Add($"After {at}: {message.Text}");
                }
            };
        });

        Findings.MustBeNone([.. others, .. wrong]);
    }

    [Fact]
    public async Task The_checkers_of_HTML_have_nothing_to_say()
    {
        var pages = new List<(string Name, string Html)>();
        var others = await EachAsync(site.Visits.Where(visit => visit.Name != "file"), 390, ColorScheme.Light, false, async (visit, visitor) =>
            pages.Add(($"{pages.Count:000} {visit.Name} {visit.Language}", await visitor.TextAsync())));

        Findings.MustBeNone([.. others, .. new[] { await MarkupTests.SaidAsync(pages), await HtmlValidate.SaidAsync(pages) }.Where(said => said.Length > 0)]);
    }

    // One page of the browser for readers and one for staff of each language: the next address, not the next browser, is what is looked at.
    private async Task<List<string>> EachAsync(IEnumerable<Visit> visits, int width, ColorScheme light, bool bypassPolicy, Func<Visit, Visitor, Task> look, Action<IPage>? listen = null)
    {
        var wrong = new List<string>();
        foreach (var group in visits.GroupBy(visit => (visit.IsStaff, visit.Language)))
        {
            var visitor = await site.VisitorAsync(group.First(), width, light, bypassPolicy);
            listen?.Invoke(visitor.Page);
            foreach (var visit in group)
            {
                await visitor.ComeAsync(visit);
                if (visitor.Status != visit.Status)
                {
                    wrong.Add($"{visit.Name}: {visitor.Status} at {visit.Path}, not {visit.Status}");
                }

                var over = visit.Name == "file" ? 0 : await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (over > 0)
                {
                    var what = await visitor.Page.EvaluateAsync<string>("[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(-3).map(e => e.outerHTML.slice(0, 120)).join(' | ')");
                    wrong.Add($"{visit.Name} ({visit.Language}): {over} too wide at {width}: {what}");
                }

                await look(visit, visitor);
            }

            await visitor.Page.Context.CloseAsync();
        }

        return wrong;
    }
}
