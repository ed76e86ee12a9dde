using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Journals.Tests.Exchange.Bibliographies;

/// <summary>Names, dates and pages as bibliographies need them.</summary>
public sealed class PartsTests
{
    [Theory]
    [InlineData("Guelton", "F.", "Guelton, F.", "F. Guelton")]
    [InlineData("du Réau", "E.", "du Réau, E.", "E. du Réau")]
    [InlineData("von Humboldt", "Alexander", "Humboldt, Alexander von", "Alexander von Humboldt")]
    [InlineData("van der Lubbe", "Marinus", "Lubbe, Marinus van der", "Marinus van der Lubbe")]
    [InlineData("de La Fontaine", "Jean", "La Fontaine, Jean de", "Jean de La Fontaine")]
    [InlineData("de la Barca", "Pedro", "la Barca, Pedro de", "Pedro de la Barca")]
    [InlineData("Giscard d’Estaing", "Valéry", "Giscard d’Estaing, Valéry", "Valéry Giscard d’Estaing")] // the particle is inside
    [InlineData("d’Estaing", "V.", "Estaing, V. d’", "V. d’Estaing")]
    [InlineData("al-Jabarti", "Abd", "al-Jabarti, Abd", "Abd al-Jabarti")]
    [InlineData("De Felice", "Renzo", "De Felice, Renzo", "Renzo De Felice")] // with a capital it belongs to the name
    [InlineData("Clarke III", "J. Calvitt", "Clarke, J. Calvitt, III", "J. Calvitt Clarke III")]
    [InlineData("King, Jr.", "Martin Luther", "King, Martin Luther, Jr.", "Martin Luther King Jr.")]
    [InlineData("Ministry of Foreign Affairs", null, "Ministry of Foreign Affairs", "Ministry of Foreign Affairs")]
    [InlineData("UNESCO", null, "UNESCO", "UNESCO")]
    [InlineData("De Lattre de Tassigny", null, "De Lattre de Tassigny", "De Lattre de Tassigny")] // a short title does not tell the parts apart
    [InlineData("de", "A.", "de, A.", "A. de")] // nothing but a particle is the name
    [InlineData("Иванов", "И. И.", "Иванов, И. И.", "И. И. Иванов")]
    public void A_name_is_inverted_by_the_habit_of_its_language(string family, string? given, string inverted, string plain)
    {
        var name = NameParts.Of(new PersonName(family, given, new TextSpan(0, 1)))!;

        Assert.Equal((inverted, plain), (name.Inverted, name.Plain));
    }

    [Theory]
    [InlineData("Ministry of Foreign Affairs", true)]
    [InlineData("UNESCO", true)]
    [InlineData("García Márquez", false)]
    [InlineData("Grafton", false)]
    public void A_body_is_told_from_a_person_by_its_words(string family, bool isBody) =>
        Assert.Equal(isBody, NameParts.Of(new PersonName(family, null, new TextSpan(0, 1)))!.IsBody);

    [Theory]
    [InlineData("2005", "2005", null)]
    [InlineData("1947–51", "1947", "1951")]
    [InlineData("1998–9", "1998", "1999")]
    [InlineData("1957-1977", "1957", "1977")]
    [InlineData("1912/13", "1912", "1913")]
    [InlineData("1935a", "1935", null)]
    [InlineData("c. 1920", "1920", null)]
    [InlineData("[1697]", "1697", null)]
    [InlineData("s.d.", null, null)]
    [InlineData("forthcoming", null, null)]
    [InlineData("10 novembre 1932", "1932-11-10", null)]
    [InlineData("1er décembre 1934", "1934-12-01", null)]
    [InlineData("5. Mai 1932", "1932-05-05", null)]
    [InlineData("May 5, 1932", "1932-05-05", null)]
    [InlineData("3 мая 1921", "1921-05-03", null)]
    [InlineData("agosto de 1936", "1936-08", null)]
    [InlineData("31 February 1932", "1932-02", null)] // no such day
    [InlineData("10.11.1932", "1932-11-10", null)]
    [InlineData("1932-11-10", "1932-11-10", null)]
    [InlineData("March–April 1935", "1935-03", "1935-04")]
    [InlineData("1951–47", "1951", null)] // no range runs backwards
    public void A_date_is_read_in_the_language_in_which_it_is_printed(string printed, string? from, string? to)
    {
        var date = PrintedDates.Of(printed)!;

        Assert.Equal((from, to, printed), (date.From?.ToString(), date.To?.ToString(), date.Printed));
    }

    [Theory]
    [InlineData("149–157", "149", "157", null)]
    [InlineData("149–57", "149", "157", null)]
    [InlineData("285–315, here 290", "285", "315", "290")]
    [InlineData("17–34, hier S. 21", "17", "34", "21")]
    [InlineData("526–528", null, null, null)] // a place in an article
    [InlineData("72", null, null, null)]
    [InlineData("57–49", null, null, null)]
    [InlineData("12, 14, 20–30", null, null, null)]
    public void A_range_that_begins_a_reference_to_an_article_is_its_extent_if_it_is_long_enough(string pages, string? first, string? last, string? pinpoint)
    {
        var extent = PageExtent.Read(pages, out var rest);

        Assert.Equal((first, last, pinpoint), (extent?.First, extent?.Last, rest));
    }

    [Fact]
    public void Works_are_sorted_by_family_name_then_year_and_archives_by_call_number()
    {
        var bibliography = Cited.In(
            "Ève Zola, The Last Book (London: Routledge 1990).",
            "E. du Réau, Édouard Daladier (Paris: Fayard 1993).",
            "Alexander von Humboldt, Kosmos (Stuttgart: Cotta 1845).",
            "Ada Émile, The Second Book (London: Routledge 1999); Ada Émile, The First Book (London: Routledge 1989).",
            "Bo Emil, The Other Book (London: Routledge 1999).",
            "RGASPI 558/11/431/94; RGASPI 558/2/7/1; RGASPI 17/162/14/27.");

        Assert.Equal(["du Réau", "Emil", "Émile", "Émile", "Humboldt", "Zola"], bibliography.Sorted(SourceGroup.Literature).Select(source => (source.Authors[0].NonDropping is { } particle ? particle + " " : "") + source.Authors[0].Family));
        Assert.Equal(["The First Book", "The Second Book"], bibliography.Sorted(SourceGroup.Literature).Where(source => source.Authors[0].Family == "Émile").Select(source => source.Title));
        Assert.Equal(["RGASPI 17/162/14", "RGASPI 558/2/7", "RGASPI 558/11/431"], bibliography.Sorted(SourceGroup.Archives).Select(source => source.Archive!.Brief));
    }
}
