using System.Buffers;
using System.Globalization;

namespace Recto.Storage.Sql;

/// <summary>
/// What text the database keeps: well-formed UTF-16 without U+0000, which PostgreSQL cannot hold. Both databases refuse the same texts,
/// so that a site can move from one to the other; readers of foreign files put U+FFFD in its place and say so (as HTML does).
/// </summary>
public static class StoredText
{
    /// <summary>Index of the first UTF-16 code unit that cannot be kept (U+0000, half a surrogate pair); -1 where all can.</summary>
    public static int FindUnkeepable(ReadOnlySpan<char> text)
    {
        var nul = text.IndexOf('\0');
        for (var rest = text; ;)
        {
            var surrogate = rest.IndexOfAnyInRange('\uD800', '\uDFFF');
            if (surrogate < 0)
            {
                return nul;
            }

            if (System.Text.Rune.DecodeFromUtf16(rest[surrogate..], out _, out var length) != OperationStatus.Done)
            {
                var at = text.Length - rest.Length + surrogate;
                return nul < 0 ? at : Math.Min(nul, at);
            }

            rest = rest[(surrogate + length)..];
        }
    }

    /// <summary>Whether all of these can stand in the database at all. What cannot (an address may hold anything) is not looked for: PostgreSQL would refuse the question.</summary>
    internal static bool CanStand(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (FindUnkeepable(text) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An empty string never means anything: null for it and for white space.</summary>
    internal static string? Worded(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>Words of others, a server’s or a document’s, which may hold anything: at most so many UTF-16 code units, what cannot be kept as U+FFFD; null for none.</summary>
    internal static string? Keepable(string? text, int longest) => string.IsNullOrWhiteSpace(text) ? null
        : string.Concat(ShortText.Of(text, longest).EnumerateRunes().Select(rune => rune.Value == 0 ? "\uFFFD" : rune.ToString()));

    internal static void Require(string? text, string what)
    {
        if (text is not null && FindUnkeepable(text) is >= 0 and var at)
        {
            throw new UnkeepableTextException(what, text[at], at);
        }
    }
}

/// <summary>A text holds a character that no database of Recto keeps.</summary>
public sealed class UnkeepableTextException : ArgumentException
{
    internal UnkeepableTextException(string what, char character, int position)
        : base(string.Create(CultureInfo.InvariantCulture, $"{what} holds {(character == '\0' ? "U+0000 (NUL)" : $"half a surrogate pair (U+{(int)character:X4})")} at position {position}, which the database cannot keep; put U+FFFD in its place before saving."))
        => Position = position;

    /// <summary>UTF-16 code units before the character.</summary>
    public int Position { get; }
}
