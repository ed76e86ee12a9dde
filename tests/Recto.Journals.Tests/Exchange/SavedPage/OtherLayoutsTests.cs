using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.SavedPage;

namespace Recto.Journals.Tests.Exchange.SavedPage;

/// <summary>Pages in the layouts of other publishers, of our own writing. What an article is must be told by structure.</summary>
public sealed class OtherLayoutsTests
{
    private static string Meta(ArticleDocument document, string name) => document.Jats.Root!.Element("front")!.Descendants(name).FirstOrDefault()?.Value ?? "";

    // Journal, counters, authors, DOI and tabs above; keywords, headed notes and a footer below.
    private const string Crowded = """
        Skip to Main Content
        Taylor & Francis Online
        Home
        All Journals
        Annals of Annotation
        List of Issues
        Volume 12, Issue 3
        The lower margin: a history of asides
        Search in:
        Advanced search

        Annals of Annotation
        Volume 12, 2021 - Issue 3
        Submit an article
        Journal homepage
        1,343
        Views
        3
        CrossRef citations to date
        0
        Altmetric
        Research Article
        The lower margin: a history of asides
        Ida Maubert ORCID Icon & Pieter van Aalst
        Pages 101-128 | Received 12 Jan 2020, Accepted 03 Mar 2021, Published online: 28 Apr 2021
        Cite this article
        https://doi.org/10.5555/ann.2021.12345
        CrossMark Logo
        Full Article
        Figures & data
        Citations
        Metrics
        Reprints & Permissions
        Read this article

        ABSTRACT

        Asides have a history of their own, and it is longer than that of the note. This article follows them from the scroll to the screen.

        KEYWORDS:
        Footnotes
        margins
        asides

        Acknowledgements

        I thank the readers of the reading room.

        Disclosure statement

        The author is paid by the archive that is discussed here.

        Notes

        1. Grafton, The Footnote, 12.
        2. Ibid., 14–15. He adds that
        the printer was drunk.
        3. See note 1 above.

        Additional information

        Funding

        This work was supported by the Margin Council under grant number MC-2020-17; the Leaf Trust [LT/44].

        Notes on contributors

        Ida Maubert

        Ida Maubert is a lecturer at Noorderdiep College.

        Pieter van Aalst

        Pieter van Aalst was an archivist.

        Log in via your institution
        Access through your institution
        Log in to Example Online

        24 hours access to article PDF & online version
        EUR 45,50 Add to cart

        Issue Purchase
        • 30 days online access to complete issue
        £1,204.00 Add to cart

        Related Research

        People also read
        A rival article by Somebody Else
        Information for
        Authors
        Registered in England & Wales No. 3099067
        """;

    [Fact]
    public void A_crowded_head_gives_journal_volume_authors_dates_and_DOI()
    {
        var document = SavedPageText.Read(Crowded)!;

        Assert.Equal("The lower margin: a history of asides", Meta(document, "article-title"));
        Assert.Equal("Research Article", Meta(document, "subject"));
        Assert.Equal("Annals of Annotation", Meta(document, "journal-title"));
        Assert.Equal(("12", "3", "101", "128"), (Meta(document, "volume"), Meta(document, "issue"), Meta(document, "fpage"), Meta(document, "lpage")));
        Assert.Equal("10.5555/ann.2021.12345", Meta(document, "article-id"));
        Assert.Equal(["Maubert", "van Aalst"], document.Jats.Descendants("surname").Select(name => name.Value));
        Assert.Equal(["Ida Maubert is a lecturer at Noorderdiep College.", "Pieter van Aalst was an archivist."], document.Jats.Descendants("bio").Elements("p").Select(bio => bio.Value));
        Assert.Equal(["2021-04-28"], document.Jats.Descendants("pub-date").Select(date => date.Attribute("iso-8601-date")!.Value).Where(date => date.Length > 4));
        Assert.Equal(["received 2020-01-12", "accepted 2021-03-03"], document.Jats.Descendants("date").Select(date => date.Attribute("date-type")!.Value + " " + date.Attribute("iso-8601-date")!.Value));
        Assert.Equal(["Footnotes", "margins", "asides"], document.Jats.Descendants("kwd").Select(word => word.Value));
        Assert.Equal(["Margin Council", "Leaf Trust"], document.Jats.Descendants("funding-source").Select(source => source.Value));
        Assert.Equal(["MC-2020-17", "LT/44"], document.Jats.Descendants("award-id").Select(award => award.Value));
        Assert.DoesNotContain(document.Warnings, warning => warning.Message.Contains("names no", StringComparison.Ordinal));
    }

    [Fact]
    public void A_note_may_run_over_lines()
    {
        var notes = SavedPageText.Read(Crowded)!.Jats.Descendants("fn").ToList();

        Assert.Equal(3, notes.Count);
        Assert.Equal(["Ibid., 14–15. He adds that", "the printer was drunk."], notes[1].Elements("p").Select(paragraph => paragraph.Value));
    }

