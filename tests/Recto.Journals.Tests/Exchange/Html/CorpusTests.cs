using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Tests.Exchange.Jats;

namespace Recto.Journals.Tests.Exchange.Html;

/// <summary>The law: no character of the author is lost, and the page holds together. Over every real article.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void No_letter_of_any_real_article_is_lost_or_said_twice()
    {
        var lost = new List<string>();
        foreach (var (name, page) in Pages())
        {
            lost.AddRange(Lost(page).Select(line => $"{name}: {line}"));
        }

        Assert.True(lost.Count == 0, $"{lost.Count} of {lost.Select(line => line.Split(':')[0]).Distinct().Count()}\n{string.Join('\n', lost.Take(60))}");
    }

    [Fact]
    public void No_point_comma_or_mark_of_any_real_article_is_lost()
    {
        var lost = new List<string>();
        foreach (var (name, page) in Pages())
        {
            var root = page.Source.Document.Jats.Root!;
            var meta = root.Element("front")?.Element("article-meta");
            var parts = (meta?.Element("title-group")?.Elements().Where(child => child.Name.LocalName is "article-title" or "subtitle") ?? [])
                .Concat(meta?.Elements().Where(child => child.Name.LocalName is "abstract" or "trans-abstract") ?? [])
                .Concat(root.Elements().Where(child => child.Name.LocalName is not "front"));
            var source = SourceText.Of(parts, page.Source.Notes, SourceText.Points);
            var written = Counts(string.Concat(page.Parts.Select(part => SourceText.Points(part.Words()))));
            lost.AddRange(Counts(string.Concat(source.Lines.Concat(source.NoteLines))).Where(pair => written.GetValueOrDefault(pair.Key) < pair.Value)
                .Select(pair => $"{name}: {pair.Value - written.GetValueOrDefault(pair.Key)} times {pair.Key} of {pair.Value}"));
        }

        Assert.True(lost.Count == 0, $"{lost.Count} of {lost.Select(line => line.Split(':')[0]).Distinct().Count()}\n{string.Join('\n', lost.Take(60))}");
    }

    [Fact]
    public void Every_page_of_a_real_article_is_sound_and_its_links_lead_somewhere()
    {
        var faults = new List<string>();
        foreach (var (name, page) in Pages())
        {
            faults.AddRange(page.Faults().Select(fault => $"{name}: {(fault.Length > 200 ? fault[..200] : fault)}"));
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {faults.Select(line => line.Split(':')[0]).Distinct().Count()}\n{string.Join('\n', faults.Take(60))}");
    }

    [Fact]
    public void Code_keeps_every_space()
    {
        foreach (var (name, page) in Pages())
        {
            var written = page.Parts.SelectMany(part => part.All()).Where(node => node.Tag == "pre").Select(node => node.Words()).ToHashSet();
            foreach (var code in page.Source.Document.Jats.Root!.Elements("body").Descendants().Where(element => element.Name.LocalName is "preformat" or "code" && element.Parent!.Name.LocalName != "p" && !element.HasElements))
            {
                Assert.True(written.Contains(code.Value.TrimStart('\n')) || written.Contains(code.Value), $"{name}: {code.Value}");
            }
        }
    }

    /// <summary>What the page lost.</summary>
    internal static List<string> Lost(HtmlPage page)
    {
        var root = page.Source.Document.Jats.Root!;
        var meta = root.Element("front")?.Element("article-meta");
        var back = root.Elements("back").Elements().ToList();
        var title = meta?.Element("title-group") ?? meta;
        var notes = page.Source.Notes;
        var lost = new List<string>();
        var noteLines = new List<string>();
        var all = Shown(page.Body) + Shown(page.References) + Shown(page.About) + Shown(page.Abstract);

        Check("title", Shown(page.Title), (title?.Elements() ?? []).Where(child => child.Name.LocalName is "article-title" or "subtitle"));
        Check("abstract", Shown(page.Abstract), (meta?.Elements() ?? []).Where(child => child.Name.LocalName is "abstract" or "trans-abstract"));
        Check("body", Shown(page.Body), root.Elements().Where(child => child.Name.LocalName is not ("processing-meta" or "front" or "back")));
        Check("back", Shown(page.Body), back.Where(child => child.Name.LocalName is "app-group" or "app" or "sec" or "notes"));
        Check("references", Shown(page.References), back.Where(child => child.Name.LocalName == "ref-list"));
        Check("about", Shown(page.About), back.Where(child => child.Name.LocalName is not ("app-group" or "app" or "sec" or "notes" or "ref-list")));
        var everywhere = new Reading(all);
        lost.AddRange(noteLines.Where(line => !everywhere.Has(line)).Select(line => $"note: {line}"));
        TooMuch(page, lost);
        return lost;

        void Check(string part, string shown, IEnumerable<XElement> source)
        {
            var text = SourceText.Of(source, notes);
            var reading = new Reading(shown);
            lost.AddRange(text.Lines.Where(line => !reading.Has(line)).Select(line => $"{part}: {(line.Length > 150 ? line[..150] : line)}"));
            noteLines.AddRange(text.NoteLines);
            foreach (var (character, count) in Counts(string.Concat(text.Lines)))
            {
                if (reading.Count(character) < count)
                {
                    lost.Add($"{part}: {count - reading.Count(character)} times ‘{character}’");
                }
            }
        }
    }

    // The body says nothing twice.
    private static void TooMuch(HtmlPage page, List<string> lost)
    {
        var root = page.Source.Document.Jats.Root!;
        var body = root.Elements().Where(child => child.Name.LocalName is not ("processing-meta" or "front" or "back"))
            .Concat(root.Elements("back").Elements().Where(child => child.Name.LocalName is "app-group" or "app" or "sec" or "notes"));
        var source = SourceText.Of(body, page.Source.Notes).Lines;
        var notes = SourceText.Of(page.Source.Notes.Select(note => note.Element), page.Source.Notes).NoteLines;
        var most = Counts(string.Concat(source) + string.Concat(notes) + string.Concat(page.Source.Notes.Select(note => note.LeadingLabel)));
        var twice = Counts(Shown(page.Body)).Where(pair => pair.Value > most.GetValueOrDefault(pair.Key)).ToList();
        if (twice.Count > 0)
        {
            lost.Add($"body too much - {string.Join(", ", twice.Take(5).Select(pair => $"{pair.Value - most.GetValueOrDefault(pair.Key)} × ‘{pair.Key}’"))}");
        }
    }

    /// <summary>The author's own words of a part: what we say ourselves is left out, and so are calls that are a number.</summary>
    private static string Shown(HtmlNode part) => SourceText.Bare(part.Words(node =>
        node.Tag == "summary" || new[] { "says", "cite", "again", "reading", "back", "call-comma", "missing", "named" }.Any(node.HasClass)
        || (node.HasClass("call") && !node.Words().Any(char.IsLetter))));

    private static Dictionary<char, int> Counts(string text) => text.CountBy(character => character).ToDictionary();

    private sealed class Reading(string text)
    {
        private readonly Dictionary<char, int> _counts = Counts(text);
        private int _at;

        public int Count(char character) => _counts.GetValueOrDefault(character);

        // Mostly in order: look ahead first.
        public bool Has(string line)
        {
            var found = text.IndexOf(line, _at, StringComparison.Ordinal);
            if (found >= 0 && found - _at < 20_000)
            {
                _at = found + line.Length;
                return true;
            }

            return found >= 0 || text.Contains(line, StringComparison.Ordinal);
        }
    }

    private static readonly Lazy<List<(string Name, HtmlPage Page)>> Written = new(() =>
        [.. JatsCorpus.Files().ToList().AsParallel().AsOrdered().Select(file => (file.Name, JatsArticle.Read(file.Bytes))).Where(file => file.Item2 is JatsArticle).Select(file => (file.Name, new HtmlPage((JatsArticle)file.Item2)))]);

    private static List<(string Name, HtmlPage Page)> Pages() => Written.Value;
}
