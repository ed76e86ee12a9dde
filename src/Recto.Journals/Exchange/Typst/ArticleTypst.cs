using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.Print;
using Recto.Journals.Issues;

namespace Recto.Journals.Exchange.Typst;

/// <summary>Writes an article for Typst 0.14: a journal's page with its notes at the foot.</summary>
public static class ArticleTypst
{
    private const int MostAffiliations = 5;
    private const int LongestRights = 430;
    private const int LongestRunningTitle = 62;
    private const int LongestRunningAuthors = 44;

    /// <summary>Writes it.</summary>
    /// <param name="article">The article.</param>
    /// <param name="say">Says Recto's own words in a fragment; null for English.</param>
    public static TypstDocument Write(FinishedArticle article, Func<string, string>? say = null)
    {
        ArgumentNullException.ThrowIfNull(article);
        return Write(PrintArticle.Of(article, say));
    }

    /// <summary>Writes one that was taken apart already.</summary>
    public static TypstDocument Write(PrintArticle print)
    {
        ArgumentNullException.ThrowIfNull(print);
        var (article, record) = (print.Source, print.Source.Read.Article);
        XElement[] parts = [print.Title, print.Abstract, print.Body, print.References, print.About];
        var trees = parts.Concat(print.Notes.Values.Select(note => note.Content)).ToList();
        var language = record.Language ?? "en";
        var writer = new TypstWriter(print.Notes, FilesOf(article), Anchors(trees).Concat(print.Notes.Keys), Links(trees, print.Notes), language, article.Address);

        var withAffiliations = record.Authors.Select(author => author.Affiliations.Count).Sum() is > 0 and <= MostAffiliations;
        if (withAffiliations)
        {
            TakeAuthors(print.About);
        }

        var rights = TakeRights(print.About, record);
        var titleNotes = new List<string>();
        var title = writer.Title(print.Title, titleNotes);
        var summary = writer.Apart(() => writer.Abstract(print.Abstract));
        writer.BeginPart();
        var body = writer.Apart(() => writer.Flow(print.Body.Nodes()));
        writer.BeginPart();
        var references = writer.Apart(() => writer.Flow(print.References.Nodes().Select(Raised)));
        writer.BeginPart();
        var about = writer.Apart(() => writer.Flow(print.About.Nodes().Select(Raised)));
        // No note is lost, whatever became of its call.
        var left = print.Notes.Values.Where(note => !writer.IsSet(note.Id)).ToList();
        var uncalled = left.Count == 0 ? null : writer.Apart(() => writer.Uncalled(left));
        foreach (var unknown in print.Unknown)
        {
            writer.Report.Add(new ImportWarning(null, $"The element <{unknown}> is not known; its text was set without a form of its own."));
        }

        var source = new StringBuilder();
        Head(source, print, title, titleNotes, withAffiliations, rights: rights);
        source.Append(summary.IsEmpty || string.IsNullOrWhiteSpace(print.Abstract.Value) ? "" : $"#abstracts[\n{summary}]\n").Append(body);
        source.Append(uncalled is null ? "" : $"#looseapparatus({TypstText.Literal(PrintWords.In(record.Language).Notes)})[\n{uncalled}]\n");
        source.Append(references.IsEmpty ? "" : $"#references[\n{references}]\n").Append(about.IsEmpty ? "" : $"#backmatter[\n{about}]\n");
        return new TypstDocument(Begin(writer, source.ToString()), writer.Pictures, writer.Report);
    }

    /// <summary>The document with what it imports.</summary>
    internal static string Begin(TypstWriter writer, string source) => "#import \"/recto.typ\": *\n" + writer.Going(source) + source;

    internal static Dictionary<string, FinishedFile> FilesOf(FinishedArticle article) => article.Files.Values.DistinctBy(file => file.Name).ToDictionary(file => file.Name, StringComparer.Ordinal);

    internal static IEnumerable<string> Anchors(IEnumerable<XElement> trees) => trees.SelectMany(tree => tree.DescendantsAndSelf()).Select(element => (string?)element.Attribute("id")).OfType<string>();

