using System.Text;
using Recto.Notes.Diagnostics;

namespace Recto.App.Features.Notes;

/// <summary>The page of a rule, <c>docs/diagnostics/RNxxxx.md</c>, which the program carries with it.</summary>
/// <param name="Says">What the rule says, in its first paragraph.</param>
/// <param name="Text">The page without the marks of Markdown.</param>
/// <param name="Markdown">The page.</param>
internal sealed record RulePage(string Says, string Text, string Markdown);

/// <summary>Finds the pages of rules.</summary>
internal static class RulePages
{
    /// <summary>The page of a rule; null where it has none.</summary>
    public static RulePage? Find(string id)
    {
        using var stream = typeof(RulePages).Assembly.GetManifestResourceStream($"diagnostics/{id}.md");
        return stream is null ? null : Parse(new StreamReader(stream, Encoding.UTF8).ReadToEnd().ReplaceLineEndings("\n").Trim());
    }

    /// <summary>A name of the rule's page that is a URI wherever the program stands. Recto has no address of its own on the web; the page itself stands in <c>help</c>.</summary>
    public static string Address(DiagnosticDescriptor descriptor) => $"urn:recto:diagnostic:{descriptor.Id}";

    // # Title, a line with the severity, what it says, ## Why …
    private static RulePage Parse(string markdown)
    {
        var paragraphs = markdown.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var says = paragraphs.Skip(1).FirstOrDefault(paragraph => paragraph[0] is not ('#' or '`' or '|' or '<') && !(paragraph[0] == '*' && paragraph[^1] == '*')) ?? paragraphs[0].TrimStart('#', ' ');
        return new RulePage(Plain(says), Plain(markdown), markdown);
    }

    private static string Plain(string markdown)
    {
        var lines = markdown.Split('\n').Where(line => !line.StartsWith("```", StringComparison.Ordinal)).Select(line => line.TrimStart('#', ' '));
        return string.Join('\n', lines).Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
    }
}
