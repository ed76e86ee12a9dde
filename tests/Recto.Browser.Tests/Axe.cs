using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>The rules of axe-core for WCAG 2.2 AA and its best practices, asked of a page as it stands. Scripts must run in it.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    // Of what passes the number alone is asked for: telling of each element would take longer than finding it.
    private const string Run = """
        async () => {
          const runOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
          const found = await axe.run(document, { runOnly, resultTypes: ['violations'] })
          const ran = found.passes.length + found.incomplete.length + found.inapplicable.length + found.violations.length
          return [String(ran), ...found.violations.map(v => `${v.id} at ${v.nodes[0].target}: ${v.nodes[0].html}`)]
        }
        """;

    /// <summary>What is wrong with a page, a line each.</summary>
    /// <param name="page">The page.</param>
    /// <param name="what">What the page is called in a line.</param>
    public static async Task<IEnumerable<string>> ViolationsAsync(IPage page, string what)
    {
        await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<string[]>(Run);
        Assert.True(int.Parse(found[0], System.Globalization.CultureInfo.InvariantCulture) >= 60, $"axe ran {found[0]} rules on {what}.");
        return found[1..].Select(violation => $"{what}: {violation}");
    }
}