    // A call of a footnote is linked by Typst itself.
    internal static IEnumerable<string> Links(IEnumerable<XElement> trees, IReadOnlyDictionary<string, PrintNote> footnotes) => trees.SelectMany(tree => tree.Descendants("a"))
        .Where(link => (string?)link.Attribute("href") is ['#', _, ..] address && !(PrintArticle.IsCall(link) && footnotes.ContainsKey(address[1..]))).Select(link => ((string)link.Attribute("href")!)[1..]);

    // Headings of what stands behind begin at the third level on the page; here they begin a part.
    private static XNode Raised(XNode node)
    {
        if (node is XElement { Name.LocalName: "h3" or "h4" or "h5" or "h6" } heading)
        {
            heading.Name = "h" + (heading.Name.LocalName[1] - '1').ToString(CultureInfo.InvariantCulture);
        }
        else if (node is XElement other)
        {
            foreach (var inner in other.Descendants().Where(child => child.Name.LocalName is "h3" or "h4" or "h5" or "h6").ToList())
            {
                inner.Name = "h" + (inner.Name.LocalName[1] - '1').ToString(CultureInfo.InvariantCulture);
            }
        }

        return node;
    }

    // The foot of the first page has the rights, where they are no treatise.
    private static string? TakeRights(XElement about, Article record)
    {
        var words = about.Elements("p").LastOrDefault();
        var said = words is null ? "" : Folded(words.Value);
        if (said.Length is 0 or > LongestRights || said != Folded($"{record.Copyright}{(record.Copyright is null ? "" : ". ")}{record.Licence?.Text}"))
        {
            return null;
        }

        words!.ElementsBeforeSelf().LastOrDefault(element => element.Name.LocalName == "h3")?.Remove();
        words.Remove();
        return said.Replace("..", ".", StringComparison.Ordinal);
    }

    // Who stands with place and number under the title is not listed once more at the end.
    private static void TakeAuthors(XElement about)
    {
        foreach (var people in about.Elements("ul").Where(list => PrintArticle.HasClass(list, "people")).ToList())
        {
            var heading = people.ElementsBeforeSelf().LastOrDefault();
            var isAlone = people.ElementsAfterSelf().FirstOrDefault() is null or { Name.LocalName: "h3" };
            people.Remove();
            if (isAlone && heading is { Name.LocalName: "h3" })
            {
                heading.Remove();
            }
        }
    }

    /// <summary>The head of another document on the article.</summary>
    internal static void Head(StringBuilder source, PrintArticle print, bool isApparatus) => Head(source, print, $"#{TypstText.Literal(print.Source.Read.Article.Title)}", [], withAffiliations: false, isApparatus);

