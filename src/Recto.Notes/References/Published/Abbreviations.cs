using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>Shortened words whose full stop ends no sentence.</summary>
internal static class Abbreviations
{
    /// <summary>Regions that stand behind a town.</summary>
    public static readonly WordSet Places = new("mass conn calif ill mich penn pa wash ont que minn wis ariz ark tex va vt del fla ga ind kan md mo neb nev okla ore tenn mississippi massachusetts connecticut");

    /// <summary>Any shortened word that is usual in notes.</summary>
    public static readonly WordSet Usual = new("""
        p pp vol vols no nos n nn fn fns ed eds trans transl rev repr cf vs etc al e.g i.e esp ca c ch chap chaps fol fols f ff col cols fig figs pt pts ser st dr mr mrs ms prof gen col lt capt sgt hon jr sr
        univ dept inst soc assoc acad nat natl int intl hist med sci bull proc trans stud rev phil philos quart ann arch j jour lett cong sess doc docs art arts sec secs para paras app supp suppl
        t tt éd dir coll sér fasc av op cit loc ibid id eod
        bd bde hg hrsg hgg s anm nr aufl jg ders dies ebd vgl u v z zit aa a d h m o bes usw
        г гг т тт с стр см ср ред сост пер изд вып ч кн д оп ф л лл м спб пг др напр прим указ соч гл
        pág págs núm trad coord cit
        jan feb mar apr jun jul aug sep sept oct nov dec mass conn calif ill mich penn wash ont wis minn tex
        co inc ltd corp bros ph b.a m.a d.c u.s u.k u.n dipl foreign.rel colo nr bibl
        """);
}
