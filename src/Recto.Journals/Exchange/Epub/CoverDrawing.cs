using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Recto.Journals.Exchange.Html;
using Recto.Journals.Issues;

namespace Recto.Journals.Exchange.Epub;

/// <summary>A cover drawn in SVG: the journal, a rubric rule, title and authors, volume and year. The letters are the reader's: a picture cannot bring its own.</summary>
internal static class CoverDrawing
{
    private const int Width = 1200;
    private const int Height = 1800;
    private const int Margin = 120;
    private const int TitleTop = 520;
    private const int TitleHeight = 720;
    private const int MostLines = 9;
    private const string Paper = "#fdfcf8";
    private const string Ink = "#1d1b18";
    private const string Rubric = "#98261a";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The drawing.</summary>
    /// <param name="journal">Title of the journal.</param>
    /// <param name="place">Volume, number and year; empty where they are not known.</param>
    /// <param name="title">Title.</param>
    /// <param name="authors">Authors in one line; empty where there are none.</param>
    /// <param name="language">BCP 47 tag of the title; null where it is not known.</param>
    public static XDocument Draw(string journal, string place, string title, string authors, string? language)
    {
        var fromRight = language is not null && ElementWriter.Direction(language) is not null;
        var svg = new XElement(Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {Height}"), new XAttribute("width", Width), new XAttribute("height", Height), language is null ? null : new XAttribute(XNamespace.Xml + "lang", language),
            new XElement(Svg + "title", title),
            Box(0, 0, Width, Height, Paper),
            Box(Margin, 400, Width - 2 * Margin, 6, Rubric));
        Lines(svg, Wrapped(journal, 64, 2), 64, 240, Ink, "normal");
        var (lines, size) = Fitted(title);
        var next = Lines(svg, lines, size, TitleTop + size, Ink, "normal");
        Lines(svg, Wrapped(authors, 52, 4), 52, next + 60, Ink, "italic");
        Lines(svg, Wrapped(place, 48, 1), 48, Height - 130, Rubric, "normal");
        return new XDocument(svg);

        int Lines(XElement to, IReadOnlyList<string> texts, int letters, int top, string colour, string style)
        {
            foreach (var line in texts)
            {
                to.Add(new XElement(Svg + "text", new XAttribute("x", fromRight ? Width - Margin : Margin), new XAttribute("y", top), fromRight ? new XAttribute("direction", "rtl") : null,
                    new XAttribute("font-family", "'Recto Garamond', 'EB Garamond', Palatino, 'Book Antiqua', Georgia, serif"), new XAttribute("font-size", letters), new XAttribute("font-style", style), new XAttribute("fill", colour), line));
                top += letters * 5 / 4;
            }

            return top;
        }
    }

    private static XElement Box(int x, int y, int width, int height, string fill) =>
        new(Svg + "rect", new XAttribute("x", x), new XAttribute("y", y), new XAttribute("width", width), new XAttribute("height", height), new XAttribute("fill", fill));

    // As large as it fits.
    private static (IReadOnlyList<string> Lines, int Size) Fitted(string title)
    {
        foreach (var size in new[] { 132, 112, 96, 84, 72 })
        {
            var lines = Wrapped(title, size, int.MaxValue);
            if (lines.Count * size * 5 / 4 <= TitleHeight)
            {
                return (lines, size);
            }
        }

        return (Wrapped(title, 64, MostLines), 64);
    }

    // Half an em is what a letter takes on average; letters of Chinese and Japanese take a whole one, and may be parted anywhere.
    private static List<string> Wrapped(string text, int size, int most)
    {
        var room = (Width - 2.0 * Margin) / size;
        var lines = new List<string>();
        var line = new StringBuilder();
        var taken = 0.0;
        foreach (var word in Words(text))
        {
            var wide = word.Sum(character => IsWide(character) ? 1.0 : char.IsUpper(character) || character is 'm' or 'w' or '—' ? 0.74 : 0.52);
            if (taken > 0 && taken + wide > room)
            {
                lines.Add(line.ToString().Trim());
                line.Clear();
                taken = 0;
            }

            line.Append(word);
            taken += wide;
        }

        if (line.ToString().Trim() is { Length: > 0 } last)
        {
            lines.Add(last);
        }

        if (lines.Count > most)
        {
            lines.RemoveRange(most, lines.Count - most);
            lines[^1] = lines[^1].TrimEnd('.', ',', ';') + "…";
        }

        return lines;
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var character in text)
        {
            if (IsWide(character) && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            word.Append(char.IsWhiteSpace(character) ? ' ' : character);
            if (char.IsWhiteSpace(character) || character is '-' or '–' or '/' || IsWide(character))
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static bool IsWide(char character) => character is >= '\u2e80' and <= '\ud7a3' or >= '\uff01' and <= '\uff60';

    /// <summary>Volume, number and year.</summary>
    public static string PlaceOf(FinishedArticle article)
    {
        var issue = IssueNumbers.Of(article.Citation.Volume, article.Citation.Number);
        return string.Join(" · ", new[] { issue, article.Read.Article.Published?.Year.ToString(CultureInfo.InvariantCulture) }.Where(part => !string.IsNullOrEmpty(part)));
    }
}
