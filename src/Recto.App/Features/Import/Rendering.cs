using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;
using Recto.Notes;
using Recto.Notes.Resolution;

namespace Recto.App.Features.Import;

/// <summary>The article's HTML by Recto's own writer.</summary>
internal static class Rendering
{
    /// <summary>Raised whenever the same article would be written otherwise.</summary>
    public const string Version = ArticleHtml.Version;

    /// <summary>Where a picture of an article is served.</summary>
    public static string PictureAddress(string slug, string name) => $"/articles/{slug}/files/{name}";

    /// <summary>Writes an article at an address.</summary>
    public static WrittenArticle Of(JatsArticle read, Article article, Apparatus apparatus, NotesEngine engine, string slug, Func<string, string?> pictures) =>
        ArticleHtml.Write(read.Document, article, read.Notes, apparatus, engine.Directory, $"/articles/{slug}", pictures);

    /// <summary>The fragments for another address.</summary>
    public static ArticleFragments Move(ArticleFragments fragments, string from, string to)
    {
        string Moved(string html) => html.Replace($"\"/articles/{from}/", $"\"/articles/{to}/", StringComparison.Ordinal).Replace($"\"/articles/{from}#", $"\"/articles/{to}#", StringComparison.Ordinal);
        return fragments with
        {
            Title = Moved(fragments.Title),
            Abstract = Moved(fragments.Abstract),
            Body = Moved(fragments.Body),
            Notes = Moved(fragments.Notes),
            References = Moved(fragments.References),
            About = Moved(fragments.About),
            NoteBodies = [.. fragments.NoteBodies.Select(Moved)],
        };
    }
}
