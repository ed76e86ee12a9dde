namespace Recto.Journals.Exchange.SavedPage;

/// <summary>A part of an article page that its heading names.</summary>
public enum PagePart
{
    /// <summary>The article's text.</summary>
    Body = 1,

    /// <summary>Abstract, summary, extract.</summary>
    Abstract,

    /// <summary>Keywords.</summary>
    Keywords,

    /// <summary>Conflicts of interest.</summary>
    Disclosure,

    /// <summary>Thanks.</summary>
    Acknowledgements,

    /// <summary>Who paid.</summary>
    Funding,

    /// <summary>Holds funding, contributors and the rest in one.</summary>
    AdditionalInformation,

    /// <summary>Foot- and endnotes.</summary>
    Notes,

    /// <summary>List of works.</summary>
    References,

    /// <summary>Who the authors are.</summary>
    Contributors,

    /// <summary>A statement with a heading that has no place of its own (data, ethics).</summary>
    Statement,

    /// <summary>Where the article may be bought, and everything after the article.</summary>
    Furniture,
}

/// <summary>Headings of article pages by what they open. Whole lines only, without regard to case, numbers and closing punctuation.</summary>
internal static class PageHeadings
{
    private static readonly Dictionary<string, PagePart> Known = Table();

    /// <summary>What a line opens; null where it is no heading that is known.</summary>
    public static PagePart? Find(string line)
    {
        if (line.Length > 60)
        {
            return null;
        }

        var key = line.Trim(' ', ':', '.', '—', '–', '-', '#', '*', '▼', '▾', '+').ToLowerInvariant().Replace('’', '\'');
        return Known.TryGetValue(key, out var part) ? part : null;
    }

    private static Dictionary<string, PagePart> Table()
    {
        var table = new Dictionary<string, PagePart>();
        Add(PagePart.Abstract, "abstract|summary|extract|article abstract|in lieu of an abstract|abstract/extract|résumé|resume|zusammenfassung|kurzfassung|resumen|resumo|riassunto|аннотация|резюме|sommario|streszczenie|samenvatting");
        Add(PagePart.Keywords, "keywords|key words|keyword|subject headings|mots-clés|mots clés|schlüsselwörter|schlagwörter|stichwörter|palabras clave|palavras-chave|parole chiave|ключевые слова");
        Add(PagePart.Disclosure, "disclosure statement|disclosure|disclosures|conflict of interest|conflicts of interest|conflict of interests|competing interests|competing interest|declaration of interest|declaration of interests|declaration of conflicting interests|declaration of competing interest|conflict of interest statement|interessenkonflikt|interessenkonflikte|conflit d'intérêts|conflits d'intérêts|déclaration d'intérêts|conflicto de intereses|конфликт интересов");
        Add(PagePart.Acknowledgements, "acknowledgements|acknowledgments|acknowledgement|acknowledgment|remerciements|danksagung|dank|agradecimientos|agradecimentos|ringraziamenti|благодарности");
        Add(PagePart.Funding, "funding|funding information|funding statement|financial support|financial disclosure|grant support|finanzierung|förderung|financement|financiación|financiamento|finanziamento|финансирование");
        Add(PagePart.AdditionalInformation, "additional information|further information|informations complémentaires|weitere informationen|información adicional|дополнительная информация");
        Add(PagePart.Notes, "notes|note|footnotes|footnote|endnotes|end notes|fußnoten|fussnoten|anmerkungen|endnoten|notes de bas de page|notas|notas al pie|notas de rodapé|note a piè di pagina|примечания|сноски|notes and references|references and notes|przypisy|noten");
        Add(PagePart.References, "references|bibliography|works cited|reference list|literature cited|literature|sources|cited works|bibliographie|literatur|literaturverzeichnis|quellen und literatur|références|bibliografía|referencias|referências|bibliografia|литература|список литературы|библиография");
        Add(PagePart.Contributors, "notes on contributors|notes on contributor|note on contributor|note on contributors|notes on the contributors|notes on the contributor|about the author|about the authors|about the contributors|author biography|author biographies|author information|author bio|biographical note|biographical notes|contributor information|contributors|à propos de l'auteur|auteur|auteurs|über den autor|über die autorin|über die autoren|zum autor|zur autorin|sobre el autor|sobre la autora|sobre o autor|сведения об авторе|сведения об авторах|об авторе|об авторах|информация об авторе");
        Add(PagePart.Statement, "data availability|data availability statement|data access statement|ethics statement|ethical approval|author contributions|correction statement|supplementary material|supplemental material|supplementary materials|geolocation information|abbreviations|archives|archival sources|primary sources");
        Add(PagePart.Furniture, "related research|related articles|related content|related papers|related reading|people also read|readers also read|recommended articles|recommended|recommended for you|recommendations|cited by|citing articles|citing literature|you may also like|you might also like|more from this author|more from this issue|more on this topic|most read|most cited|latest articles|latest|trending|access options|access|get access|purchase options|purchase|issue purchase|article purchase|buy article|purchase access|buy this article|rent this article|subscribe|subscription options|metrics|article metrics|share|share this article|information for|open access|opportunities|help and information|keep up to date|connect with us|follow us|quick links|about this journal|browse journals|similar articles|personal account|institutional access|sign in|log in|register|citations|altmetrics|usage|dimensions|download statistics|information & authors|metrics & citations|view options|media|figures|tables|other users also viewed these articles|save to my library|cookies|cookie policy");
        return table;

        void Add(PagePart part, string headings)
        {
            foreach (var heading in headings.Split('|'))
            {
                table.TryAdd(heading, part);
            }
        }
    }
}
