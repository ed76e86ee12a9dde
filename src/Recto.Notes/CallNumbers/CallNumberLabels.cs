using System.Collections.Frozen;

namespace Recto.Notes.CallNumbers;

/// <summary>What a label before a number says of it, from the outermost level in.</summary>
internal enum LabelKind
{
    None = 0,
    RecordGroup,
    Fond,
    Inventory,
    Part,
    Manuscript,
    Box,
    File,
    Leaf,
    Page,
}

/// <summary>The words that announce a level or a leaf, in the languages of archives. Words come folded.</summary>
internal static class CallNumberLabels
{
    private static readonly FrozenDictionary<string, LabelKind> Kinds = Build(
        (LabelKind.RecordGroup, "rg"),
        (LabelKind.Fond, "f ф fond фонд fondas fund pondi z zesp"),
        (LabelKind.Inventory, "op оп opis опись opys опис vop ap apr nim nimistu anaceri per перечень"),
        (LabelKind.Part, "rep tit abt ha entry series ser series serie section sect"),
        (LabelKind.Manuscript, "ms mss mscr cod codex"),
        (LabelKind.Box, "box boxes container containers carton cartons cart reel reels roll rolls mf vol vols volume volumes bd band bande busta buste b bb bte boite caja cajas caixa caixas cx leg legajo legajos liasse kart karton kt kut kr sk sv svazek papka папка por пор p п w t tome reg registro book drawer cs chemise lib liber"),
        (LabelKind.File, "d д delo дело spr спр sprava a ae dosar dos doss dossier dossiers folder folders file files fasc fascicolo fascicoli fs nr no nos n num exp expte expediente sygn sign akte az proc processo maco inv item items sakme byla hs str doc docs dok fak ypofak ref"),
        (LabelKind.Leaf, "l ll л лл list listy listov лист листы bl blatt fol fols folio folios ff fo fos ark арк lp lk k c cc carta carte h purceli"),
        (LabelKind.Page, "pp page pages s с стр frame frames"));

    // A label that begins a new piece even where no comma stands before it: "GAR 19 Box 2.2", "I. HA Rep. 89".
    private static readonly FrozenSet<string> Cutting =
        "box boxes container folder reel roll entry rep tit bl fol fols ff op оп fasc leg legajo busta caja carton ll лл".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static LabelKind KindOf(string folded) => Kinds.GetValueOrDefault(folded, LabelKind.None);

    /// <summary>Whether the word may be a label as it is printed: letters in capitals are a holding (<c>FO 371</c>, <c>B 42</c>) but for a few, and a single capital needs a stop behind it (<c>Ф. 17</c>).</summary>
    public static bool MayBeLabel(string text, NoteWord word)
    {
        for (var i = word.Start; i < word.End; i++)
        {
            if (!char.IsUpper(text[i]))
            {
                return true;
            }
        }

        return word.End - word.Start == 1
            ? word.End + 1 < text.Length && text[word.End] == '.' && text[word.End + 1] == ' '
            : word.Folded is "rg" or "ms" or "mss" or "ha" or "box" or "folder" or "reel" or "item" or "file" or "bl" or "nr" or "no";
    }

    public static bool Cuts(string folded) => Cutting.Contains(folded);

    private static FrozenDictionary<string, LabelKind> Build(params (LabelKind Kind, string Words)[] rows)
    {
        var kinds = new Dictionary<string, LabelKind>(StringComparer.Ordinal);
        foreach (var (kind, words) in rows)
        {
            foreach (var word in words.Split(' '))
            {
                kinds[word] = kind;
            }
        }

        return kinds.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
