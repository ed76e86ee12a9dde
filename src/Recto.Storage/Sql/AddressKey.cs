using System.Globalization;
using System.Text;
using Recto.Notes.Text;

namespace Recto.Storage.Sql;

/// <summary>Folds a name to one segment of an address that people can read: lower-case letters of any script and digits, parted by hyphens; Latin letters lose their marks.</summary>
internal static class AddressKey
{
    /// <summary>The segment; empty where the name has neither letters nor digits.</summary>
    /// <param name="name">The name.</param>
    /// <param name="longest">Most UTF-16 code units.</param>
    public static string Of(string name, int longest)
    {
        var key = new StringBuilder();
        foreach (var c in Normalization.Of(TextKey.Of(name), NormalizationForm.FormD))
        {
            // A mark stays where it tells letters of another script apart (й, ё, אֿ); Latin letters lose it.
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark && key.Length > 0 && key[^1] < '\u0250')
            {
                continue;
            }

            key.Append(c == ' ' ? '-' : c);
        }

        return ShortText.Of(Normalization.Of(key.ToString(), NormalizationForm.FormC), longest).Trim('-');
    }
}
