using System.Globalization;
using System.Text;

namespace Recto.Notes.Labelling.Features;

/// <summary>A letter without case and marks, one for one: <c>É</c> and <c>e</c> are the same. Made once for all of the first plane.</summary>
internal static class Folding
{
    private static readonly char[] Table = Make();

    public static char Fold(char c) => c < 128 ? (c is >= 'A' and <= 'Z' ? (char)(c | 32) : c) : Table[c];

    private static char[] Make()
    {
        var table = new char[65536];
        for (var i = 0; i < table.Length; i++)
        {
            var c = (char)i;
            table[i] = char.ToLowerInvariant(c);
            if (i is >= 0xC0 and < 0x2000 && char.IsLetter(c))
            {
                var parts = c.ToString().Normalize(NormalizationForm.FormD);
                if (parts.Length > 1 && CharUnicodeInfo.GetUnicodeCategory(parts[1]) == UnicodeCategory.NonSpacingMark)
                {
                    table[i] = char.ToLowerInvariant(parts[0]);
                }
            }
        }

        return table;
    }
}
