using CsCheck;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.References;

public sealed class ArchivalGrammarTests
{
    // repository id: path | folio side | series | description | date
    [Theory]
    [InlineData("RGASPI 558/11/431/94", "rgaspi: 558 > 11 > 431 | 94")]
    [InlineData("AVPRF 05/13/94/70/14 (recto).", "avprf: 05 > 13 > 94 > 70 | 14 recto")] // four levels, then a leaf
    [InlineData("AVPRF 05/13/94/70.", "avprf: 05 > 13 > 94 > 70")]
    [InlineData("RGASPI, f. 17, op. 162, d. 14, l. 27 ob.", "rgaspi: 17 > 162 > 14 | 27 verso")]
    [InlineData("f. 17, op. 162, d. 14, l. 27 ob.", "-: 17 > 162 > 14 | 27 verso")] // the archive is the caller's to supply
    [InlineData("ГАРФ. Ф. 1235. Оп. 1. Д. 16. Л. 5–7 об.", "garf: 1235 > 1 > 16 | 5–7 verso")]
    [InlineData("ГАРФ, ф. Р-5446, оп. 1, д. 57, лл. 3-5, 7 об.", "garf: Р-5446 > 1 > 57 | 3-5, 7 verso")]
    [InlineData("GARF, f. 102 DPOO, 1898 g., op. 226, d. 12 ch. 2, l. 15", "garf: 102 DPOO > 226 > 12 ch. 2 | 15")]
    [InlineData("RGALI, f. 631, op. 15, ed. khr. 47, l. 12", "rgali: 631 > 15 > 47 | 12")]
    [InlineData("RGVA 33987/3а/374/7.", "rgva: 33987 > 3а > 374 | 7")] // the Cyrillic letter stays as printed
    [InlineData("LVVA, 2574. f., 1. apr., 7112. l., 12. lp.", "lvva: 2574 > 1 > 7112 | 12")] // Latvian labels stand behind
    [InlineData("ERA.957.14.12, l 3", "era: 957 > 14 > 12 | 3")]
    [InlineData("Архив Президента РФ (АП РФ). Ф. 3. Оп. 64. Д. 675. Л. 45.", "aprf: 3 > 64 > 675 | 45")]
    [InlineData("SHAT 7N 3121, Compte rendu du Colonel Mendras du 8 au 23 Avril 1933.", "shat: 7N > 3121 | | | Compte rendu du Colonel Mendras du 8 au 23 Avril 1933")] // dates of a subject are no date
    [InlineData("SHAT 7N 3143, Note sur Ventzow. Renseignement datant de février 1932.", "shat: 7N > 3143 | | | Note sur Ventzow. Renseignement datant de février 1932 | février 1932")]
    [InlineData("SHAT 7 3121, Compte-rendu mensuel, le 1er décembre 1934.", "shat: 7 > 3121 | | | Compte-rendu mensuel | 1er décembre 1934")]
    [InlineData("MAE, Série Z (Europe, 1918–1940), URSS, 927, l’Ambassadeur à Herriot, 10 novembre 1932.", "mae: Z > URSS > 927 | | Série Z (Europe, 1918–1940) | l’Ambassadeur à Herriot | 10 novembre 1932")]
    [InlineData("AN, F/7/13505", "an: F/7 > 13505")]
    [InlineData("AN, 72 AJ 257", "an: 72 AJ > 257")] // AJ is also the Archives of Yugoslavia
    [InlineData("Archives Nationales, Paris (AN), AJ/16/6101, lettre du doyen, 3 mai 1921.", "an: AJ/16 > 6101 | | | lettre du doyen | 3 mai 1921")]
    [InlineData("TNA, FO 371/12345", "tna: FO > 371 > 12345")]
    [InlineData("PRO CAB 23/45", "tna: CAB > 23 > 45")]
    [InlineData("National Archives, Kew, CAB 23/45, Minutes, 3 May 1921.", "tna: CAB > 23 > 45 | | | Minutes | 3 May 1921")]
    [InlineData("Walter Fletcher to A. V. Hill, 29 January 1929, TNA/PRO FD 1/1974.", "tna: FD > 1 > 1974 | | | Walter Fletcher to A. V. Hill | 29 January 1929")]
    [InlineData("NARA, RG 59, Box 12", "nara: 59 > 12")]
    [InlineData("RG 59, Central Decimal File 1930–39, 711.00/123", "nara: 59 > Central Decimal File 1930–39 > 711.00/123")]
    [InlineData("Roll 56, M97, RG 59, National Archives, Washington, D.C.", "nara: 59 > M97 > 56")] // printed from the bottom up
    [InlineData("Library of Congress, Manuscript Division, Fish Papers, Box 3, Folder 2", "loc: Fish Papers > 3 > 2")]
    [InlineData("BArch, R 43-I/132, Bl. 5", "barch: R 43-I > 132 | 5")]
    [InlineData("GStA PK, I. HA Rep. 89, Nr. 1234, Bl. 7", "gstapk: I. HA > 89 > 1234 | 7")]
    [InlineData("HHStA, PA I, Kt. 966, fol. 12", "hhsta: PA I > 966 | 12")]
    [InlineData("AGS, Estado, leg. 123", "ags: Estado > 123")]
    [InlineData("AHN, Estado, leg. 2877, exp. 4", "ahn: Estado > 2877 > 4")]
    [InlineData("ASV, Segreteria di Stato, b. 12, f. 3v", "aav: Segreteria di Stato > 12 | 3 verso")] // the Vatican by its series …
    [InlineData("ASV, Senato, Deliberazioni, Terra, reg. 12, c. 34", "asve: Senato > Deliberazioni > Terra > 12 | 34")] // … and Venice by its own
    [InlineData("Wellcome Library, MS 1234, fol. 12r", "wellcome: 1234 | 12 recto")]
    [InlineData("Sloane MS 739, fols. 10v–13", "bladd: Sloane > 739 | 10v–13")] // the last leaf has no side
    [InlineData("Stadtarchiv Ulm, Bestand A, Nr. 1234, Bl. 7", "-: Bestand A > 1234 | 7")] // an archive we do not know
    [InlineData("Государственный архив Тверской области. Ф. 12. Оп. 3. Д. 45. Л. 7 об.", "-: 12 > 3 > 45 | 7 verso")]
    [InlineData("Baroda Record Office, Huzoor English, 99/127/19", "-: Huzoor English > 99/127/19")]
    public void A_call_number_is_read_by_its_archives_custom(string note, string expected) => Assert.Equal(expected, Show(Assert.Single(Read(note))));

