using System.Text.RegularExpressions;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>
/// Reads an article page that a browser copied as plain text. Parts are told by structure (headings, numbered runs, prices, dates), not by one publisher's words;
/// what is the site's and not the article's is left out and listed. Every printed line comes out again: in the JATS or in <see cref="ArticleDocument.LeftOut"/>.
/// </summary>
public static class SavedPageText
{
    private const int LongestAbstract = 6;

    /// <summary>Reads a page. Null where the text is no article page: no title, or nothing beside it that articles have.</summary>
    /// <param name="text">The text, with any line ends.</param>
    public static ArticleDocument? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var record = new PageRecord();
        return Read(PageLine.Of(text), record) ? PageJats.Write(record, SourceFormat.PageText) : null;
    }

    /// <summary>Reads a page that is already divided into blocks (HTML). Null where it is no article page.</summary>
    /// <param name="lines">The blocks, in order.</param>
    /// <param name="record">What the page's metadata and its links said already; it stays.</param>
    /// <param name="format">What the page was.</param>
    public static ArticleDocument? Read(IReadOnlyList<PageLine> lines, PageRecord record, SourceFormat format)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(record);
        return Read(lines, record) ? PageJats.Write(record, format) : null;
    }

    private static bool Read(IReadOnlyList<PageLine> lines, PageRecord record)
    {
        var runs = record.Notes.Count > 0 ? [] : PageNotes.Find(lines);
        var limit = runs.Count > 0 ? runs[0].Start : lines.Count;
        var head = PageHeader.End(lines, limit);
        var body = new PageBodyReader(lines, head, runs, record);
        body.Read();
        PageHeader.Read(lines, head, body.ContributorNames, record);
        body.Finish();
        var says = record.Notes.Count > 0 || record.Abstract.Count > 0 || record.FirstPage is not null || record.Online is not null || record.Print is not null
            || record.Doi is not null || record.Volume is not null || record.Authors.Count > 0 || record.References.Count > 0;
        return record.Title.Count > 0 && says;
    }

    /// <summary>Reads a text that holds numbered notes and nothing else (<c>1. …</c>, <c>2. …</c>). Null where no run of notes is found.</summary>
    /// <param name="text">The text.</param>
    public static ArticleDocument? ReadNotes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = PageLine.Of(text);
        var record = new PageRecord { Title = [new XText("Notes")] };
        var runs = PageNotes.Find(lines);
        foreach (var note in runs.SelectMany(run => run.Notes))
        {
            record.Notes.Add(PageBodyReader.Note(note));
        }

        if (runs.Count == 0 && lines.Count > 0 && PageNotes.Read(lines[0].Text) is { Text.Length: > 0 })
        {
            // One note, or notes that count from elsewhere.
            foreach (var line in lines)
            {
                if (PageNotes.Read(line.Text) is { Text.Length: > 0 } numbered)
                {
                    record.Notes.Add(new PageNote(numbered.Label, [new XElement("p", numbered.Text)], []));
                }
                else if (record.Notes.Count > 0)
                {
                    record.Notes[^1] = record.Notes[^1] with { Paragraphs = [.. record.Notes[^1].Paragraphs, new XElement("p", line.Text)] };
                }
            }
        }

        return record.Notes.Count == 0 ? null : PageJats.Write(record, SourceFormat.PageText, quiet: true);
    }

    internal static bool IsAbstractLength(int paragraphs) => paragraphs <= LongestAbstract;
}
