using System.Collections.Frozen;

namespace Recto.Notes.Labelling.Features;

/// <summary>The small words by which reference lists and notes of many languages say what follows, in classes. Compared in folded letters and digits, without punctuation.</summary>
internal static class Keywords
{
    private static readonly string[] Classes =
    [
        "ed eds edited editor editors dir dirs hg hrsg hgg herausgegeben herausgeber coord coords comp comps compiled red cura curatore curatori org orgs ред составитель сост под editado editeur editeurs",
        "trans transl translated translator translation trad traduit traduction traduzione traduccion ubers ubersetzt ubersetzung пер перевод tr",
        "in dans en из",
        "vol vols volume volumes t tome tomes tom bd bde band bande т том тт tomo tomos jg jahrgang v",
        "no nos nr nrs number issue num numero numeros heft h вып fasc fascicule iss n",
        "p pp page pages pg s ss с стр pag pags pagg pagina paginas ff sq",
        "thesis these dissertation diss memoire phd habilitation doctorat doctoral doctorate tesis tesi ma msc masters диссертация дис автореферат dphil unpublished",
        "press verlag books publishers publisher publications editions edition editorial editora ediciones imprimerie presses izdatelstvo издательство изд springer elsevier wiley routledge harrassowitz brill gallimard seuil einaudi laterza mulino наука",
        "university universitat universite universita universidad universidade universiteit college institute institut instituto institution academy академия университет department school faculty",
        "journal review revue zeitschrift quarterly annals annales archiv archives archivio bulletin magazine rivista revista jahrbuch studien studies вестник журнал вопросы letters transactions",
        "proceedings proc conference symposium workshop congress meeting colloque actes kongress tagung convegno atti congreso lecture series advances handbook encyclopedia",
        "retrieved accessed available online url access zugriff abgerufen consulte consultado letzter http https www viewed visited",
        "doi dx",
        "isbn issn",
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre januar februar marz juni juli oktober dezember enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre января февраля марта апреля мая июня июля августа сентября октября ноября декабря spring summer autumn fall winter",
        "and et und y e и &",
        "al others alii",
        "editionnumber aufl auflage 2nd 3rd 4th 5th 1st rev revised enlarged 2e 3e 2d 3d изд reprint repr nouvelle erw uberarb",
        "forthcoming press submitted preprint accepted prep appear nd sd date oj",
        "report technical tech working paper papers memorandum bericht rapport tr discussion",
        "cd dvd film video audio television episode podcast software computer program dataset map photograph",
        "de von van der den du des la le di da del della dos al el ibn ben bin",
        "the a an der die das le la les un une il lo gli i el los las o os as",
        "of for on in to with from by at und fur zur zum im am auf sur dans pour sul nel per con por para о на",
        "london new york paris berlin oxford cambridge chicago boston amsterdam leiden munchen munich wien vienna frankfurt leipzig stuttgart tubingen gottingen hamburg koln bonn heidelberg roma rome milano milan torino turin venezia venice firenze florence bologna napoli madrid barcelona lisboa москва moscow moskva petersburg leningrad ленинград м л спб princeton philadelphia washington toronto dordrecht basel zurich geneve geneva bruxelles brussels",
        "cited quoted see also cf note notes ibid ibidem op cit idem id anm n",
        "archives archive archivio archivo archiv архив fonds fond box folder file ms mss f op d l c busta filza reg series record papers collection",
        "series reihe collection collana serie coleccion",
        "chapter chap ch kapitel chapitre capitulo",
        "supplement suppl special part pt teil",
        "jr sr ii iii iv",
        "usa uk mass ny ca calif conn il pa md nj va dc",
        "inc ltd co corp gmbh sons bros cie company",
        "md phd dr prof sir",
    ];

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Map = Classes
        .SelectMany((words, index) => words.Split(' ').Select(word => (word, index)))
        .GroupBy(pair => pair.word, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.First().index + 1, StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Class of a word given in folded letters and digits, from 1; 0 where it is in none.</summary>
    public static int Of(ReadOnlySpan<char> core) => core.Length is > 0 and < 20 && Map.TryGetValue(core, out var found) ? found : 0;
}
