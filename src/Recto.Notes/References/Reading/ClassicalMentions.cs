using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>
/// Finds places in ancient authors: <c>Liv. 5,30</c>, <c>Tac. hist. 3,72</c>, <c>Dion. Hal. ant. 4,61,2f.; 5,25</c>, <c>Cic. Att. 1.16.5</c>.
/// The author is told by a usual abbreviation, or by any abbreviation before a place of book, chapter and section.
/// </summary>
internal static class ClassicalMentions
{
    private const int MostWorkWords = 3;

    // Usual abbreviations (Der Neue Pauly, Oxford Classical Dictionary) and short names.
    private static readonly WordSet Authors = new("""
        aischyl aesch aischin aeschin ail ael alk amm ammian anth apg apoll apollod app appian apul arat archil aristeid aristid aristoph aristot arist arr arrian artem athen ath aug august auson
        caes catull cato celt cens cic claud clem colum corn curt cyprian dem demosth diod digest dig donat enn epikt epict eun eur eurip euseb eus eutr eutrop fest flor front frontin fulg gai gal galen gell
        hdt herodot hdn herodian hes hesiod hier hieron hippokr hippocr hom hor horat hyg iambl iord iordan ios jos joseph isid isidor isokr isoc iul iust iustin iuv juv kall callim lact lib liv livy livius
        lucan lucr luk lukian lucian lyd lyk lys macr macrob manil mart men nep nepos nonn nonnos non obseq oros orph ov ovid paul paus pers petron phaedr philo philostr phot pind plat plato plaut plin pliny plot plut
        pol polyb polybios polybius porph priap prok procop prop prud quint rhet rut sall sallust sen serv servius sext sidon sil simpl sokr soph soz stat stob strab strabo suda suet sueton sulp symm
        tac tacitus ter terent tert theod theokr theocr theophr thuk thuc thucydides tib ulp varro veg vell verg vergil virg vitr xen zon zonar zos zosim
        """);

    // Second words of a name: "Dion. Hal.", "Cass. Dio", "Val. Max.", "Diog. Laert.", "Aur. Vict."
    private static readonly WordSet First = new("dion cass cassius val diog aur diod vell amm plin sen iul jul q cn corn ps valerius fabius hist");
    private static readonly WordSet Second = new("hal dio max laert vict sic pat marc d ä j min mai valerius flacc pictor antias aug chrys cass per rh rhet phil");

    /// <summary>The places of a stretch, in order.</summary>
    public static void Find(NoteTokens tokens, TokenRange zone, List<Reference> found)
    {
        var floor = zone.From;
        for (var i = zone.From + 1; i < zone.To; i++)
        {
            if (!IsPlaceStart(tokens, i, zone.To) || Read(tokens, new TokenRange(floor, zone.To), i) is not { } place)
            {
                continue;
            }

            found.Add(place);
            floor = tokens.IndexFrom(place.Span.End);
            i = floor - 1;
        }
    }

    private static bool IsPlaceStart(NoteTokens tokens, int i, int to) =>
        tokens.Is(i, TokenKind.Number) && IsShort(tokens, i) && tokens.QuotationAt(i) < 0 && i < to && (tokens.Is(i - 1, '.') || tokens.Is(i - 1, TokenKind.Word)) && tokens.HasGapBefore(i);

    private static bool IsShort(NoteTokens tokens, int i)
    {
        var text = tokens.TextOf(i);
        var digits = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var letter ? letter : text.Length;
        return digits is >= 1 and <= 3 && text.Length - digits <= 2;
    }

    // "4,61,3", "1.16.5": book, chapter, section.
    private static bool IsParted(NoteTokens tokens, int i, int to) =>
        i + 2 < to && (tokens.Is(i + 1, ',') || tokens.Is(i + 1, '.')) && tokens.Is(i + 2, TokenKind.Number) && IsShort(tokens, i + 2) && !tokens.HasGapBefore(i + 1) && !tokens.HasGapBefore(i + 2);

