using System.Text;

namespace Recto.Journals.Search;

/// <summary>Transliterates Greek as modern names are (ELOT 743 and the usual ways).</summary>
internal static class GreekReading
{
    public static string Read(ReadOnlySpan<char> word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            plain.Append(LetterFolding.Of(c));
        }

        var letters = plain.ToString();
        var reading = new Reading(stackalloc char[letters.Length * 2]);
        for (var i = 0; i < letters.Length; i++)
        {
            var next = i + 1 < letters.Length ? letters[i + 1] : '\0';
            var sounds = (letters[i], next) switch
            {
                ('ο', 'υ') => "u",
                ('ε' or 'ο' or 'υ', 'ι') => "i",
                ('α', 'ι') => "e",
                ('α', 'υ') => "av",
                ('ε', 'υ') => "ev",
                ('μ', 'π') => i == 0 ? "b" : "mb",
                ('γ', 'κ') => i == 0 ? "g" : "ng",
                _ => null,
            };
            if (sounds is not null)
            {
                reading.Add(sounds);
                i++;
                continue;
            }

            reading.Add(letters[i] switch
            {
                'α' => "a",
                'β' => "v",
                'γ' => "g",
                'δ' => "d",
                'ε' => "e",
                'ζ' => "z",
                'η' or 'ι' or 'υ' => "i",
                'θ' or 'τ' => "t",
                'κ' => "k",
                'λ' => "l",
                'μ' => "m",
                'ν' => "n",
                'ξ' => "ks",
                'ο' or 'ω' => "o",
                'π' => "p",
                'ρ' => "r",
                'σ' => "s",
                'φ' => "f",
                'χ' => "h",
                'ψ' => "ps",
                _ => "",
            });
        }

        return reading.Key();
    }
}
