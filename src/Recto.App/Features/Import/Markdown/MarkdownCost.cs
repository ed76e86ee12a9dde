using Recto.Journals.Exchange.Jats;

namespace Recto.App.Features.Import.Markdown;

/// <summary>Refuses text that is made to be costly: runs of brackets, quotation signs or marks of emphasis as no article has.</summary>
internal static class MarkdownCost
{
    /// <summary>Signs one after another, white space apart.</summary>
    private const int LongestRun = 500;

    /// <summary>The refusal; null for text that can be read.</summary>
    /// <param name="text">The file.</param>
    public static JatsRefusal? Refusal(string text)
    {
        var run = 0;
        var line = 1;
        foreach (var character in text)
        {
            switch (character)
            {
                case '\n':
                    line++;
                    break;
                case '>' or '[' or '(' or '!' or '{' or '<' or '`' or '~' or '$' or '"' or '\'' or '^':
                    if (++run > LongestRun)
                    {
                        return new JatsRefusal(line, null, $"More than {LongestRun} signs such as {character} stand one after another; no article needs that.");
                    }

                    break;
                case ' ' or '\t' or '\r':
                    break;
                default:
                    run = 0;
                    break;
            }
        }

        return null;
    }
}
