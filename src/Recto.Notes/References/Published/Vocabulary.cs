using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>The small words by which scholars of many languages say what follows. No names of persons, works or places.</summary>
internal static class Vocabulary
{
    /// <summary>Words that only send the reader on; they stand outside the reference.</summary>
    public static readonly WordSet Signals = new("""
        see also cf compare cfr confer contra accord but and e g eg for example instance especially esp generally further
        voir aussi notamment comparer vgl siehe auch ferner dazu hierzu etwa so s sowie vergleiche bes insbes zuletzt jetzt
        und et u и см ср также напр например véase véanse vid ver también vedi anche si veda veja cf
        """);

    /// <summary>Signals that may open a reference in the middle of a sentence.</summary>
    public static readonly WordSet StrongSignals = new("see voir vgl siehe см véase vedi cf cfr");

    /// <summary>Words that announce pages or another place inside the work.</summary>
    public static readonly WordSet Pages = new("p pp page pages pg s ss с стр pág págs pag pagg página páginas f ff fol fols col cols para paras chap chaps ch cap kap bl л лл esp here at on quote quotation § sig sigs especially insbesondere insbes");

    /// <summary>Words that join numbers of pages.</summary>
    public static readonly WordSet PageJoiners = new("and et und y e и f ff sq sqq ss passim n nn u ff. off bis to a esp");

    /// <summary>Words that announce a volume.</summary>
    public static readonly WordSet Volume = new("vol vols volume volumes t tome tomes tom bd bde band bände т том тт vols. tomo tomos jg jahrgang vol.");

    /// <summary>Words that announce an issue.</summary>
    public static readonly WordSet Issue = new("no nos nr nrs number issue n° nº № num núm numéro heft h вып № вып. fasc fascicule iss");

    /// <summary>Words that announce an editor.</summary>
    public static readonly WordSet Editor = new("ed eds edited editor editors éd éds dir dirs hg hrsg hgg ред coord coords comp comps cur herausgegeben red sous под curatore curatori org orgs");

    /// <summary>Words that announce a translator.</summary>
    public static readonly WordSet Translator = new("trans transl translated trad traduit übers übersetzt пер tr");

    /// <summary>Words that name another note.</summary>
    public static readonly WordSet Note = new("note notes n nn fn fns footnote footnotes endnote endnotes anm anmerkung anmerkungen fußnote fussnote fußnoten fussnoten прим примечание примечании сноска сноску сн nota notas");

    /// <summary>Words that say on which side the other note stands.</summary>
    public static readonly WordSet Direction = new("above below supra infra oben unten выше ниже arriba abajo dessus dessous sopra sotto acima abaixo ci plus haut bas précité op cit.");

    /// <summary>Words that join persons.</summary>
    public static readonly WordSet PersonJoiners = new("and et und y e и with avec mit con i");

    /// <summary>Particles of names; also a family name may begin with one in capitals.</summary>
    public static readonly WordSet Particles = new("de du des d la le von van der den ter ten zu zum zur vom di da del della delle dello degli dei dos das do al el ibn ben bin bint abu y ap af av te st");

    /// <summary>What follows a name in its own right.</summary>
    public static readonly WordSet Suffixes = new("jr sr ii iii iv jun sen esq");

    /// <summary>Ranks and offices that stand before a name.</summary>
    public static readonly WordSet Ranks = new("dr prof professor sir lord lady mr mrs ms general gen colonel col captain capt major lt admiral rev président sgt dame baron count comte graf dom fr st");

    /// <summary>Words of bodies that are authors under their whole name.</summary>
    public static readonly WordSet Bodies = new("""
        council committee ministry institute institution university commission department office society association royal united national world organization organisation
        bureau board congress senate house ministère comité académie académia akademie archives bank foundation union federal library museum college court league
        министерство академия институт комитет общество agency government secretariat service staff conference corporation ministerio instituto ministero istituto bundesamt
        """);

    /// <summary>Words by which a bracket or a chunk tells the publisher.</summary>
    public static readonly WordSet Publishers = new("press verlag books publishers publisher editions édition éditions editorial imprimerie presses university universität université universitet università universidad izdatel’stvo izdatelstvo издательство изд stationery printing library libraire librairie academic sons");

    /// <summary>Words by which a work tells that it is a thesis.</summary>
    public static readonly WordSet Thesis = new("thesis thèse dissertation diss mémoire phd maîtrise habilitation habilitationsschrift dphil doctorat doctorate tesis tesi dissertatsiya диссертация дисс дис автореферат doktorarbeit magisterarbeit masterarbeit");

    /// <summary>Months, in full and shortened.</summary>
    public static readonly WordSet Months = new("""
        january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
        janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre decembre
        januar februar märz maerz juni juli oktober dezember jänner enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
        gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
        января февраля марта апреля мая июня июля августа сентября октября ноября декабря январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
        spring summer autumn fall winter hiver printemps été automne
        """);

    /// <summary>Words that make a sentence of it: what holds one is prose, hardly a title with its imprint.</summary>
    public static readonly WordSet Prose = new("""
        was were is are has had have will would could should this these those his her their we he she they not who which there been being did does however although because
        our my its it also cannot may might must
        est sont était étaient ont avait qui cette nous ils elle elles sera ist war waren wurde wurden wird hat hatte sich nicht dass daß sind auch
        fue fueron es son había era eran que esta este è sono stato stata stati erano non foi foram são não
        был была было были это этот что не как который которая которые
        """);

    /// <summary>Words of printed documents, letters and collected works.</summary>
    public static readonly WordSet Sources = new("frus dbfp dgfp adap documents dokumenty documenti documentos akten dokumente correspondence letters briefe lettres papers correspondance perepiska foreign public письма переписка документы сборник sochineniia sochineniya сочинения oeuvres œuvres werke opere obras écrits collected works records relations writings journals debates diaries tagebücher protokolle protocols");

    /// <summary>Words of letters and papers that are no newspaper.</summary>
    public static readonly WordSet Documents = new("to from with letter telegram memorandum minutes memo interview conversation cable despatch dispatches note statement speech lettre brief schreiben telegramm письмо телеграмма entry diary testimony");

    /// <summary>Words of reports and official papers.</summary>
    public static readonly WordSet Reports = new("report reports rapport bericht memorandum paper papers отчет доклад informe relazione bulletin circular white");

    /// <summary>Words of newspapers' names.</summary>
    public static readonly WordSet Newspapers = new("times herald post gazette tribune zeitung tageblatt daily telegraph guardian star evening morning sun observer le monde figaro temps pravda izvestiia izvestia izvestiya правда известия krasnaya zvezda journal chronicle news globe sunday courier mirror express mail commercial courant picayune nation argus ledger examiner inquirer enquirer dispatch register standard republican democrat world eagle press corriere stampa repubblica país abc");
}
