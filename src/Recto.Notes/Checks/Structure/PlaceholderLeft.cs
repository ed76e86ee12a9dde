using System.Buffers;
using Recto.Notes.Diagnostics;
using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0217: what was to be filled in later: <c>p. 000</c>, <c>see note XX</c>, <c>[insert page]</c>, and what a word processor or a citation manager left behind. A Roman numeral (<c>p. xx</c>, <c>p. XXX</c>) is none.</summary>
internal sealed class PlaceholderLeft : Check
{
    private static readonly SearchValues<char> Zeros = SearchValues.Create("0");
    private static readonly SearchValues<char> Exes = SearchValues.Create("XxХх");
    private static readonly WordSet Points = new("above below supra infra oben unten ci-dessus ci-dessous выше ниже more arriba abajo sopra sotto");
    private static readonly WordSet Sends = new("see cf voir vgl siehe s см cfr vedi véase");
    private static readonly WordSet PageOrNote = new("p pp page pages s seite seiten с стр fol fols n nn note notes fn footnote anm anmerkung fußnote прим примечание сноска nota notas pág págs pag pagg");
    private static readonly WordSet Notes = new("n nn note notes fn footnote anm anmerkung fußnote прим примечание сноска nota notas");

    // What square brackets hold, in whole.
    private static readonly HashSet<string> Whole = new(StringComparer.OrdinalIgnoreCase)
    {
        "citation", "cite", "ref", "reference", "references", "000", "00", "0000", "tk", "tbc", "tbd", "tba", "todo", "to do", "to come", "xx", "xxx", "●", "•", "page number", "page numbers", "page no.", "page nos.",
        "check", "check!", "check this", "check page", "check pages", "check reference", "check date", "to be added", "to be completed", "to be confirmed", "citation needed", "missing reference", "reference missing", "???",
        "seitenzahl", "nachweis", "nachweis fehlt", "beleg", "beleg fehlt", "ergänzen", "noch ergänzen", "prüfen", "noch prüfen", "zu ergänzen", "à compléter", "à vérifier", "à préciser", "compléter", "vérifier", "référence", "référence manquante",
        "вставить", "уточнить", "добавить", "проверить", "ссылка", "completar", "a completar", "inserire", "completare", "da completare", "verificare",
    };

    // The same in capitals only: "[page]" may be an editor’s word.
    private static readonly HashSet<string> Shouted = new(StringComparer.Ordinal) { "PAGE", "PAGES", "PAGE NO", "REFS", "URL", "DOI", "DATE", "YEAR", "TITLE", "SOURCE", "FIX", "MISSING", "AUTHOR", "NOTE" };

    private static readonly string[] Openings = ["insert ", "add reference", "add citation", "add page", "add ref", "add note", "please add", "please check", "please insert", "please supply", "to be supplied", "bitte ergänzen", "bitte prüfen", "einfügen", "AQ:", "AU:", "author query", "query:", "@"];

    // What Word prints where a cross-reference has lost its target, by language; and what programs leave of their fields.
    private static readonly (string Phrase, string What)[] Remains =
    [
        ("Error! Reference source not found", "a cross-reference that has lost its target"), ("Error! Bookmark not defined", "a cross-reference that has lost its target"), ("Error! No bookmark name given", "a cross-reference that has lost its target"),
        ("Verweisquelle konnte nicht gefunden werden", "a cross-reference that has lost its target"), ("Textmarke nicht definiert", "a cross-reference that has lost its target"), ("Source du renvoi introuvable", "a cross-reference that has lost its target"), ("Signet non défini", "a cross-reference that has lost its target"),
        ("No se encuentra el origen de la referencia", "a cross-reference that has lost its target"), ("Marcador no definido", "a cross-reference that has lost its target"), ("L'origine riferimento non è stata trovata", "a cross-reference that has lost its target"), ("L’origine riferimento non è stata trovata", "a cross-reference that has lost its target"),
        ("Il segnalibro non è definito", "a cross-reference that has lost its target"), ("Источник ссылки не найден", "a cross-reference that has lost its target"), ("Закладка не определена", "a cross-reference that has lost its target"), ("Fonte de referência não encontrada", "a cross-reference that has lost its target"),
        ("Indicador não definido", "a cross-reference that has lost its target"), ("Verwijzingsbron niet gevonden", "a cross-reference that has lost its target"), ("Bladwijzer niet gedefinieerd", "a cross-reference that has lost its target"), ("Nie można odnaleźć źródła odwołania", "a cross-reference that has lost its target"),
        ("ADDIN ZOTERO_", "a field of Zotero"), ("ADDIN EN.CITE", "a field of EndNote"), ("ADDIN CSL_CITATION", "a field of Mendeley"), ("CSL_CITATION {", "a field of a citation manager"), ("[CITATION ", "a field of Word"), ("{Citation}", "a field of Zotero"),
        ("\\cite{", "a command of LaTeX"), ("\\autocite{", "a command of LaTeX"), ("\\parencite{", "a command of LaTeX"), ("\\footcite{", "a command of LaTeX"), ("\\textcite{", "a command of LaTeX"), ("\\citep{", "a command of LaTeX"), ("\\citet{", "a command of LaTeX"), ("\\ref{", "a command of LaTeX"), ("Lorem ipsum", "filler text"),
    ];

