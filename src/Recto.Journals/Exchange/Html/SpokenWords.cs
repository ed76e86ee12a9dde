using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Html;

/// <summary>Recto's own words in one language: for files, which have no reader who could be asked.</summary>
/// <param name="Language">BCP 47 tag of the language.</param>
/// <param name="Find">The words of that language for the English ones, which are given back where it lacks them.</param>
/// <param name="Form">Which of several forms (parted by <c>|</c>) follows a number, from 0.</param>
public sealed record SpokenWords(string Language, Func<string, string> Find, Func<long, int> Form)
{
    /// <summary>The words as they are written.</summary>
    public static SpokenWords English { get; } = new("en", words => words, number => number == 1 ? 0 : 1);

    /// <summary>Words with values in them.</summary>
    /// <param name="english">As they stand in English.</param>
    /// <param name="values">What stands for <c>{0}</c>, <c>{1}</c>; the first is the number where the words have several forms.</param>
    public string Say(string english, params IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Fill(Find(english), values);
    }

    /// <summary>Puts values into words that have been found.</summary>
    internal string Fill(string words, IReadOnlyList<string> values)
    {
        var forms = words.Split('|');
        var text = forms[forms.Length == 1 || values.Count == 0 ? 0 : Math.Min(long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Form(number) : 1, forms.Length - 1)];
        var filled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            // A value may hold what looks like the place of another.
            if (text.AsSpan(i) is ['{', >= '0' and <= '9' and var digit, '}', ..] && digit - '0' < values.Count)
            {
                filled.Append(values[digit - '0']);
                i += 2;
            }
            else
            {
                filled.Append(text[i]);
            }
        }

        return filled.ToString();
    }
}
