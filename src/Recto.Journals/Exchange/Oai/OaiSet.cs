using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Oai;

/// <summary>A set of records: a journal (<c>journal:KEY</c>), a section of one (<c>journal:KEY:SECTION</c>), or all that anybody may read (<c>openaccess</c>).</summary>
/// <param name="Journal">Key of the journal; null for the open ones.</param>
/// <param name="Section">Folded heading of the section; null for the whole journal.</param>
public sealed record OaiSet(string? Journal, string? Section)
{
    private const string JournalWord = "journal";
    private const string OpenWord = "openaccess";

    // Unreserved characters of an address (RFC 2396, 2.3), which are all that a setSpec may hold; the mark of the escapes is escaped too.
    private const string Plain = "-_.~*'()";

    /// <summary>All that anybody may read.</summary>
    public static OaiSet OpenAccess { get; } = new(null, null);

    /// <summary>Whether it is the set of all that anybody may read.</summary>
    public bool IsOpen => Journal is null;

    /// <summary>Its name in requests. What a key holds beside letters of ASCII, digits and <c>-_.~*'()</c> stands in UTF-8 as <c>!xx</c>.</summary>
    public string Spec => Journal is null ? OpenWord : Section is null ? $"{JournalWord}:{Escape(Journal)}" : $"{JournalWord}:{Escape(Journal)}:{Escape(Section)}";

    /// <summary>Whether a text is a setSpec at all, ours or not.</summary>
    public static bool IsWellFormed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':').All(part => part.Length > 0 && part.All(c => IsPlain(c) || c == '!'));
    }

    /// <summary>Reads what <see cref="Spec"/> writes; false for any other set.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out OaiSet? set)
    {
        ArgumentNullException.ThrowIfNull(text);
        set = text == OpenWord ? OpenAccess : text.Split(':') switch
        {
            [JournalWord, var journal] when Unescape(journal) is { } key => new OaiSet(key, null),
            [JournalWord, var journal, var section] when Unescape(journal) is { } key && Unescape(section) is { } heading => new OaiSet(key, heading),
            _ => null,
        };
        return set is not null && set.Spec == text;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal);

    private static string Escape(string key)
    {
        if (key.All(IsPlain))
        {
            return key;
        }

        var text = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(key))
        {
            text.Append(value < 0x80 && IsPlain((char)value) ? ((char)value).ToString() : "!" + value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static string? Unescape(string part)
    {
        if (!part.Contains('!', StringComparison.Ordinal))
        {
            return part.Length == 0 ? null : part;
        }

        var bytes = new List<byte>();
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != '!')
            {
                bytes.Add((byte)part[i]);
            }
            else if (i + 2 < part.Length && byte.TryParse(part.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]); // What was no UTF-8 is written otherwise again, and so is no set.
    }
}
