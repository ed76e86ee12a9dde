using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Reading;

/// <summary>How the fields are read in the styles of several countries. The works are invented.</summary>
public sealed class StyleTests
{
    [Theory]
    [InlineData("Jane Smith, Towns: A History, 1914–1991 (London: Routledge, 1999), 45–47.", "author=Smith, Jane|title=Towns: A History, 1914–1991|place=London|publisher=Routledge|year=1999|pages=45–47")]
    [InlineData("Hans Weber, Die Stadt. Eine Geschichte, Bd. 3, München 1995, S. 112–115.", "author=Weber, Hans|title=Die Stadt. Eine Geschichte|place=München|year=1995|volume=3|pages=112–115")]
    [InlineData("Jürgen Kahl: Der Hafen. Arbeit am Strom, Bonn 2015, S. 45.", "author=Kahl, Jürgen|title=Der Hafen. Arbeit am Strom|place=Bonn|year=2015|pages=45")]
    [InlineData("Marc Blanc, La ville ancienne, Paris, Albin, 1939, p. 123-125.", "author=Blanc, Marc|title=La ville ancienne|place=Paris|publisher=Albin|year=1939|pages=123-125")]
    [InlineData("Marc Blanc, « Villes et ports. Le cas du Nord », Annales du Nord, vol. 13, n° 4, 1958, p. 725-753.", "author=Blanc, Marc|title=Villes et ports. Le cas du Nord|container=Annales du Nord|year=1958|volume=13|issue=4|pages=725-753")]
    [InlineData("Иванов О. В. Город накануне войны. М.: Наука, 2001. С. 45.", "author=Иванов, О. В.|title=Город накануне войны|place=М.|publisher=Наука|year=2001|pages=45")]
    [InlineData("Carlo Bianchi, Il porto e il mare, Torino, Einaudi, 1976, pp. 12-15.", "author=Bianchi, Carlo|title=Il porto e il mare|place=Torino|publisher=Einaudi|year=1976|pages=12-15")]
    [InlineData("José Murilo de Souza, A formação do porto (São Paulo: Letras, 1990), 55.", "author=de Souza, José Murilo|title=A formação do porto|place=São Paulo|publisher=Letras|year=1990|pages=55")]
    [InlineData("Joan W. Stone, “Harbours: A Useful Category,” Northern Historical Review 91, no. 5 (December 1986): 1053–75.", "author=Stone, Joan W.|title=Harbours: A Useful Category|container=Northern Historical Review|year=1986|volume=91|issue=5|pages=1053–75")]
    [InlineData("Anna Müller, “Häfen im Umbruch” (PhD diss., Universität Kiel, 2010), 45.", "author=Müller, Anna|title=Häfen im Umbruch|publisher=Universität Kiel|year=2010|pages=45")]
    [InlineData("Smith, John, and Mary Jones. The History of Everything. London: Routledge, 1999.", "author=Smith, John|author=Jones, Mary|title=The History of Everything|place=London|publisher=Routledge|year=1999")]
    [InlineData("“Envoy Leaves,” New York Times, 12 March 1933, p. 3.", "title=Envoy Leaves|container=New York Times|year=12 March 1933|pages=3")]
    [InlineData("Page Miller, “Mail” in Nick Theo, ed., Secrets of State (Lawrence, KS: State Press, 1998), pp. 186–210.", "author=Miller, Page|editor=Theo, Nick|title=Mail|container=Secrets of State|place=Lawrence, KS|publisher=State Press|year=1998|pages=186–210")]
    [InlineData("J. Smith et al., A Big Book, 2nd ed. (Cambridge: University Press, 2001).", "author=Smith, J.|title=A Big Book|place=Cambridge|publisher=University Press|year=2001|edition=2nd ed.")]
    [InlineData("P. Grant, “Ports,” Harbour History 16, no. 4 (2007): 415–26, https://doi.org/10.5555/s096.", "author=Grant, P.|title=Ports|container=Harbour History|year=2007|volume=16|issue=4|pages=415–26|doi=10.5555/s096")]
    [InlineData("Петров И. И., Сидоров А. А. История города. М.: Наука, 2000. С. 45.", "author=Петров, И. И.|author=Сидоров, А. А.|title=История города|place=М.|publisher=Наука|year=2000|pages=45")]
    [InlineData("Smith, J., Jones, A.B., et al. (eds.), The History of Ports, vol. 4 (Cambridge: CUP, 2012), ch. 3.", "editor=Smith, J.|editor=Jones, A.B.|title=The History of Ports|place=Cambridge|publisher=CUP|year=2012|volume=4|pages=3")]
    [InlineData("John Quay, Jr., Where Do Ports Go? (New York: Harper, 1967), 12.", "author=Quay, Jr., John|title=Where Do Ports Go?|place=New York|publisher=Harper|year=1967|pages=12")]
    [InlineData("M. Bianchi – G. Verdi, Il porto, in «Rivista del mare», XC (1978), pp. 5-22.", "author=Bianchi, M.|author=Verdi, G.|title=Il porto|container=Rivista del mare|year=1978|volume=XC|pages=5-22")]
    [InlineData("Jane Smith, “Quays,” Brit. Harb. J., 1956, 2: 1071–81.", "author=Smith, Jane|title=Quays|container=Brit. Harb. J.|year=1956|volume=2|pages=1071–81")]
    [InlineData("John Mann, An Account of Quays in 1782 and 1783; with Observations on Piers (Edinburgh: Laing, 1807), pp. 214–15.", "author=Mann, John|title=An Account of Quays in 1782 and 1783; with Observations on Piers|place=Edinburgh|publisher=Laing|year=1807|pages=214–15")]
    [InlineData("E.g., Joan Mann, A History of the Fund, 1902–1986 (Oxford: Mole, 1988), pp. 186–99.", "author=Mann, Joan|title=A History of the Fund, 1902–1986|place=Oxford|publisher=Mole|year=1988|pages=186–99")]
    [InlineData("Port Board v. Harbour Company, 347 U.S. 483 (1954).", "title=Port Board v. Harbour Company|container=U.S.|year=1954|volume=347|pages=483")]
    [InlineData("Quayle, Martin and Pier, “Ports,” Lancet, 1959, 2: 725–27.", "author=Quayle, |author=Martin, |author=Pier, |title=Ports|container=Lancet|year=1959|volume=2|pages=725–27")]
    [InlineData("B. Pier, ‘The Port, the Quay’ (1994) 57 Modern Port Rev. 467, 468.", "author=Pier, B.|title=The Port, the Quay|container=Modern Port Rev.|year=1994|volume=57|pages=467, 468")]
    [InlineData("Port Bank v. O’Quay [1994] 1 A.C. 180, at 185.", "title=Port Bank v. O’Quay|container=A.C.|year=1994|volume=1|pages=180, at 185")]
    [InlineData("The court considered it in Port Bank v. Quay, 83 U.S. 130 (1873).", "title=Port Bank v. Quay|container=U.S.|year=1873|volume=83|pages=130")]
    [InlineData("Port Bank v. Quay Company, 123 F.2d 456 (1941).", "title=Port Bank v. Quay Company|container=F.2d|year=1941|volume=123|pages=456")]
    [InlineData("Port Contracts Review Act 1980 (N.S.W.).", "title=Port Contracts Review Act|year=1980")]
    [InlineData("Geiger 1964, insbesondere S. 65—83.", "author=Geiger, |year=1964|pages=65—83")]
    [InlineData("Klassisch bei Weber/Braun/Kern 1967.", "author=Weber, |author=Braun, |author=Kern, |year=1967")]
    [InlineData("(See J. Pier, The New Ports (1980) at 216–17.)", "author=Pier, J.|title=The New Ports|year=1980|pages=216–17")]
    [InlineData("S. ferner Weber 1995, 29.", "author=Weber, |year=1995|pages=29")]
    [InlineData("See Weber and Braun 2001a: 15.", "author=Weber, |author=Braun, |year=2001a|pages=15")]
    [InlineData("Weber et al. (2003), p. 4.", "author=Weber, |year=2003|pages=4")]
    public void A_note_has_the_fields(string note, string expected) => Assert.Equal(expected, Reading.Fields(note));

