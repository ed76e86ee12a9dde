namespace Recto.Notes.Tests.Reading;

/// <summary>How scholars of several languages repeat, point back and abbreviate: a full mention, then a note that comes back to it.</summary>
public sealed class LanguageTests
{
    private const string German = "Anna Weber, Geschichte der Häfen (Göttingen: Vandenhoeck, 1995), S. 12.";
    private const string French = "Anne Dupont, Histoire des ports (Paris : Plon, 1995), p. 12.";
    private const string Italian = "Anna Rossi, Storia dei porti (Roma: Laterza, 1995), p. 12.";
    private const string Spanish = "Ana García, Historia de los puertos (Madrid: Alianza, 1995), p. 12.";
    private const string Portuguese = "Ana Sousa, História dos portos (Lisboa: Presença, 1995), p. 12.";
    private const string Russian = "Иванов А. А. История портов. М., 1995. С. 12.";
    private const string Transliterated = "A.A. Ivanov, Istoriia portov (Moscow: Nauka, 1995), p. 12.";
    private const string English = "Anna Smith, A History of Ports (London: Routledge, 1995), 12.";

    [Theory]
    [InlineData(German, "Ebd., S. 15.", "book ibid >1/0")]
    [InlineData(German, "Ebd.", "book ibid >1/0")]
    [InlineData(German, "A.a.O., S. 15.", "book ibid >1/0")]
    [InlineData(German, "Weber, a.a.O., S. 15.", "book short >1/0")]
    [InlineData(German, "Weber, Geschichte (wie Anm. 1), S. 15.", "book short >1/0")]
    [InlineData(German, "Weber (wie Anm. 1), S. 15.", "book short >1/0")]
    [InlineData(German, "Weber, Häfen, S. 15.", "book short >1/0")]
    [InlineData(German, "S. Anm. 1.", "book crossreference >1/0")]
    [InlineData(German, "Siehe oben, Anm. 1.", "book crossreference >1/0")]
    [InlineData(French, "Ibid., p. 15.", "book ibid >1/0")]
    [InlineData(French, "Dupont, op. cit., p. 15.", "book short >1/0")]
    [InlineData(French, "A. Dupont, Histoire, op. cit., p. 15.", "book short >1/0")]
    [InlineData(French, "Dupont, Histoire des ports, ouvr. cité, p. 15.", "book short >1/0")]
    [InlineData(French, "Voir supra, note 1.", "book crossreference >1/0")]
    [InlineData(French, "Id., p. 15.", "book ibid >1/0")]
    [InlineData(Italian, "Ivi, p. 15.", "book ibid >1/0")]
    [InlineData(Italian, "Ibidem.", "book ibid >1/0")]
    [InlineData(Italian, "Rossi, Storia, cit., p. 15.", "book short >1/0")]
    [InlineData(Italian, "Rossi, op. cit., p. 15.", "book short >1/0")]
    [InlineData(Italian, "Cfr. supra, nota 1.", "book crossreference >1/0")]
    [InlineData(Spanish, "Ibíd., p. 15.", "book ibid >1/0")]
    [InlineData(Spanish, "Ibídem, p. 15.", "book ibid >1/0")]
    [InlineData(Spanish, "García, ob. cit., p. 15.", "book short >1/0")]
    [InlineData(Spanish, "Véase nota 1.", "book crossreference >1/0")]
    [InlineData(Portuguese, "Idem, p. 15.", "book ibid >1/0")]
    [InlineData(Portuguese, "Ibidem, p. 15.", "book ibid >1/0")]
    [InlineData(Portuguese, "Sousa, op. cit., p. 15.", "book short >1/0")]
    [InlineData(Portuguese, "Ver nota 1.", "book crossreference >1/0")]
    [InlineData(Russian, "Там же. С. 15.", "book ibid >1/0")]
    [InlineData(Russian, "Там же.", "book ibid >1/0")]
    [InlineData(Russian, "Иванов А. А. Указ. соч. С. 15.", "book short >1/0")]
    [InlineData(Russian, "Иванов А. А. История портов. С. 15.", "book short >1/0")]
    [InlineData(Russian, "См. прим. 1.", "book crossreference >1/0")]
    [InlineData(Transliterated, "Tam zhe, s. 15.", "book ibid >1/0")]
    [InlineData(Transliterated, "Ivanov, Ukaz. soch., s. 15.", "book short >1/0")]
    [InlineData(Transliterated, "Ivanov, Istoriya portov, p. 15.", "book short >1/0")] // another way of transliterating
    [InlineData(English, "Smith, loc. cit.", "book short >1/0")]
    [InlineData(English, "Ibid. [p. 10]", "book ibid >1/0")]
    public void A_note_comes_back_to_the_work(string full, string back, string expected) => Assert.Equal(expected, Reading.LastOf(full, back));

