using System.Diagnostics;
using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Epub;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.SavedPage;
using Recto.Journals.Tests.Exchange.Html;
using Recto.Journals.Tests.Exchange.Jats;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Epub;

/// <summary>A book of every real article holds together and holds every note.</summary>
public sealed class EpubCorpusTests
{
    /// <summary>With RECTO_WRITE_EPUB naming a folder, every book is written there too, to be looked at or checked by other programs.</summary>
    [Fact]
    public void Every_real_article_becomes_a_book_that_holds_together_and_has_every_note()
    {
        var folder = Environment.GetEnvironmentVariable("RECTO_WRITE_EPUB");
        var faults = new List<string>();
        if (folder is { Length: > 0 })
        {
            Measure(folder);
        }

        foreach (var (name, article) in Articles())
        {
            var book = EpubFile.Of(article, folder is { Length: > 0 } ? EpubFile.AsShipped() : null, name.Length % 3 == 0 ? [] : EpubFile.PicturesOf(article));
            faults.AddRange(book.Faults().Select(fault => $"{name}: {fault}"));
            faults.AddRange(Lost(article, book).Select(fault => $"{name}: {fault}"));
            if (folder is { Length: > 0 })
            {
                Directory.CreateDirectory(folder);
                File.WriteAllBytes(Path.Combine(folder, name.Replace('/', '_') + ".epub"), book.Bytes);
                File.AppendAllLines(Path.Combine(folder, "report.txt"), book.Report.Select(line => $"{name}: {line}"));
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {faults.Select(line => line.Split(": ")[0]).Distinct().Count()}\n{string.Join('\n', faults.Take(60))}");
    }

    // How many books a second: two at once, from articles that are read already, as the job has them.
    private static void Measure(string folder)
    {
        Directory.CreateDirectory(folder);
        var settings = EpubFile.AsShipped();
        var (count, bytes, seconds) = (0, 0L, 0.0);
        foreach (var some in Articles().Select(pair => EpubFile.Finished(pair.Article, [])).Chunk(4))
        {
            var watch = Stopwatch.StartNew();
            Parallel.ForEach(some, new ParallelOptions { MaxDegreeOfParallelism = 2 }, article =>
            {
                var length = EpubFile.Pack(EpubArticle.Write(article, settings)).LongLength;
                Interlocked.Add(ref bytes, length);
                Interlocked.Increment(ref count);
            });
            seconds += watch.Elapsed.TotalSeconds;
        }

        File.WriteAllText(Path.Combine(folder, "measured.txt"), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} books in {seconds:0.0} s: {count / seconds:0.0} a second; {bytes / count / 1000} kB each; {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB at most, reading and test host among them\n"));
    }

    /// <summary>All shared JATS articles, and the page that Recto started from.</summary>
    public static IEnumerable<(string Name, JatsArticle Article)> Articles()
    {
        yield return ("reference/article-page.txt", (JatsArticle)JatsArticle.Of(SavedPageText.Read(File.ReadAllText(SharedData.Require("reference/article-page.txt"), Encoding.UTF8))!));
        foreach (var (name, bytes) in JatsCorpus.Files())
        {
            if (JatsArticle.Read(bytes) is JatsArticle article)
            {
                yield return (name, article);
            }
        }
    }

    // The words of a note stand in its aside; a note of the text is nowhere else.
    private static IEnumerable<string> Lost(JatsArticle article, EpubFile book)
    {
        var everywhere = SourceText.Bare(string.Concat(book.Documents.Values.Select(document => document.Root!.Value)));
        foreach (var note in article.Notes)
        {
            var text = SourceText.Bare(note.Note.Text);
            if (!everywhere.Contains(text, StringComparison.Ordinal) && text.Length > 0 && !note.Element.Descendants().Any(child => child.Name.LocalName is "xref" or "fn" or "tex-math" or "math" or "list" or "alternatives" or "name" or "label"))
            {
                yield return $"note {note.Note.Label} is lost: {note.Note.Text}";
            }
        }

        var asides = book.Documents.Values.SelectMany(document => document.Descendants(EpubFile.Xhtml + "aside")).Count(aside => (string?)aside.Attribute(EpubFile.Ops + "type") == "footnote");
        if (asides != article.Notes.Count(note => note.Container == NoteContainer.Body))
        {
            yield return $"{asides} notes";
        }

        foreach (var call in book.Documents.Values.SelectMany(document => document.Descendants(EpubFile.Xhtml + "a")).Where(link => (string?)link.Attribute(EpubFile.Ops + "type") == "noteref"))
        {
            var parts = ((string)call.Attribute("href")!).Split('#');
            var target = (parts[0].Length == 0 ? call.Document! : book.Documents[parts[0]]).Descendants().First(element => (string?)element.Attribute("id") == parts[1]);
            if ((string?)target.Attribute(EpubFile.Ops + "type") != "footnote")
            {
                yield return $"call {call.Value} leads to <{target.Name.LocalName}>";
            }
        }
    }
}
