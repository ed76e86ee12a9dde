using System.Buffers;

namespace Recto.Journals.Search;

/// <summary>Transliterates Russian (old spelling too), Ukrainian, Belarusian, Bulgarian and Serbian.</summary>
internal static class CyrillicReading
{
    // и, й after it and the soft sign say nothing about which language it is; these do.
    private static readonly SearchValues<char> RussianOnly = SearchValues.Create("ыэъёѣ");
    private static readonly SearchValues<char> Vowels = SearchValues.Create("аеиоуыэюяёіїєѣѵ");

    /// <summary>The readings: Russian first; with г as h where it may be Ukrainian, with щ as št where it may be Bulgarian.</summary>
    public static IEnumerable<string> Read(ReadOnlySpan<char> word)
    {
        var readings = new List<string> { Read(word, 'g', "šč") };
        if (word.Contains('г') && word.IndexOfAny(RussianOnly) < 0)
        {
            readings.Add(Read(word, 'h', "šč"));
        }

        if (word.Contains('щ') && word.IndexOfAny("ыэё") < 0)
        {
            readings.Add(Read(word, 'g', "št"));
        }

        return readings;
    }

    private static string Read(ReadOnlySpan<char> word, char г, ReadOnlySpan<char> щ)
    {
        var reading = new Reading(stackalloc char[word.Length * 3]);
        for (var i = 0; i < word.Length; i++)
        {
            switch (word[i])
            {
                case 'а': reading.Add('a'); break;
                case 'б': reading.Add('b'); break;
                case 'в' or 'ў': reading.Add('v'); break;
                case 'г': reading.Add(г); break;
                case 'ґ': reading.Add('g'); break;
                case 'д': reading.Add('d'); break;
                case 'е' or 'ё' or 'э' or 'є' or 'ѣ': reading.Add('e'); break;
                case 'ж': reading.Add('ž'); break;
                case 'з': reading.Add('z'); break;
                case 'и' or 'й' or 'і' or 'ї' or 'ы' or 'ј' or 'ѵ' or 'ѝ': reading.Add('i'); break;
                case 'к' or 'ќ': reading.Add('k'); break;
                case 'л': reading.Add('l'); break;
                case 'м': reading.Add('m'); break;
                case 'н': reading.Add('n'); break;
                case 'о': reading.Add('o'); break;
                case 'п': reading.Add('p'); break;
                case 'р': reading.Add('r'); break;
                case 'с': reading.Add('s'); break;
                case 'т': reading.Add('t'); break;
                case 'у': reading.Add('u'); break;
                case 'ф' or 'ѳ': reading.Add('f'); break;
                case 'х': reading.Add('h'); break;
                case 'ц': reading.Add("ts"); break;
                case 'ч' or 'ћ': reading.Add('č'); break;
                case 'ш': reading.Add('š'); break;
                case 'щ': reading.Add(щ); break;
                case 'ю': reading.Add("iu"); break;
                case 'я': reading.Add("ia"); break;
                case 'љ': reading.Add("li"); break;
                case 'њ': reading.Add("ni"); break;
                case 'ђ' or 'ѓ': reading.Add("di"); break;
                case 'џ': reading.Add("dž"); break;
                case 'ъ' when i + 1 < word.Length && !Vowels.Contains(word[i + 1]) && i > 0: reading.Add('a'); break; // България
                default: break;
            }
        }

        return reading.Key();
    }
}
