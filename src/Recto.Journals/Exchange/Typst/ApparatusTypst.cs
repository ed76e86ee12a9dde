using System.Text;
using Recto.Journals.Exchange.Print;

namespace Recto.Journals.Exchange.Typst;

/// <summary>Writes the apparatus of an article for Typst: its notes, each with what Recto reads in it, then archives, printed sources and literature.</summary>
public static class ApparatusTypst
{
    /// <summary>Writes it; null where the article has no notes.</summary>
    /// <param name="article">The article.</param>
    /// <param name="say">Says Recto's own words in a fragment; null for English.</param>
    public static TypstDocument? Write(FinishedArticle article, Func<string, string>? say = null)
    {
        ArgumentNullException.ThrowIfNull(article);
        return Write(PrintArticle.Of(article, say));
    }

    /// <summary>Writes that of an article that was taken apart already; null where it has no notes.</summary>
    public static TypstDocument? Write(PrintArticle print)
    {
        ArgumentNullException.ThrowIfNull(print);
        if (print.InOrder.Count == 0)
        {
            return null;
        }

        var (article, record) = (print.Source, print.Source.Read.Article);
        var trees = print.InOrder.SelectMany(note => new[] { note.Content, note.Reading }).Append(print.Sources).Where(tree => tree is not null).Select(tree => tree!).ToList();
        var writer = new TypstWriter(new Dictionary<string, PrintNote>(StringComparer.Ordinal), ArticleTypst.FilesOf(article), print.InOrder.Select(note => note.Id).Concat(ArticleTypst.Anchors(trees)), ArticleTypst.Links(trees, new Dictionary<string, PrintNote>(StringComparer.Ordinal)), record.Language ?? "en", article.Address);
        writer.BeginPart();
        var notes = writer.Apart(() => writer.ReadNotes(print.InOrder));
        var sources = writer.Apart(() => writer.Sources(print.Sources));
        var source = new StringBuilder();
        ArticleTypst.Head(source, print, isApparatus: true);
        source.Append("#apparatus[\n").Append(notes).Append("]\n").Append(sources.IsEmpty ? "" : $"#sources[\n{sources}]\n");
        return new TypstDocument(ArticleTypst.Begin(writer, source.ToString()), writer.Pictures, writer.Report);
    }
}
