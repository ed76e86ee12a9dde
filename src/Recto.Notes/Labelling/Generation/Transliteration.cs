using System.Text;

namespace Recto.Notes.Labelling.Generation;

/// <summary>Russian in Latin letters, in one of the ways in which it stands in notes.</summary>
internal static class Transliteration
{
    private const string Cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";

    // Library of Congress without its ligatures and accents, BGN, scholarly, French, German: one for each letter above.
    private static readonly string[][] Systems =
    [
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ~ y ’ e iu ia".Split(' '),
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ~ y ' e iu ia".Split(' '),
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ~ y ~ e iu ia".Split(' '),
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch ~ y ~ e yu ya".Split(' '),
        "a b v g d e ë ž z i j k l m n o p r s t u f ch c č š šč ~ y ’ ė ju ja".Split(' '),
        "a b v g d e e ž z i j k l m n o p r s t u f h c č š šč ~ y ' e ju ja".Split(' '),
        "a b v g d e io j z i ï k l m n o p r s t ou f kh ts tch ch chtch ~ y ~ e iou ia".Split(' '),
        "a b w g d e jo sh s i j k l m n o p r s t u f ch z tsch sch schtsch ~ y ~ e ju ja".Split(' '),
    ];

    /// <summary>How many ways there are.</summary>
    public static int Count => Systems.Length;

    /// <summary>Writes a text in Latin letters; what is not Cyrillic stays.</summary>
    public static string Write(string text, int system)
    {
        var written = new StringBuilder(text.Length + 8);
        foreach (var one in text)
        {
            var letter = Cyrillic.IndexOf(char.ToLowerInvariant(one), StringComparison.Ordinal);
            if (letter < 0)
            {
                written.Append(one);
                continue;
            }

            var latin = Systems[system][letter];
            if (latin != "~")
            {
                written.Append(char.IsUpper(one) ? char.ToUpperInvariant(latin[0]) + latin[1..] : latin);
            }
        }

        return written.ToString();
    }
}
