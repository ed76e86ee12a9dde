using Recto.Journals.Exchange.Jats;

namespace Recto.App.Features.Import.Markdown;

/// <summary>
/// Refuses text that is made to be costly. Parsers of Markdown take quadratic time within one paragraph on texts made for it, so paragraphs are bounded; and so are runs of signs that open one thing in another.
/// The bounds are many times what an article has.
/// </summary>
internal static class MarkdownCost
{
    /// <summary>Opening signs one after another, white space and line ends apart.</summary>
    private const int LongestRun = 400;

    /// <summary>Characters from one empty line to the next, code apart.</summary>
    private const int LongestParagraph = 100_000;

    /// <summary>Sum over all paragraphs of the squares of their signs of markup: what a parser may cost.</summary>
    private const long MostWork = 2_000_000_000;

    /// <summary>Lines that begin a definition; Markdig's time is quadratic in them.</summary>
    private const int MostDefinitions = 2000;

    /// <summary>Whether a text has so few lines beginning with a colon that they can be read as definitions.</summary>
    /// <param name="text">The file.</param>
    public static bool BearsDefinitionLists(string text)
    {
        var count = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            count += line.TrimStart(" >\t-*+") is [':' or '~', ..] ? 1 : 0;
        }

        return count <= MostDefinitions;
    }

    /// <summary>The refusal; null for text that can be read.</summary>
    /// <param name="text">The file.</param>
    public static JatsRefusal? Refusal(string text)
    {
        var (run, line, paragraph) = (0, 0, 0);
        (char Sign, int Length)? fence = null;
        var (work, signs) = (0L, 0L);
        foreach (var words in text.AsSpan().EnumerateLines())
        {
            line++;
            var sign = FenceOf(words, fence);
            if (sign is not null)
            {
                fence = fence is null ? sign : null;
                paragraph = 0;
                run = 0;
                continue;
            }

            if (fence is not null)
            {
                continue;
            }

            paragraph = words.IsWhiteSpace() ? 0 : paragraph + words.Length + 1;
            if (paragraph > LongestParagraph)
            {
                return new JatsRefusal(line, null, $"A paragraph has more than {LongestParagraph} characters; no article needs that. Part it by empty lines.");
            }

            if (paragraph == 0)
            {
                signs = 0;
            }

            foreach (var character in words)
            {
                if (char.IsAsciiLetterOrDigit(character) is false && character < 0x80 && character is not (' ' or '.' or ',' or ';'))
                {
                    work += 2 * signs++ + 1; // The next square.
                }

                run = character switch
                {
                    '>' or '[' or '(' or '!' or '{' or '<' or '^' => run + 1,
                    ' ' or '\t' or '-' or '+' or '*' or '_' or '|' => run,
                    _ => 0,
                };
                if (run > LongestRun)
                {
                    return new JatsRefusal(line, null, $"More than {LongestRun} signs such as {character} stand one after another; no article needs that.");
                }
            }

            if (work > MostWork)
            {
                return new JatsRefusal(line, null, "Signs of markup stand far more densely than in any article. Part the paragraphs by empty lines, or put data into code blocks.");
            }
        }

        return null;
    }

    // ```lang   ~~~~   and what ends them
    private static (char Sign, int Length)? FenceOf(ReadOnlySpan<char> line, (char Sign, int Length)? open)
    {
        var words = line.TrimStart(' ');
        if (line.Length - words.Length > 3 || words.Length < 3 || words[0] is not ('`' or '~') || open is { Sign: var opened } && opened != words[0])
        {
            return null;
        }

        var length = 0;
        while (length < words.Length && words[length] == words[0])
        {
            length++;
        }

        var rest = words[length..];
        return length >= (open?.Length ?? 3) && (open is null ? words[0] == '~' || !rest.Contains('`') : rest.IsWhiteSpace()) ? (words[0], length) : null;
    }
}
