using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Recto.App.Shell.Forms;

/// <summary>Words of addresses that people give at the desk: lower-case letters a to z, digits, and single hyphens between them.</summary>
internal static partial class AddressWord
{
    private const int LongestMade = 60;

    /// <summary>Whether a word can stand in an address, up to that length.</summary>
    public static bool IsOne(string word, int longest) => word.Length <= longest && Form().IsMatch(word);

    /// <summary>A word made of a name: <c>lower-margin</c> for <c>Lower Margin</c>; null where nothing is left.</summary>
    public static string? Of(string? name)
    {
        var word = new StringBuilder();
        foreach (var c in (name ?? "").Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                word.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && word.Length > 0 && word[^1] != '-')
            {
                word.Append('-');
            }
        }

        var text = word.ToString();
        return (text.Length > LongestMade ? text[..LongestMade] : text).Trim('-') is { Length: > 0 } made ? made : null;
    }

    // lower-margin
    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
