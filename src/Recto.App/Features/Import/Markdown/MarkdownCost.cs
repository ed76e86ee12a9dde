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

    /// <summary>The refusal; null for text that can be read.</summary>
    /// <param name="text">The file.</param>
    public static JatsRefusal? Refusal(string text)
    {
        var (run, line, paragraph) = (0, 0, 0);
        (char Sign, int Length)? fence = null;
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

            foreach (var character in words)
            {
                run = character switch
                {
                    '>' or '[' or '(' or '!' or '{' or '<' or '^' or '-' or '+' or '*' or '_' or '|' => run + 1,
                    ' ' or '\t' => run,
                    _ => 0,
                };
                if (run > LongestRun && character is not ('-' or '*' or '_' or '+' or '|'))
                {
                    return new JatsRefusal(line, null, $"More than {LongestRun} signs such as {character} stand one after another; no article needs that.");
                }
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
