using Recto.Journals.Exchange.Bibliographies;

namespace Recto.Journals.Tests.Exchange.Bibliographies;

public sealed class BibliographyTextTests
{
    [Fact]
    public void The_bibliography_is_grouped_as_historians_group_it()
    {
        var bibliography = Cited.In(
            "Russian State Archive of Socio-Political History (RGASPI) 558/11/431/94; RGASPI 17/162/14/27.",
            "Ibid.",
            "S. Muller, J.A. Feith and R. Fruin, Manual for the Arrangement and Description of Archives (New York: H.W. Wilson 1940), 12.",
            "Ernst Posner, ‘Some Aspects of Archival Development’, American Archivist 3/3 (1940), 159–172.",
            "I.V. Stalin, Sochineniia, 13 vols. (Moscow: Gospolitizdat 1947–51), Vol. 12, 256.",
            "G.-H. Soutou, ‘La France et l’ère de Locarno’, in E. du Réau and A.O. Tchoubarian (eds.), L’URSS et l’Europe (Paris: PUPS 2000), 71.");
        using var text = new StringWriter();

        BibliographyText.Write(bibliography, text);

        Assert.Equal("""

            Archives
              Russian State Archive of Socio-Political History (RGASPI), Moscow
                fond 17, opis 162
                  delo 14 [note 1]
                fond 558, opis 11
                  delo 431 [note 1]

            Printed sources
              Stalin, I.V. Sochineniia. Vol. 12. Moscow: Gospolitizdat, 1947–51. [note 5]

            Literature
              Muller, S., J.A. Feith and R. Fruin. Manual for the Arrangement and Description of Archives. New York: H.W. Wilson, 1940. [note 3]
              Posner, Ernst. ‘Some Aspects of Archival Development’. American Archivist 3/3 (1940): 159–172. [note 4]
              Soutou, G.-H. ‘La France et l’ère de Locarno’. In L’URSS et l’Europe, ed. E. du Réau and A.O. Tchoubarian. Paris: PUPS, 2000. [note 6]

            """.ReplaceLineEndings("\n"), text.ToString());
    }

    [Fact]
    public void Where_nothing_is_cited_nothing_is_written()
    {
        using var text = new StringWriter();

        BibliographyText.Write(Cited.In("He says so."), text);

        Assert.Equal("", text.ToString());
    }
}
