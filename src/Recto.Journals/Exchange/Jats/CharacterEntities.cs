using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Jats;

/// <summary>The characters that the JATS, NLM and HTML document types name (<c>&amp;nbsp;</c>, <c>&amp;eacute;</c>, <c>&amp;ndash;</c>): files lean on them without saying what they are, and the DTD is never fetched.</summary>
internal static partial class CharacterEntities
{
    /// <summary>Length of the longest name in UTF-16 code units.</summary>
    public const int LongestName = 31;

    private static readonly Lazy<FrozenDictionary<string, string>> ByName = new(Read);

    /// <summary>The characters named; null for a name that no standard set has.</summary>
    public static string? Find(ReadOnlySpan<char> name) =>
        ByName.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value) ? value : null;

    private static FrozenDictionary<string, string> Read()
    {
        var entries = new Dictionary<string, string>(2300, StringComparer.Ordinal);
        foreach (var entry in Table.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            var value = new StringBuilder();
            foreach (var code in entry[(equals + 1)..].Split('+'))
            {
                value.Append(char.ConvertFromUtf32(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
            }

            entries.Add(entry[..equals], value.ToString());
        }

        return entries.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