    [Theory]
    [InlineData("New York Herald, January 12, 1873.", ReferenceKind.Newspaper)]
    [InlineData("The Harbour Question, 44th Cong., 1st Sess., H. Rpt. 787 (Ser. 1713), pp. 33–34.", ReferenceKind.Report)]
    [InlineData("“About the Archives,” National Archives, accessed May 5, 2020, https://archives.example/about.", ReferenceKind.Web)]
    [InlineData("Jane Smith, “Ports”, in The Northern Review 107/4 (2002), pp. 1158–1178.", ReferenceKind.Article)]
    [InlineData("Port Board v. Harbour Company, 347 U.S. 483 (1954).", ReferenceKind.Legal)]
    [InlineData("Public Law 94-553, 90 Stat. 2541 (1976).", ReferenceKind.Legal)]
    [InlineData("Report of the Commission on Ports, Cmd. 1234 (London: HMSO, 1935), 5.", ReferenceKind.Report)]
    [InlineData("Correspondence of the Harbour Board, vol. 2 (Hull: Board, 1901), 4.", ReferenceKind.EditedSource)]
    public void A_note_cites_a(string note, ReferenceKind kind) => Assert.Equal(kind, Assert.Single(Reading.Of(note).Notes[0].References).Kind);

    [Theory]
    [InlineData("On ports, see Jane Smith, Ports (London: Routledge, 1999), 3, who argues that rivers matter.", "On ports|who argues that rivers matter")]
    [InlineData("This is argued at length in the next chapter.", "This is argued at length in the next chapter")]
    [InlineData("See, for example, Jane Smith, Ports (London: Routledge, 1999).", "")]
    [InlineData("Dies wurde 1995 erneut behauptet.", "Dies wurde 1995 erneut behauptet")] // no Dies.
    [InlineData("Zum Thema s. a. Weber 2006. Vgl. Braun 1995, 31.", "Zum Thema")]
    [InlineData("Cass. Dio 54,10,5f.; Tac. ann. 16,21f.", "")] // ancient authors
    [InlineData("Weber 1975, S. 75 der allerdings nur Häfen untersucht hat.", "der allerdings nur Häfen untersucht hat")]
    [InlineData("For ‘ports’ it would be better to say ‘harbours’.", "For ‘ports’ it would be better to say ‘harbours’")]
    [InlineData("John Pier, who was harsh in The Quay (Boston: Hall, 1884), was rewarded.", "John Pier, who was harsh in|was rewarded")] // a sentence introduces the work
    [InlineData("Paris 1939.", "Paris 1939")] // a place and a year, for all we know
    public void Commentary_is_kept_apart(string note, string expected) =>
        Assert.Equal(expected, string.Join('|', Reading.Of(note).Notes[0].Commentary.Select(span => span.In(note).ToString())));

    [Fact]
    public void Italics_tell_the_title()
    {
        const string Text = "Smith, Of Ports, Piers and Other Things, 45";
        var note = new Note { Id = "n1", Label = "1", Text = Text, Emphasis = [new EmphasisRun(new TextSpan(7, 40), Emphasis.Italic)] };

        var reference = Assert.IsType<PublishedReference>(new NotesEngine().Read([note]).Notes[0].References[0].Reference);

        Assert.Equal("Of Ports, Piers and Other Things", reference.Title?.Text);
        Assert.Equal("45", reference.Pages?.Text);
    }
}
