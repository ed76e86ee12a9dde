using System.Text;

namespace Recto.Journals.Exchange.Citations;

/// <summary>
/// Sentence case for an English title, where it is safe: every word with a capital must be one that the work's own abstract prints in lower case and never with a capital inside a sentence (a common
/// word), or one that it prints with a capital inside a sentence and never otherwise (a name), or one that holds more than a first capital (NATO). If a single word is neither, the title stays as printed: half a
/// change is worse than none. Titles in other languages, or in a language that nobody has told, are never touched.
/// </summary>
internal static class SentenceCase
{
    // Names and common words that only their capital tells apart.
    private static readonly HashSet<string> Ambiguous = [.. "march may august polish reading turkey china bath nice job lent mass west east north south western eastern northern southern".Split(' ')];

    /// <summary>The title as APA wants it; null where there is none.</summary>
    public static string? Of(CitedWork work)
    {
        if (work.Title is not { } title || work.Abstract is not { } evidence || work.Language is not { } language || !(language == "en" || language.StartsWith("en-", StringComparison.OrdinalIgnoreCase)))
        {
            return work.Title;
        }

        var (lower, capital) = Evidence(evidence);
        var cased = new StringBuilder(title.Length);
        var begins = true;
        for (var i = 0; i < title.Length;)
        {
            var end = i;
            while (end < title.Length && char.IsLetter(title[end]))
            {
                end++;
            }

            if (end == i)
            {
                // A colon, a dash, a question begin anew; quotation marks and blanks change nothing.
                begins = title[i] is ':' or '?' or '!' or '.' or '—' || (title[i] is ' ' or '“' or '‘' or '"' or '\'' or '’' or '(' && begins);
                cased.Append(title[i++]);
                continue;
            }

            var word = title[i..end];
            if (Lowered(word, begins, lower, capital) is not { } written)
            {
                return title;
            }

            cased.Append(written);
            begins = false;
            i = end;
        }

        return cased.ToString();
    }

    // Null where nobody can tell.
    private static string? Lowered(string word, bool begins, HashSet<string> lower, HashSet<string> capital)
    {
        if (begins || !char.IsUpper(word[0]) || word.Length == 1 || word.AsSpan(1).IndexOfAnyExceptInRange('a', 'z') >= 0)
        {
            return word;
        }

        var small = char.ToLowerInvariant(word[0]) + word[1..];
        return (lower.Contains(small), capital.Contains(word)) switch
        {
            (true, false) when !Ambiguous.Contains(small) => small,
            (false, true) => word,
            _ => null,
        };
    }

    private static (HashSet<string> Lower, HashSet<string> Capital) Evidence(string text)
    {
        var lower = new HashSet<string>(StringComparer.Ordinal);
        var capital = new HashSet<string>(StringComparer.Ordinal);
        var begins = true;
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                end++;
            }

            if (end == i)
            {
                begins = text[i] is '.' or '?' or '!' or ':' or '\n' || (begins && !char.IsDigit(text[i]));
                i++;
                continue;
            }

            _ = char.IsLower(text[i]) ? lower.Add(text[i..end]) : !begins && capital.Add(text[i..end]);
            begins = false;
            i = end;
        }

        return (lower, capital);
    }
}
