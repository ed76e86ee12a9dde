using Recto.Notes.Text;

namespace Recto.Notes.Checks;

/// <summary>Shortens what a message quotes.</summary>
internal static class TextCut
{
    /// <summary>The whole words at the beginning, with an ellipsis where more follow.</summary>
    public static string At(string words, int longest)
    {
        if (words.Length <= longest)
        {
            return words;
        }

        var blank = words.LastIndexOf(' ', longest);
        return (blank > 0 ? words[..blank] : BoundedText.Cut(words, longest)).TrimEnd(',', ';', ':', '.', ' ') + " …";
    }

    /// <summary>The beginning on one line, with an ellipsis where more follows; the cut may fall into a word.</summary>
    public static string Beginning(string words, int longest) => BoundedText.Shortened(words, longest).Replace('\n', ' ');
}