    private static PublishedReference? Read(NoteTokens tokens, TokenRange within, int number)
    {
        var (floor, to) = within;
        var isParted = IsParted(tokens, number, to);
        var author = default(TokenRange);
        var isUsual = false;
        for (int i = number - 1, words = 0; i >= floor && words <= MostWorkWords + 1; i--)
        {
            if (tokens.Is(i, '.'))
            {
                continue;
            }

            if (tokens[i].Kind != TokenKind.Word || tokens.QuotationAt(i) >= 0)
            {
                break;
            }

            words++;
            var isCapital = char.IsUpper(tokens.TextOf(i)[0]);
            if (isCapital && Authors.Contains(tokens, i) && (tokens.Is(i + 1, '.') || tokens[i].Span.Length >= 4 || tokens.Is(i, "Dio")))
            {
                (author, isUsual) = (new TokenRange(i, tokens.Is(i + 1, '.') ? i + 2 : i + 1), true);
                break;
            }

            if (isCapital && Second.Contains(tokens, i) && (tokens.Is(i - 1, '.') ? i - 2 : i - 1) is var first && first >= floor && First.Contains(tokens, first) && char.IsUpper(tokens.TextOf(first)[0]))
            {
                (author, isUsual) = (new TokenRange(first, tokens.Is(i + 1, '.') ? i + 2 : i + 1), true);
                break;
            }

            if (!isCapital && !tokens.Is(i + 1, '.') && tokens[i].Span.Length > 4)
            {
                break;
            }
        }

        // An author that no list knows: "Zonar. 7,8,3" at the edge of a clause.
        if (author.IsEmpty && isParted && IsParted(tokens, number + 2, to) && tokens.Is(number - 1, '.') && number - 2 >= floor && tokens.Is(number - 2, TokenKind.Word)
            && char.IsUpper(tokens.TextOf(number - 2)[0]) && tokens[number - 2].Span.Length is >= 3 and <= 9 && !Abbreviations.Usual.Contains(tokens.TextOf(number - 2)))
        {
            author = new TokenRange(number - 2, number);
        }

        if (author.IsEmpty || (!isParted && (!isUsual || IsOther(tokens, number, to))))
        {
            return null;
        }

        if (author.From - 1 >= floor && First.Contains(tokens, author.From - 1) && char.IsUpper(tokens.TextOf(author.From - 1)[0]))
        {
            author = author with { From = author.From - 1 };
        }
        else if (author.From - 2 >= floor && tokens.Is(author.From - 1, '.') && First.Contains(tokens, author.From - 2) && tokens.TextOf(author.From - 2).Length > 1 && char.IsUpper(tokens.TextOf(author.From - 2)[0]))
        {
            author = author with { From = author.From - 2 };
        }

        var work = new TokenRange(author.To, number);
        var end = PlacesEnd(tokens, number, to);
        return new PublishedReference
        {
            Span = tokens.Span(author.From, end),
            Form = ReferenceForm.Full,
            Kind = ReferenceKind.EditedSource,
            Confidence = isUsual && isParted ? 0.9 : 0.7,
            Authors = [new PersonName(tokens.Span(author.From, author.To).In(tokens.Text).ToString(), null, tokens.Span(author.From, author.To))],
            Title = work.IsEmpty ? null : Field.Of(tokens.Text, tokens.Span(work.From, work.To)),
            Pages = Field.Of(tokens.Text, tokens.Span(number, end)),
        };
    }

    // "Arr. 12 May", "Stat. 1920": a date or a number of another sort.
    private static bool IsOther(NoteTokens tokens, int number, int to) =>
        number + 1 < to && (Vocabulary.Months.Contains(tokens, number + 1) || tokens[number + 1].Kind == TokenKind.Number || (tokens.Is(number + 1, TokenKind.Word) && !tokens.Is(number + 1, "f") && !tokens.Is(number + 1, "ff") && !tokens.Is(number + 1, "u") && !tokens.Is(number + 1, "und") && !tokens.Is(number + 1, "and")));

    // "4,61,2f.; 5,25", "1,16,7 u. 21,30,10 (caput orbis terrarum); 38,51,4"
    private static int PlacesEnd(NoteTokens tokens, int number, int to)
    {
        var end = One(tokens, number, to);
        while (true)
        {
            var next = end;
            next += tokens.Is(next, '.') && next < to ? 1 : 0;
            if (next < to && tokens[next].Kind == TokenKind.Opening && tokens.Partner(next) is var close && close > next && close + 1 < to && tokens.Is(close + 1, ';'))
            {
                next = close + 1;
            }

            if (next < to && (tokens.Is(next, ';') || tokens.Is(next, "u") || tokens.Is(next, "und") || tokens.Is(next, "and") || tokens.Is(next, "et")))
            {
                next += tokens.Is(next + 1, '.') ? 2 : 1;
            }
            else
            {
                return end;
            }

            if (next >= to || !tokens.Is(next, TokenKind.Number) || !IsShort(tokens, next) || IsOther(tokens, next, to))
            {
                return end;
            }

            end = One(tokens, next, to);
        }
    }

    private static int One(NoteTokens tokens, int number, int to)
    {
        var i = number + 1;
        while (i < to)
        {
            if (i + 1 < to && (tokens.Is(i, ',') || tokens.Is(i, '.') || tokens.Is(i, '/') || tokens[i].Kind == TokenKind.Dash) && tokens.Is(i + 1, TokenKind.Number) && !tokens.HasGapBefore(i) && !tokens.HasGapBefore(i + 1))
            {
                i += 2;
            }
            else if (tokens.Is(i, "f") || tokens.Is(i, "ff"))
            {
                i++;
            }
            else
            {
                break;
            }
        }

        return i;
    }
}
