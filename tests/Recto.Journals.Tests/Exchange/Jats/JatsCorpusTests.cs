using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Tests.Exchange.Jats;

public sealed class JatsCorpusTests
{
    [Fact]
    public void Of_all_real_articles_exactly_the_three_broken_ones_are_refused_each_with_its_place()
    {
        var refused = new List<string>();
        var count = 0;
        foreach (var (name, bytes) in JatsCorpus.Files())
        {
            count++;
            if (JatsLoader.Load(bytes) is JatsRefusal refusal)
            {
                Assert.True(refusal is { Line: > 0, Column: > 0 }, $"{name}: {refusal}");
                refused.Add(name);
            }
        }

        Assert.Equal(546, count);
        Assert.Equal(["jats-derived/truncated.xml", "jats-edge/heimpt__tests_misc_jats_test.xml", "jats-edge/texture__test_fixture_fig.xml"], refused.Order());
    }

    [Fact]
    public void The_one_article_that_leaves_xlink_undeclared_is_read_with_a_warning()
    {
        var warned = JatsCorpus.Files().Select(file => (file.Name, Outcome: JatsLoader.Load(file.Bytes)))
            .Where(file => file.Outcome is JatsLoaded { Document.Warnings.Count: > 0 }).ToList();

        var (name, outcome) = Assert.Single(warned);
        Assert.Equal("jats-elife/https_doi.org_10.7554_eLife.64719.xml", name);
        Assert.Contains("xlink", Assert.Single(((JatsLoaded)outcome).Document.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_all_real_articles_every_footnote_is_a_note_with_all_its_words_and_every_call_finds_it()
    {
        foreach (var (name, article) in Articles())
        {
            var byElement = article.Notes.ToDictionary(note => note.Element);
            var footnotes = article.Document.Jats.Descendants("fn").ToList();
            Assert.All(footnotes, footnote => Assert.True(byElement.ContainsKey(footnote), $"{name}: {footnote}"));
            Assert.Equal([], article.Notes.Where(note => Words(note) != Squeezed(note.Note.Text)).Select(note => $"{name}: {Words(note)} != {Squeezed(note.Note.Text)}"));
            Assert.Equal(article.Notes.Count, article.Notes.Select(note => note.HtmlId).Distinct().Count());

            var footnoteById = footnotes.Where(footnote => footnote.Attribute("id") is not null).DistinctBy(footnote => footnote.Attribute("id")!.Value)
                .ToDictionary(footnote => footnote.Attribute("id")!.Value);
            foreach (var call in article.Document.Jats.Descendants("xref"))
            {
                foreach (var id in ((string?)call.Attribute("rid") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                {
                    if (footnoteById.TryGetValue(id, out var footnote) && !call.Ancestors().Contains(footnote))
                    {
                        Assert.True(byElement[footnote].Calls.Any(known => known.Element == call), $"{name}: {call}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("jats-heidelberg-monograph/43-69-201-1-10-20150716.xml", 99)] // one <ref> of a hundred is empty
    [InlineData("jats-heidelberg-monograph/43-69-203-1-10-20150717.xml", 192)]
    [InlineData("jats-heidelberg-monograph/43-69-206-1-10-20150717.xml", 201)]
    [InlineData("jats-history-medicine/PMC1894742.xml", 80)] // <ref><note>, <ref><citation>
    [InlineData("jats-history-medicine/PMC2630004.xml", 191)]
    [InlineData("jats-history-medicine/PMC2635845.xml", 82)]
    public void A_list_of_references_that_is_an_apparatus_becomes_notes_in_order(string name, int count)
    {
        var notes = Assert.Single(Articles(), article => article.Name == name).Article.Notes;

        Assert.Equal(count, notes.Count);
        Assert.All(notes, note => Assert.Equal((NoteContainer.Body, "ref"), (note.Container, note.Element.Name.LocalName)));
        Assert.Equal(Enumerable.Range(1, 90).Where(number => number <= count && number < 93).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)), notes.Take(Math.Min(count, 90)).Select(note => note.Note.Label));
    }

    [Fact]
    public void No_other_list_of_references_becomes_notes()
    {
        var disguised = Articles().Where(article => article.Article.Notes.Any(note => note.Element.Name.LocalName == "ref")).Select(article => article.Name.Split('/')[0]).Distinct();

        Assert.Equal(["jats-derived", "jats-heidelberg-monograph", "jats-history-medicine"], disguised.Order());
    }

    private static readonly Lazy<List<(string Name, JatsArticle Article)>> Read = new(() =>
        [.. JatsCorpus.Files().Select(file => (file.Name, JatsArticle.Read(file.Bytes))).Where(file => file.Item2 is JatsArticle).Select(file => (file.Name, (JatsArticle)file.Item2))]);

    private static List<(string Name, JatsArticle Article)> Articles() => Read.Value;

    /// <summary>All that the note's element says, less its label and the notes in it, gathered by another road than the reader's.</summary>
    private static string Words(ArticleNote note)
    {
        var copy = new XElement(note.Element);
        copy.Elements("label").Take(1).Remove();
        copy.Descendants("fn").Remove();
        copy.Descendants("alternatives").Elements().Where(element => element.Name.LocalName is not "math").ToList().ForEach(element => element.Remove());
        var words = Squeezed(copy.Value);
        return note.LeadingLabel is { } label && words.StartsWith(label, StringComparison.Ordinal) ? words[label.Length..] : words;
    }

    private static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