    private static void Head(StringBuilder source, PrintArticle print, string title, List<string> titleNotes, bool withAffiliations, bool isApparatus = false, string? rights = null)
    {
        var (article, record) = (print.Source, print.Source.Read.Article);
        var citation = article.Citation;
        var language = record.Language ?? "en";
        source.Append("#show: article.with(\n");
        Content("title", title);
        Content("title-notes", string.Concat(titleNotes));
        Text("plain-title", record.Subtitle is null ? record.Title : $"{record.Title.TrimEnd(':')}: {record.Subtitle}");
        Text("running-title", RunningTitle(print));
        Text("running-authors", RunningAuthors(record));
        Text("journal", citation.JournalTitle);
        Text("issue", IssueNumbers.Of(citation.Volume, citation.Number));
        Text("year", record.Published?.Year.ToString(CultureInfo.InvariantCulture));
        Text("pages", citation.Pages);
        Text("doi", record.Doi?.Value);
        Text("link", record.Doi?.Address ?? article.Address);
        Text("section", record.Section);
        Text("copyright", record.Copyright);
        Text("rights", rights);
        Text("licence", record.Licence?.Address is { } licence ? LicenceName(licence) : null);
        Text("licence-link", record.Licence?.Address is { } address && address.StartsWith("http", StringComparison.Ordinal) ? address : null);
        Text("publisher", article.Publisher);
        Code("language", TypstWriter.Tag(language) ?? "\"en\"");
        Code("direction", LanguageTag.IsRightToLeft(language) ? "rtl" : "ltr");
        Code("first-page", !isApparatus && record.FirstPage is { Length: < 7 } first && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page.ToString(CultureInfo.InvariantCulture) : "1");
        Code("keywords", $"({string.Concat(record.Keywords.Select(word => TypstText.Literal(word) + ", "))})");
        Code("authors", $"({string.Concat(record.Authors.Select(author => $"(name: {TypstText.Literal(author.DisplayName)}, orcid: {(author.Orcid is { } orcid ? TypstText.Literal(orcid) : "none")}, places: ({(withAffiliations ? string.Concat(author.Affiliations.Select(place => TypstText.Literal(place) + ", ")) : "")})), "))})");
        Text("history", isApparatus ? null : History(record));
        Text("apparatus-words", isApparatus ? PrintWords.In(language).Apparatus : null);
        source.Append(")\n");

        void Content(string name, string content) => source.Append(CultureInfo.InvariantCulture, $"  {name}: [{content}],\n");
        void Text(string name, string? text) => Code(name, string.IsNullOrWhiteSpace(text) ? "none" : TypstText.Literal(Folded(text)));
        void Code(string name, string code) => source.Append(CultureInfo.InvariantCulture, $"  {name}: {code},\n");
    }

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // As the source shortens it, else as much of the title as goes into a line.
    private static string RunningTitle(PrintArticle print)
    {
        var group = print.Source.Read.Document.Jats.Root?.Element("front")?.Element("article-meta")?.Element("title-group");
        var given = group?.Elements("alt-title").FirstOrDefault(title => ((string?)title.Attribute("alt-title-type"))?.Contains("running", StringComparison.Ordinal) == true || (string?)title.Attribute("alt-title-type") is "short" or "right-running")?.Value;
        var title = Folded(string.IsNullOrWhiteSpace(given) ? print.Source.Read.Article.Title : given);
        if (title.Length > LongestRunningTitle && title.IndexOfAny([':', '?', '—'], 12) is > 0 and < LongestRunningTitle and var stop)
        {
            title = title[..(title[stop] == '?' ? stop + 1 : stop)].TrimEnd();
        }

        return title.Length <= LongestRunningTitle ? title : title[..Math.Max(title.LastIndexOf(' ', LongestRunningTitle - 1), LongestRunningTitle / 2)].TrimEnd(' ', ',', ';', ':', '–', '—') + "…";
    }

    private static string RunningAuthors(Article record)
    {
        var names = record.Authors.Select(author => author.IsGroup || author.Given is null ? author.Family : author.DisplayName).ToList();
        var families = record.Authors.Select(author => author.Family).ToList();
        string?[] choices = [names.Count switch { 0 => "", 1 => names[0], 2 => string.Join(" · ", names), _ => null }, families.Count switch { 2 => string.Join(" · ", families), _ => null }, families.Count > 0 ? families[0] + (families.Count > 1 ? " et al." : "") : ""];
        return choices.FirstOrDefault(choice => choice is { Length: <= LongestRunningAuthors }) ?? choices[^1]![..Math.Min(choices[^1]!.Length, LongestRunningTitle)];
    }

    // creativecommons.org/licenses/by-nc/4.0 -> CC BY-NC 4.0
    private static string LicenceName(string address)
    {
        var parts = address.TrimEnd('/').Split('/');
        var at = Array.FindIndex(parts, part => part is "licenses" or "publicdomain");
        return address.Contains("creativecommons.org", StringComparison.OrdinalIgnoreCase) && at > 0 && at + 1 < parts.Length
            ? parts[at] == "publicdomain" ? "CC0 1.0" : string.Join(' ', new[] { "CC", parts[at + 1].ToUpperInvariant(), at + 2 < parts.Length ? parts[at + 2] : "" }).TrimEnd()
            : address;
    }

    private static string? History(Article record)
    {
        if (record.Language is { } language && !language.StartsWith("en", StringComparison.OrdinalIgnoreCase))
        {
            return null; // The words are English.
        }

        var dates = record.History.Select(date => (Word: date.Type switch { "received" => "Received", "rev-recd" or "revised" => "revised", "accepted" => "accepted", _ => null }, date.Date)).Where(date => date.Word is not null && date.Date is { Month: not null, Day: not null })
            .Select(date => $"{date.Word} {new DateOnly(date.Date.Year, date.Date.Month!.Value, date.Date.Day!.Value).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}").ToList();
        return dates.Count == 0 ? null : char.ToUpperInvariant(dates[0][0]) + string.Join("; ", dates)[1..];
    }
}
