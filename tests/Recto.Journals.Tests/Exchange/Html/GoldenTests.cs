using System.Runtime.CompilerServices;
using System.Text;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Tests.Exchange.Html;

/// <summary>Small articles and the HTML that we mean them to become, side by side. RECTO_ACCEPT=1 writes it anew, for the eye to judge.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("history")]
    [InlineData("science")]
    [InlineData("mixed")]
    public void An_article_is_written_as_agreed(string name)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Here())!, "Golden");
        var article = Assert.IsType<JatsArticle>(JatsArticle.Read(File.ReadAllBytes(Path.Combine(folder, name + ".xml"))));
        var page = new HtmlPage(article, picture => "/articles/a/files/" + picture);
        var parts = page.Fragments;
        var written = new StringBuilder();
        foreach (var (part, html) in new[] { ("Title", parts.Title), ("Abstract", parts.Abstract), ("Body", parts.Body), ("Notes", parts.Notes), ("Sources", parts.Sources), ("References", parts.References), ("About", parts.About) })
        {
            written.Append("== ").Append(part).Append('\n').Append(Visible(html.Trim())).Append('\n');
        }

        var golden = Path.Combine(folder, name + ".txt");
        if (Environment.GetEnvironmentVariable("RECTO_ACCEPT") == "1")
        {
            File.WriteAllText(golden, written.ToString());
        }

        Assert.Equal(File.ReadAllText(golden), written.ToString());
        Assert.Equal([], page.Faults());
        Assert.Equal([], CorpusTests.Lost(page));
    }

    // Words of ours stand between brackets, to be said in the reader's language.
    private static string Visible(string html) => html.Replace(WordMarks.Begin, '⟦').Replace(WordMarks.Value, '¦').Replace(WordMarks.End, '⟧');

    private static string Here([CallerFilePath] string path = "") => path;
}
