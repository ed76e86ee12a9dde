using System.Collections.Frozen;
using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>The words of the standard for the values of its vocabularies: <c>Total_Item_Requests</c>, <c>Free_To_Read</c>, <c>TDM</c>.</summary>
public static class CounterWords
{
    private static readonly FrozenDictionary<string, string> Odd = new Dictionary<string, string>
    {
        [nameof(AccessMethod.Tdm)] = "TDM",
        [nameof(ReportElement.Yop)] = "YOP",
        [nameof(DataType.NewspaperOrNewsletter)] = "Newspaper_or_Newsletter",
        [nameof(DataType.ThesisOrDissertation)] = "Thesis_or_Dissertation",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The word for a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Words[value];

    /// <summary>The value of a word; false where the standard has no such word. Capitals do not matter.</summary>
    public static bool TryParse<T>(string word, out T value)
        where T : struct, Enum => Table<T>.Values.TryGetValue(word, out value);

    // TotalItemRequests -> Total_Item_Requests
    private static string Write(string name) =>
        Odd.TryGetValue(name, out var odd) ? odd : string.Concat(name.Select((letter, at) => at > 0 && char.IsAsciiLetterUpper(letter) ? "_" + letter : letter.ToString()));

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => Write(value.ToString()));
        public static readonly FrozenDictionary<string, T> Values = Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);
    }
}
