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
        return tree.Refusal is { } refusal ? refusal : new JatsLoaded(new ArticleDocument
        {
            Jats = NamespaceFolding.Fold(tree.Document!, tree.Survey!, warnings),
            Format = SourceFormat.Jats,
            Warnings = [.. warnings.OrderBy(warning => warning.Line)],
        });
    }
}
