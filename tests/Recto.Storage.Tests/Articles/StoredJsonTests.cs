using System.Collections;
using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Identifiers;
using Recto.Notes.Text;
using Recto.Storage.Articles;

namespace Recto.Storage.Tests.Articles;

public sealed class StoredJsonTests
{
    [Fact]
    public void Everything_that_an_article_says_comes_back()
    {
        var article = new Article
        {
            Title = "«Лист» \"и\" оборот \u0000 𝔄",
            Subtitle = "sub",
            TranslatedTitles = [new("fr", "Titre"), new(null, "Titel")],
            Type = "research-article",
            Language = "ru",
            Doi = Samples.Doi("10.5555/Лист.<1>".Replace("<1>", "1", StringComparison.Ordinal)),
            Identifiers = [new("pmid", "1")],
            Section = "Articles",
            Journal = new JournalStatement { Title = "T", Abbreviation = "A", Code = "C", PrintIssn = Samples.Issn("2049-3630"), OnlineIssn = Samples.Issn("0317-8471"), Publisher = "P" },
            Volume = "1",
            Issue = "2",
            FirstPage = "3",
            LastPage = "4",
            ElocationId = "e5",
            PublishedOnline = new PartialDate(2020, 4, 28),
            PublishedInPrint = new PartialDate(2020),
            History = [new("received", new PartialDate(2019, 12))],
            Contributors = [new() { Role = "author", Family = "du Réau", Given = "É.", Suffix = "III", IsGroup = true, Orcid = "0000-0002-1825-0097", Affiliations = ["X"], Biography = "B" }],
            Abstracts = [new("graphical", "en", "one\ntwo")],
            Keywords = ["k"],
            Licence = new Licence("https://example.org/", "words"),
            Copyright = "©",
            Funding = [new("F", ["1"], "S")],
            Disclosure = "None.",
            Offers = [new("article", 48, 5300, "USD", ["one"])],
        };

        var json = StoredJson.Write(article);

        Assert.Equivalent(article, StoredJson.ReadArticle(Encoding.UTF8.GetBytes(json)), strict: true);
        Assert.DoesNotContain("displayName", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', json);
        Assert.Contains("«Лист»", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_that_an_older_program_did_not_write_are_empty_and_not_null()
    {
        var article = StoredJson.ReadArticle("""{"title":"T","contributors":[{"role":"author","family":"F"}]}"""u8);

        foreach (var property in typeof(Article).GetProperties().Where(property => typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType != typeof(string)))
        {
            Assert.True(property.GetValue(article) is not null, property.Name);
        }

        Assert.Empty(article.Contributors[0].Affiliations);
    }

    [Fact]
    public void A_reference_keeps_its_kind()
    {
        var references = Samples.Apparatus().Notes.SelectMany(note => note.References).ToList();

        var read = references.Select(reference => StoredJson.ReadReference(StoredJson.Write(reference))).ToList();

        Assert.Equivalent(references, read, strict: true);
        Assert.Equal(["ArchivalReference", "BackReference", "PublishedReference", "UnreadReference"], read.Select(reference => reference.Reference.GetType().Name));
    }

    [Fact]
    public void Spans_and_emphasis_come_back()
    {
        EmphasisRun[] runs = [new(new(0, 5), Emphasis.SmallCaps), new(new(7, 9), Emphasis.Italic)];

        Assert.Equal(runs, StoredJson.ReadEmphasis(StoredJson.Write(runs)));
        Assert.Equal([new TextSpan(3, 4)], StoredJson.ReadSpans(StoredJson.Write([new TextSpan(3, 4)])));
    }
}
