using System.Text;
using System.Text.Json;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.References;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Bibliographies;

/// <summary>CSL-JSON, BibTeX and RIS.</summary>
public sealed class WritersTests
{
    private static readonly Bibliography Notes = Cited.In(
        "M. Vaïsse, ‘Les militaires français et l’alliance franco-soviétique’, in E. du Réau (ed.), Forces armées et systèmes d’alliance (Paris: Fondation pour les études de Défense nationale 1983), 12.",
        "Ernst Posner, ‘Some Aspects of Archival Development since the French Revolution’, American Archivist 3/3 (1940), 159–172, here 161.",
        "Russian State Archive of Socio-Political History (RGASPI) 558/11/431/94.",
        "Ibid.",
        "RGASPI 558/11/431/125.",
        "I.V. Stalin, Sochineniia, 13 vols. (Moscow: Gospolitizdat 1947–51), Vol. 12, 256.");

    private static readonly string[] Archive = ["Russian State Archive of Socio-Political History (RGASPI)", "Moscow", "fond 558", "fond 558, opis 11, delo 431"];

    [Fact]
    public void An_archival_file_is_one_item_of_CSL_with_its_leaves_as_locators()
    {
        var item = Item("rgaspi-558-11-431");

        Assert.Equal("manuscript", item.GetProperty("type").GetString());
        Assert.Equal(Archive, new[] { "archive", "archive-place", "archive_collection", "archive_location" }.Select(name => item.GetProperty(name).GetString()!));
        Assert.Equal(["3 folio 94", "4 folio 94", "5 folio 125"], item.GetProperty("custom").GetProperty("citations").EnumerateArray().Select(Citation));
        Assert.True(item.GetProperty("custom").GetProperty("citations")[1].GetProperty("locator-inferred").GetBoolean());
    }

    [Fact]
    public void An_item_of_CSL_has_names_in_parts_dates_in_numbers_and_the_pages_of_the_article()
    {
        var chapter = Item("vaisse-1983");
        var article = Item("posner-1940");

        Assert.Equal("""{"family":"Réau","given":"E.","non-dropping-particle":"du"}""", Squeezed(chapter.GetProperty("editor")[0]));
        Assert.Equal("[[1947],[1951]]", Squeezed(Item("stalin-1947").GetProperty("issued").GetProperty("date-parts")));
        Assert.Equal("159–172", article.GetProperty("page").GetString());
        Assert.Equal(["2 page 161"], article.GetProperty("custom").GetProperty("citations").EnumerateArray().Select(Citation));
        Assert.Equal(["1 page 12"], chapter.GetProperty("custom").GetProperty("citations").EnumerateArray().Select(Citation));
    }

    [Fact]
    public void BibTeX_has_the_types_and_fields_that_every_style_knows()
    {
        var entries = Written.BibTex(Notes).ToDictionary(entry => entry.Key);

        var chapter = entries["vaisse-1983"];
        Assert.Equal(("incollection", "Vaïsse, M.", "du Réau, E.", "Forces armées et systèmes d’alliance", "1983"), (chapter.Type, chapter.Plain("author"), chapter.Plain("editor"), chapter.Plain("booktitle"), chapter.Plain("year")));
        var article = entries["posner-1940"];
        Assert.Equal(("article", "American Archivist", "3", "3", "159--172"), (article.Type, article.Plain("journal"), article.Plain("volume"), article.Plain("number"), article.Plain("pages")));
        Assert.Equal("Some Aspects of Archival Development since the French Revolution", article.Plain("title"));
        Assert.Equal("Russian State Archive of Socio-Political History (RGASPI), Moscow, fond 558, opis 11, delo 431", entries["rgaspi-558-11-431"].Plain("howpublished"));
        Assert.Equal("Cited in notes 3 (fol. 94), 4 (fol. 94), 5 (fol. 125).", entries["rgaspi-558-11-431"].Plain("annote"));
    }

    [Fact]
    public void RIS_tells_archive_call_number_and_mentions()
    {
        var records = Written.Ris(Notes).ToDictionary(record => record["ID"]!);

        var file = records["rgaspi-558-11-431"];
        Assert.Equal(("MANSCPT", Archive[0], Archive[3]), (file.Type, file["DB"], file["AV"]));
        var article = records["posner-1940"];
        Assert.Equal(("JOUR", "Posner, Ernst", "American Archivist", "1940", "159", "172"), (article.Type, article["AU"], article["T2"], article["PY"], article["SP"], article["EP"]));
    }

