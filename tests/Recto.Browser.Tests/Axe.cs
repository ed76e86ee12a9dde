using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>The rules of axe-core, asked of a page as it stands. Scripts must run in it.</summary>
internal static class Axe
{
    /// <summary>What hangs on width or colours, for a page of which all else was asked before.</summary>
    public static readonly IReadOnlyList<string> Looks = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable", "region", "link-name", "button-name", "label"];

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    // Of what passes the number alone is asked for: telling of each element would take longer than finding it.
    private const string Run = """
        async rules => {
          const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
          const found = await axe.run(document, { runOnly, resultTypes: ['violations'] })
          const ran = found.passes.length + found.incomplete.length + found.inapplicable.length + found.violations.length
          return [String(ran), ...found.violations.map(v => `${v.id} at ${v.nodes[0].target}: ${v.nodes[0].html}`)]
        }
        """;

    /// <summary>What is wrong with a page, a line each.</summary>
    /// <param name="page">The page.</param>
    /// <param name="what">What the page is called in a line.</param>
    /// <param name="rules">These rules alone; null for all of WCAG 2.2 AA and the best practices.</param>
    public static async Task<IEnumerable<string>> ViolationsAsync(IPage page, string what, IReadOnlyList<string>? rules = null)
    {
        await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<string[]>(Run, rules);
        Assert.True(int.Parse(found[0], System.Globalization.CultureInfo.InvariantCulture) >= (rules?.Count ?? 60), $"axe ran {found[0]} rules on {what}.");
        return found[1..].Select(violation => $"{what}: {violation}");
    }
}
