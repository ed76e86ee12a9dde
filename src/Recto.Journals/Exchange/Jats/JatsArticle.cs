using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Everything that one JATS file says.</summary>
/// <param name="Document">The document, for the page.</param>
/// <param name="Article">The record. Its warnings are in <see cref="Document"/>.</param>
/// <param name="Notes">The notes, in the order of their first call.</param>
public sealed record JatsArticle(ArticleDocument Document, Article Article, IReadOnlyList<ArticleNote> Notes) : JatsOutcome
{
    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The file as it is.</param>
    /// <param name="limits">How much the file may ask of us; null for <see cref="JatsLimits.Default"/>.</param>
    /// <returns><see cref="JatsArticle"/> or <see cref="JatsRefusal"/>.</returns>
    public static JatsOutcome Read(ReadOnlySpan<byte> bytes, JatsLimits? limits = null)
    {
        var outcome = JatsLoader.Load(bytes, limits);
        return outcome is JatsLoaded loaded ? Of(loaded.Document) : outcome;
    }

    /// <summary>Reads a document that is already in Recto's form.</summary>
    /// <param name="document">From any reader.</param>
    public static JatsArticle Of(ArticleDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var article = ArticleReader.Read(document, out var ofRecord);
        var notes = NoteExtractor.Extract(document with { Warnings = ofRecord }, out var warnings);
        return new JatsArticle(document with { Warnings = warnings }, article, notes);
    }
}
