using System.Text;

namespace Recto.Notes.Text;

/// <summary>Unicode normalization of any text, for comparing and never for keeping. The framework's own throws at half surrogates and at U+FFFE; both turn up in real files.</summary>
public static class Normalization
{
    /// <summary>The text in a normalization form; what has none (half surrogates, U+FFFE) becomes U+FFFD.</summary>
    /// <param name="text">Any UTF-16 code units.</param>
    /// <param name="form">The form.</param>
    public static string Of(string text, NormalizationForm form)
    {
        ArgumentNullException.ThrowIfNull(text);
        return (IsSound(text) ? text : Mended(text)).Normalize(form);
    }

    private static bool IsSound(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\uFFFE')
            {
                return false;
            }

            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    private static string Mended(string text)
    {
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            mended.Append(rune.Value == 0xFFFE ? Rune.ReplacementChar : rune);
        }

        return mended.ToString();
    }
}