    [Fact]
    public void Offers_are_read_in_other_currencies()
    {
        var offers = SavedPageText.Read(Crowded)!.Offers;

        Assert.Equal([("article", 24, 4550L, "EUR"), ("issue", 720, 120400L, "GBP")], offers.Select(offer => (offer.Product, offer.Hours!.Value, offer.Amount, offer.Currency)));
    }

    // Access options between abstract and notes; no pages in the head; copyright line; notes with return links.
    private const string WallInTheMiddle = """
        Journal of Marginal History
        Article contents
        Abstract
        Footnotes
        References
        Reading the call number
        Published online by Cambridge University Press:  28 April 2020

        Show author details
        Ida Maubert*
        Affiliation:
        Noorderdiep College, Groningen

        Article
        Metrics
        Save PDF
        Share
        Cite

        Abstract
        A call number is a sentence in a language that few can read, and this article is a grammar of that language.

        Information
        Journal of Marginal History, Volume 63, Issue 2, March 2020, pp. 345 - 366
        DOI: https://doi.org/10.5555/jmh.63.2.7
        Copyright © The Author(s) 2020

        Access options
        Get access to the full version of this content by using one of the access options below.
        Log in through your institution

        Footnotes

        * I am grateful to the keepers of the reading room.

        1 J. Haslam, Soviet Foreign Policy (London: Macmillan 1983), 12.

        2 Ibid.

        References
        Haslam, Jonathan. Soviet Foreign Policy. London: Macmillan, 1983.
        Google Scholar
        """;

    [Fact]
    public void Notes_after_a_wall_are_found_and_menus_are_not_taken_for_headings()
    {
        var document = SavedPageText.Read(WallInTheMiddle)!;

        Assert.Equal("Reading the call number", Meta(document, "article-title"));
        Assert.Equal(["*", "1", "2"], document.Jats.Descendants("fn").Elements("label").Select(label => label.Value));
        Assert.Single(document.Jats.Descendants("ref"));
        Assert.StartsWith("A call number is", document.Jats.Descendants("abstract").Single().Element("p")!.Value, StringComparison.Ordinal);
        Assert.Equal(("63", "2", "345", "366"), (Meta(document, "volume"), Meta(document, "issue"), Meta(document, "fpage"), Meta(document, "lpage")));
        Assert.Equal("10.5555/jmh.63.2.7", Meta(document, "article-id"));
        Assert.Equal("Journal of Marginal History", Meta(document, "journal-title"));
        Assert.Equal("2020-04-28", document.Jats.Descendants("pub-date").First().Attribute("iso-8601-date")!.Value);
    }

    private const string OpenText = """
        Aufsätze

        Die untere Marge. Eine Geschichte der Fußnote

        Ida Maubert und Klaus Terhoeven

        Zeitschrift für Randglossen, Band 7, Heft 2, S. 12–40

        Online veröffentlicht: 3. März 2022

        Zusammenfassung

        Die Fußnote ist älter als ihr Ruf, und ihr Ruf ist schlechter, als sie es verdient.

        1. Einleitung

        Wer eine Fußnote liest, unterbricht einen Satz, den ein anderer begonnen hat.1 Er kehrt selten an dieselbe Stelle zurück, und das ist die ganze Kunst.2

        Der Drucker aber weiß von alledem nichts.3

        Anmerkungen

        1 Grafton, The Footnote, 12.
        2 Ebd., 14.
        3 Wie Anm. 1.
        """;

    [Fact]
    public void A_German_page_with_its_text_has_body_sections_and_calls()
    {
        var document = SavedPageText.Read(OpenText)!;

        Assert.Equal("Aufsätze", Meta(document, "subject"));
        Assert.Equal("Die untere Marge. Eine Geschichte der Fußnote", Meta(document, "article-title"));
        Assert.Equal(["Maubert", "Terhoeven"], document.Jats.Descendants("surname").Select(name => name.Value));
        Assert.Equal(("7", "2", "12", "40"), (Meta(document, "volume"), Meta(document, "issue"), Meta(document, "fpage"), Meta(document, "lpage")));
        Assert.Equal("1. Einleitung", document.Jats.Descendants("body").Single().Element("sec")!.Element("title")!.Value);
        Assert.Equal(["fn1", "fn2", "fn3"], document.Jats.Descendants("xref").Select(call => call.Attribute("rid")!.Value));
        Assert.Equal("2022-03-03", document.Jats.Descendants("pub-date").First().Attribute("iso-8601-date")!.Value);
    }

