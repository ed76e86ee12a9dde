using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Notes;
using Recto.Notes.Resolution;

namespace Recto.App.Features.Import;

/// <summary>The article's HTML by Recto's own writer.</summary>
internal static class Rendering
{
    /// <summary>Raised whenever the same article would be written otherwise.</summary>
    public const string Version = "1";

    /// <summary>Where a picture of an article is served.</summary>
    public static string PictureAddress(string slug, string name) => $"/articles/{slug}/files/{name}";

    public static ArticleFragments Of(JatsArticle read, Article article, Apparatus apparatus, NotesEngine engine, Func<string, string?> pictures)
    {
        _ = (read, apparatus, engine, pictures);
        return new ArticleFragments
        {
            Title = System.Net.WebUtility.HtmlEncode(article.Title), Abstract = "", Body = "", Notes = "", Sources = "", References = "", About = "", Contents = [], NoteBodies = [],
        };
    }

    /// <summary>The fragments with their pictures at another address.</summary>
    public static ArticleFragments Move(ArticleFragments fragments, string from, string to)
    {
        string Moved(string html) => html.Replace(PictureAddress(from, ""), PictureAddress(to, ""), StringComparison.Ordinal);
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
