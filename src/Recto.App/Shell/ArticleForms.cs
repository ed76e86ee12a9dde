using Recto.App.Shell.Language;
using Recto.Journals.Access;

namespace Recto.App.Shell;

/// <summary>A form in which an article can be taken away: what it is called, where it is fetched, and who may have it.</summary>
/// <param name="Kind">Kind, as it stands in the database: <c>pdf</c>.</param>
/// <param name="Ending">What follows the article's part of the address in the name of the file: <c>.pdf</c>.</param>
/// <param name="MediaType">Media type that is asked for; null where nobody asks by it.</param>
/// <param name="May">Whether a reader may have it.</param>
internal sealed record ArticleForm(string Kind, string Ending, string? MediaType, Func<AccessDecision, bool> May)
{
    /// <summary>Path at which it is fetched. A PDF lies under the path of its article: Google Scholar asks for that.</summary>
    /// <param name="slug">The article's part of the address.</param>
    public string Address(string slug) => $"/articles/{Uri.EscapeDataString(slug)}/{Uri.EscapeDataString(slug)}{Ending}";
}

/// <summary>The forms that Recto makes.</summary>
internal static class ArticleForms
{
    /// <summary>The article as it is printed.</summary>
    public static ArticleForm Pdf { get; } = new("pdf", ".pdf", "application/pdf", decision => decision.Pdf);

    /// <summary>Its notes with what they cite.</summary>
    public static ArticleForm Apparatus { get; } = new("apparatus", "-apparatus.pdf", null, decision => decision.Notes);

    /// <summary>The article for reading devices.</summary>
    public static ArticleForm Epub { get; } = new("epub", ".epub", "application/epub+zip", decision => decision.Epub);

    /// <summary>The article for machines and archives.</summary>
    public static ArticleForm Jats { get; } = new("jats", ".jats.xml", "application/xml", decision => decision.Jats);

    /// <summary>The picture that stands beside a link to the article elsewhere.</summary>
    public static ArticleForm Card { get; } = new("card", ".png", null, decision => decision.Record);

    /// <summary>All of them, in the order in which readers are told.</summary>
    public static IReadOnlyList<ArticleForm> All { get; } = [Pdf, Epub, Jats, Apparatus, Card];

    /// <summary>What a kind is called; the kind itself where it is not known.</summary>
    public static string Name(Say say, string kind) => kind switch
    {
        "pdf" => "PDF",
        "epub" => "EPUB",
        "jats" => "JATS",
        "apparatus" => say["Notes and sources (PDF)"],
        "card" => say["Picture for links"],
        _ => kind,
    };
}
