using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Keys of one BibTeX file: ids with what BibTeX cannot have in a key written as code points; each once, case aside.</summary>
internal sealed class BibTexKeys
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _next = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The key of an id; asked twice for what looks alike it gives <c>-2</c>, <c>-3</c>.</summary>
    public string Of(string id)
    {
        var safe = new StringBuilder(id.Length);
        foreach (var rune in id.EnumerateRunes())
        {
            safe.Append(rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '.' or ':' or '/' or '+') ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"u{rune.Value:x}"));
        }

        var key = safe.Length == 0 ? "source" : safe.ToString();
        var unique = key;
        while (!_taken.Add(unique))
        {
            var next = _next.GetValueOrDefault(key, 2);
            _next[key] = next + 1;
            unique = string.Create(CultureInfo.InvariantCulture, $"{key}-{next}");
        }

        return unique;
    }
}