    [Theory]
    [InlineData("Michael J. Carley, Silent Conflict (Lanham, MD: Rowman & Littlefield 2014), 301–349.")]
    [InlineData("J. Smith, “Foo,” Archiv für Reformationsgeschichte 85 (1994), 12–30.")] // a journal
    [InlineData("Archives of Internal Medicine 12 (1990): 33–40.")]
    [InlineData("E. Brown, Text (Charlottesville, VA: University Press, 1990), 33.")] // VA is also Finland's old state archive
    [InlineData("The Library of Congress catalog lists the author as Joseph Nunes.")]
    [InlineData("Available at the NARA, Founders Online website, http://founders.archives.gov/documents/1.")]
    [InlineData("Letter, Anderson to Rhoads (National Archives), Oct. 16, 1961.")] // where a person works
    [InlineData("P. Jones, “Harley MS 2558: A Commonplace Book,” in Manuscript Sources (New York: Garland, 1995), 35.")] // in the title of an article
    [InlineData("See note 37 above.")]
    public void What_is_no_call_number_is_left_alone(string note) => Assert.Empty(Read(note));

    [Fact]
    public void A_note_may_cite_several_archives()
    {
        var read = Read("Scott, Alliance against Hitler, 73; RGASPI 558/11/432/139; and TNA, FO 371/2; FO 371/3.");

        Assert.Equal(["rgaspi: 558 > 11 > 432 | 139", "tna: FO > 371 > 2", "tna: FO > 371 > 3"], read.Select(Show));
    }

    [Fact]
    public void A_second_document_begins_behind_and()
    {
        var read = Read("Slany to Krys, June 2, 1988, Department of State, HAC Lot File 96D292, Box 5, 1988–Minutes and Redman to Spiers, May 1, 1988, NARA, RG 59, Box 7.");

        Assert.Equal(
            ["usdos: HAC Lot File 96D292 > 5 > 1988–Minutes | | | Slany to Krys | June 2, 1988", "nara: 59 > 7 | | | Redman to Spiers | May 1, 1988"],
            read.Select(Show));
    }

