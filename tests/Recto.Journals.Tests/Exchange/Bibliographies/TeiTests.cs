using System.Xml.Linq;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.Archives;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Bibliographies;

/// <summary>TEI of what the notes cite.</summary>
public sealed class TeiTests
{
    private static readonly XNamespace Tei = "http://www.tei-c.org/ns/1.0";

    [Fact]
    public void A_note_keeps_its_words_and_each_mention_points_to_its_source()
    {
        string[] notes = ["Ernst Posner, ‘Some Aspects of Archival Development’, American Archivist 3/3 (1940), 159–172; see also E. du Réau, Édouard Daladier (Paris: Fayard 1993), 12.", "RGASPI 558/11/431/94.\nA second paragraph.", "Ibid."];

        var document = Write(notes);

        Assert.Equal(notes, document.Descendants(Tei + "note").Where(note => note.Attribute("place") is not null).Select(Words));
        Assert.Equal(["full #posner-1940", "full #reau-1993", "full #rgaspi-558-11-431", "ibid #rgaspi-558-11-431"], document.Descendants(Tei + "note").Elements(Tei + "bibl").Select(bibl => $"{bibl.Attribute("type")!.Value} {bibl.Attribute("corresp")!.Value}"));
        Assert.Equal(["page 159–172", "page 12", "folio 94"], document.Descendants(Tei + "citedRange").Select(range => $"{range.Attribute("unit")!.Value} {range.Value}"));
    }

    [Fact]
    public void Sources_are_listed_by_groups_with_names_in_parts_and_archives_identified()
    {
        var document = Write("E. du Réau, Édouard Daladier (Paris: Fayard 1993), 12.", "Russian State Archive of Socio-Political History (RGASPI) 558/11/431/94.", "I.V. Stalin, Sochineniia, 13 vols. (Moscow: Gospolitizdat 1947–51), Vol. 12, 256.");

        Assert.Equal(["archives", "printed-sources", "literature"], document.Descendants(Tei + "listBibl").Select(list => list.Attribute("type")!.Value));
        Assert.Equal("<persName><nameLink>du</nameLink> <surname>Réau</surname>, <forename>E.</forename></persName>", Plain(document.Descendants(Tei + "author").Single(author => author.Value.Contains("Réau", StringComparison.Ordinal)).Element(Tei + "persName")!));
        Assert.Equal("""<msIdentifier><country key="RU">RU</country><settlement>Moscow</settlement><repository key="rgaspi">Russian State Archive of Socio-Political History (RGASPI)</repository><collection>fond 558</collection><idno type="callNumber">fond 558, opis 11, delo 431</idno></msIdentifier>""", Plain(document.Descendants(Tei + "msIdentifier").Single()));
        Assert.Contains("""<date from="1947" to="1951">1947–51</date>""", Plain(document.Root!), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostileText.All), MemberType = typeof(HostileText))]
    public void Any_text_is_well_formed_TEI(string text)
    {
        foreach (var kind in Enum.GetValues<ReferenceKind>().Where(kind => kind != ReferenceKind.Archival))
        {
            var (apparatus, bibliography) = Cited.WorkWithApparatus(kind, text);

            var note = Written.Tei(bibliography, apparatus, text).Descendants(Tei + "note").First();

            Assert.Equal(XmlWords.Of(text), Words(note));
        }

        Written.Tei(Cited.Unit(text), Cited.Read(text), text);
    }

    [Fact]
    public void No_notes_make_an_empty_list_and_twenty_thousand_a_long_one()
    {
        Assert.Empty(Write().Descendants(Tei + "bibl"));

        string[] notes = [.. Enumerable.Range(1, 20_000).Select(i => $"Author{i % 700} Name, Title of Work {i % 5000} (London: Routledge {1900 + (i % 100)}), {i}; RGASPI 558/11/{i % 3000}/{i}."), string.Join(' ', Enumerable.Repeat("words without end {and} & so on", 32_000))];
        var apparatus = Cited.Read(notes);
        var clock = ProcessorClock.StartNew();
        var document = Written.Tei(Bibliography.Of(apparatus, RepositoryDirectory.Shipped), apparatus, "many");

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(40), $"It took {clock.Elapsed}.");
        Assert.Equal(20_001, document.Descendants(Tei + "note").Count(note => note.Attribute("place") is not null));
    }

    private static XDocument Write(params string[] notes)
    {
        var apparatus = Cited.Read(notes);
        return Written.Tei(Bibliography.Of(apparatus, RepositoryDirectory.Shipped), apparatus, "Notes");
    }

    private static string Words(XElement note) => string.Concat(note.DescendantNodes().Select(node => node is XText text ? text.Value : node is XElement { Name.LocalName: "lb" } ? "\n" : ""));

    private static string Plain(XElement element) => element.ToString(SaveOptions.DisableFormatting).Replace(" xmlns=\"http://www.tei-c.org/ns/1.0\"", "", StringComparison.Ordinal);
}
