using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Reads JATS and NLM XML into Recto's own form. Nothing is ever fetched, whatever the file asks for; what cannot be read is refused with its place. Never throws for what a file says.</summary>
public static class JatsLoader
{
    /// <summary>Reads one file.</summary>
    /// <param name="bytes">The file as it is, in any encoding that XML allows.</param>
    /// <param name="limits">How much the file may ask of us; null for <see cref="JatsLimits.Default"/>.</param>
    /// <returns><see cref="JatsLoaded"/> or <see cref="JatsRefusal"/>.</returns>
    public static JatsOutcome Load(ReadOnlySpan<byte> bytes, JatsLimits? limits = null)
    {
        limits ??= JatsLimits.Default;
        var warnings = new List<ImportWarning>();
        var tree = XmlTree.Load(bytes, limits, warnings, RootRefusal.Find, "a JATS article (<article>)");
        if (tree.Refusal is { } refusal)
        {
            return refusal;
        }

        var jats = NamespaceFolding.Fold(tree.Document!, tree.Survey!, warnings);
        if (ReturnedJats.IsOne(jats.Root!) && !new ReturnedJats(limits).Undo(jats.Root!))
        {
            return new JatsRefusal(null, null, $"Elements stand more than {limits.Depth} deep in one another; no article needs that.");
        }

        return new JatsLoaded(new ArticleDocument
        {
            Jats = jats,
            Format = SourceFormat.Jats,
            Warnings = [.. warnings.OrderBy(warning => warning.Line)],
        });
    }
}