    [Theory]
    [InlineData("Anna Weber, Geschichte der Häfen (Göttingen: Vandenhoeck, 1995), S. 12 (im Folgenden zit. als GdH).", "GdH, S. 15.")]
    [InlineData("Anna Weber, Geschichte der Häfen (Göttingen: Vandenhoeck, 1995), S. 12 (künftig: GdH).", "GdH, S. 15.")]
    [InlineData("Anne Dupont, Histoire des ports (Paris : Plon, 1995), p. 12 (ci-après HDP).", "HDP, p. 15.")]
    [InlineData("Anne Dupont, Histoire des ports (Paris : Plon, 1995), p. 12 [désormais HDP].", "HDP, p. 15.")]
    [InlineData("Anna Rossi, Storia dei porti (Roma: Laterza, 1995), p. 12 (d’ora in poi SDP).", "SDP, p. 15.")]
    [InlineData("Anna Rossi, Storia dei porti (Roma: Laterza, 1995), p. 12 (d'ora in avanti SDP).", "SDP, p. 15.")]
    [InlineData("Ana García, Historia de los puertos (Madrid: Alianza, 1995), p. 12 (en adelante HDP).", "HDP, p. 15.")]
    [InlineData("Ana Sousa, História dos portos (Lisboa: Presença, 1995), p. 12 (a seguir HDP).", "HDP, p. 15.")]
    [InlineData("Ana Sousa, História dos portos (Lisboa: Presença, 1995), p. 12 (doravante HDP).", "HDP, p. 15.")]
    [InlineData("Anna Smith, A History of Ports (London: Routledge, 1995), 12. [Hereafter cited as Ports.]", "Ports, 15.")]
    [InlineData("История портов. М., 1995. С. 12 (далее – ИП).", "ИП. С. 15.")]
    public void A_work_goes_by_its_abbreviation(string full, string back) => Assert.EndsWith("short >1/0", Reading.LastOf(full, back), StringComparison.Ordinal);

    [Theory]
    [InlineData("Ludwig van der Berg, Ports (London: Routledge, 1999).", "van der Berg", "Ludwig")]
    [InlineData("Charles de La Roche, Ports (London: Routledge, 1999).", "de La Roche", "Charles")]
    [InlineData("Otto von Hagen, Ports (London: Routledge, 1999).", "von Hagen", "Otto")]
    [InlineData("J.-P. du Pont, Ports (London: Routledge, 1999).", "du Pont", "J.-P.")]
    [InlineData("Ahmad al-Masri, Ports (London: Routledge, 1999).", "al-Masri", "Ahmad")]
    public void A_particle_belongs_to_the_family_name(string note, string family, string given)
    {
        var reference = Assert.IsType<Recto.Notes.References.PublishedReference>(Reading.Of(note).Notes[0].References[0].Reference);

        Assert.Equal((family, given), (reference.Authors[0].Family, reference.Authors[0].Given));
    }

    [Theory]
    [InlineData("S. Dullin, Men of Influence (Edinburgh: University Press, 2008), 12.", "Dullen, Men of Influence, 15.")]
    [InlineData("E.A. Rees, State Control in Soviet Russia (London: Macmillan, 1987), 12.", "Ris, State Control in Soviet Russia, 15.")]
    public void A_name_that_was_transliterated_back_is_the_same(string full, string back) => Assert.Equal("book short >1/0", Reading.LastOf(full, back));

    [Theory]
    [InlineData("אברהם כהן, תולדות הנמלים (ירושלים: מאגנס, 1995), עמ' 12.")]
    [InlineData("أحمد المصري، تاريخ الموانئ (القاهرة: دار الشروق، 1995)، ص 12.")]
    [InlineData("שם, עמ' 15.")]
    [InlineData("المرجع نفسه، ص 15.")]
    public void A_note_from_right_to_left_is_read_without_harm(string note)
    {
        var read = Reading.Of(note).Notes[0];

        Assert.True(read.References.Count + read.Commentary.Count > 0);
        Assert.All(read.References, reference => Assert.InRange(reference.Reference.Span.End, 1, note.Length));
    }

    [Theory]
    [InlineData("S. Koch 1952, 131; Braun u. Kern (Hgg.) 1993; Weber 2002 (1921), 5.", "Koch 1952, 131|Braun u. Kern (Hgg.) 1993|Weber 2002 (1921), 5")]
    [InlineData("Dazu s. u. a. Koch 1952; Braun u. a. 2004a, 94f.; 214f.; in der Mitte F. A. Kern 1995, passim.", "Koch 1952|Braun u. a. 2004a, 94f.; 214f|F. A. Kern 1995, passim")]
    [InlineData("So zuletzt bei Koch (1952) und Braun (2004, 2006); vgl. Kern et al. 1999, 5.", "Koch (1952)|Braun (2004|2006)|Kern et al. 1999, 5")]
    [InlineData("Liv. 1,38; 55f.; Dion. Hal. ant. 3,69; 4,59–61; Plut. Camillus 14.", "Liv. 1,38; 55f|Dion. Hal. ant. 3,69; 4,59–61|Plut. Camillus 14")]
    [InlineData("See Cic. Att. 1.16.5 and Livy 5.30.", "Cic. Att. 1.16.5|Livy 5.30")]
    [InlineData("The formula is old (see n. 68 below).", "see n. 68 below")]
    [InlineData("Anna Smith, The Harbour Office; Its History and Functions (New Haven, 1914), p. 427.", "Anna Smith, The Harbour Office; Its History and Functions (New Haven, 1914), p. 427")]
    [InlineData("The piers are described in a work by Robert Pier entitled The Nine Ports (York, 1948).", "Robert Pier entitled The Nine Ports (York, 1948)")]
    [InlineData("Made with Diver (https://example.org/diver, letzter Zugriff: 30.11.2021).", "Diver (https://example.org/diver, letzter Zugriff: 30.11.2021)")]
    public void A_note_cites(string note, string expected) =>
        Assert.Equal(expected, string.Join('|', Reading.Of(note).Notes[0].References.Select(reference => reference.Reference.Span.In(note).TrimEnd('.').ToString())));
}