    private static readonly string[] WordsOfError = ["¡Error!", "Error!", "Fehler!", "Erreur !", "Erreur\u00A0!", "Erreur\u202F!", "Erreur!", "Errore.", "Errore!", "Ошибка!", "Erro!", "Fout!", "Błąd!"];

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0217", "placeholder-left", "A placeholder is left", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            var end = -1;
            foreach (var (span, message) in Remnants(text).Concat(InBrackets(context.Tokens(note), '[', ']')).Concat(InBrackets(context.Tokens(note), '<', '>')).Concat(Temporary(text)).Concat(OfTokens(context.Tokens(note))).OrderBy(found => found.Span.Start).ThenByDescending(found => found.Span.End))
            {
                if (span.Start >= end)
                {
                    end = span.End;
                    yield return At(note, span, message);
                }
            }
        }
    }

    private static IEnumerable<(TextSpan Span, string Message)> Remnants(string text)
    {
        foreach (var (phrase, what) in Remains)
        {
            for (var at = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(phrase, at + phrase.Length, StringComparison.OrdinalIgnoreCase))
            {
                var start = at;
                foreach (var word in WordsOfError)
                {
                    if (start >= word.Length + 1 && text.AsSpan(0, start).TrimEnd().EndsWith(word, StringComparison.OrdinalIgnoreCase))
                    {
                        start = text.AsSpan(0, start).TrimEnd().Length - word.Length;
                        break;
                    }
                }

                yield return (new TextSpan(start, at + phrase.TrimEnd().Length), $"“{text[start..(at + phrase.TrimEnd().Length)]}” is {what}, and not meant for the reader. Put what belongs here.");
            }
        }
    }

    // "[insert page]", "[TK]", "[@smith1999]"
    private static IEnumerable<(TextSpan Span, string Message)> InBrackets(NoteTokens tokens, char opening, char closing)
    {
        const int Longest = 200;
        var text = tokens.Text;
        for (var open = text.IndexOf(opening, StringComparison.Ordinal); open >= 0; open = text.IndexOf(opening, open + 1))
        {
            var close = text.AsSpan(open, Math.Min(Longest, text.Length - open)).IndexOf(closing) + open;
            // "^[[@key]]" shows how Pandoc is written; an editor’s word inside a quotation is the editor’s.
            if (close <= open + 1 || (open > 0 && text[open - 1] is '^' or '[') || tokens.QuotationAt(tokens.IndexFrom(open)) >= 0)
            {
                continue;
            }

            var inside = text[(open + 1)..close].Trim();
            if (Whole.Contains(inside) || Shouted.Contains(inside) || Array.Exists(Openings, beginning => inside.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)))
            {
                yield return (new TextSpan(open, close + 1), $"“{text[open..(close + 1)]}” is a placeholder. Fill it in or take it out.");
            }
        }
    }

    // "{Smith, 1999 #12}": EndNote before it has formatted the document.
    private static IEnumerable<(TextSpan Span, string Message)> Temporary(string text)
    {
        const int Longest = 300;
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var within = text.AsSpan(open, Math.Min(Longest, text.Length - open));
            var close = within.IndexOf('}');
            var hash = within.IndexOf(" #");
            if (close > 0 && hash > 0 && hash + 2 < close && char.IsAsciiDigit(within[hash + 2]))
            {
                yield return (new TextSpan(open, open + close + 1), $"“{text[open..(open + close + 1)]}” is a citation of EndNote that has not been formatted. Format it, or write it out.");
            }
        }
    }

    private static IEnumerable<(TextSpan Span, string Message)> OfTokens(NoteTokens tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var end = Plain(tokens, i) ?? Ranged(tokens, i) ?? Labelled(tokens, i);
            if (end is { } found)
            {
                var span = tokens.Span(i, found);
                yield return (span, $"“{tokens.Text[span.Start..span.End]}” is a placeholder. Put what belongs here.");
                i = found - 1;
            }
        }
    }

    // "???", "XXXX", "TKTK"
    private static int? Plain(NoteTokens tokens, int i)
    {
        if (tokens.Is(i, '?') && tokens.Is(i + 1, '?') && tokens.Is(i + 2, '?') && tokens.QuotationAt(i) < 0 && (tokens.HasGapBefore(i) || tokens.Is(i - 1, TokenKind.Opening)))
        {
            var end = i + 3;
            while (tokens.Is(end, '?'))
            {
                end++;
            }

            return end;
        }

        // "xxx-xxx" is one word; "(London: Faber, 19XX)"
        var word = tokens.TextOf(i);
        var hyphen = word.IndexOf('-');
        if (hyphen >= 2 && hyphen <= 4 && word.Length == 2 * hyphen + 1 && IsAll(word[..hyphen], Exes) && word[(hyphen + 1)..].SequenceEqual(word[..hyphen]))
        {
            return i + 1;
        }

        if (tokens.Is(i, TokenKind.Number) && word.Length == 4 && word[2..] is "XX" or "xx" && char.IsAsciiDigit(word[1]) && (tokens.Is(i - 1, ',') || tokens.Is(i - 1, '(')) && (tokens.Is(i + 1, ')') || tokens.Is(i + 1, ',')))
        {
            return i + 1;
        }

        return tokens.Is(i, TokenKind.Word) && word is "XXXX" or "XXXXX" or "XXXXXX" or "TKTK" or "TKTKTK" && !tokens.Is(i - 1, TokenKind.Dash) && !tokens.Is(i + 1, TokenKind.Dash) ? i + 1 : null;
    }

    // "000–000", "xx–xx"; "##–##"
    private static int? Ranged(NoteTokens tokens, int i)
    {
        if (!tokens.Is(i + 1, TokenKind.Dash) || i + 2 >= tokens.Count || tokens.Is(i - 1, TokenKind.Dash) || tokens.Is(i + 3, TokenKind.Dash) || tokens.Is(i - 1, '.') && !tokens.HasGapBefore(i))
        {
            return null;
        }

        var first = tokens.TextOf(i);
        var second = tokens.TextOf(i + 2);
        return first.Length >= 2 && second.Length >= 2 && first.Length <= 4 && second.SequenceEqual(first) && (IsAll(first, Zeros) || IsAll(first, Exes)) && !tokens.Is(i + 1, '/') ? i + 3 : null;
    }

    // "p. 000", "n. XX", "p. ??", "p. ___", "p. ##"; "note XX" where it sends the reader to one.
    private static int? Labelled(NoteTokens tokens, int i)
    {
        if (!PageOrNote.Contains(tokens, i))
        {
            return null;
        }

        var at = tokens.Is(i + 1, '.') ? i + 2 : i + 1;
        if (at >= tokens.Count)
        {
            return null;
        }

        var word = tokens.TextOf(at);
        if (tokens.Is(at, TokenKind.Number))
        {
            return word.Length >= 2 && IsAll(word, Zeros) && !tokens.Is(at + 1, TokenKind.Dash) && !tokens.Is(at + 1, '/') && !(tokens.Is(at + 1, '.') && tokens.Is(at + 2, TokenKind.Number) && !tokens.HasGapBefore(at + 2)) ? at + 1 : null;
        }

        if (tokens.Is(at, TokenKind.Word))
        {
            return word is "TK" or "tk" or "tbc" or "TBC" or "tbd" or "TBD" || (word.Length >= 2 && IsAll(word, Exes) && Notes.Contains(tokens, i) && (Points.Contains(tokens, at + 1) || Sends.Contains(tokens, tokens.Is(i - 1, '.') ? i - 2 : i - 1) || Points.Contains(tokens, tokens.Is(i - 1, ',') ? i - 2 : i - 1))) ? at + 1 : null;
        }

        // "p. ??", "p. ##", "p. ●"
        var mark = tokens.Text[tokens[at].Start];
        if (mark is not ('?' or '#' or '_' or '●' or '•'))
        {
            return null;
        }

        var end = at;
        while (tokens.Is(end, mark))
        {
            end++;
        }

        return end - at >= (mark is '●' or '•' ? 1 : 2) ? end : null;
    }

    private static bool IsAll(ReadOnlySpan<char> word, SearchValues<char> of) => !word.ContainsAnyExcept(of);
}
