using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Tests.Exchange.Jats;

public sealed class EditedJatsTests
{
    private static readonly string[] Words = ["folio", "Опись", "margin & leaf", "<archive>", "Прага", "détente", "שטעטל", "№ 7", "“quoted”", "A–Z", "x₂"];

    [Fact]
    public void Reading_an_edited_document_gives_the_edited_record_for_every_shared_article()
    {
        var wrong = new List<string>();
        var seed = 0;
        foreach (var (name, bytes) in JatsCorpus.Files())
        {
            for (var turn = 0; turn < 2; turn++)
            {
                if (JatsArticle.Read(bytes) is not JatsArticle read)
                {
                    break;
                }

                var bodyNotes = BodyNotes(read);
                var random = new Random(++seed);
                var edits = Edits(random, read.Article, one: turn == 0);
                var expected = edits.Apply(read.Article);

                var edited = EditedJats.Of(read, edits, href => href);

                var again = ArticleReader.Read(edited.Document, out _);
                wrong.AddRange(RecordFields.All.Where(field => !field.AreEqual(again, expected)).Select(field => $"{name} (seed {seed}): {field.Name}"));
                if (!bodyNotes.SequenceEqual(BodyNotes(edited)))
                {
                    wrong.Add($"{name} (seed {seed}): notes of the body");
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {seed}:\n" + string.Join('\n', wrong.Take(60)));
        Assert.True(seed > 200);
    }

    [Fact]
    public void What_nobody_has_edited_stands_as_it_was_to_the_letter()
    {
        var read = Read(Sample);
        var before = read.Document.Jats.ToString();

        Assert.Same(read, EditedJats.Of(read, new ArticleEdits(), href => href));
        Assert.Equal(before, read.Document.Jats.ToString());
    }

    [Fact]
    public void Calls_of_notes_on_the_title_outlive_a_new_title()
    {
        var edited = EditedJats.Of(Read(Sample), new ArticleEdits { Title = "On Leaves" }, href => href);

        Assert.Equal("On Leaves", edited.Article.Title);
        Assert.Contains(edited.Document.Jats.Descendants("article-title").SelectMany(title => title.Elements("xref")), xref => (string?)xref.Attribute("rid") == "t1");
    }

    [Fact]
    public void Words_for_a_picture_stand_at_the_picture()
    {
        var edited = EditedJats.Of(Read(Sample), new ArticleEdits { AltTexts = new Dictionary<string, string> { ["map.png"] = "A map & its legend" } }, href => href == "map" ? "map.png" : null);

        Assert.Equal("A map & its legend", edited.Document.Jats.Descendants("graphic").Single().Element("alt-text")!.Value);
    }

    [Fact]
    public void A_contributor_who_stays_keeps_what_the_form_does_not_ask_for()
    {
        var read = Read(Sample);
        var edited = EditedJats.Of(read, new ArticleEdits { Contributors = [new Contributor { Role = "author", Family = "Tarrow", Given = "Anna", Affiliations = ["Pavia"] }, read.Article.Contributors[0] with { Given = "Ida M." }] }, href => href);

        Assert.Equal(["Anna Tarrow", "Ida M. Maubert"], edited.Article.Contributors.Select(person => person.DisplayName));
        Assert.Equal("ida@example.org", edited.Document.Jats.Descendants("email").Single().Value);
        Assert.Equal(["Pavia"], ArticleReader.Read(edited.Document, out _).Contributors[0].Affiliations);
    }

    [Fact]
    public void Abstracts_follow_the_language_of_the_article()
    {
        var edited = EditedJats.Of(Read(Sample), new ArticleEdits { Language = "fr" }, href => href);

        Assert.Equal(["fr", "de"], ArticleReader.Read(edited.Document, out _).Abstracts.Select(text => text.Language));
    }

    private const string Sample = """
        <article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><article-meta>
        <title-group><article-title>On <italic>History</italic><xref ref-type="fn" rid="t1">*</xref></article-title></title-group>
        <contrib-group><contrib contrib-type="author"><name><surname>Maubert</surname><given-names>Ida</given-names></name><email>ida@example.org</email><xref ref-type="aff" rid="a1">1</xref></contrib></contrib-group>
        <aff id="a1">Lyon</aff><author-notes><fn id="t1"><p>Thanks.</p></fn></author-notes>
        <abstract><p>Short.</p></abstract><trans-abstract xml:lang="de"><p>Kurz.</p></trans-abstract></article-meta></front>
        <body><p>Text.</p><fig><graphic xlink:href="map"/></fig></body></article>
        """;

    private static JatsArticle Read(string xml) => Assert.IsType<JatsArticle>(JatsArticle.Read(Encoding.UTF8.GetBytes(xml)));

    private static List<string> BodyNotes(JatsArticle read) => [.. read.Notes.Where(note => note.Container == NoteContainer.Body).Select(note => $"{note.Note.Id} {note.Note.Label} {note.Note.Text}")];

    private static ArticleEdits Edits(Random random, Article article, bool one)
    {
        // One field alone, and then each with even chance.
        var only = one ? random.Next(22) : -1;
        var at = 0;
        bool Chosen() => one ? at++ == only : random.Next(2) == 0;
        string Text() => string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Words[random.Next(Words.Length)]));
        string? Maybe() => random.Next(3) == 0 ? null : Text();
        string OrNone() => random.Next(4) == 0 ? "" : Text();
        string Lines() => string.Join('\n', Enumerable.Range(0, random.Next(1, 3)).Select(_ => Text()));
        string? Tag() => random.Next(4) switch { 0 => null, 1 => "de", 2 => "ru-Latn", _ => article.Language };
        string Date() => random.Next(4) switch { 0 => "", 1 => "1997", 2 => "2003-04", _ => "2020-02-29" };
        PartialDate Day() => new(random.Next(1000, 2030), random.Next(1, 13));
        List<T> Some<T>(Func<int, T> make, int most = 4) => [.. Enumerable.Range(0, random.Next(most)).Select(make)];
        Contributor Person(int number) => new()
        {
            Role = random.Next(3) == 0 ? "editor" : "author",
            Family = Text() + " " + number,
            Given = random.Next(3) == 0 ? null : Text(),
            Suffix = random.Next(5) == 0 ? "III" : null,
            Orcid = random.Next(3) == 0 ? "0000-0002-1825-0097" : null,
            Affiliations = Some(i => Text() + i, 3),
            Biography = random.Next(3) == 0 ? Lines() : null,
        };
        return new ArticleEdits
        {
            Title = Chosen() ? Text() : null,
            Subtitle = Chosen() ? OrNone() : null,
            TranslatedTitles = Chosen() ? Some(_ => new TranslatedText(Tag(), Text())) : null,
            Type = Chosen() ? "book-review" : null,
            Language = Chosen() ? random.Next(2) == 0 ? "ru" : "" : null,
            Doi = Chosen() ? random.Next(3) == 0 ? "" : "10.5555/edited." + random.Next(99) : null,
            Section = Chosen() ? OrNone() : null,
            Volume = Chosen() ? OrNone() : null,
            Issue = Chosen() ? OrNone() : null,
            FirstPage = Chosen() ? OrNone() : null,
            LastPage = Chosen() ? OrNone() : null,
            ElocationId = Chosen() ? OrNone() : null,
            PublishedOnline = Chosen() ? Date() : null,
            PublishedInPrint = Chosen() ? Date() : null,
            History = Chosen() ? Some(i => new HistoryDate(i == 0 ? "received" : "accepted", Day())) : null,
            Contributors = Chosen() ? [.. article.Contributors.Where(_ => random.Next(2) == 0), .. Some(Person)] : null,
            Abstracts = Chosen() ? [.. article.Abstracts.Where(_ => random.Next(2) == 0), .. Some(_ => new Abstract(random.Next(3) == 0 ? "teaser" : null, Tag(), Lines()))] : null,
            Keywords = Chosen() ? [.. Some(i => Text() + i)] : null,
            LicenceAddress = Chosen() ? random.Next(3) == 0 ? "" : "https://creativecommons.org/licenses/by/4.0/" : null,
            LicenceText = Chosen() ? OrNone() : null,
            Copyright = Chosen() ? OrNone() : null,
            Funding = Chosen() ? [.. article.Funding.Where(_ => random.Next(2) == 0), .. Some(_ => new Funding(Text(), Some(i => Text() + i, 3), Maybe()))] : null,
            Disclosure = random.Next(2) == 0 ? random.Next(4) == 0 ? "" : Lines() : null,
        };
    }
}
