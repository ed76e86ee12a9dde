using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Tests.Exchange.Jats;

/// <summary>Small articles for tests.</summary>
internal static class JatsSamples
{
    public static JatsArticle Read(string xml) => JatsArticle.Read(Encoding.UTF8.GetBytes(xml)) switch
    {
        JatsArticle article => article,
        var refusal => throw new Xunit.Sdk.XunitException(refusal.ToString()),
    };

    /// <summary>An article of this body and back.</summary>
    public static IReadOnlyList<ArticleNote> Notes(string body, string back = "", string front = "") =>
        Read($"<article xml:lang='en'><front><article-meta>{front}</article-meta></front><body>{body}</body><back>{back}</back></article>").Notes;

    /// <summary>The record made of these metadata.</summary>
    public static Article Record(string meta, string journal = "", string back = "", string attributes = "") => Read(Metadata(meta, journal, back, attributes)).Article;

    /// <summary>The warnings that these metadata cause.</summary>
    public static IReadOnlyList<ImportWarning> Warnings(string meta, string journal = "") => Read(Metadata(meta, journal, "", "")).Document.Warnings;

    private static string Metadata(string meta, string journal, string back, string attributes) =>
        $"<article xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:mml='http://www.w3.org/1998/Math/MathML' xmlns:ali='http://www.niso.org/schemas/ali/1.0/' {attributes}>"
        + $"<front>{(journal.Length > 0 ? $"<journal-meta>{journal}</journal-meta>" : "")}\n<article-meta>{meta}</article-meta></front><back>{back}</back></article>";
}
