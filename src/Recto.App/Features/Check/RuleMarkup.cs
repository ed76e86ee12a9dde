using System.Collections.Frozen;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Recto.App.Shell.Reports;
using Recto.Notes;
using Recto.Notes.Diagnostics;

namespace Recto.App.Features.Check;

/// <summary>The page of one rule (<c>docs/diagnostics</c>), as HTML.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="LeadHtml">The line under the title: how severe, and whether it can be mended.</param>
/// <param name="BodyHtml">All that follows.</param>
/// <param name="WhyHtml">Why it matters: what is told beside a finding.</param>
internal sealed record RuleText(DiagnosticDescriptor Rule, string LeadHtml, string BodyHtml, string WhyHtml);

/// <summary>The pages of all rules. They are built into the program, so that what a finding means is told where it is found.</summary>
internal static class RuleMarkup
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();
    private static readonly Lazy<FrozenDictionary<string, RuleText>> All = new(() => CheckCatalogue.All.Select(check => Read(check.Descriptor)).ToFrozenDictionary(page => page.Rule.Id, StringComparer.OrdinalIgnoreCase));

    /// <summary>The page of a rule; null where there is no such rule.</summary>
    public static RuleText? Find(string id) => All.Value.GetValueOrDefault(id);

    private static RuleText Read(DiagnosticDescriptor rule)
    {
        var document = Markdig.Markdown.Parse(RulePages.Find(rule.Id)?.Markdown ?? $"{rule.Title}.", Markdown); // A test sees to it that every rule has its page.
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Lead(link);
        }

        List<Block> blocks = [.. document.SkipWhile(block => block is HeadingBlock { Level: 1 })];
        var lead = blocks is [ParagraphBlock first, ..] ? first : null;
        var why = blocks.FindIndex(block => block is HeadingBlock heading && Text(heading) == "Why it matters");
        return new RuleText(rule,
            lead is null ? "" : Html(lead.Inline!, rule),
            string.Concat(blocks.Skip(lead is null ? 0 : 1).Select(block => Html(block, rule))),
            string.Concat(why < 0 ? [] : blocks.Skip(why + 1).TakeWhile(block => block is not HeadingBlock).Select(block => Html(block, rule))));
    }

    // Pages of rules lead to each other; what else the documents name is not on the site.
    private static void Lead(LinkInline link)
    {
        var target = link.Url?.Split('#')[0] ?? "";
        if (target.EndsWith(".md", StringComparison.Ordinal) && CheckCatalogue.All.Any(check => check.Descriptor.Id == target[..^3]))
        {
            link.Url = "/check/" + target[..^3];
        }
        else if (target is "index.md")
        {
            link.Url = CheckFeature.RulesAddress;
        }
        else if (!target.StartsWith("https://", StringComparison.Ordinal))
        {
            link.ReplaceBy(new ContainerInline());
        }
    }

    private static string Text(HeadingBlock heading) => string.Concat(heading.Inline!.OfType<LiteralInline>().Select(literal => literal.Content.ToString()));

    private static string Html(MarkdownObject part, DiagnosticDescriptor rule)
    {
        using var output = new StringWriter();
        var renderer = new HtmlRenderer(output);
        Markdown.Setup(renderer);
        renderer.ObjectRenderers.Insert(0, new ExampleRenderer(rule));
        renderer.Render(part);
        return output.ToString();
    }
}
