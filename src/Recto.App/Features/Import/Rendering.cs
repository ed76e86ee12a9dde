using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;
using Recto.Storage.Articles;

namespace Recto.App.Features.Import;

/// <summary>Addresses inside the HTML of an article. It is made before the article is saved, and only the saving decides the address.</summary>
internal static class Rendering
{
    /// <summary>Path of an article's page.</summary>
    public static string Address(string slug) => "/articles/" + slug;

    /// <summary>Where a picture of an article is served.</summary>
    public static string PictureAddress(string slug, string name) => $"{Address(slug)}/files/{name}";

    /// <summary>A line for each element that kept its text but got no form of its own.</summary>
    public static IEnumerable<ImportWarning> WarningsOf(WrittenArticle written) =>
        written.UnknownElements.Select(name => new ImportWarning(null, $"The element <{name}> is not known; its text was kept."));

    /// <summary>The HTML with its links and pictures at another address.</summary>
    public static ArticleFragments Move(ArticleFragments fragments, string from, string to) => fragments with
    {
        Title = Move(fragments.Title, from, to),
        Abstract = Move(fragments.Abstract, from, to),
        Body = Move(fragments.Body, from, to),
        Notes = Move(fragments.Notes, from, to),
        Sources = Move(fragments.Sources, from, to),
        References = Move(fragments.References, from, to),
        About = Move(fragments.About, from, to),
        NoteBodies = [.. fragments.NoteBodies.Select(html => Move(html, from, to))],
    };

    /// <summary>The note with its links at another address.</summary>
    public static NoteToSave Move(NoteToSave note, string from, string to) => note with { Html = Move(note.Html, from, to) };

    private static string Move(string html, string from, string to) => html
        .Replace($", {Address(from)}/files/", $", {Address(to)}/files/", StringComparison.Ordinal) // Sizes of a picture stand in one attribute.
        .Replace($"\"{Address(from)}/", $"\"{Address(to)}/", StringComparison.Ordinal)
        .Replace($"\"{Address(from)}#", $"\"{Address(to)}#", StringComparison.Ordinal)
        .Replace($"\"{Address(from)}\"", $"\"{Address(to)}\"", StringComparison.Ordinal);
}