    public static TheoryData<string, string> Pages => new() { { "crowded", Crowded }, { "wall in the middle", WallInTheMiddle }, { "open text", OpenText } };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Nothing_is_lost(string name, string page)
    {
        Assert.NotEmpty(name);
        Lines.AssertNothingLost(page, SavedPageText.Read(page)!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Dear all,\n\nplease find enclosed the minutes.\n\nYours")]
    [InlineData("name,year\nHaslam,1983\nGrafton,1997")]
    public void A_text_that_is_no_article_page_is_not_made_one(string text) => Assert.Null(SavedPageText.Read(text));

    [Theory]
    [InlineData("28 Apr 2020", "2020-04-28")]
    [InlineData("April 28, 2020", "2020-04-28")]
    [InlineData("28. April 2020", "2020-04-28")]
    [InlineData("le 28 avril 2020", "2020-04-28")]
    [InlineData("28 апреля 2020 г.", "2020-04-28")]
    [InlineData("28 de abril de 2020", "2020-04-28")]
    [InlineData("2020-04-28", "2020-04-28")]
    [InlineData("Sept. 2020", "2020-09")]
    [InlineData("31 Feb 2020", "2020-02")] // No such day: the month alone is believed.
    public void Dates_are_read_in_many_languages(string printed, string date) => Assert.Equal(date, PageDates.Find(printed)?.ToString());

    [Theory]
    [InlineData("USD 53.00 Add to cart", 5300, "USD")]
    [InlineData("US$1,053.50 Buy", 105350, "USD")]
    [InlineData("EUR €33.00", 3300, "EUR")]
    [InlineData("33,00 € In den Warenkorb", 3300, "EUR")]
    [InlineData("1.234,00 EUR", 123400, "EUR")]
    [InlineData("£29.99 Purchase", 2999, "GBP")]
    [InlineData("JPY 5,300", 5300, "JPY")]
    [InlineData("CHF 45.–", 4500, "CHF")]
    [InlineData("1 500 руб.", 150000, "RUB")]
    public void Prices_are_read_in_minor_units(string line, long amount, string currency)
    {
        var price = PageOffers.ReadPrice(line);

        Assert.Equal((amount, currency), (price!.Value.Amount, price.Value.Currency));
    }

    [Theory]
    [InlineData("48 hours access to article PDF", 48)]
    [InlineData("24-Hour online access", 24)]
    [InlineData("30 days online access to complete issue", 720)]
    [InlineData("7 Tage Zugriff", 168)]
    [InlineData("1 year of access", 8760)]
    [InlineData("Unlimited access", null)]
    public void Durations_are_read_in_hours(string line, int? hours) => Assert.Equal(hours, PageOffers.Hours(line));

    [Theory]
    [InlineData("Aleksandr Vershinin", "Vershinin", "Aleksandr", null)]
    [InlineData("Pieter van Aalst", "van Aalst", "Pieter", null)]
    [InlineData("J. Calvitt Clarke III", "Clarke", "J. Calvitt", "III")]
    [InlineData("Clarke, J. Calvitt", "Clarke", "J. Calvitt", null)]
    [InlineData("E. du Réau", "du Réau", "E.", null)]
    [InlineData("Вершинин", "Вершинин", null, null)]
    public void Names_are_divided(string name, string family, string? given, string? suffix)
    {
        var divided = PageNames.Divide(name);

        Assert.Equal((family, given, suffix), (divided.Family, divided.Given, divided.Suffix));
    }

    [Theory]
    [InlineData("This work was supported by the Arts and Humanities Research Council [grant number AH/K000000/1].", "Arts and Humanities Research Council", "AH/K000000/1")]
    [InlineData("The research was funded by the Russian Science Foundation (project no. 20-18-00001).", "Russian Science Foundation", "20-18-00001")]
    [InlineData("This research received funding from the European Research Council under grant agreement No 648861.", "European Research Council", "648861")]
    [InlineData("Supported by a kind friend.", "", "")]
    public void Funders_and_awards_are_read(string statement, string funder, string award)
    {
        var funding = PageFunding.Read(statement);

        Assert.Equal((funder, award, statement), (funding[0].Funder ?? "", string.Join(",", funding[0].Awards), funding[0].Statement));
    }

    [Fact]
    public void A_missing_and_a_repeated_number_are_warned_of_with_their_lines()
    {
        var document = SavedPageText.Read("A history of one number\n\nPages 1-2\n\n1 One thing.\n\n2 Two things.\n\n4 Four things.\n\n4 Four again.\n\n5 Five things.\n")!;

        Assert.Equal(["1", "2", "4", "4", "5"], document.Jats.Descendants("fn").Elements("label").Select(label => label.Value));
        Assert.Contains(document.Warnings, warning => warning.Line == 9 && warning.Message.Contains("Note 3 is missing", StringComparison.Ordinal));
        Assert.Contains(document.Warnings, warning => warning.Line == 11 && warning.Message.Contains("Two notes are numbered 4", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_of_numbered_notes_alone_gives_its_notes()
    {
        var document = SavedPageText.ReadNotes("1. Haslam, 12.\n2. Ibid.\n3. RGASPI 558/11/431/94.")!;

        Assert.Equal(["Haslam, 12.", "Ibid.", "RGASPI 558/11/431/94."], document.Jats.Descendants("fn").Elements("p").Select(paragraph => paragraph.Value));
        Assert.Empty(document.Warnings);
    }
}