    [Theory]
    [InlineData("The Russia of Stalin", "The {Russia} of {Stalin}")]
    [InlineData("La France, l’URSS et l’ère de Locarno", "La {France}, {l’URSS} et l’ère de {Locarno}")]
    [InlineData("Archives: Principles of Work", "Archives: Principles of Work")] // "work" is printed in lower case in the notes
    [InlineData("McCarthy & Co.", "{McCarthy} \\& {Co}.")]
    public void Only_capitals_that_must_stay_are_protected_in_BibTeX(string title, string written) =>
        Assert.Equal(written, new BibTexTitles(new HashSet<string> { "work", "of" }).Write(title));

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public void Any_text_comes_back_from_every_format_in_one_line(string text)
    {
        var line = PrintedText.Line(text)!;
        foreach (var kind in Enum.GetValues<ReferenceKind>().Where(kind => kind != ReferenceKind.Archival))
        {
            var bibliography = Cited.Work(kind, text);

            var expected = bibliography.Sources[0];
            Assert.Equal(line, expected.Title ?? expected.Container);
            Assert.Equal(expected.Title, Written.Csl(bibliography)[0].TryGetProperty("title", out var title) ? title.GetString() : null);
            var entry = Assert.Single(Written.BibTex(bibliography));
            Assert.Equal((expected.Title, expected.Place), (entry.Plain("title"), entry.Plain("address")));
            Assert.Equal(expected.Authors.Count, entry.Names("author").Length);
            var record = Assert.Single(Written.Ris(bibliography));
            Assert.Equal((expected.Title, expected.Place), (record["TI"], record["CY"]));
        }
    }

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public void Any_text_of_a_call_number_comes_back_from_every_format(string text)
    {
        var bibliography = Cited.Unit(text);

        var archive = bibliography.Sources[0].Archive!;
        Assert.Equal(archive.CallNumber, Written.Csl(bibliography)[0].GetProperty("archive_location").GetString());
        Assert.Contains(archive.CallNumber!, Assert.Single(Written.BibTex(bibliography)).Plain("howpublished"), StringComparison.Ordinal);
        Assert.Equal(archive.CallNumber, Assert.Single(Written.Ris(bibliography))["AV"]);
    }

    [Theory]
    [InlineData("émile", "ue9mile")]
    [InlineData("a{b},c d", "au7bbu7du2ccu20d")]
    public void A_key_of_BibTeX_is_made_of_what_BibTeX_allows(string id, string key) => Assert.Equal(key, new BibTexKeys().Of(id));

    [Fact]
    public void Idem_has_the_author_of_the_reference_before_and_says_that_this_is_inferred()
    {
        var source = Cited.In("Kasper Eskildsen, ‘Leopold Ranke’s Archival Turn’, Modern Intellectual History 5/3 (2008), 425–453; idem, ‘Inventing the Archive’, History of the Human Sciences 26/4 (2013), 8–26.").Sources[1];

        Assert.Equal(("Eskildsen", true), (source.Authors[0].Family, source.AreAuthorsInferred));
    }

    [Fact]
    public void Twenty_thousand_notes_and_a_note_of_a_megabyte_are_written_at_once()
    {
        string[] notes = [.. Enumerable.Range(1, 20_000).Select(i => $"Author{i % 700} Name, Title of Work {i % 5000} (London: Routledge {1900 + (i % 100)}), {i}; RGASPI 558/11/{i % 3000}/{i}."), "Ibid.", string.Join(' ', Enumerable.Repeat("words without end {and} & so on", 32_000))];
        var bibliography = Cited.In(notes);
        var clock = ProcessorClock.StartNew();

        Written.Csl(bibliography);
        Written.BibTex(bibliography);
        Written.Ris(bibliography);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(40), $"It took {clock.Elapsed}.");
    }

    private static JsonElement Item(string id) => Written.Csl(Notes).EnumerateArray().Single(item => item.GetProperty("id").GetString() == id);

    private static string Citation(JsonElement citation) => $"{citation.GetProperty("note").GetString()} {citation.GetProperty("label").GetString()} {citation.GetProperty("locator").GetString()}";

    private static string Squeezed(JsonElement element)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            element.WriteTo(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
