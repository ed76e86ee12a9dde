using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>Words that make a phrase the name of a collection or of a document.</summary>
internal static class CollectionWords
{
    private static readonly FrozenSet<string> Collections = """
        papers collection collections fonds nachlass records files papiers fondo fondos legajo lot archief archive archives correspondence scrapbook scrapbooks manuscripts despatches dispatches registers letters letterbooks
        cdf cfpf decimal history instructions land
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Documents = """
        letter letters telegram telegrams cable memo memos memorandum memoranda minutes minute report reports note notes diary diaries despatch despatches dispatch record transcript transcripts draft correspondence journal
        interview statement address memoir memoirs conversation chronology agenda testimony petition will inventory ledger circular instruction instructions summary protocol compte lettre rapport brief schreiben bericht aufzeichnung vermerk niederschrift
        lettera relazione carta informe oficio письмо доклад записка справка протокол telegramm telegramma
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Verbs = """
        was were is are has have had can could would should may that which who whom we it they he she this these those did does do explained concluded argued noted suggested seems appears found wrote said
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Shops = "website catalog catalogue online http https journal press bulletin proceedings transactions review".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the words name a collection: <c>Fish Papers</c>, <c>CDC Lot File 95D113</c>.</summary>
    public static bool NamesCollection(NoteWords words, TextSpan span)
    {
        var found = false;
        foreach (var word in Within(words, span))
        {
            if (Shops.Contains(word.Folded))
            {
                return false;
            }

            found |= Collections.Contains(word.Folded) && !char.IsLower(words.Text[word.Start]);
        }

        return found;
    }

    /// <summary>Whether the words describe a document: a kind of writing, a date, or one person to another.</summary>
    public static bool DescribesDocument(NoteWords words, TextSpan span)
    {
        if (LooksPublished(words, span))
        {
            return false;
        }

        foreach (var word in Within(words, span))
        {
            if (Documents.Contains(word.Folded) || word.Folded is "to" or "passim" || DateWords.IsMonth(word.Folded))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the words are a sentence of the author's own and not a description: they hold a finite verb or a pronoun.</summary>
    public static bool IsProse(NoteWords words, TextSpan span)
    {
        foreach (var word in Within(words, span))
        {
            if (words.EnclosingBracket(word.Start) < span.Start && !IsQuoted(words, word, span)
                && Verbs.Contains(word.Folded) && (char.IsLower(words.Text[word.Start]) || word.Start == span.Start))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the words look like a book or an article: an imprint in brackets, an editor, a press.</summary>
    public static bool LooksPublished(NoteWords words, TextSpan span)
    {
        foreach (var word in Within(words, span))
        {
            if (word.Folded is "eds" or "press" or "ed" or "hg" or "hrsg" or "verlag" or "isbn" or "doi" or "http" or "https")
            {
                return true;
            }

            if (DateWords.IsYear(word.Folded) && words.EnclosingBracket(word.Start) is var open && open >= span.Start && words.Partner(open) == word.End)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsQuoted(NoteWords words, NoteWord word, TextSpan span)
    {
        // Only the quotation that opens the description can hide a verb: "“The soils are poor,” memorandum".
        return words.Text[span.Start] is '“' or '"' or '«' && words.Partner(span.Start) > word.Start;
    }

    private static ReadOnlySpan<NoteWord> Within(NoteWords words, TextSpan span)
    {
        var first = words.IndexFrom(span.Start);
        return CollectionsMarshal.AsSpan(words.Words)[first..Math.Max(first, words.IndexFrom(span.End))];
    }
}