    [Fact]
    public void A_siglum_means_what_the_document_said()
    {
        var introduced = new IntroducedRepositories();
        var first = ReadWith("Baroda Record Office (BRO), Huzoor English, 99/127/19.", introduced)[0];
        var second = ReadWith("BRO, Huzoor English, 12/3.", introduced)[0];

        Assert.Equal(("BRO", "Baroda Record Office"), (first.Repository!.Text, first.RepositoryName!.Text));
        Assert.Equal("-: Huzoor English > 12/3", Show(second));
        Assert.Equal("Baroda Record Office", introduced.Find("B.R.O.")!.Name);
    }

    [Fact]
    public void An_introduction_in_another_note_decides_an_ambiguous_siglum()
    {
        var introduced = new IntroducedRepositories();
        ReadWith("Archivio di Stato di Venezia (ASV), Senato, reg. 3.", introduced);

        Assert.Equal("asve: Misc > 4", Show(ReadWith("ASV, Misc, b. 4.", introduced)[0]));
    }

    [Fact]
    public void A_siglum_that_stays_ambiguous_names_no_archive()
    {
        var reference = Assert.Single(Read("RA, 0123/45, vol. 12."));

        Assert.Null(reference.RepositoryId);
        Assert.Equal("RA", reference.Repository!.Text);
    }

    [Fact]
    public void The_span_runs_from_the_documents_first_word_to_the_last_of_the_call_number()
    {
        const string Note = "For the sequel see Smith to Jones, 5 May 1947, TNA, FO 371/1. The rest is known.";

        var span = Assert.Single(Read(Note)).Span;

        Assert.Equal("Smith to Jones, 5 May 1947, TNA, FO 371/1", Note[span.Start..span.End]);
    }

    [Fact]
    public void Only_the_stretch_asked_for_is_read()
    {
        const string Note = "RGASPI 558/11/432/139; TNA, FO 371/2.";

        var read = new ArchivalGrammar(RepositoryDirectory.Shipped).Read(Note, new TextSpan(23, Note.Length), new IntroducedRepositories());

        Assert.Equal(["tna: FO > 371 > 2"], read.Select(Show));
    }

    [Fact]
    public void Any_text_is_read_without_a_throw_and_every_span_lies_in_it()
    {
        string[] parts = ["RGASPI", "TNA", "MAE", " (", ")", "[", "]", "“", "”", "«", "\"", ", ", "; ", ". ", "f. ", "op. ", "d. ", "л. ", "об.", "Box ", "MS ", "RG ", "fol. ", "Archives", "Library", "of ", "the ", "and ", "see ", "1947", "12r", "558/11", "/", "-", "\n", "\ud83d", "é", "Ф. ", "Rep. ", "Papers", "x", " "];
        Gen.Int[0, parts.Length - 1].Array[0, 40].Sample(choice =>
        {
            var text = string.Concat(choice.Select(index => parts[index]));
            var end = 0;
            foreach (var reference in Read(text))
            {
                Assert.InRange(reference.Span.Start, end, text.Length);
                Assert.InRange(reference.Span.End, reference.Span.Start + 1, text.Length);
                end = reference.Span.End;
                Assert.All(Fields(reference), field => Assert.True(reference.Span.Contains(field.Span) && field.Span.In(text).SequenceEqual(field.Text), $"{field.Text} in {text}"));
            }
        }, iter: 50_000);
    }

    private static IEnumerable<Field> Fields(ArchivalReference reference) =>
        reference.Path.Concat(new[] { reference.Repository, reference.RepositoryName, reference.Folio, reference.Series, reference.Description, reference.Date }.OfType<Field>());

    private static IReadOnlyList<ArchivalReference> Read(string note) => ReadWith(note, new IntroducedRepositories());

    private static IReadOnlyList<ArchivalReference> ReadWith(string note, IntroducedRepositories introduced) =>
        new ArchivalGrammar(RepositoryDirectory.Shipped).Read(note, new TextSpan(0, note.Length), introduced);

    private static string Show(ArchivalReference reference)
    {
        string?[] rest = [reference.Folio is { } folio ? folio.Text + (reference.Side is { } side ? " " + side.ToString().ToLowerInvariant() : "") : null, reference.Series?.Text, reference.Description?.Text, reference.Date?.Text];
        var shown = $"{reference.RepositoryId ?? "-"}: {string.Join(" > ", reference.Path.Select(level => level.Text))}";
        return string.Join(" |", rest.Reverse().SkipWhile(part => part is null).Reverse().Select(part => part is null ? "" : " " + part).Prepend(shown));
    }
}
